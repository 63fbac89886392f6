/** The part of a country's output of an element that its largest running plant makes, where the supplier register knows it. */
import { domesticCodes } from '../supply/effective-shares.ts';
import type { AmendmentParameters } from '../vocabulary/methodology.ts';
import type { CountryCode, IsoDate, Stage } from '../vocabulary/scoring-inputs.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { shareByTonnage } from './suppliers/supplier-output.ts';
import { registerOf } from './suppliers/supplier-register.ts';

/** The rule that sets how much of a country's output the register must know before its plants are used. */
export type PlantRule = NonNullable<AmendmentParameters['plants_from_register']>;

/** Country -> share of its largest plant on the day, at most 1. Countries of whose output the register knows too little are left out. */
function largestPlants(
  index: ReferenceIndex,
  { known_output_at_least: least }: PlantRule,
  element: string,
  stage: Stage,
  asOf: IsoDate,
  knownAt: IsoDate,
): Readonly<Record<CountryCode, number>> {
  const register = registerOf(index, asOf, knownAt);
  const known: Record<CountryCode, { readonly largest: number; readonly total: number }> = {};
  for (const site of register.makersOf(element, stage)) {
    if (!register.operationOf(site).runs) continue;
    const share = shareByTonnage(site, element, register, index);
    const { largest = 0, total = 0 } = known[site.country] ?? {};
    if (share !== null) known[site.country] = { largest: Math.min(1, Math.max(largest, share)), total: total + share };
  }
  const enough = Object.entries(known).filter(([, { total }]) => total >= least);
  return Object.fromEntries(enough.map(([country, { largest }]) => [country, largest]));
}

/**
 * Country -> share of its largest plant in the country's output, at most 1. Under the buyer's own code stands the largest plant of its
 * domestic output, which may be spread over the Union.
 */
export function plantShares(
  index: ReferenceIndex,
  rule: PlantRule,
  element: string,
  buyer: CountryCode,
  stage: Stage,
  asOf: IsoDate,
  knownAt: IsoDate,
): Readonly<Record<CountryCode, number>> {
  const largest = index.remembered(`plants|${element}|${stage}|${asOf}|${knownAt}`, () =>
    largestPlants(index, rule, element, stage, asOf, knownAt),
  );
  const home = domesticCodes(buyer, index.methodology.groups);
  const homeRows = index.shares(element, stage).filter(({ country }) => home.includes(country));
  const output = homeRows.reduce((sum, { share }) => sum + share, 0);
  const known = homeRows.flatMap(({ country, share }) => {
    const plant = largest[country];
    return plant === undefined ? [] : [(plant * share) / output];
  });
  const abroad = Object.fromEntries(Object.entries(largest).filter(([country]) => !home.includes(country)));
  if (known.length === 0) return abroad;
  return { ...abroad, [buyer]: Math.max(...known) };
}
