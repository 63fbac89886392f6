import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreElement } from '#domain/scores/element-score.ts';
import { criticalityAt, type SupplierOutput } from '#domain/scores/supplier-criticality.ts';
import { type ElementInputs, STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { anyElementInputs } from '#test/builders/any-element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const { parameters } = goldenMethodology;
const calm = { senkaku: { x: 0, age_days: 0 }, taiwan_strait: { x: 0, age_days: 0 }, carriers: { x: 0, age_days: 0 } };

/** Dy for Japan: 60 % Malaysia, 40 % Australia, nothing recycled, no substitute, no domestic output, 60 days of cover. */
const twoOrigins: ElementInputs = {
  element: 'Dy',
  buyer: 'JPN',
  as_of: '2026-10-01',
  eol_rir: 0,
  si_sr: 1,
  stages: { separation: { world: { MYS: 0.6, AUS: 0.4 }, import_reliance: 1, routes: { MYS: 0, AUS: 0 } } },
  cover: { default: 60 },
  governance: {},
  signals: calm,
};

const at = (output: SupplierOutput, inputs = twoOrigins) => {
  const found = criticalityAt('separation', output, inputs, goldenMethodology);
  if (found === null) throw new Error('expected a criticality');
  return found;
};

describe('what an element scores when a supplier fails', () => {
  test('the gap is the supplier’s part of its country’s share, and nobody takes it over', () => {
    const { gap, deficit } = at({ MYS: 0.5 });
    expect(gap).toBeCloseTo(0.3, 12);
    // The remaining 70 % can ramp up by a tenth; there is no substitute.
    expect(deficit).toBeCloseTo(0.3 - parameters.ramp_all * 0.7, 12);
  });

  test('the chance to run out is that the missing days of the horizon exceed an uncertain cover', () => {
    const { deficit, tts_days, p_runs_out } = at({ MYS: 0.5 });
    expect(tts_days).toBeCloseTo(60 / deficit, 9);
    // 83.95 days are missing; ln(83.95 / 60) / 0.4 = 0.8397, normal distribution function 0.79945
    expect(p_runs_out).toBeCloseTo(0.79945, 4);
  });

  test('a gap inside spare supply uses up spare, and so raises the other hazards only', () => {
    const small = at({ MYS: 0.1 });
    expect(small.deficit).toBe(0);
    expect(small.p_runs_out).toBe(0);
    expect(small.tts_days).toBeNull();
    expect(small.points).toBeGreaterThan(0);
  });

  test('a failure at a stage that is not the worst one can leave the score as it is', () => {
    const worse = { ...twoOrigins, stages: { ...twoOrigins.stages, magnet: { world: { MMR: 1 }, import_reliance: 1, facility_share: 1 } } };
    expect(at({ AUS: 0.01 }, worse).points).toBe(0);
  });

  test('the part that fails inside the buyer’s own borders is a gap too', () => {
    const home = { ...twoOrigins, stages: { separation: { world: { JPN: 0.5, MYS: 0.5 }, import_reliance: 0 } } };
    expect(at({ JPN: 1 }, home).gap).toBeGreaterThan(0.5);
  });

  test('a stage or an element without shares has no criticality', () => {
    expect(criticalityAt('metal', { MYS: 1 }, twoOrigins, goldenMethodology)).toBeNull();
    expect(criticalityAt('separation', { MYS: 1 }, { ...twoOrigins, stages: { separation: { world: {} } } }, goldenMethodology)).toBeNull();
  });

  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const outputs = fc.dictionary(fc.constantFrom('AUS', 'CHN', 'DEU', 'JPN', 'MYS', 'USA'), fraction, { noNullPrototype: true });
  const stage = fc.constantFrom(...STAGES);

  test('never lowers the score, stays below 100, and begins at the score of the element', () => {
    fc.assert(
      fc.property(anyElementInputs(goldenMethodology), stage, outputs, (inputs, where, output) => {
        const found = criticalityAt(where, output, inputs, goldenMethodology);
        if (found === null) return;
        expect(Math.abs(found.score - (scoreElement(inputs, goldenMethodology).score ?? Number.NaN))).toBeLessThan(1e-9);
        expect(found.points).toBeGreaterThanOrEqual(0);
        expect(found.score_if_failed).toBeLessThan(100);
        expect(found.gap).toBeGreaterThanOrEqual(0);
        expect(found.gap).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test('no output, or output in a country that does not supply the buyer, changes nothing', () => {
    fc.assert(
      fc.property(anyElementInputs(goldenMethodology), stage, (inputs, where) => {
        for (const output of [{}, { CHN: 0, USA: 0 }, { ZZZ: 1 }]) {
          expect(criticalityAt(where, output, inputs, goldenMethodology)?.points ?? 0).toBe(0);
        }
      }),
    );
  });

  test('more lost output never makes it milder', () => {
    fc.assert(
      fc.property(anyElementInputs(goldenMethodology), stage, fraction, fraction, (inputs, where, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        // A country that delivers nothing at all any more is the one case in which a control hazard disappears.
        if (more > 0.999) return;
        const points = (part: number) => criticalityAt(where, { CHN: part }, inputs, goldenMethodology)?.points ?? 0;
        expect(points(more)).toBeGreaterThanOrEqual(points(less) - 1e-9);
      }),
    );
  });
});
