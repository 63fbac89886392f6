import { describe, expect, test } from 'vitest';
import { type ElementInputs, judgedStage, networkOf } from '#domain/method/element.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import { changedElement } from '#domain/scenarios/change-inputs.ts';
import {
  type ChangedScore,
  evaluateElements,
  evaluateSuppliers,
} from '#domain/scenarios/evaluate-scenario.ts';
import {
  NO_CHANGES,
  type ScenarioChanges,
  type Stop,
  type StopFacts,
  stopOf,
} from '#domain/scenarios/scenario.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import { NOTHING, rendered } from '#domain/words/render.ts';
import { shippedMethodology } from '#test/builders/shipped-facts.ts';

const DAY = '2026-10-01';
const parameters = parametersOf(shippedMethodology);
const CALM = { senkaku: { multiplier: 1 }, taiwan: { multiplier: 1 } };

/**
 * Dysprosium: four fifths from China, under a licence whose suspension runs; the rest from Malaysia and from
 * nowhere that is named.
 */
const dy: ElementInputs = {
  element: 'Dy',
  buyer: 'JPN',
  as_of: DAY,
  stages: {
    mine: { world: { MMR: 0.75, CHN: 0.25 } },
    separation: { world: { CHN: 0.8, MYS: 0.15, OTH: 0.05 }, imports: { CHN: 0.8, MYS: 0.2 } },
  },
  eol: 0,
  si: 1,
  cover: { default: 60 },
  demand_share: 0.2,
  measures: [
    {
      id: 'licence',
      control_class: 'licence',
      origins: ['CHN'],
      targets: ['ALL'],
      coverage: { separation: 1 },
      known_from: '2025-10-09',
      effective_from: '2025-11-08',
      ended: null,
      suspended_from: '2025-11-10',
      suspended_to: '2026-11-10',
      extended_to: [],
    },
  ],
  readings: [],
  pv: { CHN: -0.5, MYS: 0.2, MMR: -2 },
  theta: 0.1,
  pressure: CALM,
};

/** A magnet maker in Japan that lives on Chinese and Malaysian oxide. */
const maker: SupplierInputs = {
  supplier: 'maker',
  buyer: 'JPN',
  as_of: DAY,
  unscored: null,
  sites: [
    {
      id: 'plant',
      country: 'JPN',
      stage: 'magnet',
      elements: ['Dy'],
      newness: 0,
      feeds: [
        { country: 'MYS', stage: 'separation', share: 0.4, elements: null },
        { country: 'CHN', stage: 'separation', share: 0.6, elements: null },
      ],
    },
  ],
  available: 1,
  listed: false,
  by_stage: false,
  elements: {
    Dy: { measures: dy.measures, readings: [], stages: dy.stages, eol: 0, demand_share: 0.2 },
  },
  pv: dy.pv,
  theta: 0.1,
  pressure: CALM,
};

const facts: StopFacts = {
  names: { maker: 'Maker' },
  outputs: [
    { supplier: 'lynas', element: 'Dy', stage: 'separation', output: { MYS: 1, AUS: null } },
    { supplier: 'maker', element: 'Dy', stage: 'magnet', output: { JPN: null } },
    { supplier: 'half', element: 'Dy', stage: 'separation', output: { CHN: 0.5 } },
    { supplier: 'other-half', element: 'Dy', stage: 'separation', output: { CHN: 0.5 } },
  ],
  routes: [
    { buyer: 'JPN', origin: 'CHN', stage: 'separation', lanes: { taiwan_strait: 0.25, east_china_sea: 0.5 } },
    { buyer: 'USA', origin: 'CHN', stage: 'separation', lanes: { taiwan_strait: 1 } },
  ],
};

const element = (changes: Partial<ScenarioChanges>, inputs = dy): ChangedScore =>
  evaluateElements([inputs], { ...NO_CHANGES, ...changes }, facts, shippedMethodology)[0] ??
  expect.fail('one element, one change');
const supplier = (changes: Partial<ScenarioChanges>, inputs = maker): ChangedScore =>
  evaluateSuppliers([inputs], { ...NO_CHANGES, ...changes }, facts, shippedMethodology, [dy])[0] ??
  expect.fail('one supplier');
/** The year at separation by the stops that hold together, with the part of China's goods that they take. */
const windowsOf = (...stops: readonly Stop[]) => {
  const inputs = changedElement(dy, { ...NO_CHANGES, stops }, facts, parameters);
  const { plants, windows } = judgedStage(inputs, 'separation', networkOf(inputs, parameters), parameters)
    .needs.stop;
  const china = plants.findIndex(({ country }) => country === 'CHN');
  return windows.map(({ from, stop }) => [from, Math.round(1e9 * (stop?.goods[china] ?? 0)) / 1e9]);
};
const lost = (...ids: string[]) => ids.map((supplier) => stopOf({ supplier }));

