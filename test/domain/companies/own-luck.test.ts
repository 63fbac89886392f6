import { expect, test } from 'vitest';
import { figuresOfLines, type LineCauses } from '#domain/companies/joint.ts';
import type { Cause } from '#domain/method/causes.ts';
import { NODES } from '#domain/method/nodes.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);
const chanceOf = (id: string): number => {
  const causes: readonly Cause[] = [
    {
      id,
      part: 'may_begin',
      chance: new Float64Array(NODES).fill(0.1),
      days: new Float64Array(NODES).fill(3),
    },
  ];
  const line = (element: string): LineCauses => ({
    id: element,
    elements: { [element]: { stop: causes, scarce: causes } },
    money: null,
  });
  return figuresOfLines([line('Dy'), line('W')], parameters.horizon, parameters).score;
};

test('what nobody thought of is another event for each element; a crisis is one, a control half of each', () => {
  expect(chanceOf('security:taiwan')).toBeCloseTo(10, 9);
  expect(chanceOf('unforeseen')).toBeCloseTo(19, 9);
  expect(chanceOf('measure:CHN')).toBeCloseTo(14.5, 9);
});
