import { createHash } from 'node:crypto';
import type { RegisterRows } from '#domain/method/supplier-facts.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

/**
 * Copies of the shipped register with other ids and names that feed each other as the originals do, one after
 * the other, up to the last supplier that is
 * wanted beside the shipped ones.
 */
export function* registerCopies(data: ReferenceData, suppliers: number): Generator<RegisterRows> {
  // The plants of a country as a group are one, however many suppliers there are.
  const pools = new Set(
    data.external_parties.filter(({ kind }) => kind === 'country_pool').map(({ id }) => id),
  );
  const shipped = new Set(data.supplier_sites.map(({ supplier }) => supplier)).size;
  for (let copy = 1; shipped * copy < suppliers; copy++) {
    const named = (text: string): string => (pools.has(text) ? text : `${text}-${copy}`);
    const kept = new Set<string>();
    const sites = data.supplier_sites.flatMap((site) => {
      if (shipped * copy + kept.size < suppliers) kept.add(site.supplier);
      if (!kept.has(site.supplier)) return [];
      const name = createHash('sha256')
        .update(named(site.supplier))
        .digest('hex')
        .replace(/\d/g, '')
        .slice(0, 12);
      const ids = { row: named(site.row), id: named(site.id), supplier: named(site.supplier) };
      return [
        {
          ...site,
          ...ids,
          supplier_name: name,
          company: name,
          owner: null,
          site_group: site.site_group && named(site.site_group),
        },
      ];
    });
    const ids = new Set(sites.map(({ id }) => id));
    const parties = data.external_parties
      .filter(({ id }) => !pools.has(id))
      .map((party) => ({
        ...party,
        row: named(party.row),
        id: named(party.id),
        supplier_site_ids: party.supplier_site_ids.map(named).filter((id) => ids.has(id)),
      }));
    const known = new Set([...ids, ...pools, ...parties.map(({ id }) => id)]);
    const links = data.supplier_links
      .filter(({ to }) => !pools.has(to))
      .map((link) => ({
        ...link,
        row: named(link.row),
        id: named(link.id),
        from: named(link.from),
        to: named(link.to),
      }))
      .filter(({ from, to }) => known.has(from) && known.has(to));
    yield { sites, links, parties };
  }
}

/** The facts with a register of so many suppliers: the shipped one and copies of it. */
export function largeRegister(data: ReferenceData, suppliers: number): ReferenceData {
  const copies = [...registerCopies(data, suppliers)];
  return {
    ...data,
    supplier_sites: [...data.supplier_sites, ...copies.flatMap(({ sites }) => sites)],
    supplier_links: [...data.supplier_links, ...copies.flatMap(({ links }) => links)],
    external_parties: [...data.external_parties, ...copies.flatMap(({ parties }) => parties)],
  };
}
