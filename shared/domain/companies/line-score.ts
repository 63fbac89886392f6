/**
 * Both chances of an element of a line of a company, by its own stock and sources ("A company as
 * buyer" in docs/methodology.md).
 */
import type { Cause, TierFigures, Tiers } from '../method/causes.ts';
import {
  coverDays,
  type ElementInputs,
  type JudgedNeed,
  judgedNeed,
  networkOf,
  TODAY,
} from '../method/element.ts';
import { failure, listing, type OpenCause } from '../method/hazards.ts';
import type { Need } from '../method/need.ts';
import type { Parameters } from '../method/parameters.ts';
import { type Exposure, exposuresOf, type SupplierInputs, weightsOf } from '../method/supplier.ts';
import type { Network, Plant } from '../method/ways.ts';
import { entryOf } from '../numbers/memoized.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { joinedSources, type LineSource } from './lines.ts';

/** Days within which a line may stop; the last are those of every published score. */
export const HORIZONS: readonly number[] = [30, 90, 365];

export type LineElementInputs = Readonly<{
  /** The element for the company's country and end use, without a stock of its own. */
  nation: ElementInputs;
  /** Stage that is bought; null: not told. */
  stage: Stage | null;
  /** Own stock in days; null unknown. */
  cover_days: number | null;
  /** Days that are bought beside the stock, known or not. */
  more_days?: number;
  sources: readonly LineSource[];
  /** Suppliers among the sources, for the company's country and end use. */
  suppliers: Readonly<Record<string, SupplierInputs>>;
  /** Political stability of the countries among the sources; null unknown. */
  pv: Readonly<Record<CountryCode, number | null>>;
}>;

export type LineFigures = TierFigures &
  Readonly<{
    horizon: number;
    stage: Stage;
    causes: Tiers<readonly Cause[]>;
    /** The same chances of the nation at this stage, without own stock and sources. */
    nation: Readonly<{ score: number; scarce: number }>;
  }>;

export type LineElementScore = Readonly<{
  element: string;
  /** The stage that is bought: the one that was told, or the last that has a foreign origin. */
  bought: Stage;
  within: readonly LineFigures[];
  now: number;
  scarce_now: number;
  /** Days of stock, and whose they are. */
  cover: Readonly<{ days: number; basis: 'own' | 'nation' }>;
  /** Through what the supply can be lost, as shares of need. */
  exposures: readonly Exposure[];
  /**
   * Suppliers among the sources that deliver nothing of the element, as far as is known: the nation supplies
   * their part.
   */
  open_sources: readonly string[];
  /** Suppliers without a site at the stage: the countries of their sites supply their part. */
  country_sources: readonly string[];
}>;

/** An oxide is separated or refined, as the element has it. */
const PLACE: Readonly<Record<Stage, number>> = { mine: 0, separation: 1, refining: 1, metal: 2, magnet: 3 };

/** The stage of a line; null where none up to the one that is bought has a foreign origin. */
const stageOf = (told: Stage | null, network: Network): Stage | null =>
  network.stages.findLast((stage) => told === null || PLACE[stage] <= PLACE[told]) ?? null;

type Maker = Readonly<{
  id: string;
  newness: number;
  listed: boolean;
}>;

/** Who supplies a line: sources, and the nation for what they leave open. */
type Supplied = Readonly<{
  plants: readonly Plant[];
  makers: readonly Maker[];
  open: readonly string[];
  byCountry: readonly string[];
}>;

