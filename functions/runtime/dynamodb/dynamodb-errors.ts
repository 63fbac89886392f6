/** An error that DynamoDB answered, named as DynamoDB names it, or `TimeoutError`. */
export class DynamodbError extends Error {
  /** The HTTP status; `null`: there was no answer. */
  readonly status: number | null;

  constructor(name: string, message: string, status: number | null) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** A condition of a write does not hold. */
export class ConditionalCheckFailedException extends DynamodbError {}
/** There is no such table. */
export class ResourceNotFoundException extends DynamodbError {}

const CUSTOM_CLASSES: Readonly<Record<string, typeof DynamodbError>> = {
  ConditionalCheckFailedException,
  ResourceNotFoundException,
};

/** The error of an answer: `__type` names it behind a `#`. An answer that is none of DynamoDB's is of something in between. */
export function errorOf(status: number, content: Readonly<Record<string, unknown>> | null): DynamodbError {
  const type = content?.__type;
  const name = typeof type === 'string' ? (type.split('#').at(-1) ?? type) : status >= 500 ? 'ServiceUnavailable' : 'UnknownError';
  const message = content?.message ?? content?.Message;
  const words = typeof message === 'string' ? message : `DynamoDB answered ${name} with status ${status}`;
  return new (CUSTOM_CLASSES[name] ?? DynamodbError)(name, words, status);
}

/** Errors that are over when the same is asked again: throttles, faults of the service, time limits. */
const PASSING: ReadonlySet<string> = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
]);
const PASSING_CODES: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether another attempt may succeed. */
export const mayPass = (error: unknown): boolean =>
  error instanceof DynamodbError
    ? PASSING.has(error.name) || (error.status ?? 0) >= 500
    : PASSING_CODES.has((error as NodeJS.ErrnoException).code);
