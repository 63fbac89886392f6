/**
 * Lists in which publishers announce texts that may be measures. A new list is an entry here: one reader
 * reads all of them.
 */

/**
 * Where the entries of a list stand. `page`: links of a web page whose addresses match. `feed`: RSS or Atom.
 * `json`: members of the objects in an array, by their
 * paths; a member may be an object with its `value`, as in results of SPARQL.
 */
type ListForm =
  | { readonly how: 'page'; readonly entry: string }
  | { readonly how: 'feed' }
  | {
      readonly how: 'json';
      readonly entries: string;
      readonly number: string;
      /** What its numbers begin with where they would mean nothing alone. */
      readonly prefix?: string;
      readonly title: string;
      readonly published: string;
      readonly effective?: string;
      readonly text?: string;
      /** Member with the address, or an address in which `{number}` stands for the number. */
      readonly address: string;
    };

export interface AnnouncementList {
  readonly name: string;
  readonly title: string;
  /** Who publishes it; `actor`: the authority as the register of measures writes it. */
  readonly publisher: string;
  readonly actor: string;
  /** `{year}` stands for the year of the day on which it is asked for. */
  readonly address: string;
  readonly form: ListForm;
  /** Only people get it: what answers programs is encrypted with a key that stands in the page and changes. */
  readonly by_hand?: true;
  /** Days without a newer entry that are not usual. */
  readonly quiet_days: number;
}

/** Acts whose English title speaks of exports or of raw materials, newest first. */
const JOURNAL_QUERY = `PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
SELECT DISTINCT ?celex ?title ?date ?effective ?eli WHERE {
  ?work cdm:resource_legal_id_celex ?celex ; cdm:resource_legal_eli ?eli ; cdm:official-journal-act_date_publication ?date .
  ?expression cdm:expression_belongs_to_work ?work ; cdm:expression_title ?title ;
    cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> .
  OPTIONAL { ?work cdm:resource_legal_date_entry-into-force ?effective }
  FILTER(YEAR(?date) = {year} && REGEX(?title, "export|dual-use|raw material|stockpil", "i"))
} ORDER BY DESC(?date) ?celex ?effective LIMIT 200`;

const FR_FIELDS = ['document_number', 'title', 'publication_date', 'effective_on', 'abstract', 'html_url'];

const withQuery = (address: string, query: readonly (readonly [string, string])[]): string =>
  `${address}?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]))}`.replace(
    '%7Byear%7D',
    '{year}',
  );

