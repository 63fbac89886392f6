/** Measures that came in while the service runs, and the rows that they become. */
import { TYPE_OF_CLASS } from '../method/measure.ts';
import type { PolicyRow, Provenance } from '../vocabulary/reference-data.ts';
import type { ControlClass, CountryCode, IsoDate } from '../vocabulary/scoring-inputs.ts';

/** Symbols, `@GROUP` or `@dual_use` at stages, and the part of their trade, 0 to 1. */
export interface CoveredGoods {
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  readonly coverage: number;
}

/** Of the series `measures`; `date` is the day of the announcement. */
export interface MeasureValues {
  readonly title: string;
  readonly actor: string;
  readonly instrument_no: string | null;
  /** `none`: no direct effect; `null`: nobody has said yet. */
  readonly control_class: ControlClass | null;
  readonly applies: readonly CoveredGoods[];
  readonly origins: readonly CountryCode[];
  readonly targets: readonly CountryCode[];
  readonly relief: PolicyRow['relief'];
  readonly effective_from: IsoDate | null;
  readonly effective_to: IsoDate | null;
  readonly suspended_from: IsoDate | null;
  readonly suspended_to: IsoDate | null;
  readonly scope: string | null;
  readonly note: string | null;
}

const union = <T>(lists: readonly (readonly T[])[]): readonly T[] => [...new Set(lists.flat())];

interface StatedMeasure {
  readonly id?: string;
  readonly date: IsoDate;
  readonly values: object;
}

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
