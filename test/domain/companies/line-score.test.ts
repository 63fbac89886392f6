import { describe, expect, it } from 'vitest';
import {
  type LineElementInputs,
  type LineElementScore,
  scoreLineElement,
} from '#domain/companies/line-score.ts';
import type { LineSource } from '#domain/companies/lines.ts';
import type { Cause } from '#domain/method/causes.ts';
import { type ElementScore, networkOf, scoreElement } from '#domain/method/element.ts';
import { elementIds, indexFacts } from '#domain/method/facts.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import { Register, suppliersOf } from '#domain/method/supplier-facts.ts';
import type { StageInputs } from '#domain/method/supply.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);
const facts = indexFacts(shippedFacts, shippedMethodology).on('2026-11-29');
const register = new Register(facts, {
  sites: shippedFacts.supplier_sites,
  links: shippedFacts.supplier_links,
  parties: shippedFacts.external_parties,
});

const country = (code: string, share: number): LineSource => ({ supplier_id: null, country: code, share });
const supplier = (id: string, share: number): LineSource => ({ supplier_id: id, country: null, share });

const inputsOf = (element: string, buyer = 'JPN'): LineElementInputs => ({
  nation: facts.element(element, { buyer }).inputs,
  stage: null,
  cover_days: null,
  sources: [],
  suppliers: {},
  pv: {},
});
const scored = (inputs: LineElementInputs): LineElementScore => {
  const score = scoreLineElement(inputs, parameters);
  if (score === null) throw new RangeError('no foreign origin');
  return score;
};
const year = (inputs: LineElementInputs) => {
  const within = scored(inputs).within;
  return within[within.length - 1] as (typeof within)[number];
};

const suppliersFor = (element: string, buyer: string): Readonly<Record<string, SupplierInputs>> =>
  Object.fromEntries(
    [...suppliersOf(shippedFacts.supplier_sites)]
      .map(({ id }) => [id, register.supplier(id, { buyer }).inputs] as const)
      .filter(
        ([, { sites, unscored }]) =>
          unscored === null && sites.some(({ elements }) => elements.includes(element)),
      ),
  );

const pairs = elementIds(shippedFacts)
  .map((element, n) => inputsOf(element, n % 2 === 0 ? 'JPN' : 'EUU'))
  .filter(({ nation }) => networkOf(nation, parameters).stages.length > 0);

describe('a line that is supplied as the nation is', () => {
  it('has its figures at every stage, with the stock of the nation or its own', () => {
    for (const [n, line] of pairs.entries()) {
      const cover_days = n % 4 < 2 ? null : 40;
      const { stages } = scoreElement({ ...line.nation, cover_days }, parameters) as ElementScore;
      for (const stage of Object.keys(stages) as Stage[]) {
        const { within, now, scarce_now } = scored({ ...line, cover_days, stage });
        const [, quarter, year] = within;
        expect({ score: year?.score, scarce: year?.scarce, p_90: quarter?.score, now, scarce_now }).toEqual(
          stages[stage],
        );
      }
      expect(scored({ ...line, cover_days }).bought).toBe(Object.keys(stages).at(-1));
    }
  });

  it('says that its cover is that of the nation', () => {
    expect(scored(inputsOf('Dy')).cover).toEqual({ days: 82, basis: 'nation' });
    expect(scored({ ...inputsOf('Dy'), cover_days: 0 }).cover).toEqual({ days: 0, basis: 'own' });
  });
});