describe('a change of the inputs', () => {
  test('of nothing moves nothing', () => {
    expect(element({})).toMatchObject({ delta: 0, interval: { p05: 0, p50: 0, p95: 0 }, by_driver: [] });
    expect(supplier({})).toMatchObject({ delta: 0, by_driver: [] });
  });

  test.each<[string, Partial<ScenarioChanges>, number]>([
    ['a suspension that ends', { measures_unsuspended: ['licence'] }, 1],
    ['a measure that is lifted', { measures_lifted: ['licence'] }, -1],
    [
      'a measure that is added',
      {
        measures_added: [
          {
            control_class: 'ban',
            origins: ['CHN'],
            targets: ['JPN'],
            elements: ['@HREE'],
            stages: ['refining'],
            coverage: 1,
          },
        ],
      },
      1,
    ],
    ['a theatre at its maximum', { pressure: { taiwan: 100 } }, 1],
    ['calm theatres: 0 is a percentile too', { pressure: { taiwan: 0, senkaku: 0 } }, -1],
    ['more stock', { cover: [{ elements: ['Dy'], days: null, factor: 2, add_days: 0 }] }, -1],
    [
      'less of the world from China',
      { shares: [{ of: 'world', element: 'Dy', stage: 'separation', origin: 'CHN', share: 0.1 }] },
      -1,
    ],
    [
      'fewer imports from China',
      { shares: [{ of: 'imports', element: 'Dy', stage: 'separation', origin: 'CHN', share: 0.1 }] },
      -1,
    ],
    ['a number of the method', { parameters: { spare: 0.05 } }, 1],
  ])('%s', (_, changes, sign) => {
    const change = element(changes);
    expect(Math.sign(change.delta ?? 0)).toBe(sign);
    const sum = change.by_driver.reduce((total, { delta }) => total + Math.round(100 * delta), 0);
    expect(sum).toBe(Math.round(100 * (change.delta ?? 0)));
    const { p05, p50, p95 } = change.interval ?? expect.fail('a score has an interval');
    expect(p05 <= p50 && p50 <= p95 && p05 <= (change.delta ?? 0) && p95 >= (change.delta ?? 0)).toBe(true);
  });

  test('of shares keeps the proportions of the others', () => {
    const shares = [{ of: 'world', element: 'Dy', stage: 'separation', origin: 'CHN', share: 0.6 }] as const;
    const { stages } = changedElement(dy, { ...NO_CHANGES, shares }, facts, parameters);
    expect(stages.separation?.world).toEqual({
      MYS: expect.closeTo(0.3, 12),
      OTH: expect.closeTo(0.1, 12),
      CHN: 0.6,
    });
  });

  test('of the stock of a supplier is that of all it delivers', () => {
    const more = (elements: string[] | null) =>
      supplier({ cover: [{ elements, days: 90, factor: 1, add_days: 0 }] }).delta ?? 0;
    expect(more(null)).toBeLessThan(0);
    expect(more(['Dy', 'Tb'])).toBe(more(null));
    expect(more(['Tb'])).toBe(0);
  });
});

