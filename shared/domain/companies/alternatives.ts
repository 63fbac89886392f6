/** Who else could deliver an element of a line. */
import { type NamedSupplier, shippedSupplier } from '../exposures/company-aliases.ts';
import { subjectMatcher } from '../exposures/match-subject.ts';
import { isOwn } from '../method/measure.ts';
import { REST } from '../method/supply.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { LineElementScore } from './line-score.ts';

/** A supplier as a catalogue lists it. */
export type ListedSupplier = NamedSupplier &
  Readonly<{
    /** Names on China's lists that it bears, or that a name of it is near. */
    listings?:
      | readonly Readonly<{ match: string; summary_code: string; summary_params: object }>[]
      | undefined;
    sites: readonly Readonly<{
      stage: string;
      elements: readonly string[];
      country: string;
      /** `yes`, `partial` or `no`; null is unknown. */
      operating: string | null;
      capacity_tonnes_per_year: number | null;
    }>[];
  }>;

export type AlternativeSupplier = Readonly<{
  supplier: string;
  name: string;
  score: number;
  /** Countries of the sites that could deliver, in byte order. */
  countries: readonly string[];
  /** Tonnes a year of these sites; null when of none it is known. */
  capacity_tonnes_per_year: number | null;
}>;

const MOST_ALTERNATIVES = 10;
/** A site of which it is unknown whether it runs is no alternative yet. */
const RUNNING: readonly (string | null)[] = ['yes', 'partial'];

const BY_NAME = { id: null, lei: null, duns: null, country: null, external_ids: {} };

/** Supply for which alternatives are wanted. */
export type Wanted = Readonly<{
  element: string;
  stage: string | null;
  /** The country that most of the supply comes from; null avoids none. */
  avoided: string | null;
  /** Suppliers that deliver already. */
  present: readonly Readonly<{ id: string; name: string }>[];
  /** Score of what there is now; null unknown. One that is no safer is no alternative. */
  score: number | null;
}>;

/**
 * Suppliers with a running site outside of a country that make an element at a stage, lowest score first, ten
 * at most. One without a score
 * delivers nothing to the buyer.
 */
export function alternativeSuppliers(
  { element, stage, avoided, present, score: now }: Wanted,
  listed: readonly ListedSupplier[],
  scoreOf: (supplier: string) => number | null,
): readonly AlternativeSupplier[] {
  const found = listed.flatMap(({ id, name, sites: all }): AlternativeSupplier[] => {
    const sites = all.filter(
      (site) =>
        site.stage === stage &&
        site.elements.includes(element) &&
        site.country !== avoided &&
        RUNNING.includes(site.operating),
    );
    if (sites.length === 0 || present.some((one) => one.id === id)) return [];
    const score = scoreOf(id);
    if (score === null || (now !== null && score >= now)) return [];
    const capacities = sites.flatMap((site) => site.capacity_tonnes_per_year ?? []);
    return [
      {
        supplier: id,
        name,
        score,
        countries: [...new Set(sites.map(({ country }) => country))].sort(),
        capacity_tonnes_per_year:
          capacities.length === 0 ? null : capacities.reduce((sum, tonnes) => sum + tonnes, 0),
      },
    ];
  });
  const safest = found
    .sort((left, right) => left.score - right.score)
    .slice(0, MOST_ALTERNATIVES + present.length);
  // One that is not listed may be one of them, stored under another id.
  const own = present.filter(({ id }) => listed.every((one) => one.id !== id));
  const ids = safest.map(({ supplier }) => supplier);
  const lookUp = subjectMatcher(listed.filter(({ id }) => ids.includes(id)).map(shippedSupplier));
  const same = own.map(({ name }) => lookUp({ ...BY_NAME, name }).match?.candidate.id);
  return safest.filter(({ supplier }) => !same.includes(supplier)).slice(0, MOST_ALTERNATIVES);
}

/**
 * What a line wants of an element: another supplier at the stage that it buys, away from the country through
 * which most can be lost.
 */
export function wantedBy(
  { element, bought, within, exposures }: LineElementScore,
  buyer: CountryCode,
  present: Wanted['present'],
): Wanted {
  const abroad = exposures.filter(({ country }) => country !== REST && !isOwn(buyer, country));
  const shares = [...Map.groupBy(abroad, ({ country }) => country)].map(
    ([country, of]) => ({ country, share: of.reduce((sum, { share }) => sum + share, 0) }) as const,
  );
  const most = shares.reduce<(typeof shares)[number] | null>(
    (top, one) => (top === null || one.share > top.share ? one : top),
    null,
  );
  return {
    ...{ element, stage: bought, avoided: most?.country ?? null },
    present,
    score: within.at(-1)?.score ?? null,
  };
}
