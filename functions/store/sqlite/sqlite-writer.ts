import { once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { closed, StoreError, storeErrorOf } from './sqlite-errors.ts';
import type { AcceptedMark } from './sqlite-file.ts';
import { rowAccess, type TableWrite, type WriteOutcome } from './sqlite-table.ts';

export type WriteAnswer =
  | Readonly<{ outcome: WriteOutcome }>
  | Readonly<{ error: Pick<StoreError, 'name' | 'message'> }>;

export type CommitGroup = (orders: readonly TableWrite[]) => readonly WriteAnswer[];

const answerOf = (error: unknown): WriteAnswer => {
  const { name, message } = storeErrorOf(error);
  return { error: { name, message } };
};

/** Of 4 kB, given back to the disk at once. */
const PAGES_GIVEN_BACK = 5000;

/** `mark` hears of each transaction on the disk; `null` where nothing has to outlive a power failure. */
export function groupCommitter(
  database: DatabaseSync,
  mark: ((accepted: AcceptedMark) => void) | null,
): CommitGroup {
  const { write } = rowAccess(database);

  function answerTo(order: TableWrite): WriteAnswer {
    database.exec('SAVEPOINT one');
    try {
      const outcome = write(order);
      database.exec('RELEASE one');
      return { outcome };
    } catch (error) {
      if (!database.isTransaction || (error as { code?: unknown }).code === 'ERR_SQLITE_ERROR') throw error; // all of them have failed
      database.exec('ROLLBACK TO one; RELEASE one');
      return answerOf(error);
    }
  }

  return (orders) => {
    try {
      database.exec('BEGIN IMMEDIATE');
      const answers = orders.map(answerTo);
      if (orders.some(({ kind }) => kind === 'remove'))
        database.exec(`PRAGMA incremental_vacuum(${PAGES_GIVEN_BACK})`);
      const counted =
        mark && database.prepare('UPDATE store SET commits = commits + 1 RETURNING id, commits').get();
      database.exec('COMMIT');
      if (counted !== null) mark?.(counted as AcceptedMark);
      return answers;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      return orders.map(() => answerOf(error));
    }
  };
}

export interface StoreWriter {
  /** Resolves when it is on the disk, or its condition did not hold. Rejects with a `StoreError`. */
  write(order: TableWrite): Promise<WriteOutcome>;
  close(): Promise<void>;
}

/** What comes in while a group is on its way to the disk shares the next. */
function groupedWriter(
  commit: (orders: readonly TableWrite[]) => Promise<readonly WriteAnswer[]>,
  end: () => Promise<void>,
): StoreWriter {
  let isClosed = false;
  let waiting: Readonly<{ order: TableWrite; settle: (answer: WriteAnswer) => void }>[] = [];
  let work: Promise<void> | null = null;
  async function commitWaiting() {
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      const group = waiting;
      waiting = [];
      const answers = await commit(group.map(({ order }) => order)).catch((error: unknown) =>
        group.map(() => answerOf(error)),
      );
      for (const [n, { settle }] of group.entries()) settle(answers[n] ?? answerOf(closed()));
    }
    work = null;
  }
  return {
    async write(order) {
      if (isClosed) throw closed();
      const answer = await new Promise<WriteAnswer>((settle) => {
        waiting.push({ order, settle });
        work ??= commitWaiting();
      });
      if ('outcome' in answer) return answer.outcome;
      throw new StoreError(answer.error.name, answer.error.message);
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await work;
      await end();
    },
  };
}

export const writerHere = (commit: CommitGroup, end: () => void): StoreWriter =>
  groupedWriter(
    async (orders) => commit(orders),
    async () => end(),
  );

export function writerInThread(folder: string): StoreWriter {
  const thread = new Worker(new URL('./sqlite-writer-thread.ts', import.meta.url), {
    workerData: { folder },
    name: 'store',
  });
  thread.unref();
  const gone = once(thread, 'exit').then(
    () => Promise.reject(closed()),
    (error: unknown) => Promise.reject(error),
  );
  gone.catch((error: unknown) => {
    if (!(error instanceof StoreError)) console.error(error);
  });
  return groupedWriter(
    async (orders) => {
      thread.ref();
      thread.postMessage(orders);
      try {
        const [answers] = (await Promise.race([once(thread, 'message'), gone])) as [readonly WriteAnswer[]];
        return answers;
      } finally {
        thread.unref();
      }
    },
    async () => {
      thread.ref();
      thread.postMessage(null);
      await gone.catch(() => undefined);
    },
  );
}
