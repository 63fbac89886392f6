/** Lists in which publishers announce measures: China's Ministry of Commerce, the Federal Register, the Official Journal of the European Union. */
import { selectAll } from 'css-select';
import { getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import type { RawDocument, UnreadPart } from './document-reader.ts';

/** One entry of a list. That a text is listed says nothing about what it means: a person reads it. */
export interface ListedAnnouncement {
  /** Names the text wherever it stands: number of the instrument with issuer and year. Two addresses of one text have one key. */
  readonly key: string;
  readonly title: string;
  /** Day that the list states, `YYYY-MM-DD`; `null` where it states none. */
  readonly published: string | null;
  readonly address: string;
}

/** A list as a reader understood it. */
interface AnnouncementList {
  readonly announcements: readonly ListedAnnouncement[];
  /** Entries without a known key, and the whole list when its layout gave no entry. Never empty because nobody looked. */
  readonly unread: readonly UnreadPart[];
}

/** Reads the lists of one publisher. */
export interface AnnouncementListReader {
  /** Short name of the publisher, as commands and the reviewed list write it. */
  readonly publisher: string;
  /** Kind of document that it answers with. */
  readonly kind: 'html' | 'json';
  /** Where the publisher answers with the list of a year. */
  listAddress(year: number): string;
  /** Never throws: a file of another kind gives no announcement and says so in `unread`. */
  read(raw: RawDocument): AnnouncementList;
}

/** A list as it was on one day. */
export interface ListReading extends AnnouncementList {
  /** Names the list on all days. */
  readonly list: string;
  readonly publisher: string;
  readonly readOn: string;
}

const EXCERPT_LENGTH = 200;

const unreadPart = (text: string, why: string): UnreadPart => ({ text: text.replace(/\s+/g, ' ').trim().slice(0, EXCERPT_LENGTH), why });

const unreadList = (text: string, why: string): AnnouncementList => ({ announcements: [], unread: [unreadPart(text, why)] });

const listOf = (entries: readonly (ListedAnnouncement | UnreadPart)[]): AnnouncementList => ({
  announcements: entries.filter((entry) => 'key' in entry),
  unread: entries.filter((entry) => 'why' in entry),
});

/** Text of the bytes as UTF-8, which all three publishers send. */
const listText = (raw: RawDocument): string => new TextDecoder('utf-8').decode(raw.bytes);

/** The JSON in a text; `undefined` for anything else, such as the page of a guard. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

function textMember(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === 'string' && member.trim() !== '' ? member.trim() : null;
}

const dayIn = (text: string | null): string | null => /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text ?? '')?.[0] ?? null;

/** Issuers that number their own texts; a text of several is numbered by the first. */
const ISSUERS: Readonly<Record<string, string>> = { 商务部: 'MOFCOM', 不可靠实体清单工作机制: 'UNRELIABLE-ENTITIES' };
/** `年` is missing in the title of No. 61 of 2025; brackets stand round the year in texts before 2010. */
const NUMBER = /^([\p{Script=Han}\s、]*?)\s*(公告|令)\s*[(（〔[]?\s*(\d{4})\s*[)）〕\]]?\s*年?\s*第?\s*(\d+)\s*号/u;

/**
 * Key of the number that begins a title: `MOFCOM 2025 No. 18`, of an order `MOFCOM order 2025 No. 1`; the same whoever signed beside the ministry. `null` for
 * a title without one, or of an issuer that is not known.
 */
export function announcementKey(title: string): string | null {
  const [, issuers = '', kind, year, number] = NUMBER.exec(title.trim()) ?? [];
  const issuer = ISSUERS[issuers.split(/[\s、]+/).find((name) => name !== '') ?? ''];
  return issuer === undefined ? null : `${issuer}${kind === '令' ? ' order' : ''} ${year} No. ${Number(number)}`;
}

const MINISTRY = 'https://www.mofcom.gov.cn/';
/** Articles of the site; other links of a page are menus. */
const ARTICLE = /\/art(?:icle)?\//;

/** `null` for an entry of a menu. */
function readItem(item: Parameters<typeof textContent>[0], address: string): ListedAnnouncement | UnreadPart | null {
  const link = getElementsByTagName('a', item, true, 1)[0];
  const href = link?.attribs.href ?? '';
  if (link === undefined || !ARTICLE.test(href)) return null;
  const shown = textContent(link).trim();
  // The title attribute is whole where the list cuts long titles.
  const title = (link.attribs.title ?? '').trim() || shown;
  const key = announcementKey(title);
  if (key === null) return unreadPart(textContent(item), 'An article of the list without a number of an announcement that is known.');
  if (!URL.canParse(href, address)) return unreadPart(textContent(item), `The address of the article cannot be read: ${href}`);
  return { key, title, published: dayIn(textContent(item).replace(shown, '')), address: new URL(href, address).href };
}

/** The annual index, or the answer of the service that fills it, which has the page as `data.html`. */
function readMinistry(text: string, address: string): AnnouncementList {
  const page = text.trimStart().startsWith('{') ? textMember(memberOf(jsonOf(text), 'data'), 'html') : text;
  if (page === null) return unreadList(text, 'The answer has no list: neither a page nor data.html.');
  const read = selectAll('li', parseDocument(page)).flatMap((item) => readItem(item, address) ?? []);
  if (read.length > 0) return listOf(read);
  return unreadList(page, 'The page lists no article: its layout has changed, or a script fills it and its answer has to be read instead.');
}

export const mofcomReader: AnnouncementListReader = {
  publisher: 'mofcom',
  kind: 'html',
  listAddress: (year) => `${MINISTRY}zcfb/blgg/gg/${year}/index.html`,
  read: (raw) => readMinistry(listText(raw), raw.address ?? MINISTRY),
};

/** The slug in answers; a query with another one is refused as a whole. */
const AGENCY = 'industry-and-security-bureau';

function readResult(result: unknown): ListedAnnouncement | UnreadPart {
  const [number, title, address] = ['document_number', 'title', 'html_url'].map((name) => textMember(result, name));
  const agencies = memberOf(result, 'agencies');
  const slugs = Array.isArray(agencies) ? agencies.map((agency) => textMember(agency, 'slug')) : [];
  if (!number || !title || !address) return unreadPart(JSON.stringify(result), 'A document without number, title or address.');
  if (!slugs.includes(AGENCY)) return unreadPart(`${number} ${title}`, `A document that does not name the agency ${AGENCY}.`);
  return { key: `FR ${number}`, title, published: dayIn(textMember(result, 'publication_date')), address };
}

function readRegister(text: string): AnnouncementList {
  const answer = jsonOf(text);
  const results = memberOf(answer, 'results');
  // An agency without documents in the period answers `count: 0` and leaves the results out.
  if (memberOf(answer, 'count') === 0 && results === undefined) return listOf([]);
  if (!Array.isArray(results)) return unreadList(text, 'The answer has no list of results.');
  const next = textMember(answer, 'next_page_url');
  return listOf([...results.map(readResult), ...(next === null ? [] : [unreadPart(next, 'The list goes on at another address.')])]);
}

/** Documents of the Bureau of Industry and Security, as the interface of the Federal Register answers. */
export const federalRegisterReader: AnnouncementListReader = {
  publisher: 'federal-register',
  kind: 'json',
  listAddress: (year) => {
    const fields = ['document_number', 'title', 'publication_date', 'html_url', 'agencies'];
    const query = new URLSearchParams([
      ['conditions[agencies][]', AGENCY],
      ['conditions[publication_date][year]', String(year)],
      ['per_page', '1000'],
      ...fields.map((field): [string, string] => ['fields[]', field]),
    ]);
    return `https://www.federalregister.gov/api/v1/documents.json?${query}`;
  },
  read: (raw) => readRegister(listText(raw)),
};

/** European Legislation Identifier: `http://data.europa.eu/eli/reg/2024/1252/oj`. */
const ELI =
  /^https?:\/\/(?:data\.europa\.eu|eur-lex\.europa\.eu)\/eli\/([a-z_]+\/\d{4}\/\d+(?:\/corrigendum\/[\d-]+)?)(?:\/oj|\/\d{4}-\d{2}-\d{2})?$/;

/** Acts of a year whose English title speaks of exports or of raw materials; feeds of the Journal answer with an error page. */
const queryOf = (year: number): string => `PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
SELECT DISTINCT ?eli ?title ?date WHERE {
  ?work cdm:resource_legal_eli ?eli ; cdm:official-journal-act_date_publication ?date .
  ?expression cdm:expression_belongs_to_work ?work ; cdm:expression_title ?title ;
    cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> .
  FILTER(YEAR(?date) = ${year} && REGEX(?title, "export|dual-use|raw material|stockpil", "i"))
} ORDER BY ?date`;

function readBinding(binding: unknown): ListedAnnouncement | UnreadPart {
  const cell = (variable: string): string | null => textMember(memberOf(binding, variable), 'value');
  const title = cell('title');
  const act = ELI.exec(cell('eli') ?? '')?.[1];
  if (act === undefined || title === null)
    return unreadPart(JSON.stringify(binding), 'A row without a legislation identifier that is known, or without a title.');
  return { key: `EU ${act}`, title, published: dayIn(cell('date')), address: `https://eur-lex.europa.eu/eli/${act}/oj` };
}

function readJournal(text: string): AnnouncementList {
  const bindings = memberOf(memberOf(jsonOf(text), 'results'), 'bindings');
  if (!Array.isArray(bindings)) return unreadList(text, 'The answer is no table of SPARQL results in JSON.');
  if (bindings.length > 0) return listOf(bindings.map(readBinding));
  return unreadList(text, 'The table has no row: the query no longer fits the ontology, or nothing was published.');
}

/** Acts of the Official Journal, as the Publications Office answers a SPARQL query. */
export const euOfficialJournalReader: AnnouncementListReader = {
  publisher: 'eu-official-journal',
  kind: 'json',
  listAddress: (year) =>
    `https://publications.europa.eu/webapi/rdf/sparql?${new URLSearchParams({ query: queryOf(year), format: 'application/sparql-results+json' })}`,
  read: (raw) => readJournal(listText(raw)),
};

export const ANNOUNCEMENT_READERS: readonly AnnouncementListReader[] = [mofcomReader, federalRegisterReader, euOfficialJournalReader];

/** The reader of the publisher whose list this looks like; the ministry's where it looks like none, which then says that it is unread. */
function readerOf(raw: RawDocument): AnnouncementListReader {
  const answer = jsonOf(listText(raw));
  if (memberOf(memberOf(answer, 'results'), 'bindings') !== undefined) return euOfficialJournalReader;
  if (memberOf(answer, 'results') !== undefined || memberOf(answer, 'count') !== undefined) return federalRegisterReader;
  return mofcomReader;
}

/** Reads a saved list, of whichever publisher it is. Names of one list on several days differ by the day only: `mofcom-2026_2026-11-20.html`. */
export function readList(raw: RawDocument): ListReading {
  const { publisher, read } = readerOf(raw);
  const day = dayIn(raw.name.replaceAll('_', ' '));
  return { ...read(raw), list: `${publisher} ${raw.name.replace(day ?? '', '')}`, publisher, readOn: day ?? raw.receivedOn };
}
