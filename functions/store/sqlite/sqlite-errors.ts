/**
 * Errors of the store of this machine, which HTTP answers with 503: reads go on, and nothing that was
 * accepted is lost.
 */

const OUT_OF_SPACE = 'StoreOutOfSpace';
const BUSY = 'StoreBusy';
const DAMAGED = 'StoreDamaged';
const FAULT = 'StoreFault';

export class StoreError extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** An extended code has its primary in the lowest byte. */
const SQLITE = { busy: 5, locked: 6, corrupt: 11, full: 13, notadb: 26 } as const;
/** SQLITE_IOERR_SHMSIZE: the index of the log could not grow. */
const NO_ROOM_FOR_INDEX = 4874;

function codeOf(error: unknown) {
  const { code, errcode } = error as Readonly<{ code?: unknown; errcode?: unknown }>;
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode : 0;
}

const isOneOf = (error: unknown, codes: readonly number[]) => codes.includes(codeOf(error) & 0xff);

export const isDamage = (error: unknown): boolean =>
  (error instanceof StoreError && error.name === DAMAGED) || isOneOf(error, [SQLITE.corrupt, SQLITE.notadb]);

export const isBusy = (error: unknown): boolean => isOneOf(error, [SQLITE.busy, SQLITE.locked]);

export const isOutOfSpace = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ENOSPC' ||
  (error instanceof StoreError && error.name === OUT_OF_SPACE) ||
  [SQLITE.full, NO_ROOM_FOR_INDEX].includes(codeOf(error));

export const damaged = (what: string): StoreError =>
  new StoreError(
    DAMAGED,
    `${what}. Stop the service, and put a backup in its place: npm run restore -- --from FILE`,
  );

export const closed = (): StoreError =>
  new StoreError(
    FAULT,
    'the store is closed, or the thread that writes to it has ended: start the service again; nothing that was accepted is lost',
  );

export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (isOutOfSpace(error))
    return new StoreError(
      OUT_OF_SPACE,
      `the store takes no writes: its disk is full (${message}); reads go on`,
    );
  if (isBusy(error)) return new StoreError(BUSY, `another process holds the store (${message})`);
  if (isDamage(error)) return damaged(`the database of the data folder is damaged (${message})`);
  return new StoreError(FAULT, `the store failed: ${message}`);
}
