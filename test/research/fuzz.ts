/**
 * Sends odd requests, made from the example of every operation, and looks whether each answer keeps to the
 * contract.
 */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { PROBLEMS, type ProblemCode } from '#contracts/api/problem.ts';
import { problemSchema } from '#contracts/api/problem-response.ts';

export interface OddRequest {
  readonly operationId: string;
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const words =
  "|%|%00|%zz|..|../../etc/passwd|null|NaN|-1|1e309|9007199254740993|__proto__|constructor|toString|pk|*|' OR 1=1 --|<script>|=1+1|レアアース|\u0000|\u202e|\ud800|dy|Dy|Xx|JPN|jpn|ZZZ|2026-10-01|2026-02-30|9999-12-31|today|r9999999999";
const oddText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words.split('|'), 'x'.repeat(65), 'a'.repeat(2000)) },
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.jsonValue(),
  fc.double(),
  fc.constant(Array.from({ length: 3000 }, () => 0)),
);
const encoded = (text: string): string =>
  /^[\w.%/;:@*~,+-]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
const HEADERS =
  'accept if-none-match if-match range origin authorization x-api-key x-request-id host idempotency-key cookie prefer'.split(
    ' ',
  );

/** The value with one thing somewhere inside replaced, removed or added. */
function changed(value: unknown): fc.Arbitrary<unknown> {
  if (value === null || typeof value !== 'object') return oddValue;
  const entries = Object.entries(value);
  const build = (of: readonly (readonly [string, unknown])[]): unknown =>
    Array.isArray(value) ? of.map(([, one]) => one) : Object.fromEntries(of);
  if (entries.length === 0) return oddValue;
  return fc.nat(entries.length - 1).chain((at) =>
    fc.oneof(
      fc.tuple(oddText, oddValue).map((more) => build([...entries, more])),
      fc.constant(build(entries.filter((_, place) => place !== at))),
      {
        weight: 4,
        arbitrary: changed(entries[at]?.[1]).map((one) =>
          build(entries.map(([name, old], place) => [name, place === at ? one : old])),
        ),
      },
    ),
  );
}

/** A body that breaks its format, or that is right so far and does not end. */
const broken = (right: string): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.nat(right.length).map((end) => Buffer.from(right.slice(0, end))),
    fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(
      Buffer.from('['.repeat(20_000)),
      Buffer.from(right.replace('{', '{"__proto__":{"polluted":true},')),
      Buffer.from(right, 'utf16le'),
      Buffer.alloc(1_000_001, '[1,'),
    ),
  );

const oddRequest: fc.Arbitrary<OddRequest> = fc
  .constantFrom(...API_ROUTES)
  .chain(({ operationId, methods, example, exampleBody, request }) => {
    const url = new URL(example, 'http://host');
    const parts = ['v1', ...url.pathname.split('/').slice(2), ...url.searchParams.keys()];
    const right = typeof exampleBody === 'string' ? exampleBody : JSON.stringify(exampleBody ?? {});
    const isText = typeof exampleBody === 'string';
    const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? '');
    return fc.record({
      operationId: fc.constant(operationId),
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant(methods[0] as string) },
        fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE'),
      ),
      address: fc.oneof(
        fc.constant(example),
        fc.tuple(fc.constantFrom(...parts), oddText).map(([part, text]) => {
          if (url.searchParams.has(part)) return `${url.pathname}?${encoded(part)}=${encoded(text)}`;
          return example.replace(part, () => encoded(text));
        }),
        fc
          .tuple(oddText, oddText)
          .map(([name, value]) => `${url.pathname}?${encoded(name)}=${encoded(value)}`),
        fc.constantFrom(
          `/${example}`,
          `${url.pathname}/`,
          url.pathname.toUpperCase(),
          url.pathname.replaceAll('/', '%2F'),
          `${url.pathname}%00`,
        ),
      ),
      headers: fc
        .dictionary(
          fc.constantFrom(...HEADERS),
          fc.constantFrom(
            '*',
            '',
            '"',
            'Bearer cpk_x',
            'bytes=0-1',
            'text/csv',
            'null',
            '__proto__',
            'a'.repeat(9000),
          ),
          { maxKeys: 2 },
        )
        .map((some) => ({ 'content-type': request.textMedia?.[0] ?? 'application/json', ...some })),
      body:
        exampleBody === undefined
          ? fc
              .option(
                oddText.map((text) => Buffer.from(text)),
                { freq: 20 },
              )
              .map((body) => body)
          : fc.oneof(
              { weight: 4, arbitrary: isText ? broken(right) : changed(exampleBody).map(json) },
              broken(right),
              fc.constant(Buffer.from(right)),
            ),
    });
  });

