/** The files of a signal that comes in over HTTP: its folder, its contract, a line in both registries, and a test. */
import {
  CannotGenerate,
  camelCase,
  type Generated,
  insertedAfter,
  KEBAB_CASE,
  pascalCase,
  type ReadSource,
  sourceOf,
  unlessThere,
  withImport,
} from './source-edits.ts';

interface Names {
  /** `korean-peninsula`, in files. */
  readonly file: string;
  /** `korean_peninsula`, in data and over HTTP. */
  readonly signal: string;
  /** `koreanPeninsula`, in code. */
  readonly code: string;
  /** `KoreanPeninsula`, in types. */
  readonly type: string;
  /** `Korean peninsula`, for readers. */
  readonly title: string;
}

const DOMAIN_REGISTRY = 'shared/domain/signals/registry.ts';
const CONTRACT_REGISTRY = 'shared/contracts/signals/registry.ts';

/** `name`: in kebab case. Throws `CannotGenerate`. */
export function newSignal(name: string, read: ReadSource): Generated {
  if (!KEBAB_CASE.test(name)) throw new CannotGenerate(`${name} is no name of a signal: write it in small letters, as korean-peninsula.`);
  const names: Names = {
    file: name,
    signal: name.replaceAll('-', '_'),
    code: camelCase(name),
    type: pascalCase(name),
    title: `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`,
  };
  const made = unlessThere(read, {
    [`shared/domain/signals/${name}/${name}.ts`]: signal(names),
    [`shared/contracts/signals/${name}.ts`]: contract(names),
    [`test/domain/signals/${name}.test.ts`]: test(names),
  });
  const listed = insertedAfter(
    CONTRACT_REGISTRY,
    sourceOf(read, CONTRACT_REGISTRY),
    /export const SIGNAL_CONTRACTS = \{[\s\S]*?(?=\n\} as const)/,
    `\n  ${names.signal}: ${names.code}Contract,`,
  );
  return {
    files: new Map([
      ...made,
      [DOMAIN_REGISTRY, registered(sourceOf(read, DOMAIN_REGISTRY), names)],
      [CONTRACT_REGISTRY, withImport(listed, `import { ${names.code}Contract } from './${name}.ts';`)],
    ]),
    next: [
      `It counts incidents of a window: a placeholder that works. POST /v1/signals and /v1/signals/${names.signal} know it. Now:`,
      `  1. state      shared/domain/signals/${name}/${name}.ts: what is counted, its tail probability, state 0 to 4; unknown when the publisher is silent`,
      `  2. contract   shared/contracts/signals/${name}.ts: the fields of an observation, each described for a stranger`,
      `  3. test       test/domain/signals/${name}.test.ts: recorded days with their known states, edges of the windows, the publisher silent`,
      `  4. publisher  functions/reference-build/registry/source-registry.json: licence and cadence`,
      `  5. method     a later methodology, never a published one: signal_stale_after_days (gives it the signal), beta, signal_${names.signal}`,
      '  6. table      only where a raw table ships: functions/reference-build/tables/security-signals.ts, functions/adapters/bundled-reference-data.ts',
      '  7. made files npm run examples:record && npm run openapi:client; then grep -rn "three security signals" shared',
    ],
  };
}

/** The registry with the signal in byte order of the names in data, which the names in code follow. */
function registered(text: string, { file, signal, code }: Names): string {
  const list = /export const SIGNALS = \[([^\]]*)\]/.exec(text);
  const present = list?.[1]?.split(',').map((one) => one.trim()) ?? [];
  if (list === null || present.length === 0) throw new CannotGenerate(`${DOMAIN_REGISTRY} has no list SIGNALS: add ${code} by hand.`);
  const inData = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const byName = (a: string, b: string): number => (inData(a) < inData(b) ? -1 : 1);
  if (present.some((one) => inData(one) === signal)) throw new CannotGenerate(`There is a signal ${signal}: choose another name.`);
  const all = [...present.filter((one) => one !== ''), code].sort(byName);
  const replaced = text.replace(list[0], () => `export const SIGNALS = [${all.join(', ')}]`);
  return withImport(replaced, `import { ${code} } from './${file}/${file}.ts';`);
}

