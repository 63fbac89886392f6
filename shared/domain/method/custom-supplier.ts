/** A supplier that a client has stored, as rows of the register. */
import type { Provenance, SupplierLinkRow, SupplierSiteRow } from '../vocabulary/reference-data.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';

export type CustomSupplierFacts = Readonly<{
  name: string;
  sites: readonly Readonly<{
    id: string;
    name: string;
    country: string;
    city: string | null;
    stage: Stage;
    elements: readonly string[];
    operating: 'yes' | 'partial' | 'no';
    start_date: string | null;
    capacity_tonnes_per_year: number | null;
    latitude: number | null;
    longitude: number | null;
  }>[];
  feeds: readonly Readonly<{
    /** A custom supplier, or one that ships; null: the supplier itself, or a site that ships. */
    supplier: string | null;
    from: string | null;
    to: string;
    elements: readonly string[] | null;
    share_of_input: number | null;
    essential: 'yes' | 'no' | 'unknown';
    since: string | null;
    until: string | null;
  }>[];
}>;

export type CustomSupplierVersion = Readonly<{
  id: string;
  version: number;
  stored_on: string;
  facts: CustomSupplierFacts;
}>;

export type CustomSupplierRows = Readonly<{
  sites: readonly SupplierSiteRow[];
  links: readonly SupplierLinkRow[];
}>;

/** Ids of the register have no exclamation mark. */
const customId = (supplier: string, site: string) => `custom!${supplier}!${site}`;

export const registerId = (supplier: string): string => `custom!${supplier}`;

export const clientId = (id: string): string => (id.startsWith('custom!') ? id.slice('custom!'.length) : id);

/**
 * `known`: the day of the score, from which a client's facts count at the latest. `ships`: is the supplier
 * in the register?
 */
export function customSupplierRows(
  { id, version, stored_on, facts }: CustomSupplierVersion,
  known: string,
  ships: (supplier: string) => boolean,
): CustomSupplierRows {
  const custom = new Set(facts.sites.map((site) => site.id));
  const said = (row: string): Provenance => ({
    row,
    source: 'custom_statement',
    source_url: null,
    date: stored_on,
    quality: 'custom',
    known_from: stored_on < known ? stored_on : known,
    known_from_basis: 'source',
    note: `version ${version} of your supplier ${id}`,
  });
  const sites = facts.sites.map(
    (site): SupplierSiteRow => ({
      ...said(`custom_site:${id}:${site.id}`),
      id: customId(id, site.id),
      supplier: registerId(id),
      supplier_name: facts.name,
      company: facts.name,
      site: site.name,
      city: site.city,
      country: site.country,
      latitude: site.latitude,
      longitude: site.longitude,
      stage: site.stage,
      elements: site.elements,
      product: null,
      operating: site.operating,
      start_date: site.start_date,
      status: site.operating === 'no' ? 'not producing, by your word' : 'producing, by your word',
      capacity_tonnes_per_year: site.capacity_tonnes_per_year,
      capacity_of: null,
      capacity_type: site.capacity_tonnes_per_year === null ? null : 'nameplate',
      count_in_totals: false,
      site_group: null,
      owner: null,
      owner_countries: [],
      listed_as: null,
      listed_name: null,
    }),
  );
  const makes = new Map(facts.sites.map((site) => [site.id, site.elements]));
  const placeOf = ({ supplier, from }: CustomSupplierFacts['feeds'][number]): string => {
    if (supplier === null) return from !== null && custom.has(from) ? customId(id, from) : (from ?? '');
    if (ships(supplier)) return from ?? supplier;
    return from === null ? registerId(supplier) : customId(supplier, from);
  };
  const links = facts.feeds.map(
    (feed, index): SupplierLinkRow => ({
      ...said(`custom_feed:${id}:${index}`),
      id: `custom!${id}!feed!${index}`,
      from: placeOf(feed),
      to: customId(id, feed.to),
      relation: 'feed, by your word',
      relation_type: 'feedstock',
      elements: feed.elements ?? makes.get(feed.to) ?? [],
      from_date: feed.since,
      to_date: feed.until,
      volume: null,
      essential: feed.essential,
      share_of_input: feed.share_of_input,
      status: 'active',
    }),
  );
  return { sites, links };
}
