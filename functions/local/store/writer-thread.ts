/** Entry point of the thread that writes to the database: waiting for the disk must not hold up who serves requests. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { markWriter } from './accepted-mark.ts';
import { type Committing, commitGroup, type WriteAnswer } from './group-commit.ts';
import { itemTables } from './item-tables.ts';
import { markFile, openConnection } from './store-file.ts';
import type { StoreWrite } from './write-commands.ts';

export interface WriteOrder {
  readonly id: number;
  /** `null`: nothing more comes; close the database. */
  readonly write: StoreWrite | null;
}
export interface WriteReply {
  readonly id: number;
  /** `null`: closed. */
  readonly answer: WriteAnswer | null;
}

/** More would keep the first of them waiting. */
const MOST_IN_GROUP = 500;

const port = parentPort as MessagePort;
const { folder } = workerData as { readonly folder: string };
const database = openConnection(folder, 'accepted');
const mark = markWriter(markFile(folder));
const committing: Committing = { database, tables: itemTables(database), mark };

/** The order that woke the thread, and those that came in meanwhile. */
function waiting(first: WriteOrder): readonly WriteOrder[] {
  const orders = [first];
  while (orders.length < MOST_IN_GROUP) {
    const next = receiveMessageOnPort(port) as { readonly message: WriteOrder } | undefined;
    if (next === undefined) break;
    orders.push(next.message);
  }
  return orders;
}

port.on('message', (first: WriteOrder) => {
  const orders = waiting(first);
  const writes = orders.filter((order): order is WriteOrder & { readonly write: StoreWrite } => order.write !== null);
  const answers =
    writes.length === 0
      ? []
      : commitGroup(
          committing,
          writes.map(({ write }) => write),
        );
  for (const [n, { id }] of writes.entries()) port.postMessage({ id, answer: answers[n] ?? null } satisfies WriteReply);
  const last = orders.find(({ write }) => write === null);
  if (last === undefined) return;
  database.close();
  mark.close();
  port.postMessage({ id: last.id, answer: null } satisfies WriteReply);
  port.close();
});
