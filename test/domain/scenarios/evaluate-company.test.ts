import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Company, Need, SourceRow } from '#domain/companies/company.ts';
import { type CompanyWorld, companyHelps, companyResults } from '#domain/companies/company-results.ts';
import { lineDetails } from '#domain/companies/line-details.ts';
import { materialVocabulary } from '#domain/companies/materials.ts';
import { scheduledSteps } from '#domain/explanations/calendar.ts';
import { referenceNames } from '#domain/explanations/labels.ts';
import { type ElementInputs, elementChances } from '#domain/method/element.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { type SupplierInputs, scoreSupplier } from '#domain/method/supplier.ts';
import { Register } from '#domain/method/supplier-facts.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import { evaluateCompany } from '#domain/scenarios/evaluate-company.ts';
import { evaluateElements } from '#domain/scenarios/evaluate-scenario.ts';
import {
  NO_CHANGES,
  type ScenarioChanges,
  type Stop,
  type StopFacts,
  stopOf,
} from '#domain/scenarios/scenario.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const DAY = '2026-11-29';
const buyer = 'JPN';
const facts = indexFacts(shippedFacts, shippedMethodology).on(DAY);
const register = new Register(facts, {
  sites: shippedFacts.supplier_sites,
  links: shippedFacts.supplier_links,
  parties: shippedFacts.external_parties,
});
const SYMBOLS = { Dy: 'dysprosium', Ga: 'gallium', W: 'tungsten', Co: 'cobalt', C: 'graphite' };
const nations = new Map<string, ElementInputs>();
const nation = (element: string) => entryOf(nations, element, () => facts.element(element, { buyer }).inputs);
const suppliers = new Map<string, SupplierInputs>();
const world: CompanyWorld = {
  as_of: DAY,
  parameters: parametersOf(shippedMethodology),
  vocabulary: materialVocabulary(
    SYMBOLS,
    Object.keys(SYMBOLS).map((element) => ({ element, stages: nation(element).stages })),
    [],
  ),
  nation,
  supplier: (id) => entryOf(suppliers, id, () => register.supplier(id, { buyer }).inputs),
  supplierName: (id) => id,
  pv: () => null,
  published: () => null,
  catalogue: [],
};
const stopFacts: StopFacts = {
  names: {},
  outputs: [{ supplier: 'lynas', element: 'Dy', stage: 'separation', output: { MYS: 1 } }],
  routes: [{ buyer, origin: 'CHN', stage: 'refining', lanes: { malacca: 0.5 } }],
};

const need = (material: string, money: number | null): Need => ({
  ...{
    id: material,
    name: null,
    material,
    quantity: 10,
    unit: 'kg',
    spend: null,
    revenue_at_stake: money,
    supplier_id: null,
    country: null,
    site: null,
  },
});
const source = (material: string, of: { supplier_id?: string; country?: string }): SourceRow => ({
  ...{ material, supplier_id: null, country: null, share: 1, since: null, contract_until: null },
  ...of,
});
const company = (given: Partial<Company>): Company => ({
  ...{
    name: 'Kyushu',
    country: buyer,
    end_use: 'civil',
    currency: 'JPY',
    sites: [],
    stock: [],
    sources: [],
    watch: [],
  },
  needs: [need('Dy', 100), need('Ga', 50), need('W', null)],
  ...given,
});
const stocked = (days: number) =>
  Object.keys(SYMBOLS).map((material) => ({ material, site: null, kilograms: null, days, as_of: null }));
const changesOf = (of: Company, changes: Partial<ScenarioChanges>) =>
  evaluateCompany(of, world, { ...NO_CHANGES, ...changes }, stopFacts, shippedMethodology);
const under = (of: Company, ...stops: readonly Stop[]) => changesOf(of, { stops });