describe('a stop counts a gap once', () => {
  test('the longer, the deeper and the earlier, the worse, and without an end the worst', () => {
    const score = (given: Partial<Stop>) =>
      element({ stops: [stopOf({ origin: 'CHN', ...given })] }).scenario ?? 0;
    const ordered = [
      { days: 30 },
      { days: 120, begins: 30 },
      { days: 150 },
      { days: null },
      { days: null, severity: 1 },
    ].map(score);
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    expect(score({ severity: 0.2 })).toBeLessThan(score({ severity: 0.6 }));
  });

  test('suppliers of one country add up, and are no more than the country', () => {
    expect(windowsOf(...lost('half', 'other-half'))).toEqual([[0, 1]]);
    const closure = stopOf({ origin: 'CHN', stages: ['separation'] });
    expect(element({ stops: [...lost('half'), closure] }).scenario).toBe(
      element({ stops: [closure] }).scenario,
    );
  });

  test('a supplier that stops twice at the same time is lost once', () => {
    const stops = [stopOf({ supplier: 'half', severity: 0.5 }), stopOf({ supplier: 'half', days: 90 })];
    expect(windowsOf(...stops)).toEqual([
      [0, 0.5],
      [90, 0.25],
    ]);
  });

  test('lanes lie one after another; a route to another buyer is none', () => {
    const lanes = ['taiwan_strait', 'east_china_sea'].map((lane) => stopOf({ lane, days: 60 }));
    expect(windowsOf(...lanes)).toEqual([
      [0, 0.5],
      [60, 0],
    ]);
  });

  test('stops of different length are together as long as both last', () => {
    const stops = [
      stopOf({ origin: 'CHN', stages: ['separation'], severity: 0.5 }),
      stopOf({ lane: 'taiwan_strait', begins: 10, days: 60 }),
    ];
    expect(windowsOf(...stops)).toEqual([
      [0, 0.5],
      [10, 0.625],
      [70, 0.5],
    ]);
  });

  test('two stops of one origin have names of their own, which hang on no order and on no element', () => {
    const stops = [
      stopOf({ origin: 'CHN', elements: ['Ga'], days: 90 }),
      stopOf({ origin: 'CHN', begins: 60, elements: ['@HREE'] }),
    ];
    const change = element({ stops });
    expect(change.by_driver.map(({ id }) => id)).toContain('stop:CHN-2');
    expect(element({ stops: stops.toReversed() })).toEqual(change);
  });

  test('one origin stops two elements for different times', () => {
    const heavy = stopOf({ origin: 'CHN', elements: ['@HREE'], days: 180 });
    const gallium = stopOf({ origin: 'CHN', elements: ['Ga'], days: 90 });
    const ga = { ...dy, element: 'Ga' };
    const scores = (...stops: Stop[]) => [element({ stops }).scenario, element({ stops }, ga).scenario];
    const [both, first, second] = [scores(heavy, gallium), scores(heavy), scores(gallium)];
    expect(both).toEqual([first[0], second[1]]);
    expect((both[0] as number) > (both[1] as number)).toBe(true);
  });

  test('a stop that takes nothing changes nothing, alone or beside another', () => {
    const nothing = [stopOf({ origin: 'CHN', severity: 0, days: 90 }), stopOf({ origin: 'RUS', days: 30 })];
    expect(element({ stops: nothing })).toMatchObject({ delta: 0, by_driver: [] });
    expect(supplier({ stops: nothing })).toMatchObject({ delta: 0, by_driver: [] });
    const closure = stopOf({ origin: 'MYS' });
    const scores = (stops: readonly Stop[]) =>
      [element({ stops }), supplier({ stops })].map(({ scenario, interval }) => [scenario, interval]);
    expect(scores([closure, ...nothing])).toEqual(scores([closure]));
  });

  test('ore that is processed elsewhere is missing there once what is on the way is used up', () => {
    expect(windowsOf(stopOf({ origin: 'MMR', stages: ['mine'], processed_in: 'CHN', days: 180 }))).toEqual([
      [0, 0],
      [75, 0.75],
      [180, 0.75],
      [255, 0],
    ]);
  });

  test.each<[string, Partial<Stop>]>([
    ['to others', { targets: ['USA'] }],
    ['of another element', { elements: ['Ga', '@LREE'] }],
  ])('a stop %s leaves it alone', (_, given) => {
    expect(element({ stops: [stopOf({ origin: 'CHN', ...given })] }).delta).toBe(0);
    expect(supplier({ stops: [stopOf({ origin: 'CHN', ...given })] }).delta).toBe(0);
  });
});

