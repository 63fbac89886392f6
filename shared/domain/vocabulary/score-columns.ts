/**
 * Columns of tables of scores: CSV of the API, and Parquet. Every field names its columns, or states that
 * it has none.
 */
import { DRIVER_KINDS, type Driver, type ScoreDocument, type Widened } from './score-document.ts';
import type { Theatre } from './theatres.ts';

/** Null and undefined are unknown: an empty cell. */
export type ScoreCell = string | number | null | undefined;

/** Only the subject is always there: readers of the API may choose fields. */
export type ScoreTableRow = Readonly<{ subject: Widened<ScoreDocument['subject']> }> & {
  readonly [F in Exclude<keyof ScoreDocument, 'top_drivers' | 'headline_params'>]?:
    | Widened<ScoreDocument[F]>
    | null
    | undefined;
} & Readonly<{
    top_drivers?: readonly Widened<Pick<Driver, 'id' | 'points' | 'summary'>>[] | null | undefined;
  }> &
  Readonly<{
    links?: Readonly<{ self: string }> | undefined;
    /** Kind of cause -> points, all of them. */
    drivers?: Readonly<Record<string, number>> | undefined;
  }>;

/** `api`: CSV of the API. `sql`: Parquet of each published run. */
type Table = 'api' | 'sql';

export type ScoreColumn = Readonly<{
  name: string;
  type: 'text' | 'number';
  cellOf: (row: ScoreTableRow) => ScoreCell;
  tables: readonly Table[];
}>;

const BOTH: readonly Table[] = ['api', 'sql'];
const API: readonly Table[] = ['api'];
const SQL: readonly Table[] = ['sql'];

const text = (name: string, cellOf: ScoreColumn['cellOf'], tables = BOTH): ScoreColumn => ({
  name,
  type: 'text',
  cellOf,
  tables,
});
const number = (name: string, cellOf: ScoreColumn['cellOf'], tables = BOTH): ScoreColumn => ({
  name,
  type: 'number',
  cellOf,
  tables,
});

type Plain = {
  [F in keyof ScoreDocument]: ScoreDocument[F] extends ScoreCell ? F : never;
}[keyof ScoreDocument];
const cellOf =
  (field: Plain): ScoreColumn['cellOf'] =>
  (row) =>
    row[field];
const textOf = (field: Plain, tables = BOTH) => [text(field, cellOf(field), tables)];
const numberOf = (field: Plain) => [number(field, cellOf(field))];

const joined = (list: readonly string[] | null | undefined): ScoreCell => list?.join(';');

