import { selectAll } from 'css-select';
import { parse } from 'csv-parse/sync';
import { textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';
import {
  type DocumentReader,
  decodedText,
  type RawDocument,
  type ReadDocument,
  type UnreadPart,
  unreadDocument,
} from '../document-reader.ts';
import { blockText } from '../page-text.ts';
import { CHINESE_RULES } from './chinese-rules.ts';
import {
  COUNTED,
  type Counted,
  commonEraYear,
  type NamedDay,
  type ReportFact,
  reportWords,
  scanClauses,
} from './clauses.ts';

const written = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const monthsAround = (anchor: string): readonly (readonly [number, number])[] => {
  const [year, month] = [Number(anchor.slice(0, 4)), Number(anchor.slice(5, 7))];
  return [-1, 0, 1].map((shift) => {
    const months = year * 12 + (month - 1) + shift;
    return [Math.floor(months / 12), (months % 12) + 1];
  });
};

/** Nearest to `anchor` of the days that agree with the text; `null`: none exists. */
const calendarDayOf = ({ year, month, day }: NamedDay, anchor: string | null): string | null => {
  if (year !== null && month !== null && day !== null) {
    const exact = written(year, month, day);
    return isCalendarDay(exact) ? exact : null;
  }
  if (anchor === null) return null;
  if (day === null) return anchor;
  const candidates = (
    month === null
      ? monthsAround(anchor).map(([ofYear, ofMonth]) => written(ofYear, ofMonth, day))
      : [-1, 0, 1].map((shift) => written(Number(anchor.slice(0, 4)) + shift, month, day))
  ).filter(isCalendarDay);
  const distance = (candidate: string) => Math.abs(dayNumber(candidate) - dayNumber(anchor));
  return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? null;
};

type ReportText = Readonly<{
  text: string;
  published: string | null;
}>;

type Of<Kind extends ReportFact['kind']> = Extract<ReportFact, Readonly<{ kind: Kind }>>;

const ofKind = <Kind extends ReportFact['kind']>(
  facts: readonly ReportFact[],
  kind: Kind,
): readonly Of<Kind>[] => facts.filter((fact): fact is Of<Kind> => fact.kind === kind);

/** Longest known delay that was not forgotten. */
const LATEST_AFTER_DAYS = 10;

type Told<T> = Readonly<{
  value: T;
  unread: readonly UnreadPart[];
}>;

const contradiction = (text: string, why: string): UnreadPart => ({ text, why });

/** Words for one kind add up; one word twice must agree. */
const counted = (facts: readonly ReportFact[], of: Counted): Told<number | null> => {
  const counts = ofKind(facts, 'count').filter((fact) => fact.of === of);
  const words = new Map<string, Set<number>>();
  for (const { word, count } of counts) words.set(word, (words.get(word) ?? new Set()).add(count));
  const unread = [...words]
    .filter(([, values]) => values.size > 1)
    .map(([word, values]) =>
      contradiction(
        `${word}: ${[...values].join(', ')}`,
        `The report states two different numbers for ${of}.`,
      ),
    );
  const sum = [...words.values()].reduce((total, values) => total + Math.max(...values), 0);
  return { value: words.size === 0 || unread.length > 0 ? null : sum, unread };
};

const listed = (facts: readonly ReportFact[]): number | null => {
  const lines = ofKind(facts, 'type');
  return lines.length === 0 ? null : lines.reduce((sum, { count }) => sum + count, 0);
};

type ReportValues = Readonly<Record<Counted, number | null>>;

/** A lost clause may have told of a crossing. */
const readValues = (facts: readonly ReportFact[], allRead: boolean): Told<ReportValues> => {
  const told = new Map(COUNTED.map((of) => [of, counted(facts, of)]));
  const stated = (of: Counted): number | null => told.get(of)?.value ?? null;
  const aircraft = stated('aircraft') ?? listed(facts);
  const entered = ofKind(facts, 'entered');
  const noneCrossed = allRead && (entered.length > 0 || aircraft === 0);
  const uncounted = ofKind(facts, 'crossed_uncounted');
  const allCrossed = aircraft === 1 || uncounted.some(({ all }) => all);
  const crossed =
    stated('crossed') ?? (uncounted.length > 0 ? (allCrossed ? aircraft : null) : noneCrossed ? 0 : null);
  const unread = [...told.values()].flatMap((one) => one.unread);
  if (uncounted.length > 0 && crossed === null)
    unread.push(contradiction('crossed', 'Some crossed the median line, and no number says how many.'));
  const parts = [...entered.map(({ count }) => count ?? 0), ...(crossed === null ? [] : [crossed])];
  for (const part of parts) {
    if (aircraft !== null && part > aircraft)
      unread.push(
        contradiction(`${part} of ${aircraft} aircraft`, 'More crossed or entered than were detected.'),
      );
  }
  return {
    value: {
      aircraft,
      crossed,
      navy_ships: stated('navy_ships'),
      official_ships: stated('official_ships'),
      balloons: stated('balloons'),
    },
    unread,
  };
};

type Covered = Readonly<{
  end: string | null;
  name: string | null;
}>;

const single = <T>(values: readonly T[]): T | null =>
  new Set(values).size === 1 ? (values[0] ?? null) : null;

/** Without one, the day of publication. */
const readPeriod = (facts: readonly ReportFact[], published: string | null): Told<Covered> => {
  const nothing: Covered = { end: null, name: null };
  const refused = (text: string, why: string): Told<Covered> => ({
    value: nothing,
    unread: [contradiction(text, why)],
  });
  const periods = ofKind(facts, 'period');
  if (periods.length > 0) {
    const ends = periods.map((period) => {
      const start = calendarDayOf(period.start, published);
      const end = calendarDayOf(
        period.end.year === null && start !== null && period.end.month !== null
          ? { ...period.end, year: Number(start.slice(0, 4)) }
          : period.end,
        published ?? start,
      );
      // Over New Year the year is written once.
      const crossesYear = start !== null && end !== null && end < start && period.end.year === null;
      return {
        start,
        time: period.time,
        end: crossesYear ? `${Number(end.slice(0, 4)) + 1}${end.slice(4)}` : end,
      };
    });
    const moment = single(ends.map(({ end, time }) => `${end}T${time}`));
    const { start, end, time } = ends[0] ?? { start: null, end: null, time: '' };
    if (moment === null)
      return refused(ends.map(({ end: last }) => last).join(', '), 'The report names two different periods.');
    if (start === null || end === null)
      return refused(
        `${start} to ${end}`,
        'The days of the period do not exist, or their year cannot be told.',
      );
    const days = dayNumber(end) - dayNumber(start);
    if (days < 0 || days > 2)
      return refused(
        `${start} to ${end}`,
        'The period is not one of about a day: one of its dates may be mistyped.',
      );
    return { value: { end, name: `${end}T${time}` }, unread: [] };
  }
  const days = ofKind(facts, 'day');
  const until = ofKind(facts, 'until');
  if (days.length > 0 && until.length === 0) {
    const named = days.map(({ day }) => calendarDayOf(day, published));
    const day = single(named);
    if (day === null)
      return refused(named.join(', '), 'The report names two different days, or a day that does not exist.');
    const part = days.find((one) => one.part !== null)?.part ?? null;
    return { value: { end: day, name: part === null ? day : `${day} ${part}` }, unread: [] };
  }
  const spoken = [...ofKind(facts, 'spoken'), ...until].map(({ day }) => day);
  if (spoken.length === 0) {
    const why =
      'The report names no period: neither dates, nor "today", nor the hour up to which it counts. The day is that of publication.';
    return { value: { end: published, name: published }, unread: [contradiction(published ?? '', why)] };
  }
  // The page may be of the day after.
  const numbered = spoken.filter(({ day }) => day !== null);
  const named = (numbered.length > 0 ? numbered : spoken).map((day) => calendarDayOf(day, published));
  const day = single(named);
  if (day === null)
    return refused(
      named.join(', '),
      'The report speaks of today, and neither the text nor the page says which day that is.',
    );
  const time = single(until.map((one) => one.time));
  return { value: { end: day, name: time === null ? day : `${day}T${time}` }, unread: [] };
};

interface ReadReport extends ReadDocument {
  readonly words: string;
}

/** Named by its period, so that page and collected text are one document. */
export const readReport = ({ text, published }: ReportText): ReadReport => {
  const words = reportWords(text);
  const { facts, unread } = scanClauses(words, CHINESE_RULES);
  const period = readPeriod(facts, published);
  const { value: values, unread: contradictions } = readValues(facts, unread.length === 0);
  const { end, name } = period.value;
  const problems = [...unread, ...period.unread, ...contradictions];
  if (Object.values(values).every((value) => value === null)) {
    problems.push({
      text: words.slice(0, 80),
      why: 'The report states no count of aircraft, ships or balloons.',
    });
  }
  if (end !== null && published !== null) {
    const late = dayNumber(published) - dayNumber(end);
    if (late < 0 || late > LATEST_AFTER_DAYS) {
      problems.push(
        contradiction(
          `${end}, published ${published}`,
          'The period ends after its publication, or long before: a date may be mistyped.',
        ),
      );
    }
  }
  return {
    document: name ?? `published ${published ?? 'on an unknown day'}`,
    period_end: end,
    observations:
      end === null
        ? []
        : [
            {
              series: 'taiwan_strait',
              date: end,
              published,
              values,
              ...(ofKind(facts, 'type').length > 0 ? { addsUp: true } : {}),
            },
          ],
    printed_totals: [],
    unread: problems,
    words,
  };
};

type Page = ReturnType<typeof parseDocument>;
type PageNode = Page['children'][number];
type PageElement = Extract<PageNode, Readonly<{ attribs: unknown }>>;

const select = (query: string, page: Page): readonly PageElement[] =>
  selectAll<PageNode, PageElement>(query, page.children);

const ITEM = /news\/plaact\/\d+|News_Detail\.aspx\?CID=213&ID=\d+/iu;
/** On the sites of the ministry and of its Air Force. */
const BODY = '.maincontent, #ContentPlaceHolder1_lab_Descr';
const DATE = '.newsInfo, .pageinfo, .body-2, #ContentPlaceHolder1_lab_Date';
const DAY = /(?<!\d)(?<year>\d{2,4})[./-](?<month>\d{1,2})[./-](?<day>\d{1,2})(?!\d)/u;
export const writtenDay = (text: string): string | null => {
  const parts = DAY.exec(text)?.groups;
  if (parts === undefined) return null;
  const { year = '', month = '', day = '' } = parts;
  return `${commonEraYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

function readPage(html: string, { name, address }: RawDocument): ReadDocument {
  const page = parseDocument(html);
  const [body, ...others] = select(BODY, page);
  if (others.length > 0)
    return unreadDocument(
      name,
      html,
      `The page has ${others.length + 1} bodies (${BODY}); one report has one.`,
    );
  if (body !== undefined) {
    const dates = select(DATE, page).map((node) => writtenDay(textContent(node)));
    return readReport({ text: blockText(body), published: dates.find((day) => day !== null) ?? null });
  }
  if (select('a[href]', page).some(({ attribs: { href = '' } }) => ITEM.test(href)))
    return {
      document: address ?? name,
      period_end: null,
      observations: [],
      printed_totals: [],
      unread: [],
      is_list: true,
    };
  return unreadDocument(
    name,
    html,
    `The page is neither a report (no body ${BODY}) nor a list of reports (no link to one).`,
  );
}

const isHtml = (text: string) => /^\s*</u.test(text);

const PUBLISHED_COLUMNS = ['published', 'report_date', 'date'];

const tableRows = (text: string): readonly ReportText[] | null => {
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    return null;
  }
  const names = rows[0]?.map((name) => name.trim().toLowerCase()) ?? [];
  const texts = names.indexOf('text');
  const days = PUBLISHED_COLUMNS.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  if (texts < 0 || days < 0) return null;
  return rows.slice(1).map((row) => ({ text: row[texts] ?? '', published: writtenDay(row[days] ?? '') }));
};

const TWO_OF_ONE_PERIOD =
  'Two reports of one day of publication name the same period and state different counts: one may correct the other, or they may be parts of the day. Say which holds.';

/** Two of one period with different counts: a correction, unless published on one day. */
const readRows = (rows: readonly ReportText[]): readonly ReadDocument[] => {
  const seen = new Set<string>();
  const documents = rows.map(readReport).filter(({ document, words }) => {
    const key = `${document}\n${words}`;
    return seen.has(key) ? false : seen.add(key);
  });
  const statements = new Map<string, Set<string>>();
  const day = ({ document, observations }: ReadDocument) => `${document} ${observations[0]?.published}`;
  for (const document of documents) {
    statements.set(
      day(document),
      (statements.get(day(document)) ?? new Set()).add(JSON.stringify(document.observations[0]?.values)),
    );
  }
  return documents.map((document) =>
    (statements.get(day(document))?.size ?? 0) > 1
      ? { ...document, unread: [...document.unread, { text: document.document, why: TWO_OF_ONE_PERIOD }] }
      : document,
  );
};

export const taiwanMndReader: DocumentReader = {
  version: 4,
  async read(raw) {
    const text = decodedText(raw.bytes, 'utf-8');
    if (text === null)
      return [
        unreadDocument(raw.name, '', 'The file is not text in UTF-8, in which the ministry publishes.'),
      ];
    if (isHtml(text)) return [readPage(text, raw)];
    const rows = tableRows(text);
    if (rows === null)
      return [
        unreadDocument(
          raw.name,
          text,
          'The file is neither a page nor a table with the columns "published" and "text".',
        ),
      ];
    return readRows(rows);
  },
};
