import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStream } from '#domain/numbers/random-stream.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { elementStages, prepareElement, statedDraw } from '#domain/scores/element-situation.ts';
import { assessStage, scoreOf, stageHazardSum } from '#domain/scores/stage-score.ts';
import { scoreSupplier, statedSupplierDraw, supplierHazardSum } from '#domain/scores/supplier-score.ts';
import { supplierFacts } from '#domain/supplier-hazards/supplier-facts.ts';
import { drawInputs } from '#domain/uncertainty/input-draws.ts';
import { elementSampler, supplierSampler } from '#domain/uncertainty/samplers.ts';
import { commonDraws, sampleElement, sampleSupplier } from '#domain/uncertainty/sampling.ts';
import { methodologyOf, withAmendments } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { anyElementInputs, anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { scoreOfDraw, scoreOfSupplierDraw } from '#test/builders/scored-draw.ts';

function documentOf(version: string) {
  const shipped = bundledMethodologies.get(version);
  if (shipped === undefined) throw new Error(`${version} does not ship`);
  return shipped.document;
}
const [published, shadow] = [documentOf('1.0.0'), documentOf('1.1.0')];
const later = methodologyOf(shadow);
const METHODOLOGIES = [
  ['1.0.0', methodologyOf(published)],
  ['1.1.0', later],
  ['1.0.0 with stocks that controls draw', methodologyOf(withAmendments(published, shadow, ['stock-draw']))],
  ['1.0.0 with two origins at once', methodologyOf(withAmendments(published, shadow, ['joint-controls']))],
] as const;
const DRAWS = 3;

describe.each(METHODOLOGIES)('under %s', (_, methodology) => {
  const common = commonDraws(methodology, DRAWS, sha256Seed);

  test('the headline is the draw at the stated values, to the last bit: every stage of an element', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyElementInputs(methodology), (inputs) => {
        const prepared = prepareElement(inputs, methodology);
        const draw = statedDraw(inputs, prepared);
        const assessed = elementStages(inputs, methodology).flatMap(({ situation }) => (situation === null ? [] : [situation]));
        expect(prepared.stages.map(({ facts }) => facts.stage)).toEqual(assessed.map(({ stage }) => stage));
        const sums = prepared.stages.map(({ facts, shares, draw: drawStage }, index) => {
          const stage = drawStage(draw);
          if (stage === null) throw new Error('a stage with world shares has a draw');
          const sum = stageHazardSum(facts, shares.origins)(stage);
          expect(sum).toBe(assessStage(assessed[index] as (typeof assessed)[number]).Lambda);
          compared++;
          return sum;
        });
        expect(scoreElement(inputs, methodology).score).toBe(sums.length === 0 ? null : scoreOf(Math.max(...sums)));
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  test('the headline is the draw at the stated values, to the last bit: a supplier', () => {
    fc.assert(
      fc.property(anySupplierInputs(methodology), (inputs) => {
        const facts = supplierFacts(inputs, methodology);
        const { score } = scoreSupplier(inputs, methodology);
        expect(score).toBe(facts === null ? null : scoreOf(supplierHazardSum(facts)(statedSupplierDraw(facts))));
      }),
      { numRuns: 300 },
    );
  });

  test('a draw of an element is the score of the drawn inputs under the drawn parameters', () => {
    fc.assert(
      fc.property(anyElementInputs(methodology), (inputs) => {
        const sampler = elementSampler(inputs, methodology, sha256Seed);
        if (sampler === null) return;
        const { layout } = sampler;
        for (const [index, drawn] of common.draws.entries()) {
          const stream = openStream(sha256Seed(`${methodology.version}|${inputs.element}|${inputs.buyer}|${index}|inputs`));
          const own = drawInputs(stream, index, layout, methodology.parameters);
          const long = scoreOfDraw(inputs, methodology, layout, drawn, own, sha256Seed);
          expect(Math.abs(sampler.score(drawn, sampler.draw(index)) - long)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a draw of a supplier is the score of its drawn cover under the drawn parameters', () => {
    fc.assert(
      fc.property(anySupplierInputs(methodology), (inputs) => {
        const sampler = supplierSampler(inputs, 'x', methodology, sha256Seed);
        for (const [index, drawn] of common.draws.entries()) {
          if (sampler === null) continue;
          const own = sampler.draw(index);
          const long = scoreOfSupplierDraw(inputs, methodology, drawn, own.coverZ);
          expect(Math.abs(sampler.score(drawn, own) - (long ?? Number.NaN))).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('sampling under 1.1.0', () => {
  test('gives the same interval twice, of scores from 0 to 100', () => {
    fc.assert(
      fc.property(anyElementInputs(later), (inputs) => {
        const once = sampleElement(inputs, later, { seedOf: sha256Seed, draws: DRAWS });
        expect(sampleElement(inputs, later, { seedOf: sha256Seed, draws: DRAWS })).toEqual(once);
        for (const score of once.scores) expect(score >= 0 && score < 100).toBe(true);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(anySupplierInputs(later), (inputs) => {
        const { scores } = sampleSupplier(inputs, later, { seedOf: sha256Seed, draws: DRAWS, supplierId: 'x' });
        for (const score of scores) expect(score >= 0 && score <= 100).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('is the same without a table of governance as with an empty one: every value is drawn', () => {
    const score = (governance: NonNullable<ElementInputs['governance']> | null) =>
      sampleElement(elementInputs({ governance }), later, { seedOf: sha256Seed, draws: 20 }).scores;
    expect(score(null)).toEqual(score({}));
    expect(score(null)).not.toEqual(score({ CHN: { pv: 2.5 }, MYS: { pv: 2.5 } }));
  });

  test('gives 0 in a draw in which nobody supplies the stage: there is nothing to lose', () => {
    const sampler = elementSampler(elementInputs(), later, sha256Seed);
    if (sampler === null) throw new Error('the stage has shares');
    const [drawn] = commonDraws(later, 1, sha256Seed).draws;
    if (drawn === undefined) throw new Error('a draw was asked for');
    const own = sampler.draw(0);
    expect(sampler.score(drawn, own)).toBeGreaterThan(0);
    expect(sampler.score(drawn, { ...own, world: new Float64Array(own.world.length) })).toBe(0);
  });
});
