import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explanationSchema } from '#contracts/api/subjects-answers.ts';
import { catalogueDocumentSchema } from '#contracts/run/catalogue-documents.ts';
import {
  countryEntrySchema,
  elementEntrySchema,
  measuresDocumentSchema,
  signalDocumentSchema,
  signalsDocumentSchema,
  sourcesDocumentSchema,
  supplierEntrySchema,
} from '#contracts/run/run-documents.ts';
import { type ElementInputs, scoreElement } from '#domain/method/element.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { THEATRES } from '#domain/vocabulary/theatres.ts';
import { inThisThread, runPipeline } from '#functions/local/run-pipeline.ts';
import { changeExplainer } from '#functions/scoring/run-changes.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { ExplanationDocument } from '#functions/store/scores/published-scores.ts';
import type { Attributes } from '#functions/store/table/table.ts';
import { factsOf, realParts } from '#test/builders/small-facts.ts';
import { bytesOfItem, isRead, watchedTables } from '#test/builders/watched-tables.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { sqliteStore } from '#test/functions/store/embedded-store.ts';

const night = '2026-10-01T18:30:00.000Z';
const parameters = parametersOf(METHODOLOGY.document);
const explainChange = changeExplainer(parameters);
type Entry = { readonly [name: string]: unknown };

describe('a run of all shipped facts', () => {
  let store: Awaited<ReturnType<typeof sqliteStore>>;
  const written: Attributes[] = [];
  let ports: ScoringPorts;
  let runId: string;
  const scoresOf = async (
    type: ScoreDocument['subject']['type'],
    buyer: string,
  ): Promise<readonly ScoreDocument[]> => (await ports.scores.rankingPage(runId, type, buyer, 0))?.rows ?? [];

  beforeAll(async () => {
    store = await sqliteStore(null, (tables) =>
      watchedTables(tables, (call) => void (isRead(call) || written.push(...call.items))),
    );
    const { snapshots } = inMemoryStore();
    ports = scoringPorts({
      ...store,
      snapshots,
      explainChange,
      ...realParts(bundledReferenceData, snapshots),
    });
    const outcome = await runPipeline({ as_of: '2026-10-01' }, ports, () => night);
    expect(outcome).toMatchObject({ published: true, findings: [] });
    runId = outcome.run_id;
  });
  afterAll(async () => {
    await store.close();
  });

  it('leaves out promethium, which has no market, and says why', async () => {
    const run = await ports.scores.run(runId);
    expect(run?.left_out).toContainEqual({
      what: 'element Pm for JPN, USA, EUU, KOR, TWN',
      reason: expect.stringContaining('There is no table of world supply by country for promethium'),
    });
    expect(run).toMatchObject({
      status: 'completed',
      expected_documents: run?.written_documents,
      failure: null,
    });
  });

  it('gives every score of an element a rank with an interval that holds it or lies around it', async () => {
    for (const row of await scoresOf('element', 'JPN')) {
      if (row.score === null) continue;
      expect(row.rank?.of).toBe(38);
      expect(row.rank?.from).toBeGreaterThanOrEqual(1);
      expect(row.rank?.to).toBeGreaterThanOrEqual(row.rank?.from ?? 99);
    }
  });

  it('puts the worked example of the specification at the top: heavy rare earths under licence and ban for Japan', async () => {
    const dy = (await scoresOf('element', 'JPN')).find((row) => row.subject.id === 'Dy');
    expect(dy).toMatchObject({
      band: 'high',
      stage: 'magnet',
      top_drivers: [{ id: 'measure:CHN', part: 'state' }, {}, {}],
    });
  });

  it('writes explanations whose inputs give the same doubles again', async () => {
    for (const id of ['Dy', 'Ga', 'Cu', 'Nd']) {
      const explanation = await ports.scores.explanation(runId, { type: 'element', id, buyer: 'USA' });
      const inputs = (explanation as unknown as { readonly inputs: ElementInputs }).inputs;
      const again = scoreElement(inputs, parameters);
      expect((explanation as unknown as { readonly exact: Entry }).exact.score).toBe(again?.score);
    }
  });

  it('writes explanations whose points sum to the score: published ones exactly, unrounded ones to a billionth', async () => {
    for (const type of ['element', 'supplier', 'country'] as const) {
      for (const row of await scoresOf(type, 'EUU')) {
        const explanation =
          (await ports.scores.explanation(runId, { ...row.subject, buyer: 'EUU' })) ?? never();
        expect(
          explanationSchema.partial({ links: true, basis: true }).safeParse(explanation).error,
        ).toBeUndefined();
        expectSums(explanation);
      }
    }
  });

  it('says what each driver means in one sentence, and what it rests on', async () => {
    const explanation =
      (await ports.scores.explanation(runId, { type: 'element', id: 'Dy', buyer: 'JPN' })) ?? never();
    const [first] = explanation.drivers as readonly {
      readonly summary: string;
      readonly evidence: readonly string[];
    }[];
    expect(first?.summary).toMatch(
      /^China, source of \d+ % of Japan's dysprosium at the magnet stage, controls exports \(Announcement No\. 18 of 2025/,
    );
    expect(first?.evidence).toContain('policy:CN-2025-18');
    expect(
      (explanation.evidence as readonly Entry[]).find((row) => row.row === 'policy:CN-2025-18'),
    ).toMatchObject({
      known_from: '2025-04-04',
    });
  });

  it('writes documents as the API reads them', async () => {
    const document = (name: Parameters<typeof ports.scores.document>[1]) =>
      ports.scores.document(runId, name);
    const schemas = {
      'catalogue:elements': elementEntrySchema,
      'catalogue:suppliers': supplierEntrySchema,
      'catalogue:countries': countryEntrySchema,
    };
    for (const [name, schema] of Object.entries(schemas)) {
      const { entries } = catalogueDocumentSchema.parse(await document(name as 'catalogue:elements'));
      expect(entries.length).toBeGreaterThan(15);
      expect(entries.map((entry) => entry.id)).toEqual(entries.map((entry) => entry.id).toSorted());
      for (const entry of entries) schema.parse(entry);
    }
    expect(
      signalsDocumentSchema.parse(await document('signals')).signals.map((signal) => signal.theatre),
    ).toEqual([...THEATRES]);
    for (const theatre of THEATRES) {
      const { history } = signalDocumentSchema.parse(await document(`signal:${theatre}`));
      expect(history.length).toBeGreaterThan(100);
      expect(history.map((point) => point.date)).toEqual(history.map((point) => point.date).toSorted());
    }
    expect(measuresDocumentSchema.parse(await document('measures')).measures.length).toBeGreaterThan(50);
    expect(sourcesDocumentSchema.parse(await document('sources')).sources.length).toBeGreaterThan(5);
    expect(await document('methodology')).toMatchObject({ version: METHODOLOGY.document.version });
  });

  it('keeps every item far below the limit of 400 KB, and a score within one read unit of 4 KB', async () => {
    const sizes = new Map<string, number>();
    for (const item of written) {
      const kind = String(item.pk).split('#')[0] ?? '';
      sizes.set(kind, Math.max(sizes.get(kind) ?? 0, bytesOfItem(item)));
    }
    expect(Math.max(...sizes.values())).toBeLessThan(310_000);
    expect(sizes.get('SCORES')).toBeLessThan(4096);
  });
});