test.each<[string, Partial<ScenarioChanges>]>([
  ['nothing', {}],
  ['a stop for some months', { stops: [stopOf({ origin: 'CHN', begins: 10, days: 120 })] }],
  [
    'stops of an origin, a lane and a supplier',
    {
      stops: [
        stopOf({ origin: 'MMR', processed_in: 'CHN' }),
        stopOf({ lane: 'malacca', days: 90 }),
        stopOf({ supplier: 'lynas' }),
      ],
    },
  ],
  [
    'a calm theatre and measures',
    {
      pressure: { taiwan: 0 },
      measures_lifted: nation('Dy').measures.map(({ id }) => id),
      measures_added: [
        {
          control_class: 'ban',
          origins: ['CHN'],
          targets: ['ALL'],
          elements: ['W'],
          stages: ['refining'],
          coverage: 1,
        },
      ],
    },
  ],
  [
    'stock, shares and numbers',
    {
      cover: [{ elements: null, days: null, factor: 1, add_days: 60 }],
      shares: [{ of: 'world', element: 'Ga', stage: 'refining', origin: 'CHN', share: 0.3 }],
      parameters: { spare: 0.1 },
    },
  ],
])('without own stock and sources lines move as their elements do for the country: %s', (_, changes) => {
  const [, ...lines] = changesOf(company({}), changes);
  const elements = evaluateElements(
    ['Dy', 'Ga', 'W'].map(nation),
    { ...NO_CHANGES, ...changes },
    stopFacts,
    shippedMethodology,
  );
  const figures = ({ baseline, scenario, delta, interval, parts_to }: (typeof elements)[number]) => ({
    baseline,
    scenario,
    delta,
    interval,
    parts_to,
  });
  expect(lines.map(figures)).toEqual(elements.map(figures));
});

describe('a company under a stop', () => {
  test('of nothing does not move, nor does its money', () => {
    for (const change of under(company({ stock: stocked(40) }), stopOf({ origin: 'CHN', severity: 0 }))) {
      expect(change).toMatchObject({ delta: 0, interval: { p05: 0, p95: 0 }, by_driver: [] });
      expect([0, undefined]).toContain(change.loss?.delta);
    }
  });

  test('without stock stands still for its days: 180 of 365.25 of the money, and more by what else may happen', () => {
    const of = company({
      needs: [need('Dy', 365.25)],
      stock: stocked(0),
      sources: [source('Dy', { country: 'CHN' })],
    });
    const [any, line] = under(of, stopOf({ origin: 'CHN', days: 180 }));
    expect([any?.scenario, any?.within.map(({ scenario }) => scenario)]).toEqual([100, [100, 100, 100]]);
    expect(any?.loss?.scenario).toBeGreaterThanOrEqual(180);
    expect(any?.loss?.scenario).toBeLessThan(365.25);
    expect([any?.loss, any?.interval]).toEqual([line?.loss, line?.interval]);
    expect(line?.by_driver[0]).toMatchObject({ id: 'stop:CHN', label: { code: 'label_stop' } });
  });

  test('loses to it the stock that others find gone, and the more, the longer it lasts', () => {
    const of = company({ stock: stocked(100) });
    const stop = (days: number | null) =>
      under(of, stopOf({ origin: 'CHN', days })).map(({ scenario, loss }) => [scenario, loss?.scenario ?? 0]);
    const [now, ...longer] = [1, 99, 150, 300, null].map(stop);
    expect(longer[0]?.[0]?.[0]).toBeGreaterThan(now?.[0]?.[0] as number);
    for (const [place, scores] of longer.entries())
      for (const [at, figures] of scores.entries())
        for (const [which, figure] of figures.entries())
          expect(figure as number).toBeGreaterThanOrEqual(
            (longer[place - 1] ?? now)?.[at]?.[which] as number,
          );
    expect(longer.at(-1)).not.toEqual(now);
  });

  test('of own stock has as many days more as the scenario adds', () => {
    const stop = stopOf({ origin: 'CHN', days: 200 });
    const more = changesOf(company({ stock: stocked(100) }), {
      stops: [stop],
      cover: [{ elements: null, days: null, factor: 1, add_days: 60 }],
    });
    expect(more.map(({ scenario }) => scenario)).toEqual(
      under(company({ stock: stocked(160) }), stop).map(({ scenario }) => scenario),
    );
  });

  test('loses what a source delivers with that source, and with no other in its country', () => {
    const of = (id: string) =>
      company({ needs: [need('Dy', 1)], stock: stocked(10), sources: [source('Dy', { supplier_id: id })] });
    const others = {
      ...stopFacts,
      outputs: [
        ...stopFacts.outputs,
        { supplier: 'x', element: 'Dy', stage: 'separation', output: { MYS: 1 } },
      ],
    };
    expect(under(of('lynas'), stopOf({ supplier: 'lynas', days: 60 }))[0]?.scenario).toBe(100);
    const other = evaluateCompany(
      of('lynas'),
      world,
      { ...NO_CHANGES, stops: [stopOf({ supplier: 'x' })] },
      others,
      shippedMethodology,
    );
    expect(other[0]?.delta).toBe(0);
    expect(under(of('lynas'), stopOf({ supplier: 'lynas', severity: 0.04 }))[0]?.delta).toBe(0);
  });

  test('has a chance of any that no line exceeds, the sum of the money of its lines, and does not hang on the order of parts', () => {
    const stops = [
      stopOf({ origin: 'CHN', elements: ['@HREE'], days: 180 }),
      stopOf({ origin: 'CHN', elements: ['Ga'], begins: 20, days: 90, severity: 0.6 }),
    ];
    const of = company({ stock: stocked(50) });
    const [any, ...lines] = under(of, ...stops);
    for (const { scenario } of lines) expect(any?.scenario).toBeGreaterThanOrEqual(scenario as number);
    const sum = lines.reduce((total, { loss }) => total + (loss?.scenario ?? 0), 0);
    expect(any?.loss?.scenario).toBeCloseTo(sum, 1);
    expect(lines.map(({ line, loss }) => [line?.key, loss === null])).toEqual([
      ['element:Dy', false],
      ['element:Ga', false],
      ['element:W', true],
    ]);
    expect(lines[2]?.delta).toBe(0);
    expect(under(of, ...stops.toReversed())).toEqual([any, ...lines]);
  });
});

