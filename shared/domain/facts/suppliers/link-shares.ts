/** Shares that links have in what a site needs of an element: as stated, else by what the link says of its weight. */
import type { AmendmentParameters } from '../../vocabulary/methodology.ts';
import type { SupplierLinkRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import { isFeed, type SupplierRegister } from './supplier-register.ts';

/** Shares of links that state none. */
export type NamedShareRule = NonNullable<AmendmentParameters['named_share']>;

/** Share of a source in a site's input of an element. */
export interface LinkShare {
  /** Site or party of the register. */
  readonly from: string;
  readonly share: number;
  /** No source states it, and it is not the whole: it stands for what a link without a share may mean. */
  readonly inferred: boolean;
  /** Rows of the links that name the source. */
  readonly evidence: readonly string[];
}

/** Links that name where a site has an element from: those to the site, else to its companies, else to the plants of its country as a group. */
export function linksThatFeed(row: SupplierSiteRow, element: string, { linksTo, partiesOf }: SupplierRegister): readonly SupplierLinkRow[] {
  const own = partiesOf(row.id);
  const companies = own.filter((party) => party.kind !== 'country_pool').map((party) => party.id);
  const pools = own.filter((party) => party.kind === 'country_pool').map((party) => party.id);
  for (const ends of [[row.id], companies, pools]) {
    const found = linksTo(...ends).filter((link) => isFeed(link) && link.elements.includes(element));
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * One share per source, the larger where two links name it. Shares that pass together what links may fill are scaled down to it: `sum_max`, or
 * what is stated or whole where that is more, at most 1.
 */
export function linkShares(
  links: readonly SupplierLinkRow[],
  fed: SupplierSiteRow,
  register: SupplierRegister,
  rule: NamedShareRule,
): readonly LinkShare[] {
  const bySource = new Map<string, LinkShare>();
  for (const link of links) {
    const one = shareOfLink(link, fed, register, rule);
    const before = bySource.get(link.from);
    if (before === undefined) bySource.set(link.from, one);
    else {
      const larger = one.share > before.share ? one : before;
      bySource.set(link.from, { ...larger, evidence: [...new Set([...before.evidence, ...one.evidence])] });
    }
  }
  const shares = [...bySource.values()];
  const sumOf = (some: readonly LinkShare[]): number => some.reduce((sum, { share }) => sum + share, 0);
  const known = sumOf(shares.filter(({ inferred }) => !inferred));
  const total = sumOf(shares);
  const most = Math.min(1, Math.max(rule.sum_max, known));
  return total <= most ? shares : shares.map((one) => ({ ...one, share: (one.share * most) / total }));
}

function shareOfLink(link: SupplierLinkRow, fed: SupplierSiteRow, register: SupplierRegister, rule: NamedShareRule): LinkShare {
  const { from, row, share_of_input: stated, essential } = link;
  if (stated !== null) return { from, share: stated, inferred: false, evidence: [row] };
  const ofGroup = linkToGroupOf(fed, from, register);
  if (ofGroup !== undefined) return { from, share: ofGroup.share, inferred: false, evidence: [row, ofGroup.row] };
  if (essential !== 'yes') return { from, share: rule.other, inferred: true, evidence: [row] };
  const isInside = register.siteById.get(from)?.supplier === fed.supplier;
  return isInside
    ? { from, share: rule.whole, inferred: false, evidence: [row] }
    : { from, share: rule.main, inferred: true, evidence: [row] };
}

/** Share that a link from the same source to a group of plants states for each of them. */
function linkToGroupOf(
  { id }: SupplierSiteRow,
  from: string,
  { linksFrom, partyById }: SupplierRegister,
): { readonly share: number; readonly row: string } | undefined {
  const found = linksFrom(from).find((link) => isFeed(link) && partyById.get(link.to)?.supplier_site_ids.includes(id) === true);
  return found === undefined || found.share_of_input === null ? undefined : { share: found.share_of_input, row: found.row };
}
