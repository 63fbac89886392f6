import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { capitalised, countryName } from '#domain/vocabulary/country-names.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import type { PublishedChange, ReadScoreChanges } from '#functions/ports/score-changes.ts';
import { subjectLinks } from '../published-run/score-links.ts';

export const ATOM = 'application/atom+xml; charset=utf-8';

/** A reader that polls once a day misses nothing over a long weekend. */
const DAYS = 7;
/** More than a buyer has subjects: all of them, should a new method move each into another band in one night. */
const MOST_CHANGES = 250;

export interface FeedQuery {
  readonly subject_type?: SubjectType | undefined;
  readonly buyer: string;
}

/** Where the feed is, and who publishes it. */
export interface FeedPlace {
  /** Address of the service, without a slash at the end. */
  readonly address: string;
  /** Path and query of the feed. */
  readonly self: string;
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

function feed(
  entries: readonly PublishedChange[],
  run: RunPointer,
  { buyer, subject_type }: FeedQuery,
  { address, self }: FeedPlace,
): string {
  const of = subject_type === undefined ? '' : `, ${subject_type}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escaped(`${address}${self}`)}</id>
<title>${escaped(`Chokepoint: changes of band for ${countryName(buyer)}${of}`)}</title>
<link rel="self" type="application/atom+xml" href="${escaped(`${address}${self}`)}"/>
<link rel="alternate" type="application/json" href="${escaped(`${address}/v1/changes?buyer=${buyer}`)}"/>
<updated>${run.published_at}</updated>
<author><name>Chokepoint</name></author>
<category scheme="${escaped(`${address}/v1/runs`)}" term="${run.run_id}"/>
${entries.map((entry) => entryOf(entry, address)).join('')}</feed>
`;
}

/** The id of an entry stays the same wherever the service moves to. */
function entryOf({ seq, subject, buyer, band_before, band_after, summary, computed_at }: PublishedChange, address: string): string {
  const { explanation } = subjectLinks(subject.type, subject.id, buyer);
  const title = `${capitalised(subject.name)} for ${countryName(buyer)}: ${band_before ?? 'unknown'} to ${band_after ?? 'no longer scored'}`;
  return `<entry>
<id>urn:chokepoint:change:${seq}</id>
<title>${escaped(title)}</title>
<link rel="alternate" type="application/json" href="${escaped(`${address}${explanation}`)}"/>
<updated>${computed_at}</updated>
<category term="${escaped(band_after ?? 'removed')}"/>
<summary>${escaped(summary)}</summary>
</entry>
`;
}

/** Escapes text for XML and leaves out characters that XML does not allow. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML forbids
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
