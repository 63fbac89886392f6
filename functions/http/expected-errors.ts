import { type FieldError, type ProblemCode, TOO_LARGE } from '#contracts/api/problem.ts';

/** How a caller gets on after an error. */
export interface Advice {
  /** Sending the same again helps after so many seconds. */
  readonly retryAfterSeconds?: number;
  /** Path on this server where to begin anew. */
  readonly startAgainAt?: string;
}

/** An error that a caller may see. Any other error is a fault of the service, and its text stays inside. */
export class ExpectedError extends Error {
  override readonly name: string = 'ExpectedError';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly advice: Advice;

  /** `detail`: what happened this time and what to do, for somebody who has never read our code. */
  constructor(code: ProblemCode, detail: string, errors: readonly FieldError[] = [], advice: Advice = {}) {
    super(detail);
    this.code = code;
    this.errors = errors;
    this.advice = advice;
  }
}

/** A request with one or more validation errors; where it is only too large, it is not malformed, and told so. */
export function invalidRequest(errors: readonly FieldError[]): ExpectedError {
  const [first] = errors;
  const detail = errors.length === 1 && first !== undefined ? first.detail : `${errors.length} mistakes; each one is in \`errors\`.`;
  return new ExpectedError(errors.every(({ code }) => code === TOO_LARGE) ? TOO_LARGE : 'invalid_request', detail, errors);
}

/** No run was ever published. */
export const nothingPublished = (): ExpectedError =>
  new ExpectedError(
    'nothing_published',
    'The first run has not been published yet. Try again in 10 seconds; GET /v1/status tells how far it is.',
    [],
    { retryAfterSeconds: 10 },
  );

/** The time of a request was over before there was an answer. */
export const tookTooLong = (): ExpectedError =>
  new ExpectedError(
    'took_too_long',
    'The answer was not ready in the time that one request has, and the work on it was ended. Ask for less at a time, or try again in 30 seconds.',
    [],
    { retryAfterSeconds: 30 },
  );

/** An error of the protocol itself (a method, a missing key), with the headers that RFC 9110 requires for it. */
export class HttpError extends ExpectedError {
  override readonly name = 'HttpError';
  readonly headers: Readonly<Record<string, string>>;

  /** `detail`: what happened this time and what to do. */
  constructor(code: ProblemCode, detail: string, headers: Readonly<Record<string, string>>) {
    super(code, detail);
    this.headers = headers;
  }
}

/** The headers of the response to an expected error. */
export const headersOfError = (error: ExpectedError): Readonly<Record<string, string>> =>
  error instanceof HttpError ? error.headers : headersOfAdvice(error.advice);

const headersOfAdvice = ({ retryAfterSeconds, startAgainAt }: Advice): Readonly<Record<string, string>> => ({
  ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  ...(startAgainAt === undefined ? {} : { link: `<${startAgainAt}>; rel="start"` }),
});
