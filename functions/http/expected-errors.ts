import { type FieldError, type ProblemCode, TOO_LARGE } from '#contracts/api/problem.ts';

export type Advice = Readonly<{
  retryAfterSeconds?: number;
  startAgainAt?: string;
}>;

/** An error that a caller may see; any other is our fault, and its text stays inside. */
export class ExpectedError extends Error {
  override readonly name: string = 'ExpectedError';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly advice: Advice;

  /** `detail`: what happened and what to do. */
  constructor(code: ProblemCode, detail: string, errors: readonly FieldError[] = [], advice: Advice = {}) {
    super(detail);
    this.code = code;
    this.errors = errors;
    this.advice = advice;
  }
}

export const MOST_NAMED = 100;

export function invalidRequest(errors: readonly FieldError[]): ExpectedError {
  const [first] = errors;
  const detail =
    errors.length === 1 && first !== undefined
      ? first.detail
      : `${errors.length} mistakes; ${errors.length > MOST_NAMED ? `the first ${MOST_NAMED} are` : 'each one is'} in \`errors\`.`;
  return new ExpectedError(
    errors.every(({ code }) => code === TOO_LARGE) ? TOO_LARGE : 'invalid_request',
    detail,
    errors.slice(0, MOST_NAMED),
  );
}

export const nothingPublished = (): ExpectedError =>
  new ExpectedError(
    'nothing_published',
    'The first run has not been published yet. Try again in 10 seconds; GET /v1/status tells how far it is.',
    [],
    { retryAfterSeconds: 10 },
  );

export const tookTooLong = (): ExpectedError =>
  new ExpectedError(
    'took_too_long',
    'The answer was not ready in the time that one request has, and the work on it was ended. Ask for less at a time, or try again in 30 seconds.',
    [],
    { retryAfterSeconds: 30 },
  );

/** With the headers that RFC 9110 requires. */
export class HttpError extends ExpectedError {
  override readonly name = 'HttpError';
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, headers: Readonly<Record<string, string>>) {
    super(code, detail);
    this.headers = headers;
  }
}

export const headersOfError = (error: ExpectedError): Readonly<Record<string, string>> =>
  error instanceof HttpError ? error.headers : headersOfAdvice(error.advice);

const headersOfAdvice = ({ retryAfterSeconds, startAgainAt }: Advice): Readonly<Record<string, string>> => ({
  ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  ...(startAgainAt === undefined ? {} : { link: `<${startAgainAt}>; rel="start"` }),
});

/** At most a third of it different; null: none is near. */
export function closestMatch(given: string, names: readonly string[]): string | null {
  const lower = given.toLowerCase();
  const sameButForCase = names.find((name) => name.toLowerCase() === lower);
  if (sameButForCase !== undefined) return sameButForCase;
  const far = Math.floor(Math.max(given.length, 3) / 3) + 1;
  let best: Readonly<{ name: string; distance: number }> | null = null;
  for (const name of names) {
    if (Math.abs(name.length - given.length) >= far) continue;
    const distance = editDistance(lower, name.toLowerCase());
    if (distance < far && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
}

export function didYouMean(given: string, names: Iterable<string>): string {
  const meant = closestMatch(given, [...names]);
  return meantBy(meant === null ? [] : [meant]);
}

export const meantBy = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` Did you mean ${names.map((one) => `\`${one}\``).join(' or ')}?`;

/** Optimal string alignment. */
function editDistance(left: string, right: string) {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= left.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= right.length; column += 1) {
      const change = left[row - 1] === right[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const best = Math.min(
        at(row - 1, column - 1) + change,
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
      );
      rows[row]?.push(swapped ? Math.min(best, at(row - 2, column - 2) + 1) : best);
    }
  }
  return at(left.length, right.length);
}
