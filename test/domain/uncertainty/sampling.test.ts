import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normal, openStream } from '#domain/numbers/random-stream.ts';
import { drawInputs, inputLayout } from '#domain/uncertainty/input-draws.ts';
import { elementSampler } from '#domain/uncertainty/samplers.ts';
import { commonDraws, intervalCase, sampleElement, sampleSupplier } from '#domain/uncertainty/sampling.ts';
import type { DrawnParameters } from '#domain/vocabulary/drawn-parameters.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs, Governance, Measure, StageInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { anyElementInputs, anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { goldenCases, goldenMethodology } from '#test/builders/golden-methodology.ts';
import { scoreOfDraw, scoreOfSupplierDraw } from '#test/builders/scored-draw.ts';

const methodology = goldenMethodology;
const { parameters } = methodology;
const DRAWS = 12;
const common = commonDraws(methodology, DRAWS, sha256Seed);
const options = { seedOf: sha256Seed, draws: DRAWS, commonDraws: common };

function licence(): Measure {
  return {
    id: 'A',
    control_class: 'licence',
    origins: ['CHN'],
    targets: ['ALL'],
    applies: [{ elements: ['Dy'], stages: ['refining'] }],
    known_from: '2025-04-04',
  };
}

/** An estimate of governance without error. */
function exactly(pv: number): Governance {
  return { pv, pv_se: 0, wgi_mean: pv };
}

/** Dysprosium for Japan with everything known, at the values that a missing input would be given. */
function knownSubject(world: Readonly<Record<string, number>> = { CHN: 0.97, OTH: 0.03 }): ElementInputs {
  const governance = Object.fromEntries(['CHN', 'MMR', 'MYS'].map((origin) => [origin, { pv: -0.3, pv_se: 0.21, wgi_mean: -0.3 }]));
  return {
    element: 'Dy',
    buyer: 'JPN',
    as_of: '2026-10-01',
    eol_rir: 0.05,
    si_sr: 1,
    stages: { separation: { world, imports: world, concentration: 30 } },
    cover: { default: 62 },
    governance,
    signals: { carriers: { x: 0.25, age_days: 0 }, senkaku: { x: 0.25, age_days: 0 }, taiwan_strait: { x: 0.25, age_days: 0 } },
  };
}

test('an element has no sampler at a stage without a table, whatever other stages have', () => {
  expect(elementSampler({ ...knownSubject(), at_stage: 'magnet' }, methodology, sha256Seed)).toBeNull();
  expect(elementSampler({ ...knownSubject(), at_stage: 'separation' }, methodology, sha256Seed)?.layout.stages).toHaveLength(1);
});

describe('golden cases', () => {
  test.each(goldenCases('interval'))('$id: $description', ({ inputs, expected }) => {
    const interval = intervalCase(inputs as unknown as ElementInputs, methodology, sha256Seed);
    expect(Object.keys(interval).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected))
      expect(Math.abs(Number(interval[name as 'p50']) - Number(value))).toBeLessThan(1e-9);
  });
});

