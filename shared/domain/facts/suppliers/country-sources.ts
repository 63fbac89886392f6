/**
 * A country as a source: for each element and stage of which it makes much of the world, a supplier with the market of the country as its one
 * site. Ore that is separated elsewhere is delivered from there, so a land of mines is as risky as the way that its ore takes.
 */

import { domesticCodes } from '../../supply/effective-shares.ts';
import { defaultCoverDays } from '../../supply/loss.ts';
import { dayNumber } from '../../time/calendar.ts';
import { lookup } from '../../vocabulary/methodology.ts';
import type { CountryCode, CountrySource, Stage, SupplierInputs, SupplierSite } from '../../vocabulary/scoring-inputs.ts';
import { elementIds, type ReferenceIndex } from '../reference-index.ts';
import { coverByStage } from '../stage-cover.ts';
import { chainControls, chainGovernance, worldShares } from './chain-facts.ts';
import { marketSiteId, processorOf } from './shared-chain.ts';
import type { SupplierQuestion } from './supplier-inputs.ts';

/** Whose score, of which day, with which signals. */
export type CountryQuestion = Omit<SupplierQuestion, 'supplier'> & { readonly country: CountryCode };

/**
 * By element and then stage in byte order. Empty for a country inside the borders of the buyer, for one that makes little of everything, and with
 * methodologies that score no sources. `leastShare`: part of the world from which an element and stage speaks for a country.
 */
export function countrySources(allEditions: ReferenceIndex, question: CountryQuestion): readonly CountrySource[] {
  const { country, buyer, as_of, known_at = as_of } = question;
  const index = allEditions.asKnown(dayNumber(known_at));
  const { parameters, groups } = index.methodology;
  const { country_share_at_least: leastShare } = parameters;
  if (leastShare === undefined || domesticCodes(buyer, groups).includes(country)) return [];
  return elementIds(index.data).flatMap((element) =>
    index
      .stagesOf(element)
      .toSorted()
      .filter((stage) => worldShareOf(index, element, stage, country) >= leastShare)
      .map((stage): CountrySource => ({ element, stage, inputs: sourceInputs(element, stage, question, index) })),
  );
}

function worldShareOf(index: ReferenceIndex, element: string, stage: Stage, country: CountryCode): number {
  const rows = index.shares(element, stage);
  const world = rows.reduce((sum, { share }) => sum + share, 0);
  return (rows.find((row) => row.country === country)?.share ?? 0) / world;
}

function sourceInputs(
  element: string,
  stage: Stage,
  { country, buyer, as_of, known_at = as_of, horizon_days, signals }: CountryQuestion,
  index: ReferenceIndex,
): SupplierInputs {
  const { methodology } = index;
  const { parameters, groups } = methodology;
  const home = domesticCodes(buyer, groups);
  const elements = [element];
  const processor = processorOf({ stage, country, elements }, index);
  const sites = sitesOf(element, stage, country, processor === null || home.includes(processor) ? country : processor);
  const chain = Object.values(sites);
  // Ore that nobody is known to separate on the way is a good of the buyer, who then has the goods on their way besides.
  const isDeliveredAsOre = processor === null || home.includes(processor);
  const cover = coverByStage(index, element, buyer, [stage]);
  const stock = cover.days?.[stage] ?? cover.days?.default ?? null;
  const onTheWay = isDeliveredAsOre ? lookup(parameters.stage_pipeline_days, stage) : 0;
  const knownAt = dayNumber(known_at);
  return {
    buyer,
    as_of,
    known_at,
    horizon_days: horizon_days ?? parameters.horizon_days,
    sites,
    elements,
    cover_days: onTheWay > 0 ? (stock ?? defaultCoverDays(buyer, parameters)) + onTheWay : stock,
    cover_sigma: cover.sigmas[stage] ?? cover.sigmas.default ?? null,
    world_share: worldShares(chain, index).values,
    governance: chainGovernance(chain, index).values,
    signals,
    ...index.measuresKnown(null, knownAt),
    suspension_decisions: index.suspensionDecisions(knownAt),
    ...chainControls(chain, { buyer, as_of, known_at }, index).facts,
  };
}

/** The market of the country, or its ore in the plants of another that separate it. */
function sitesOf(element: string, stage: Stage, country: CountryCode, processor: CountryCode): Readonly<Record<string, SupplierSite>> {
  const source = { country, stage, elements: [element] };
  const id = marketSiteId(stage, country);
  if (processor === country) return { [id]: { ...source, weight: 1 } };
  const feeds = [{ site: id, element, share: 1 }];
  return {
    [id]: source,
    [marketSiteId('separation', processor)]: { country: processor, stage: 'separation', elements: [element], weight: 1, feeds },
  };
}
