import { unpackedTrade } from '#domain/signals/packed-trade.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import buyerImports from '#reference/buyer-imports.json' with { type: 'json' };
import companies from '#reference/companies.json' with { type: 'json' };
import controlEvents from '#reference/control-events.json' with { type: 'json' };
import controlOutcomes from '#reference/control-outcomes.json' with { type: 'json' };
import countryPlaces from '#reference/country-places.json' with { type: 'json' };
import cover from '#reference/cover.json' with { type: 'json' };
import demandShares from '#reference/demand-shares.json' with { type: 'json' };
import elements from '#reference/elements.json' with { type: 'json' };
import episodes from '#reference/episodes.json' with { type: 'json' };
import externalParties from '#reference/external-parties.json' with { type: 'json' };
import governance from '#reference/governance.json' with { type: 'json' };
import importReliance from '#reference/import-reliance.json' with { type: 'json' };
import licenceDecisions from '#reference/licence-decisions.json' with { type: 'json' };
import listedNames from '#reference/listed-names.json' with { type: 'json' };
import oreComposition from '#reference/ore-composition.json' with { type: 'json' };
import policy from '#reference/policy.json' with { type: 'json' };
import productContents from '#reference/product-contents.json' with { type: 'json' };
import routes from '#reference/routes.json' with { type: 'json' };
import shares from '#reference/shares.json' with { type: 'json' };
import shortages from '#reference/shortages.json' with { type: 'json' };
import carrierDeployments from '#reference/signals/carrier-deployments.json' with { type: 'json' };
import coverage from '#reference/signals/coverage.json' with { type: 'json' };
import exercises from '#reference/signals/exercises.json' with { type: 'json' };
import securityEvents from '#reference/signals/security-events.json' with { type: 'json' };
import senkaku from '#reference/signals/senkaku.json' with { type: 'json' };
import taiwanStrait from '#reference/signals/taiwan-strait.json' with { type: 'json' };
import sources from '#reference/sources.json' with { type: 'json' };
import straitTransits from '#reference/strait-transits.json' with { type: 'json' };
import supplierLinks from '#reference/supplier-links.json' with { type: 'json' };
import supplierSites from '#reference/supplier-sites.json' with { type: 'json' };
import trade from '#reference/trade.json' with { type: 'json' };
import tradeCodes from '#reference/trade-codes.json' with { type: 'json' };

/** Checked when they were built, so not parsed at every start. */
export const bundledReferenceData = {
  elements,
  shares,
  governance,
  ore_composition: oreComposition,
  buyer_imports: buyerImports,
  import_reliance: importReliance,
  cover,
  demand_shares: demandShares,
  routes,
  strait_transits: straitTransits,
  policy,
  companies,
  supplier_sites: supplierSites,
  supplier_links: supplierLinks,
  external_parties: externalParties,
  listed_names: listedNames,
  taiwan_strait: taiwanStrait,
  senkaku,
  security_events: securityEvents,
  carrier_deployments: carrierDeployments,
  exercises,
  coverage,
  episodes,
  control_events: controlEvents,
  control_outcomes: controlOutcomes,
  shortages,
  licence_decisions: licenceDecisions,
  trade_codes: tradeCodes,
  // Pure: bundles that do not read the facts leave them out.
  trade: /* @__PURE__ */ unpackedTrade(trade as Parameters<typeof unpackedTrade>[0]),
  product_contents: productContents,
  country_places: countryPlaces,
  sources,
} as unknown as ReferenceData;
