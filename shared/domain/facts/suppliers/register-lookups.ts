/** Rows of a register by what they are asked for, so that a supplier costs as much in a register of a hundred thousand as in one of sixty. */
import { type RememberByKey, rememberByKey } from '../../numbers/memoized.ts';
import type { ExternalPartyRow, SupplierLinkRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../../vocabulary/scoring-inputs.ts';

/** Every list is in the order of the register, and empty for a key that no row has. */
export interface RegisterLookups {
  readonly sitesOf: (supplier: string) => readonly SupplierSiteRow[];
  readonly sitesAt: (stage: Stage, country: CountryCode) => readonly SupplierSiteRow[];
  /** Sites that make the element at the stage, in a country or everywhere. */
  readonly makersOf: (element: string, stage: Stage, country?: CountryCode) => readonly SupplierSiteRow[];
  /** Sites whose tonnes are of the same product at the same stage. */
  readonly sitesWithProduct: (stage: Stage, capacityOf: string | null) => readonly SupplierSiteRow[];
  /** Links in effect that leave a site or a party. */
  readonly linksFrom: (id: string) => readonly SupplierLinkRow[];
  /** Links in effect that end at one of the sites and parties. */
  readonly linksTo: (...ids: readonly string[]) => readonly SupplierLinkRow[];
  /** Companies and groups that a site belongs to. */
  readonly partiesOf: (site: string) => readonly ExternalPartyRow[];
  /** Links in effect that end at the plants of a country as a group. */
  readonly linksToPools: () => readonly SupplierLinkRow[];
  /** Keeps what takes a look at many rows, so that it is looked for once. */
  readonly kept: RememberByKey;
}

/** Made on the first question, because few questions are asked of most registers. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function byKeys<Row>(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): (key: string) => readonly Row[] {
  const table = lazily(() => {
    const lists = new Map<string, Row[]>();
    for (const row of rows) {
      for (const key of new Set(keysOf(row))) {
        const list = lists.get(key);
        if (list === undefined) lists.set(key, [row]);
        else list.push(row);
      }
    }
    return lists;
  });
  return (key) => table().get(key) ?? [];
}

export function registerLookups(
  sites: readonly SupplierSiteRow[],
  links: readonly SupplierLinkRow[],
  parties: readonly ExternalPartyRow[],
): RegisterLookups {
  const atPlace = byKeys(sites, ({ stage, country }) => [`${stage}|${country}`]);
  const making = byKeys(sites, ({ elements, stage, country }) =>
    elements.flatMap((element) => [`${element}|${stage}|${country}`, `${element}|${stage}|`]),
  );
  const withProduct = byKeys(sites, ({ stage, capacity_of }) => [`${stage}|${capacity_of}`]);
  const ending = byKeys(links, ({ to }) => [to]);
  const positions = lazily(() => new Map(links.map((link, position) => [link, position])));
  const positionOf = (link: SupplierLinkRow): number => positions().get(link) as number;
  const pools = lazily(() => {
    const ids = new Set(parties.filter(({ kind }) => kind === 'country_pool').map(({ id }) => id));
    return links.filter(({ to }) => ids.has(to));
  });
  return {
    sitesOf: byKeys(sites, ({ supplier }) => [supplier]),
    sitesAt: (stage, country) => atPlace(`${stage}|${country}`),
    makersOf: (element, stage, country = '') => making(`${element}|${stage}|${country}`),
    sitesWithProduct: (stage, capacityOf) => withProduct(`${stage}|${capacityOf}`),
    linksFrom: byKeys(links, ({ from }) => [from]),
    linksTo(...ids) {
      const lists = [...new Set(ids)].map(ending).filter((list) => list.length > 0);
      return lists.length < 2 ? (lists[0] ?? []) : lists.flat().sort((left, right) => positionOf(left) - positionOf(right));
    },
    partiesOf: byKeys(parties, ({ supplier_site_ids }) => supplier_site_ids),
    linksToPools: pools,
    kept: rememberByKey(),
  };
}
