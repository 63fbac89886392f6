import { createHash } from 'node:crypto';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

/**
 * The facts with a register of so many suppliers: the shipped one, and copies of it with other ids and names that feed each other as the originals do, up
 * to the last supplier that is wanted.
 */
export function largeRegister(data: ReferenceData, suppliers: number): ReferenceData {
  const shipped = new Set(data.supplier_sites.map(({ supplier }) => supplier)).size;
  // The plants of a country as a group are one, however many suppliers there are.
  const pools = new Set(data.external_parties.filter(({ kind }) => kind === 'country_pool').map(({ id }) => id));
  const copies = Array.from({ length: Math.ceil(suppliers / shipped) - 1 }, (_, place) => {
    const named = (text: string): string => (pools.has(text) ? text : `${text}-${place + 1}`);
    return {
      sites: data.supplier_sites.map((site) => {
        const name = createHash('sha256').update(named(site.supplier)).digest('hex').replace(/\d/g, '').slice(0, 12);
        const ids = { row: named(site.row), id: named(site.id), supplier: named(site.supplier) };
        return { ...site, ...ids, supplier_name: name, company: name, owner: null, site_group: site.site_group && named(site.site_group) };
      }),
      links: data.supplier_links
        .filter(({ to }) => !pools.has(to))
        .map((link) => ({ ...link, row: named(link.row), id: named(link.id), from: named(link.from), to: named(link.to) })),
      parties: data.external_parties
        .filter(({ id }) => !pools.has(id))
        .map((party) => ({ ...party, row: named(party.row), id: named(party.id), supplier_site_ids: party.supplier_site_ids.map(named) })),
    };
  });
  const kept = new Set<string>();
  const sites = [...data.supplier_sites, ...copies.flatMap((copy) => copy.sites)].filter(({ supplier }) => {
    if (kept.size < suppliers) kept.add(supplier);
    return kept.has(supplier);
  });
  const ids = new Set(sites.map(({ id }) => id));
  const parties = [...data.external_parties, ...copies.flatMap((copy) => copy.parties)];
  const known = new Set([...ids, ...parties.map(({ id }) => id)]);
  return {
    ...data,
    supplier_sites: sites,
    supplier_links: [...data.supplier_links, ...copies.flatMap(({ links }) => links)].filter(
      ({ from, to }) => known.has(from) && known.has(to),
    ),
    external_parties: parties.map((party) => ({ ...party, supplier_site_ids: party.supplier_site_ids.filter((id) => ids.has(id)) })),
  };
}
