/** The thread that writes. A list of writes is answered by a list; `null` ends it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { markWriter, openConnection } from './sqlite-file.ts';
import type { TableWrite } from './sqlite-table.ts';
import { groupCommitter } from './sqlite-writer.ts';

const port = parentPort as MessagePort;
const { folder } = workerData as Readonly<{ folder: string }>;
const database = openConnection(folder, 'accepted');
const mark = markWriter(folder);
const commit = groupCommitter(database, mark.write);

port.on('message', (orders: readonly TableWrite[] | null) => {
  if (orders !== null) {
    port.postMessage(commit(orders));
    return;
  }
  database.close();
  mark.close();
  port.close();
});