describe('a stop of a supplier', () => {
  test('takes the feed of the country that is closed, and the causes sum to the difference', () => {
    const change = supplier({ stops: [stopOf({ origin: 'CHN', stages: ['separation'], targets: ['JPN'] })] });
    // Of 0.6 of its feed a quarter of its output is missing where less than 0.4667 of the feed is given up: at
    // 54 % of what is possible.
    expect(change.by_driver[0]).toMatchObject({ id: 'stop:CHN', to: expect.closeTo(54.1, 0) });
    expect(change.by_driver.reduce((sum, { delta }) => sum + Math.round(100 * delta), 0)).toBe(
      Math.round(100 * (change.delta ?? 0)),
    );
  });

  test('takes what a lost supplier feeds, and the lost one itself, at home too', () => {
    expect(supplier({ stops: lost('lynas') }).delta).toBeGreaterThan(0);
    expect(supplier({ stops: lost('maker') })).toMatchObject({
      scenario: 100,
      by_driver: expect.arrayContaining([
        expect.objectContaining({ label: { code: 'label_stop', params: { stop: 'Maker' } } }),
      ]),
    });
    for (const none of [{ countries: ['MYS'] }, { stages: ['mine'] }, { elements: ['Ga'] }] as const)
      expect(supplier({ stops: [stopOf({ supplier: 'maker', ...none })] }).delta, JSON.stringify(none)).toBe(
        0,
      );
    // 29 of 30 days of stock are gone for what else may happen.
    expect(supplier({ stops: [stopOf({ supplier: 'maker', days: 29 })] }).delta).toBeGreaterThan(0);
    const part = [0.3, 0.6, 1].map(
      (severity) => supplier({ stops: [stopOf({ supplier: 'maker', begins: 300, severity })] }).scenario,
    );
    expect(part).toEqual(part.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  });

  test('leaves its deliveries to others alone', () => {
    expect(supplier({ stops: [stopOf({ supplier: 'maker', targets: ['USA'] })] }).delta).toBe(0);
  });

  test('leaves the plants of another in the same country alone', () => {
    const inMalaysia = {
      ...maker,
      sites: maker.sites.map((site) => ({
        ...site,
        country: 'MYS',
        stage: 'separation' as const,
        feeds: [],
      })),
    };
    expect(supplier({ stops: lost('lynas') }, inMalaysia).delta).toBe(0);
    expect(supplier({ stops: [stopOf({ origin: 'MYS' })] }, inMalaysia).scenario).toBe(100);
  });
});

describe('what does not move says why', () => {
  const why = (change: ChangedScore | undefined): string =>
    rendered(change?.unchanged_because ?? NOTHING, languageOf('en'));

  test('an element', () => {
    // Of the need 0.175 comes from Malaysia.
    expect(why(element({ stops: [stopOf({ origin: 'MYS', severity: 0.6 })] }))).toBe(
      'The scenario takes 10 % of what the buyer needs at the separation stage for 365 days: users do without that much, or others step in.',
    );
    const china = { ...dy, stages: { separation: { world: { CHN: 1 } } }, cover: { default: 5 } };
    const ban = {
      ...(dy.measures[0] as (typeof dy.measures)[number]),
      control_class: 'ban',
      suspended_from: null,
      effective_from: DAY,
    } as const;
    const gone = {
      ...china,
      measures: [ban],
      stops: [{ id: 'x', flows: { separation: { CHN: 1 } }, targets: null, begins: 0, lasts: null }],
    };
    expect(why(element({ stops: [stopOf({ origin: 'CHN' })] }, gone))).toMatch(
      /but a standstill there was likely already\.$/,
    );
    const unknown = { ...dy, element: 'Ho' };
    const outputs = [{ supplier: 'lynas', element: 'Ho', stage: 'separation', output: { MYS: null } }];
    const changes = { ...NO_CHANGES, stops: lost('lynas') };
    expect(
      why(evaluateElements([unknown], changes, { outputs, routes: [], names: {} }, shippedMethodology)[0]),
    ).toMatch(/^The register cannot tell/);
    expect(why(element({ stops: [stopOf({ origin: 'CHN', severity: 0.61, days: 5 })] }))).toBe(
      'The scenario takes 52 % of what the buyer needs at the separation stage for 5 days. After what users do without and others add, less than a day of supply is missing: the stock of 60 days is hardly touched.',
    );
    expect(why(element({ pressure: { senkaku: 49 } }))).toBe('It moves by less than a point.');
    expect(why(element({ stops: [stopOf({ origin: 'RUS' })] }))).toMatch(
      /^Nothing that the scenario changes/,
    );
    expect(why(element({}, { ...dy, stages: {} }))).toMatch(/^There is not enough/);
    expect(element({ stops: [stopOf({ origin: 'CHN' })] }).unchanged_because).toBeNull();
  });

  test('a supplier', () => {
    const because = (changes: Partial<ScenarioChanges>, inputs = maker) => why(supplier(changes, inputs));
    expect(because({ stops: [stopOf({ origin: 'MYS', severity: 0.5 })] })).toBe(
      'The scenario stops 20 % of what it delivers or lives on, and a loss below 25 % is not counted.',
    );
    // Makers of magnets give up 45 % of their feed before they deliver less.
    expect(because({ stops: [stopOf({ origin: 'MYS', days: 5 })] })).toBe(
      'The scenario stops 40 % of what it delivers or lives on, and its plants do without that much.',
    );
    const both = [stopOf({ origin: 'MYS', days: 5 }), stopOf({ origin: 'CHN', days: 5 })];
    expect(because({ stops: both })).toBe(
      'The scenario stops 100 % of what it delivers or lives on, and the stock of the buyer outlasts that.',
    );
    expect(because({ stops: [stopOf({ origin: 'USA' })] })).toMatch(/^Nothing that it delivers to the buyer/);
    expect(
      because({ shares: [{ of: 'world', element: 'Dy', stage: 'separation', origin: 'CHN', share: 0.5 }] }),
    ).toMatch(/^Shares of origins/);
    expect(because({ pressure: { senkaku: 49 } })).toBe('It moves by less than a point.');
    expect(because({})).toMatch(/^Nothing that the scenario changes reaches its chain/);
    expect(because({}, { ...maker, unscored: 'not_producing' })).toBe(
      'It delivers nothing to the buyer, so there is no score that could move.',
    );
  });
});
