/** Which announcements are new: what lists of publishers name, against what a person has read. */

import type { ReviewedAnnouncement } from '#functions/reference-build/tables/policy.ts';
import type { ListReading } from '../publishers/announcement-lists.ts';
import type { UnreadPart } from '../publishers/document-reader.ts';

/** `unseen`: nobody has read it. `reviewed`: read, and no row came of it. `rows_made`: rows of the register rest on it. */
type AnnouncementState = 'unseen' | 'reviewed' | 'rows_made';

/** An announcement with what is known of it. */
export interface DiscoveredAnnouncement {
  readonly key: string;
  readonly title: string;
  readonly published: string | null;
  /** Every address under which it was listed or read, in the order of first mention. */
  readonly addresses: readonly string[];
  readonly state: AnnouncementState;
  readonly rows: readonly string[];
  readonly reviewedOn: string | null;
  readonly reviewedBy: string | null;
  readonly note: string | null;
  /**
   * Day of the reading in which it was missing for the first time since it was last listed; `null` while it is listed, and where it never was.
   * A page that vanished ends no measure: a measure ends by its own date or by another announcement.
   */
  readonly vanishedOn: string | null;
}

/** Announcements of all readings together, with the parts of lists that could not be read. */
export interface Discovery {
  /** Unseen ones first, then newest first. */
  readonly announcements: readonly DiscoveredAnnouncement[];
  /** Unread parts of the newest reading of each list. */
  readonly unread: readonly (UnreadPart & { readonly list: string; readonly readOn: string })[];
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const stateOf = (review: ReviewedAnnouncement | undefined): AnnouncementState =>
  review === undefined ? 'unseen' : review.rows.length > 0 ? 'rows_made' : 'reviewed';

/** Readings of each list in the order of their days. */
function readingsByList(readings: readonly ListReading[]): readonly (readonly ListReading[])[] {
  const ordered = readings.toSorted((left, right) => byText(left.readOn, right.readOn));
  return [...Map.groupBy(ordered, ({ list }) => list).values()];
}

/** Days on which keys were gone from every list that had named them. A reading that found nothing is a fault of the reading: nothing is gone in it. */
function vanishedKeys(lists: readonly (readonly ListReading[])[]): ReadonlyMap<string, string> {
  const gone = new Map<string, string>();
  const listed = new Set<string>();
  for (const readings of lists) {
    const whole = readings.filter(({ announcements }) => announcements.length > 0);
    for (const { key } of whole.at(-1)?.announcements ?? []) listed.add(key);
    for (const [index, reading] of whole.entries()) {
      for (const { key } of reading.announcements) gone.delete(key);
      const now = new Set(reading.announcements.map(({ key }) => key));
      for (const { key } of whole[index - 1]?.announcements ?? []) if (!now.has(key)) gone.set(key, reading.readOn);
    }
  }
  for (const key of listed) gone.delete(key);
  return gone;
}

/** Joins readings of lists and the reviewed list. The result does not depend on the order of either. */
export function discoverAnnouncements(readings: readonly ListReading[], reviewed: readonly ReviewedAnnouncement[]): Discovery {
  const lists = readingsByList(readings).toSorted((left, right) => byText(left[0]?.list ?? '', right[0]?.list ?? ''));
  const gone = vanishedKeys(lists);
  const listed = Map.groupBy(
    lists.flat().flatMap(({ announcements }) => announcements),
    ({ key }) => key,
  );
  const reviews = new Map(reviewed.map((review) => [review.key, review]));
  const announcements = [...new Set([...listed.keys(), ...reviews.keys()])].map((key): DiscoveredAnnouncement => {
    const review = reviews.get(key);
    const entries = listed.get(key) ?? [];
    const newest = entries.at(-1);
    const addresses = [...entries.map(({ address }) => address), ...(review === undefined ? [] : [review.address])];
    return {
      key,
      title: newest?.title ?? review?.title ?? key,
      published: newest?.published ?? review?.published ?? null,
      addresses: [...new Set(addresses)],
      state: stateOf(review),
      rows: review?.rows ?? [],
      reviewedOn: review?.reviewed_on ?? null,
      reviewedBy: review?.reviewed_by ?? null,
      note: review?.note ?? null,
      vanishedOn: gone.get(key) ?? null,
    };
  });
  const rank = ({ state }: DiscoveredAnnouncement): number => (state === 'unseen' ? 0 : 1);
  return {
    announcements: announcements.sort(
      (left, right) => rank(left) - rank(right) || byText(right.published ?? '', left.published ?? '') || byText(left.key, right.key),
    ),
    unread: lists.flatMap((of) => {
      const { list, readOn, unread } = of.at(-1) as ListReading;
      return unread.map((part) => ({ ...part, list, readOn }));
    }),
  };
}
