import { beforeEach, expect, test } from 'vitest';
import { customSupplierHistory } from '#functions/api/custom-suppliers/custom-supplier-in-time.ts';
import { scoresOfClient } from '#functions/api/custom-suppliers/scores-of-client.ts';
import { type CustomScores, customScoresIn } from '#functions/store/clients/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import type { RunPointer, RunRecord } from '#functions/store/runs/run-ledger.ts';
import { historyPoint, runRecord } from '#test/builders/score-documents.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import { customSupplier, STORED_AT, toyCustomScore } from '../../scoring/custom/custom-scoring-world.ts';

/** Nights of October 2026, of which the second was not published; scores by night. */
const NIGHTS: readonly (readonly [runId: string, day: string, status: RunRecord['status'], score: string])[] =
  [
    ['r0000000001', '2026-10-01', 'completed', '50'],
    ['r0000000002', '2026-10-02', 'failed', '99'],
    ['r0000000003', '2026-10-03', 'completed', '50'],
    ['r0000000004', '2026-10-04', 'published', '50'],
  ];

let computed: string[];
let ports: Parameters<typeof customSupplierHistory>[3];
let customScores: CustomScores;
let put: (runId: string, day: string, score: string, version?: number) => Promise<void>;
beforeEach(async () => {
  computed = [];
  customScores = customScoresIn(tableInMemory());
  const suppliers = customSuppliersIn(tableInMemory());
  await suppliers.put('acme', 's', customSupplier('50'), 'nothing', STORED_AT);
  put = async (runId, day, score, version = 1) => {
    const scores = ['JPN', 'USA'].map((buyer) => ({
      document: {
        ...toyCustomScore({ id: 's', supplier: customSupplier(score) }, buyer),
        run_id: runId,
        as_of: day,
      },
      drivers: { measure: Number(score) },
    }));
    await customScores.putScored('acme', runId, [{ id: 's', version, scores }], 1_900_000_000);
  };
  for (const [runId, day, , score] of NIGHTS) await put(runId, day, score);
  const records = NIGHTS.map(([run_id, day, status]) =>
    runRecord({
      run_id,
      as_of: day,
      known_at: day,
      status,
      started_at: `${day}T18:30:00.000Z`,
      finished_at: `${day}T18:32:00.000Z`,
    }),
  ).reverse();
  const run: RunPointer = {
    run_id: 'r0000000004',
    previous_run_id: null,
    version: 1,
    published_at: '',
    as_of: '2026-10-04',
  };
  const scorer = {
    score: async () => toyCustomScore({ id: 's', supplier: customSupplier('50') }, 'JPN'),
    explain: () => Promise.reject(new Error('no history explains')),
    inputs: () => Promise.reject(new Error('no history needs them')),
    history: async (days: readonly { readonly day: string }[]) => {
      computed.push(...days.map(({ day }) => day));
      return days.map(({ day }) => historyPoint({ as_of: day, origin: 'replayed', run_id: null }));
    },
  };
  ports = {
    suppliers,
    customScores,
    scores: {
      currentRun: async () => run,
      runs: async () => records,
      document: async () => ({ measures: [] }),
    } as never,
    scorerOf: async ({ run_id }, client) =>
      scoresOfClient(
        client,
        run_id,
        { customScores, suppliers },
        { isCodeOfRun: true, load: async () => scorer },
      ),
    scorerIn: async () => scorer,
    loadRescorer: () => Promise.reject(new Error('not asked for')),
  };
});

const history = async (client = 'acme') => {
  const stored = await ports.suppliers.get('acme', 's');
  if (stored === null) throw new Error('it is stored');
  const range = { from: '2026-10-01', to: '2026-10-04' };
  const { found } = await customSupplierHistory(
    stored,
    { client, buyer: 'USA', range, interval: 'day', limit: 9 },
    null,
    ports,
  );
  return found.rows.map(({ as_of, score, origin, run_id, drivers }) => [
    as_of,
    score,
    origin,
    run_id,
    drivers.measure,
  ]);
};

test('the history has what runs have published, and computes the days on which none did', async () => {
  const rows = await history();
  expect(rows.map(([day, , origin, run]) => [day, origin, run])).toEqual([
    ['2026-10-01', 'published', 'r0000000001'],
    ['2026-10-02', 'replayed', null], // that run failed: nobody has seen its 99
    ['2026-10-03', 'published', 'r0000000003'],
    ['2026-10-04', 'published', 'r0000000004'],
  ]);
  expect(rows[0]).toEqual(['2026-10-01', 50, 'published', 'r0000000001', 50]);
  expect(computed).toEqual(['2026-10-02']);
});

test('the history computes a day on which another version stands than the run has scored, and never reads the nights of another client', async () => {
  await put('r0000000003', '2026-10-03', '70', 2);
  await history();
  expect(computed).toEqual(['2026-10-02', '2026-10-03']);
  computed = [];
  await history('rival');
  expect(computed).toEqual([]); // the rival has no version that stood on any day
});
