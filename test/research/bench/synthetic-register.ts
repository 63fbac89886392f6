import type { ExternalPartyRow, ReferenceData, SupplierLinkRow, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { openStream, type RandomStream, uniform } from '../random-stream.ts';

const SYLLABLES = [
  'ka',
  'ro',
  'mi',
  'ten',
  'sol',
  'var',
  'lin',
  'dor',
  'pe',
  'gra',
  'nex',
  'tu',
  'bel',
  'zhu',
  'qi',
  'han',
  'oka',
  'ulm',
  'fa',
  'wen',
];
const TRADES = ['Metals', 'Rare Earths', 'Magnetics', 'Materials', 'Mining', 'Resources', 'Alloys', 'Chemical'];

const oneOf = <T>(stream: RandomStream, of: readonly T[]): T => of[Math.floor(uniform(stream) * of.length)] as T;

function nameOf(stream: RandomStream): string {
  const word = Array.from({ length: 3 + Math.floor(uniform(stream) * 2) }, () => oneOf(stream, SYLLABLES)).join('');
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)} ${oneOf(stream, TRADES)}`;
}

/** Half to twice of a figure, to three digits; null stays unknown. */
const varied = (stream: RandomStream, value: number | null): number | null =>
  value === null ? null : Number((value * 2 ** (2 * uniform(stream) - 1)).toPrecision(3));

/** One copy of the register: its companies have other names, ids, places and tonnages, and feed each other as the originals do. */
interface Copy {
  readonly sites: readonly SupplierSiteRow[];
  readonly links: readonly SupplierLinkRow[];
  readonly parties: readonly ExternalPartyRow[];
}

function copyOf(data: ReferenceData, number: number): Copy {
  // The plants of a country as a group are one, however many suppliers there are.
  const pools = new Set(data.external_parties.filter(({ kind }) => kind === 'country_pool').map(({ id }) => id));
  const stream = openStream(number);
  const end = `-${String(number)}`;
  const nameBySupplier = new Map<string, string>();
  for (const { supplier } of data.supplier_sites) if (!nameBySupplier.has(supplier)) nameBySupplier.set(supplier, nameOf(stream));
  return {
    sites: data.supplier_sites.map((site) => {
      const name = nameBySupplier.get(site.supplier) ?? site.supplier_name;
      return {
        ...site,
        row: `${site.row}${end}`,
        source: `${site.source}, copy ${number}`,
        id: `${site.id}${end}`,
        supplier: `${site.supplier}${end}`,
        supplier_name: name,
        company: name,
        owner: null,
        site: `${nameOf(stream)}, ${site.city ?? site.country}`,
        latitude: site.latitude === null ? null : Number((site.latitude + uniform(stream) - 0.5).toFixed(2)),
        longitude: site.longitude === null ? null : Number((site.longitude + uniform(stream) - 0.5).toFixed(2)),
        capacity_tonnes_per_year: varied(stream, site.capacity_tonnes_per_year),
        site_group: site.site_group === null ? null : `${site.site_group}${end}`,
      };
    }),
    links: data.supplier_links
      .filter(({ to }) => !pools.has(to))
      .map((link) => ({
        ...link,
        row: `${link.row}${end}`,
        id: `${link.id}${end}`,
        from: pools.has(link.from) ? link.from : `${link.from}${end}`,
        to: `${link.to}${end}`,
        share_of_input: link.share_of_input === null ? null : Number((link.share_of_input * (0.6 + 0.4 * uniform(stream))).toFixed(2)),
      })),
    parties: data.external_parties
      .filter(({ id }) => !pools.has(id))
      .map((party) => ({
        ...party,
        row: `${party.row}${end}`,
        id: `${party.id}${end}`,
        supplier_site_ids: party.supplier_site_ids.map((id) => `${id}${end}`),
      })),
  };
}

/**
 * The facts with a register of so many suppliers: the shipped one, and copies of it whose companies share no name, id, place or figure with
 * it, up to the last supplier that is wanted. Equal for equal arguments. Throws for fewer suppliers than the facts have.
 */
export function withSyntheticRegister(data: ReferenceData, suppliers: number): ReferenceData {
  const shipped = new Set(data.supplier_sites.map(({ supplier }) => supplier)).size;
  if (suppliers < shipped) throw new RangeError(`the facts have ${shipped} suppliers already; ask for as many or more, not ${suppliers}`);
  const copies = Array.from({ length: Math.ceil(suppliers / shipped) - 1 }, (_, place) => copyOf(data, place + 1));
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
    supplier_links: [...data.supplier_links, ...copies.flatMap((copy) => copy.links)].filter(
      ({ from, to }) => known.has(from) && known.has(to),
    ),
    external_parties: parties.map((party) => ({ ...party, supplier_site_ids: party.supplier_site_ids.filter((id) => ids.has(id)) })),
  };
}
