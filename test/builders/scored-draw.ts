import { withLearnedRenewal } from '#domain/measures/renewal-record.ts';
import { gamma, openStream, type SeedOf } from '#domain/numbers/random-stream.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { DrawnTable, InputDraw, InputLayout } from '#domain/uncertainty/input-draws.ts';
import { controlClassesOf, type DrawnParameters } from '#domain/vocabulary/drawn-parameters.ts';
import { type ControlClass, type Methodology, newControlEffectOf, type Parameters } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs, Governance, StageInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { HazardResult, ScoredStage } from '#domain/vocabulary/scoring-result.ts';

const DAY_MS = 86_400_000;

/**
 * Score of a draw the long way: the drawn values are written into the inputs, the drawn parameters into the methodology, and the whole
 * element is scored. Only the Gamma of the new-control rates, which no input can hold, is put on the hazards of the result.
 */
export function scoreOfDraw(
  inputs: ElementInputs,
  methodology: Methodology,
  layout: InputLayout,
  common: DrawnParameters,
  draw: InputDraw,
  seedOf: SeedOf,
): number {
  const drawn = drawnMethodology(methodology, inputs, common);
  const result = scoreElement(inputsOfDraw(inputs, methodology, layout, common, draw), withImputedRemainder(drawn, layout, draw));
  const scored = result.stages.filter((stage): stage is ScoredStage => stage.score !== null);
  const factor = (hazard: HazardResult): number => newControlFactor(hazard, inputs, drawn, draw.rateDraw, seedOf);
  const lambdas = scored.map(({ hazards }) => hazards.reduce((sum, hazard) => sum + hazard.Lambda * factor(hazard), 0));
  return 100 * (1 - Math.exp(-Math.max(...lambdas)));
}

function inputsOfDraw(
  inputs: ElementInputs,
  { parameters }: Methodology,
  layout: InputLayout,
  common: DrawnParameters,
  draw: InputDraw,
): ElementInputs {
  const tableOf = (table: DrawnTable, values: Float64Array): Record<string, number> =>
    Object.fromEntries(table.origins.map((origin, index) => [origin, values[table.offset + index] as number]));
  const stages: Record<string, StageInputs> = {};
  const cover: Record<string, number> = {};
  for (const { stage, inputs: stageInputs, world, imports } of layout.stages) {
    stages[stage] = {
      ...stageInputs,
      world: tableOf(world, draw.world),
      imports: imports === null ? null : tableOf(imports, draw.imports),
    };
    const stated = inputs.cover?.[stage] ?? inputs.cover?.default ?? null;
    const days = stated ?? parameters.cover_median_days[inputs.buyer] ?? parameters.cover_median_days.default ?? 0;
    cover[stage] = days * Math.exp((stated === null ? parameters.cover_sigma_default : (parameters.cover_sigma as number)) * draw.coverZ);
  }
  const governance = shockedGovernance(inputs.governance, common);
  for (const [index, origin] of layout.ungoverned.entries()) governance[origin] = { pv: draw.imputedGovernance[index] as number };
  const signals = Object.fromEntries(Object.entries(draw.signals).map(([name, x]) => [name, { x, age_days: 0 }]));
  return { ...inputs, stages, cover, governance, signals, eol_rir: draw.eolRir, si_sr: draw.siSr };
}

function shockedGovernance(table: ElementInputs['governance'], common: DrawnParameters): Record<string, Governance> {
  const shocked: Record<string, Governance> = {};
  for (const [origin, row] of Object.entries(table ?? {})) {
    if (row?.pv == null) continue;
    const shock = common.governanceShock * (row.pv_se ?? 0.22);
    shocked[origin] = { pv: row.pv + shock, wgi_mean: (row.wgi_mean ?? row.pv) + shock };
  }
  return shocked;
}

/** Score of one draw of a supplier, whose only drawn input is its cover; null when it cannot be scored. */
export function scoreOfSupplierDraw(
  inputs: SupplierInputs,
  methodology: Methodology,
  common: DrawnParameters,
  coverZ: number,
): number | null {
  const { parameters } = methodology;
  const days = inputs.cover_days ?? parameters.cover_median_days[inputs.buyer] ?? parameters.cover_median_days.default ?? 0;
  const sigma = inputs.cover_days == null ? parameters.cover_sigma_default : (parameters.cover_sigma as number);
  const cover = { cover_days: days * Math.exp(sigma * coverZ), governance: shockedGovernance(inputs.governance, common) };
  return scoreSupplier({ ...inputs, ...cover }, drawnMethodology(methodology, inputs, common)).score;
}

