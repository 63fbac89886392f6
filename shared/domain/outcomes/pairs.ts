/** An element and a buyer: outcomes are known of such pairs. */
import type { ReferenceIndex } from '../facts/reference-index.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';

export interface Pair {
  readonly element: string;
  readonly buyer: CountryCode;
}

/** Elements with a market, each with every buyer, in byte order. */
export function pairsWithMarket(index: ReferenceIndex, buyers: readonly CountryCode[]): readonly Pair[] {
  const elements = index.data.elements.map(({ symbol }) => symbol).filter((symbol) => index.stagesOf(symbol).length > 0);
  return elements.sort().flatMap((element) => [...buyers].sort().map((buyer) => ({ element, buyer })));
}
