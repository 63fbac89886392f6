import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { explanationSchema } from '#contracts/api/subjects-answers.ts';
import { scoreElement } from '#domain/method/element.ts';
import {
  criticalSuppliers,
  missedBy,
  mostMissed,
  type PublishedCriticality,
  type SupplierOutput,
  supplierOutputs,
} from '#functions/scoring/results/critical-suppliers.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const scorer = scorerOn('2026-10-01', { brief: false });

// biome-ignore lint/suspicious/noExplicitAny: an explanation is an open document
const explanationOf = (type: 'element' | 'supplier', id: string, buyer: string): any =>
  scorer.findings({ type, id }, buyer).explanation;

describe('the explanation of a supplier', () => {
  test('says which elements would miss it, the most exposed first', () => {
    const { criticality } = explanationOf('supplier', 'lynas', 'JPN') as {
      criticality: readonly PublishedCriticality[];
    };
    const points = criticality.map((entry) => entry.points ?? -1);
    expect(points).toEqual(points.toSorted((left, right) => right - left));
    const dy = criticality.find((entry) => entry.element === 'Dy' && entry.stage === 'separation');
    expect(dy?.points).toBeGreaterThanOrEqual(0);
    expect(dy?.score_if_stopped).toBeCloseTo((dy?.score ?? 0) + (dy?.points ?? 0), 1);
  });

  test('without a score still says who would miss it', () => {
    const found = explanationOf('supplier', 'sip-jamstec', 'JPN');
    expect(found.score).toBeNull();
    expect(found.criticality).toBeInstanceOf(Array);
  });
});

describe('the explanation of an element', () => {
  test('lists its critical suppliers, and those of which nothing is known at the end with null', () => {
    const list = explanationOf('element', 'Nd', 'JPN').critical_suppliers as readonly PublishedCriticality[];
    expect(list.some((entry) => entry.supplier === 'lynas')).toBe(true);
    const firstUnknown = list.findIndex((entry) => entry.points === null);
    expect(
      list.slice(firstUnknown).every((entry) => entry.points === null && entry.score_if_stopped === null),
    ).toBe(true);
  });

  test('says which country feeds which: Mount Weld the plants in Malaysia, Kachin those of China', () => {
    const { feeds } = explanationOf('element', 'Dy', 'JPN');
    expect(feeds).toContainEqual({ from_stage: 'mine', from: 'AUS', stage: 'separation', to: 'MYS' });
    expect(feeds).toContainEqual({ from_stage: 'mine', from: 'MMR', stage: 'separation', to: 'CHN' });
    expect(new Set(feeds.map((feed: object) => JSON.stringify(feed))).size).toBe(feeds.length);
  });

  test('names the same rise as the explanation of the supplier', () => {
    const ofElement = explanationOf('element', 'Dy', 'USA')
      .critical_suppliers as readonly PublishedCriticality[];
    const ofSupplier = explanationOf('supplier', 'lynas', 'USA')
      .criticality as readonly PublishedCriticality[];
    const pick = (list: readonly PublishedCriticality[]) =>
      list.filter((entry) => entry.element === 'Dy' && entry.supplier === 'lynas');
    expect(pick(ofElement)).toEqual(pick(ofSupplier));
  });
});

describe('an element without a supplier', () => {
  const { facts } = scorer;
  const parameters = facts.parameters;

  test('has the score that the method gives it with that stop', () => {
    const outputs = supplierOutputs(facts.data.supplier_sites, facts).filter(({ output }) =>
      Object.values(output).every((part) => part !== null),
    );
    expect(outputs.length).toBeGreaterThan(20);
    for (const [element, some] of Map.groupBy(outputs, (one) => one.element)) {
      const of = ['JPN', 'EUU'].map((buyer) => {
        const { inputs } = facts.element(element, { buyer });
        return { inputs, missed: missedBy(inputs, facts) };
      });
      for (const [n, { stage, output }] of some.entries()) {
        const { inputs, missed } = of[n % 2] ?? expect.fail();
        const flows = { [stage]: output as Record<string, number> };
        const stop = { id: 'x', flows, targets: null, begins: 0, lasts: null };
        const found = missed?.ifStopped(stage, flows[stage] ?? {});
        const made = scoreElement({ ...inputs, stops: [stop] }, parameters);
        expect(found?.score, element).toBeCloseTo(made?.score ?? Number.NaN, 9);
        expect(found?.scarce, element).toBeCloseTo(made?.stages[made.stage]?.scarce ?? Number.NaN, 9);
      }
    }
  });

  test('of many suppliers those that are left out are none of the hundred that it would miss most', () => {
    const { inputs } = facts.element('Dy', { buyer: 'JPN' });
    const outputs = Array.from({ length: 1800 }, (_, n): SupplierOutput => {
      const [part, other] = [((n * 617) % 3001) / 6000, ((n * 211) % 3001) / 3001];
      const output = [{ CHN: part }, { CHN: part, MYS: other }, { CHN: null, MMR: part }][n % 3] ?? {};
      return {
        supplier: `s${n}`,
        name: '',
        element: 'Dy',
        stage: n % 2 === 0 ? 'mine' : 'separation',
        output,
        evidence: [],
      };
    });
    const few = mostMissed(outputs);
    const points = (of: readonly SupplierOutput[]) =>
      criticalSuppliers(of, inputs, missedBy(inputs, facts)).map((one) => [one.points, one.scarce_points]);

    expect(few.length).toBeLessThan(900);
    expect(points(few)).toEqual(points(outputs));
    expect(new Set(points(few).map(String)).size).toBeGreaterThan(10);
  });
});

test('the largest explanations keep their shape and stay small when packed', () => {
  for (const [type, id] of [
    ['element', 'Nd'],
    ['element', 'Dy'],
    ['supplier', 'northern-rare-earth'],
    ['supplier', 'lynas'],
  ] as const) {
    if (!scorer.subjects.some((subject) => subject.id === id)) continue;
    const explanation = explanationOf(type, id, 'EUU');
    expect(
      explanationSchema
        .partial({ links: true, basis: true })
        .safeParse(JSON.parse(JSON.stringify(explanation))).error,
    ).toBeUndefined();
    expect(gzipSync(JSON.stringify(explanation)).length).toBeLessThan(60_000);
  }
});
