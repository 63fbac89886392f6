import { join } from 'node:path';
import { referenceData } from '#contracts/facts/reference-data.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { type ProblemList, ReferenceBuildError } from './problems.ts';
import { loadBuyerImports } from './tables/buyer-imports.ts';
import { loadControlEvents, loadControlOutcomes } from './tables/control-events.ts';
import { loadCountryPlaces } from './tables/country-places.ts';
import { loadCover } from './tables/cover.ts';
import { loadDemand } from './tables/demand.ts';
import { loadDemandShares } from './tables/demand-shares.ts';
import { loadElements } from './tables/elements.ts';
import { loadEpisodes } from './tables/episodes.ts';
import { loadExternalParties, readExternalParties } from './tables/external-parties.ts';
import { loadGeopoliticalRisk } from './tables/geopolitical-risk.ts';
import { loadEarlierGovernance, loadGovernance } from './tables/governance.ts';
import { loadEarlierImportReliance, loadImportReliance } from './tables/import-reliance.ts';
import { loadOreComposition } from './tables/ore-composition.ts';
import { loadPolicy, POLICY_REGISTRY, type PolicyRegistry } from './tables/policy.ts';
import { loadProductContents } from './tables/product-contents.ts';
import { lastReviewDay, loadReviewedAnnouncements } from './tables/reviewed-announcements.ts';
import { loadRoutes } from './tables/routes.ts';
import { lastDayOfCarrierReading, loadAirScrambles, loadExercises, loadSignalTables } from './tables/security-signals.ts';
import { loadEarlierShares, loadShares } from './tables/shares.ts';
import { loadSources } from './tables/sources.ts';
import { loadSupplierLinks } from './tables/supplier-links.ts';
import { loadSupplierSites } from './tables/supplier-sites.ts';
import { readVocabulary, type Vocabulary } from './vocabulary.ts';

/** Where the raw tables lie in this repository; their README describes every column. */
export const RAW_TABLES = 'shared/reference-tables';
type Tables = Omit<ReferenceData, 'sources'>;

type PublishedTables = Pick<Tables, 'shares' | 'governance' | 'import_reliance'>;

/** The present tables, and what was published before them. */
function withEarlierEditions<T extends PublishedTables>(tables: T, folder: string, words: Vocabulary, problems: ProblemList): T {
  const { shares, governance, import_reliance } = tables;
  return {
    ...tables,
    shares: [...shares, ...loadEarlierShares(folder, shares, words, problems)],
    governance: [...governance, ...loadEarlierGovernance(folder, governance, problems)],
    import_reliance: [...import_reliance, ...loadEarlierImportReliance(folder, words, problems)],
  };
}

type SupplierTables = Pick<Tables, 'supplier_sites' | 'supplier_links' | 'external_parties'>;

/** Sites, parties and links name each other, so they are read together. */
function loadSuppliers(folder: string, words: Vocabulary, problems: ProblemList): SupplierTables {
  const sites = loadSupplierSites(folder, words, problems);
  const parties = readExternalParties(folder, words, problems);
  const links = loadSupplierLinks(folder, words, new Set([...sites.ids, ...parties.ids]), problems);
  return { supplier_sites: sites.rows, supplier_links: links, external_parties: loadExternalParties(parties, sites.ids, links) };
}

function loadTables(from: string, registry: PolicyRegistry, problems: ProblemList): Tables {
  const supply = join(from, 'supply');
  const signals = join(from, 'signals');
  const events = { events: join(from, 'events'), supply };
  const words = readVocabulary(supply, problems);
  const tables = {
    elements: loadElements(supply, problems),
    shares: loadShares(supply, words, problems),
    governance: loadGovernance(supply, problems),
    ore_composition: loadOreComposition(supply, words, problems),
    buyer_imports: loadBuyerImports(supply, words, problems),
    import_reliance: loadImportReliance(supply, words, problems),
    cover: loadCover(supply, words, problems),
    demand: loadDemand(supply, words, problems),
    routes: loadRoutes(supply, words, problems),
    demand_shares: loadDemandShares(supply, words, problems),
    policy: loadPolicy(supply, words, registry, problems),
    ...loadSuppliers(supply, words, problems),
    ...loadSignalTables(signals, problems),
    air_scrambles: loadAirScrambles(signals, problems),
    exercises: loadExercises(signals, problems),
    episodes: loadEpisodes(supply, words, problems),
    control_events: loadControlEvents(events, words, problems),
    control_outcomes: loadControlOutcomes(events, words, problems),
    geopolitical_risk: loadGeopoliticalRisk(signals, problems),
    product_contents: loadProductContents(),
    country_places: loadCountryPlaces(supply, problems),
  };
  return withEarlierEditions(tables, join(from, 'editions'), words, problems);
}

const byRow = (a: { readonly row: string }, b: { readonly row: string }): number => (a.row < b.row ? -1 : a.row > b.row ? 1 : 0);

function sorted(tables: Tables): Tables {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.toSorted(byRow)])) as unknown as Tables;
}

/**
 * Reads the raw tables under `from` (`supply`, `editions`, `signals`, `events`). Throws `ReferenceBuildError` with every bad cell; a build
 * that returns is valid by the contracts of the reference data.
 */
export function buildReferenceData(from: string, registry: PolicyRegistry = POLICY_REGISTRY): ReferenceData {
  const problems: ProblemList = [];
  const tables = sorted(loadTables(from, registry, problems));
  const carriersReadOn = lastDayOfCarrierReading(join(from, 'signals'), problems);
  const measuresReadOn = lastReviewDay(loadReviewedAnnouncements(join(from, 'supply'), problems));
  const sources = loadSources(tables, { carriers: carriersReadOn, measures: measuresReadOn }, problems);
  if (problems.length > 0) throw new ReferenceBuildError(problems);
  return referenceData.parse({ ...tables, sources });
}
