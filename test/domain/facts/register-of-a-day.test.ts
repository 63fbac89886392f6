import { describe, expect, it } from 'vitest';
import { onlyFeedsItsOwner, registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import { deliveringSites } from '#domain/facts/suppliers/supplier-weights.ts';
import type { SupplierLinkRow, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import { aSupplierLink, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const DAY = '2026-10-01';

interface Tables {
  readonly sites?: readonly SupplierSiteRow[];
  readonly links?: readonly SupplierLinkRow[];
}
const registerOf = ({ sites = [], links = [] }: Tables, asOf = DAY, knownAt = asOf) =>
  registerOn(referenceDataWith({ supplier_sites: sites, supplier_links: links }), asOf, knownAt);

describe('a site on a day', () => {
  const on = (day: string, over: Partial<SupplierSiteRow>) => {
    const site = aSupplierSite('P', over);
    return registerOf({ sites: [site] }, day).operationOf(site);
  };

  it('that a source has seen runs; not before its start, and with a remark where its state is not known or a step is ahead', () => {
    const runs = (remark: string | null) => ({ runs: true, onPlan: false, remark });
    expect(on(DAY, {})).toEqual(runs(null));
    expect(on(DAY, { start_date: '2020' })).toEqual(runs(null));
    expect(on('2026-06-30', { start_date: '2026-06-30' })).toEqual(runs(null));
    expect(on('2026-06-29', { start_date: '2026-06-30' })).toEqual({ runs: false, onPlan: false, remark: 'starts in 2026-06-30' });
    expect(on('2019-12-31', { start_date: '2020' })).toEqual({ runs: false, onPlan: false, remark: 'starts in 2020' });
    expect(on(DAY, { start_date: '2026-07-01', status: 'second line in July' })).toEqual(
      runs('is counted as running; 2026-07-01 is a later step ("second line in July")'),
    );
    expect(on('2026-05-01', { start_date: '2027', status: 'doubles in 2027' }).runs).toBe(true);
    expect(on(DAY, { operating: null, status: 'no news' })).toEqual(
      runs('is counted as running although its present state is not known ("no news")'),
    );
  });

  it('that was given up leaves once that is known, and was a project before', () => {
    const cancelled = (date: string) => on(DAY, { capacity_type: 'cancelled', date });
    expect(cancelled(DAY)).toEqual({ runs: false, onPlan: false, remark: 'is cancelled and leaves' });
    expect(cancelled('2026-10')).toEqual({ runs: false, onPlan: false, remark: 'is a project without weight' });
  });

  const promised: Partial<SupplierSiteRow> = {
    operating: 'no',
    status: 'under construction',
    start_date: '2026-Q3',
    capacity_tonnes_per_year: 100,
  };
  it.each<[over: Partial<SupplierSiteRow>, remark: string]>([
    [{ status: 'project cancelled' }, 'is given up ("project cancelled")'],
    [{ start_date: null }, 'does not produce and has no date ("under construction")'],
    [{ status: 'slipped to Q3' }, 'does not produce and its date has slipped ("slipped to Q3")'],
    [{ start_date: '2026-Q4' }, 'is planned for 2026-Q4 and does not count before'],
    [{ start_date: '2026-10-02' }, 'is planned for 2026-10-02 and does not count before'],
    [{ date: '2026-09-30' }, 'was planned for 2026-Q3, and a source of 2026-09-30 still says that it does not produce'],
    [{ capacity_tonnes_per_year: null }, 'is planned for 2026-Q3 without a tonnage'],
  ])('that does not produce, with %o, has no weight: it %s', (over, remark) => {
    expect(on(DAY, { ...promised, ...over })).toEqual({ runs: false, onPlan: false, remark });
  });

  it('that does not produce enters on the last day of the period it is promised for', () => {
    const entered = (period: string) => ({
      runs: true,
      onPlan: true,
      remark: `counts since the end of ${period}, the date it was promised for; no source has seen it produce`,
    });
    expect(on(DAY, promised)).toEqual(entered('2026-Q3'));
    expect(on('2026-09-30', { ...promised, date: '2026-09-29' })).toEqual(entered('2026-Q3'));
    expect(on(DAY, { ...promised, start_date: DAY })).toEqual(entered(DAY));
  });
});

describe('links in effect', () => {
  const plan = { operating: 'no', start_date: '2026-Q3', capacity_tonnes_per_year: 100 } as const;
  const sites = [aSupplierSite('A'), aSupplierSite('B'), aSupplierSite('new', plan)];
  const holds = (over: Partial<SupplierLinkRow>, to = 'B', asOf = DAY, knownAt = asOf) =>
    registerOf({ sites, links: [aSupplierLink('A', to, over)] }, asOf, knownAt).links.length === 1;

  it('are known: by the day of the score and by the day of the knowledge, whichever is earlier', () => {
    expect(holds({ known_from: DAY })).toBe(true);
    expect(holds({ known_from: '2026-10-02' })).toBe(false);
    expect(holds({ known_from: '2026-10' })).toBe(false);
    expect(holds({ known_from: '2026-09-01' }, 'B', DAY, '2026-08-31')).toBe(false);
    expect(holds({ known_from: '2026-09-01' }, 'B', '2026-08-31', DAY)).toBe(false);
  });

  it('have begun and are not over', () => {
    expect([DAY, '2026-10', '2026-10-02'].map((from_date) => holds({ from_date }))).toEqual([true, true, false]);
    expect([DAY, '2026-09', '2026-10', '2026-10-02'].map((to_date) => holds({ to_date }))).toEqual([false, false, true, true]);
  });

  it('are active, or ended with an end that is still ahead; suspended ones move nothing', () => {
    expect(holds({ status: 'suspended' })).toBe(false);
    expect(holds({ status: 'ended' })).toBe(false);
    expect(holds({ status: 'ended', to_date: '2027' })).toBe(true);
  });

  it('that are planned feed only a plant that has itself entered on its plan', () => {
    expect(holds({ status: 'planned' })).toBe(false);
    expect(holds({ status: 'planned' }, 'new')).toBe(true);
    expect(holds({ status: 'planned', relation_type: 'offtake' }, 'new')).toBe(false);
    expect(holds({ status: 'planned' }, 'a place outside of the register')).toBe(false);
  });
});

describe('the state of the register', () => {
  it('is the same on days between which nothing starts or ends', () => {
    const tables = {
      sites: [aSupplierSite('A', { start_date: '2026-05-01' })],
      links: [aSupplierLink('A', 'B', { from_date: '2026-08' })],
    };
    const states = ['2026-04-30', '2026-05-01', '2026-07-31', '2026-08-01', DAY].map((day) => registerOf(tables, day).state);
    expect(states.map((state) => states.indexOf(state))).toEqual([0, 1, 1, 3, 3]);
    const others = { ...tables, links: [aSupplierLink('A', 'C')] };
    expect(registerOf(others).state).not.toBe(registerOf(tables).state);
  });
});

describe('a site only feeds its owner', () => {
  const own = (id: string, stage: SupplierSiteRow['stage'], over: Partial<SupplierSiteRow> = {}) =>
    aSupplierSite(id, { supplier: 'acme', stage, ...over });
  const feeds = (stage: SupplierSiteRow['stage'], others: readonly SupplierSiteRow[], links: readonly SupplierLinkRow[] = []) => {
    const site = own('S', stage);
    return onlyFeedsItsOwner(site, registerOf({ sites: [site, ...others], links }));
  };

  it('when its company has the plant for what it makes: ore for separation or refining, alloy for magnets', () => {
    expect(feeds('mine', [own('P', 'separation')])).toBe(true);
    expect(feeds('mine', [own('P', 'refining')])).toBe(true);
    expect(feeds('mine', [own('P', 'magnet')])).toBe(false);
    expect(feeds('metal', [own('P', 'magnet')])).toBe(true);
    expect(feeds('metal', [own('P', 'separation')])).toBe(false);
    expect(feeds('separation', [own('P', 'magnet')])).toBe(false); // oxides are goods of their own
    expect(feeds('separation', [own('P', 'separation')])).toBe(false);
    expect(feeds('mine', [own('Q', 'magnet'), own('P', 'separation')])).toBe(true);
    expect(feeds('mine', [])).toBe(false);
  });

  it('and that plant runs, is its own, and takes one of its elements', () => {
    expect(feeds('mine', [own('P', 'separation', { operating: 'no' })])).toBe(false);
    expect(feeds('mine', [own('P', 'separation', { supplier: 'another' })])).toBe(false);
    expect(feeds('mine', [own('P', 'separation', { elements: ['Nd'] })])).toBe(false);
    expect(feeds('mine', [own('P', 'separation', { elements: ['Nd', 'Dy'] })])).toBe(true);
  });

  it('unless an agreement sells some of it, or feeds others', () => {
    const plant = own('P', 'separation');
    const other = aSupplierSite('T', { supplier: 'another' });
    const mine = (...links: readonly SupplierLinkRow[]) => feeds('mine', [plant, other], links);
    expect(mine(aSupplierLink('S', 'P'))).toBe(true);
    expect(mine(aSupplierLink('S', 'P', { relation_type: 'offtake' }))).toBe(false);
    expect(mine(aSupplierLink('S', 'P'), aSupplierLink('S', 'T', { relation_type: 'distribution' }))).toBe(false);
    expect(mine(aSupplierLink('S', 'T'))).toBe(false);
    expect(mine(aSupplierLink('S', 'P'), aSupplierLink('S', 'T', { relation_type: 'tolling' }))).toBe(false);
    expect(mine(aSupplierLink('S', 'a trader'))).toBe(false);
    expect(mine(aSupplierLink('S', 'T', { relation_type: 'ownership' }))).toBe(true);
    expect(mine(aSupplierLink('T', 'P', { relation_type: 'offtake' }))).toBe(true); // another's sale
  });

  it('by a named feed: to a plant that separates, or as the main feed of a later one; never scrap that goes back', () => {
    const essential = { essential: 'yes' } as const;
    const link = (over: Partial<SupplierLinkRow> = {}) => aSupplierLink('S', 'P', over);
    expect(feeds('separation', [own('Q', 'magnet'), own('P', 'separation')], [link()])).toBe(true);
    expect(feeds('separation', [own('P', 'refining')], [link()])).toBe(true);
    expect(feeds('separation', [own('P', 'magnet')], [link()])).toBe(false);
    expect(feeds('separation', [own('P', 'magnet')], [link({ essential: 'no' })])).toBe(false);
    expect(feeds('separation', [own('P', 'magnet')], [link(essential)])).toBe(true);
    expect(feeds('separation', [own('P', 'magnet')], [link({ ...essential, relation_type: 'ownership' })])).toBe(false);
    expect(feeds('separation', [own('P', 'magnet', { operating: 'no' })], [link(essential)])).toBe(false);
    expect(feeds('magnet', [own('P', 'separation')], [link(essential)])).toBe(false);
    expect(feeds('magnet', [own('P', 'magnet')], [link(essential)])).toBe(true);
    // The feed of one plant is not that of another.
    expect(feeds('separation', [own('P', 'mine'), own('Q', 'magnet')], [link(essential)])).toBe(false);
  });
});

describe('the plants of a company that deliver', () => {
  const tonnage = (tonnes: number | null, type: SupplierSiteRow['capacity_type'] = 'actual_output'): Partial<SupplierSiteRow> => ({
    capacity_of: 'Dy oxide',
    capacity_type: type,
    capacity_tonnes_per_year: tonnes,
  });
  const plant = (id: string, over: Partial<SupplierSiteRow> = {}) => aSupplierSite(id, { supplier: 'acme', company: 'Acme', ...over });
  const delivering = (...sites: readonly SupplierSiteRow[]) => {
    const notes: { readonly text: string; readonly evidence: readonly string[] }[] = [];
    const found = deliveringSites(sites, registerOf({ sites }), notes);
    return { weights: Object.fromEntries(found.map(({ site, weight }) => [site.id, weight])), notes };
  };

  it('are those that run and sell; a mine behind a plant of the company is told as no second source', () => {
    const mine = plant('mine', { stage: 'mine' });
    expect(delivering(mine, plant('P', tonnage(10)), plant('shut', { operating: 'no' }))).toEqual({
      weights: { P: 1 },
      notes: [{ text: 'Acme, mine feeds other sites of the company and is not a second source.', evidence: ['supplier-site:mine'] }],
    });
  });

  it('count a stream once: a row of the same plant and product that is not in the totals is told and left out', () => {
    const total = plant('total', { ...tonnage(200), site_group: 'G' });
    const part = (over: Partial<SupplierSiteRow> = {}) =>
      plant('part', { ...tonnage(200), site_group: 'G', count_in_totals: false, ...over });
    expect(delivering(part(), total)).toEqual({
      weights: { total: 1 },
      notes: [
        {
          text: 'Acme, part is the same stream as Acme, total and is not added to it.',
          evidence: ['supplier-site:part', 'supplier-site:total'],
        },
      ],
    });
    const both = { part: 0.5, total: 0.5 };
    expect(delivering(part({ site_group: 'H' }), total)).toEqual({ weights: both, notes: [] });
    expect(delivering(part({ count_in_totals: true }), total)).toEqual({ weights: both, notes: [] });
    expect(delivering(part({ capacity_of: 'Dy' }), total).weights).toEqual(both);
    expect(delivering(part(), { ...total, count_in_totals: false }).weights).toEqual(both);
  });

  it('are one line of products where they make a common element at one stage; each line counts as a whole', () => {
    const of = (id: string, stage: SupplierSiteRow['stage'], ...elements: readonly string[]) =>
      plant(id, { ...tonnage(30), stage, elements });
    expect(delivering(of('A', 'separation', 'Dy'), of('B', 'separation', 'Nd'), of('C', 'magnet', 'Dy')).weights).toEqual({
      A: 1,
      B: 1,
      C: 1,
    });
    // A third plant that makes both joins the first two.
    const joined = delivering(of('A', 'separation', 'Dy'), of('B', 'separation', 'Nd'), of('D', 'separation', 'Nd', 'Dy')).weights;
    expect(Object.values(joined)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const chain = [of('A', 'separation', 'Dy'), of('B', 'separation', 'Dy', 'Nd'), of('C', 'separation', 'Nd')];
    expect(Object.values(delivering(...chain).weights)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it('say how good their tonnages are: output needs no word, nameplate is worse, none counts as the mean of the others', () => {
    const nameplate = plant('N', tonnage(100, 'nameplate'));
    expect(delivering(plant('O', tonnage(300)), nameplate, plant('U'))).toEqual({
      weights: { O: 0.5, N: 1 / 6, U: 1 / 3 },
      notes: [
        { text: 'Acme, N: 100 t a year is nameplate, not output (quality C).', evidence: ['supplier-site:N'] },
        {
          text: "Acme, U: output is not known; it is weighed like the mean of the company's other sites with this product.",
          evidence: ['supplier-site:U'],
        },
      ],
    });
    expect(delivering(plant('U'))).toEqual({ weights: { U: 1 }, notes: [] });
  });

  it('have a planned tonnage only where they entered on that plan', () => {
    const planned = tonnage(100, 'planned');
    const seen = delivering(plant('O', tonnage(300)), plant('seen', planned));
    expect(seen.weights).toEqual({ O: 0.5, seen: 0.5 });
    const promised = delivering(plant('O', tonnage(300)), plant('promised', { ...planned, operating: 'no', start_date: '2026-Q3' }));
    expect(promised.weights).toEqual({ O: 0.75, promised: 0.25 });
    expect(promised.notes.map(({ text }) => text)).toEqual(['Acme, promised: 100 t a year is planned, not output (quality C).']);
  });
});
