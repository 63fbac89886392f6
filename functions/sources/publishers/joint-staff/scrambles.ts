/** Monthly and yearly counts of Japanese scrambles by nationality of the aircraft they met. Reads text in one line, see japanese-text.ts. */
import type { PrintedTotal, UnreadPart } from '../document-reader.ts';

/** Scrambles in a month, a quarter, or a fiscal year (April to March). */
export interface ScrambleCounts {
  readonly firstDay: string;
  readonly lastDay: string;
  /** By nationality, estimates of the publisher included: `China`; `all` is the sum. */
  readonly counts: Readonly<Record<string, number>>;
}

interface ReadScrambles {
  readonly scrambles: readonly ScrambleCounts[];
  readonly printedTotals: readonly PrintedTotal[];
  readonly unread: readonly UnreadPart[];
}

const NATION_ROWS: Readonly<Record<string, string>> = {
  ロシア: 'Russia',
  中国: 'China',
  台湾: 'Taiwan',
  北朝鮮: 'North Korea',
  その他: 'other',
  合計: 'all',
};
const MONTHS_OF_FISCAL_YEAR = 12;
const FIRST_MONTH = 4;

/** Counts of a release on scrambles, from its text in one line and, for tables whose columns only spaces part, as it was. A month without a figure (`-回`) has not been counted yet and gives nothing. */
export function scrambleCountsOf(line: string, text: string): ReadScrambles {
  const section = /国・地域別緊急発進回数.*?合計((?:(?:ロシア|中国|台湾|北朝鮮|その他|合計)(?:(?:\d+|-)回)+)+)/.exec(line)?.[1];
  return section === undefined ? yearlyCounts(line, text) : monthlyCounts(line, section);
}

function monthlyCounts(line: string, section: string): ReadScrambles {
  const year = Number(/(\d{4})年度における緊急発進実施状況/.exec(line)?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) return unreadable(line, 'The fiscal year of the table of scrambles was not found.');
  const rows = [...section.matchAll(/(ロシア|中国|台湾|北朝鮮|その他|合計)((?:(?:\d+|-)回)+)/g)].map((match) => ({
    nation: NATION_ROWS[match[1] ?? ''] ?? '',
    cells: [...(match[2] ?? '').matchAll(/(\d+|-)回/g)].map(([, cell]) => (cell === '-' ? null : Number(cell))),
  }));
  if (rows.some(({ cells }) => cells.length !== MONTHS_OF_FISCAL_YEAR + 1))
    return unreadable(section, 'A row of the table of scrambles does not have twelve months and a total.');
  const printedTotals: PrintedTotal[] = rows.map(({ nation, cells }) => ({
    what: `scrambles of fiscal year ${year}, ${nation}`,
    printed: cells.at(-1) ?? 0,
    read: cells.slice(0, MONTHS_OF_FISCAL_YEAR).reduce<number>((sum, cell) => sum + (cell ?? 0), 0),
  }));
  const scrambles = Array.from({ length: MONTHS_OF_FISCAL_YEAR }, (_, index) => {
    const counts = rows.flatMap(({ nation, cells }) => {
      const cell = cells[index] ?? null;
      return cell === null ? [] : [[nation, cell] as const];
    });
    return { ...monthOfFiscalYear(year, index), counts: Object.fromEntries(counts) };
  }).filter(({ counts }) => Object.keys(counts).length > 0);
  for (const { lastDay, counts } of scrambles) printedTotals.push(sumOfNations(`scrambles of ${lastDay.slice(0, 7)}`, counts));
  return { scrambles, printedTotals, unread: [] };
}

function monthOfFiscalYear(year: number, index: number): { readonly firstDay: string; readonly lastDay: string } {
  const month = FIRST_MONTH - 1 + index;
  const iso = (day: number, ahead: number) => new Date(Date.UTC(year, month + ahead, day)).toISOString().slice(0, 10);
  return { firstDay: iso(1, 0), lastDay: iso(0, 1) };
}

/** Yearly release: fiscal years by nationality, six figures a row. The rows by air defence region beside it have five. */
function yearlyCounts(line: string, text: string): ReadScrambles {
  const rows = [...text.normalize('NFKC').matchAll(/(\d{4})年度[ \t]+((?:\d+[ \t]+){5}\d+)(?![ \t]*\d)/g)].map((match) => ({
    year: Number(match[1]),
    cells: (match[2] ?? '').split(/[ \t]+/).map(Number),
  }));
  if (rows.length === 0) return unreadable(line, 'Neither a table of scrambles by month nor one of fiscal years by nationality was found.');
  const scrambles = rows.map(({ year, cells }) => ({
    firstDay: monthOfFiscalYear(year, 0).firstDay,
    lastDay: monthOfFiscalYear(year, MONTHS_OF_FISCAL_YEAR - 1).lastDay,
    counts: Object.fromEntries(Object.values(NATION_ROWS).map((nation, index) => [nation, cells[index] ?? 0])),
  }));
  const printedTotals = scrambles.map(({ firstDay, counts }) => sumOfNations(`scrambles of fiscal year ${firstDay.slice(0, 4)}`, counts));
  return { scrambles, printedTotals, unread: [] };
}

function sumOfNations(what: string, counts: Readonly<Record<string, number>>): PrintedTotal {
  const read = Object.entries(counts).reduce((sum, [nation, count]) => (nation === 'all' ? sum : sum + count), 0);
  return { what, printed: counts.all ?? read, read };
}

const unreadable = (text: string, why: string): ReadScrambles => ({
  scrambles: [],
  printedTotals: [],
  unread: [{ text: text.slice(0, 200), why }],
});
