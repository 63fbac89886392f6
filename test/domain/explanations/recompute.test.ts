import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { countryDocument } from '#domain/explanations/country-document.ts';
import type { DocumentContext } from '#domain/explanations/document-context.ts';
import { elementDocument } from '#domain/explanations/element-document.ts';
import type { PublishedSubject } from '#domain/explanations/published-subject.ts';
import { contentOf, disagreements, type Explanation, type RecomputingMeans } from '#domain/explanations/recompute.ts';
import { elementFigures, type ShadowScoring } from '#domain/explanations/score-from-inputs.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { commonDraws } from '#domain/uncertainty/sampling.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ScoredStage } from '#domain/vocabulary/scoring-result.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const draws = commonDraws(goldenMethodology, 20, sha256Seed);
const shadow: Methodology = { ...goldenMethodology, version: '9.0.0' };
const means = (over: Partial<RecomputingMeans> = {}): RecomputingMeans => ({
  methodology: goldenMethodology,
  alternatives: [],
  shadows: [],
  seedOf: sha256Seed,
  commonDraws: () => draws,
  brief: true,
  ...over,
});
const context: DocumentContext = {
  run: {
    run_id: 'r0000000001',
    as_of: '2026-10-01',
    known_at: '2026-10-01',
    computed_at: '2026-10-01T18:00:00.000Z',
    methodology: { version: goldenMethodology.version, sha256: 'a'.repeat(64) },
  },
  names: {
    country: (code) => `country ${code}`,
    element: (symbol) => `element ${symbol}`,
    measure: (id) => ({ title: `measure ${id}`, from: '2025-04-04' }),
    site: (id) => `site ${id}`,
  },
};

/** As it is served: hashed, and through JSON. */
function served({ document, explanation }: PublishedSubject, more: object = {}): Explanation {
  const open: Record<string, unknown> = { ...document, ...explanation, ...more };
  const hashed = { ...open, inputs_sha256: sha256(canonicalJson(open.inputs ?? null)) };
  const content_sha256 = sha256(canonicalJson(contentOf(hashed)));
  return JSON.parse(JSON.stringify({ ...hashed, content_sha256 }));
}
const worked = elementInputs({ measures: [measure({ applies: [{ elements: ['Dy'], stages: ['separation'] }] })] });

function element(shadows: readonly ShadowScoring<ElementInputs>[] = [], more: object = {}): Explanation {
  const result = scoreElement(worked, goldenMethodology);
  const figures = elementFigures(worked, result, means(), shadows);
  return served(
    elementDocument({ inputs: worked, result, methodology: goldenMethodology, ...figures, evidenceOf: () => [] }, context),
    more,
  );
}

const stageOf = (inputs: ElementInputs): ScoredStage => scoreElement(inputs, goldenMethodology).stages[0] as ScoredStage;
const china = (stage: ScoredStage): number =>
  stage.hazards.filter(({ id }) => id.endsWith(':CHN')).reduce((sum, { Lambda }) => sum + Lambda, 0);

function country(considered: readonly { readonly element: string; readonly stage: string; readonly Lambda: number }[]): PublishedSubject {
  const worst = { inputs: worked, stage: stageOf(worked) };
  return countryDocument(
    { country: 'CHN', buyer: 'JPN', worst, considered, methodology: goldenMethodology, alternatives: {}, evidenceOf: () => [] },
    context,
  );
}
const own = { element: 'Dy', stage: 'separation', Lambda: china(stageOf(worked)) };
const fieldsOf = (explanation: Explanation, over: Partial<RecomputingMeans> = {}) =>
  disagreements(explanation, means(over), sha256).map(({ field }) => field);

