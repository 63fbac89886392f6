import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { stopFactsOf } from '#functions/api/published-run/run-inputs.ts';
import { customScoringServices } from '#functions/scoring/custom-scoring.services.ts';
import { customSupplierScores } from '#functions/scoring/results/custom-supplier-score.ts';
import { runScorer } from '#functions/scoring/results/run-scorer.ts';
import { scorerOfPinnedInputs } from '#functions/scoring/scoring.services.ts';
import { placesNamed } from '#functions/store/clients/supplier-chain.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { noObjects } from '#functions/store/objects/run-objects.ts';
import { inputSnapshotsIn } from '#functions/store/runs/input-snapshots.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import { largeRegister, registerCopies } from '#test/builders/large-register.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { documentsOf } from '#test/builders/small-facts.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

/**
 * The shipped suppliers, and two copies that also feed each other in rings, live on a plant of another
 * country as a whole, and feed one.
 */
const [feed] = bundledReferenceData.supplier_links.filter(
  ({ from, to }) => from === 'LYC-MTWELD' && to === 'LYC-KALG',
);
const between = (from: string, to: string, share_of_input: number | null) => {
  const id = `${from}-${to}`;
  return {
    ...(feed as NonNullable<typeof feed>),
    row: `supplier-link:${id}`,
    id,
    from,
    to,
    share_of_input,
    essential: 'yes' as const,
  };
};
const links = [
  between('LYC-KALG-1', 'LYC-KALG-2', 0.3),
  between('LYC-KALG-2', 'LYC-KALG-1', 0.3),
  between('LYC-LAMP-2', 'LYC-LAMP-1', 0.2),
  between('LYC-LAMP-1', 'LYC-LAMP', 0.2),
  between('X-CHN-SEP', 'LYC-LAMP-2', null),
  between('LYC-LAMP-1', 'X-JPN-MAGNET', 0.1),
  between('energy-fuels-2', 'LYC-LAMP-1', 0.1),
];
const shipped = {
  ...bundledReferenceData,
  supplier_links: [...bundledReferenceData.supplier_links, ...links],
};
const data = JSON.parse(canonicalJson(largeRegister(shipped, 183))) as ReferenceData;
const methodology = { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 };
const snapshots = inputSnapshotsIn(inMemoryArchivedObjects(), { uncut: 100, suppliers: 20 });
const inputs_sha256 = await snapshots.put(shipped, () => registerCopies(shipped, 183));
const run = runRecord({ as_of: '2026-10-01', known_at: '2026-10-01', inputs_sha256, methodology });
const whole = runScorer(run, { data, methodology: METHODOLOGY, brief: true });
const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const makeScorer = scorerOfPinnedInputs(snapshots, true);

describe('a register in pieces', () => {
  test('gives every supplier, element and country the result that the whole register gives, to the byte', async () => {
    const { isCut, suppliers } = await snapshots.open(inputs_sha256);
    expect([isCut, suppliers.length]).toEqual([true, 183]);
    for (const type of ['supplier', 'element', 'country'] as const) {
      const subjects = whole.subjects.filter((subject) => subject.type === type);
      for (let n = 0; n < subjects.length; n += 50) {
        const some = subjects.slice(n, n + 50);
        const scorer = await makeScorer(run, inputs_sha256, some);
        for (const [at, subject] of some.entries()) {
          const buyer = whole.buyers[(n + at) % whole.buyers.length] as string;
          expect(hashOf(scorer.findings(subject, buyer)), `${subject.id} ${buyer}`).toBe(
            hashOf(whole.findings(subject, buyer)),
          );
        }
      }
    }
  });

  test('has the subjects, catalogue and outputs of the whole one', async () => {
    const scorer = await makeScorer(run, inputs_sha256);
    expect(scorer.subjects).toEqual(whole.subjects);
    const [cut, uncut] = [await documentsOf(scorer), await documentsOf(whole)];
    const entries = [...cut].flatMap(([name, content]) =>
      /^catalogue:suppliers:\d/.test(name) ? (content as { entries: object[] }).entries : [],
    );
    expect(entries).toEqual((uncut.get('catalogue:suppliers') as { entries: object[] }).entries);
    const scores = {
      document: async (_run: string, name: string) => cut.get(name) ?? null,
    } as unknown as PublishedScores;
    const { outputs } = uncut.get('supplier-outputs') as { outputs: { supplier: string }[] };
    for (const supplier of ['lynas', 'lynas-2', 'jl-mag-1']) {
      const stops = [{ supplier, lane: null }] as unknown as Parameters<typeof stopFactsOf>[2]['stops'];
      const found = (await stopFactsOf(scores, run.run_id, { stops })).outputs.filter(
        (one) => one.supplier === supplier,
      );
      expect(found).toEqual(outputs.filter((one) => one.supplier === supplier));
    }
    for (const name of ['inputs:JPN', 'lanes', 'catalogue:elements'])
      expect(cut.get(name), name).toEqual(uncut.get(name));
  });

  test('gives a supplier of a client that lives on some of it, by supplier and by site, the score that the whole one gives', async () => {
    const tables = tableInMemory;
    const place = {
      tables,
      scoresTable: 'scores',
      signalsTable: 'signals',
      snapshots,
      objects: noObjects,
      codeVersion: 'test',
    };
    const site = { id: 'works', name: 'Works', country: 'JPN', stage: 'magnet', elements: ['Nd', 'Dy'] };
    const feeds = [
      { supplier: 'lynas-2', from: null, to: 'works', share_of_input: 0.5, essential: 'yes' },
      { supplier: null, from: 'LYC-LAMP-1', to: 'works', share_of_input: 0.3, essential: 'yes' },
    ];
    const supplier = customSupplierSchema.parse({ name: 'Acme Magnets', sites: [site], feeds });
    const stored = {
      id: 'acme-1',
      version: 1,
      updated_at: '2026-09-01T09:00:00.000Z',
      deleted: false,
      supplier,
    };
    const chain = new Map([[stored.id, stored]]);
    const { score, ships } = await customScoringServices(place).makeCustomScorer(
      run,
      inputs_sha256,
      placesNamed(chain),
    );
    expect(['lynas-2', 'acme-1'].map(ships)).toEqual([true, false]);
    const expected = customSupplierScores(run, { data, methodology: METHODOLOGY }).customScore(
      stored,
      'JPN',
      chain,
    );
    expect(score(stored, 'JPN', chain)).toEqual(expected);
    expect(expected.document.score).toBeGreaterThan(0);
  });
});