/** Names and order are part of the contract: a new column comes last. */
const COLUMNS_OF_FIELDS: Readonly<Record<keyof ScoreDocument | 'links' | 'drivers', readonly ScoreColumn[]>> =
  {
    subject: [
      text('subject_type', ({ subject }) => subject.type),
      text('subject_id', ({ subject }) => subject.id),
      text('name', ({ subject }) => subject.name),
    ],
    buyer: textOf('buyer'),
    elements: [text('elements', ({ elements }) => joined(elements))],
    countries: [text('countries', ({ countries }) => joined(countries))],
    element: textOf('element'),
    stage: textOf('stage'),
    status: textOf('status'),
    status_reason: textOf('status_reason', API),
    score: numberOf('score'),
    scale: [
      number('scale_min', ({ scale }) => scale?.min, API),
      number('scale_max', ({ scale }) => scale?.max, API),
      text('scale_direction', ({ scale }) => scale?.direction),
    ],
    band: textOf('band'),
    interval: [
      number('p05', ({ interval }) => interval?.p05),
      number('p50', ({ interval }) => interval?.p50),
      number('p95', ({ interval }) => interval?.p95),
    ],
    quantiles: [],
    bands: [
      text('band_chances', ({ bands }) => bands?.map(({ band, chance }) => `${band} ${chance}`).join(';')),
    ],
    state: numberOf('state'),
    may_begin: numberOf('may_begin'),
    security: numberOf('security'),
    without_security: numberOf('without_security'),
    p_security: numberOf('p_security'),
    rank: [
      number('rank', ({ rank }) => rank?.position),
      number('rank_of', ({ rank }) => rank?.of, API),
      number('rank_from', ({ rank }) => rank?.from),
      number('rank_to', ({ rank }) => rank?.to),
    ],
    top_drivers: [
      text('top_driver', ({ top_drivers }) => top_drivers?.[0]?.id),
      number('top_driver_points', ({ top_drivers }) => top_drivers?.[0]?.points),
      text('rationale', ({ top_drivers }) => top_drivers?.[0]?.summary, API),
      text('rationale', ({ top_drivers, status_reason }) => top_drivers?.[0]?.summary ?? status_reason, SQL), // has no status_reason
    ],
    p_90: numberOf('p_90'),
    now: numberOf('now'),
    scarce: numberOf('scarce'),
    scarce_band: textOf('scarce_band'),
    scarce_now: numberOf('scarce_now'),
    scarce_interval: [
      number('scarce_p05', ({ scarce_interval }) => scarce_interval?.p05),
      number('scarce_p50', ({ scarce_interval }) => scarce_interval?.p50),
      number('scarce_p95', ({ scarce_interval }) => scarce_interval?.p95),
    ],
    scarce_stage: textOf('scarce_stage'),
    stages: [
      text('stages', ({ stages }) =>
        joined(stages?.map(({ stage, score, scarce }) => `${stage} ${score} ${scarce}`)),
      ),
    ],
    expected_days: numberOf('expected_days'),
    cover_days: numberOf('cover_days'),
    undecided_since: textOf('undecided_since'),
    pressure_index: Object.values<ScoreColumn>({
      taiwan: number('pressure_taiwan', ({ pressure_index }) => pressure_index?.taiwan?.index),
      senkaku: number('pressure_senkaku', ({ pressure_index }) => pressure_index?.senkaku?.index),
    } satisfies Record<Theatre, ScoreColumn>),
    feed_named: numberOf('feed_named'),
    available: numberOf('available'),
    listed: [text('listed', ({ listed }) => (listed == null ? null : String(listed)))],
    coverage: numberOf('coverage'),
    stale_sources: [text('stale_sources', ({ stale_sources }) => joined(stale_sources), API)],
    hhi: numberOf('hhi'),
    data_as_of: textOf('data_as_of'),
    as_of: textOf('as_of'),
    known_at: textOf('known_at'),
    computed_at: textOf('computed_at'),
    methodology: [
      text('methodology_version', ({ methodology }) => methodology?.version),
      text('methodology_sha256', ({ methodology }) => methodology?.sha256, API),
    ],
    run_id: textOf('run_id'),
    links: [text('url', ({ links }) => links?.self, API)],
    end_use: textOf('end_use'),
    headline: textOf('headline'),
    headline_code: [],
    headline_params: [],
    register_read: textOf('register_read', API),
    drivers: [
      text('second_driver', ({ top_drivers }) => top_drivers?.[1]?.id, SQL),
      number('second_driver_points', ({ top_drivers }) => top_drivers?.[1]?.points, SQL),
      text('third_driver', ({ top_drivers }) => top_drivers?.[2]?.id, SQL),
      number('third_driver_points', ({ top_drivers }) => top_drivers?.[2]?.points, SQL),
      // All points are known: a kind that is not among them has none.
      ...DRIVER_KINDS.map((kind) =>
        number(
          `${kind}_points`,
          ({ score, drivers }) => (score == null || drivers === undefined ? null : (drivers[kind] ?? 0)),
          SQL,
        ),
      ),
    ],
  };

export const scoreColumns = (table: Table): readonly ScoreColumn[] =>
  Object.values(COLUMNS_OF_FIELDS).flatMap((columns) =>
    columns.filter(({ tables }) => tables.includes(table)),
  );