describe('the explanation of an element', () => {
  test('agrees with its inputs, names of rows and readers aside', () => {
    expect(disagreements(element(), means(), sha256)).toEqual([]);
  });

  test('with a methodology in shadow is made again with the shadow’s own inputs, or with the published ones where it has none', () => {
    const cover = { cover: { default: 200 } };
    expect(disagreements(element([{ methodology: shadow, inputs: {} }]), means({ shadows: [shadow] }), sha256)).toEqual([]);
    const withCustom = element([{ methodology: shadow, inputs: cover }], { shadow_inputs: { '9.0.0': cover } });
    expect(withCustom.alternatives['9.0.0']).not.toBe(withCustom.score);
    expect(disagreements(withCustom, means({ shadows: [shadow] }), sha256)).toEqual([]);
    const ofAnother = element([{ methodology: shadow, inputs: {} }], { shadow_inputs: { '8.0.0': cover } });
    expect(disagreements(ofAnother, means({ shadows: [shadow] }), sha256)).toEqual([]);
  });

  test('tells of a score that is off by more than 1e-9 of it, not by less', () => {
    const explanation = element();
    const score = explanation.score ?? 0;
    expect(fieldsOf({ ...explanation, score: score * (1 + 0.9e-9) })).toEqual(['content_sha256']);
    expect(fieldsOf({ ...explanation, score: score * (1 + 1.1e-9) })).toEqual(['score', 'content_sha256']);
  });

  test('tells of a field that is missing or too many, with null for what is not there', () => {
    const explanation = element();
    const [first] = explanation.contributions as readonly object[];
    const longer = disagreements({ ...explanation, contributions: [{ ...first, odd: 1 }] }, means(), sha256);
    expect(longer).toContainEqual({ field: 'contributions.0.odd', published: 1, recomputed: null });
    const { coverage: _, ...shorter } = explanation;
    expect(disagreements(shorter as Explanation, means(), sha256)).toContainEqual({
      field: 'coverage',
      published: null,
      recomputed: explanation.coverage,
    });
    expect(fieldsOf({ ...explanation, stage: 'mine' })).toEqual(['stage', 'content_sha256']);
  });

  test('does not follow in its prose, its run and its place: the content hash stands for the first, nothing for the others', () => {
    const explanation = element();
    expect(fieldsOf({ ...explanation, status_reason: 'another' })).toEqual(['content_sha256']);
    const elsewhere = {
      run_id: 'r2',
      computed_at: 'later',
      rank: { position: 1, of: 2, p05: null, p95: null },
      links: {},
      basis: 'stored',
    };
    expect(fieldsOf({ ...explanation, ...elsewhere })).toEqual([]);
  });

  test('tells of inputs that are not those that were hashed', () => {
    const explanation = element();
    const inputs = { ...worked, annual_tonnes: 3 };
    expect(fieldsOf({ ...explanation, inputs })).toContain('inputs_sha256');
  });
});

describe('the explanation of a country', () => {
  test('agrees when its own sum is the largest of those it was compared with', () => {
    const others = [{ element: 'Tb', stage: 'separation', Lambda: own.Lambda / 2 }];
    expect(disagreements(served(country([own, ...others])), means(), sha256)).toEqual([]);
  });

  test('tells of a larger sum: then another element is the worst', () => {
    const larger = { element: 'Tb', stage: 'separation', Lambda: own.Lambda + 1 };
    expect(disagreements(served(country([own, larger])), means(), sha256)).toEqual([
      { field: 'considered', published: own.Lambda + 1, recomputed: expect.closeTo(own.Lambda, 12) },
    ]);
  });

  test('works the sum of its own element out again, and takes those of others as they are told', () => {
    expect(fieldsOf(served(country([{ ...own, Lambda: own.Lambda - 0.1 }])))).toEqual(['considered.0.Lambda', 'considered']);
  });

  test('of before the compared sums were told has none: that is a difference, and no fault of the check', () => {
    const { considered: _, ...old } = served(country([own]));
    expect(disagreements(old as Explanation, means(), sha256)).toEqual([
      { field: 'considered', published: null, recomputed: [] },
      expect.objectContaining({ field: 'content_sha256' }),
    ]);
  });

  test('without a score agrees as long as nothing is said to come from it', () => {
    const nothing = countryDocument(
      { country: 'VNM', buyer: 'JPN', worst: null, considered: [], methodology: goldenMethodology, alternatives: {}, evidenceOf: () => [] },
      context,
    );
    expect(disagreements(served(nothing), means(), sha256)).toEqual([]);
  });
});
