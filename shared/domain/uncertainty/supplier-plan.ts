/** Everything about a supplier and buyer that no draw moves, worked out once: how far each event reaches, and which measures apply. */
import { newControlEvents, yearsOfRecord } from '../hazards/new-control.ts';
import { inferredTransitExposure } from '../hazards/transit.ts';
import { measureFacts } from '../measures/measure-effects.ts';
import { newControlTilt, transitTilt } from '../signals/signal-tilt.ts';
import { chinaContentOf } from '../supplier-hazards/extraterritorial.ts';
import { elementsAtStages, foreignCountries, type SupplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { defaultCoverDays } from '../supply/loss.ts';
import { lookup, type Parameters } from '../vocabulary/methodology.ts';
import { type CountryCode, STAGES } from '../vocabulary/scoring-inputs.ts';
import type { ControlledFlow, ControlPlan } from './control-hazard.ts';
import { controlPlan } from './control-plan.ts';
import { type GovernanceEstimate, governanceEstimate } from './drawn-governance.ts';

/** A country that hosts sites of the chain. */
export interface HostPlan {
  /** Null: no estimate, and for a supplier none is drawn. */
  readonly governance: GovernanceEstimate | null;
  /** Part of the deliveries that stops when it is unstable. */
  readonly unrestReach: number;
}

/** A country whose border the goods cross. */
export interface BorderPlan extends HostPlan {
  /** Part of the deliveries that stops when `rho` of its exports do. */
  readonly reachOf: (rho: number) => number;
  readonly worldShare: number;
  readonly events: number;
  readonly tilt: number;
  /** Measures per element and stage of its sites, with the part of the deliveries behind them. */
  readonly controls: readonly { readonly reach: number; readonly plan: ControlPlan }[];
}

/** A rule that follows the supplier or its goods. */
interface ListingPlan {
  readonly a: number;
  readonly pi: number;
  readonly medianDays: number;
}

export interface SupplierPlan {
  readonly parameters: Parameters;
  readonly horizonYears: number;
  readonly coverDays: number;
  readonly coverSigma: number;
  readonly clockYears: number;
  readonly hosts: readonly HostPlan[];
  readonly borders: readonly BorderPlan[];
  /** Part of the deliveries that stops with each site. */
  readonly siteReaches: readonly number[];
  readonly transitReach: number;
  readonly transitTilt: number;
  readonly listing: ListingPlan | null;
  /** Content rules that may bind, and the content they reach; null when the content is unknown or below the threshold. */
  readonly contentRules: { readonly content: number; readonly rules: readonly ControlledFlow[] } | null;
}

export function supplierPlan(facts: SupplierFacts, parameters: Parameters): SupplierPlan {
  const { inputs, asOf, chain, signals } = facts;
  return {
    parameters,
    horizonYears: asOf.horizonDays / parameters.year_days,
    coverDays: inputs.cover_days ?? defaultCoverDays(inputs.buyer, parameters),
    coverSigma: inputs.cover_days == null ? parameters.cover_sigma_default : parameters.cover_sigma,
    clockYears: yearsOfRecord(asOf, parameters),
    hosts: facts.countries.map((country) => hostPlan(country, facts, parameters)),
    borders: foreignCountries(facts).map((country) => borderPlan(country, facts, parameters)),
    siteReaches: chain.ids.map((id) => chain.lossUnder((_, site) => (site === id ? parameters.facility.rho : 0))),
    transitReach: lookup(parameters.transit_rho, inputs.buyer) * exposedDeliveries(facts, parameters),
    transitTilt: transitTilt(inputs.buyer, signals, parameters).multiplier,
    listing: listingPlan(facts, parameters),
    contentRules: contentRules(facts, parameters),
  };
}

function hostPlan(country: CountryCode, { inputs, chain }: SupplierFacts, parameters: Parameters): HostPlan {
  return {
    governance: governanceEstimate(inputs.governance, country, parameters),
    unrestReach: chain.lossUnder((site) => (site.country === country ? parameters.instability.rho : 0)),
  };
}

function borderPlan(country: CountryCode, facts: SupplierFacts, parameters: Parameters): BorderPlan {
  const { inputs, chain, asOf, measures, methodology, signals } = facts;
  // Elements that the same measures reach are the same to every draw: told apart once, not in each of thousands.
  const controls = new Map<string, { readonly reach: number; readonly plan: ControlPlan }>();
  let events = 0;
  for (const { element, stage } of elementsAtStages(facts, country)) {
    const scope = { element, stage, buyer: inputs.buyer, origin: country };
    events = Math.max(events, newControlEvents(scope, asOf, measures, methodology));
    const plan = controlPlan(measureFacts(scope, asOf, measures, methodology), asOf, parameters);
    if (plan === null) continue;
    const hit = chain.lossUnder((site) => (site.country === country && site.stage === stage && site.elements.includes(element) ? 1 : 0));
    controls.set(JSON.stringify([hit, plan]), { reach: hit, plan });
  }
  return {
    ...hostPlan(country, facts, parameters),
    reachOf: (rho) => chain.lossUnder((site) => (site.country === country ? rho : 0)),
    worldShare: inputs.world_share?.[country] ?? 0,
    events,
    tilt: newControlTilt(country, inputs.buyer, signals, parameters).multiplier,
    controls: [...controls.values()],
  };
}

function exposedDeliveries({ inputs, chain, domestic }: SupplierFacts, parameters: Parameters): number {
  let exposed = 0;
  for (const { site, part } of chain.delivering) {
    if (!domestic.includes(site.country)) exposed += part * inferredTransitExposure(site.country, site.stage, inputs.buyer, parameters);
  }
  return exposed;
}

function listingPlan({ inputs: { listing } }: SupplierFacts, { supplier }: Parameters): ListingPlan | null {
  if (listing == null) return null;
  return {
    a: lookup(supplier.listing_rho, listing.class) * (listing.china_content ?? supplier.default_china_content),
    pi: lookup(supplier.listing_pi, listing.class),
    medianDays: supplier.listing_median,
  };
}

function contentRules(facts: SupplierFacts, parameters: Parameters): SupplierPlan['contentRules'] {
  const content = chinaContentOf(facts);
  if (content === null || content < parameters.supplier.extraterritorial_threshold) return null;
  const { inputs, asOf, measures, methodology } = facts;
  const origins = [...new Set(measures.flatMap(({ measure }) => measure.origins))];
  const rules = (inputs.elements ?? []).flatMap((element) =>
    STAGES.flatMap((stage) =>
      origins.flatMap((origin) => {
        const scope = { element, stage, buyer: inputs.buyer, origin };
        const ofContent = measureFacts(scope, asOf, measures, methodology).filter(
          ({ controlClass }) => controlClass === 'extraterritorial_licence',
        );
        const plan = controlPlan(ofContent, asOf, parameters);
        return plan === null ? [] : [...plan.flow, ...plan.user];
      }),
    ),
  );
  return { content, rules };
}
