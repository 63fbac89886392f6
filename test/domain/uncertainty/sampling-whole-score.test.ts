import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOfOf } from '#domain/measures/measure-state.ts';
import { supplierFacts } from '#domain/supplier-hazards/supplier-facts.ts';
import { commonDraws } from '#domain/uncertainty/common-draws.ts';
import { elementSampler, supplierSampler } from '#domain/uncertainty/samplers.ts';
import { sampleElement, sampleSupplier } from '#domain/uncertainty/sampling.ts';
import { wholeElementScore, wholeSupplierScore } from '#domain/uncertainty/whole-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { CountryCode, ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { anyElementInputs, anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const shadow = bundledMethodologies.get('1.1.0');
if (shadow === undefined) throw new Error('1.1.0 does not ship');
const amended = methodologyOf(shadow.document);
const DRAWS = 3;
const common = commonDraws(goldenMethodology, DRAWS, sha256Seed);

describe('a draw scored whole', () => {
  it('is the score of the plan for a methodology that the plan knows: elements', () => {
    fc.assert(
      fc.property(anyElementInputs(goldenMethodology), (inputs) => {
        const sampler = elementSampler(inputs, goldenMethodology, sha256Seed);
        if (sampler === null) return;
        const rateSeed = (draw: number, origin: CountryCode) => sha256Seed(`${sampler.text}|${draw}|rate:${origin}`);
        const asOf = asOfOf(inputs, goldenMethodology.parameters);
        const whole = wholeElementScore(inputs, goldenMethodology, sampler.layout, asOf, rateSeed);
        for (const [index, draw] of common.draws.entries()) {
          const own = sampler.draw(index);
          expect(whole(draw, own)).toBeCloseTo(sampler.score(draw, own), 8);
        }
      }),
    );
  });

  it('is the score of the plan for a methodology that the plan knows: suppliers', () => {
    fc.assert(
      fc.property(anySupplierInputs(goldenMethodology), (inputs) => {
        const sampler = supplierSampler(inputs, 'x', goldenMethodology, sha256Seed);
        const facts = supplierFacts(inputs, goldenMethodology);
        if (sampler === null || facts === null) return;
        const whole = wholeSupplierScore(facts, goldenMethodology);
        for (const [index, draw] of common.draws.entries()) {
          const own = sampler.draw(index);
          expect(whole(draw, own)).toBeCloseTo(sampler.score(draw, own), 8);
        }
      }),
    );
  });

  it('gives the same interval twice under 1.1.0, of scores from 0 to 100', () => {
    fc.assert(
      fc.property(anyElementInputs(amended), (inputs) => {
        const once = sampleElement(inputs, amended, { seedOf: sha256Seed, draws: DRAWS });
        expect(sampleElement(inputs, amended, { seedOf: sha256Seed, draws: DRAWS })).toEqual(once);
        for (const score of once.scores) expect(score >= 0 && score < 100).toBe(true);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(anySupplierInputs(amended), (inputs) => {
        const { scores } = sampleSupplier(inputs, amended, { seedOf: sha256Seed, draws: DRAWS, supplierId: 'x' });
        for (const score of scores) expect(score >= 0 && score <= 100).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same without a table of governance as with an empty one: every value is drawn', () => {
    const score = (governance: NonNullable<ElementInputs['governance']> | null) =>
      sampleElement(elementInputs({ governance }), amended, { seedOf: sha256Seed, draws: 20 }).scores;
    expect(score(null)).toEqual(score({}));
    expect(score(null)).not.toEqual(score({ CHN: { pv: 2.5 }, MYS: { pv: 2.5 } }));
  });

  it('is 0 in a draw in which nobody supplies the stage: there is nothing to lose', () => {
    const inputs = elementInputs();
    const sampler = elementSampler(inputs, amended, sha256Seed);
    if (sampler === null) throw new Error('the stage has shares');
    const score = wholeElementScore(inputs, amended, sampler.layout, asOfOf(inputs, amended.parameters), () => 1);
    const [draw] = commonDraws(amended, 1, sha256Seed).draws;
    if (draw === undefined) throw new Error('a draw was asked for');
    const own = sampler.draw(0);
    expect(score(draw, own)).toBeGreaterThan(0);
    expect(score(draw, { ...own, world: new Float64Array(own.world.length) })).toBe(0);
  });
});