describe('a supplier among the sources', () => {
  const site = {
    id: 'site',
    country: 'MYS',
    stage: 'separation',
    elements: ['Dy'],
    newness: 0,
    feeds: [],
  } as const;
  const plant = (rest: Partial<SupplierInputs> = {}): SupplierInputs => ({
    ...register.supplier('lynas', { buyer: 'JPN' }).inputs,
    unscored: null,
    listed: false,
    sites: [site],
    ...rest,
  });
  const { nation, ...dysprosium } = inputsOf('Dy');
  const separation = nation.stages.separation as StageInputs;
  const line = (sources: readonly LineSource[], own = plant()): LineElementInputs => ({
    ...dysprosium,
    nation: { ...nation, si: 1, stages: { separation } },
    stage: 'separation',
    cover_days: 38,
    sources,
    suppliers: { own },
  });

  it('is its country, with plants that may close for good', () => {
    const { stop } = year(line([supplier('own', 1)])).causes;
    const figures = (of: readonly Cause[]) => of.map(({ id, chance, days }) => [id, chance, days]);
    expect(figures(stop.filter(({ id }) => id !== 'closure:own'))).toEqual(
      figures(year(line([country('MYS', 1)])).causes.stop),
    );
    const closure = stop.find(({ id }) => id === 'closure:own');
    // Of the own need all is missing that is not given up, so 38 days last 38 e^(0.2 z_C) = 35.7717; 0.03 a
    // year become 0.0187 by z_L.
    expect(closure?.chance[0]).toBeCloseTo(0.018522310848, 12);
    expect(closure?.days[0]).toBeCloseTo(3.049034308076, 10);
  });

  it('that delivers nothing of the element leaves its part to the nation, and is told', () => {
    const open = scored(
      line([country('AUS', 0.3), supplier('own', 0.5)], plant({ sites: [{ ...site, elements: ['Nd'] }] })),
    );
    expect(open.open_sources).toEqual(['own']);
    expect(open.within).toEqual(scored(line([country('AUS', 0.3)])).within);
    expect(scored(line([supplier('own', 0.5)], plant({ unscored: 'not_producing' }))).within).toEqual(
      scored(line([])).within,
    );
  });

  it('on the list of China loses its Chinese feed for good', () => {
    const feeds = [{ country: 'CHN', stage: 'mine', share: 1, elements: null }] as const;
    const { stop, scarce } = year({
      ...line([supplier('own', 1)], plant({ listed: true, sites: [{ ...site, feeds }] })),
      cover_days: 34,
    }).causes;
    const days = (of: readonly Cause[]) => of.find(({ id }) => id === 'listing:own')?.days[0];
    // 0.9 less 0.234816 (stop) or 0.05 (scarce) of a need that is smaller by as much; half of the stock.
    expect(days(stop)).toBeCloseTo(305.20933699183, 9);
    expect(days(scarce)).toBeCloseTo(322.816152057755, 9);
  });

  it('of magnets, whose feed no link names, lives on the mix of its country', () => {
    const magnets = { ...site, country: 'VNM', stage: 'magnet' } as const;
    const bought = (sources: readonly LineSource[]) =>
      year({
        ...inputsOf('Dy'),
        sources,
        suppliers: { own: plant({ sites: [magnets] }) },
      });
    const [named, mix] = [bought([supplier('own', 1)]), bought([country('VNM', 1)])];
    expect(named.scarce_points['measure:CHN']).toBeGreaterThan(0);
    expect(named.causes.scarce.find(({ id }) => id === 'measure:CHN')).toEqual(
      mix.causes.scarce.find(({ id }) => id === 'measure:CHN'),
    );
  });
});

describe('the stage of a line', () => {
  it('is the one that is bought, whatever the scores of others', () => {
    const at = (element: string, stage: Stage | null) => scored({ ...inputsOf(element), stage }).bought;
    expect([at('Nd', 'separation'), at('Nd', 'magnet'), at('Nd', null)]).toEqual([
      'separation',
      'magnet',
      'magnet',
    ]);
    // Tungsten is refined where rare earths are separated, and there are no magnets of it.
    expect([at('W', 'separation'), at('W', 'magnet')]).toEqual(['refining', 'refining']);
  });

  it('at which a supplier has no site is that of its country, and told', () => {
    const tb = (sources: readonly LineSource[], stage: Stage) =>
      scored({ ...inputsOf('Tb'), cover_days: 45, sources, stage, suppliers: suppliersFor('Tb', 'JPN') });
    const [maker, china] = [[supplier('innuovo', 1)], [country('CHN', 1)]];
    expect(tb(maker, 'separation').country_sources).toEqual(['innuovo']);
    expect(tb(maker, 'magnet').country_sources).toEqual([]);
    // What only is known to come from China is no safer for its maker being known.
    for (const stage of ['separation', 'magnet'] as const)
      for (const figure of ['score', 'scarce'] as const)
        expect(tb(maker, stage).within[2]?.[figure]).toBeGreaterThanOrEqual(
          tb(china, stage).within[2]?.[figure] as number,
        );
    // JL MAG has a general licence since December 2025: its goods are known to flow, its country's are not.
    const licensed = tb([supplier('jl-mag', 1)], 'magnet').within[2];
    expect(licensed?.score).toBeLessThan(tb(maker, 'magnet').within[2]?.score as number);
  });

  it('at which a supplier of several countries has no site comes from each of them, in any order of rows', () => {
    const { sites, ...maker } = register.supplier('innuovo', { buyer: 'USA' }).inputs;
    const [site] = sites;
    if (site === undefined) throw new RangeError('no site');
    const line = { ...inputsOf('Dy', 'USA'), stage: 'separation', cover_days: 45 } as const;
    const from = (...countries: readonly string[]) => {
      const own = countries.map((code) => ({ ...site, id: code, country: code, elements: ['Dy'] }));
      return year({ ...line, sources: [supplier('it', 1)], suppliers: { it: { ...maker, sites: own } } });
    };
    const { score, scarce, state, points } = from('CHN', 'MYS');
    expect(from('MYS', 'CHN')).toMatchObject({ score, scarce, points });
    // It may close beside what its countries do.
    expect(points['closure:it']).toBeGreaterThan(0);
    const halves = year({ ...line, sources: [country('CHN', 0.5), country('MYS', 0.5)] });
    expect(state).toBeCloseTo(halves.state, 9);
    expect(state).toBeLessThan(from('CHN').state);
  });

  it('from Japan is never without risk: an address is no origin', () => {
    for (const element of ['Ga', 'Ge', 'Bi', 'Te', 'In', 'Co', 'Mg', 'W', 'Dy']) {
      const own = year({ ...inputsOf(element), cover_days: 1, sources: [country('JPN', 1)] });
      expect(own.score).toBeGreaterThan(1);
      expect(own.interval[0]).toBeGreaterThan(0);
      expect(own.points.unforeseen).toBeGreaterThan(0);
    }
  });
});
