import { describe, expect, it } from 'vitest';
import type { ChainSite } from '#domain/facts/suppliers/supplier-chain.ts';
import { chinaContent, listingOn } from '#domain/facts/suppliers/supplier-listing.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import type { SupplierLinkRow, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aPolicy, aSupplierLink, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const { parameters } = goldenMethodology;
const WATCH = 'watch_list (MOFCOM 2025 No. 9, 2025-01-09)';
const CONTROL = 'control_list (MOFCOM 2026 No. 7, 2026-02-24)';

interface Case {
  readonly day?: string;
  readonly knownAt?: string;
  readonly links?: readonly SupplierLinkRow[];
  readonly others?: readonly SupplierSiteRow[];
}
/** The list of a company with one site for each cell. */
function listed(cells: readonly (string | null)[], { day = '2026-10-01', knownAt = day, links = [], others = [] }: Case = {}) {
  const own = cells.map((china_listing, n) => aSupplierSite(`S${n}`, { china_listing }));
  const data = referenceDataWith({ supplier_sites: [...own, ...others], supplier_links: links });
  const notice = aPolicy('CN-7', { instrument_no: 'MOFCOM 2026 No. 7' });
  return listingOn(own, registerOn(data, day, knownAt), [aPolicy('CN-8', { instrument_no: 'another' }), notice], parameters);
}

describe('the list that a company stands on', () => {
  it('holds from its day on, once that is known', () => {
    expect(listed([null])).toBeNull();
    expect(listed([CONTROL], { day: '2026-02-24' })?.class).toBe('control_list');
    expect(listed([CONTROL], { day: '2026-02-23' })).toBeNull();
    expect(listed([CONTROL], { knownAt: '2026-02-23' })).toBeNull();
    expect(listed([CONTROL, WATCH], { day: '2026-02-23' })).toMatchObject({ class: 'watch_list', since: '2025-01-09' });
  });

  it('is the strictest, with the rows of every site that names that notice, in byte order', () => {
    expect(listed([WATCH, 'control_list (MOFCOM 2026 No. 7)', CONTROL])).toEqual({
      class: 'control_list',
      since: '2026-02-24',
      notice: 'MOFCOM 2026 No. 7',
      through: 'itself',
      evidence: ['policy:CN-7', 'supplier-site:S1', 'supplier-site:S2'],
    });
  });

  it('has the day of the notice from any site of the register that dates it', () => {
    const others = [aSupplierSite('T', { china_listing: null }), aSupplierSite('U', { china_listing: WATCH })];
    expect(listed(['parent on watch_list (MOFCOM 2025 No. 9)'], { others })).toMatchObject({ since: '2025-01-09', through: 'parent' });
  });

  it('of an acquirer reaches it with the purchase: an agreement of ownership with one of its own sites, in effect', () => {
    const cell = `acquirer on ${CONTROL}`;
    const bought = (to: string, over: Partial<SupplierLinkRow> = {}) =>
      listed(['acquirer on watch_list (MOFCOM 2025 No. 9, 2025-01-09)', cell], {
        links: [aSupplierLink('X', 'Y'), aSupplierLink('buyer', to, { relation_type: 'ownership', ...over })],
      });
    expect(bought('S0')).toMatchObject({ class: 'control_list', through: 'acquirer' });
    expect(bought('S1')?.through).toBe('acquirer');
    expect(bought('Y')).toBeNull();
    expect(bought('S0', { relation_type: 'offtake' })).toBeNull();
    expect(bought('S0', { status: 'planned' })).toBeNull();
    expect(listed([cell])).toBeNull();
  });

  it('is worded as the register promises, or it is our own bad data', () => {
    for (const cell of ['on some list', `${CONTROL} since then`, `subsidiary on ${CONTROL}`, `, ${CONTROL}`]) {
      expect(() => listed([cell])).toThrow(
        `supplier-site:S0: "${cell}" is not "[parent on|acquirer on] control_list|watch_list (MOFCOM YEAR No. N[, date])"`,
      );
    }
  });
});

describe('content of Chinese origin', () => {
  const site = (
    id: string,
    country: string,
    over: Partial<ChainSite> = {},
    content: SupplierSiteRow['china_origin_content'] = null,
  ): ChainSite => ({
    id,
    name: id,
    supplier: null,
    country,
    stage: 'magnet',
    elements: ['Dy'],
    weight: 1,
    feeds: [],
    evidence: [],
    row: aSupplierSite(id, { country, china_origin_content: content }),
    ...over,
  });

  it('is the default of the methodology for a plant that says that it is mixed, and for one with a named feed from China at any tier', () => {
    expect(chinaContent([site('P', 'JPN', {}, 'mixed')], parameters).value).toBe(0.3);
    const fedBy = (id: string) => ({ feeds: [{ site: id, dependency: 1, essential: true, evidence: [], assumed: false }] });
    const chain = [site('P', 'JPN', fedBy('Q')), site('Q', 'VNM', { weight: 0, ...fedBy('R') }), site('R', 'CHN', { weight: 0 })];
    expect(chinaContent(chain, parameters).value).toBe(0.3);
    expect(chinaContent(chain.slice(0, 2), parameters)).toEqual({ value: null, note: null });
  });

  it('is not asked of goods made in China: a company with plants only there has none', () => {
    expect(chinaContent([site('P', 'CHN'), site('Q', 'JPN')], parameters)).toEqual({ value: null, note: null });
    expect(chinaContent([site('P', 'CHN', {}, 'yes')], parameters)).toEqual({ value: null, note: null });
  });
});
