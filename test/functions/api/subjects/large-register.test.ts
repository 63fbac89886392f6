import { expect, test } from 'vitest';
import { supplierCatalogue } from '#domain/explanations/catalogue-documents.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { lookUpSubjects } from '#functions/api/analysis/look-up-subjects.ts';
import { supplierInputsOf } from '#functions/api/published-run/run-inputs.ts';
import { getSubject, listSubjects } from '#functions/api/subjects/subjects.ts';
import { supplierDocuments } from '#functions/scoring/results/run-documents.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { catalogue, type PublishedScores } from '#functions/store/scores/published-scores.ts';
import { largeRegister } from '#test/builders/large-register.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const SUPPLIERS = 1220;
const { entries } = supplierCatalogue({
  data: largeRegister(bundledReferenceData, SUPPLIERS),
  day: 0,
  known: 0,
});
const documents = await toldOf(entries);

async function toldOf(some: typeof entries): Promise<ReadonlyMap<string, unknown>> {
  const told = new Map<string, unknown>();
  for await (const [name, content] of supplierDocuments([{ entries: some, outputs: [] }], false))
    told.set(name, content);
  return told;
}

function readRun(): { readonly scores: PublishedScores; readonly reads: string[] } {
  const reads: string[] = [];
  const scores = {
    async document(_run: string, name: string) {
      reads.push(name);
      return name === 'listed-names' ? { names: [] } : (documents.get(name) ?? null);
    },
    async score(
      _run: string,
      { type, id, buyer }: { type: string; id: string; buyer: string },
    ): Promise<ScoreDocument> {
      reads.push(`score of ${id}`);
      return scoreDocument({ type: type as 'supplier', id, buyer, score: 42 });
    },
  } as unknown as PublishedScores;
  return { scores, reads };
}

test('the catalogue of a large register is parts of which each fits into one item, and together they are all of it', async () => {
  expect([...documents.keys()]).toEqual([
    'supplier-outputs',
    'catalogue:suppliers:0',
    'catalogue:suppliers:1',
    'catalogue:suppliers:2',
    'catalogue:suppliers:3',
    'names:suppliers:0',
    'catalogue:suppliers',
  ]);
  expect(await catalogue(readRun().scores, 'r1', 'supplier')).toEqual(entries);
  const small = { entries: entries.slice(0, 400) };
  expect((await toldOf(small.entries)).get('catalogue:suppliers')).toEqual(small);
});

test('a page of it reads where the parts begin, one or two parts, and the scores of its rows; all pages together are the register', async () => {
  const ids: string[] = [];
  for (let at: (string | number)[] | null = [0]; at !== null; ) {
    const { scores, reads } = readRun();
    const page = await listSubjects(scores, 'r1', { type: 'supplier', buyer: 'JPN', limit: 90 }, at);
    expect(reads.filter((name) => !name.startsWith('score of')).length).toBeLessThanOrEqual(3);
    expect(page.rows.every(({ score }) => score?.score === 42)).toBe(true);
    ids.push(...page.rows.map(({ id }) => id));
    at = page.at === null ? null : [...page.at];
  }
  expect(ids).toEqual(entries.map(({ id }) => id));
});

test('one supplier reads its part; one that is not there is told the nearest of the part', async () => {
  for (const entry of [entries[0], entries[399], entries[400], entries[777], entries.at(-1)]) {
    const { scores, reads } = readRun();
    expect(
      await getSubject(scores, 'r1', { type: 'supplier', id: entry?.id ?? '', buyer: 'JPN' }),
    ).toMatchObject({ ...entry });
    expect(reads).toHaveLength(3);
  }
  const { scores, reads } = readRun();
  await expect(
    getSubject(scores, 'r1', { type: 'supplier', id: 'lynas-x', buyer: 'JPN' }),
  ).rejects.toMatchObject({ code: 'not_found' });
  expect(reads.length).toBeLessThanOrEqual(5);
  await expect(getSubject(scores, 'r1', { type: 'supplier', id: '!', buyer: 'JPN' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('names of the register are read once a run, however many are looked up, and only scores of those found', async () => {
  const { scores, reads } = readRun();
  const ports = {
    scores,
    suppliers: customSuppliersIn(tableInMemory()),
    scorerOf: () => Promise.reject(new Error('nothing of their own is named')),
  };
  const run = { run_id: 'r1', as_of: '2026-10-01' } as Parameters<typeof lookUpSubjects>[2];
  const last = entries.at(-1);
  const items = [
    { type: 'supplier' as const, external_ids: {}, id: 'lynas-7' },
    { type: 'supplier' as const, external_ids: {}, name: `${last?.name} Ltd` },
  ];
  const answer = await lookUpSubjects({ buyer: 'JPN', items }, 'acme', run, ports);
  expect(answer.data[0]).toMatchObject({
    outcome: 'matched',
    match: { subject: { id: 'lynas-7' }, score: 42 },
  });
  expect(
    answer.data[1]?.match?.subject.name ?? answer.data[1]?.candidates.map(({ subject }) => subject.name),
  ).toContain(last?.name);
  await lookUpSubjects({ buyer: 'JPN', items }, 'acme', run, ports);
  expect(reads.filter((name) => name.startsWith('names:'))).toEqual(['names:suppliers:0']);
});

test('a scenario of all suppliers of a register that is too large for one is refused with what to ask for', async () => {
  const content = { elements: {}, sources: {}, suppliers: [], too_many: 100_000 };
  const scores = { document: async () => content } as unknown as PublishedScores;

  await expect(supplierInputsOf(scores, 'r1', 'JPN')).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [
      {
        pointer: '/subject_type',
        code: 'too_many_suppliers',
        detail: expect.stringContaining('100000 suppliers'),
      },
    ],
  });
});
