/** The register of measures on a day: how each row stands, and what comes next. */
import { type DayNumber, firstDayOf, isoDate, lastDayOf } from '../time/calendar.ts';
import type { PolicyRow } from '../vocabulary/reference-data.ts';
import type { ControlClass, IsoDate } from '../vocabulary/scoring-inputs.ts';
import { effectiveDay, lastDay, type Measure, measureStatus } from './measure.ts';

/**
 * Days without a reading after which the register is stale: China changed its controls on 18 days in two
 * years to October 2026, so after 14 days one is missed with a chance of 1 - exp(-14/41), 29 %.
 */
export const REGISTER_STALE_AFTER_DAYS = 14;

/** What a row does and when; rows of the API have these too. */
export type RegisterRow = Pick<
  PolicyRow,
  | 'id'
  | 'origins'
  | 'targets'
  | 'known_from'
  | 'effective_from'
  | 'effective_to'
  | 'suspended_from'
  | 'suspended_to'
> &
  Readonly<{
    effective_to_revisions?: PolicyRow['effective_to_revisions'] | undefined;
    mapping: Readonly<{
      control_class: ControlClass;
      origins?: readonly string[] | undefined;
      targets?: readonly string[] | undefined;
    }> | null;
    relief: PolicyRow['relief'];
  }> &
  Version;

type Version = Readonly<{
  known_from: IsoDate;
  stated_from?: IsoDate | undefined;
  superseded_from?: IsoDate | undefined;
}>;

/** Was the row known by a day, and no later version of it? */
export const isKnownBy = ({ known_from, stated_from, superseded_from }: Version, known: DayNumber): boolean =>
  lastDayOf(known_from) <= known &&
  (stated_from === undefined || firstDayOf(stated_from) <= known) &&
  (superseded_from === undefined || firstDayOf(superseded_from) > known);

/**
 * A measure without coverage. `reliefs`: rows that may end it or extend its suspension. `read`: day to
 * which the register was read, past which an end is only stated.
 */
export function measureFromRow(
  row: RegisterRow,
  reliefs: readonly RegisterRow[],
  { day, known, read }: Readonly<{ day: DayNumber; known: DayNumber; read: DayNumber }>,
): Measure {
  const isKnown = ({ known_from }: Readonly<{ known_from: IsoDate }>): boolean =>
    lastDayOf(known_from) <= known;
  const { id, mapping, known_from, effective_from, suspended_from, suspended_to } = row;
  const ends = row.effective_to_revisions?.filter(isKnown);
  const naming = reliefs.filter((of) => of.relief?.measures.includes(id) === true && isKnownBy(of, known));
  const endedBy = naming
    .filter(({ relief }) => relief?.kind === 'ends')
    .map(({ effective_from: from, known_from: told }) => from ?? told);
  const end = ends === undefined ? row.effective_to : (ends.at(-1)?.effective_to ?? null);
  // A row that became known after its stated end has seen it.
  const told = ends === undefined ? (row.stated_from ?? known_from) : (ends.at(-1)?.known_from ?? known_from);
  const isOver = end !== null && lastDayOf(end) < Math.min(day, Math.max(read, firstDayOf(told)));
  const suspended = suspended_from !== null && firstDayOf(suspended_from) <= Math.min(day, known);
  return {
    id,
    control_class: mapping?.control_class ?? 'none',
    origins: mapping?.origins ?? row.origins,
    targets: mapping?.targets ?? row.targets,
    coverage: {},
    known_from,
    effective_from,
    ended: isOver ? end : null,
    stated_end: isOver ? null : end,
    ended_by_row: endedBy.sort((a, b) => firstDayOf(a) - firstDayOf(b))[0] ?? null,
    suspended_from: suspended ? suspended_from : null,
    suspended_to: suspended ? suspended_to : null,
    extended_to: naming.flatMap(({ relief, effective_to }) =>
      relief?.kind === 'extends_suspension' && effective_to !== null ? [effective_to] : [],
    ),
  };
}

export type MeasureState = 'announced' | 'in_force' | 'suspended' | 'ended';

/** `undecided`: its suspension ran out on that day, and nobody decided. */
export type NextStep = Readonly<{
  what: 'takes_effect' | 'suspension_ends' | 'ends' | 'undecided';
  day: DayNumber;
}>;

export type RegisteredMeasure<Row extends RegisterRow = RegisterRow> = Readonly<{
  row: Row;
  measure: Measure;
  state: MeasureState;
  began: DayNumber;
  next: NextStep | null;
}>;

export function standing(
  measure: Measure,
  day: DayNumber,
): Readonly<{ state: MeasureState; next: NextStep | null }> {
  const status = measureStatus(measure, day);
  const last = lastDay(measure);
  const stated = measure.stated_end == null ? last : Math.min(last, lastDayOf(measure.stated_end));
  const ends: NextStep | null =
    Number.isFinite(stated) && stated >= day ? { what: 'ends', day: stated + 1 } : null;
  if (status === null)
    return last < day ? { state: 'ended', next: null } : { state: 'suspended', next: ends };
  if (status.status === 'announced')
    return { state: 'announced', next: { what: 'takes_effect', day: day + status.days } };
  if (status.status === 'in_force') return { state: 'in_force', next: ends };
  const { undecided_since } = status;
  const next =
    undecided_since === null
      ? ({ what: 'suspension_ends', day: day + status.days } as const)
      : ({ what: 'undecided', day: undecided_since } as const);
  return { state: 'suspended', next };
}

export function registerOn<Row extends RegisterRow>(
  rows: readonly Row[],
  day: DayNumber,
  known: DayNumber = day,
  read: DayNumber = day,
): readonly RegisteredMeasure<Row>[] {
  const cut = Math.min(day, known);
  const reliefs = rows.filter(({ relief }) => relief !== null);
  return rows
    .filter((row) => isKnownBy(row, cut))
    .map((row) => {
      const measure = measureFromRow(row, reliefs, { day, known: cut, read });
      return { row, measure, began: effectiveDay(measure), ...standing(measure, day) };
    });
}

export const stepDate = ({ day }: NextStep): IsoDate => isoDate(day);
