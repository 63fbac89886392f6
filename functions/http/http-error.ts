import type { ProblemCode } from '#contracts/api/problem.ts';
import { type Advice, ExpectedError } from '#functions/requests/expected-errors.ts';

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
