import { describe, expect, test } from 'vitest';
import { evaluateSupplierScenario } from '#domain/scenarios/evaluate-supplier-scenario.ts';
import { NO_CHANGES, type OriginClosure, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { publishedScore } from '#domain/vocabulary/published-numbers.ts';
import type { SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

const shipped = (version: string) => {
  const document = bundledMethodologies.get(version)?.document;
  if (document === undefined) throw new Error(`${version} ships`);
  return methodologyOf(document);
};
const [withBorders, withoutBorders] = [shipped('2.0.0'), shipped('1.0.0')];

function evaluate(inputs: SupplierInputs, changes: Partial<ScenarioChanges>, methodology = withBorders) {
  const [found] = evaluateSupplierScenario([{ supplier: 'acme', inputs }], { ...NO_CHANGES, ...changes }, {}, methodology);
  if (found === undefined) throw new Error('one supplier, one change');
  return found;
}
const scoreOf = (inputs: SupplierInputs) => publishedScore(scoreSupplier(inputs, withBorders).score);

/** Dysprosium and neodymium of one plant; 60 days of stock on the day. */
const ofTwo = someSupplier({ sites: { P: aSite({ weight: 1, elements: ['Dy', 'Nd'] }) }, elements: ['Dy', 'Nd'] });
const doubled = { days: null, factor: 2, add_days: 0 } as const;

describe('more stock', () => {
  test('of all elements is that much more for a supplier, whether its elements are known or not', () => {
    const { elements: _, ...unknown } = ofTwo;
    for (const inputs of [ofTwo, unknown]) {
      const found = evaluate(inputs, { cover: [{ elements: null, ...doubled }] });
      expect(found.scenario).toBe(scoreOf({ ...inputs, cover_days: 120 }));
      expect(found.delta).toBeLessThan(0);
    }
  });

  test('of one of its two elements counts half: 90 days for 60 and 120', () => {
    expect(evaluate(ofTwo, { cover: [{ elements: ['Dy'], ...doubled }] }).scenario).toBe(scoreOf({ ...ofTwo, cover_days: 90 }));
  });

  test('of what it does not deliver changes nothing', () => {
    expect(evaluate(ofTwo, { cover: [{ elements: ['Ga'], ...doubled }] })).toMatchObject({
      delta: 0,
      unchanged_because: 'Nothing that the scenario changes reaches its chain, or something stronger already acts there.',
    });
  });
});

describe('a closed origin', () => {
  /** A plant in Japan that lives on dysprosium of a Chinese one. */
  const fed = someSupplier({
    sites: {
      P: aSite({ country: 'JPN', stage: 'magnet', weight: 1, feeds: [{ site: 'C', element: 'Dy', share: 1 }] }),
      C: aSite({ country: 'CHN' }),
    },
  });
  const closed = (elements: readonly string[] | null): Partial<ScenarioChanges> => {
    const closure: OriginClosure = { origin: 'CHN', stages: ['separation'], processed_in: null, elements, days: null, severity: 1 };
    return { closures: [closure] };
  };
  const nothing = 'Nothing that it delivers to JPN, and nothing that its sites live on, passes what the scenario closes.';

  test('stops a feed of the elements that are named, and no other', () => {
    expect(evaluate(fed, closed(['Dy'])).delta).toBeGreaterThan(0);
    expect(evaluate(fed, closed(['Dy'])).scenario).toBe(evaluate(fed, closed(null)).scenario);
    expect(evaluate(fed, closed(['Ga']))).toMatchObject({ delta: 0, unchanged_because: nothing });
  });

  test('stops nothing under a methodology that does not look at borders', () => {
    expect(evaluate(fed, closed(null), withoutBorders)).toMatchObject({ delta: 0, unchanged_because: nothing });
  });
});

test('shares in world supply are no part of the score of a supplier, and it says so', () => {
  expect(evaluate(ofTwo, { shares: [{ element: 'Dy', stage: 'separation', origin: 'CHN', share: 0.5 }] })).toMatchObject({
    delta: 0,
    unchanged_because: 'Shares in world supply move scores of elements; a supplier is scored along its own chain.',
  });
});
