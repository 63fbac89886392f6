/**
 * Contributions of groups of inputs to the spread of a score: first-order and total-order Sobol indices, on the streams of the sampling.
 * Sample A is draws 0 ... N - 1, sample B draws N ... 2N - 1, so nothing new is drawn beside what the interval draws.
 */

import { openStream, type SeedOf } from '../numbers/random-stream.ts';
import { type SobolIndex, sobolIndices } from '../numbers/sobol-indices.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type { ElementInputs, SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import { type CommonDraws, commonDrawsFor } from './common-draws.ts';
import type { InputDraw, InputLayout } from './input-draws.ts';
import { elementSampler, type Sampler, type SupplierInputDraw, supplierSampler } from './samplers.ts';

/** Groups of parameters that all subjects share, with the parameters in each group. */
const COMMON_GROUPS = {
  control_binding: ['classPi', 'newControlPi'],
  control_severity: ['classRho', 'newControlRho'],
  durations: [
    'classMedianDays',
    'classLogMedian',
    'newControlMedianDays',
    'instabilityMedianDays',
    'facilityMedianDays',
    'transitMedianDays',
  ],
  event_rates: ['facilityRateFactor', 'instabilityRateFactor', 'transitRateFactor'],
  governance: ['governanceShock'],
  renewal: ['renewalSuspension'],
  spare: ['spareFactor'],
} as const satisfies Record<string, readonly (keyof DrawnParameters)[]>;

/** Groups of an element's own inputs. */
const ELEMENT_GROUPS = {
  cover: ['coverZ'],
  import_shares: ['imports'],
  missing_inputs: ['imputedGovernance', 'eolRir', 'siSr'],
  new_control_rates: ['rateDraw'],
  stale_signals: ['signals'],
  world_shares: ['world'],
} as const satisfies Record<string, readonly (keyof InputDraw)[]>;

type CommonGroup = keyof typeof COMMON_GROUPS;
type ElementGroup = keyof typeof ELEMENT_GROUPS;

/** A group of inputs that are learned together, so that "which should be known better" has an answer. */
type InputGroup = CommonGroup | ElementGroup;

export interface SensitivityOfGroup {
  readonly input: InputGroup;
  /** Part of the variance that goes when this group alone becomes known, with its 95 % interval. */
  readonly first_order: number;
  readonly first_order_low: number;
  readonly first_order_high: number;
  /** Part of the variance that stays when everything else becomes known, with its 95 % interval. */
  readonly total_order: number;
  readonly total_order_low: number;
  readonly total_order_high: number;
}

export interface SensitivityResult {
  /** `no_variance`: every draw gives the same score, so nothing drives it. */
  readonly status: 'ok' | 'no_variance' | 'insufficient_data';
  /** N: rows of each sample. */
  readonly samples: number;
  /** Points squared. */
  readonly variance: number | null;
  /** Largest total order first, ties in byte order. */
  readonly inputs: readonly SensitivityOfGroup[];
}

export interface SensitivityOptions {
  readonly seedOf: SeedOf;
  /** N; default 256. A score takes N (groups + 2) evaluations of 2 N draws. */
  readonly samples?: number;
  /** Draws that all subjects of a run share, at least 2 N; made anew when absent. */
  readonly commonDraws?: CommonDraws;
}

const DEFAULT_SAMPLES = 256;
const BOOTSTRAP_RESAMPLES = 200;
const TOP_DRIVERS = 3;

/** Sensitivity of an element's score; groups that its inputs do not draw are left out. */
export function sensitivity(inputs: ElementInputs, methodology: Methodology, options: SensitivityOptions): SensitivityResult {
  const sampler = elementSampler(inputs, methodology, options.seedOf);
  const groups = sampler === null ? [] : drawnElementGroups(sampler.layout);
  return analyse(
    sampler,
    mixersOf(groups, (own, other, group) => taking(own, other, ELEMENT_GROUPS[group])),
    methodology,
    options,
  );
}

/** Sensitivity of a supplier's score. */
export function supplierSensitivity(
  inputs: SupplierInputs,
  methodology: Methodology,
  options: SensitivityOptions & { readonly supplierId: string },
): SensitivityResult {
  const sampler = supplierSampler(inputs, options.supplierId, methodology, options.seedOf);
  const mixers = new Map(mixersOf(['cover'], (own: SupplierInputDraw, other: SupplierInputDraw) => ({ ...own, coverZ: other.coverZ })));
  // Nobody replaces what a supplier does not deliver.
  mixers.delete('spare');
  return analyse(sampler, mixers, methodology, options);
}