test('stock that is stored, that a scenario adds and that is bought does the same, to the hundredth', () => {
  const days = fc.integer({ min: 0, max: 200 });
  const origin = fc.constantFrom('CHN', 'JPN', 'USA', 'AUS', 'MYS');
  fc.assert(
    fc.property(
      fc.constantFrom('Dy', 'Ga', 'W', 'C'),
      days,
      origin,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (material, held, country, share) => {
        const of = (more: number) =>
          company({
            needs: [{ ...need(material, 1000), spend: 10 }],
            stock: stocked(held + more),
            sources: [{ ...source(material, { country }), share }],
          });
        const [now, more] = [of(0), of(30)].map(
          (one) => companyResults(one, world).lines[0]?.within[2]?.score,
        );
        const cover = [{ elements: null, days: null, factor: 1, add_days: 30 }];
        expect(changesOf(of(0), { cover })[1]?.scenario).toBe(more);
        const bought = companyHelps(of(0), world).units.find(({ kind }) => kind === 'stock');
        expect(Math.abs((now as number) - (bought?.points_less ?? 0) - (more as number))).toBeLessThan(0.015);
        for (const step of companyHelps(of(0), world, 5).frontier) {
          const [stored] = companyResults(of(step.days), world).lines;
          expect(stored?.expected_loss).toBeCloseTo(step.expected_loss, 1);
        }
      },
    ),
    { numRuns: 6 },
  );
});

test('the dates of a line of which nothing is told are those of its element', () => {
  const names = referenceNames(shippedFacts);
  const details = lineDetails(
    company({ needs: ['Co', 'C', 'Dy'].map((one) => need(one, null)) }),
    world,
    names,
  );
  const dated = details.map(({ line, scheduled_steps }) => {
    const inputs = nation(line.slice('element:'.length));
    const ids = inputs.measures.map(({ id }) => id);
    const steps = scheduledSteps(inputs, ids, names, (of) => elementChances(of, world.parameters));
    expect(scheduled_steps.map(({ date, if_in_force, if_not }) => [date, if_in_force, if_not])).toEqual(
      steps
        .filter((of) => of.difference !== 0 || of.scarce_if_in_force !== of.scarce_if_not)
        .map((of) => [
          of.date,
          { score: of.score_if_in_force, scarce: of.scarce_if_in_force },
          { score: of.score_if_not, scarce: of.scarce_if_not },
        ]),
    );
    return [line, scheduled_steps.length > 0];
  });
  expect(dated).toEqual([
    ['element:C', true],
    ['element:Co', true],
    ['element:Dy', false],
  ]);
});

test('another supplier is shown with the score that it would have if it made nothing but the element', () => {
  const inputs = register.supplier('lynas', { buyer }).inputs;
  const only = {
    ...inputs,
    sites: inputs.sites.flatMap((site) =>
      site.elements.includes('Dy') ? [{ ...site, elements: ['Dy'] }] : [],
    ),
  };
  const sites = [
    {
      stage: 'separation',
      elements: ['Dy'],
      country: 'MYS',
      operating: 'yes',
      capacity_tonnes_per_year: null,
    },
  ];
  const { lines } = companyResults(company({ needs: [need('dysprosium oxide', 100)] }), {
    ...world,
    catalogue: [{ id: 'lynas', name: 'Lynas', sites }],
  });
  const [other] = lines[0]?.elements[0]?.alternatives ?? [];
  expect(other?.score).toBeCloseTo(scoreSupplier(only, world.parameters)?.score as number, 2);
  expect(
    Math.abs((other?.score as number) - (scoreSupplier(inputs, world.parameters)?.score as number)),
  ).toBeGreaterThan(1);
});
