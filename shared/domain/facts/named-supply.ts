/** Shares of a buyer's foreign supply that links into the plants of its country name: only separated goods, which are the feed of magnets. */
import type { ExternalPartyRow, SupplierLinkRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { isFeed, onlyFeedsItsOwner, type SupplierRegister } from './suppliers/supplier-register.ts';

/** Stage whose goods such links name. */
const FEED_STAGE: Stage = 'separation';

/** Shares that links name, by origin, and the rows of the links. */
export interface NamedSupply {
  readonly shares: Readonly<Record<CountryCode, number>>;
  readonly rows: Readonly<Record<CountryCode, readonly string[]>>;
}

/** Null when no link names any. `unstated`: share of a link that states none. */
export function namedSupply(
  element: string,
  stage: Stage,
  buyer: CountryCode,
  register: SupplierRegister,
  unstated: number,
): NamedSupply | null {
  if (stage !== FEED_STAGE) return null;
  const shares: Record<CountryCode, number> = {};
  const rows: Record<CountryCode, readonly string[]> = {};
  for (const link of register.linksToPools()) {
    if (register.partyById.get(link.to)?.country !== buyer || !isFeed(link)) continue;
    if (link.essential === 'no' || !link.elements.includes(element)) continue;
    const origins = originsOf(link, element, register);
    const share = (link.share_of_input ?? unstated) / origins.length;
    for (const origin of origins) {
      shares[origin] = Math.max(shares[origin] ?? 0, share);
      rows[origin] = [...(rows[origin] ?? []), link.row];
    }
  }
  return Object.keys(shares).length === 0 ? null : { shares, rows };
}

/** Countries that the goods of a link come from, each once. */
function originsOf({ from }: SupplierLinkRow, element: string, register: SupplierRegister): readonly CountryCode[] {
  const site = register.siteById.get(from);
  if (site !== undefined) return [site.country];
  const party = register.partyById.get(from);
  if (party === undefined) return [];
  return party.kind === 'country_pool' ? [party.country] : [...new Set(plantsOfCompany(party, element, register))].sort();
}

/** Countries of the running plants of a company that sell the element at the stage. */
function plantsOfCompany(party: ExternalPartyRow, element: string, register: SupplierRegister): readonly CountryCode[] {
  return party.supplier_site_ids.flatMap((id) => {
    const site = register.siteById.get(id);
    if (site === undefined || site.stage !== FEED_STAGE || !site.elements.includes(element)) return [];
    const { runs, onPlan } = register.operationOf(site);
    return runs && !onPlan && !onlyFeedsItsOwner(site, register) ? [site.country] : [];
  });
}
