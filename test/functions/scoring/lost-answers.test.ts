import { describe, expect, it } from 'vitest';
import { completeAndRank } from '#functions/local/run-pipeline.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { RunRefused } from '#functions/store/runs/run-ledger.ts';
import type { Table, Tables } from '#functions/store/table/table.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { sqliteStore } from '#test/functions/store/embedded-store.ts';

type Write = () => Promise<unknown>;

/** What becomes of a write that was carried out and whose answer was lost. */
const LOSSES = {
  'the client repeats it': (write: Write) => write(),
  'the step runs again': async () => {
    throw new Error('the answer was lost');
  },
};
type Loss = (typeof LOSSES)[keyof typeof LOSSES];

/** Counts writes from `begin` on, and loses the answer of one of them. */
function losingTables(loss: Loss) {
  let [count, lost] = [0, 0];
  const losing = async (write: Write): Promise<unknown> => {
    const answer = await write();
    count += 1;
    return count === lost ? loss(write) : answer;
  };
  const WRITES: ReadonlySet<unknown> = new Set([
    'put',
    'set',
    'add',
    'putMany',
    'delete',
    'deleteMany',
  ] satisfies (keyof Table)[]);
  return {
    around:
      (tables: Tables): Tables =>
      (name) =>
        new Proxy(tables(name), {
          get(table, method) {
            const call = Reflect.get(table, method) as (...given: unknown[]) => Promise<unknown>;
            return WRITES.has(method) ? (...given: unknown[]) => losing(() => call(...given)) : call;
          },
        }),
    begin(write: number) {
      [count, lost] = [0, write];
    },
    count: () => count,
  };
}

/**
 * As the state machine does: a step that ends with an error is tried again, unless the error says that it
 * would end the same.
 */
async function again<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof RunRefused) throw error;
    return step();
  }
}

async function night(n: number, ports: ScoringPorts): Promise<void> {
  const now = `2026-10-0${n}T18:30:00.000Z`;
  const { run_id, batches } = await again(() => beginRun({}, now, ports, `night-${n}`));
  for (const batch of batches) await again(() => scoreBatch(batch, ports));
  await again(() => completeAndRank(run_id, now, ports));
  await again(() => publishRun(run_id, now, ports.ledger));
  await again(() => afterRun(run_id, now, ports));
}

describe.each(Object.entries(LOSSES))(
  'a night in which the answer to a write is lost and %s',
  (_what, loss) => {
    /**
     * Runs two nights, and loses the answer to the write of that number in the second; returns how many
     * writes that night had.
     */
    async function nights(lost: number) {
      const tables = losingTables(loss);
      const store = await sqliteStore(null, tables.around);
      try {
        const world: ToyWorld = {
          scores: { 'country#CHN': 8, 'element#Dy': 71 },
          buyers: ['JPN', 'USA'],
          facts: 'a',
        };
        const ports = scoringPorts({ ...store, snapshots: inMemoryStore().snapshots, ...toyParts(world) });
        await night(1, ports);
        Object.assign(world, { scores: { 'country#CHN': 9, 'element#Dy': 55 }, facts: 'b' });
        tables.begin(lost);
        await night(2, ports);
        const writes = tables.count();
        const runs = (await ports.ledger.list(9, null)).map(
          ({ status, execution }) => `${status} ${execution}`,
        );
        const pointer = await ports.scores.currentRun();
        const score = await ports.scores.score(pointer?.run_id ?? '', {
          type: 'element',
          id: 'Dy',
          buyer: 'JPN',
        });
        const head = await ports.trackRecord.head();
        return { writes, runs, score: score?.score, isPinned: head?.run_id === pointer?.run_id };
      } finally {
        await store.close();
      }
    }

    it('is published and leaves no run at work, whichever of its writes it was', async () => {
      const { writes, ...undisturbed } = await nights(0);
      expect(undisturbed).toEqual({
        runs: ['completed night-2', 'completed night-1'],
        score: 55,
        isPinned: true,
      });
      expect(writes).toBeGreaterThanOrEqual(24);
      for (let write = 1; write <= writes; write += 1) {
        const { writes: _, ...found } = await nights(write);
        expect(found, `write ${write} of ${writes}`).toEqual(undisturbed);
      }
    });
  },
);