function suppliedBy(
  sources: readonly LineSource[],
  { nation, suppliers }: LineElementInputs,
  stage: Stage,
  network: Network,
): Supplied {
  const plants: Plant[] = [];
  const [makers, open, byCountry]: [Maker[], string[], string[]] = [[], [], []];
  let left = 1;
  for (const { supplier_id: id, country, share } of sources) {
    if (id === null) {
      if (country !== null) {
        plants.push(...network.fromCountry(country, stage, share));
        left -= share;
      }
      continue;
    }
    const supplier = suppliers[id];
    const makes =
      supplier === undefined || supplier.unscored !== null
        ? []
        : supplier.sites
            .filter(({ elements }) => elements.includes(nation.element))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
    if (supplier === undefined || makes.length === 0) {
      open.push(id);
      continue;
    }
    left -= share;
    const sites = makes.filter((site) => PLACE[site.stage] === PLACE[stage]);
    makers.push({
      id,
      newness: weightsOf(sites).mean(({ newness }) => newness),
      listed: supplier.listed,
    });
    const { partOf } = weightsOf(sites.length === 0 ? makes : sites);
    if (sites.length === 0) {
      byCountry.push(id);
      for (const [where, of] of Map.groupBy(makes, (site) => site.country)) {
        const part = of.reduce((sum, site) => sum + partOf(site), 0);
        plants.push(...network.fromCountry(where, stage, share * part, id));
      }
    }
    for (const site of sites)
      plants.push(network.site(site, supplier.sources ?? {}, share * partOf(site), id));
  }
  if (left > ROUNDING) plants.push(...network.nation(stage, left));
  return { plants, makers, open, byCountry };
}

const ROUNDING = 1e-9;

const nations = new WeakMap<ElementInputs, WeakMap<Parameters, Map<Stage, JudgedNeed>>>();

/** The nation's need is the same for every line and company of a country. */
function nationNeed(
  nation: ElementInputs,
  stage: Stage,
  network: Network,
  parameters: Parameters,
): JudgedNeed {
  const byParameters = entryOf(nations, nation, () => new WeakMap<Parameters, Map<Stage, JudgedNeed>>());
  const byStage = entryOf(byParameters, parameters, () => new Map<Stage, JudgedNeed>());
  return entryOf(byStage, stage, () => judgedNeed(nation, stage, network.nation(stage), network, parameters));
}

/** Scores an element of a line; null where no stage up to the one that is bought has a foreign origin. */
export function scoreLineElement(
  inputs: LineElementInputs,
  parameters: Parameters,
  horizons = HORIZONS,
): LineElementScore | null {
  const { nation, stage: told, cover_days, more_days = 0, pv, suppliers } = inputs;
  const network = networkOf(nation, parameters);
  const stage = stageOf(told, network);
  if (stage === null) return null;
  const { plants, makers, open, byCountry } = suppliedBy(
    joinedSources(inputs.sources),
    inputs,
    stage,
    network,
  );
  const own: ElementInputs = {
    ...nation,
    cover_days,
    more_days,
    pv: Object.assign({}, pv, ...Object.values(suppliers).map((supplier) => supplier.pv), nation.pv),
  };
  const more = (need: Need): readonly OpenCause[] =>
    makers.flatMap(({ id, newness, listed }) => [
      failure(
        `:${id}`,
        newness,
        need.ofPlants(({ supplier }) => Number(supplier === id)),
        need,
        parameters,
      ),
      ...(listed ? [listing(`:${id}`, (supplier) => supplier === id, need, parameters)] : []),
    ]);
  const judged = judgedNeed(own, stage, plants, network, parameters, more);
  const ofNation = nationNeed(nation, stage, network, parameters);
  const today = judged.chances(TODAY);
  return {
    element: nation.element,
    bought: stage,
    within: horizons.map((horizon): LineFigures => {
      const { tiers, ...figures } = judged.within(horizon);
      return { ...figures, horizon, stage, causes: tiers, nation: ofNation.chances(horizon) };
    }),
    now: today.score,
    scarce_now: today.scarce,
    cover: {
      days: coverDays(own, stage, parameters),
      basis: cover_days === null ? 'nation' : 'own',
    },
    exposures: exposuresOf(plants, nation.buyer),
    open_sources: open,
    country_sources: byCountry,
  };
}
