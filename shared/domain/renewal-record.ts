/** How likely a suspension is renewed, learned from what became of earlier ones: a Beta posterior from the decisions known on the day. */
import type { AsOf } from './measure-state.ts';
import type { Parameters } from './methodology.ts';
import { lastDayOf } from './partial-date.ts';
import type { SuspensionDecision } from './scoring-inputs.ts';

/** The parameters with the posterior in place of the stated chance of renewal; the same object when the methodology does not learn. */
export function withLearnedRenewal(
  parameters: Parameters,
  decisions: readonly SuspensionDecision[] | null | undefined,
  { day, knownAt }: AsOf,
): Parameters {
  const prior = parameters.renewal_prior;
  if (prior === undefined) return parameters;
  const knowledge = Math.min(day, knownAt);
  const known = (decisions ?? []).filter(({ known_from }) => lastDayOf(known_from) <= knowledge);
  const renewed = prior.renewed + known.filter((decision) => decision.renewed).length;
  return { ...parameters, renewal_suspension: renewed / (prior.renewed + prior.lapsed + known.length) };
}
