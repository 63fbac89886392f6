import { describe, expect, it, test } from 'vitest';
import { scenarioSchema } from '#contracts/api/analysis/scenarios-request.ts';
import { scenarioEvaluationSchema } from '#contracts/api/analysis/scenarios-response.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { answerScenario } from '#functions/api/analysis/evaluate-scenario.ts';
import { scenarioOfLink } from '#functions/api/analysis/scenario-link.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';

const RUN_ID = 'r0000000007';
const DAY = '2026-10-01';
const methodology = { version: '2.0.0', sha256: bundledMethodologies.get('2.0.0')?.sha256 ?? '' };
const identity = { run_id: RUN_ID, as_of: DAY, known_at: DAY, started_at: `${DAY}T18:30:00.000Z`, code_version: 'test', methodology };
const inputs = { data: bundledReferenceData, methodologies: bundledMethodologies, seedOf: sha256Seed };
const scorer = referenceRunScorer(identity, { ...inputs, brief: true });
const documents = new Map<string, unknown>(scorer.documents().map(([name, content]) => [name, JSON.parse(JSON.stringify(content))]));
const scores = {
  currentRun: async () => ({ run_id: RUN_ID, as_of: DAY, published_at: `${DAY}T18:31:00.000Z` }),
  run: async () => ({ ...identity, status: 'completed', inputs_sha256: 'a'.repeat(64) }),
  document: async (_run: string, name: string) => documents.get(name) ?? null,
} as unknown as PublishedScores;
const ask = (scenario: object) => answerScenario(scores, scenarioSchema.parse({ subject_type: 'supplier', ...scenario }));
const byId = ({ results }: Awaited<ReturnType<typeof ask>>) => new Map(results.map((result) => [result.subject.id, result]));

describe('a scenario of suppliers', () => {
  it('begins at the scores of the run, and has a sentence for each that does not move', async () => {
    const { results, summary } = await ask({});
    expect(summary).toMatchObject({ raised: 0, lowered: 0, band_changes: 0 });
    for (const { subject, baseline, unchanged_because } of results) {
      expect([subject.id, unchanged_because?.length ?? 0]).toEqual([subject.id, expect.any(Number)]);
      expect(unchanged_because).toMatch(/^[A-Z].*\.$/);
      if (['lynas', 'shin-etsu-chemical', 'china-rare-earth-group'].includes(subject.id)) {
        expect(baseline).toBe(scorer.findings({ type: 'supplier', id: subject.id }, 'JPN').result.document.score);
      }
    }
  });

  test.each(SCENARIO_TEMPLATES.map(({ id }) => id))('has the shape of the contract and drivers that sum: %s', async (template) => {
    const answer = await ask({ template });
    expect(() => scenarioEvaluationSchema.parse(answer)).not.toThrow();
    for (const { subject, delta, by_driver, unchanged_because } of answer.results) {
      const sum = by_driver.reduce((total, driver) => total + Math.round(100 * driver.delta), 0);
      if (delta !== null) expect([subject.id, sum]).toEqual([subject.id, Math.round(100 * delta)]);
      expect([subject.id, unchanged_because === null]).toEqual([subject.id, delta !== null && delta !== 0]);
    }
  });

  it('without Lynas in Malaysia raises Lynas and the magnet makers of Japan that it feeds, and no Chinese one', async () => {
    const found = byId(await ask({ template: 'lynas-malaysia-licence-lost' }));
    expect(found.get('lynas')?.delta).toBeGreaterThan(50);
    expect(found.get('shin-etsu-chemical')?.delta).toBeGreaterThan(5);
    expect(found.get('jl-mag')?.delta).toBe(0);
  });

  it('with an embargo on Japan alone does not move who sells to the United States without Japan on the way', async () => {
    const template = 'japan-embargo-2010';
    expect(byId(await ask({ template })).get('shin-etsu-chemical')?.delta).toBeGreaterThan(5);
    expect(byId(await ask({ template, buyer: 'USA' })).get('jl-mag')?.delta).toBe(0);
  });

  it('closed without an end is never safer than closed for half a year, nor half a year than a month', async () => {
    const closed = (days: number | null) => ask({ closures: [{ origin: 'CHN', ...(days === null ? {} : { days }) }] });
    const [month, half, always] = (await Promise.all([closed(30), closed(180), closed(null)])).map(byId);
    for (const [id, { scenario }] of month ?? []) {
      expect([id, (half?.get(id)?.scenario ?? 0) >= (scenario ?? 0)]).toEqual([id, true]);
      expect([id, (always?.get(id)?.scenario ?? 0) >= (half?.get(id)?.scenario ?? 0)]).toEqual([id, true]);
    }
    expect(always?.get('tdk')?.delta).toBeGreaterThan(month?.get('tdk')?.delta ?? 0);
  });

  it('never raises a score by more stock, and takes it for suppliers of the elements that are named', async () => {
    const { results } = await ask({ cover: [{ add_days: 60 }] });
    expect(results.every(({ delta }) => delta === null || delta <= 0)).toBe(true);
    const { results: ofGallium } = await ask({ elements: ['Ga'] });
    expect(ofGallium.length).toBeGreaterThan(0);
    expect(ofGallium.length).toBeLessThan(results.length);
  });

  it('is given again by its link', async () => {
    const posted = await ask({ template: 'stockpile-released' });
    const link = new URL(posted.share_url ?? '', 'http://localhost').searchParams.get('scenario') ?? undefined;
    expect(await answerScenario(scores, scenarioOfLink(link))).toEqual(posted);
  });

  it('is refused by a methodology that does not look at borders', async () => {
    const old = { ...identity, methodology: { ...methodology, version: '1.0.0' } };
    const published = { ...scores, run: async () => ({ ...old, status: 'completed', inputs_sha256: '' }) } as unknown as PublishedScores;
    await expect(answerScenario(published, scenarioSchema.parse({ subject_type: 'supplier' }))).rejects.toMatchObject({
      errors: [{ pointer: '/subject_type', code: 'conflicting_parameters' }],
    });
  });
});
