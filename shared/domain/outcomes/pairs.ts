/** An element and a buyer: outcomes are known of such pairs. */
import type { FactsOnDay } from '../method/facts.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';

export interface Pair {
  readonly element: string;
  readonly buyer: CountryCode;
}

/** Elements with a market, each with every buyer, in byte order. */
export function pairsWithMarket({ data, stagesOf }: FactsOnDay, buyers: readonly CountryCode[]): readonly Pair[] {
  const elements = data.elements.map(({ symbol }) => symbol).filter((symbol) => stagesOf(symbol).length > 0);
  return elements.sort().flatMap((element) => [...buyers].sort().map((buyer) => ({ element, buyer })));
}
