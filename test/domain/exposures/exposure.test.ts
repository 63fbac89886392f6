import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exposureOf, type Risks, type SubjectRisk } from '#domain/exposures/exposure.ts';
import type { MappedLine } from '#domain/exposures/exposure-line.ts';

const ofElement = (score: number | null, over: Partial<SubjectRisk> = {}): SubjectRisk => ({
  score,
  band: score === null ? 'unknown' : score >= 80 ? 'critical' : score >= 60 ? 'high' : 'low',
  p05: score === null ? null : score - 10,
  p95: score === null ? null : score + 10,
  ...{ state: score, may_begin: null, security: null, p_stockout_90: null, cover_days: null },
  stage: 'separation',
  expected_days: score,
  ...over,
});
const ofSupplier = (score: number | null): SubjectRisk => ofElement(score);

/** Dy and Tb high, Sc critical, Ga low; Pm has no score. */
const risks: Risks = {
  elements: { Dy: ofElement(70), Ga: ofElement(10), Pm: ofElement(null), Sc: ofElement(80), Tb: ofElement(70) },
  suppliers: { lynas: ofSupplier(20), odd: ofSupplier(60), silent: ofSupplier(null) },
};

interface Given {
  readonly line?: string;
  readonly elements?: readonly string[];
  readonly kg?: number | null;
  readonly evidence?: string | null;
  readonly supplier?: string | null;
  readonly spend?: number | null;
  readonly currency?: string | null;
}
function aLine({
  line = '1',
  elements = [],
  kg = null,
  evidence = null,
  supplier = null,
  spend = null,
  currency = 'EUR',
}: Given): MappedLine {
  return {
    line: {
      line,
      spend,
      currency,
      supplier_id: supplier,
      description: null,
      element: null,
      product: null,
      material: null,
      quantity: null,
      unit: null,
    },
    elements: elements.map((element) => ({
      element,
      kg,
      kg_low: kg === null ? null : kg / 2,
      kg_high: kg === null ? null : kg * 2,
      evidence,
    })),
    product: null,
    supplier,
  };
}
const exposed = (...lines: readonly Given[]) => exposureOf(lines.map(aLine), risks);

describe('of an element', () => {
  test('money at risk is spend times probability, with the interval of the score', () => {
    const [dy] = exposed({ line: 'a', elements: ['Dy'], spend: 300 }, { line: 'b', elements: ['Dy'], spend: 100 }).by_element;
    // 400 x 70 %, 60 % and 80 %
    expect(dy?.money).toEqual([{ currency: 'EUR', spend: 400, at_risk: 280, p05: 240, p95: 320 }]);
    expect(dy?.lines).toEqual(['a', 'b']);
  });

  test('kilograms are added, and at risk with the score and short with the expected days', () => {
    const [dy] = exposed({ elements: ['Dy'], kg: 100 }, { elements: ['Dy', 'Ga'], kg: 40 }, { elements: ['Dy'] }).by_element;
    expect(dy).toMatchObject({ element: 'Dy', kg: 140, kg_low: 70, kg_high: 280, kg_at_risk: 98 });
    // 140 x 60 % and 80 %: the interval of the score
    expect(dy).toMatchObject({ kg_at_risk_p05: 84, kg_at_risk_p95: 112 });
    expect(dy?.kg_short).toBeCloseTo((140 * 70) / 365.25, 12);
  });

  test('what no line weighs has no mass, at risk or short', () => {
    expect(exposed({ elements: ['Dy'] }).by_element[0]).toMatchObject({
      kg: null,
      kg_low: null,
      kg_high: null,
      kg_at_risk: null,
      kg_at_risk_p05: null,
      kg_at_risk_p95: null,
      kg_short: null,
    });
  });

  test('without a score has a mass and nothing at risk: unknown, not none', () => {
    const [pm, unheard] = exposed({ elements: ['Pm', 'Xx'], kg: 3, spend: 5 }).by_element;
    for (const one of [pm, unheard]) {
      expect(one).toMatchObject({
        kg: 3,
        kg_at_risk: null,
        kg_at_risk_p05: null,
        kg_at_risk_p95: null,
        kg_short: null,
        risk: { score: null, band: 'unknown' },
      });
      expect(one?.money).toEqual([{ currency: 'EUR', spend: 5, at_risk: null, p05: null, p95: null }]);
    }
    expect(unheard?.risk).toEqual(expect.objectContaining({ score: null, band: 'unknown', p05: null, stage: null, expected_days: null }));
  });

  test('a score without expected days has kilograms at risk and none said to be short', () => {
    const { by_element } = exposureOf([aLine({ elements: ['Dy'], kg: 10 })], {
      elements: { Dy: ofElement(70, { expected_days: null }) },
      suppliers: {},
    });
    expect(by_element[0]).toMatchObject({ kg_at_risk: 7, kg_short: null });
  });

  test('one supplier of all lines is a single source; a line that names none leaves it open', () => {
    const single = (...suppliers: readonly (string | null)[]) =>
      exposed(...suppliers.map((supplier) => ({ elements: ['Dy'], supplier }))).by_element[0];
    expect(single('odd', 'odd')).toMatchObject({ single_supplier: true, suppliers: ['odd'] });
    expect(single('odd', 'lynas')).toMatchObject({ single_supplier: false, suppliers: ['lynas', 'odd'] });
    expect(single('odd', null)).toMatchObject({ single_supplier: null, suppliers: ['odd'] });
  });

  test('names the studies behind its mass, each once', () => {
    const [dy] = exposed(
      { elements: ['Dy'], evidence: 'row-b' },
      { elements: ['Dy'], evidence: 'row-a' },
      { elements: ['Dy'], evidence: 'row-b' },
      { elements: ['Dy'] },
    ).by_element;
    expect(dy?.evidence).toEqual(['row-a', 'row-b']);
  });
});

