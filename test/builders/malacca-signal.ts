/**
 * A made-up fourth signal: incidents in the Strait of Malacca. It is written as CONTRIBUTING describes, one file of the domain and one of
 * the contract, here together.
 */
import * as z from 'zod';
import { calendarDate } from '#contracts/api/request-parts.ts';
import { amount, count, day, days, provenance } from '#contracts/facts/cells.ts';
import { observedCount, publicationShape, type SignalContract } from '#contracts/signals/signal-contract.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import { type ObservationOf, rowsOf, type Signal, type SignalState } from '#domain/signals/signal.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Parameters } from '#domain/vocabulary/methodology.ts';
import type { Provenance } from '#domain/vocabulary/reference-data.ts';
import type { IsoDate } from '#domain/vocabulary/scoring-inputs.ts';

interface MalaccaRow extends Provenance {
  readonly day: IsoDate;
  readonly incidents: number;
}

/** Incidents of the window for one step of the state. */
interface MalaccaParameters {
  readonly window_days: number;
  readonly incidents_per_state: number;
}

interface MalaccaState extends SignalState {
  readonly incidents: number;
}

const rows = (facts: object): readonly MalaccaRow[] => rowsOf<MalaccaRow>(facts, 'malacca');
const parametersOf = (parameters: Parameters): MalaccaParameters =>
  (parameters as unknown as { readonly signal_malacca: MalaccaParameters }).signal_malacca;

function stateOf(known: readonly MalaccaRow[], asOf: IsoDate, parameters: Parameters): MalaccaState {
  const { window_days, incidents_per_state } = parametersOf(parameters);
  const ages = known.map((row) => ({ age: dayNumber(asOf) - dayNumber(row.day), incidents: row.incidents }));
  const incidents = ages.filter(({ age }) => age < window_days).reduce((sum, row) => sum + row.incidents, 0);
  if (ages.length === 0) return { x: null, age_days: null, unknown_because: 'no report', incidents };
  return {
    x: Math.min(4, incidents / incidents_per_state),
    age_days: Math.min(...ages.map(({ age }) => age)),
    unknown_because: null,
    incidents,
  };
}

const malacca = {
  name: 'malacca',
  title: 'Incidents in the Strait of Malacca',
  table: 'malacca',
  reader: (facts, parameters) => (asOf, cut) =>
    stateOf(
      rows(facts).filter((row) => dayNumber(row.day) <= cut && dayNumber(row.known_from) <= cut),
      asOf,
      parameters,
    ),
  stateOfCase: (series: { readonly rows: readonly MalaccaRow[] }, asOf, parameters) => stateOf(series.rows, asOf, parameters),
  raw: ({ incidents }) => ({ incidents }),
  tailProbabilities: () => ({}),
  countsByDay: (facts, cut) =>
    new Map(rows(facts).flatMap((row) => (row.day <= cut && row.known_from <= cut ? [[row.day, { incidents: row.incidents }]] : []))),
  evidence: (facts) => rows(facts).map((row) => ({ day: row.day, row })),
  findings: (facts, check) => rows(facts).flatMap((row) => check.within(row, 'incidents', row.incidents, 0, 1000)),
  rowOf: ({ date, values }: ObservationOf<Pick<MalaccaRow, 'incidents'>>, known): MalaccaRow => ({ ...known, day: date, ...values }),
  keyOf: (row) => (row as MalaccaRow).day,
} as const satisfies Signal<MalaccaState>;

export const malaccaContract = {
  label: 'Strait of Malacca',
  observationWords: 'malacca: `incidents`.',
  observation: z.strictObject({
    series: z.literal('malacca'),
    date: calendarDate.describe('The day that was counted.'),
    values: z.strictObject({ incidents: observedCount }),
    ...publicationShape,
  }),
  tables: { malacca: z.array(z.strictObject({ ...provenance, day, incidents: count }) satisfies z.ZodType<MalaccaRow>).exactOptional() },
  parameters: { signal_malacca: z.strictObject({ window_days: days, incidents_per_state: amount }) satisfies z.ZodType<MalaccaParameters> },
  caseSeries: z.looseObject({ rows: z.array(z.unknown()) }),
} as const satisfies SignalContract;

/** The shipped signals and the made-up one, in byte order of the names, as in the registry. */
export const SIGNALS_WITH_MALACCA = [SIGNALS[0], malacca, SIGNALS[1], SIGNALS[2]] as const;
