import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normal, openStream } from '#domain/random-stream.ts';
import type { CommonDraw } from '#domain/sampling/common-draws.ts';
import { drawInputs, inputLayout } from '#domain/sampling/input-draws.ts';
import { commonDraws, intervalCase, sampleElement, sampleSupplier } from '#domain/sampling.ts';
import type { ElementInputs } from '#domain/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { anyElementInputs, anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { goldenCases, goldenMethodology } from '#test/builders/golden-methodology.ts';
import { scoreOfDraw, scoreOfSupplierDraw } from '#test/builders/scored-draw.ts';

const methodology = goldenMethodology;
const { parameters } = methodology;
const DRAWS = 12;
const common = commonDraws(methodology, DRAWS, sha256Seed);
const options = { seedOf: sha256Seed, draws: DRAWS, commonDraws: common };

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
      const layout = inputLayout(inputs, parameters);
      fc.pre(layout.stages.length > 0);
      const { scores } = sampleElement(inputs, methodology, options);
      for (const [index, score] of scores.entries()) {
        const stream = openStream(sha256Seed(`${methodology.version}|${inputs.element}|${inputs.buyer}|${index}|inputs`));
        const draw = drawInputs(stream, index, layout, parameters);
        const long = scoreOfDraw(inputs, methodology, layout, common.draws[index] as CommonDraw, draw, sha256Seed);
        expect(Math.abs(score - long)).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 300 },
  );
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