test('the riskiest come first, equals in byte order, the unknown last even behind a score of 0', () => {
  const { by_element } = exposureOf([aLine({ elements: ['Tb', 'Pm', 'Ga', 'Dy', 'Au'] })], {
    elements: { ...risks.elements, Au: ofElement(0) },
    suppliers: {},
  });
  expect(by_element.map(({ element }) => element)).toEqual(['Dy', 'Tb', 'Ga', 'Au', 'Pm']);
  const unknownFirst = exposureOf([aLine({ elements: ['Pm', 'Zr'] })], { elements: { Zr: ofElement(0) }, suppliers: {} });
  expect(unknownFirst.by_element.map(({ element }) => element)).toEqual(['Zr', 'Pm']);
});

describe('of a supplier', () => {
  const suppliers = () =>
    exposed(
      { line: '1', elements: ['Tb'], supplier: 'lynas', spend: 300 },
      { line: '2', elements: ['Dy'], supplier: 'lynas', spend: 100 },
      { line: '3', elements: ['Dy'], supplier: 'odd', spend: 100 },
      { line: '4', elements: ['Ga'], supplier: 'silent' },
      { line: '5', elements: ['Au', 'Tb'], supplier: 'lynas' },
      { line: '6', supplier: 'unheard' },
    ).by_supplier;

  test('riskiest first', () => {
    const by_supplier = suppliers();
    expect(by_supplier.map(({ supplier, risk }) => [supplier, risk.score])).toEqual([
      ['odd', 60],
      ['lynas', 20],
      ['silent', null],
      ['unheard', null],
    ]);
  });

  test('money, lines and elements are its own, at its own probability', () => {
    const by_supplier = suppliers();
    expect(by_supplier[1]).toMatchObject({ lines: ['1', '2', '5'], elements: ['Au', 'Dy', 'Tb'] });
    expect(by_supplier[1]?.money).toEqual([{ currency: 'EUR', spend: 400, at_risk: 80, p05: 40, p95: 120 }]);
  });

  test('it is the only source of what the lines get from nobody else', () => {
    const by_supplier = suppliers();
    expect(by_supplier.map(({ only_source_of }) => only_source_of)).toEqual([[], ['Au', 'Tb'], ['Ga'], []]);
  });
});

