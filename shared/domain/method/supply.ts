/** Who supplies a nation with an element at a stage (section 2). */
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { isOwn } from './measure.ts';
import type { Parameters } from './parameters.ts';

export type StageInputs = Readonly<{
  /** Origin -> world share; only proportions matter. `OTH` is the unnamed rest. */
  world: Readonly<Record<CountryCode, number>>;
  /** Origin -> share of the buyer's imports. */
  imports?: Readonly<Record<CountryCode, number>> | null;
  /** Net imports over use, 0 ... 1. */
  import_reliance?: number | null;
  /** A reliance too old to be used: the domestic part is at most 1 minus it. */
  import_reliance_bound?: number | null;
}>;

/** Remainder of small origins: its goods are safe, only what they are made of can be stopped. */
export const REST = 'OTH';

export type Supply = Readonly<{
  share: ReadonlyMap<CountryCode, number>;
  home: number;
  recycled: number;
  /** Origin -> share of the world, the buyer's own among them. */
  world: ReadonlyMap<CountryCode, number>;
  /** The buyer's own output over its demand, at most 1. */
  made: number;
}>;

type Shares = readonly (readonly [CountryCode, number])[];

const positive = (shares: Readonly<Record<CountryCode, number>> | null | undefined): Shares =>
  Object.entries(shares ?? {})
    .filter(([, share]) => share > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Shares that sum to 1; empty of nothing. */
function normalised(entries: Shares): ReadonlyMap<CountryCode, number> {
  const sum = entries.reduce((total, [, share]) => total + share, 0);
  return new Map(sum > 0 ? entries.map(([origin, share]) => [origin, share / sum]) : []);
}

export const worldParts = ({ world }: StageInputs): ReadonlyMap<CountryCode, number> =>
  normalised(positive(world));

/** Part of need met at home, before recycling. `made`: own output over demand, at most 1. */
function homePart(
  { import_reliance, import_reliance_bound }: StageInputs,
  made: number,
  { half }: Parameters,
) {
  if (import_reliance == null) return Math.min(half, half * made, 1 - (import_reliance_bound ?? 0));
  return Math.min(1 - import_reliance, made) + half * Math.max(0, 1 - import_reliance - made);
}

export type SupplyOfBuyer = Readonly<{
  buyer: CountryCode;
  /** End-of-life recycling input rate; null unknown. */
  eol: number | null;
  demand_share: number;
}>;

/** Null when no foreign origin is known. */
export function supplyOf(
  inputs: StageInputs,
  stage: Stage,
  { buyer, eol, demand_share }: SupplyOfBuyer,
  parameters: Parameters,
): Supply | null {
  const { half, import_weight } = parameters;
  const world = worldParts(inputs);
  const foreign = (entries: Iterable<readonly [CountryCode, number]>) =>
    normalised([...entries].filter(([origin]) => !isOwn(buyer, origin)));
  const produced = foreign(world);
  const imported = foreign(positive(inputs.imports));
  const origins = [...new Set([...produced.keys(), ...imported.keys()])].sort();
  if (origins.length === 0) return null;
  const weight = imported.size === 0 ? 0 : produced.size === 0 ? 1 : import_weight;
  const own = [...world].reduce((sum, [origin, share]) => sum + (isOwn(buyer, origin) ? share : 0), 0);
  const made = Math.min(1, own / demand_share);
  const home = homePart(inputs, made, parameters);
  const recycled =
    stage === 'mine' ? 0 : Math.min(1, Math.max(0, half * (eol ?? parameters.default.recycling)));
  const share = new Map(
    origins.map((origin) => [
      origin,
      (1 - recycled) *
        (1 - home) *
        (weight * (imported.get(origin) ?? 0) + (1 - weight) * (produced.get(origin) ?? 0)),
    ]),
  );
  return { share, home: (1 - recycled) * home, recycled, world, made };
}
