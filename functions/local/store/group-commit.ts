/** Many writes in one transaction of the database: what comes in while one is on its way to the disk shares the next. */
import type { DatabaseSync } from 'node:sqlite';
import type { MarkWriter } from './accepted-mark.ts';
import type { ItemTables } from './item-tables.ts';
import { StoreRefusal, storeErrorOf, type ToldError } from './store-errors.ts';
import { performWrite, type StoreWrite, type WriteOutcome } from './write-commands.ts';

export type WriteAnswer = { readonly outcome: WriteOutcome } | { readonly error: ToldError };

export interface Committing {
  readonly database: DatabaseSync;
  readonly tables: ItemTables;
  /** Where it is noted that something was accepted; `null` where nothing has to outlive a power failure. */
  readonly mark: MarkWriter | null;
}

/**
 * Carries out the writes in order and answers each. A write that is refused leaves nothing behind and stops no other. When the transaction
 * itself cannot be brought to the disk, none of them has happened, and each answer says why.
 */
export function commitGroup({ database, tables, mark }: Committing, writes: readonly StoreWrite[]): readonly WriteAnswer[] {
  try {
    database.exec('BEGIN IMMEDIATE');
    const answers = writes.map((write) => answerOf(database, tables, write));
    if (answers.every((answer) => 'error' in answer)) {
      database.exec('ROLLBACK'); // all were refused: there is nothing to bring to the disk
      return answers;
    }
    const counted = mark === null ? null : database.prepare('UPDATE store SET commits = commits + 1 RETURNING id, commits').get();
    database.exec('COMMIT');
    if (counted !== null) mark?.write(counted as { id: string; commits: number });
    return answers;
  } catch (error) {
    const told = storeErrorOf(error);
    if (database.isTransaction) database.exec('ROLLBACK');
    return writes.map(() => ({ error: told }));
  }
}

/** Throws where the whole transaction has failed. */
function answerOf(database: DatabaseSync, tables: ItemTables, write: StoreWrite): WriteAnswer {
  database.exec('SAVEPOINT one');
  try {
    const outcome = performWrite(tables, write);
    database.exec('RELEASE one');
    return { outcome };
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    database.exec('ROLLBACK TO one');
    database.exec('RELEASE one');
    return { error: storeErrorOf(error) };
  }
}
