/** Controls that hit an element and a buyer, from the policy table and from the table of measures worldwide. */
import type { ReferenceIndex } from '../../facts/reference-index.ts';
import { coverageOf, hitsBuyer, namesStage } from '../../measures/measure-applicability.ts';
import { type DatedMeasure, datedMeasures, measureOn } from '../../measures/measure-state.ts';
import { type DayNumber, lastDayOf } from '../../time/partial-date.ts';
import type { ControlEventRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode } from '../../vocabulary/scoring-inputs.ts';
import type { Pair } from '../outcomes.ts';

/** A control by an origin from which the buyer's world is supplied in earnest. */
export interface ControlOnPair {
  readonly id: string;
  readonly origin: CountryCode;
  /** Day on which it became known. */
  readonly knownOn: DayNumber;
  /** It was suspended or ended before it took effect: nothing was ever held back by it. */
  readonly neverTookEffect: boolean;
  /** Is it in force on a day, as known then? */
  readonly inForceOn: (day: DayNumber) => boolean;
}

/** An origin with less of world supply than this at a stage does not count there. */
export const MATERIAL_SHARE = 0.1;

/** Origins that are no part of the buyer and hold at least the material share at a stage for which `hitsAt` holds, by the shares known on the day. */
function materialOrigins(
  index: ReferenceIndex,
  { element, buyer }: Pair,
  day: DayNumber,
  hitsAt: (origin: CountryCode, stage: ReturnType<ReferenceIndex['stagesOf']>[number]) => boolean,
): readonly CountryCode[] {
  const known = index.asKnown(day);
  const own = [buyer, ...(index.methodology.groups[buyer] ?? [])];
  const origins = known.stagesOf(element).flatMap((stage) =>
    known
      .shares(element, stage)
      .filter(({ country, share }) => share >= MATERIAL_SHARE && !own.includes(country) && hitsAt(country, stage))
      .map(({ country }) => country),
  );
  return [...new Set(origins)].sort();
}

function fromPolicy(index: ReferenceIndex, pair: Pair): readonly ControlOnPair[] {
  const { parameters, groups } = index.methodology;
  const { measures, reliefs } = index.measuresConcerning(pair.element);
  const all = datedMeasures(measures, reliefs, parameters);
  return all
    .filter(({ measure }) => parameters.new_control_count_classes.includes(measure.control_class))
    .flatMap((dated: DatedMeasure) => {
      const { measure, knownFrom, effectiveFrom, effectiveTo, suspendedFrom } = dated;
      const origins = materialOrigins(
        index,
        pair,
        knownFrom,
        (origin, stage) => coverageOf(measure, { ...pair, stage, origin, unionHitsMembers: true }, all, knownFrom, knownFrom, groups) > 0,
      );
      return origins.map((origin) => ({
        id: measure.id,
        origin,
        knownOn: knownFrom,
        neverTookEffect: Math.min(suspendedFrom, effectiveTo) <= effectiveFrom,
        inForceOn: (day: DayNumber) => measureOn(dated, day, day)?.state === 'in_force',
      }));
    });
}

/** Outcomes after which an event never stopped anything. */
const CAME_TO_NOTHING: readonly ControlEventRow['outcome'][] = ['withdrawn', 'never_enforced', 'waived'];

function fromEvents(index: ReferenceIndex, pair: Pair): readonly ControlOnPair[] {
  const { parameters, groups } = index.methodology;
  const counts = (event: ControlEventRow): boolean =>
    event.actor_kind === 'government' &&
    event.policy_id === null &&
    event.control_class !== null &&
    parameters.new_control_count_classes.includes(event.control_class) &&
    !CAME_TO_NOTHING.includes(event.outcome) &&
    event.elements.includes(pair.element) &&
    hitsBuyer(event, pair.buyer, groups, true);
  return (index.data.control_events ?? []).filter(counts).flatMap((event) => {
    const knownOn = lastDayOf(event.known_from);
    const origins = materialOrigins(index, pair, knownOn, (origin, stage) => origin === event.origin && namesStage(event.stages, stage));
    return origins.map((origin) => ({ id: event.id, origin, knownOn, neverTookEffect: false, inForceOn: () => false }));
  });
}

/**
 * Controls of the classes that count, in order of the day on which they became known. Those of the table of measures worldwide count from then;
 * whether they are in force is not followed there, so they never are. Announcements that came to nothing are left out.
 */
export function controlsOnPair(index: ReferenceIndex, pair: Pair): readonly ControlOnPair[] {
  return [...fromPolicy(index, pair), ...fromEvents(index, pair)].sort((a, b) => a.knownOn - b.knownOn || (a.id < b.id ? -1 : 1));
}
