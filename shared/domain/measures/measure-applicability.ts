/** Section 3.2 of the scoring specification: does a measure apply to an element at a stage, for a buyer and an origin. */

import type { DayNumber } from '../time/partial-date.ts';
import type { CountryCode, ElementGroups, Measure, MeasureApplication, Stage } from '../vocabulary/scoring-inputs.ts';
import { type DatedMeasure, measureOn } from './measure-state.ts';

/** Element, stage, buyer and origin for which a measure is examined. */
export interface MeasureScope {
  readonly element: string;
  readonly stage: Stage;
  readonly buyer: CountryCode;
  readonly origin: CountryCode;
  /** A measure that names the Union hits its members: destinations of goods are countries in later methodologies. */
  readonly unionHitsMembers?: boolean;
}

const EVERY_BUYER: CountryCode = 'ALL';
const DUAL_USE = '@dual_use';

/** Does the measure name every buyer? Then no other buyer's supply can be diverted. */
export function targetsEveryBuyer(measure: Measure): boolean {
  return measure.targets.includes(EVERY_BUYER);
}

/** Does it hit this buyer: everyone, the buyer itself, for the Union any member; with `unionHitsMembers` for a member the Union. */
export function hitsBuyer(measure: Pick<Measure, 'targets'>, buyer: CountryCode, groups: ElementGroups, unionHitsMembers = false): boolean {
  const { targets } = measure;
  if (targets.includes(EVERY_BUYER) || targets.includes(buyer)) return true;
  const members = groups.EUU ?? [];
  if (buyer === 'EUU') return members.some((member) => targets.includes(member));
  return unionHitsMembers && targets.includes('EUU') && members.includes(buyer);
}

/** `refining` in a measure or a relief also means `separation`. */
export function namesStage(stages: readonly string[], stage: Stage): boolean {
  return stages.includes(stage) || (stage === 'separation' && stages.includes('refining'));
}

function namesElement(entry: MeasureApplication, element: string, groups: ElementGroups): boolean {
  return entry.elements.some((name) => name === element || (name.startsWith('@') && groups[name.slice(1)]?.includes(element) === true));
}

/** Largest coverage over the entries that name the stage and the element itself; entries by `@dual_use` are left to the caller. */
function directCoverage(measure: Measure, scope: MeasureScope, groups: ElementGroups): number {
  let largest = 0;
  for (const entry of measure.applies) {
    if (namesStage(entry.stages, scope.stage) && namesElement(entry, scope.element, groups))
      largest = Math.max(largest, entry.coverage ?? 1);
  }
  return largest;
}

/** Largest coverage over the entries that reach the stage through `@dual_use`. */
function dualUseCoverage(measure: Measure, stage: Stage): number {
  let largest = 0;
  for (const entry of measure.applies) {
    if (entry.elements.includes(DUAL_USE) && namesStage(entry.stages, stage)) largest = Math.max(largest, entry.coverage ?? 1);
  }
  return largest;
}

/** Is a licence in force on the day: 1, 0, or in between while nobody knows whether its suspension was renewed. */
function partInForce(dated: DatedMeasure, day: DayNumber, knownAt: DayNumber): number {
  const onDay = measureOn(dated, day, knownAt);
  if (onDay === null) return 0;
  return onDay.state === 'in_force' ? 1 : onDay.state === 'suspended' ? onDay.lapsed : 0;
}

/** Largest coverage of the licences on every buyer, other than `measure`, that are in force at the origin on the day. */
function licensedCoverage(
  measure: Measure,
  scope: MeasureScope,
  all: readonly DatedMeasure[],
  day: DayNumber,
  knownAt: DayNumber,
  groups: ElementGroups,
): number {
  let largest = 0;
  for (const dated of all) {
    const licence = dated.measure;
    if (licence.control_class !== 'licence' || licence === measure) continue;
    if (!targetsEveryBuyer(licence) || !licence.origins.includes(scope.origin)) continue;
    const coverage = directCoverage(licence, scope, groups);
    if (coverage > largest) largest = Math.max(largest, coverage * partInForce(dated, day, knownAt));
  }
  return largest;
}

/** Whether the measure may cover a part of the flow, on some day: where this is false, `coverageOf` gives 0 on every day. */
export function mayConcern(measure: Measure, scope: MeasureScope, groups: ElementGroups): boolean {
  if (!measure.origins.includes(scope.origin)) return false;
  return directCoverage(measure, scope, groups) > 0 || dualUseCoverage(measure, scope.stage) > 0;
}

/**
 * Whether a score that looks at these scopes can depend on the measure, as it stands or suspended or ended: it covers a part of a flow there,
 * is a licence that makes a good dual-use, or takes over from another measure.
 */
export function mayMatter(measure: Measure, scopes: readonly MeasureScope[], all: readonly Measure[], groups: ElementGroups): boolean {
  if (measure.succeeds != null || all.some(({ succeeds }) => succeeds === measure.id)) return true;
  return scopes.some(
    (scope) =>
      measure.origins.includes(scope.origin) &&
      hitsBuyer(measure, scope.buyer, groups, true) &&
      (measure.control_class === 'licence' || mayConcern(measure, scope, groups)),
  );
}

/**
 * Part of the element's flow at the stage that the measure covers, 0 when it does not apply. `day` and `knownAt` decide which licences
 * make a good dual-use; `all` are the measures among which they are looked for.
 */
export function coverageOf(
  measure: Measure,
  scope: MeasureScope,
  all: readonly DatedMeasure[],
  day: DayNumber,
  knownAt: DayNumber,
  groups: ElementGroups,
): number {
  if (!measure.origins.includes(scope.origin) || !hitsBuyer(measure, scope.buyer, groups, scope.unionHitsMembers)) return 0;
  const direct = directCoverage(measure, scope, groups);
  const dualUse = dualUseCoverage(measure, scope.stage);
  if (dualUse <= direct) return direct;
  return Math.max(direct, dualUse * licensedCoverage(measure, scope, all, day, knownAt, groups));
}
