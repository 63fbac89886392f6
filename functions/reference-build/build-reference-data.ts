import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packedTrade } from '#domain/signals/packed-trade.ts';
import {
  type ProductContentRow,
  type ReferenceData,
  referenceData,
} from '#domain/vocabulary/reference-data.ts';
import { readCodes, type Sources } from './codes.ts';
import { readEditions } from './provenance.ts';
import { ReferenceBuildError, rawTables } from './raw-tables.ts';
import productContents from './registry/product-contents.json' with { type: 'json' };
import { sourceRows } from './sources.ts';
import * as buyers from './tables/buyers.ts';
import * as events from './tables/events.ts';
import { POLICY_REGISTRY, policy, readReviews } from './tables/policy.ts';
import * as signals from './tables/signals.ts';
import * as suppliers from './tables/suppliers.ts';
import * as supply from './tables/supply.ts';
import * as trade from './tables/trade.ts';

export const RAW_TABLES = 'shared/reference-tables';

export function readSources(from: string): Sources {
  const raw = rawTables(from);
  return { raw, codes: readCodes(raw), editions: readEditions(raw) };
}

/** Throws `ReferenceBuildError` with every bad cell. */
export function buildReferenceData(from: string, registry = POLICY_REGISTRY): ReferenceData {
  const sources = readSources(from);
  const { raw } = sources;
  const ores = supply.oreComposition(sources);
  const companies = suppliers.companies(sources);
  const sites = suppliers.supplierSites(sources, companies);
  const supplierLinks = suppliers.supplierLinks(sources);
  const [reports, patrols] = [signals.taiwanStrait(sources), signals.senkaku(sources)];
  const carriersReadOn = signals.lastDayOfCarrierReading(sources);
  const tradeCodes = trade.tradeCodes(sources);
  const measures = policy(sources, registry, tradeCodes);
  const tables: Omit<ReferenceData, 'sources'> = {
    elements: supply.elements(sources).map((row) => ({
      ...row,
      named_capacity: suppliers.namedCapacity(row.symbol, sites),
    })),
    shares: supply.shares(sources, ores),
    governance: supply.governance(sources),
    ore_composition: ores,
    buyer_imports: buyers.buyerImports(sources),
    import_reliance: buyers.importReliance(sources),
    cover: buyers.cover(sources),
    demand_shares: buyers.demandShares(sources),
    routes: buyers.routes(sources),
    strait_transits: buyers.straitTransits(sources),
    policy: measures,
    companies,
    supplier_sites: sites,
    supplier_links: supplierLinks,
    external_parties: suppliers.externalParties(sources, supplierLinks),
    listed_names: suppliers.listedNames(sources, measures),
    taiwan_strait: reports,
    senkaku: patrols,
    coverage: signals.coverage(reports, patrols, carriersReadOn),
    security_events: signals.securityEvents(sources),
    carrier_deployments: signals.carriers(sources),
    exercises: signals.exercises(sources),
    episodes: events.episodes(sources),
    control_events: events.controlEvents(sources),
    control_outcomes: events.controlOutcomes(sources),
    shortages: events.shortages(sources),
    licence_decisions: events.licenceDecisions(sources),
    trade_codes: tradeCodes,
    trade: trade.trade(sources),
    product_contents: productContents.rows as readonly ProductContentRow[],
    country_places: supply.countryPlaces(sources),
  };
  const reviews = readReviews(raw).map(({ reviewed_on }) => reviewed_on);
  const readings = { carriers: carriersReadOn, measures: reviews.sort().at(-1) ?? null };
  const rows = sourceRows(tables, readings, sources);
  if (raw.problems.length > 0) throw new ReferenceBuildError(raw.problems);
  const sorted = Object.entries(tables).map(([name, of]) => [name, of.toSorted(byRow)]);
  return referenceData.parse({ ...Object.fromEntries(sorted), sources: rows });
}

const byRow = (a: Readonly<{ row: string }>, b: Readonly<{ row: string }>): number =>
  a.row < b.row ? -1 : a.row > b.row ? 1 : 0;
const pathOf = (table: string): string =>
  `${signals.SIGNAL_TABLES.includes(table) ? 'signals/' : ''}${table.replaceAll('_', '-')}.json`;

/** File name -> text. One row a line: a new vintage is a diff that can be read. */
export const referenceFiles = (data: ReferenceData): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({ ...data, trade: packedTrade(data.trade) }).map(
      ([table, rows]) =>
        [pathOf(table), `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`] as const,
    ),
  );

export function writeReferenceData(data: ReferenceData, to: string): readonly string[] {
  const files = referenceFiles(data);
  for (const [name, content] of files) {
    const path = join(to, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.partial`, content);
    renameSync(`${path}.partial`, path);
  }
  return [...files.keys()];
}
