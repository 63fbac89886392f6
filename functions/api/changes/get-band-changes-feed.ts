import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { capitalised, countryName } from '#domain/vocabulary/country-names.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import type { PublishedChange, ReadScoreChanges } from '#functions/ports/score-changes.ts';
import { subjectLinks } from '../published-run/score-links.ts';
import { atomFeed, type FeedEntry, type FeedPlace } from './atom-feed.ts';

/** A reader that polls once a day misses nothing over a long weekend. */
const DAYS = 7;
/** More than a buyer has subjects: all of them, should a new method move each into another band in one night. */
const MOST_CHANGES = 250;

export interface FeedQuery {
  readonly subject_type?: SubjectType | undefined;
  readonly buyer: string;
}

/** Changes of band of the last days, newest first, as Atom: one read of the head, and one of the changes. */
export async function bandChangesFeed(changes: ReadScoreChanges, run: RunPointer, query: FeedQuery, place: FeedPlace): Promise<string> {
  const head = await changes.head();
  const range = { after: isoDate(dayNumber(run.as_of) - DAYS), upTo: head?.position ?? '', limit: MOST_CHANGES };
  const found = await changes.newestOfBand(query.buyer, range);
  return feed(
    found.filter(({ subject }) => query.subject_type === undefined || subject.type === query.subject_type),
    run,
    query,
    place,
  );
}

function feed(entries: readonly PublishedChange[], run: RunPointer, { buyer, subject_type }: FeedQuery, place: FeedPlace): string {
  const of = subject_type === undefined ? '' : `, ${subject_type}`;
  const title = `Chokepoint: changes of band for ${countryName(buyer)}${of}`;
  const head = { ...place, title, alternate: `/v1/changes?buyer=${buyer}`, updated: run.published_at, run: run.run_id };
  return atomFeed(head, entries.map(entryOf));
}

function entryOf({ seq, subject, buyer, band_before, band_after, summary, computed_at }: PublishedChange): FeedEntry {
  return {
    id: `urn:chokepoint:change:${seq}`,
    title: `${capitalised(subject.name)} for ${countryName(buyer)}: ${band_before ?? 'unknown'} to ${band_after ?? 'no longer scored'}`,
    link: subjectLinks(subject.type, subject.id, buyer).explanation,
    updated: computed_at,
    category: band_after ?? 'removed',
    summary,
  };
}