const signal = ({ signal: name, code, type, title }: Names): string => `/** The signal \`${name}\`: incidents in a window of days. */

import { dayNumber } from '../../time/calendar.ts';
import type { Parameters } from '../../vocabulary/methodology.ts';
import type { Provenance } from '../../vocabulary/reference-data.ts';
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';
import { type ObservationOf, rowsOf, type Signal, type SignalState } from '../signal.ts';

/** A day that was counted. */
export interface ${type}Row extends Provenance {
  readonly day: IsoDate;
  readonly incidents: number;
}

/** The window, and how many incidents in it make one step of the state. */
export interface ${type}Parameters {
  readonly window_days: number;
  readonly incidents_per_state: number;
}

export interface ${type}State extends SignalState {
  /** In the window. */
  readonly incidents: number;
}

const rows = (facts: object): readonly ${type}Row[] => rowsOf<${type}Row>(facts, '${name}');

/** A methodology that has the signal has its parameters. */
const parametersOf = (parameters: Parameters): ${type}Parameters =>
  (parameters as unknown as { readonly signal_${name}: ${type}Parameters }).signal_${name};

function stateOf(known: readonly ${type}Row[], asOf: IsoDate, parameters: Parameters): ${type}State {
  const { window_days, incidents_per_state } = parametersOf(parameters);
  const ages = known.map((row) => ({ age: dayNumber(asOf) - dayNumber(row.day), incidents: row.incidents }));
  const incidents = ages.filter(({ age }) => age < window_days).reduce((sum, row) => sum + row.incidents, 0);
  if (ages.length === 0) return { x: null, age_days: null, unknown_because: 'there is no report', incidents };
  const x = Math.min(4, incidents / incidents_per_state);
  return { x, age_days: Math.min(...ages.map(({ age }) => age)), unknown_because: null, incidents };
}

export const ${code} = {
  name: '${name}',
  title: '${title}',
  labels: { en: '${title}', ja: '${title}' },
  table: '${name}',
  reader: (facts, parameters) => (asOf, cut) =>
    stateOf(
      rows(facts).filter((row) => dayNumber(row.day) <= cut && dayNumber(row.known_from) <= cut),
      asOf,
      parameters,
    ),
  stateOfCase: (series: { readonly rows: readonly ${type}Row[] }, asOf, parameters) => stateOf(series.rows, asOf, parameters),
  raw: ({ incidents }) => ({ incidents }),
  tailProbabilities: () => ({}),
  countsByDay: (facts, cut) =>
    new Map(rows(facts).flatMap((row) => (row.day <= cut && row.known_from <= cut ? [[row.day, { incidents: row.incidents }]] : []))),
  evidence: (facts) => rows(facts).map((row) => ({ day: row.day, row })),
  findings: (facts, check) => rows(facts).flatMap((row) => check.within(row, 'incidents', row.incidents, 0, 1000)),
  rowOf: ({ date, values }: ObservationOf<Pick<${type}Row, 'incidents'>>, known): ${type}Row => ({ ...known, day: date, ...values }),
  keyOf: (row) => (row as ${type}Row).day,
} as const satisfies Signal<${type}State>;
`;

const contract = ({
  file,
  signal: name,
  code,
  type,
  title,
}: Names): string => `/** Contract of the signal \`${name}\`: incidents of a day. */
import * as z from 'zod';
import type { ${type}Parameters, ${type}Row } from '#domain/signals/${file}/${file}.ts';
import { calendarDate } from '../api/request-parts.ts';
import { amount, count, day, days, provenance } from '../facts/cells.ts';
import { observedCount, publicationShape, type SignalContract } from './signal-contract.ts';

export const ${code}Contract = {
  label: '${title}',
  observationWords: '${name}: \`incidents\`.',
  observation: z.strictObject({
    series: z.literal('${name}'),
    date: calendarDate.describe('The day that was counted.'),
    values: z.strictObject({ incidents: observedCount }),
    ...publicationShape,
  }),
  tables: {
    ${name}: z.array(z.strictObject({ ...provenance, day, incidents: count }) satisfies z.ZodType<${type}Row>).exactOptional(),
  },
  parameters: {
    signal_${name}: z.strictObject({ window_days: days, incidents_per_state: amount }) satisfies z.ZodType<${type}Parameters>,
  },
  caseSeries: z.looseObject({ rows: z.array(z.unknown()) }),
} as const satisfies SignalContract;
`;

const test = ({ file, signal: name, code, type, title }: Names): string => `import { describe, expect, it } from 'vitest';
import { ${code}, type ${type}Row } from '#domain/signals/${file}/${file}.ts';
import type { SignalFacts } from '#domain/signals/signal.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Parameters } from '#domain/vocabulary/methodology.ts';

const parameters = { signal_${name}: { window_days: 30, incidents_per_state: 2 } } as unknown as Parameters;
const counted = (day: string, incidents: number, knownFrom = day): ${type}Row => ({
  row: \`${name}:\${day}\`,
  day,
  date: day,
  incidents,
  known_from: knownFrom,
  known_from_basis: 'source',
  source: 'made up',
  source_url: null,
  quality: 'A',
  note: null,
});
const state = (asOf: string, ...rows: readonly ${type}Row[]) =>
  ${code}.reader({ ${name}: rows } as unknown as SignalFacts, parameters)(asOf, dayNumber(asOf));

describe('${title}', () => {
  it('is unknown without a report, never calm', () => {
    expect(state('2026-10-01')).toMatchObject({ x: null, age_days: null, unknown_because: 'there is no report' });
  });

  it('counts the incidents of the window, from its first day to its last', () => {
    expect(state('2026-10-01', counted('2026-09-01', 9), counted('2026-09-02', 3), counted('2026-10-01', 2))).toMatchObject({
      x: 2.5,
      age_days: 0,
      incidents: 5,
    });
    expect(state('2026-10-01', counted('2026-09-30', 100))).toMatchObject({ x: 4, age_days: 1 });
  });

  it('does not see what was not public yet', () => {
    expect(state('2026-10-01', counted('2026-09-30', 3, '2026-10-02'))).toMatchObject({ x: null });
  });
});
`;
