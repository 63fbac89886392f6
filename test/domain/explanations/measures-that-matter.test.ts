import { describe, expect, test } from 'vitest';
import { elementWithStock, supplierScoreWithStock, type WhatIf, whatIfs } from '#domain/explanations/what-if.ts';
import { mayMatter } from '#domain/measures/measure-applicability.ts';
import { scoreElementHeadline } from '#domain/scores/element-score.ts';
import { elementScopes } from '#domain/scores/element-situation.ts';
import { scoreSupplier, supplierScopes } from '#domain/scores/supplier-score.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { elementOfCase, supplierOfCase } from '#test/builders/state-and-event-cases.ts';
import { stateAndEventMethodology as methodology } from '#test/builders/state-and-event-methodology.ts';

function ofElement(inputs: ElementInputs, tried: 'all' | 'those that may matter'): readonly WhatIf[] {
  const scoreOf = (changed: ElementInputs) => scoreElementHeadline(changed, methodology).score;
  const scopes = tried === 'all' ? null : elementScopes(inputs, methodology);
  const scoreWithStock = (change: (days: number) => number) => scoreOf(elementWithStock(inputs, methodology, change));
  return whatIfs({ inputs, score: scoreOf(inputs) ?? 0, scoreOf, scoreWithStock, scopes, given: [] }, methodology);
}

function ofSupplier(inputs: SupplierInputs, tried: 'all' | 'those that may matter'): readonly WhatIf[] {
  const scoreOf = (changed: SupplierInputs) => scoreSupplier(changed, methodology).score;
  const scopes = tried === 'all' ? null : supplierScopes(inputs, methodology);
  const scoreWithStock = supplierScoreWithStock(inputs, methodology);
  return whatIfs({ inputs, score: scoreOf(inputs) ?? 0, scoreOf, scoreWithStock, scopes, given: [] }, methodology);
}

/** Measures that are nowhere near the supply: another element, another origin, another buyer. */
const elsewhere = [
  measure({ id: 'X1', applies: [{ elements: ['Ga'], stages: ['separation'] }] }),
  measure({ id: 'X2', origins: ['RUS'] }),
  measure({ id: 'X3', targets: ['KOR'] }),
];

describe('what-ifs that try only the measures that may matter', () => {
  test.each(['M10', 'M13', 'M15', 'M19', 'M24'])('are those of all measures: element of the case %s', (id) => {
    const own = elementOfCase(id);
    const inputs = { ...own, measures: [...(own.measures ?? []), ...elsewhere] };
    expect(ofElement(inputs, 'those that may matter')).toEqual(ofElement(inputs, 'all'));
  });

  test.each(['M25', 'M26', 'M27', 'M29'])('are those of all measures: supplier of the case %s', (id) => {
    const own = supplierOfCase(id);
    const inputs = { ...own, measures: [...(own.measures ?? []), ...elsewhere] };
    expect(ofSupplier(inputs, 'those that may matter')).toEqual(ofSupplier(inputs, 'all'));
  });

  test('look where goods of a supplier cross a border; nowhere without one that delivers, and everywhere under 1.0.0', () => {
    const inputs = supplierOfCase('M25');
    expect(supplierScopes(inputs, methodology)?.some(({ origin, buyer }) => origin === 'CHN' && buyer === 'JPN')).toBe(true);
    expect(supplierScopes({ ...inputs, sites: {} }, methodology)).toBeNull();
    expect(supplierScopes(inputs, goldenMethodology)).toBeNull();
  });
});

describe('a measure may matter', () => {
  const scopes = [{ element: 'Dy', stage: 'separation', buyer: 'JPN', origin: 'CHN' } as const];
  const { groups } = methodology;
  const list = (over: Parameters<typeof measure>[0]) => measure({ id: 'L', control_class: 'end_use_broad', ...over });
  const ofGallium = { applies: [{ elements: ['Ga'], stages: ['separation'] }] };

  test.each([
    ['that names the element', list({}), true],
    ['on dual-use goods, which the element may become', list({ applies: [{ elements: ['@dual_use'], stages: ['separation'] }] }), true],
    ['on another element', list(ofGallium), false],
    ['that is a licence, which makes goods dual-use', measure(ofGallium), true],
    ['of another origin', list({ origins: ['RUS'] }), false],
    ['against another buyer', list({ targets: ['KOR'] }), false],
    ['that takes over from another, wherever it is', list({ ...ofGallium, origins: ['RUS'], succeeds: 'K' }), true],
  ])('%s: %#', (_, one, expected) => {
    expect(mayMatter(one, scopes, [one], groups)).toBe(expected);
  });

  test('when another takes over from it, wherever it is', () => {
    const [before, after] = [list({ ...ofGallium, id: 'K' }), list({ origins: ['RUS'], succeeds: 'K' })];
    expect(mayMatter(before, scopes, [before, after], groups)).toBe(true);
  });
});
