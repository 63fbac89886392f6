import { describe, expect, test } from 'vitest';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { supplierOutputShares } from '#domain/facts/suppliers/supplier-output.ts';
import { ADJUSTABLE_PARAMETERS, adjustableValue, withParameters } from '#domain/scenarios/adjustable-parameters.ts';
import { type ElementChange, evaluateInputs, evaluateScenario, type KnownOutput } from '#domain/scenarios/evaluate-scenario.ts';
import { composed, NO_CHANGES, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { publishedScore } from '#domain/vocabulary/published-numbers.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData as data } from '#functions/adapters/bundled-reference-data.ts';
import { elementInputs as someInputs } from '#test/builders/element-inputs.ts';

const DAY = '2026-10-01';
const document = bundledMethodologies.get('1.0.0')?.document;
if (document === undefined) throw new Error('the base methodology is bundled');
const methodology = methodologyOf(document);
const index = indexReferenceData(data, methodology);
const signals = signalReader(data, methodology.parameters)(DAY, DAY).readings;
const inputsOf = (buyer: string) =>
  elementIds(data).map((element) => elementInputs(index, { element, buyer, as_of: DAY, known_at: DAY, signals }).inputs);
const inputs = new Map(BUYERS.map((buyer) => [buyer as string, inputsOf(buyer)]));
const outputs: readonly KnownOutput[] = suppliersOf(data.supplier_sites).flatMap(({ id }) =>
  supplierOutputShares(index, id, DAY).map(({ element, stage, country, share }) => ({
    supplier: id,
    element,
    stage,
    output: { [country]: share },
  })),
);

const evaluate = (buyer: string, changes: Partial<ScenarioChanges>) =>
  evaluateScenario(inputs.get(buyer) ?? [], { ...NO_CHANGES, ...changes }, outputs, methodology);
const template = (id: string): ScenarioChanges => SCENARIO_TEMPLATES.find((one) => one.id === id)?.changes ?? NO_CHANGES;
const of = (changes: readonly ElementChange[], element: string): ElementChange => {
  const found = changes.find((change) => change.element === element);
  if (found === undefined) throw new Error(`${element} is scored`);
  return found;
};
const moved = (changes: readonly ElementChange[]): readonly string[] =>
  changes.filter(({ delta }) => (delta ?? 0) !== 0).map(({ element }) => element);

test('without changes every element keeps its published score', () => {
  for (const buyer of BUYERS) {
    const found = evaluate(buyer, {});
    expect(moved(found)).toEqual([]);
    for (const given of inputs.get(buyer) ?? []) {
      const score = publishedScore(scoreElement(given, methodology).score);
      expect([given.element, of(found, given.element).baseline, of(found, given.element).scenario]).toEqual([given.element, score, score]);
    }
  }
});

describe.each(SCENARIO_TEMPLATES)('$id', ({ id, changes }) => {
  test.each(BUYERS)('splits every difference for %s exactly, driver by driver', (buyer) => {
    for (const { delta, by_driver, baseline, scenario } of evaluate(buyer, changes)) {
      const hundredths = by_driver.reduce((sum, driver) => sum + Math.round(100 * driver.delta), 0);
      expect(hundredths).toBe(Math.round(100 * (delta ?? 0)));
      if (scenario !== null) expect(scenario).toBeLessThan(100);
      expect(baseline === null).toBe(scenario === null);
    }
  });

  test('only raises scores, or only lowers them when stock is released', () => {
    const sign = id === 'stockpile-released' ? -1 : 1;
    for (const buyer of BUYERS) {
      for (const { delta, stages } of evaluate(buyer, changes)) {
        expect(sign * (delta ?? 0)).toBeGreaterThanOrEqual(0);
        for (const stage of stages) expect(sign * ((stage.scenario ?? 0) - (stage.baseline ?? 0))).toBeGreaterThanOrEqual(0);
      }
    }
    expect(moved(evaluate('JPN', changes)).length).toBeGreaterThan(0);
  });
});

describe('what a template reaches', () => {
  test('the controls of October 2025 raise the five rare earths of Announcement 57 and leave copper and gallium alone', () => {
    const found = evaluate('JPN', template('october-2025-controls-return'));
    for (const element of ['Ho', 'Er', 'Tm', 'Eu', 'Yb']) expect(of(found, element).delta).toBeGreaterThan(20);
    for (const element of ['Cu', 'Ga', 'Co', 'W']) expect(of(found, element).delta).toBe(0);
    expect(of(found, 'Er').by_driver[0]).toMatchObject({ id: 'active_control:CHN', kind: 'active_control' });
  });

  test('an embargo on Japan as in 2010 moves rare earths for Japan, nothing else, and nobody else', () => {
    const found = evaluate('JPN', template('japan-embargo-2010'));
    expect(of(found, 'Nd').band_to).not.toBe(of(found, 'Nd').band_from);
    for (const element of ['Ga', 'Ge', 'Cu', 'C']) expect(of(found, element).delta).toBe(0);
    for (const buyer of ['USA', 'EUU', 'KOR', 'TWN']) expect(moved(evaluate(buyer, template('japan-embargo-2010')))).toEqual([]);
  });

  test('a strait that is closed for longer costs at least as much, and Taiwan most', () => {
    const [short, long] = [evaluate('TWN', template('taiwan-strait-closed-30')), evaluate('TWN', template('taiwan-strait-closed-90'))];
    for (const { element, delta } of long) expect(delta ?? 0).toBeGreaterThanOrEqual(of(short, element).delta ?? 0);
    expect(of(long, 'In').by_driver[0]?.id).toBe('closure:taiwan_strait');
    const total = (changes: readonly ElementChange[]) => changes.reduce((sum, { delta }) => sum + (delta ?? 0), 0);
    expect(total(long)).toBeGreaterThan(total(evaluate('JPN', template('taiwan-strait-closed-90'))));
    expect(moved(evaluate('USA', template('taiwan-strait-closed-90')))).toEqual([]);
  });

  test('a closed border of Myanmar reaches heavy rare earths through the plants in China, and no light ones', () => {
    const found = evaluate('JPN', template('myanmar-border-closed'));
    expect(of(found, 'Er').delta).toBeGreaterThan(0);
    expect(of(found, 'Er').by_driver.find(({ id }) => id === 'closure:MMR')?.delta).toBeGreaterThan(0);
    for (const element of ['Nd', 'La', 'Ga', 'Cu']) expect(of(found, element).delta).toBe(0);
  });

  test('signals alone move rates only: no driver of a control in force gains', () => {
    const found = evaluate('JPN', template('second-carrier-group-exercise'));
    for (const { by_driver } of found) {
      for (const { kind, delta } of by_driver) if (delta > 0) expect(['new_control', 'transit']).toContain(kind);
    }
  });

  test('Lynas without Malaysia raises what Malaysia separates and leaves gallium alone', () => {
    const found = evaluate('USA', template('lynas-malaysia-licence-lost'));
    expect(of(found, 'Dy').delta).toBeGreaterThan(0);
    for (const element of ['Ga', 'Cu', 'Co']) expect(of(found, element).delta).toBe(0);
  });
});

describe('a stop without an end', () => {
  const stop = (days: number | null, buyer = 'JPN') =>
    evaluate(buyer, { closures: [{ origin: 'CHN', stages: ['separation', 'refining', 'metal'], processed_in: null, days, severity: 1 }] });

  test('is never safer than one of 180 days, for any element and buyer, nor than one of the whole year', () => {
    for (const buyer of BUYERS) {
      const endless = stop(null, buyer);
      for (const days of [30, 180, 365]) {
        for (const { element, scenario } of stop(days, buyer)) {
          expect(of(endless, element).scenario ?? 0).toBeGreaterThanOrEqual(scenario ?? 0);
        }
      }
    }
  });

  test('is what the embargo of 2010 states: no rare earth is safer under it than under a stop of half a year', () => {
    const [embargo, half] = [evaluate('JPN', template('japan-embargo-2010')), stop(180)];
    for (const element of methodology.groups.REE ?? []) {
      expect(of(embargo, element).scenario ?? 0).toBeGreaterThanOrEqual(of(half, element).scenario ?? 0);
    }
  });

  test('is only of the elements and for the buyers that it names', () => {
    const only = (over: object) =>
      moved(
        evaluate('JPN', {
          closures: [{ origin: 'CHN', stages: ['refining'], processed_in: null, days: null, severity: 1, ...over }],
        }),
      );
    expect(only({ elements: ['Ga'] })).toEqual(['Ga']);
    expect(only({ elements: ['Ga'], targets: ['ALL'] })).toEqual(['Ga']);
    expect(only({ elements: ['Ga'], targets: ['USA'] })).toEqual([]);
    expect(only({ elements: null, targets: null }).length).toBeGreaterThan(1);
  });
});

describe('a score that does not move', () => {
  const why = (changes: Partial<ScenarioChanges>, element: string, buyer = 'JPN') =>
    of(evaluate(buyer, changes), element).unchanged_because;

  test.each(SCENARIO_TEMPLATES)('has a sentence why, and one that moves has none: $id', ({ changes }) => {
    for (const buyer of BUYERS) {
      for (const { delta, unchanged_because } of evaluate(buyer, changes)) {
        if (delta !== null && delta !== 0) expect(unchanged_because).toBeNull();
        else expect(unchanged_because).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  test('because another stage gives it: neodymium without Lynas is no worse off at its magnets', () => {
    expect(why(template('lynas-malaysia-licence-lost'), 'Nd')).toMatch(
      /^It moves other stages \(separation [\d.]+ to [\d.]+\), but the score is that of the magnet stage, [\d.]+, which nothing of the scenario reaches\.$/,
    );
  });

  test('because nothing of the scenario reaches it', () => {
    expect(why(template('japan-embargo-2010'), 'Cu')).toMatch(/^Nothing that the scenario changes reaches this element for this buyer/);
  });

  test('because what is missing is made good', () => {
    const [small] = evaluateScenario(
      [someInputs()],
      { ...NO_CHANGES, closures: [{ origin: 'MYS', stages: ['separation'], processed_in: null, days: 30, severity: 1 }] },
      [],
      methodology,
    );
    expect(small?.unchanged_because).toBe(
      'The scenario takes supply away at the separation stage, but other sources, substitutes and stock make it good.',
    );
  });

  test('because it moves by less than is published', () => {
    expect(why({ cover: [{ elements: ['Dy'], days: null, factor: 1, add_days: 1e-6 }] }, 'Dy')).toBe(
      'It moves by less than a hundredth of a point at the separation stage, which gives the score.',
    );
  });
});

describe('changes put together', () => {
  test('two templates cost at least as much as the worse of them', () => {
    const [one, two] = [template('japan-embargo-2010'), template('taiwan-strait-closed-90')];
    const both = evaluate('JPN', composed(one, two));
    for (const { element, scenario } of both) {
      const single = [evaluate('JPN', one), evaluate('JPN', two)].map((found) => of(found, element).scenario ?? 0);
      expect(scenario ?? 0).toBeGreaterThanOrEqual(Math.max(...single) - 0.005);
    }
  });

  test('more stock takes away some of what an embargo adds', () => {
    const embargo = template('japan-embargo-2010');
    const stocked = composed(embargo, { ...NO_CHANGES, cover: [{ elements: ['Nd'], days: null, factor: 1, add_days: 90 }] });
    expect(of(evaluate('JPN', stocked), 'Nd').scenario).toBeLessThan(of(evaluate('JPN', embargo), 'Nd').scenario ?? 0);
    expect(of(evaluate('JPN', stocked), 'Pr').scenario).toBe(of(evaluate('JPN', embargo), 'Pr').scenario);
  });

  test('a lifted licence lowers the element it holds', () => {
    const found = evaluate('JPN', {
      measures_lifted: ['CN-2025-18', 'CN-2026-01', 'CN-2026-11', 'CN-2026-12', 'CN-2026-27', 'CN-2026-28'],
    });
    expect(of(found, 'Dy').delta).toBeLessThan(-10);
  });

  test('a smaller share of the largest origin lowers the score', () => {
    const found = evaluate('JPN', { shares: [{ element: 'Ga', stage: 'refining', origin: 'CHN', share: 0.3 }] });
    expect(moved(found)).toEqual(['Ga']);
    expect(of(found, 'Ga').delta).toBeLessThan(0);
  });

  test('a stated closure that takes nothing away changes nothing', () => {
    const none = evaluate('TWN', { closures: [{ lane: 'taiwan_strait', days: 300, severity: 0 }] });
    expect(moved(none)).toEqual([]);
  });
});

describe('parameters that a scenario may set', () => {
  test.each(ADJUSTABLE_PARAMETERS)('$name lies inside its bounds in the published method, and is really set', ({ name, min, max }) => {
    const present = adjustableValue(name, methodology.parameters);
    expect(present).toBeGreaterThanOrEqual(min);
    expect(present).toBeLessThanOrEqual(max);
    const value = (min + max) / 2;
    expect(adjustableValue(name, withParameters(methodology, { [name]: value }).parameters)).toBe(value);
    expect(adjustableValue(name, methodology.parameters)).toBe(present);
  });

  test('more room to ramp up lowers scores', () => {
    const found = evaluate('JPN', { parameters: { ramp_all: 0.4, ramp_targeted: 0.8 } });
    expect(found.every(({ delta }) => (delta ?? 0) <= 0)).toBe(true);
    expect(of(found, 'Dy').delta).toBeLessThan(0);
  });
});

describe('an element of which world shares are missing', () => {
  const evaluateOne = (stages: ElementInputs['stages'], changes: Partial<ScenarioChanges> = {}): ElementChange =>
    of(evaluateScenario([someInputs({ stages })], { ...NO_CHANGES, ...changes }, [], methodology), 'Dy');

  test('everywhere has no score, before or after, and nothing moves it', () => {
    expect(evaluateOne({ mine: { imports: { AUS: 1 } } }, { closures: [{ lane: 'taiwan_strait', days: 90, severity: 1 }] })).toEqual({
      element: 'Dy',
      baseline: null,
      scenario: null,
      delta: null,
      band_from: 'unknown',
      band_to: 'unknown',
      stage_from: null,
      stage_to: null,
      by_driver: [],
      stages: [{ stage: 'mine', baseline: null, scenario: null }],
      unchanged_because: 'There is not enough data for a score, so nothing can move it.',
    });
  });

  test('at one stage is scored at the others', () => {
    const { baseline, stage_from, stages } = evaluateOne({ mine: { world: {} }, separation: { world: { CHN: 0.976, MYS: 0.024 } } });
    expect(baseline).toBeGreaterThan(0);
    expect(stage_from).toBe('separation');
    expect(stages).toEqual([
      { stage: 'mine', baseline: null, scenario: null },
      { stage: 'separation', baseline, scenario: baseline },
    ]);
  });
});

test('of two stages with the same score the earlier one gives it', () => {
  const world = { world: { CHN: 1 }, routes: { CHN: 0 } };
  const found = of(evaluateScenario([someInputs({ stages: { separation: world, refining: world } })], NO_CHANGES, [], methodology), 'Dy');
  expect(new Set(found.stages.map(({ baseline }) => baseline)).size).toBe(1);
  expect([found.stage_from, found.stage_to]).toEqual(['separation', 'separation']);
});

describe('drivers of a change', () => {
  test('are those that move, the largest first, each with its kind', () => {
    const [change] = evaluateScenario(
      [someInputs()],
      { ...NO_CHANGES, closures: [{ origin: 'CHN', stages: ['separation'], processed_in: null, days: 60, severity: 1 }] },
      [],
      methodology,
    );
    const drivers = change?.by_driver ?? [];
    expect(drivers[0]).toMatchObject({ id: 'closure:CHN', kind: 'closure', from: 0 });
    expect(drivers.map(({ delta }) => Math.abs(delta))).toEqual(drivers.map(({ delta }) => Math.abs(delta)).toSorted((a, b) => b - a));
    for (const { id, kind, from, to, delta } of drivers) {
      expect(id === kind || id.startsWith(`${kind}:`)).toBe(true);
      expect(delta).not.toBe(0);
      expect(Math.round(100 * (to - from))).toBe(Math.round(100 * delta));
    }
  });
});

describe('what lost suppliers make together', () => {
  const world = { AUS: 0.4, MYS: 0.6 };
  const given = someInputs({ stages: { separation: { world } }, si_sr: 1 });
  const lost = (suppliers_lost: ScenarioChanges['suppliers_lost'], known: readonly KnownOutput[]) =>
    of(evaluateScenario([given], { ...NO_CHANGES, suppliers_lost }, known, methodology), 'Dy').by_driver;
  const makes = (supplier: string, output: KnownOutput['output'], over: Partial<KnownOutput> = {}): KnownOutput => ({
    supplier,
    element: 'Dy',
    stage: 'separation',
    output,
    ...over,
  });
  const all = (...suppliers: readonly string[]) => suppliers.map((supplier) => ({ supplier, countries: null }));

  test('is one event with all their names, in byte order', () => {
    const both = lost(all('b', 'a', 'b'), [makes('a', { MYS: 0.5 }), makes('b', { AUS: 0.5 })]);
    expect(both.find(({ kind }) => kind === 'supplier_lost')?.id).toBe('supplier_lost:a+b');
  });

  test('is never more than the output of a country', () => {
    expect(lost(all('a', 'b'), [makes('a', { MYS: 0.7 }), makes('b', { MYS: 0.7 })])).toEqual(
      lost(all('a', 'b'), [makes('a', { MYS: 1 })]),
    );
  });

  test('is a part of the output of a country where it makes a part', () => {
    expect(lost(all('a'), [makes('a', { MYS: 0.5 })])).not.toEqual(lost(all('a'), [makes('a', { MYS: 1 })]));
  });

  test('is only what the register tells, of the element, at the stage, in the countries named', () => {
    expect(
      lost(all('a'), [makes('a', { MYS: null }), makes('a', { MYS: 1 }, { element: 'Nd' }), makes('a', { MYS: 1 }, { stage: 'mine' })]),
    ).toEqual([]);
    expect(lost(all('a'), [makes('other', { MYS: 1 })])).toEqual([]);
    const known = [makes('a', { AUS: 1, MYS: 1 })];
    expect(lost([{ supplier: 'a', countries: ['AUS'] }], known)).toEqual(lost(all('a'), [makes('a', { AUS: 1 })]));
    expect(lost([{ supplier: 'a', countries: ['AUS'] }], known)).not.toEqual([]);
  });
});

describe('inputs with a measure more', () => {
  const added = {
    control_class: 'ban',
    origins: ['CHN'],
    targets: ['JPN'],
    elements: ['Nd'],
    stages: ['separation'],
    coverage: 1,
  } as const;
  const before = (inputs.get('JPN') ?? []).find(({ element }) => element === 'Nd') as ElementInputs;
  const withMeasure = (days: { readonly known_from: string; readonly effective_from: string }): ElementInputs => {
    const { elements, stages, coverage, ...rest } = added;
    return {
      ...before,
      measures: [...(before.measures ?? []), { id: 'own', ...rest, applies: [{ elements, stages, coverage }], ...days }],
    };
  };

  test('give what a scenario gives that adds the measure on the day', () => {
    const change = evaluateInputs(before, withMeasure({ known_from: DAY, effective_from: DAY }), methodology);
    expect(change.delta).toBeGreaterThan(0);
    const scenario = of(evaluate('JPN', { measures_added: [added] }), 'Nd');
    const figures = ({ baseline, scenario: after, delta, stages }: ElementChange) => ({ baseline, after, delta, stages });
    expect(figures(change)).toEqual(figures(scenario));
  });

  test('stay as they are while the measure is not known', () => {
    const change = evaluateInputs(before, withMeasure({ known_from: '2026-10-02', effective_from: '2026-10-02' }), methodology);
    expect([change.delta, change.scenario]).toEqual([0, change.baseline]);
  });
});