/** The remainder takes the imputed value whatever the inputs are, so its drawn value has to be put there. */
function withImputedRemainder(methodology: Methodology, layout: InputLayout, draw: InputDraw): Methodology {
  const index = layout.ungoverned.indexOf('OTH');
  if (index < 0) return methodology;
  const { parameters } = methodology;
  const value = draw.imputedGovernance[index] as number;
  return { ...methodology, parameters: { ...parameters, pv_missing: { ...parameters.pv_missing, value } } };
}

function newControlFactor(hazard: HazardResult, inputs: ElementInputs, { version, parameters }: Methodology, draw: number, seedOf: SeedOf) {
  if (hazard.kind !== 'new_control') return 1;
  const origin = hazard.id.slice('new_control:'.length);
  const origins = origin === 'OTH' ? parameters.other_origins : 1;
  const clockDays = (Date.parse(inputs.as_of) - Date.parse(parameters.new_control_clock_start)) / DAY_MS;
  const exposure = parameters.new_control_prior.beta + Math.max(0, clockDays) / parameters.year_days;
  const shape = (hazard.lambda_base * exposure) / (origins * newControlEffectOf('default', parameters).pi);
  if (shape === 0) return 0;
  return gamma(openStream(seedOf(`${version}|${inputs.element}|${inputs.buyer}|${draw}|rate:${origin}`)), shape) / shape;
}

/**
 * The methodology's parameters with one draw put in: what a scorer that knows nothing of sampling is given.
 * The factor of the instability rate also moves the clamp's ends, which is the factor on the clamped rate.
 */
function parametersOfDraw(parameters: Parameters, draw: DrawnParameters): Parameters {
  const { instability, facility } = parameters;
  const drawnClasses = controlClassesOf(parameters).map((name, index): [string, ControlClass] => [
    name,
    {
      ...(parameters.control_class[name] as ControlClass),
      rho: draw.classRho[index] as number,
      pi: draw.classPi[index] as number,
      median: draw.classMedianDays[index] as number,
    },
  ]);
  return {
    ...parameters,
    control_class: { ...parameters.control_class, ...Object.fromEntries(drawnClasses) },
    new_control_effect: {
      ...newControlEffectOf('default', parameters),
      rho: draw.newControlRho,
      pi: draw.newControlPi,
      median: draw.newControlMedianDays,
    },
    instability: {
      ...instability,
      rate0: instability.rate0 * draw.instabilityRateFactor,
      min: instability.min * draw.instabilityRateFactor,
      max: instability.max * draw.instabilityRateFactor,
      median: draw.instabilityMedianDays,
    },
    facility: { ...facility, rate: facility.rate * draw.facilityRateFactor, median: draw.facilityMedianDays },
    transit_rate: parameters.transit_rate * draw.transitRateFactor,
    transit_duration: { ...parameters.transit_duration, median: draw.transitMedianDays },
    ramp_all: parameters.ramp_all * draw.spareFactor,
    ramp_targeted: parameters.ramp_targeted * draw.spareFactor,
    substitution_weight: parameters.substitution_weight * draw.spareFactor,
    spare_floor: parameters.spare_floor * draw.spareFactor,
    renewal_suspension: draw.renewalSuspension,
  };
}

/**
 * The methodology under the parameters of a draw. The chance of renewal is drawn around the stated one; where it is learned, the draw moves
 * by the odds between what is learned up to the day and what is stated, and nothing is learned a second time.
 */
function drawnMethodology(
  methodology: Methodology,
  inputs: Pick<ElementInputs, 'as_of' | 'known_at' | 'suspension_decisions'>,
  common: DrawnParameters,
): Methodology {
  const { parameters } = methodology;
  const { renewal_prior: prior, ...drawn } = parametersOfDraw(parameters, common);
  if (prior === undefined) return { ...methodology, parameters: drawn };
  const day = dayNumber(inputs.as_of);
  const asOf = { day, knownAt: inputs.known_at == null ? day : dayNumber(inputs.known_at), horizonDays: 365 };
  const odds = (chance: number): number => chance / (1 - chance);
  const learned = withLearnedRenewal(parameters, inputs.suspension_decisions, asOf).renewal_suspension;
  const moved = (odds(drawn.renewal_suspension) * odds(learned)) / odds(parameters.renewal_suspension);
  return { ...methodology, parameters: { ...drawn, renewal_suspension: moved / (1 + moved) } };
}
