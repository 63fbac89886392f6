/**
 * Errors of the store of this machine. Those that DynamoDB has too carry its names, since adapters and HTTP look at them; each is plain data
 * on the way from the thread that writes to the one that asked.
 */
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceInUseException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';

/** Why a request was not carried out although the store is well; it has left nothing behind. */
export class StoreRefusal extends Error {
  override readonly name: string;
  /** One entry an action, for a transaction that was cancelled: `None`, or why that action stood in the way. */
  readonly reasons: readonly string[];
  constructor(name: string, message: string, reasons: readonly string[] = []) {
    super(message);
    this.name = name;
    this.reasons = reasons;
  }
}

/** The request cannot be right, whatever is stored. */
export class ValidationRefusal extends StoreRefusal {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

/** The store took no write: its disk is full. Reads go on, and nothing that was accepted is lost. HTTP says 503. */
const OUT_OF_SPACE = 'StoreOutOfSpace';
/** Another process held the store for too long. HTTP says 503. */
const BUSY = 'StoreBusy';
/** Content of the store is not what was written. */
const DAMAGED = 'StoreDamaged';
/** The store could not do it, for a reason of the machine. */
const FAULT = 'StoreFault';

/** An error as plain data. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  readonly reasons: readonly string[];
}

/** Primary result codes of SQLite; an extended one has its primary in the lowest byte. */
const SQLITE = { busy: 5, locked: 6, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 } as const;
/** SQLITE_IOERR_SHMSIZE: the index of the log could not grow. */
const NO_ROOM_FOR_INDEX = 4874;

const codeOf = (error: unknown): number | null => {
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode : null;
};

/** Whether content of the database cannot be read as one. */
export const isDamage = (error: unknown): boolean =>
  (error instanceof StoreRefusal && error.name === DAMAGED) ||
  ([SQLITE.corrupt, SQLITE.notadb] as number[]).includes((codeOf(error) ?? 0) & 0xff);

/** Whether another connection holds what this one needs. */
export const isBusy = (error: unknown): boolean => ([SQLITE.busy, SQLITE.locked] as number[]).includes((codeOf(error) ?? 0) & 0xff);

/** Whether the disk, or what this user may use of it, is full. */
export const isOutOfSpace = (error: unknown): boolean => codeOf(error) === SQLITE.full || codeOf(error) === NO_ROOM_FOR_INDEX;

/** A row, or a page, that is not what was written. */
export const damaged = (what: string): StoreRefusal =>
  new StoreRefusal(DAMAGED, `${what}. Stop the service, and put a backup in its place: npm run restore -- --from FILE`);

/** Any error of the store as plain data, with the name that adapters and HTTP know. */
export function storeErrorOf(error: unknown): ToldError {
  if (error instanceof StoreRefusal) return { name: error.name, message: error.message, reasons: error.reasons };
  const message = error instanceof Error ? error.message : String(error);
  if (isOutOfSpace(error))
    return { name: OUT_OF_SPACE, message: `the store takes no writes: its disk is full (${message}); reads go on`, reasons: [] };
  if (isBusy(error)) return { name: BUSY, message: `another process holds the store (${message})`, reasons: [] };
  if (isDamage(error)) return storeErrorOf(damaged(`the database of the data folder is damaged (${message})`));
  return { name: FAULT, message: `the store failed: ${message}`, reasons: [] };
}

const $metadata = {};

/** The error that the client of DynamoDB would throw. */
export function thrownError({ name, message, reasons }: ToldError): Error {
  switch (name) {
    case 'ConditionalCheckFailedException':
      return new ConditionalCheckFailedException({ message, $metadata });
    case 'ResourceNotFoundException':
      return new ResourceNotFoundException({ message, $metadata });
    case 'ResourceInUseException':
      return new ResourceInUseException({ message, $metadata });
    case 'TransactionCanceledException':
      return new TransactionCanceledException({ message, $metadata, CancellationReasons: reasons.map((Code) => ({ Code })) });
    default:
      return new DynamoDBServiceException({ name, message, $fault: name === 'ValidationException' ? 'client' : 'server', $metadata });
  }
}