describe('in total', () => {
  test('a line counts once, with the supplier it names, and without a score of one with the worst of its elements', () => {
    const atRisk = (line: Given) => exposed({ ...line, spend: 100 }).totals[0]?.at_risk;
    expect(atRisk({ elements: ['Ga', 'Dy'], supplier: 'odd' })).toBe(60);
    expect(atRisk({ elements: ['Ga'], supplier: 'odd' })).toBe(60);
    expect(atRisk({ supplier: 'lynas' })).toBe(20);
    expect(atRisk({ elements: ['Ga', 'Dy'] })).toBe(70);
    expect(atRisk({ elements: ['Ga'], supplier: 'unheard' })).toBe(10);
    expect(atRisk({ elements: ['Dy'], supplier: 'silent' })).toBe(70);
    expect(atRisk({ elements: ['Pm'], supplier: 'lynas' })).toBe(20);
  });

  test('dysprosium from a safer supplier is less at risk than from the market, in every figure', () => {
    // The review: 10 t from Lynas for 500 million yen had 370 million at risk, as if Lynas had not been named.
    const { by_element, totals } = exposed(
      { line: 'a', elements: ['Dy'], supplier: 'lynas', kg: 10_000, spend: 500 },
      { line: 'b', elements: ['Dy'], kg: 1000, spend: 100 },
    );
    expect(totals).toMatchObject([{ at_risk: 500 * 0.2 + 100 * 0.7, p05: 500 * 0.1 + 100 * 0.6 }]);
    expect(by_element[0]).toMatchObject({ kg_at_risk: 10_000 * 0.2 + 1000 * 0.7, rated_by_supplier: ['a'], lines: ['a', 'b'] });
    expect(by_element[0]?.money).toMatchObject([{ at_risk: 170 }]);
    expect(by_element[0]?.kg_short).toBeCloseTo((10_000 * 20 + 1000 * 70) / 365.25, 12);
    expect(by_element[0]?.rated_at).toBe(70);
    expect(exposed({ elements: ['Dy'], supplier: 'lynas' }).by_element[0]?.rated_at).toBe(20);
    expect(exposed({ elements: ['Pm'] }).by_element[0]?.rated_at).toBeNull();
  });

  test('never says that more is short than there is, whatever a run has published', () => {
    const { by_element } = exposureOf([aLine({ elements: ['Dy'], kg: 97 })], {
      elements: { Dy: ofElement(74, { expected_days: 400 }) },
      suppliers: {},
    });
    expect(by_element[0]?.kg_short).toBe(97);
  });

  test('what is unknown is never worse than what is known, however small that is', () => {
    const tiny: Risks = { elements: { Au: ofElement(0.5) }, suppliers: {} };
    for (const elements of [['Au', 'Pm'], ['Pm', 'Au'], ['Au']]) {
      expect(exposureOf([aLine({ elements, spend: 1000 })], tiny).totals).toMatchObject([{ at_risk: 5, weighted_score: 0.5 }]);
    }
  });

  test('a line that names no supplier has none', () => {
    expect(exposed({ elements: ['Dy'], spend: 1 }).by_supplier).toEqual([]);
  });

  test('spend in the bands high and critical is added up; low and unknown are not', () => {
    const [total] = exposed(
      { elements: ['Dy'], spend: 10 },
      { elements: ['Sc'], spend: 20 },
      { elements: ['Ga'], spend: 30 },
      { elements: ['Pm'], spend: 40 },
    ).totals;
    // at risk: 10 x 70 % + 20 x 80 % + 30 x 10 % = 26, of 60 that have a score
    expect(total).toMatchObject({ spend: 100, at_risk: 26, spend_at_high_or_above: 30, share_at_high_or_above: 0.3 });
    expect(total?.weighted_score).toBeCloseTo((100 * 26) / 60, 12);
  });

  test('without any score there is no weighted score, and without spend none either', () => {
    expect(exposed({ elements: ['Pm'], spend: 40 }).totals).toMatchObject([
      { at_risk: null, weighted_score: null, share_at_high_or_above: 0 },
    ]);
    expect(exposed({ elements: ['Dy'], spend: 0 }).totals).toMatchObject([
      { spend: 0, at_risk: 0, weighted_score: null, share_at_high_or_above: 0 },
    ]);
  });

  test('currencies are never added; lines without a spend or a currency have no money', () => {
    const { totals, by_element } = exposed(
      { elements: ['Dy'], spend: 2, currency: 'USD' },
      { elements: ['Dy'], spend: 1, currency: 'EUR' },
      { elements: ['Dy'], spend: null, currency: 'JPY' },
      { elements: ['Dy'], spend: 5, currency: null },
    );
    expect(totals.map(({ currency, spend, spend_at_high_or_above }) => [currency, spend, spend_at_high_or_above])).toEqual([
      ['EUR', 1, 1],
      ['USD', 2, 2],
    ]);
    expect(by_element[0]?.money.map(({ currency, spend }) => [currency, spend])).toEqual([
      ['EUR', 1],
      ['USD', 2],
    ]);
  });

  test('the money at risk is never more than the spend, nor less than that of any element of a line', () => {
    const line = fc.record({
      elements: fc.subarray(['Dy', 'Ga', 'Pm', 'Sc', 'Tb'], { minLength: 1 }),
      supplier: fc.constantFrom(null, 'lynas', 'odd', 'silent'),
      spend: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(line, (given) => {
        const { totals, by_element } = exposed(given);
        expect(totals[0]?.at_risk ?? 0).toBeLessThanOrEqual(given.spend);
        for (const { money } of by_element) expect(totals[0]?.at_risk ?? 0).toBeGreaterThanOrEqual(money[0]?.at_risk ?? 0);
      }),
    );
  });
});

test('no lines are exposed to nothing', () => {
  expect(exposed()).toEqual({ by_element: [], by_supplier: [], totals: [] });
});
