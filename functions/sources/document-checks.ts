/** Every reason to doubt a document: its structure, arithmetic, time, plausibility and repetition. */
import type { Doubt } from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { SERIES_CONTRACTS } from '#contracts/signals/registry.ts';
import { negativeBinomialTail } from '#domain/numbers/statistics.ts';
import { dayNumber, isCalendarDay, isoDate } from '#domain/time/calendar.ts';
import { type PublishedCounts, readObservation } from '#functions/sources/observations/ingest-observations.ts';
import { agreesWithRows, type ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import type { LogStatement } from './statements.ts';

/** Everything a document is compared with. Nothing in it depends on the order in which documents come in. */
interface CheckContext {
  readonly contract: SourceContract;
  /** A page that leads to documents: it need not have figures. */
  readonly isList: boolean;
  /** Day on which the document came in. */
  readonly receivedOn: string;
  /** Statements of the document in the form of the log; empty for editions. */
  readonly statements: readonly LogStatement[];
  /** Counts by series and day, as they ship. */
  readonly history: PublishedCounts;
  /** Another document with the same text about another period: its name; `null` when there is none. */
  readonly sameTextAs: string | null;
}

/** Days of the own series that a count is compared with, and the fewest that make a comparison. */
const WINDOW_DAYS = 365;
const LEAST_DAYS = 30;
/** Least mean of a window, so that a quiet series does not make its first event impossible. */
const MEAN_FLOOR = 0.5;
/** A chance below which a count is looked at by a person: once in a billion days. The largest days on record are far above it. */
const DOUBTED_BELOW = 1e-9;
/** A report may come out so many days after the source counts as stale before its period is doubted. */
const LATE_DAYS = 31;

/** Mean (at least `floor`) and sample variance of values; null of fewer than `least`. */
function baselineOf(
  values: readonly number[],
  least: number,
  floor: number,
): { readonly mean: number; readonly variance: number; readonly n: number } | null {
  const n = values.length;
  if (n < least || n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean: Math.max(mean, floor), variance, n };
}

/** Every reason to doubt a document; none means that it is accepted. */
export function doubtsAbout(document: ReadDocument, context: CheckContext): readonly Doubt[] {
  return [
    ...structure(document, context),
    // What is wrong with a part of an edition is told to whoever takes it over: the rest of it need not wait.
    ...(context.contract.feeds === 'editions' ? [] : arithmetic(document)),
    ...time(document, context),
    ...plausibility(context),
    ...repetition(document, context),
  ];
}

const doubt =
  (rung: Doubt['rung']) =>
  (code: string, detail: string): Doubt => ({ rung, code, detail });

/** Digits of any script that publishers use, and Chinese numerals before a unit that is counted. */
const NUMBER = /[0-9０-９]|[〇零一二三四五六七八九十百千兩数數多]+\s*(?:架|艘|枚|顆|隻|隊|次|機)/u;

/** Whether a part that no rule claimed could hold a count. One that cannot is drift, and told, but keeps no figure back. */
const mayHoldCount = (text: string): boolean => NUMBER.test(text);

function structure(
  { observations, unread, periodEnd }: ReadDocument,
  { contract, isList, statements, receivedOn }: CheckContext,
): readonly Doubt[] {
  const fault = doubt('structure');
  const { least, most } = contract.rows;
  const rows = observations.length;
  const fewest = isList ? 0 : least;
  const daily = observations.filter(({ series, id }) => id === undefined && series in SERIES_CONTRACTS);
  const keys = daily.map(({ series, date }) => `${series} ${date}`);
  const known = new Set<string>(contract.series);
  return [
    ...(rows < fewest || rows > most ? [fault('row_count', `It has ${rows} observations; ${least} to ${most} were expected.`)] : []),
    ...(periodEnd === null && rows > 0 ? [fault('period_unread', 'The day on which its period ends could not be read.')] : []),
    ...unread
      .filter(({ text }) => observations.length === 0 || (contract.feeds === 'observations' && mayHoldCount(text)))
      .map(({ text, why }) => fault('unread_part', `${JSON.stringify(text.slice(0, 120))}: ${why}`)),
    ...[...new Set(keys.filter((key, n) => keys.indexOf(key) !== n))].map((key) => fault('same_day_twice', `It speaks twice of ${key}.`)),
    ...[...new Set(observations.filter(({ series }) => !known.has(series)).map(({ series }) => series))].map((series) =>
      fault('unknown_series', `It has figures of ${series}; the source has ${contract.series.join(', ')}.`),
    ),
    ...observations.flatMap(({ date, values }) =>
      Object.entries(values).flatMap(([name, value]) =>
        typeof value === 'number' && !Number.isFinite(value) ? [fault('no_number', `${name} of ${date} is ${value}.`)] : [],
      ),
    ),
    ...statements.flatMap(({ item }) => shapeFaults(item, receivedOn).map((detail) => fault('no_observation', detail))),
  ];
}

function shapeFaults(item: LogStatement['item'], today: string): readonly string[] {
  const read = item.series in SERIES_CONTRACTS ? readObservation(item, today) : null;
  return read !== null && 'validationErrors' in read ? read.validationErrors.map((error) => `${item.date}: ${error}`) : [];
}

function arithmetic({ printedTotals }: ReadDocument): readonly Doubt[] {
  return printedTotals
    .filter((total) => !agreesWithRows(total))
    .map(({ what, printed, read }) => doubt('arithmetic')('total_differs', `${what}: ${printed} is printed, the rows give ${read}.`));
}

function time({ observations, periodEnd }: ReadDocument, { contract, receivedOn }: CheckContext): readonly Doubt[] {
  const fault = doubt('time');
  const days = observations.map(({ date }) => date);
  const wrong = [...days, ...(periodEnd === null ? [] : [periodEnd])].filter((day) => !isCalendarDay(day));
  if (wrong.length > 0) return [...new Set(wrong)].map((day) => fault('no_day', `${JSON.stringify(day)} is no day of the calendar.`));
  const last = [...days, periodEnd ?? ''].toSorted().at(-1) ?? '';
  const limit = contract.content_clock_days + LATE_DAYS;
  return [
    ...(last > receivedOn ? [fault('in_the_future', `It speaks of ${last}, and came in on ${receivedOn}.`)] : []),
    ...days
      .filter((day) => day < contract.first_day)
      .slice(0, 1)
      .map((day) => fault('before_first_day', `It speaks of ${day}; the source begins on ${contract.first_day}.`)),
    ...days
      .filter((day) => periodEnd !== null && day > periodEnd)
      .slice(0, 1)
      .map((day) => fault('after_its_period', `It speaks of ${day}, after the end of its period, ${periodEnd}.`)),
    ...observations
      .filter(({ date, published }) => published !== null && published < date)
      .slice(0, 1)
      .map(({ date, published }) => fault('published_before', `It speaks of ${date}, and is said to have come out on ${published}.`)),
    ...(contract.feeds === 'editions'
      ? []
      : observations
          .filter(
            ({ published }) =>
              periodEnd !== null && published !== null && isCalendarDay(published) && dayNumber(published) - dayNumber(periodEnd) > limit,
          )
          .slice(0, 1)
          .map(({ published }) =>
            fault('old_period', `It came out on ${published} about a period that ended on ${periodEnd}, more than ${limit} days before.`),
          )),
    ...(contract.days_in_a_row ? gaps(days).map((day) => fault('gap', `The day ${day} is missing between its days.`)) : []),
  ];
}

/** Days between the first and the last that are not there. */
function gaps(days: readonly string[]): readonly string[] {
  const present = new Set(days);
  const sorted = [...present].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = Array.from({ length: dayNumber(last) - dayNumber(first) + 1 }, (_, n) => isoDate(dayNumber(first) + n));
  return all.filter((day) => !present.has(day));
}

function plausibility({ statements, history }: CheckContext): readonly Doubt[] {
  return statements.flatMap(({ item: { series, date, values } }) => {
    const days = history[series];
    if (days === undefined || !isCalendarDay(date)) return [];
    return Object.entries(values).flatMap(([name, value]) => {
      if (typeof value !== 'number' || !Number.isFinite(value)) return [];
      const before = [...days.entries()].filter(([day]) => day < date).sort(([one], [other]) => (one < other ? -1 : 1));
      const counts = before.flatMap(([, counted]) => (typeof counted[name] === 'number' ? [counted[name]] : [])).slice(-WINDOW_DAYS);
      const baseline = baselineOf(counts, LEAST_DAYS, MEAN_FLOOR);
      if (baseline === null) return [];
      const p = negativeBinomialTail(value, baseline.mean, baseline.variance);
      if (p >= DOUBTED_BELOW) return [];
      const chance = p === 0 ? 'nil' : p.toExponential(0);
      const detail = `${name} of ${date} is ${value}; by the ${baseline.n} days before, of ${baseline.mean.toFixed(1)} on average, the chance of as many is ${chance}.`;
      return [doubt('plausibility')('implausible', detail)];
    });
  });
}

const repetition = ({ periodEnd }: ReadDocument, { sameTextAs }: CheckContext): readonly Doubt[] =>
  sameTextAs === null
    ? []
    : [
        doubt('repetition')(
          'same_text',
          `Its text is that of ${sameTextAs}, which is about another period than ${periodEnd ?? 'this one'}.`,
        ),
      ];