test('a draw is the score of the drawn inputs under the drawn parameters', () => {
  fc.assert(
    fc.property(anyElementInputs(methodology), (inputs) => {
      const layout = inputLayout(inputs, methodology);
      fc.pre(layout.stages.length > 0);
      const { scores } = sampleElement(inputs, methodology, options);
      for (const [index, score] of scores.entries()) {
        const stream = openStream(sha256Seed(`${methodology.version}|${inputs.element}|${inputs.buyer}|${index}|inputs`));
        const draw = drawInputs(stream, index, layout, parameters);
        const long = scoreOfDraw(inputs, methodology, layout, common.draws[index] as DrawnParameters, draw, sha256Seed);
        expect(Math.abs(score - long)).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 300 },
  );
});

test('a draw with many measures, strong and weak, in force and suspended, is that score too', () => {
  const of = (id: string, control_class: string, more: Partial<Measure> = {}): Measure => ({ ...licence(), id, control_class, ...more });
  const truce = { suspended_from: '2025-11-10', suspended_to: '2026-11-10' };
  const measures = [
    licence(),
    of('ban', 'ban', { targets: ['JPN'], ...truce, residual_class: 'end_use_defence' }),
    of('abroad', 'extraterritorial_licence', truce),
    of('quota', 'production_quota'),
    of('technology', 'technology_ban'),
    of('broad', 'end_use_broad', { targets: ['JPN'], known_from: '2026-01-06' }),
    of('list1', 'entity_list', { targets: ['JPN'], known_from: '2026-02-24' }),
    of('list2', 'entity_list', { targets: ['JPN'], known_from: '2026-06-29' }),
    of('watch', 'watch_list', { targets: ['JPN'], known_from: '2026-02-24' }),
  ];
  for (const world of [
    { CHN: 0.97, OTH: 0.03 },
    { CHN: 0.6, MYS: 0.4 },
    { CHN: 0.2, MYS: 0.8 },
  ]) {
    const inputs = { ...knownSubject(world), measures };
    const layout = inputLayout(inputs, methodology);
    sampleElement(inputs, methodology, options).scores.forEach((score, index) => {
      const draw = drawInputs(openStream(sha256Seed(`1.0.0|Dy|JPN|${index}|inputs`)), index, layout, parameters);
      const long = scoreOfDraw(inputs, methodology, layout, common.draws[index] as DrawnParameters, draw, sha256Seed);
      expect(Math.abs(score - long)).toBeLessThan(1e-9);
    });
  }
});

test('a draw of a supplier is the score of its drawn cover under the drawn parameters', () => {
  fc.assert(
    fc.property(anySupplierInputs(methodology), (inputs) => {
      const { scores } = sampleSupplier(inputs, methodology, { ...options, supplierId: 'acme' });
      for (const [index, draw] of common.draws.entries()) {
        const coverZ = normal(openStream(sha256Seed(`${methodology.version}|acme|${inputs.buyer}|${index}|inputs`)));
        const long = scoreOfSupplierDraw(inputs, methodology, draw, coverZ);
        if (long === null) expect(scores).toHaveLength(0);
        else expect(Math.abs((scores[index] as number) - long)).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 300 },
  );
});

describe('same seed, same bytes', () => {
  const subject = { ...knownSubject(), measures: [licence()] };

  test('more draws leave the first ones as they are', () => {
    const few = sampleElement(subject, methodology, { seedOf: sha256Seed, draws: 5 }).scores;
    const many = sampleElement(subject, methodology, { seedOf: sha256Seed, draws: 40 }).scores;
    expect([...many.slice(0, 5)]).toEqual([...few]);
  });

  test('subjects give the same scores in any order, with draws that are shared or made anew', () => {
    const subjects = ['JPN', 'USA', 'EUU'].map((buyer) => ({ ...subject, buyer }));
    const scoresOf = (inputs: ElementInputs): readonly number[] => [...sampleElement(inputs, methodology, options).scores];
    const forwards = subjects.map(scoresOf);
    const backwards = [...subjects].reverse().map(scoresOf).reverse();
    const anew = subjects.map((inputs) => [...sampleElement(inputs, methodology, { seedOf: sha256Seed, draws: DRAWS }).scores]);
    expect(backwards).toEqual(forwards);
    expect(anew).toEqual(forwards);
  });

  test('the order of rows and the scale of tonnes change nothing', () => {
    fc.assert(
      fc.property(anyElementInputs(methodology), (inputs) => {
        const reversed = <T extends object>(table: T): T => Object.fromEntries(Object.entries(table).reverse()) as T;
        const stages = Object.fromEntries(
          Object.entries(inputs.stages).map(([stage, row]) => [
            stage,
            {
              ...row,
              world: reversed(Object.fromEntries(Object.entries(row?.world ?? {}).map(([origin, share]) => [origin, share * 1000]))),
            },
          ]),
        );
        const shuffled: ElementInputs = {
          ...inputs,
          stages: reversed(stages),
          governance: reversed(inputs.governance ?? {}),
          measures: [...(inputs.measures ?? [])].reverse(),
          reliefs: [...(inputs.reliefs ?? [])].reverse(),
        };
        const { scores } = sampleElement(shuffled, methodology, options);
        sampleElement(inputs, methodology, options).scores.forEach((score, index) => {
          expect(Math.abs((scores[index] as number) - score)).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('a measure of another origin or of a later day moves no draw', () => {
    const later = { ...licence(), id: 'later', known_from: '2027-01-01' };
    const elsewhere = { ...licence(), id: 'elsewhere', origins: ['COD'] };
    const { scores } = sampleElement({ ...subject, measures: [elsewhere, licence(), later] }, methodology, options);
    expect([...scores]).toEqual([...sampleElement(subject, methodology, options).scores]);
  });
});

describe('streams', () => {
  const drawOf = (inputs: ElementInputs, index: number) =>
    drawInputs(openStream(index), index, inputLayout(inputs, methodology), parameters);

  test('what is known draws nothing: only a missing input is drawn, and nothing before it moves', () => {
    const known = drawOf(knownSubject(), 1);
    const { stages } = knownSubject();
    const stale = drawOf({ ...knownSubject(), signals: { carriers: null } }, 1);
    const ungoverned = drawOf({ ...knownSubject(), governance: {} }, 1);
    expect(known).toMatchObject({ eolRir: 0.05, siSr: 1, signals: { carriers: 0.25, senkaku: 0.25, taiwan_strait: 0.25 } });
    expect(known.imputedGovernance).toHaveLength(1);
    expect(ungoverned.imputedGovernance).toHaveLength(2);
    for (const other of [stale, ungoverned]) {
      expect(other.coverZ).toBe(known.coverZ);
      expect(other.world).toEqual(known.world);
      expect(other.imports).toEqual(known.imports);
    }
    expect(stale.signals).not.toEqual(known.signals);
    expect(Object.keys(stages)).toEqual(['separation']);
  });

  test('the common draws do not know of the subjects, and each has a stream of its own', () => {
    const more = commonDraws(methodology, 2 * DRAWS, sha256Seed);
    expect(more.draws.slice(0, DRAWS)).toEqual(common.draws);
    expect(commonDraws({ ...methodology, version: 'other' }, 1, sha256Seed).draws).not.toEqual(common.draws.slice(0, 1));
  });

  test('the rates of an origin have a stream of their own', () => {
    const seen = new Set<string>();
    const seedOf = (text: string): number => {
      seen.add(text);
      return sha256Seed(text);
    };
    sampleElement(knownSubject(), methodology, { seedOf, draws: 2 });
    expect([...seen].sort()).toEqual([
      '1.0.0|Dy|JPN|0|inputs',
      '1.0.0|Dy|JPN|0|rate:CHN',
      '1.0.0|Dy|JPN|1|inputs',
      '1.0.0|Dy|JPN|1|rate:CHN',
      '1.0.0|common|0',
      '1.0.0|common|1',
    ]);
  });
});

describe('intervals widen when an input goes missing or stale', () => {
  /** Width of the middle nine tenths, in points. */
  const widthOf = (inputs: ElementInputs, under: Methodology): number => {
    const { interval } = sampleElement(inputs, under, { seedOf: sha256Seed, draws: 1000 });
    return (interval?.p95 ?? 0) - (interval?.p05 ?? 0);
  };
  /** Nothing is uncertain but inputs: factors are 1, chances their means, and no new control is expected, so no Gamma is drawn. */
  const certainMethod: Methodology = {
    ...methodology,
    parameters: {
      ...parameters,
      cover_sigma: 0,
      new_control_prior: { alpha: 0, beta: 3 },
      new_control_count_classes: [],
      sampling: { ...parameters.sampling, sd_ln_rate: 0, sd_ln_duration: 0, sd_ln_spare: 0, beta_strength: 1e12, renewal_strength: 1e12 },
    },
  };
  const separation = (row: StageInputs): Partial<ElementInputs> => ({ stages: { separation: row } });
  const mix = { CHN: 0.6, MMR: 0.4 };
  const sure: ElementInputs = { ...knownSubject(), ...separation({ world: mix, imports: mix, concentration: 1e9 }), measures: [licence()] };
  const known: ElementInputs = { ...sure, governance: { ...sure.governance, CHN: exactly(-0.3), MMR: exactly(-0.3) } };
  const grade = (concentration: number | null, imports: StageInputs['imports'] = mix): ElementInputs => ({
    ...known,
    ...separation({ world: mix, imports, concentration }),
  });
  /** Transit alone: what a signal tilts when no new control is expected. */
  const shipped: ElementInputs = { ...known, ...separation({ world: mix, concentration: 1e9, routes: { CHN: 1, MMR: 1 } }), measures: [] };

  const losses: readonly (readonly [string, ElementInputs, ElementInputs])[] = [
    ['cover', known, { ...known, cover: null }],
    ['governance of an origin', { ...known, measures: [] }, { ...known, measures: [], governance: {} }],
    ['the recycling input rate', known, { ...known, eol_rir: null }],
    ['the substitution index', known, { ...known, si_sr: null }],
    ['a signal that is too old', shipped, { ...shipped, signals: { ...shipped.signals, taiwan_strait: { x: 0.25, age_days: 8 } } }],
    ['a signal without a reading', shipped, { ...shipped, signals: { ...shipped.signals, carriers: null } }],
    ['all signals', shipped, { ...shipped, signals: null }],
    ['the imports of the buyer', grade(100), grade(100, null)],
    ['the grade of the shares', grade(1000), grade(null)],
  ];

  test.each(losses)('%s, with nothing else uncertain', (_, inputs, less) => {
    expect(widthOf(less, certainMethod)).toBeGreaterThan(1.1 * widthOf(inputs, certainMethod) + 1e-4);
  });

  test.each([
    ['cover', { cover: null }],
    ['governance', { governance: null }],
    ['these and the signals', { cover: null, governance: null, signals: null }],
  ])('%s, under the whole method', (_, missing) => {
    const subject = knownSubject();
    expect(widthOf({ ...subject, ...missing }, methodology)).toBeGreaterThan(1.01 * widthOf(subject, methodology));
  });
});

test('p05 <= p50 <= p95 inside 0 ... 100, mean inside the range of the scores', () => {
  fc.assert(
    fc.property(anyElementInputs(methodology), (inputs) => {
      const { interval, scores } = sampleElement(inputs, methodology, options);
      if (interval === null) return;
      const { p05, p50, p95, mean } = interval;
      expect(0 <= p05 && p05 <= p50 && p50 <= p95 && p95 < 100).toBe(true);
      expect(mean).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-12);
      expect(mean).toBeLessThanOrEqual(Math.max(...scores) + 1e-12);
    }),
    { numRuns: 100 },
  );
});

describe('content rules of a supplier', () => {
  const truce = { suspended_from: '2025-11-10', suspended_to: '2026-11-10' };
  const rule: Measure = { ...licence(), control_class: 'extraterritorial_licence', ...truce };
  const supplier: SupplierInputs = {
    buyer: 'JPN',
    as_of: '2026-10-01',
    sites: { plant: { country: 'MYS', stage: 'separation', elements: ['Dy'], weight: 1 } },
    elements: ['Dy'],
    cover_days: 30,
    china_content: 0.4,
  };
  const scoresOf = (inputs: SupplierInputs, under: Methodology = methodology): readonly number[] => [
    ...sampleSupplier(inputs, under, { seedOf: sha256Seed, draws: DRAWS, supplierId: 'acme' }).scores,
  ];

  test('reach its deliveries when the rule may come back', () => {
    const without = scoresOf(supplier);
    scoresOf({ ...supplier, measures: [rule] }).forEach((score, index) => {
      expect(score).toBeGreaterThan(without[index] as number);
    });
  });

  test('do not when the truce is sure to be renewed, or no element of the supplier is known', () => {
    const sure = { ...methodology, parameters: { ...parameters, renewal_suspension: 1 } };
    expect(scoresOf({ ...supplier, measures: [rule] }, sure)).toEqual(scoresOf(supplier, sure));
    expect(scoresOf({ ...supplier, measures: [rule], elements: null })).toEqual(scoresOf(supplier));
  });
});

describe('measures that can not bind move no draw', () => {
  const suspended = { ...licence(), suspended_from: '2026-01-01', suspended_to: '2027-01-01' };
  const sureOfRenewal = { ...methodology, parameters: { ...parameters, renewal_suspension: 1 } };
  const scoresUnder = (measure: Measure | null, under: Methodology): readonly number[] => {
    // Without the count of past measures the new-control rate is the same with and without the measure.
    const uncounted = { ...under, parameters: { ...under.parameters, new_control_count_classes: [] } };
    const inputs = { ...knownSubject(), measures: measure === null ? [] : [measure] };
    return [...sampleElement(inputs, uncounted, { seedOf: sha256Seed, draws: DRAWS }).scores];
  };

  test.each([
    ['a suspension that is sure to be renewed', suspended],
    ['a suspended list of firms, the same', { ...suspended, control_class: 'entity_list' }],
    ['a suspension beyond the horizon', { ...suspended, suspended_to: '2028-01-01' }],
    ['an end before it begins to bind', { ...licence(), effective_from: '2026-12-01', effective_to: '2026-11-01' }],
    ['a measure without effect on supply', { ...licence(), control_class: 'none' }],
  ])('%s', (_, measure) => {
    expect(scoresUnder(measure, sureOfRenewal)).toEqual(scoresUnder(null, sureOfRenewal));
  });

  test('an announced measure that never takes effect', () => {
    const never = { ...methodology, parameters: { ...parameters, p_announced: 0 } };
    expect(scoresUnder({ ...licence(), effective_from: '2027-01-01' }, never)).toEqual(scoresUnder(null, never));
  });

  test('a suspension that may lapse does', () => {
    const [withMeasure, without] = [scoresUnder(suspended, methodology), scoresUnder(null, methodology)];
    withMeasure.forEach((score, index) => {
      expect(score).toBeGreaterThan(without[index] as number);
    });
  });
});

describe('refusals', () => {
  test.each([0, -1, 2.5, Number.NaN])('%d draws', (draws) => {
    expect(() => sampleElement(knownSubject(), methodology, { seedOf: sha256Seed, draws })).toThrow(
      /draws must be a positive whole number/,
    );
    expect(() => sampleElement(knownSubject(), methodology, { ...options, draws })).toThrow(RangeError);
  });

  test('common draws that are too few, or of other parameters', () => {
    expect(() => sampleElement(knownSubject(), methodology, { ...options, draws: 100 })).toThrow(
      /100 draws need as many common draws, got 12/,
    );
    for (const other of [
      { ...methodology, version: '9' },
      { ...methodology, parameters: { ...parameters, transit_rate: 1 } },
    ]) {
      expect(() => sampleElement(knownSubject(), other, options)).toThrow(/another methodology/);
    }
    const copy = { ...methodology, parameters: structuredClone(parameters) };
    expect(sampleElement(knownSubject(), copy, options).interval).toEqual(sampleElement(knownSubject(), methodology, options).interval);
  });

  test('a measure of an unknown class', () => {
    const inputs = { ...knownSubject(), measures: [{ ...licence(), control_class: 'tarif' }] };
    expect(() => sampleElement(inputs, methodology, options)).toThrow(/"tarif" is not a control class/);
  });
});

test('without world shares there is no interval, and none is made up', () => {
  const inputs = { ...knownSubject(), stages: { mine: { world: {} } } };
  expect(sampleElement(inputs, methodology, options)).toEqual({ interval: null, scores: new Float64Array(0) });
  expect(intervalCase({ ...inputs, draws: 7 }, methodology, sha256Seed)).toEqual({
    p05: null,
    p50: null,
    p95: null,
    mean: null,
    draws: 7,
    tolerance: 0.01,
    status: 'insufficient_data',
  });
});

test('the number of draws is that of the methodology when nobody asks for another', () => {
  const small = { ...methodology, parameters: { ...parameters, sampling: { ...parameters.sampling, draws: 3 } } };
  expect(sampleElement(knownSubject(), small, { seedOf: sha256Seed }).interval?.draws).toBe(3);
  expect(intervalCase(knownSubject(), small, sha256Seed).draws).toBe(3);
});
