/** Entity lists and content of Chinese origin: the facts of the register about a company, and their effect on its score. */

import { firstDayOf } from '../../time/partial-date.ts';
import { lookup, type Parameters } from '../../vocabulary/methodology.ts';
import type { PolicyRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { ChainSite } from './supplier-chain.ts';
import { CONTENT_ORIGIN } from './supplier-feeds.ts';
import type { AssemblyNote, SupplierRegister } from './supplier-register.ts';

/** A list a company stands on. */
export interface Listing {
  readonly class: string;
  /** Day from which the list holds, `YYYY-MM-DD`. */
  readonly since: string;
  /** The notice, for example `MOFCOM 2026 No. 23`. */
  readonly notice: string;
  /** Whether the company itself is listed, or a company that owns it. */
  readonly through: 'itself' | 'parent' | 'acquirer';
  /** Rows of the sites that state it, and of the notice. */
  readonly evidence: readonly string[];
}

const LISTING = /^(?:(parent|acquirer) on )?(control_list|watch_list) \((MOFCOM \d{4} No\. \d+)(?:, (\d{4}-\d{2}-\d{2}))?\)$/;

/**
 * The strictest list that held and was known on the day; `null` for none. The list of an acquirer reaches a company only once the purchase is
 * in effect. Throws when a cell is not worded as the register promises.
 */
export function listingOn(
  own: readonly SupplierSiteRow[],
  register: SupplierRegister,
  policy: readonly PolicyRow[],
  { supplier }: Parameters,
): Listing | null {
  const held = own.flatMap((site) => listingOf(site, register, policy) ?? []).filter((listing) => holds(listing, own, register));
  const strictness = (listing: Listing): number => lookup(supplier.listing_rho, listing.class);
  const strictest = held.toSorted((left, right) => strictness(right) - strictness(left) || (left.since < right.since ? -1 : 1))[0];
  if (strictest === undefined) return null;
  const same = held.filter(({ notice }) => notice === strictest.notice);
  return { ...strictest, evidence: [...new Set(same.flatMap(({ evidence }) => evidence))].sort() };
}

function holds(listing: Listing, own: readonly SupplierSiteRow[], register: SupplierRegister): boolean {
  if (firstDayOf(listing.since) > register.knowledge) return false;
  if (listing.through !== 'acquirer') return true;
  return register.linksTo(...own.map(({ id }) => id)).some((link) => link.relation_type === 'ownership');
}

function listingOf(site: SupplierSiteRow, register: SupplierRegister, policy: readonly PolicyRow[]): Listing | null {
  if (site.china_listing === null) return null;
  const match = LISTING.exec(site.china_listing);
  if (match === null)
    throw new Error(
      `${site.row}: "${site.china_listing}" is not "[parent on|acquirer on] control_list|watch_list (MOFCOM YEAR No. N[, date])"`,
    );
  const [, through, list, notice] = match as unknown as [string, Listing['through'] | undefined, string, string];
  const row = policy.find(({ instrument_no }) => instrument_no === notice);
  const since =
    register.kept(`notice|${notice}`, () => dayOfNotice(notice, register.sites)) ?? row?.effective_from ?? row?.known_from ?? null;
  if (since === null) throw new Error(`${site.row}: no row says since when ${notice} holds`);
  return { class: list, since, notice, through: through ?? 'itself', evidence: [site.row, ...(row === undefined ? [] : [row.row])] };
}

/** Day of a notice, by any site row that dates it. */
function dayOfNotice(notice: string, all: readonly SupplierSiteRow[]): string | null {
  for (const { china_listing } of all) {
    const match = china_listing === null ? null : LISTING.exec(china_listing);
    if (match?.[3] === notice && match[4] !== undefined) return match[4];
  }
  return null;
}

/** How much of a supplier's deliveries is content of Chinese origin that is made abroad; `null` when no site's content is known. */
export interface ChinaContent {
  readonly value: number | null;
  readonly note: AssemblyNote | null;
}

/**
 * Weighted over the delivering sites. `yes` is all of it and `no` none; `mixed`, or a blank where a named feed of the chain is Chinese, is
 * the methodology's default content. Sites in China count with 0: their goods meet the border itself, not the rules for goods made abroad.
 */
export function chinaContent(chain: readonly ChainSite[], { supplier }: Parameters): ChinaContent {
  const byId = new Map(chain.map((site) => [site.id, site]));
  const delivering = chain.filter(({ weight }) => weight > 0);
  const evidence: string[] = [];
  let known = 0;
  let content = 0;
  let abroad = false;
  for (const site of delivering) {
    const part = site.country === CONTENT_ORIGIN ? 0 : contentOf(site, byId, supplier.default_china_content);
    if (site.country !== CONTENT_ORIGIN && part !== null) abroad = true;
    if (part === null) continue;
    known += site.weight;
    content += site.weight * part;
    evidence.push(...(site.row === null ? site.evidence : [site.row.row]));
  }
  if (!abroad) return { value: null, note: null };
  const value = content / known;
  const text = `${Math.round(1000 * value) / 10} % of the deliveries is counted as content of Chinese origin made abroad.`;
  return { value, note: { text, evidence } };
}

function contentOf(site: ChainSite, byId: ReadonlyMap<string, ChainSite>, mixed: number): number | null {
  const stated = site.row?.china_origin_content ?? null;
  if (stated === 'yes') return 1;
  if (stated === 'no') return 0;
  return stated === 'mixed' || hasNamedChineseFeed(site, byId, new Set()) ? mixed : null;
}

/** Does a feed that a source names, at any tier, come out of China. */
function hasNamedChineseFeed(site: ChainSite, byId: ReadonlyMap<string, ChainSite>, passed: Set<string>): boolean {
  if (passed.has(site.id)) return false;
  passed.add(site.id);
  return site.feeds.some((feed) => {
    const from = feed.assumed ? undefined : byId.get(feed.site);
    return from !== undefined && (from.country === CONTENT_ORIGIN || hasNamedChineseFeed(from, byId, passed));
  });
}