/** The groups with the largest total order, for a payload that has room for three. */
export function topDriversOfSpread({ inputs }: SensitivityResult): readonly SensitivityOfGroup[] {
  return inputs.slice(0, TOP_DRIVERS);
}

/** Groups that an element really draws: what is known exactly does not vary. */
function drawnElementGroups(layout: InputLayout): readonly ElementGroup[] {
  const imputes = layout.ungoverned.length > 0 || layout.eolRir === null || layout.siSr === null;
  const groups: ElementGroup[] = ['cover', 'new_control_rates', 'world_shares'];
  if (layout.importsLength > 0) groups.push('import_shares');
  if (imputes) groups.push('missing_inputs');
  if (layout.stale.length > 0) groups.push('stale_signals');
  return groups;
}

/** A draw of everything a subject depends on. */
interface WholeDraw<Own> {
  readonly common: DrawnParameters;
  readonly own: Own;
}

/** Row of A with a group taken from the row of B. */
type Mixer<Own> = (a: WholeDraw<Own>, b: WholeDraw<Own>) => WholeDraw<Own>;

function mixersOf<Own, Group extends ElementGroup>(
  customGroups: readonly Group[],
  mixCustom: (own: Own, other: Own, group: Group) => Own,
): ReadonlyMap<InputGroup, Mixer<Own>> {
  const mixers = new Map<InputGroup, Mixer<Own>>();
  for (const [group, fields] of Object.entries(COMMON_GROUPS)) {
    mixers.set(group as CommonGroup, (a, b) => ({ ...a, common: taking(a.common, b.common, fields) }));
  }
  for (const group of customGroups) mixers.set(group, (a, b) => ({ ...a, own: mixCustom(a.own, b.own, group) }));
  return mixers;
}

/** A copy of `draw` with some fields of `other`. */
function taking<Draw extends object>(draw: Draw, other: Draw, fields: readonly (keyof Draw)[]): Draw {
  const mixed = { ...draw };
  for (const field of fields) mixed[field] = other[field];
  return mixed;
}

function analyse<Own>(
  sampler: Sampler<Own> | null,
  mixers: ReadonlyMap<InputGroup, Mixer<Own>>,
  methodology: Methodology,
  options: SensitivityOptions,
): SensitivityResult {
  const samples = options.samples ?? DEFAULT_SAMPLES;
  const common = commonDrawsFor(methodology, 2 * samples, options);
  if (sampler === null) return { status: 'insufficient_data', samples, variance: null, inputs: [] };
  const draws = common.map((draw, index) => ({ common: draw, own: sampler.draw(index) }));
  const a = draws.slice(0, samples);
  const b = draws.slice(samples);
  const outputs = (rows: readonly WholeDraw<Own>[]): Float64Array => Float64Array.from(rows, (row) => sampler.score(row.common, row.own));
  const mixed = new Map(
    [...mixers].map(([group, mix]): [InputGroup, Float64Array] => [
      group,
      outputs(a.map((row, index) => mix(row, b[index] as WholeDraw<Own>))),
    ]),
  );
  const bootstrap = openStream(options.seedOf(`${sampler.text}|sensitivity`));
  const { variance, indices } = sobolIndices({ a: outputs(a), b: outputs(b), mixed }, bootstrap, BOOTSTRAP_RESAMPLES);
  if (indices === null) return { status: 'no_variance', samples, variance, inputs: [] };
  return { status: 'ok', samples, variance, inputs: [...indices].map(([input, index]) => describe(input, index)).sort(byTotalOrder) };
}

function describe(input: InputGroup, { first, total }: SobolIndex): SensitivityOfGroup {
  return {
    input,
    first_order: first.estimate,
    first_order_low: first.low,
    first_order_high: first.high,
    total_order: total.estimate,
    total_order_low: total.low,
    total_order_high: total.high,
  };
}

function byTotalOrder(left: SensitivityOfGroup, right: SensitivityOfGroup): number {
  return right.total_order - left.total_order || (left.input < right.input ? -1 : 1);
}
