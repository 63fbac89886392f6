import { expect, test } from 'vitest';
import { herfindahl } from '#domain/explanations/published-indices.ts';

test('is 1/n for n equal origins whatever their order and sum, 1 for one, and unknown for none', () => {
  expect(herfindahl({ D: 2, C: 2, B: 2, A: 2 })).toBeCloseTo(0.25, 12);
  expect([herfindahl({ CHN: 0.3, USA: 0 }), herfindahl({}), herfindahl({ CHN: 0 })]).toEqual([1, null, null]);
});
