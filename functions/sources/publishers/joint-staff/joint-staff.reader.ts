/** PDF, text, collected texts, and pages that list them. */
import { selectAll } from 'css-select';
import { parse } from 'csv-parse/sync';
import { getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import {
  type DocumentReader,
  decodedText,
  isPdf,
  type RawDocument,
  type ReadDocument,
  type ReadObservation,
  unreadDocument,
} from '../document-reader.ts';
import { blockText } from '../page-text.ts';
import { readPdfText } from '../pdf-text.ts';
import { carrierObservations, SIGHTING_SERIES, scopeOfSighting } from './deployments.ts';
import { eventObservations } from './escalations.ts';
import { lastNewDay, type Release, type ReleaseEvent, releaseOf } from './release.ts';
import { scopeOfPlace } from './release-words.ts';

/** English ones (`_01e`) translate others. */
export const RELEASE_ADDRESS = /\/js\/pdf\/\d{4}\/p(\d{4})(\d{2})(\d{2})_\d{2}\.pdf$/;

type CollectedText = Readonly<{
  name: string | null;
  text: string;
}>;

const NUMBER = /p\d{8}_\d{2}|\d{4}\/\d{2}\/\d{2}[a-z]|press[a-z0-9]*_[0-9_]+/;

export const jointStaffReader: DocumentReader = {
  version: 4,
  read: readJointStaff,
  combine: carrierObservations,
};

/** Releases of the two ministries count no carriers. */
export const ministryReader: DocumentReader = {
  version: jointStaffReader.version,
  read: async (raw) =>
    (await readJointStaff(raw)).map((document) => ({
      ...document,
      observations: document.observations.filter(({ series }) => series === 'security_events'),
    })),
};

async function readJointStaff(raw: RawDocument): Promise<readonly ReadDocument[]> {
  const name = raw.address ?? raw.name;
  if (isPdf(raw.bytes)) return [await readPdf(raw, name)];
  const text = decodedText(raw.bytes, 'utf-8', 'shift_jis');
  if (text === null)
    return [unreadDocument(name, '', 'The bytes are neither a PDF nor text in UTF-8 or Shift_JIS.')];
  const start = text.trimStart().slice(0, 200);
  if (/^[[{]/.test(start)) return readTexts(name, () => textsIn(JSON.parse(text)));
  if (/^</.test(start)) return [readPage(text, raw)];
  if (/^[\w" ,]*\btext\b[\w" ,]*\r?\n/i.test(start))
    return readTexts(name, () => textsIn(parse(text, { columns: true, bom: true, relax_quotes: true })));
  return [documentOf({ name, text })];
}

async function readPdf(raw: RawDocument, name: string): Promise<ReadDocument> {
  try {
    const pages = await readPdfText(raw.bytes);
    return documentOf({
      name,
      text: pages.map(({ items }) => items.map(({ text }) => text).join('')).join('\n'),
    });
  } catch (error) {
    return unreadDocument(name, '', error instanceof Error ? error.message : String(error));
  }
}

function readTexts(name: string, texts: () => readonly CollectedText[]): readonly ReadDocument[] {
  try {
    const found = texts();
    return found.length > 0
      ? found.map(documentOf)
      : [unreadDocument(name, '', 'The file holds no texts: records with a field `text` are expected.')];
  } catch (error) {
    return [
      unreadDocument(
        name,
        '',
        `The file could not be parsed: ${error instanceof Error ? error.message : String(error)}`,
      ),
    ];
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Wherever a file keeps them. */
function textsIn(value: unknown, key: string | null = null): readonly CollectedText[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one));
  if (!isRecord(value)) return [];
  const text = value.text ?? value.content ?? value.body;
  if (typeof text === 'string') {
    const names = [
      value.file,
      value.name,
      value.number,
      value.url,
      value.address,
      value.source_url,
      key,
      value.published,
      value.date,
    ];
    const named = names.filter((one): one is string => typeof one === 'string' && one !== '');
    return [{ name: named.find((one) => NUMBER.test(one)) ?? named[0] ?? null, text }];
  }
  return Object.entries(value).flatMap(([inner, one]) =>
    isRecord(one) || Array.isArray(one) ? textsIn(one, inner) : [],
  );
}

/** From the heading that repeats the title of the page. */
function textOfPage(html: string): string | null {
  const page = parseDocument(html);
  const said = (query: string): readonly string[] =>
    selectAll(query, page).map((node) => textContent(node).replace(/\s+/g, ' ').trim());
  const title = said('title')[0] ?? '';
  const heading = said('h1, h2, h3').find((one) => one.length > 5 && title.includes(one));
  const text = page.children
    .map(blockText)
    .join('')
    .replace(/[^\S\n]+/g, ' ');
  // The first may be the title itself.
  return heading === undefined ? null : text.slice(text.lastIndexOf(`\n${heading}`));
}

function readPage(html: string, raw: RawDocument): ReadDocument {
  const is_list = getElementsByTagName('a', parseDocument(html), true).some(({ attribs: { href = '' } }) =>
    RELEASE_ADDRESS.test(href),
  );
  const text = is_list ? null : textOfPage(html);
  if (text !== null) return documentOf({ name: raw.address ?? raw.name, text });
  const isBlocked = /Just a moment|cf-chl|Attention Required/i.test(html);
  const why = isBlocked
    ? "The page is a challenge of the publisher's guard instead of a list: the fetch was refused."
    : 'The page is neither a list of releases nor one of them, with a heading that its title repeats; its markup has changed.';
  return {
    document: raw.address ?? raw.name,
    period_end: null,
    observations: [],
    printed_totals: [],
    unread: is_list ? [] : [{ text: html.trim().slice(0, 120), why }],
    is_list,
  };
}

function documentOf({ name, text }: CollectedText): ReadDocument {
  const number = NUMBER.exec(name ?? '')?.[0] ?? null;
  const dated =
    /^p\d/.exec(number ?? '')?.input ??
    /\d{4}[-/]\d{2}[-/]\d{2}/.exec(name ?? '')?.[0]?.replace(/(\d{4}).(\d{2}).(\d{2})/, 'p$1$2$3_00') ??
    null;
  const release = releaseOf(text, dated);
  const document =
    number ?? `${release.published ?? 'undated'} ${release.title ?? name ?? 'without a title'}`;
  const bare: ReadDocument = {
    document,
    period_end: lastNewDay(release) ?? release.scrambles.at(-1)?.lastDay ?? release.published,
    observations: [
      ...release.events
        .filter(({ carriers }) => carriers.length > 0)
        .map((event) => sightingOf(event, release)),
      ...eventObservations(release),
    ],
    printed_totals: release.printed_totals,
    unread: [...release.unread, ...placesUnknown(release)],
  };
  return { ...bare, observations: [...bare.observations, ...carrierObservations([bare])] };
}

const scopeOfEvent = ({ straits, place, sea }: ReleaseEvent) =>
  scopeOfSighting(straits, place && scopeOfPlace(place), sea);

const sightingOf = (event: ReleaseEvent, { published }: Release): ReadObservation => ({
  series: SIGHTING_SERIES,
  date: event.lastDay,
  published,
  values: {
    first_day: event.firstDay,
    carriers: event.carriers,
    scope: scopeOfEvent(event),
    straits: event.straits,
    heading: event.heading,
    towards: event.towards,
  },
});

/** A carrier at an unknown place would count in the wrong waters. */
function placesUnknown({ events }: Release) {
  return events
    .filter((event) => event.carriers.length > 0 && event.place !== null && scopeOfEvent(event) === null)
    .map(({ place }) => ({
      text: place?.place ?? '',
      why: 'A carrier was seen near a place that joint-staff/release-words.ts does not know, so its side of the first island chain is unknown.',
    }));
}
