/**
 * The numbers of the method. They are data (`shared/reference/methodology.json`, one row a number with range,
 * basis and source); code reads
 * them from here and holds none of its own. Section numbers are those of docs/methodology.md.
 */
import type { ControlKind } from './measure.ts';

/** A number of the method with where it comes from. */
export interface ParameterRow {
  /** Dotted path, for example `depth.ban`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Values that an expert might also have chosen, in words or numbers; null for definitions. */
  readonly range: string | null;
  readonly basis: 'fitted' | 'published' | 'expert' | 'definition';
  readonly source: string;
  /** Section of the specification that uses it. */
  readonly section: string;
}

/** The published method: its version, its numbers and what it cannot know. */
export interface MethodologyDocument {
  readonly version: string;
  readonly title: string;
  readonly parameters: readonly ParameterRow[];
  readonly limitations: readonly string[];
}

/** The document of the method with its hash. */
export interface PinnedMethodology {
  readonly document: MethodologyDocument;
  readonly sha256: string;
}

/** All numbers of the method by name; rates a year, times in days, shares and chances between 0 and 1. */
export interface Parameters {
  /** Days that a score looks ahead. */
  readonly horizon: number;
  /** Chance that a control stops the flow when it takes effect. */
  readonly first: number;
  /** Part of the flow that a control of a kind takes away. */
  readonly depth: Readonly<Record<ControlKind, number>>;
  /** Rate at which a stopped flow is licensed again. */
  readonly release: { readonly feed: number; readonly finished: number };
  /** Rate at which a licensed flow is stopped again. */
  readonly relapse: number;
  /** Factor between hard, middle and lenient regimes. */
  readonly kind: number;
  /** Spread of what one destination gets. */
  readonly luck: number;
  /** Weight of one trade reading, and the days between two that count as separate. */
  readonly reading: { readonly odds: number; readonly quarter: number };
  /**
   * Months before a control that trade is compared with, the fewest that must be known, those of notice that
   * are left out; the line of a reading, and the width of its interval in deviations.
   */
  readonly trade: {
    readonly before: number;
    readonly least: number;
    readonly notice: number;
    readonly line: number;
    readonly z: number;
  };
  /** Chance that an announced control takes effect. */
  readonly announced: number;
  /** Chance that a suspension is renewed. */
  readonly renewed: number;
  /** Share by which counts what is only partly there. */
  readonly half: number;
  /** Loss that is met by saving, share of need. */
  readonly thrift: number;
  /** Part of the other origins' supply that can be added, and the days until it is. */
  readonly spare: number;
  readonly ramp: number;
  /** Days of ore under way and in heaps. */
  readonly transit: number;
  readonly new_control: {
    /** Prior rate, its weight in element-years, and the half-life of an announcement in years. */
    readonly rate: number;
    readonly weight: number;
    readonly half_life: number;
    /** Rate of every origin but China. */
    readonly rest: number;
  };
  readonly disruption: { readonly rate: number; readonly slope: number; readonly days: number };
  readonly crisis: Readonly<Record<Theatre, number>>;
  /** Chance that a crisis of a theatre stops the trade of a buyer; `other` for buyers without a number. */
  readonly reach: Readonly<Record<Theatre, Readonly<Record<string, number>>>>;
  readonly pressure: {
    readonly weight: number;
    readonly power: number;
    /** Days of a window, days of history, fewest weeks of history. */
    readonly window: number;
    readonly history: number;
    readonly least_weeks: number;
    readonly least_days: number;
  };
  /** Spreads of what is not known: of cover, of rates and spare, of release and relapse. */
  readonly sd: { readonly cover: number; readonly level: number; readonly speed: number };
  readonly supplier: {
    /**
     * Least part of deliveries whose loss counts, days of cover, yearly failure of a new plant, days a plant
     * is new.
     */
    readonly material: number;
    readonly cover: number;
    readonly ramp_up: number;
    readonly new_days: number;
  };
  /** Values that stand in for a missing row. */
  readonly default: {
    readonly cover: number;
    readonly commercial_stock: number;
    readonly national_stock_part: number;
    readonly recycling: number;
    readonly demand_share: number;
    readonly reliance_years: number;
  };
}

/** Where a security crisis can begin. */
export const THEATRES = ['senkaku', 'taiwan'] as const;
export type Theatre = (typeof THEATRES)[number];

type Tree = { [key: string]: Tree | number };

/** The numbers of a published method by name. RangeError when one is named twice or is no finite number. */
export function parametersOf({ version, parameters }: MethodologyDocument): Parameters {
  const root: Tree = {};
  for (const { name, value } of parameters) {
    if (!Number.isFinite(value)) throw new RangeError(`methodology ${version}: ${name} is no finite number`);
    const path = name.split('.');
    const last = path.pop() as string;
    let at = root;
    for (const key of path) {
      const branch = (at[key] as Tree | undefined) ?? {};
      at[key] = branch;
      at = branch;
    }
    if (last in at) throw new RangeError(`methodology ${version} names ${name} twice`);
    at[last] = value;
  }
  return root as unknown as Parameters;
}
