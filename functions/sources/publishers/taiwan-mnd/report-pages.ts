/** Pages of the ministry's site: the list of reports, and one report. */
import { selectAll } from 'css-select';
import { textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import type { ListedDocument } from '../document-reader.ts';
import type { ReportText } from './read-report.ts';
import { commonEraYear } from './report-facts.ts';

type Page = ReturnType<typeof parseDocument>;
type PageNode = Page['children'][number];
type PageElement = Extract<PageNode, { readonly attribs: unknown }>;

const select = (query: string, page: Page): readonly PageElement[] => selectAll<PageNode, PageElement>(query, page.children);

const SITE = 'https://www.mnd.gov.tw/';
const ITEM = /\/news\/plaact\/\d+/iu;
const DAY = /(?<!\d)(?<year>\d{2,4})[./-](?<month>\d{1,2})[./-](?<day>\d{1,2})(?!\d)/u;
const BLOCKS = new Set(['br', 'p', 'div', 'li', 'tr', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'section', 'ul', 'ol', 'table']);
const SILENT = new Set(['script', 'style', 'noscript', 'template']);

/** A day as pages and tables write it, in years of either calendar: `115.09.26`, `2026/9/26`; `null` where there is none. */
export const writtenDay = (text: string): string | null => {
  const parts = DAY.exec(text)?.groups;
  if (parts === undefined) return null;
  const { year = '', month = '', day = '' } = parts;
  return `${commonEraYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const blockText = (node: PageNode): string => {
  if (node.type === 'text') return node.data;
  if (!('attribs' in node)) return '';
  const name = node.name.toLowerCase();
  if (SILENT.has(name)) return '';
  const inner = node.children.map(blockText).join('');
  return BLOCKS.has(name) ? `\n${inner}\n` : inner;
};

/** The page of one report. The day of the page stands in the line above the body, whose other words and numbers are not the report's. */
export interface ItemPage extends ReportText {
  readonly kind: 'item';
}

/** The list of reports, newest first. */
export interface ListPage {
  readonly kind: 'list';
  readonly listed: readonly ListedDocument[];
}

/** A page of another kind: a page of errors, of a firewall, or one that was laid out anew. */
export interface StrangePage {
  readonly kind: 'strange';
  readonly why: string;
}

/** Tells a report from a list by the containers that the site uses; everything outside of them (head, foot, menus) is left out. */
export const readPage = (html: string, address: string | null): ItemPage | ListPage | StrangePage => {
  const page = parseDocument(html);
  const bodies = select('.maincontent', page);
  if (bodies.length > 1)
    return { kind: 'strange', why: `The page has ${bodies.length} bodies with the class maincontent; one report has one.` };
  const [body] = bodies;
  if (body !== undefined) {
    const dates = select('.newsInfo, .pageinfo, .body-2', page).map((node) => writtenDay(textContent(node)));
    return { kind: 'item', text: blockText(body), published: dates.find((day) => day !== null) ?? null };
  }
  const links = select('a[href]', page).flatMap((link) => {
    const href = link.attribs.href ?? '';
    return ITEM.test(href) && URL.canParse(href, address ?? SITE)
      ? [{ address: new URL(href, address ?? SITE).href, published: writtenDay(textContent(link)) }]
      : [];
  });
  // A picture links to the report as well, without a day.
  const dated = [...links].sort((a, b) => Number(a.published === null) - Number(b.published === null));
  const listed = [...new Map(dated.reverse().map((link) => [link.address, link])).values()].reverse();
  if (listed.length > 0) return { kind: 'list', listed };
  return {
    kind: 'strange',
    why: 'The page is neither a report (no body with the class maincontent) nor a list of reports (no link to one).',
  };
};
