/**
 * Reports of buyers with the pairs that are judged. A run writes it, so that judging needs neither facts
 * nor method.
 */

import type { FactIndex } from '../method/facts.ts';
import type { Report } from '../outcomes/shortage-states.ts';
import { picked } from '../vocabulary/picked.ts';
import type { CountryCode, IsoDate } from '../vocabulary/scoring-inputs.ts';
import type { JudgingRules } from './judging-rules.ts';

export type Pair = Readonly<{
  element: string;
  buyer: CountryCode;
}>;

export type OutcomeRecord = Readonly<{
  rules_version: string;
  reports: readonly Report[];
  /** Elements with a market, each with every buyer, in byte order. */
  pairs: readonly Pair[];
}>;

/** `today`: the day that the facts are read on. */
export function outcomeRecord(
  index: FactIndex,
  today: IsoDate,
  buyers: readonly CountryCode[],
  { version }: JudgingRules,
): OutcomeRecord {
  const { stagesOf, data } = index.on(today);
  const elements = data.elements.map(({ symbol }) => symbol).filter((symbol) => stagesOf(symbol).length > 0);
  return {
    rules_version: version,
    reports: data.shortages.map((row) => ({
      ...picked(row, 'id', 'elements', 'buyer', 'begins', 'ends', 'kind', 'severity', 'speaks_for'),
      ...picked(row, 'quality', 'known_from'),
    })),
    pairs: elements.sort().flatMap((element) => buyers.toSorted().map((buyer) => ({ element, buyer }))),
  };
}
