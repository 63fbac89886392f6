/** Measures that came in while the service runs, and the rows that they become. */
import { TYPE_OF_CLASS } from '../method/measure.ts';
import type { PolicyRow, Provenance } from '../vocabulary/reference-data.ts';
import type { ControlClass, CountryCode, IsoDate } from '../vocabulary/scoring-inputs.ts';

/** Symbols, `@GROUP` or `@dual_use` at stages, and the part of their trade, 0 to 1. */
export type CoveredGoods = Readonly<{
  elements: readonly string[];
  stages: readonly string[];
  coverage: number;
}>;

/** Of the series `measures`; `date` is the day of the announcement. */
export type MeasureValues = Readonly<{
  title: string;
  actor: string;
  instrument_no: string | null;
  /** `none`: no direct effect; `null`: nobody has said yet. */
  control_class: ControlClass | null;
  applies: readonly CoveredGoods[];
  origins: readonly CountryCode[];
  targets: readonly CountryCode[];
  relief: PolicyRow['relief'];
  effective_from: IsoDate | null;
  effective_to: IsoDate | null;
  suspended_from: IsoDate | null;
  suspended_to: IsoDate | null;
  scope: string | null;
  note: string | null;
}>;

const union = <T>(lists: readonly (readonly T[])[]): readonly T[] => [...new Set(lists.flat())];

type StatedMeasure = Readonly<{
  id?: string;
  date: IsoDate;
  values: object;
}>;

/** `before`: the row that it corrects, which keeps what the observation does not speak of. */
export function measureRow(
  { id, date, values }: StatedMeasure,
  provenance: Provenance,
  before?: PolicyRow,
): PolicyRow {
  const { control_class, applies, relief, note, ...said } = values as MeasureValues;
  const isSameClass = before !== undefined && (before.mapping?.control_class ?? 'none') === control_class;
  const type = relief !== null ? 'suspension' : TYPE_OF_CLASS[control_class ?? 'none'];
  return {
    ...provenance,
    id: id ?? date,
    ...said,
    measure_type: isSameClass ? before.measure_type : type,
    direction: isSameClass ? before.direction : relief === null ? 'restricts' : 'relieves',
    elements: union(applies.map(({ elements }) => elements)),
    stages: union(applies.map(({ stages }) => stages)) as PolicyRow['stages'],
    announced: date,
    suspended_to_announced: null,
    linked: before?.linked ?? [],
    ...(before?.succeeds === undefined ? {} : { succeeds: before.succeeds }),
    ...(before?.codes === undefined ? {} : { codes: before.codes }),
    mapping:
      control_class === null || control_class === 'none'
        ? null
        : { control_class, applies, origins: said.origins, targets: said.targets },
    relief,
    status: null,
    status_as_of: null,
    source_quality: before?.source_quality ?? 'entered',
    note: note ?? provenance.note,
  };
}
