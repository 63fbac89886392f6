import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { countryDocument } from '#domain/explanations/country-document.ts';
import type { DocumentContext } from '#domain/explanations/document-context.ts';
import { elementDocument } from '#domain/explanations/element-document.ts';
import type { PublishedSubject } from '#domain/explanations/published-subject.ts';
import { contentOf, type Disagreement, disagreements, type Explanation, type RecomputingMeans } from '#domain/explanations/recompute.ts';
import { elementFigures, supplierFigures } from '#domain/explanations/score-from-inputs.ts';
import { supplierDocument } from '#domain/explanations/supplier-document.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { commonDraws } from '#domain/uncertainty/sampling.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology as methodology } from '#test/builders/golden-methodology.ts';
import { aLicence, aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

const shadow = { ...methodology, version: '9.0.0' };
const draws = commonDraws(methodology, 20, sha256Seed);
const means: RecomputingMeans = {
  methodology,
  seedOf: sha256Seed,
  commonDraws: () => draws,
  brief: true,
  alternatives: [{ ...methodology, version: '0.9.0' }],
  shadows: [shadow],
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A run that knows the names of things, as a recomputation does not. */
const context: DocumentContext = {
  run: {
    run_id: 'r0000000001',
    as_of: '2026-10-01',
    known_at: '2026-10-01',
    computed_at: '2026-10-01T18:00:00.000Z',
    methodology: { version: methodology.version, sha256: 'a'.repeat(64) },
  },
  names: {
    country: (code) => `the country ${code}`,
    element: (symbol) => `the element ${symbol}`,
    measure: (id) => ({ title: `title of ${id}`, from: '2025-04-04' }),
    site: (id) => `the site ${id}`,
  },
};
const evidenceOf = () => ['a row'];

const withContentHash = (whole: Explanation): Explanation => ({ ...whole, content_sha256: sha256(canonicalJson(contentOf(whole))) });
/** With what a run adds, as it travels. */
function served({ document, explanation }: PublishedSubject, more: object = {}): Explanation {
  const added = { reference_indices: { eu_supply_risk_2023: 5.1 }, limitations: ['of no daily data'], ...more };
  return withContentHash(
    JSON.parse(JSON.stringify({ ...document, ...explanation, ...added, inputs_sha256: sha256(canonicalJson(explanation.inputs)) })),
  );
}

/** What the methodology in shadow reads in place of the published inputs. */
const NO_MEASURES = { measures: [] };
const shadows = [{ methodology: shadow, inputs: NO_MEASURES }];
const shadow_inputs = { [shadow.version]: NO_MEASURES };

function publishedElement(inputs: ElementInputs): Explanation {
  const result = scoreElement(inputs, methodology);
  const figures = elementFigures(inputs, result, means, shadows);
  return served(elementDocument({ inputs, result, methodology, ...figures, evidenceOf }, context), { shadow_inputs });
}

function publishedSupplier(inputs: SupplierInputs): Explanation {
  const result = scoreSupplier(inputs, methodology);
  const { alternatives, interval } = supplierFigures('a-supplier', inputs, result, means, shadows);
  const register = { elements: ['Dy'], countries: ['CHN'], chain: [{ id: 'P' }], notes: [], unscoredBecause: 'No site delivers.' };
  const scoring = { id: 'a-supplier', name: 'A Supplier', inputs, result, methodology, alternatives, interval, evidenceOf, ...register };
  return served(supplierDocument(scoring, context), { shadow_inputs });
}

/** Two stages with shares and one without; one measure holds, one is suspended until November. */
const dysprosium = elementInputs({
  stages: { mine: { world: { CHN: 0.5, MMR: 0.5 } }, separation: { world: { CHN: 0.976, MYS: 0.024 } }, metal: { world: {} } },
  measures: [measure(), measure({ id: 'B', suspended_from: '2025-11-07', suspended_to: '2026-11-10' })],
  annual_tonnes: 5000,
});

/** Sum of what comes from China at a stage of dysprosium. */
function sumAt(stage: 'mine' | 'separation'): number {
  const found = scoreElement(dysprosium, methodology).stages.find((one) => one.stage === stage);
  if (found === undefined || found.score === null) throw new Error(`${stage} is scored`);
  return found.hazards.filter(({ id }) => id.endsWith(':CHN')).reduce((sum, { Lambda }) => sum + Lambda, 0);
}
const AT_MINE = sumAt('mine');
const AT_SEPARATION = sumAt('separation');

function publishedCountry(): Explanation {
  const stage = scoreElement(dysprosium, methodology).stages.find((one) => one.stage === 'separation');
  if (stage === undefined || stage.score === null) throw new Error('separation is scored');
  const considered = [
    { element: 'Dy', stage: 'mine', Lambda: AT_MINE },
    { element: 'Dy', stage: 'separation', Lambda: AT_SEPARATION },
    { element: 'Ga', stage: 'separation', Lambda: 0.25 },
  ];
  const worst = { inputs: dysprosium, stage };
  return served(
    countryDocument(
      { country: 'CHN', buyer: 'JPN', worst, considered, methodology, alternatives: { '0.9.0': 71.25 }, evidenceOf },
      context,
    ),
  );
}

const ELEMENT = publishedElement(dysprosium);
const SUPPLIER = publishedSupplier(someSupplier({ sites: { P: aSite({ weight: 1, country: 'CHN' }) }, measures: [aLicence()] }));
const COUNTRY = publishedCountry();

const check = (explanation: Explanation): readonly Disagreement[] => disagreements(explanation, means, sha256);
/** What is found when only these fields are changed, and the hash of the content is made to fit. */
const checkWith = (explanation: Explanation, changes: object): readonly Disagreement[] =>
  check(withContentHash({ ...explanation, ...changes } as Explanation));

describe('a published explanation', () => {
  it.each<[string, Explanation]>([
    ['an element', ELEMENT],
    ['an element without a table of shares', publishedElement(elementInputs({ stages: {} }))],
    ['a supplier', SUPPLIER],
    ['a supplier that does not deliver', publishedSupplier(someSupplier({ sites: { P: aSite() } }))],
    ['a country', COUNTRY],
  ])('of %s is made again from its inputs alone', (_what, explanation) => {
    expect(check(explanation)).toEqual([]);
  });

  it('is no other when a run serves it under another name, at another time, with other links', () => {
    const changes = {
      run_id: 'r0000000002',
      computed_at: '2026-10-02T18:00:00.000Z',
      rank: { rank: 1 },
      links: { self: '/' },
      basis: 'recomputed',
      known_exceptions: ['one'],
      published_then: { score: 1 },
    };
    expect(check({ ...ELEMENT, ...changes } as unknown as Explanation)).toEqual([]);
    expect(contentOf({ score: 1, ...changes, content_sha256: 'c' })).toEqual({ score: 1, rank: null });
  });

  it('with a changed score is told with both, and so is its content', () => {
    const changed = { ...ELEMENT, score: 70 };
    expect(check(changed)).toEqual([
      { field: 'score', published: 70, recomputed: ELEMENT.score },
      { field: 'content_sha256', published: ELEMENT.content_sha256, recomputed: sha256(canonicalJson(contentOf(changed))) },
    ]);
  });

  it('with other inputs is told by what follows from them, and by their hash', () => {
    const inputs = { ...dysprosium, ...NO_MEASURES };
    const calm = publishedElement(inputs);
    const found = checkWith(ELEMENT, { inputs });
    expect(found).toContainEqual({ field: 'score', published: ELEMENT.score, recomputed: calm.score });
    expect(found).toContainEqual({ field: 'inputs_sha256', published: ELEMENT.inputs_sha256, recomputed: calm.inputs_sha256 });
    expect(found.map(({ field }) => field)).not.toContain('inputs');
  });

  it('holds words, evidence, indices and limitations by the hash of the content only', () => {
    const drivers = (ELEMENT.drivers as readonly object[]).map((driver) => ({ ...driver, summary: 'other words', evidence: [] }));
    const [step] = ELEMENT.scheduled_steps as readonly object[];
    expect(step).toMatchObject({ title: 'title of B' });
    const changes = {
      drivers,
      scheduled_steps: [{ ...step, title: 'another title' }],
      subject: { ...ELEMENT.subject, name: 'Dysprosium' },
      reference_indices: { eu_supply_risk_2023: 4 },
      limitations: [],
      status_reason: 'other words',
    };
    for (const [name, value] of Object.entries(changes)) {
      expect(check({ ...ELEMENT, [name]: value } as Explanation).map(({ field }) => field)).toEqual(['content_sha256']);
    }
    for (const register of [{ chain: [] }, { notes: [{ text: 'a note', evidence: [] }] }]) {
      expect(check({ ...SUPPLIER, ...register }).map(({ field }) => field)).toEqual(['content_sha256']);
    }
  });

  it('agrees to the ninth digit: of a probability in parts of 1, of tonnes in parts of themselves', () => {
    const exact = ELEMENT.exact as Readonly<Record<string, number>>;
    const { p_stockout_365 = Number.NaN, expected_tonnes = Number.NaN } = exact;
    expect(expected_tonnes).toBeGreaterThan(1000);
    const found = (changes: object) => checkWith(ELEMENT, { exact: { ...exact, ...changes } });
    expect(found({ p_stockout_365: p_stockout_365 + 9e-10, expected_tonnes: expected_tonnes * (1 - 9e-10) })).toEqual([]);
    expect(found({ p_stockout_365: p_stockout_365 + 2e-9 })).toEqual([
      { field: 'exact.p_stockout_365', published: p_stockout_365 + 2e-9, recomputed: p_stockout_365 },
    ]);
    expect(found({ expected_tonnes: expected_tonnes * (1 - 2e-9) })).toEqual([
      { field: 'exact.expected_tonnes', published: expected_tonnes * (1 - 2e-9), recomputed: expected_tonnes },
    ]);
  });

  it('with a part too many or of another kind is told with what stands in its place', () => {
    const contributions = ELEMENT.contributions as readonly object[];
    expect(checkWith(ELEMENT, { contributions: [...contributions, 7] })).toEqual([
      { field: `contributions.${contributions.length}`, published: 7, recomputed: null },
    ]);
    const changes = { contributions: null, score: String(ELEMENT.score), interval: 4 };
    for (const [field, published] of Object.entries(changes)) {
      expect(checkWith(ELEMENT, { [field]: published })).toEqual([{ field, published, recomputed: ELEMENT[field] }]);
    }
  });

  it('has the score of a methodology in shadow from what this reads, and from the published inputs where it is not said to read others', () => {
    expect(ELEMENT.alternatives['9.0.0']).toBeLessThan(ELEMENT.alternatives['0.9.0'] ?? 0);
    for (const published of [ELEMENT, SUPPLIER]) {
      const expected = [
        { field: 'alternatives.9.0.0', published: published.alternatives['9.0.0'], recomputed: published.alternatives['0.9.0'] },
      ];
      expect(checkWith(published, { shadow_inputs: undefined })).toEqual(expected);
      expect(checkWith(published, { shadow_inputs: { '8.0.0': NO_MEASURES } })).toEqual(expected);
    }
  });
});

describe('a published explanation of a country', () => {
  const considered = COUNTRY.considered as readonly object[];
  const withSum = (place: number, Lambda: number) => considered.map((one, n) => (n === place ? { ...one, Lambda } : one));

  it('has the sum of each stage of its own element from the inputs, and of other elements as they were', () => {
    expect(checkWith(COUNTRY, { considered: withSum(0, 0.01) })).toEqual([
      { field: 'considered.0.Lambda', published: 0.01, recomputed: AT_MINE },
    ]);
    expect(checkWith(COUNTRY, { considered: withSum(2, AT_SEPARATION - 0.001) })).toEqual([]); // only the content hash stands for it
    const unscored = { element: 'Dy', stage: 'metal', Lambda: 0.5 };
    expect(checkWith(COUNTRY, { considered: [...considered, unscored] })).toEqual([]);
  });

  it('is the largest of these sums, within a billionth', () => {
    expect(checkWith(COUNTRY, { considered: withSum(2, AT_SEPARATION + 5e-10) })).toEqual([]);
    expect(checkWith(COUNTRY, { considered: withSum(2, 9.5) })).toEqual([
      { field: 'considered', published: 9.5, recomputed: expect.closeTo(AT_SEPARATION, 12) },
    ]);
    const none = countryDocument(
      { country: 'SAU', buyer: 'JPN', worst: null, considered: [], methodology, alternatives: {}, evidenceOf },
      context,
    );
    const appeared = [{ element: 'Ga', stage: 'refining', Lambda: 0.25 }];
    expect(checkWith(served(none), { considered: appeared })).toEqual([{ field: 'considered', published: 0.25, recomputed: 0 }]);
    expect(checkWith(COUNTRY, { contributions: null }).map(({ field }) => field)).toEqual(['contributions']);
  });

  it('said to be of another stage than the worst has that one’s score; of a stage without shares none', () => {
    const scoreAt = (stage: string) => checkWith(COUNTRY, { stage }).find(({ field }) => field === 'exact.score');
    expect(scoreAt('mine')?.recomputed).toBeCloseTo(100 * (1 - Math.exp(-AT_MINE)), 9);
    for (const stage of ['metal', 'magnet']) expect(scoreAt(stage)).toMatchObject({ recomputed: null });
  });

  it('of an element is no explanation of a country: what an element was compared with is not asked for', () => {
    expect(checkWith(ELEMENT, { considered: [{ element: 'Ga', stage: 'mine', Lambda: 9 }] })).toEqual([]);
  });
});
