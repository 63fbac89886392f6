import type { Measure, Relief } from '../vocabulary/scoring-inputs.ts';
import { type DatedMeasure, datedMeasures } from './measure-state.ts';

/** Members of a row of the register of measures that say what it does and when. */
export interface RegisterRow extends Pick<Measure, 'id' | 'origins' | 'targets' | 'known_from'> {
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly suspended_from: string | null;
  readonly suspended_to: string | null;
  readonly stages: readonly string[];
  readonly mapping: Pick<Measure, 'control_class' | 'applies'> | null;
  readonly relief: Pick<Relief, 'kind' | 'measures'> | null;
}

/** The last day of a term still belongs to it: this is what the notices say, whatever a methodology makes of it. */
const AS_WRITTEN = { end_dates_inclusive: true } as const;

/** Rows of the register with their dates as day numbers, as the notices write them, each with the reliefs that name it. */
export const datedRegister = (rows: readonly RegisterRow[]): readonly DatedMeasure[] =>
  datedMeasures(rows.map(measureOf), rows.flatMap(reliefOf), AS_WRITTEN);

function measureOf(row: RegisterRow): Measure {
  return {
    id: row.id,
    control_class: row.mapping?.control_class ?? 'none',
    origins: row.origins,
    targets: row.targets,
    applies: row.mapping?.applies ?? [],
    known_from: row.known_from,
    effective_from: row.effective_from,
    effective_to: row.effective_to,
    suspended_from: row.suspended_from,
    suspended_to: row.suspended_to,
  };
}

function reliefOf(row: RegisterRow): Relief[] {
  if (row.relief === null) return [];
  const { kind, measures } = row.relief;
  const { id, stages, known_from, effective_from, effective_to } = row;
  return [{ id, kind, measures, stages, known_from, effective_from, effective_to }];
}
