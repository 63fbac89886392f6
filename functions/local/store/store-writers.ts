/** Ways to bring writes to the database. */
import { Worker } from 'node:worker_threads';
import { type Committing, commitGroup, type WriteAnswer } from './group-commit.ts';
import type { ToldError } from './store-errors.ts';
import type { StoreWrite } from './write-commands.ts';
import type { WriteOrder, WriteReply } from './writer-thread.ts';

export interface StoreWriter {
  /** Resolves when the write is on the disk, or was refused. Never rejects. */
  write(write: StoreWrite): Promise<WriteAnswer>;
  /** After what was sent before. */
  close(): Promise<void>;
}

const GONE: ToldError = {
  name: 'StoreFault',
  message: 'the store is closed, or the thread that writes to it has ended: start the service again; nothing that was accepted is lost',
  reasons: [],
};

/** Writes in this thread; what is sent in one turn of the event loop shares a transaction. */
export function writerHere(committing: Committing): StoreWriter {
  let isClosed = false;
  let queue: { readonly write: StoreWrite; readonly answer: (answer: WriteAnswer) => void }[] = [];
  const flush = (): void => {
    const orders = queue;
    queue = [];
    if (orders.length === 0) return;
    const answers = commitGroup(
      committing,
      orders.map(({ write }) => write),
    );
    for (const [n, { answer }] of orders.entries()) answer(answers[n] as WriteAnswer);
  };
  return {
    write: (write) =>
      new Promise((answer) => {
        if (isClosed) return answer({ error: GONE });
        queue.push({ write, answer });
        if (queue.length === 1) setImmediate(flush);
      }),
    async close() {
      if (isClosed) return;
      flush();
      isClosed = true;
      committing.database.close();
      committing.mark?.close();
    },
  };
}

/** Writes in a thread of its own, so that waiting for the disk holds nobody up here. */
export function writerInThread(folder: string): StoreWriter {
  const thread = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: { folder }, name: 'store' });
  const waiting = new Map<number, (answer: WriteAnswer | null) => void>();
  let [lastId, isGone] = [0, false];
  thread.on('message', ({ id, answer }: WriteReply) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
    if (waiting.size === 0) thread.unref();
  });
  const end = (): void => {
    isGone = true;
    for (const answer of waiting.values()) answer({ error: GONE });
    waiting.clear();
  };
  thread.on('error', (error) => {
    console.error(error);
    end();
  });
  thread.on('exit', end);
  thread.unref();
  const send = (write: StoreWrite | null): Promise<WriteAnswer | null> =>
    new Promise((resolve) => {
      if (isGone) return resolve({ error: GONE });
      lastId += 1;
      waiting.set(lastId, resolve);
      thread.ref();
      thread.postMessage({ id: lastId, write } satisfies WriteOrder);
    });
  return {
    write: async (write) => (await send(write)) ?? { error: GONE },
    async close() {
      await send(null);
    },
  };
}
