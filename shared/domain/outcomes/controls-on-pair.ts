/** Controls that hit an element and a buyer, from the policy table and from the table of measures worldwide. */
import type { ReferenceIndex } from '../facts/reference-index.ts';
import { coverageOf, hitsBuyer, namesStage } from '../measures/measure-applicability.ts';
import { type DatedMeasure, datedMeasures, measureOn } from '../measures/measure-state.ts';
import { type DayNumber, lastDayOf } from '../time/partial-date.ts';
import type { ControlEventRow } from '../vocabulary/reference-data.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { OutcomeRules } from './outcome-rules.ts';
import type { Pair } from './pairs.ts';

/** A control by an origin from which the buyer's world is supplied in earnest. */
export interface ControlOnPair {
  readonly id: string;
  readonly origin: CountryCode;
  /** Day on which it became known. */
  readonly knownOn: DayNumber;
  /** Day on which it was suspended or ended before it took effect, so that nothing was ever held back by it; null where it was not. */
  readonly annulledOn: DayNumber | null;
  /** Times in force, each day read with what was known on it. */
  readonly inForce: readonly TimeInForce[];
}

/** Days on which a control was in force without a break. */
export interface TimeInForce {
  readonly from: DayNumber;
  /** Last day; null while no end is known. */
  readonly to: DayNumber | null;
}

/** Origins that are no part of the buyer and hold at least the material share at a stage for which `hitsAt` holds, by the shares known on the day. */
function materialOrigins(
  index: ReferenceIndex,
  { element, buyer }: Pair,
  rules: OutcomeRules,
  day: DayNumber,
  hitsAt: (origin: CountryCode, stage: ReturnType<ReferenceIndex['stagesOf']>[number]) => boolean,
): readonly CountryCode[] {
  const known = index.asKnown(day);
  const own = [buyer, ...(index.methodology.groups[buyer] ?? [])];
  const origins = known.stagesOf(element).flatMap((stage) =>
    known
      .shares(element, stage)
      .filter(({ country, share }) => share >= rules.material_share && !own.includes(country) && hitsAt(country, stage))
      .map(({ country }) => country),
  );
  return [...new Set(origins)].sort();
}

function fromPolicy(index: ReferenceIndex, pair: Pair, rules: OutcomeRules): readonly ControlOnPair[] {
  const { parameters, groups } = index.methodology;
  const { measures, reliefs } = index.measuresConcerning(pair.element);
  const all = datedMeasures(measures, reliefs, parameters);
  return all
    .filter(({ measure }) => rules.control_classes.includes(measure.control_class))
    .flatMap((dated: DatedMeasure) => {
      const { measure, knownFrom, effectiveFrom, effectiveTo, suspendedFrom } = dated;
      const origins = materialOrigins(
        index,
        pair,
        rules,
        knownFrom,
        (origin, stage) => coverageOf(measure, { ...pair, stage, origin, unionHitsMembers: true }, all, knownFrom, knownFrom, groups) > 0,
      );
      const stopped = Math.min(suspendedFrom, effectiveTo);
      const annulledOn = stopped <= effectiveFrom ? stopped : null;
      const inForce = timesInForce(dated);
      return origins.map((origin) => ({ id: measure.id, origin, knownOn: knownFrom, annulledOn, inForce }));
    });
}

/** The state of a measure changes only on a date of its row or of its reliefs. */
function timesInForce(dated: DatedMeasure): readonly TimeInForce[] {
  const { knownFrom, effectiveFrom, effectiveTo, endRevisions, suspendedFrom, suspendedTo, graceDays, reliefs } = dated;
  const days = [
    ...[knownFrom, effectiveFrom, effectiveTo, suspendedFrom, suspendedTo, suspendedTo + graceDays],
    ...(endRevisions ?? []).flatMap((revision) => [revision.knownFrom, revision.end]),
    ...reliefs.flatMap((relief) => [relief.knownFrom, relief.effectiveFrom, relief.effectiveTo, relief.effectiveTo + graceDays]),
  ];
  const times: { from: DayNumber; to: DayNumber | null }[] = [];
  for (const day of [...new Set(days)].filter(Number.isFinite).sort((a, b) => a - b)) {
    const isInForce = measureOn(dated, day, day)?.state === 'in_force';
    const last = times.at(-1);
    const runs = last !== undefined && last.to === null;
    if (isInForce && !runs) times.push({ from: day, to: null });
    else if (!isInForce && runs) last.to = day - 1;
  }
  return times;
}

function fromEvents(index: ReferenceIndex, pair: Pair, rules: OutcomeRules): readonly ControlOnPair[] {
  const { groups } = index.methodology;
  const counts = (event: ControlEventRow): boolean =>
    rules.actor_kinds.includes(event.actor_kind) &&
    event.policy_id === null &&
    event.control_class !== null &&
    rules.control_classes.includes(event.control_class) &&
    !rules.came_to_nothing.includes(event.outcome) &&
    event.elements.includes(pair.element) &&
    hitsBuyer(event, pair.buyer, groups, true);
  return (index.data.control_events ?? []).filter(counts).flatMap((event) => {
    const knownOn = lastDayOf(event.known_from);
    const origins = materialOrigins(
      index,
      pair,
      rules,
      knownOn,
      (origin, stage) => origin === event.origin && namesStage(event.stages, stage),
    );
    return origins.map((origin) => ({ id: event.id, origin, knownOn, annulledOn: null, inForce: [] }));
  });
}

/**
 * Controls of the classes that count, in order of the day on which they became known. Those of the table of measures worldwide count from then;
 * whether they are in force is not followed there, so they never are. Announcements that came to nothing are left out. `index`: that of `outcomeIndex`.
 */
export function controlsOnPair(index: ReferenceIndex, pair: Pair, rules: OutcomeRules): readonly ControlOnPair[] {
  return [...fromPolicy(index, pair, rules), ...fromEvents(index, pair, rules)].sort(
    (a, b) => a.knownOn - b.knownOn || (a.id < b.id ? -1 : 1),
  );
}

/** Was the control in force on the day, as known then? */
export function isInForceOn({ inForce }: Pick<ControlOnPair, 'inForce'>, day: DayNumber): boolean {
  return inForce.some(({ from, to }) => from <= day && (to === null || to >= day));
}
