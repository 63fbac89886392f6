/**
 * Who supplies a buyer with an element at a stage, what a stop takes, and how long the cover lasts (section
 * 2).
 */
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { isOwn } from './measure.ts';
import type { Parameters } from './parameters.ts';

/** Facts of one stage. Absent and null both mean unknown. */
export interface StageInputs {
  /** Origin -> world share; only proportions matter. `OTH` is the unnamed rest. */
  readonly world: Readonly<Record<CountryCode, number>>;
  /** Origin -> share of the buyer's imports. */
  readonly imports?: Readonly<Record<CountryCode, number>> | null;
  /** Net imports over use, 0 ... 1. */
  readonly import_reliance?: number | null;
  /** A reliance too old to be used: the domestic part is at most 1 minus it. */
  readonly import_reliance_bound?: number | null;
}

/** Remainder of small origins; it has no hazards of its own. */
export const REST = 'OTH';

/** Supply of a stage to a buyer, as shares of need. */
export interface Supply {
  /** Foreign origin -> share of need, in byte order. */
  readonly share: ReadonlyMap<CountryCode, number>;
  /** Sum of the shares. */
  readonly total: number;
  /** Origin -> share of the world, the buyer's own among them. */
  readonly world: ReadonlyMap<CountryCode, number>;
  /** Part of need made at home, and by recycling. */
  readonly domestic: number;
  readonly recycled: number;
}

const positive = (
  shares: Readonly<Record<CountryCode, number>> | null | undefined,
): readonly (readonly [CountryCode, number])[] =>
  Object.entries(shares ?? {})
    .filter(([, share]) => share > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Shares that sum to 1; empty of nothing. */
function normalised(entries: readonly (readonly [CountryCode, number])[]): ReadonlyMap<CountryCode, number> {
  const sum = entries.reduce((total, [, share]) => total + share, 0);
  return new Map(sum > 0 ? entries.map(([origin, share]) => [origin, share / sum]) : []);
}

/** Part of need that is met at home. */
function domesticPart(
  { import_reliance, import_reliance_bound }: StageInputs,
  own: number,
  { half }: Parameters,
): number {
  if (import_reliance == null) return Math.min(half, half * own, 1 - (import_reliance_bound ?? 0));
  return Math.min(1 - import_reliance, own) + half * Math.max(0, 1 - import_reliance - own);
}

/**
 * The supply of a stage, null when no foreign origin is known. `recycling`: end-of-life recycling input rate,
 * null unknown.
 */
export function supplyOf(
  inputs: StageInputs,
  {
    stage,
    buyer,
    recycling,
    demandShare,
  }: {
    readonly stage: Stage;
    readonly buyer: CountryCode;
    readonly recycling: number | null;
    readonly demandShare: number;
  },
  parameters: Parameters,
): Supply | null {
  const { half } = parameters;
  const world = normalised(positive(inputs.world));
  const foreign = (entries: Iterable<readonly [CountryCode, number]>) =>
    normalised([...entries].filter(([origin]) => !isOwn(buyer, origin)));
  const produced = foreign(world);
  const imported = foreign(positive(inputs.imports));
  const origins = [...new Set([...produced.keys(), ...imported.keys()])].sort();
  if (origins.length === 0) return null;
  const weight = imported.size === 0 ? 0 : produced.size === 0 ? 1 : half;
  const made = [...world].reduce((sum, [origin, share]) => sum + (isOwn(buyer, origin) ? share : 0), 0);
  const domestic = domesticPart(inputs, Math.min(1, made / demandShare), parameters);
  const recycled =
    stage === 'mine' ? 0 : Math.min(1, Math.max(0, half * (recycling ?? parameters.default.recycling)));
  const share = new Map(
    origins.map((origin) => [
      origin,
      (1 - recycled) *
        (1 - domestic) *
        (weight * (imported.get(origin) ?? 0) + (1 - weight) * (produced.get(origin) ?? 0)),
    ]),
  );
  const total = [...share.values()].reduce((sum, value) => sum + value, 0);
  return { share, total, world, domestic, recycled };
}

/** How the same stop falls out for lenient, middle and hard luck, each a third: factors on depth. */
export const luckFactors = ({ luck }: Parameters): readonly [number, number, number] => [
  1 - luck,
  1,
  1 + luck / 2,
];

/** Three cases of equal weight: lenient, middle, hard. */
export type Cases = readonly [number, number, number];

/**
 * Share of need that a stop of a depth takes from an origin, in the three cases, less what is met by saving.
 */
export function lossesOf(share: number, depth: number, parameters: Parameters): Cases {
  const of = (factor: number): number => Math.max(0, share * Math.min(1, depth * factor) - parameters.thrift);
  const [lenient, middle, hard] = luckFactors(parameters);
  return [of(lenient), of(middle), of(hard)];
}

/** Never: a stop that the cover outlasts. */
export const NEVER = 1e9;

/**
 * Time to survive: days until the summed deficit of a stop of `loss` (share of need) reaches `cover` days,
 * while spare supply grows in a
 * line from nothing to `spare` over `ramp` days. NEVER when it does not. The root is written so that it also
 * holds for no spare at all.
 */
export function timeToSurvive(loss: number, cover: number, spare: number, ramp: number): number {
  if (loss === 0) return NEVER;
  const q = loss * loss - (2 * spare * cover) / ramp;
  if (q >= 0) {
    const days = (2 * cover) / (loss + Math.sqrt(q));
    if (days <= ramp) return days;
  }
  if (loss <= spare) return NEVER;
  return Math.max(ramp, ramp + (cover - (loss * ramp - (spare * ramp) / 2)) / (loss - spare));
}