/** So many requests; the same seed gives the same. */
const oddRequests = (seed: number, count: number): readonly OddRequest[] =>
  fc.sample(oddRequest, { seed, numRuns: count });

/** `null`: no client can send it, or the connection was closed without an answer. */
function ask(url: string, { method, address, headers, body }: OddRequest): Promise<Answer | null> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    try {
      const asked = httpRequest(
        {
          hostname,
          port,
          path: address,
          method,
          headers: { ...headers, ...(body === null ? {} : { 'content-length': body.length }) },
          agent: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', () => resolve(null));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      asked.on('error', () => resolve(null));
      asked.end(body ?? undefined);
    } catch {
      resolve(null);
    }
  });
}

/** What must never stand in an answer: stacks, files, keys of the store, words of the runtime. */
const INSIDES =
  /node_modules|node:internal|file:\/\/|\.ts:\d|\n\s+at |(SCORE|RUN|RESULTS|DRAWS|HISTORY)#|TypeError|RangeError|SyntaxError|ZodError|ConditionalCheck|Cannot read propert|is not a function|Maximum call stack|Unexpected token/;

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Breaches of the contract, in words; empty when the answer keeps it. */
function faultsOf(
  { operationId, method, address }: OddRequest,
  { status, headers, text }: Answer,
): readonly string[] {
  const type = headers['content-type'] ?? '';
  const faults: string[] = [];
  if (status >= 500 && !/"code":"(nothing_published|temporarily_unavailable)"/.test(text))
    faults.push(`status ${status}`);
  if (INSIDES.test(text) && !type.includes('html')) faults.push('tells of the inside');
  if (!headers['x-request-id']) faults.push('has no X-Request-Id');
  if (method === 'HEAD' || status === 304) return faults;
  if (status >= 400) {
    const { data } = problemSchema.safeParse(jsonOrNull(text));
    const known = (PROBLEMS as Readonly<Record<string, { readonly status: number }>>)[
      data?.code as ProblemCode
    ];
    if (type !== 'application/problem+json' || data === undefined || known?.status !== status)
      faults.push('an error that is no problem document');
  } else if (type === 'application/json') {
    const route = API_ROUTES.find((one) => one.operationId === operationId);
    const isOfRoute = route?.example === address && route.methods[0] === method;
    if (isOfRoute && route.answer?.schema.safeParse(jsonOrNull(text)).success === false)
      faults.push(`is not of the shape of ${route.answer.name}`);
  }
  return faults;
}

/**
 * Sends so many odd requests, one after another. Returns how often each status came, and a line for every
 * breach of the contract.
 */
export async function fuzz(url: string, seed: number, count: number, key?: string) {
  const statuses: Record<number, number> = {};
  const findings: string[] = [];
  for (const request of oddRequests(seed, count)) {
    const withKey =
      key === undefined
        ? request
        : { ...request, headers: { authorization: `Bearer ${key}`, ...request.headers } };
    const answer = await ask(url, withKey);
    statuses[answer?.status ?? 0] = (statuses[answer?.status ?? 0] ?? 0) + 1;
    if (answer === null) continue;
    const sent = `${request.method} ${request.address.slice(0, 300)} ${JSON.stringify(request.headers).slice(0, 200)} ${String(request.body).slice(0, 200)}`;
    findings.push(
      ...faultsOf(request, answer).map(
        (fault) => `${fault}: ${sent} -> ${answer.status} ${answer.text.slice(0, 300)}`,
      ),
    );
  }
  return { statuses, findings };
}