export const ANNOUNCEMENT_LISTS = [
  {
    name: 'mofcom',
    title: 'Announcements of the Ministry of Commerce',
    publisher: "China's Ministry of Commerce",
    actor: 'China MOFCOM',
    address: 'https://www.mofcom.gov.cn/zcfb/blgg/gg/{year}/index.html',
    form: { how: 'page', entry: '^https://www[.]mofcom[.]gov[.]cn/.*/art(icle)?/' },
    quiet_days: 45,
  },
  {
    name: 'federal-register',
    title: 'Documents of the Bureau of Industry and Security',
    publisher: 'Office of the Federal Register',
    actor: 'United States BIS',
    address: withQuery('https://www.federalregister.gov/api/v1/documents.json', [
      ['conditions[agencies][]', 'industry-and-security-bureau'],
      ['order', 'newest'],
      ['per_page', '100'],
      ...FR_FIELDS.map((field) => ['fields[]', field] as const),
    ]),
    form: {
      how: 'json',
      entries: 'results',
      number: 'document_number',
      prefix: 'FR ',
      title: 'title',
      published: 'publication_date',
      effective: 'effective_on',
      text: 'abstract',
      address: 'html_url',
    },
    quiet_days: 45,
  },
  {
    name: 'eu-official-journal',
    title: 'Acts on exports and raw materials in the Official Journal',
    publisher: 'Publications Office of the European Union',
    actor: 'European Union',
    address: withQuery('https://publications.europa.eu/webapi/rdf/sparql', [
      ['query', JOURNAL_QUERY],
      ['format', 'application/sparql-results+json'],
    ]),
    form: {
      how: 'json',
      entries: 'results.bindings',
      number: 'celex',
      title: 'title',
      published: 'date',
      effective: 'effective',
      address: 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{number}',
    },
    quiet_days: 60,
  },
  {
    name: 'indonesia-esdm',
    title: 'Regulations of the Ministry of Energy and Mineral Resources',
    publisher: 'JDIH of the Ministry of Energy and Mineral Resources of Indonesia',
    actor: 'Indonesia ESDM',
    address: 'https://jdih.esdm.go.id/dokumen/peraturan?page=1&per-page=50',
    form: { how: 'page', entry: '^https://jdih[.]esdm[.]go[.]id/dokumen/view[?]id=[0-9]+' },
    quiet_days: 120,
  },
  {
    name: 'indonesia-kemendag',
    title: 'Regulations of the Ministry of Trade',
    publisher: 'JDIH of the Ministry of Trade of Indonesia',
    actor: 'Indonesia Ministry of Trade',
    address: 'https://jdih.kemendag.go.id/peraturan?order=terbaru',
    form: { how: 'page', entry: '^https://jdih[.]kemendag[.]go[.]id/peraturan/(?!download)[^/?#]+$' },
    quiet_days: 120,
  },
  {
    name: 'congo-mines',
    title: 'Texts and news of the Ministry of Mines',
    publisher: 'Ministry of Mines of the DR Congo',
    actor: 'DR Congo Ministry of Mines',
    address: 'https://mines.gouv.cd/fr/',
    form: { how: 'page', entry: '^https://(www[.])?mines[.]gouv[.]cd/[^#]+' },
    quiet_days: 120,
  },
  {
    name: 'congo-arecoms',
    title: 'Decisions and releases of ARECOMS',
    publisher: 'Authority for strategic mineral substances (ARECOMS) of the DR Congo',
    actor: 'DR Congo (ARECOMS)',
    address: 'https://arecoms.cd/',
    form: { how: 'page', entry: '^https://(www[.])?arecoms[.]cd/[^#]+' },
    quiet_days: 120,
  },
  {
    name: 'malaysia-gazette',
    title: 'Federal Gazette, subsidiary legislation P.U. (A)',
    publisher: "Attorney General's Chambers of Malaysia",
    actor: 'Malaysia Federal Gazette',
    address: 'https://lom.agc.gov.my/subsid.php?type=pua',
    by_hand: true,
    form: {
      how: 'json',
      entries: 'records',
      number: 'noPU',
      title: 'titleBI',
      published: 'publicationDate',
      effective: 'commencementDate',
      address: 'https://lom.agc.gov.my/subsid.php?type=pua',
    },
    quiet_days: 45,
  },
  {
    name: 'vietnam-gazette',
    title: 'Newly issued documents in the Official Gazette (Công báo)',
    publisher: 'Government of Vietnam',
    actor: 'Vietnam (Official Gazette)',
    address: 'https://congbao.chinhphu.vn/cac-van-ban-moi-ban-hanh.rss',
    form: { how: 'feed' },
    quiet_days: 45,
  },
  {
    name: 'myanmar-commerce',
    title: 'Notifications of the Ministry of Commerce',
    publisher: 'Ministry of Commerce of Myanmar',
    actor: 'Myanmar Ministry of Commerce',
    address: 'https://commerce.gov.mm/en/noti/archive/{year}',
    form: { how: 'page', entry: '^https://(www[.])?commerce[.]gov[.]mm/[^#]+' },
    quiet_days: 120,
  },
  {
    name: 'japan-meti',
    title: 'Releases of the Ministry of Economy, Trade and Industry',
    publisher: "Japan's Ministry of Economy, Trade and Industry",
    actor: 'Japan METI',
    address: 'https://www.meti.go.jp/ml_index_release_atom.xml',
    form: { how: 'feed' },
    quiet_days: 30,
  },
  {
    name: 'japan-export-order',
    title: 'Revisions of the Export Trade Control Order',
    publisher: "e-Gov, Japan's Digital Agency",
    actor: 'Japan METI',
    address: 'https://laws.e-gov.go.jp/api/2/law_revisions/324CO0000000378',
    form: {
      how: 'json',
      entries: 'revisions',
      // An order in force in steps has several revisions with one number of the order that amends.
      number: 'law_revision_id',
      title: 'amendment_law_title',
      published: 'amendment_promulgate_date',
      effective: 'amendment_enforcement_date',
      address: 'https://laws.e-gov.go.jp/law/324CO0000000378',
    },
    quiet_days: 400,
  },
] as const satisfies readonly AnnouncementList[];

export type AnnouncementListName = (typeof ANNOUNCEMENT_LISTS)[number]['name'];

/** The contract of a list as a source that is collected. */
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
  asked: 'daily',
  settled_after_days: null,
  content_clock_days: quiet_days,
  most_bytes: 10_000_000,
  most_seconds: 60,
  kind: form.how === 'json' ? 'json' : 'html',
  encoding: 'utf-8',
  period_rule: 'The newest day of its entries.',
  first_day: '1945-01-01',
  reader_version: 2,
  definitions: [{ from: '1945-01-01', definition: 'as published' }],
  rows: { least: 1, most: 2_000 },
  days_in_a_row: false,
  feeds: 'drafts',
  series: ['announcements'],
});
