import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { SeriesMetric, SeriesQuery, SubjectMetric } from '#contracts/api/scores-requests.ts';
import { signalDocumentSchema } from '#contracts/run/run-documents.ts';
import type { HistoryPoint, SubjectType } from '#domain/vocabulary/score-document.ts';
import { closestMatch, invalidRequest } from '#functions/http/expected-errors.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import {
  catalogue,
  type PublishedScores,
  type RunDocumentName,
  runDocument,
} from '#functions/store/scores/published-scores.ts';
import {
  type CustomSupplierPorts,
  customSupplierHistory,
} from '../custom-suppliers/custom-supplier-in-time.ts';
import { type DayRange, dayRange } from '../published-run/day-range.ts';
import { onePerDay, periodOf, yearsOf } from './get-history.ts';
import { csvTable } from './scores-as-table.ts';

/** Each is a read. */
const MOST_SUBJECT_YEARS = 250;
/** More would not pass the gateway. */
const MOST_VALUES = 30_000;

type Value = Readonly<{
  day: string;
  value: number | null;
  band: string | null;
  methodology: string | null;
  origin: string | null;
}>;

type Series = Readonly<{
  column: string;
  subject: string;
  label: string;
  metric: string;
  values: readonly Value[];
}>;

type NamedSubject = Readonly<{
  type: SubjectType;
  id: string;
  key: string;
  label: string;
  stored: StoredSupplier | null;
}>;

export type SeriesPorts = CustomSupplierPorts & Readonly<{ client: string }>;

/** Each may have to be scored. */
const MOST_OWN_DAYS = 120;

/**
 * A text is CSV. `unknown`: subjects that do not exist. Throws `invalid_request` where none does, and for
 * more than fits.
 */
export async function getSeries(
  ports: SeriesPorts,
  run: RunPointer,
  query: SeriesQuery,
): Promise<object | string> {
  const { scores, client } = ports;
  const range = dayRange(query, run.as_of);
  refuseUnaskable(query, range);
  const { subjects, unknown } = await namedSubjects(query.subjects, run.run_id, ports);
  const days = Math.floor(MOST_OWN_DAYS / subjects.filter(({ stored }) => stored !== null).length);
  const pointsOf = async ({ type, id, key, stored }: NamedSubject): Promise<readonly HistoryPoint[]> => {
    const { buyer, interval } = query;
    if (stored === null)
      return (
        await Promise.all(yearsOf(range).map((year) => scores.history({ type, id, buyer }, year)))
      ).flat();
    const asked = { client, buyer, range, interval, limit: days };
    const { rows, at } = (await customSupplierHistory(stored, asked, null, ports)).found;
    if (at !== null) throw tooMuch(`That is more than ${days} days of ${key}`);
    return rows;
  };
  const [ofSubjects, ofSignals] = await Promise.all([
    Promise.all(subjects.map((subject) => subjectSeries(subject, query, range, pointsOf))),
    signalSeries(query, range, run.run_id, scores),
  ]);
  const series = [...ofSubjects.flat(), ...ofSignals];
  const values = series.reduce((sum, one) => sum + one.values.length, 0);
  if (values > MOST_VALUES) throw tooMuch(`That is ${values} values`);
  const { shape, interval, buyer } = query;
  if (query.format === 'csv') {
    const { header, rows } = shape === 'long' ? longTable(series) : wideTable(series);
    return csvTable(header, rows);
  }
  return {
    shape,
    interval,
    ...range,
    buyer,
    columns: series.map(({ column, subject, label, metric }) => ({ column, subject, label, metric })),
    data: shape === 'long' ? longRows(series) : wideRows(series),
    empty: subjects
      .filter((_, index) => ofSubjects[index]?.every((one) => one.values.length === 0))
      .map(({ key }) => key),
    unknown,
    run_id: run.run_id,
    as_of: run.as_of,
  };
}

const isSignal = (metric: SeriesMetric) => metric.startsWith('signal:');

function refuseUnaskable({ subjects, metrics }: SeriesQuery, range: DayRange) {
  if (subjects.length === 0 && !metrics.every(isSignal)) {
    const detail =
      '`subjects` is missing; send some, for example element:Dy,element:Tb. Only signals belong to no subject.';
    throw invalidRequest([{ parameter: 'subjects', code: 'missing', detail }]);
  }
  const years = subjects.length * yearsOf(range).length;
  if (years > MOST_SUBJECT_YEARS)
    throw tooMuch(`That is ${subjects.length} subjects over ${yearsOf(range).length} calendar years`);
}

const tooMuch = (how: string) => {
  const detail = `${how}, more than fits into one answer. Ask for fewer subjects or metrics, a shorter range, or interval=week.`;
  return invalidRequest([{ parameter: 'from', code: 'invalid_value', detail }]);
};

/** One that a dashboard still names must not take the others away. */
type UnknownSubject = Readonly<{
  subject: string;
  detail: string;
}>;

