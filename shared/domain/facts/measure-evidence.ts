/** The rows of the policy table behind the measures of an element for a buyer, as they stand on a day. */
import { hitsBuyer, namesStage } from '../measures/measure-applicability.ts';
import { type DatedMeasure, datedMeasures, type MeasureState, measureOn } from '../measures/measure-state.ts';
import { type DayNumber, firstDayOf } from '../time/partial-date.ts';
import { recordStartOf } from '../vocabulary/methodology.ts';
import { type CountryCode, type Measure, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import { canReach } from './policy-measures.ts';
import type { ReferenceIndex } from './reference-index.ts';

interface ReliefEvidence {
  readonly row: string;
  /** Where it works: an easing has its stages, an end or an extension holds for all. */
  readonly stages: readonly Stage[];
}

export interface MeasureEvidence {
  readonly id: string;
  readonly row: string;
  readonly origins: readonly CountryCode[];
  /** Stages it can reach for this element, those of dual-use goods included. */
  readonly stages: readonly Stage[];
  readonly state: MeasureState;
  /** Does the base rate of new controls count it? */
  readonly counted: boolean;
  readonly reliefs: readonly ReliefEvidence[];
}

/** Evidence on a day, with what was known then. */
export type MeasureEvidenceOn = (day: DayNumber, knownAt: DayNumber) => readonly MeasureEvidence[];

type DatelessEvidence = Omit<MeasureEvidence, 'state' | 'reliefs'>;

/** Evidence id of the row that a measure or relief was read from. */
export function policyEvidence(index: ReferenceIndex, id: string): string {
  const row = index.policyRow(id);
  if (row === null) throw new Error(`no row of the policy table is "${id}"`);
  return row.row;
}

function reliefsOn(index: ReferenceIndex, { reliefs }: DatedMeasure, knowledge: DayNumber): readonly ReliefEvidence[] {
  const known = reliefs.filter(({ knownFrom }) => knownFrom <= knowledge).map(({ relief }) => relief);
  return known.map(({ id, kind, stages }) => ({
    row: policyEvidence(index, id),
    stages: kind === 'eases' ? STAGES.filter((stage) => namesStage(stages, stage)) : STAGES,
  }));
}

function datelessEvidence(measure: Measure, knownFrom: DayNumber, element: string, index: ReferenceIndex): DatelessEvidence {
  const { parameters, groups } = index.methodology;
  const reaching = measure.applies.filter((entry) => canReach(entry, element, groups));
  const countedClass = parameters.new_control_count_classes.includes(measure.control_class);
  return {
    id: measure.id,
    row: policyEvidence(index, measure.id),
    origins: measure.origins,
    stages: STAGES.filter((stage) => reaching.some(({ stages }) => namesStage(stages, stage))),
    counted: countedClass && measure.origins.some((origin) => knownFrom >= firstDayOf(recordStartOf(origin, parameters))),
  };
}

/** Prepares the measures that hit the buyer; those not known on a day are not its evidence. */
export function measureEvidence(index: ReferenceIndex, element: string, buyer: CountryCode): MeasureEvidenceOn {
  const { methodology } = index;
  const { measures, reliefs } = index.measuresConcerning(element);
  const hitting = datedMeasures(measures, reliefs, methodology.parameters)
    .filter(({ measure }) => hitsBuyer(measure, buyer, methodology.groups))
    .map((dated) => ({ dated, dateless: datelessEvidence(dated.measure, dated.knownFrom, element, index) }));
  return (day, knownAt) =>
    hitting.flatMap(({ dated, dateless }) => {
      const onDay = measureOn(dated, day, knownAt);
      return onDay === null ? [] : [{ ...dateless, state: onDay.state, reliefs: reliefsOn(index, dated, Math.min(day, knownAt)) }];
    });
}
