/** Every reason to doubt a document; how large its counts are is none. */
import type { Doubt } from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { SERIES_CONTRACTS } from '#contracts/signals/registry.ts';
import { dayNumber, isCalendarDay, isoDate } from '#domain/time/calendar.ts';
import { readObservation } from '#functions/sources/observations/ingest-observations.ts';
import { agreesWithRows, type ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import type { LogStatement } from './statements.ts';

type CheckContext = Readonly<{
  contract: SourceContract;
  receivedOn: string;
  statements: readonly LogStatement[];
}>;

/** A period may be so much older than the source's clock allows. */
const LATE_DAYS = 31;

export function doubtsAbout(document: ReadDocument, context: CheckContext): readonly Doubt[] {
  return [
    ...structure(document, context),
    ...(context.contract.feeds === 'editions' ? [] : arithmetic(document)),
    ...time(document, context),
  ];
}

const doubt =
  (rung: Doubt['rung']) =>
  (code: string, detail: string): Doubt => ({ rung, code, detail });

/** Digits of any script, and Chinese numerals before a unit. */
const NUMBER = /[0-9０-９]|[〇零一二三四五六七八九十百千兩数數多]+\s*(?:架|艘|枚|顆|隻|隊|次|機)/u;

/** A part that cannot hold a count is told, and keeps no figure back. */
const mayHoldCount = (text: string) => NUMBER.test(text);

function structure(
  { observations, unread, period_end, is_list }: ReadDocument,
  { contract, statements, receivedOn }: CheckContext,
): readonly Doubt[] {
  const fault = doubt('structure');
  const { least, most } = contract.rows;
  const rows = observations.length;
  const fewest = is_list ? 0 : least;
  const daily = observations.filter(({ series, id }) => id === undefined && series in SERIES_CONTRACTS);
  const keys = daily.map(({ series, date }) => `${series} ${date}`);
  const known = new Set<string>(contract.series);
  return [
    ...(rows < fewest || rows > most
      ? [fault('row_count', `It has ${rows} observations; ${least} to ${most} were expected.`)]
      : []),
    ...(period_end === null && rows > 0 && contract.feeds !== 'drafts'
      ? [fault('period_unread', 'The day on which its period ends could not be read.')]
      : []),
    ...unread
      .filter(
        ({ text }) => observations.length === 0 || (contract.feeds === 'observations' && mayHoldCount(text)),
      )
      .map(({ text, why }) => fault('unread_part', `${JSON.stringify(text.slice(0, 120))}: ${why}`)),
    ...[...new Set(keys.filter((key, n) => keys.indexOf(key) !== n))].map((key) =>
      fault('same_day_twice', `It speaks twice of ${key}.`),
    ),
    ...[...new Set(observations.filter(({ series }) => !known.has(series)).map(({ series }) => series))].map(
      (series) =>
        fault('unknown_series', `It has figures of ${series}; the source has ${contract.series.join(', ')}.`),
    ),
    ...observations.flatMap(({ date, values }) =>
      Object.entries(values).flatMap(([name, value]) =>
        typeof value === 'number' && !Number.isFinite(value)
          ? [fault('no_number', `${name} of ${date} is ${value}.`)]
          : [],
      ),
    ),
    ...statements.flatMap(({ item }) =>
      shapeFaults(item, receivedOn).map((detail) => fault('no_observation', detail)),
    ),
  ];
}

function shapeFaults(item: LogStatement['item'], today: string): readonly string[] {
  const read = item.series in SERIES_CONTRACTS ? readObservation(item, today) : null;
  return read !== null && 'validationErrors' in read
    ? read.validationErrors.map((error) => `${item.date}: ${error}`)
    : [];
}

function arithmetic({ printed_totals }: ReadDocument): readonly Doubt[] {
  return printed_totals
    .filter((total) => !agreesWithRows(total))
    .map(({ what, printed, read }) =>
      doubt('arithmetic')('total_differs', `${what}: ${printed} is printed, the rows give ${read}.`),
    );
}

function time(
  { observations, period_end }: ReadDocument,
  { contract, receivedOn }: CheckContext,
): readonly Doubt[] {
  const fault = doubt('time');
  const days = observations.map(({ date }) => date);
  const wrong = [...days, ...(period_end === null ? [] : [period_end])].filter((day) => !isCalendarDay(day));
  if (wrong.length > 0)
    return [...new Set(wrong)].map((day) =>
      fault('no_day', `${JSON.stringify(day)} is no day of the calendar.`),
    );
  const last = [...days, period_end ?? ''].toSorted().at(-1) ?? '';
  const limit = contract.content_clock_days + LATE_DAYS;
  return [
    ...(last > receivedOn
      ? [fault('in_the_future', `It speaks of ${last}, and came in on ${receivedOn}.`)]
      : []),
    ...days
      .filter((day) => day < contract.first_day)
      .slice(0, 1)
      .map((day) =>
        fault('before_first_day', `It speaks of ${day}; the source begins on ${contract.first_day}.`),
      ),
    ...days
      .filter((day) => period_end !== null && day > period_end)
      .slice(0, 1)
      .map((day) =>
        fault('after_its_period', `It speaks of ${day}, after the end of its period, ${period_end}.`),
      ),
    ...observations
      .filter(({ date, published }) => published !== null && published < date)
      .slice(0, 1)
      .map(({ date, published }) =>
        fault('published_before', `It speaks of ${date}, and is said to have come out on ${published}.`),
      ),
    ...(contract.feeds === 'editions'
      ? []
      : observations
          .filter(
            ({ published }) =>
              period_end !== null &&
              published !== null &&
              isCalendarDay(published) &&
              dayNumber(published) - dayNumber(period_end) > limit,
          )
          .slice(0, 1)
          .map(({ published }) =>
            fault(
              'old_period',
              `It came out on ${published} about a period that ended on ${period_end}, more than ${limit} days before.`,
            ),
          )),
    ...(contract.days_in_a_row
      ? gaps(days).map((day) => fault('gap', `The day ${day} is missing between its days.`))
      : []),
  ];
}

function gaps(days: readonly string[]): readonly string[] {
  const present = new Set(days);
  const sorted = [...present].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = Array.from({ length: dayNumber(last) - dayNumber(first) + 1 }, (_, n) =>
    isoDate(dayNumber(first) + n),
  );
  return all.filter((day) => !present.has(day));
}
