/** How likely a suspension is renewed, learned from what became of earlier ones: a Beta posterior from the decisions known on the day. */

import { entryOf, recentOf } from '../numbers/memoized.ts';
import { lastDayOf } from '../time/partial-date.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { SuspensionDecision } from '../vocabulary/scoring-inputs.ts';
import type { AsOf } from './measure-state.ts';

/** The parameters with the posterior in place of the stated chance of renewal; the same object when the methodology does not learn. */
export function withLearnedRenewal(
  parameters: Parameters,
  decisions: readonly SuspensionDecision[] | null | undefined,
  { day, knownAt }: AsOf,
): Parameters {
  const prior = parameters.renewal_prior;
  if (prior === undefined) return parameters;
  const knowledge = Math.min(day, knownAt);
  let [renewed, lapsed] = [prior.renewed, prior.lapsed];
  for (const decision of decisions ?? []) {
    const weight = weightOf(decision, knowledge);
    if (decision.renewed) renewed += weight;
    else lapsed += weight;
  }
  const learned = renewed / (renewed + lapsed);
  const isSame = (one: Parameters): boolean => one.renewal_suspension === learned;
  return recentOf(
    entryOf(known, parameters, () => []),
    isSame,
    MOST_KEPT,
    () => ({ ...parameters, renewal_suspension: learned }),
  );
}

/** Parameters with what was learned last: the same chance gives the same object, by which what follows from it is kept. */
const known = new WeakMap<Parameters, Parameters[]>();
const MOST_KEPT = 4;

/** Weight of a decision by how far it is known, 0 to 1; where no news reports it, the weight rises in a straight line. */
function weightOf({ known_from, undecided_from }: SuspensionDecision, knowledge: number): number {
  const known = lastDayOf(known_from);
  if (knowledge >= known) return 1;
  return undecided_from == null ? 0 : Math.max(0, (knowledge - lastDayOf(undecided_from)) / (known - lastDayOf(undecided_from)));
}
