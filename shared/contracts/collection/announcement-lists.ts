/**
 * Lists in which publishers announce texts. An order of Japan in steps has several revisions of one number,
 * so the id of the revision is its number.
 */
import * as z from 'zod';
import lists from './announcement-lists.json' with { type: 'json' };

const text = z.string().min(1);

/**
 * `page`: links whose addresses match. `json`: paths of members, which may be objects with a `value`, as of
 * SPARQL.
 */
const listForm = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('page'), entry: text }),
  z.strictObject({ how: z.literal('feed') }),
  z.strictObject({
    how: z.literal('json'),
    entries: text,
    number: text,
    /** Where its numbers alone mean nothing. */
    prefix: text.exactOptional(),
    title: text,
    published: text,
    effective: text.exactOptional(),
    text: text.exactOptional(),
    /** A member, or an address with `{number}`. */
    address: text,
  }),
]);

const announcementList = z.strictObject({
  name: text,
  title: text,
  /** `actor`: as the register of measures writes it. */
  publisher: text,
  actor: text,
  /** `{year}`: of the day on which it is asked for. */
  address: text,
  form: listForm,
  /** What answers programs is encrypted with a changing key. */
  by_hand: z.literal(true).exactOptional(),
  quiet_days: z.int().positive(),
});
export type AnnouncementList = Readonly<z.output<typeof announcementList>>;

const JOURNAL_QUERY = `PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
SELECT DISTINCT ?celex ?title ?date ?effective ?eli WHERE {
  ?work cdm:resource_legal_id_celex ?celex ; cdm:resource_legal_eli ?eli ; cdm:official-journal-act_date_publication ?date .
  ?expression cdm:expression_belongs_to_work ?work ; cdm:expression_title ?title ;
    cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> .
  OPTIONAL { ?work cdm:resource_legal_date_entry-into-force ?effective }
  FILTER(YEAR(?date) = {year} && REGEX(?title, "export|dual-use|raw material|stockpil", "i"))
} ORDER BY DESC(?date) ?celex ?effective LIMIT 200`;

const FR_FIELDS = ['document_number', 'title', 'publication_date', 'effective_on', 'abstract', 'html_url'];

const withQuery = (address: string, query: readonly (readonly [string, string])[]) =>
  `${address}?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]))}`.replace(
    '%7Byear%7D',
    '{year}',
  );

const ADDRESSES: Partial<Record<keyof typeof lists, string>> = {
  'federal-register': withQuery('https://www.federalregister.gov/api/v1/documents.json', [
    ['conditions[agencies][]', 'industry-and-security-bureau'],
    ['order', 'newest'],
    ['per_page', '100'],
    ...FR_FIELDS.map((field) => ['fields[]', field] as const),
  ]),
  'eu-official-journal': withQuery('https://publications.europa.eu/webapi/rdf/sparql', [
    ['query', JOURNAL_QUERY],
    ['format', 'application/sparql-results+json'],
  ]),
};

export type AnnouncementListName = keyof typeof lists;

export const ANNOUNCEMENT_LISTS: readonly AnnouncementList[] = Object.entries(lists).map(([name, list]) =>
  announcementList.parse({ name, address: ADDRESSES[name as AnnouncementListName], ...list }),
);

export const contractOfList = ({
  name,
  title,
  publisher,
  address,
  form,
  by_hand,
  quiet_days,
}: AnnouncementList) => ({
  name,
  title,
  publisher,
  terms: 'Official announcements: title, day, number and address are quoted, each with its address',
  hosts: [new URL(address).hostname],
  discovery: by_hand ? { how: 'by_hand', pages: [address] } : { how: 'fixed', addresses: [address] },
  cadence: 'as it happens',
  content_clock_days: quiet_days,
  most_bytes: 10_000_000,
  most_seconds: 60,
  kind: form.how === 'json' ? 'json' : 'html',
  period_rule: 'The newest day of its entries.',
  first_day: '1945-01-01',
  reader_version: 2,
  definitions: [{ from: '1945-01-01', definition: 'as published' }],
  rows: { least: 1, most: 2_000 },
  feeds: 'drafts',
  series: ['announcements'],
});
