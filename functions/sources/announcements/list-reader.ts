import { selectAll } from 'css-select';
import { getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import type { AnnouncementList } from '#contracts/collection/announcement-lists.ts';
import { isCalendarDay } from '#domain/time/calendar.ts';
import {
  baseOf,
  type DocumentReader,
  decodedText,
  type RawDocument,
  type ReadDocument,
  type UnreadPart,
  unreadDocument,
} from '#functions/sources/publishers/document-reader.ts';
import { firstFullDate, oneLine } from '#functions/sources/publishers/joint-staff/release-words.ts';

type ListedText = Readonly<{
  /** Number with issuer and year, or address: two addresses of one text have one key. */
  key: string;
  title: string;
  published: string | null;
  effective: string | null;
  address: string;
  text: string;
}>;

type Read = readonly (ListedText | UnreadPart)[];

const EXCERPT_LENGTH = 200;
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const unreadPart = (text: string, why: string): UnreadPart => ({
  text: plain(text).slice(0, EXCERPT_LENGTH),
  why,
});

/** In English, French, Indonesian and Malay. */
const MONTHS = [
  'jan',
  'fe[bv]',
  'mar|mac',
  'a[pv]r',
  'ma[iy]|mei',
  'juin|jun',
  'juil|jul',
  'aug|aout|agu|ogo',
  'sep',
  'o[ck]t',
  'no[vp]',
  'd[ei][cs]',
];

function monthNumber(name: string) {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return 1 + MONTHS.findIndex((month) => new RegExp(`^(?:${month})`).test(letters));
}

const DAYS: readonly (readonly [pattern: RegExp, order: 'ymd' | 'dmy' | 'mdy'])[] = [
  [/(?<!\d)(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)/u, 'ymd'],
  [/(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/, 'dmy'],
  [/(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu, 'dmy'],
  [/(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?[\s-]+(\p{L}{3,})\.?,?[\s-]+(\d{4})/u, 'dmy'],
  [/(\p{L}{3,})\.?\s+(\d{1,2}),\s+(\d{4})/u, 'mdy'],
];

/** Figures day first; Japanese eras too. */
export function dayIn(text: string | null): string | null {
  const japanese = firstFullDate(oneLine(text ?? ''));
  if (japanese !== null) return japanese;
  for (const [pattern, order] of DAYS) {
    const found = pattern.exec(text ?? '');
    if (found === null) continue;
    const part = (name: string): string => found[order.indexOf(name) + 1] ?? '';
    const month = /^\d/.test(part('m')) ? Number(part('m')) : monthNumber(part('m'));
    const day = `${part('y')}-${String(month).padStart(2, '0')}-${part('d').padStart(2, '0')}`;
    if (isCalendarDay(day)) return day;
  }
  return null;
}

/** A text of several issuers is numbered by the first. */
const ISSUERS: Readonly<Record<string, string>> = {
  商务部: 'MOFCOM',
  不可靠实体清单工作机制: 'UNRELIABLE-ENTITIES',
};
/** No. 61 of 2025 lacks `年`; texts before 2010 have brackets round the year. */
const NUMBER =
  /^([\p{Script=Han}\s、]*?)\s*(公告|令)\s*[(（〔[]?\s*(\d{4})\s*[)）〕\]]?\s*年?\s*第?\s*(\d+)\s*号/u;

/** `MOFCOM order 2025 No. 1`; `null` for a title without a number or of another issuer. */
export function announcementKey(title: string): string | null {
  const [, issuers = '', kind, year, number] = NUMBER.exec(title.trim()) ?? [];
  const issuer = ISSUERS[issuers.split(/[\s、]+/).find((name) => name !== '') ?? ''];
  return issuer === undefined
    ? null
    : `${issuer}${kind === '令' ? ' order' : ''} ${year} No. ${Number(number)}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const memberAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce(
      (at: unknown, name) =>
        typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[name] : undefined,
      value,
    );

function textAt(value: unknown, path: string | undefined) {
  const member = path === undefined ? undefined : memberAt(value, path);
  const text = typeof member === 'object' ? memberAt(member, 'value') : member;
  return typeof text === 'string' ? plain(textContent(parseDocument(text))) : '';
}

function readJson(text: string, form: Extract<AnnouncementList['form'], { how: 'json' }>): Read {
  const answer = jsonOf(text);
  const entries = memberAt(answer, form.entries);
  if (!Array.isArray(entries))
    return memberAt(answer, 'count') === 0
      ? []
      : [unreadPart(text, `The answer has no list ${form.entries}.`)];
  return entries.map((entry) => {
    const [number, title] = [textAt(entry, form.number), textAt(entry, form.title)];
    const address = form.address.startsWith('https://')
      ? form.address.replace('{number}', number)
      : textAt(entry, form.address);
    if (number === '' || title === '' || !URL.canParse(address))
      return unreadPart(JSON.stringify(entry), 'An entry without number, title or address.');
    const [published, effective] = [form.published, form.effective].map((path) => dayIn(textAt(entry, path)));
    return {
      key: `${form.prefix ?? ''}${number}`,
      title,
      published: published ?? null,
      effective: effective ?? null,
      address,
      text: textAt(entry, form.text),
    };
  });
}

function readFeed(text: string): Read {
  return selectAll('item, entry', parseDocument(text, { xmlMode: true })).map((item) => {
    const first = (...names: readonly string[]) =>
      names.flatMap((name) => getElementsByTagName(name, [item], true, 1))[0];
    const said = (...names: readonly string[]) => {
      const node = first(...names);
      return node === undefined ? '' : plain(textContent(parseDocument(textContent(node))));
    };
    const title = said('title');
    const address = said('link') || (first('link')?.attribs.href ?? '');
    if (title === '' || !URL.canParse(address))
      return unreadPart(textContent(item), 'An entry without title or address.');
    const published = dayIn(said('pubDate', 'published', 'dc:date', 'updated'));
    return {
      key: announcementKey(title) ?? address,
      title,
      published,
      effective: null,
      address,
      text: said('description', 'summary'),
    };
  });
}

type Link = ReturnType<typeof getElementsByTagName>[number];
type Part = Link | NonNullable<Link['parent']>;

const spaced = (node: Part | Part['children'][number]): string =>
  plain('children' in node ? node.children.map(spaced).join(' ') : textContent(node));

/** Links of menus are shorter. A Chinese character counts as two letters. */
const LEAST_TITLE = 12;
const lettersIn = (title: string) => title.replace(/\p{sc=Han}/gu, 'xx').length;

/** The largest part round a link in which no other is linked. */
function rowOf(link: Part, others: (within: Part) => boolean): Part {
  let row = link;
  while (row.parent !== null && !others(row.parent)) row = row.parent;
  return row;
}

function readPage(text: string, entry: string, at: string): Read {
  // The index of the Chinese ministry answers with the page as `data.html`.
  const page = text.trimStart().startsWith('{') ? String(memberAt(jsonOf(text), 'data.html') ?? '') : text;
  const isEntry = new RegExp(entry, 'u');
  const base = baseOf(page, at);
  const addressOf = ({ attribs: { href = '' } }: Link): string | null => {
    return URL.canParse(href, base) && isEntry.test(new URL(href, base).href)
      ? new URL(href, base).href
      : null;
  };
  const links = getElementsByTagName('a', parseDocument(page), true).flatMap((link) => {
    const address = addressOf(link);
    // The title attribute is whole where a list cuts long titles.
    const title = plain(link.attribs.title ?? '') || spaced(link);
    return address === null || lettersIn(title) < LEAST_TITLE ? [] : [{ link, address, title }];
  });
  const known = new Set(links.map(({ address }) => address));
  return links.map(({ link, address, title }) => {
    const others = (within: Part) =>
      getElementsByTagName('a', within, true).some(
        (one) => ![null, address].includes(addressOf(one)) && known.has(addressOf(one) ?? ''),
      );
    const row = spaced(rowOf(link, others)).replace(title, '').replace(spaced(link), '');
    return {
      key: announcementKey(title) ?? address,
      title,
      published: dayIn(row),
      effective: null,
      address,
      text: '',
    };
  });
}

function entriesOf({ form, address }: AnnouncementList, text: string, raw: RawDocument): Read {
  if (form.how === 'json') return readJson(text, form);
  return form.how === 'feed' ? readFeed(text) : readPage(text, form.entry, raw.address ?? address);
}

const WHY_EMPTY =
  'The list has no entry: its layout has changed, a script fills it, or a guard answered in its place.';

/** One without a day stands at the beginning of the year; one of tomorrow has the day of receipt. */
export function announcementReader(list: AnnouncementList): DocumentReader {
  return {
    version: 2,
    async read(raw): Promise<readonly ReadDocument[]> {
      const text = decodedText(raw.bytes, 'utf-8') ?? '';
      const read = entriesOf(list, text, raw);
      const entries = new Map(
        read.flatMap((one) => ('key' in one ? [[one.key, one] as const] : [])).toReversed(),
      );
      const unread = read.filter((one) => 'why' in one);
      if (entries.size === 0) return [unreadDocument(list.name, plain(text), unread[0]?.why ?? WHY_EMPTY)];
      const dayOf = (published: string): string => (published > raw.receivedOn ? raw.receivedOn : published);
      const days = [...entries.values()].flatMap(({ published }) =>
        published === null ? [] : dayOf(published),
      );
      const period_end = days.toSorted().at(-1) ?? null;
      const yearBegins = `${raw.receivedOn.slice(0, 4)}-01-01`;
      const undated = period_end !== null && period_end < yearBegins ? period_end : yearBegins;
      const observations = [...entries.values()].toReversed().map(({ key, published, ...values }) => ({
        id: key,
        series: 'announcements',
        date: published === null ? undated : dayOf(published),
        published,
        values: { ...values, day_precision: published === null ? 'unknown' : 'day' },
      }));
      return [{ document: list.name, period_end, observations, printed_totals: [], unread }];
    },
  };
}
