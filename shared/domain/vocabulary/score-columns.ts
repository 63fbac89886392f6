/**
 * Columns of tables of scores: CSV of the API, and Parquet. Every field names its columns, or states that
 * it has none.
 */
import { DRIVER_KINDS, type Driver, type ScoreDocument, type Widened } from './score-document.ts';
import type { Theatre } from './theatres.ts';

/** Null and undefined are unknown: an empty cell. */
export type ScoreCell = string | number | null | undefined;

/** Only the subject is always there: readers of the API may choose fields. */
export type ScoreTableRow = { readonly subject: Widened<ScoreDocument['subject']> } & {
  readonly [F in Exclude<keyof ScoreDocument, 'top_drivers' | 'headline_params'>]?:
    | Widened<ScoreDocument[F]>
    | null
    | undefined;
} & {
  readonly top_drivers?: readonly Widened<Pick<Driver, 'id' | 'points' | 'summary'>>[] | null | undefined;
} & {
  readonly links?: { readonly self: string } | undefined;
  /** Kind of cause -> points, all of them. */
  readonly drivers?: Readonly<Record<string, number>> | undefined;
};

/** `api`: CSV of the API. `sql`: Parquet of each published run. */
type Table = 'api' | 'sql';

export interface ScoreColumn {
  readonly name: string;
  readonly type: 'text' | 'number';
  readonly cellOf: (row: ScoreTableRow) => ScoreCell;
  readonly tables: readonly Table[];
}

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

const joined = (list: readonly string[] | null | undefined): ScoreCell => list?.join(';');

/** Names and order are part of the contract: a new column comes last. */
const COLUMNS_OF_FIELDS: Readonly<Record<keyof ScoreDocument | 'links' | 'drivers', readonly ScoreColumn[]>> =
  {
    subject: [
      text('subject_type', ({ subject }) => subject.type),
      text('subject_id', ({ subject }) => subject.id),
      text('name', ({ subject }) => subject.name),
    ],
    buyer: [text('buyer', ({ buyer }) => buyer)],
    elements: [text('elements', ({ elements }) => joined(elements))],
    countries: [text('countries', ({ countries }) => joined(countries))],
    element: [text('element', ({ element }) => element)],
    stage: [text('stage', ({ stage }) => stage)],
    status: [text('status', ({ status }) => status)],
    status_reason: [text('status_reason', ({ status_reason }) => status_reason, API)],
    score: [number('score', ({ score }) => score)],
    scale: [
      number('scale_min', ({ scale }) => scale?.min, API),
      number('scale_max', ({ scale }) => scale?.max, API),
      text('scale_direction', ({ scale }) => scale?.direction),
    ],
    band: [text('band', ({ band }) => band)],
    interval: [
      number('p05', ({ interval }) => interval?.p05),
      number('p50', ({ interval }) => interval?.p50),
      number('p95', ({ interval }) => interval?.p95),
    ],
    quantiles: [],
    bands: [
      text('band_chances', ({ bands }) => bands?.map(({ band, chance }) => `${band} ${chance}`).join(';')),
    ],
    state: [number('state', ({ state }) => state)],
    may_begin: [number('may_begin', ({ may_begin }) => may_begin)],
    security: [number('security', ({ security }) => security)],
    without_security: [number('without_security', ({ without_security }) => without_security)],
    p_security: [number('p_security', ({ p_security }) => p_security)],
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
    p_90: [number('p_90', ({ p_90 }) => p_90)],
    now: [number('now', ({ now }) => now)],
    scarce: [number('scarce', ({ scarce }) => scarce)],
    scarce_band: [text('scarce_band', ({ scarce_band }) => scarce_band)],
    scarce_now: [number('scarce_now', ({ scarce_now }) => scarce_now)],
    scarce_interval: [
      number('scarce_p05', ({ scarce_interval }) => scarce_interval?.p05),
      number('scarce_p50', ({ scarce_interval }) => scarce_interval?.p50),
      number('scarce_p95', ({ scarce_interval }) => scarce_interval?.p95),
    ],
    scarce_stage: [text('scarce_stage', ({ scarce_stage }) => scarce_stage)],
    stages: [
      text('stages', ({ stages }) =>
        joined(stages?.map(({ stage, score, scarce }) => `${stage} ${score} ${scarce}`)),
      ),
    ],
    expected_days: [number('expected_days', ({ expected_days }) => expected_days)],
    cover_days: [number('cover_days', ({ cover_days }) => cover_days)],
    undecided_since: [text('undecided_since', ({ undecided_since }) => undecided_since)],
    pressure_index: Object.values<ScoreColumn>({
      taiwan: number('pressure_taiwan', ({ pressure_index }) => pressure_index?.taiwan?.index),
      senkaku: number('pressure_senkaku', ({ pressure_index }) => pressure_index?.senkaku?.index),
    } satisfies Record<Theatre, ScoreColumn>),
    feed_named: [number('feed_named', ({ feed_named }) => feed_named)],
    available: [number('available', ({ available }) => available)],
    listed: [text('listed', ({ listed }) => (listed == null ? null : String(listed)))],
    coverage: [number('coverage', ({ coverage }) => coverage)],
    stale_sources: [text('stale_sources', ({ stale_sources }) => joined(stale_sources), API)],
    hhi: [number('hhi', ({ hhi }) => hhi)],
    data_as_of: [text('data_as_of', ({ data_as_of }) => data_as_of)],
    as_of: [text('as_of', ({ as_of }) => as_of)],
    known_at: [text('known_at', ({ known_at }) => known_at)],
    computed_at: [text('computed_at', ({ computed_at }) => computed_at)],
    methodology: [
      text('methodology_version', ({ methodology }) => methodology?.version),
      text('methodology_sha256', ({ methodology }) => methodology?.sha256, API),
    ],
    run_id: [text('run_id', ({ run_id }) => run_id)],
    links: [text('url', ({ links }) => links?.self, API)],
    end_use: [text('end_use', ({ end_use }) => end_use)],
    headline: [text('headline', ({ headline }) => headline)],
    headline_code: [],
    headline_params: [],
    register_read: [text('register_read', ({ register_read }) => register_read, API)],
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

/** In order. */
export const scoreColumns = (table: Table): readonly ScoreColumn[] =>
  Object.values(COLUMNS_OF_FIELDS).flatMap((columns) =>
    columns.filter(({ tables }) => tables.includes(table)),
  );