describe('two runs of the same inputs', () => {
  const facts = factsOf(['Dy', 'Ga', 'Pm', 'Cu'], ['lynas', 'mp-materials']);

  async function runWith(settings: Partial<ScoringPorts>, reversed = false) {
    const store = inMemoryStore();
    const ports = {
      ...scoringPorts({ ...store, explainChange, ...realParts(facts, store.snapshots) }),
      guardBounds: { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 5 },
      ...settings,
    };
    const { published, run_id, findings } = await runPipeline({}, ports, () => night, undefined, {
      ...inThisThread(ports),
      async score(batches, onDone) {
        const { scoreBatch } = await import('#functions/scoring/score-batch.ts');
        for (const batch of reversed ? batches.toReversed() : batches) await scoreBatch(batch, ports);
        onDone(batches.length);
      },
    });
    expect(findings).toEqual([]);
    expect(published).toBe(true);
    const explanations: (ExplanationDocument | null)[] = [];
    for (const { type, id } of (
      await ports.makeScorer(
        (await store.scores.run(run_id)) ?? never(),
        (await store.snapshots.current()) ?? '',
      )
    ).subjects) {
      for (const buyer of BUYERS)
        explanations.push(await store.scores.explanation(run_id, { type, id, buyer }));
    }
    return { run: await store.scores.run(run_id), explanations };
  }

  it('give the same bytes, at any batch size and in any order', async () => {
    const first = await runWith({ subjectsPerBatch: 10 });
    expect(first.explanations.length).toBeGreaterThan(50);
    for (const again of [
      await runWith({ subjectsPerBatch: 10 }),
      await runWith({ subjectsPerBatch: 1 }, true),
    ])
      expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  });

  it('give the same places where draws are counted because there are too many subjects, and intervals that are at most wider by a few places', async () => {
    const [exact, counted] = [
      await runWith({}),
      await runWith({ subjectsPlacedInMemory: 0, subjectsPerBatch: 3 }),
    ];
    let sampled = 0;
    for (const [n, explanation] of exact.explanations.entries()) {
      const [one, other] = [explanation?.rank ?? null, counted.explanations[n]?.rank ?? null];
      expect([other?.position, other?.of]).toEqual([one?.position, one?.of]);
      if (one?.from == null || one.to === null) continue;
      sampled += 1;
      expect(Math.abs((other?.from ?? Number.NaN) - one.from)).toBeLessThanOrEqual(2);
      expect(Math.abs((other?.to ?? Number.NaN) - one.to)).toBeLessThanOrEqual(2);
    }
    expect(sampled).toBeGreaterThan(30);
  });
});

function expectSums(explanation: ExplanationDocument): void {
  const drivers = explanation.drivers as readonly {
    readonly points: number;
    readonly exact_points: number;
  }[];
  if (explanation.score === null) {
    expect(drivers).toEqual([]);
    return;
  }
  const sum = (points: readonly number[]): number => points.reduce((total, point) => total + point, 0);
  const hundredths = Math.round(100 * explanation.score);
  const { state, may_begin, security } = explanation;
  expect(Math.round(100 * sum(drivers.map((driver) => driver.points)))).toBe(hundredths);
  expect(Math.round(100 * sum([state ?? 0, may_begin ?? 0, security ?? 0]))).toBe(hundredths);
  expect(sum(drivers.map((driver) => driver.exact_points))).toBeCloseTo(
    (explanation.exact as { readonly score: number }).score,
    9,
  );
}

/** Size as DynamoDB counts it, near enough: names and values. */

function never(): never {
  throw new Error('is there');
}
