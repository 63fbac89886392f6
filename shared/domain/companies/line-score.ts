/**
 * The chance that a company runs short of an element of a line, by its own stock and sources ("A company as
 * buyer" in docs/methodology.md).
 */
import { type Cause, combine, type ScoreFigures } from '../method/causes.ts';
import { buffersOf, coverDays, type ElementInputs, scoreElement } from '../method/element.ts';
import { isOwn } from '../method/measure.ts';
import { NODES } from '../method/nodes.ts';
import type { Parameters } from '../method/parameters.ts';
import { certainStop, NONE } from '../method/stop-chance.ts';
import {
  chineseFeed,
  type Deliveries,
  type DeliveringSite,
  type Exposure,
  exposureCauses,
  exposuresOf,
  failureOf,
  merged,
  type SuppliedElement,
  type SupplierInputs,
} from '../method/supplier.ts';
import { type Supply, supplyOf } from '../method/supply.ts';
import { entryOf } from '../numbers/memoized.ts';
import { type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import { causesById, effective } from './joint.ts';
import { joinedSources, type LineSource } from './lines.ts';

/** Days within which a line may stop; the last are those of every published score. */
export const HORIZONS: readonly number[] = [30, 90, 365];

/** Everything that the figures of an element of a line depend on, beside the numbers of the method. */
export interface LineElementInputs {
  /** The element for the company's country and end use, without a stock of its own. */
  readonly nation: ElementInputs;
  /**
   * What reaches the element anywhere, not the nation alone; null where no supplier is known, to whom it
   * could matter.
   */
  readonly facts: Pick<SuppliedElement, 'measures' | 'readings'> | null;
  /** Last stage that is bought; null: not told. */
  readonly stage: Stage | null;
  /** Own stock in days; null unknown. */
  readonly cover_days: number | null;
  /** Days that are bought beside the stock, known or not. */
  readonly more_days?: number;
  readonly sources: readonly LineSource[];
  /** Suppliers among the sources, for the company's country and end use. */
  readonly suppliers: Readonly<Record<string, SupplierInputs>>;
  /** Political stability of the countries among the sources; null unknown. */
  readonly pv: Readonly<Record<CountryCode, number | null>>;
}

/** Figures within a horizon: those of the worst stage, with the most days short of any. */
export interface LineFigures extends ScoreFigures {
  readonly horizon: number;
  readonly stage: Stage;
  /** What may stop the line at any stage. */
  readonly causes: readonly Cause[];
  /**
   * Chance at these stages without own stock and sources, percent. Over 365 days, for civil use and of all
   * stages, the published score.
   */
  readonly nation: number;
}

/** Figures of an element of a line. */
export interface LineElementScore {
  readonly element: string;
  /** Stage of which the sources speak: the last one that is bought, the worst where none was told. */
  readonly bought: Stage;
  /** One for each horizon, the shortest first. */
  readonly within: readonly LineFigures[];
  /** Days of stock at the worst stage of the longest horizon, and whose they are. */
  readonly cover: { readonly days: number; readonly basis: 'own' | 'nation' };
  /** Through what the supply of that stage can be lost, as shares of need. */
  readonly exposures: readonly Exposure[];
  /**
   * Suppliers among the sources that deliver nothing of the element, as far as is known: the nation supplies
   * their part.
   */
  readonly open_sources: readonly string[];
}

/** A supplier's part of the need, and the sites that make it. */
interface SupplierPart {
  readonly id: string;
  readonly share: number;
  readonly sites: readonly DeliveringSite[];
  readonly listed: boolean;
  /** Shares of need. */
  readonly named: readonly Exposure[];
  readonly unnamed: readonly Exposure[];
}

/** Who supplies a stage: suppliers, countries, and the nation for what these leave open. */
interface SuppliedStage {
  readonly stage: Stage;
  readonly supply: Supply;
  readonly suppliers: readonly SupplierPart[];
  /** Through countries and the nation, as shares of need. */
  readonly direct: readonly Exposure[];
}

/** Scores an element of a line; null where no stage up to the one that is bought has a foreign origin. */
export function scoreLineElement(
  inputs: LineElementInputs,
  parameters: Parameters,
  horizons = HORIZONS,
): LineElementScore | null {
  const { nation, stage: told, cover_days, more_days = 0 } = inputs;
  const sources = joinedSources(inputs.sources);
  const ofNation = nationScore(nation, parameters.horizon, parameters);
  if (ofNation === null) return null;
  const suppliers = sources.flatMap((source) => supplierPart(source, inputs) ?? []);
  const countries = sources.flatMap(({ country, share }) => (country === null ? [] : [{ country, share }]));
  const stated = suppliers.length + countries.length > 0;
  const supplied = suppliesUpTo(told ?? (stated ? ofNation.stage : 'magnet'), nation, parameters);
  const last = supplied.at(-1)?.stage;
  if (last === undefined) return null;
  const judged = supplied
    .flatMap(
      (at) =>
        suppliedStage(at, suppliers, at.stage === last ? countries : [], at.stage === last, nation) ?? [],
    )
    .sort((a, b) => (a.stage < b.stage ? -1 : 1));
  const within = horizons.map((horizon): LineFigures => {
    const figures = judged.map((stage) => figuresAt(stage, horizon, inputs, parameters));
    const worst = figures.reduce((most, at) => (at.score >= most.score ? at : most));
    const without = nationScore(nation, horizon, parameters)?.stages;
    const expected_days = Math.max(...figures.map((at) => at.expected_days));
    const all = figures.flatMap((at) => effective(at.causes));
    // The same cause is one event at all stages.
    const causes = causesById(all, horizon, () => 0);
    return {
      ...worst,
      expected_days,
      causes,
      nation: Math.max(...supplied.map(({ stage }) => without?.[stage] ?? 0)),
    };
  });
  const { stage } = within.at(-1) as LineFigures;
  const { direct } = judged.find((at) => at.stage === stage) as SuppliedStage;
  return {
    element: nation.element,
    bought: told === null && !stated ? stage : last,
    within,
    cover: {
      days: more_days + coverDays({ ...nation, cover_days }, stage, parameters),
      basis: cover_days === null ? 'nation' : 'own',
    },
    exposures: merged([...direct, ...suppliers.flatMap(({ named, unnamed }) => [...named, ...unnamed])]),
    open_sources: sources.flatMap(({ supplier_id: id }) =>
      id === null || suppliers.some((part) => part.id === id) ? [] : [id],
    ),
  };
}

const nationScores = new WeakMap<
  ElementInputs,
  WeakMap<Parameters, Map<number, ReturnType<typeof scoreElement>>>
>();

/** The nation's score is the same for every line and company of a country. */
function nationScore(
  nation: ElementInputs,
  horizon: number,
  parameters: Parameters,
): ReturnType<typeof scoreElement> {
  const kept = entryOf(nationScores, nation, () => new WeakMap());
  const byHorizon = entryOf(kept, parameters, () => new Map());
  return entryOf(byHorizon, horizon, () => scoreElement(nation, parameters, horizon));
}

/** A supplier's part of the need; null where it is not known to deliver the element. */
function supplierPart(
  { supplier_id: id, share }: LineSource,
  { nation, suppliers }: LineElementInputs,
): SupplierPart | null {
  const supplier = id === null ? undefined : suppliers[id];
  if (id === null || supplier === undefined || supplier.unscored !== null) return null;
  const sites = supplier.sites.filter(({ elements }) => elements.includes(nation.element));
  if (sites.length === 0) return null;
  const { named, unnamed } = exposuresOf(supplier, nation.element);
  const ofNeed = (exposure: Exposure): Exposure => ({
    ...exposure,
    share: share * exposure.share,
    ...(exposure.role === 'site' ? { supplier: id } : {}),
  });
  return {
    id,
    share,
    sites,
    listed: supplier.listed,
    named: named.map(ofNeed),
    unnamed: unnamed.map(ofNeed),
  };
}

/** Shares may miss a whole by rounding. */
const ROUNDING = 1e-9;

/** An oxide is separated or refined, as the element has it. */
const PLACE: Readonly<Record<Stage, number>> = { mine: 0, separation: 1, refining: 1, metal: 2, magnet: 3 };

type Supplied = Pick<SuppliedStage, 'stage' | 'supply'>;

/** The nation's supply at each stage with a foreign origin, in processing order. */
const suppliesUpTo = (
  last: Stage,
  { stages, buyer, eol, demand_share }: ElementInputs,
  parameters: Parameters,
): readonly Supplied[] =>
  STAGES.flatMap((stage) => {
    const of = PLACE[stage] <= PLACE[last] ? stages[stage] : undefined;
    const supply =
      of && supplyOf(of, { stage, buyer, recycling: eol, demandShare: demand_share }, parameters);
    return supply ? [{ stage, supply }] : [];
  });

/**
 * A stage with its sources; null of a stage before the last where suppliers leave nothing open: what feeds
 * them is judged with them.
 */
function suppliedStage(
  { stage, supply }: Supplied,
  suppliers: readonly SupplierPart[],
  countries: readonly { readonly country: CountryCode; readonly share: number }[],
  isLast: boolean,
  { buyer }: ElementInputs,
): SuppliedStage | null {
  const open = [...suppliers, ...countries].reduce((rest, { share }) => rest - share, 1);
  if (!isLast && open < ROUNDING) return null;
  const direct = [
    ...countries
      .filter(({ country }) => !isOwn(buyer, country))
      .map(({ country, share }) => [country, share] as const),
    ...[...supply.share].map(([origin, share]) => [origin, Math.max(0, open) * share] as const),
  ].map(([country, share]): Exposure => ({ country, stage, role: 'site', share, destination: buyer }));
  return { stage, supply, suppliers, direct: direct.filter(({ share }) => share > 0) };
}

/** Is feed that no link names unsafe at a node? The same nodes for all, so that one world holds at each. */
const isUnsafe = (node: number, half: number): boolean =>
  Math.floor((node + 1) * half) > Math.floor(node * half);

function figuresAt(
  { stage, supply, suppliers, direct }: SuppliedStage,
  horizon: number,
  { nation, facts, cover_days, more_days = 0, pv, suppliers: known }: LineElementInputs,
  parameters: Parameters,
): Omit<LineFigures, 'nation'> {
  const total = [...suppliers, ...direct].reduce((sum, { share }) => sum + share, 0);
  const deliveries: Deliveries = {
    element: nation.element,
    facts: {
      ...(facts ?? nation),
      stops: nation.stops ?? [],
      largest_share: sharesOfWorld(supply, nation),
      feed_mix: null,
    },
    inputs: {
      ...nation,
      pv: Object.assign({}, pv, nation.pv, ...Object.values(known).map((supplier) => supplier.pv)),
    },
    parameters,
    judgement: {
      horizon,
      lossOf: (taken) => Math.max(0, taken - parameters.thrift),
      buffer: buffersOf({ ...nation, cover_days, more_days }, stage, total, horizon, parameters),
    },
  };
  const causesIn = (exposuresIn: (part: SupplierPart) => readonly Exposure[]): readonly Cause[] => [
    ...exposureCauses(merged([...direct, ...suppliers.flatMap(exposuresIn)]), deliveries),
    ...suppliers.flatMap((part) => ownCauses(part, exposuresIn(part), deliveries)),
  ];
  const safe = causesIn(({ named }) => named);
  const causes = suppliers.every(({ unnamed }) => unnamed.length === 0)
    ? safe
    : inEitherWorld(
        safe,
        causesIn(({ named, unnamed }) => [...named, ...unnamed]),
        parameters,
      );
  return { ...combine(causes, horizon), horizon, stage, causes };
}

/**
 * What an origin makes of the world at the stage where it supplies the nation there, else the largest over
 * the stages.
 */
function sharesOfWorld(
  { share, world }: Supply,
  { stages }: ElementInputs,
): Readonly<Record<CountryCode, number>> {
  const shares: Record<CountryCode, number> = {};
  for (const of of Object.values(stages)) {
    const total = Object.values(of.world).reduce((sum, part) => sum + part, 0);
    for (const [origin, part] of Object.entries(of.world))
      shares[origin] = Math.max(shares[origin] ?? 0, part / total);
  }
  return Object.assign(
    shares,
    Object.fromEntries([...share.keys()].map((origin) => [origin, world.get(origin) ?? 0])),
  );
}

/** What stops a supplier itself: its plants, and a listing by China. */
function ownCauses(
  { id, share, sites, listed }: SupplierPart,
  exposures: readonly Exposure[],
  deliveries: Deliveries,
): readonly Cause[] {
  const { parameters, judgement } = deliveries;
  const failure = failureOf(sites, share, deliveries);
  const feed = chineseFeed(exposures);
  const lost = judgement.lossOf(parameters.depth.ban * feed);
  const own = [{ ...failure, id: `${failure.id}:${id}` }];
  if (!listed || lost === 0) return own;
  const stop = certainStop(lost, judgement.horizon, judgement.buffer(feed), parameters);
  const inPart = (values: Float64Array): Float64Array => values.map((value) => parameters.first * value);
  return [
    ...own,
    { id: `listing:${id}`, part: 'state', chance: inPart(stop.chance), days: inPart(stop.days) },
  ];
}

/** Causes of two worlds, of which each holds at its own nodes. */
function inEitherWorld(
  safe: readonly Cause[],
  unsafe: readonly Cause[],
  { half }: Parameters,
): readonly Cause[] {
  const byId = Map.groupBy([...safe, ...unsafe], ({ id }) => id);
  const inSafe = new Set(safe);
  const nodes = Array.from({ length: NODES }, (_, node) => isUnsafe(node, half));
  return [...byId.values()].map(([one, other]): Cause => {
    const first = one as Cause;
    if (first.chance === other?.chance) return first;
    const [low, high] = inSafe.has(first) ? [first, other ?? NONE] : [NONE, first];
    const at = (of: 'chance' | 'days'): Float64Array => {
      const [a, b] = [low[of], high[of]];
      return a.map((value, node) => (nodes[node] === true ? (b[node] as number) : value));
    };
    return { id: first.id, part: first.part, chance: at('chance'), days: at('days') };
  });
}
