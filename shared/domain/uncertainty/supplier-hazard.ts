/**
 * Section 8 of the scoring specification for one draw of a supplier: the sum of its hazards. Same numbers as scoring the drawn inputs with
 * the drawn parameters.
 */

import { newControlShape } from '../hazards/new-control.ts';
import { instabilityRate } from '../hazards/origin-instability.ts';
import type { GovernanceValues } from '../supply/governance.ts';
import type { CommonDraw } from './common-draws.ts';
import { type ControlledFlow, controlHazard, drawnBinding, lambdaOfControl } from './control-hazard.ts';
import { type DrawnBuffer, probabilityToOutlast } from './drawn-buffer.ts';
import { drawnGovernance } from './drawn-governance.ts';
import type { BorderPlan, HostPlan, SupplierPlan } from './supplier-plan.ts';

/** What all hazards of a draw need. */
interface Draw {
  readonly plan: SupplierPlan;
  readonly common: CommonDraw;
  readonly coverDays: number;
}

/** Cumulative hazard of a supplier in one draw; `coverZ` standard normal. */
export function supplierLambda(plan: SupplierPlan, common: CommonDraw, coverZ: number): number {
  const { parameters } = plan;
  const coverDays = Math.max(plan.coverDays * Math.exp(plan.coverSigma * coverZ), parameters.cover_floor_days);
  const draw: Draw = { plan, common, coverDays };
  let lambda = transitHazard(draw) + listingHazard(draw) + contentHazard(draw);
  for (const host of plan.hosts) lambda += unrestHazard(host, draw);
  for (const border of plan.borders) lambda += borderControlHazard(border, draw) + newControlHazard(border, draw);
  for (const reach of plan.siteReaches) lambda += outageHazard(reach, draw);
  return lambda;
}

function rated(rate: number, reach: number, medianDays: number, sigma: number, { plan, coverDays }: Draw): number {
  return rate * plan.horizonYears * probabilityToOutlast(reach, medianDays, sigma, coverDays);
}

function governanceInDraw({ governance }: HostPlan, { plan, common }: Draw): GovernanceValues {
  if (governance !== null) return drawnGovernance(governance, common.governanceShock);
  const imputed = plan.parameters.pv_missing.value;
  return { politicalStability: imputed, wgiMean: imputed };
}

function unrestHazard(host: HostPlan, draw: Draw): number {
  const { parameters } = draw.plan;
  const rate = draw.common.instabilityRateFactor * instabilityRate(governanceInDraw(host, draw), parameters);
  return rated(rate, host.unrestReach, draw.common.instabilityMedianDays, parameters.instability.sigma, draw);
}

function newControlHazard(border: BorderPlan, draw: Draw): number {
  const { plan, common } = draw;
  const { parameters } = plan;
  const shape = newControlShape(border.worldShare, governanceInDraw(border, draw), border.events, parameters);
  const rate = (common.newControlPi * shape * border.tilt) / (parameters.new_control_prior.beta + plan.clockYears);
  const { sigma } = parameters.new_control_effect;
  return rated(rate, border.reachOf(common.newControlRho), common.newControlMedianDays, sigma, draw);
}

function outageHazard(reach: number, draw: Draw): number {
  const { facility } = draw.plan.parameters;
  return rated(facility.rate * draw.common.facilityRateFactor, reach, draw.common.facilityMedianDays, facility.sigma, draw);
}

function transitHazard(draw: Draw): number {
  const { plan, common } = draw;
  const { transit_rate: centralRate, transit_duration: duration } = plan.parameters;
  const rate = centralRate * common.transitRateFactor * plan.transitTilt;
  return rated(rate, plan.transitReach, common.transitMedianDays, duration.sigma, draw);
}

/** The element and stage of the country's sites where its measures bite most; nobody replaces what the supplier does not deliver. */
function borderControlHazard({ controls }: BorderPlan, { plan, common, coverDays }: Draw): number {
  const buffer: DrawnBuffer = { coverDays, rampAll: 0, rampTargeted: 0, substitution: 0, spareFloor: 0 };
  let largest = 0;
  for (const { reach, plan: control } of controls)
    largest = Math.max(largest, controlHazard(control, reach, buffer, common, plan.parameters));
  return largest;
}

function standing(pi: number, reach: number, medianDays: number, { plan, coverDays }: Draw): number {
  return lambdaOfControl(pi * probabilityToOutlast(reach, medianDays, plan.parameters.control_sigma, coverDays));
}

function listingHazard(draw: Draw): number {
  const { listing } = draw.plan;
  return listing === null ? 0 : standing(listing.pi, listing.a, listing.medianDays, draw);
}

function contentHazard(draw: Draw): number {
  const { contentRules } = draw.plan;
  const rule = contentRules === null ? null : strongestRule(contentRules.rules, draw.common);
  if (contentRules === null || rule === null) return 0;
  const rho = (draw.common.classRho[rule.classIndex] as number) * rule.coverage;
  return standing(
    drawnBinding(rule, draw.common),
    rho * contentRules.content,
    draw.common.classMedianDays[rule.classIndex] as number,
    draw,
  );
}

/** The rule with the largest chance to bind; ties go to the later id, then to the larger coverage. */
function strongestRule(rules: readonly ControlledFlow[], common: CommonDraw): ControlledFlow | null {
  let strongest: ControlledFlow | null = null;
  let strongestPi = 0;
  for (const rule of rules) {
    const pi = drawnBinding(rule, common);
    if (pi <= 0) continue;
    const later = strongest === null || rule.id > strongest.id || (rule.id === strongest.id && rule.coverage > strongest.coverage);
    if (pi > strongestPi || (pi === strongestPi && later)) {
      strongest = rule;
      strongestPi = pi;
    }
  }
  return strongest;
}
