import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LineElementInputs,
  type LineElementScore,
  scoreLineElement,
} from '#domain/companies/line-score.ts';
import type { LineSource } from '#domain/companies/lines.ts';
import type { Cause } from '#domain/method/causes.ts';
import { type ElementInputs, type ElementScore, scoreElement, stageScores } from '#domain/method/element.ts';
import { elementIds, indexFacts } from '#domain/method/facts.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import type { SuppliedElement, SupplierInputs } from '#domain/method/supplier.ts';
import { Register, suppliersOf } from '#domain/method/supplier-facts.ts';
import { type StageInputs, supplyOf } from '#domain/method/supply.ts';
import { STAGES, type Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);
const facts = indexFacts(shippedFacts, shippedMethodology).on('2026-11-29');
const register = new Register(facts, {
  sites: shippedFacts.supplier_sites,
  links: shippedFacts.supplier_links,
  parties: shippedFacts.external_parties,
});
const ROUNDING = 1e-9;
const RUNS = Number(process.env.RUNS ?? 20);

const country = (code: string, share: number): LineSource => ({ supplier_id: null, country: code, share });
const supplier = (id: string, share: number): LineSource => ({ supplier_id: id, country: null, share });

const inputsOf = (element: string, buyer = 'JPN'): LineElementInputs => ({
  nation: facts.element(element, { buyer }).inputs,
  facts: register.element(element),
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
const scoresOf = (inputs: LineElementInputs): readonly number[] =>
  scored(inputs).within.map(({ score }) => score);
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
  .flatMap((element) => ['JPN', 'USA', 'EUU', 'TWN', 'KOR'].map((buyer) => inputsOf(element, buyer)))
  .filter(({ nation }) => scoreElement(nation, parameters) !== null);

/** Lines of which the element has suppliers get some. */
const anyLine: fc.Arbitrary<LineElementInputs> = fc.constantFrom(...pairs).chain((inputs) => {
  const suppliers = suppliersFor(inputs.nation.element, inputs.nation.buyer);
  const named = fc.constantFrom(...Object.keys(suppliers), 'CHN', 'AUS', inputs.nation.buyer);
  return fc
    .record({
      stage: fc.option(fc.constantFrom(...STAGES.slice(1)), { nil: null }),
      cover_days: fc.option(fc.double({ min: 0, max: 500, noNaN: true }), { nil: null }),
      sources: fc.array(fc.tuple(named, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 4 }),
      part: fc.constantFrom(0.5, 1),
    })
    .map(({ sources, part, ...rest }) => {
      const sum = sources.reduce((total, [, share]) => total + share, 0) || 1;
      const of = sources.map(([id, share]) =>
        (id in suppliers ? supplier : country)(id, (part * share) / sum),
      );
      return { ...inputs, ...rest, suppliers, sources: of };
    });
});

const holds = (predicate: (line: LineElementInputs) => void): void =>
  fc.assert(
    fc.property(anyLine, (line) => {
      if (scoreLineElement(line, parameters) !== null) predicate(line);
    }),
    { numRuns: RUNS },
  );

describe('the chance that a line stops', () => {
  it('never rises with more stock, own or beside an unknown one, and endless stock leaves none', () =>
    holds((line) => {
      const stocks = [0, 20, 60, 200, 500];
      const known = stocks.map((cover_days) => scored({ ...line, cover_days }).within);
      const beside = stocks.map((more_days) => scored({ ...line, cover_days: null, more_days }).within);
      for (const [at, more] of [...known.slice(1), ...beside.slice(1)].entries())
        for (const [of, figures] of more.entries()) {
          const less = [...known.slice(0, -1), ...beside.slice(0, -1)][at]?.[of] as typeof figures;
          for (const figure of ['score', 'expected_days'] as const)
            expect(figures[figure]).toBeLessThanOrEqual(less[figure] + ROUNDING);
        }
      expect(scoresOf({ ...line, cover_days: 1e5 })).toEqual([0, 0, 0]);
    }));

  it('never falls with a longer horizon, and its days fit into it', () =>
    holds((line) => {
      const { within } = scored(line);
      for (const [at, { score, expected_days, horizon }] of within.entries()) {
        expect(score).toBeGreaterThanOrEqual((within[at - 1]?.score ?? 0) - ROUNDING);
        expect(expected_days).toBeLessThanOrEqual((horizon * score) / 100 + ROUNDING);
      }
    }));

  it('does not hang on the order of sources, nor on those without a share', () =>
    holds((line) => {
      expect(scored({ ...line, sources: [...line.sources].reverse() })).toEqual(scored(line));
      const without = { ...line, sources: line.sources.filter(({ share }) => share > 0) };
      const nothing = [country('CHN', 0), ...Object.keys(line.suppliers).map((id) => supplier(id, 0))];
      expect(scored({ ...without, sources: [...without.sources, ...nothing] })).toEqual(scored(without));
    }));
});

/** Shares of need as the nation has them; the rest is made at home. */
function mixOf({ stages, buyer, eol, demand_share }: ElementInputs, stage: Stage): readonly LineSource[] {
  const supply = supplyOf(
    stages[stage] as StageInputs,
    { stage, buyer, recycling: eol, demandShare: demand_share },
    parameters,
  );
  if (supply === null) throw new RangeError('no foreign origin');
  return [
    ...[...supply.share].map(([code, share]) => country(code, share)),
    country(buyer, 1 - supply.total),
  ];
}

describe('a line that is supplied as the nation is', () => {
  it.each([null, 40])(
    'has its score with a stock of %s days, whether or not it states the mix',
    (cover_days) => {
      for (const line of pairs.filter(({ nation }) => ['JPN', 'EUU', 'TWN'].includes(nation.buyer))) {
        const nation = scoreElement({ ...line.nation, cover_days }, parameters) as ElementScore;
        const stated = {
          ...line,
          cover_days,
          stage: nation.stage,
          sources: mixOf(line.nation, nation.stage),
        };
        for (const own of [{ ...line, cover_days }, { ...line, cover_days, facts: null }, stated].map(year))
          for (const figure of ['score', 'security'] as const)
            expect(own[figure]).toBeCloseTo(nation[figure], 9);
        // Days are those of the stage with the most, up to the one that is bought.
        const stages = stageScores({ ...line.nation, cover_days }, parameters, parameters.horizon);
        for (const [own, bought] of [
          [{ ...line, cover_days }, 'magnet'] as const,
          [stated, nation.stage] as const,
        ]) {
          const judged = stages.filter(({ stage }) => STAGES.indexOf(stage) <= STAGES.indexOf(bought));
          expect(year(own).expected_days).toBeCloseTo(
            Math.max(...judged.map(({ expected_days }) => expected_days)),
            9,
          );
        }
      }
    },
  );

  it('says that its cover is that of the nation', () => {
    expect(scored(inputsOf('Dy')).cover).toEqual({ days: 62, basis: 'nation' });
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
    ...{ unscored: null, listed: false, sites: [site] },
    ...rest,
  });
  const { nation, ...dysprosium } = inputsOf('Dy');
  const separation = nation.stages.separation as StageInputs;
  const line = (sources: readonly LineSource[], own = plant()): LineElementInputs => ({
    ...{ ...dysprosium, nation: { ...nation, si: 1, stages: { separation } } },
    ...{ stage: 'separation', cover_days: 38, sources, suppliers: { own } },
  });

  it('is its country, with plants that may close for good', () => {
    const causes = year(line([supplier('own', 1)])).causes;
    const figures = (of: readonly Cause[]) => of.map(({ id, chance, days }) => [id, chance, days]);
    expect(figures(causes.filter(({ id }) => id !== 'closure:own'))).toEqual(
      figures(year(line([country('MYS', 1)])).causes),
    );
    const closure = causes.find(({ id }) => id === 'closure:own');
    // At the first node z_L = -0.726089813598355, so 0.03 a year become 0.019555; 38 days of stock last 40
    // without 95 % of the need.
    expect(closure?.chance[0]).toBeCloseTo(0.0172307475, 9);
    expect(closure?.days[0]).toBeCloseTo(2.7999965, 6);
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
    const listed = year({
      ...line([supplier('own', 1)], plant({ listed: true, sites: [{ ...site, feeds }] })),
      cover_days: 34,
    });
    const listing = listed.causes.find(({ id }) => id === 'listing:own');
    // 0.9 less 0.05 are short and nobody else supplies, so 34 days of stock last 40.
    expect(listing?.chance[7]).toBeCloseTo(0.93, 12);
    expect(listing?.days[7]).toBeCloseTo(0.93 * 325, 9);
  });

  it('whose feed no link names is safe at one half of the nodes, and supplied by the world at the other', () => {
    const magnets = { ...site, country: 'VNM', stage: 'magnet' } as const;
    const figures = (feed_mix: SuppliedElement['feed_mix']) => {
      const elements = { Dy: { ...(register.element('Dy') as SuppliedElement), feed_mix } };
      return year({ ...line([supplier('own', 1)], plant({ sites: [magnets], elements })), stage: 'magnet' });
    };
    const [both, safe] = [figures({ CHN: 1 }), figures(null)];
    const china = both.causes.find(({ id }) => id === 'disruption:CHN:unnamed_feed');
    expect([...(china?.chance ?? [])].map((chance) => chance > 0)).toEqual(
      Array.from({ length: 512 }, (_, node) => node % 2 === 1),
    );
    for (const node of [0, 2, 4]) expect(both.nodes[node]).toBe(safe.nodes[node]);
  });
});

describe('the stage of a line', () => {
  it('is the worst up to the one that is bought', () => {
    const at = (stage: Stage) => year({ ...inputsOf('Nd'), stage, cover_days: 60 });
    expect([at('separation').stage, at('magnet').stage]).toEqual(['separation', 'magnet']);
    expect(at('separation').score).toBeLessThan(at('magnet').score);
    // Tungsten is refined where rare earths are separated.
    expect(year({ ...inputsOf('W'), stage: 'separation' }).stage).toBe('refining');
  });

  it('before the one that is bought is supplied by the nation, but for what suppliers deliver', () => {
    const magnets = {
      ...inputsOf('Dy'),
      stage: 'magnet',
      cover_days: 60,
      suppliers: suppliersFor('Dy', 'JPN'),
    } as const;
    const oxide = year({ ...magnets, stage: 'separation' }).score;
    expect(year({ ...magnets, sources: [country('JPN', 1)] })).toMatchObject({
      stage: 'separation',
      score: oxide,
    });
    expect(year({ ...magnets, sources: [supplier('shin-etsu-chemical', 1)] }).stage).toBe('magnet');
  });
});