async function namedSubjects(
  keys: readonly string[],
  runId: string,
  { scores, suppliers, client }: SeriesPorts,
): Promise<Readonly<{ subjects: readonly NamedSubject[]; unknown: readonly UnknownSubject[] }>> {
  const wanted = keys.map((key) => ({
    key,
    type: key.split(':')[0] as SubjectType,
    id: key.slice(key.indexOf(':') + 1),
  }));
  const types = [...new Set(wanted.map(({ type }) => type))];
  const names = new Map(
    await Promise.all(
      types.map(
        async (type) =>
          [type, new Map((await catalogue(scores, runId, type)).map(({ id, name }) => [id, name]))] as const,
      ),
    ),
  );
  const found = await Promise.all(
    wanted.map(async (subject) => {
      const label = names.get(subject.type)?.get(subject.id) ?? null;
      const own =
        label === null && subject.type === 'supplier' ? await suppliers.get(client, subject.id) : null;
      const stored = own?.deleted ? null : own;
      return { ...subject, label: label ?? stored?.supplier.name ?? null, stored };
    }),
  );
  const unknown = found
    .filter(({ label }) => label === null)
    .map(({ key, type, id }): UnknownSubject => {
      const meant = closestMatch(id, [...(names.get(type)?.keys() ?? [])]);
      const guess = meant === null ? '' : ` Did you mean ${type}:${meant}?`;
      return { subject: key, detail: `There is no ${key}; case matters.${guess}` };
    });
  if (wanted.length > 0 && unknown.length === wanted.length)
    throw invalidRequest(
      unknown.map(({ detail }) => ({ parameter: 'subjects', code: 'unknown_id', detail })),
    );
  const subjects = found.flatMap(({ label, ...rest }) => (label === null ? [] : [{ ...rest, label }]));
  return { subjects, unknown };
}

async function subjectSeries(
  subject: NamedSubject,
  { metrics, interval }: SeriesQuery,
  range: DayRange,
  pointsOf: (subject: NamedSubject) => Promise<readonly HistoryPoint[]>,
): Promise<readonly Series[]> {
  const asked = metrics.filter((metric) => !isSignal(metric));
  if (asked.length === 0) return [];
  const { key, label } = subject;
  const points = lastOfPeriods(onePerDay(await pointsOf(subject)), ({ as_of }) => as_of, interval, range);
  return asked.map((metric) => ({
    column: `${key} ${metric}`,
    subject: key,
    label,
    metric,
    values: points.map((point) => ({
      day: point.as_of,
      value: metricOf(point, metric),
      band: point.band,
      methodology: point.methodology,
      origin: point.origin,
    })),
  }));
}

/** A kind of driver that is not listed contributed 0 points. */
function metricOf(point: HistoryPoint, metric: SeriesMetric): number | null {
  if (metric.startsWith('driver:'))
    return point.score === null ? null : (point.drivers[metric.slice('driver:'.length)] ?? 0);
  return point[metric as SubjectMetric];
}

function signalSeries(
  { metrics, interval }: SeriesQuery,
  range: DayRange,
  runId: string,
  scores: PublishedScores,
): Promise<readonly Series[]> {
  return Promise.all(
    metrics.filter(isSignal).map(async (metric) => {
      const { name, history } = await runDocument(
        scores,
        runId,
        metric as RunDocumentName,
        signalDocumentSchema,
      );
      const points = lastOfPeriods(history, ({ date }) => date, interval, range);
      return {
        column: `${metric} index`,
        subject: metric,
        label: name,
        metric: 'index',
        values: points.map(({ date, index }) => ({
          day: date,
          value: index,
          band: null,
          methodology: null,
          origin: null,
        })),
      };
    }),
  );
}

function lastOfPeriods<T>(
  points: readonly T[],
  dayOf: (point: T) => string,
  interval: SeriesQuery['interval'],
  range: DayRange,
): readonly T[] {
  const inRange = points.filter((point) => range.from <= dayOf(point) && dayOf(point) <= range.to);
  return [...new Map(inRange.map((point) => [periodOf(dayOf(point), interval), point])).values()];
}

const timeOf = (day: string) => `${day}T00:00:00Z`;

function longRows(series: readonly Series[]) {
  const rows = series.flatMap(({ subject, label, metric, values }) =>
    values.map(({ day, value, band, methodology, origin }) => ({
      time: timeOf(day),
      subject,
      label,
      metric,
      value,
      band,
      methodology,
      origin,
    })),
  );
  return rows.sort((left, right) => (left.time < right.time ? -1 : left.time > right.time ? 1 : 0));
}

function longTable(series: readonly Series[]) {
  const header = ['time', 'subject', 'label', 'metric', 'value', 'band', 'methodology', 'origin'] as const;
  return { header, rows: longRows(series).map((row) => header.map((name) => row[name])) };
}

function wideRows(series: readonly Series[]): readonly Readonly<Record<string, string | number | null>>[] {
  const days = [...new Set(series.flatMap(({ values }) => values.map(({ day }) => day)))].sort();
  const byDay = series.map(({ column, values }) => ({
    column,
    values: new Map(values.map(({ day, value }) => [day, value])),
  }));
  return days.map((day) => ({
    time: timeOf(day),
    ...Object.fromEntries(byDay.map(({ column, values }) => [column, values.get(day) ?? null])),
  }));
}

function wideTable(series: readonly Series[]) {
  const header = ['time', ...series.map(({ column }) => column)];
  return { header, rows: wideRows(series).map((row) => header.map((name) => row[name] ?? null)) };
}
