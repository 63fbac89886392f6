import { createHash } from 'node:crypto';
import { PROBLEMS } from '#contracts/api/problem.ts';
import type { RequestContract } from '#contracts/api/request-parts.ts';
import {
  accessEnvironmentSchema,
  describingApiEnvironmentSchema,
} from '#contracts/environment/function-environments.ts';
import {
  type RequestClaim,
  type RequestMemory,
  requestMemoryIn,
} from '#functions/store/access/request-memory.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import { type ApiHandler, type ApiRequest, apiHandler } from './api-handler.ts';
import { oncePerColdStart, readEnvironment } from './cold-start.ts';
import { ExpectedError, invalidRequest } from './expected-errors.ts';
import type { ApiResponse } from './http-response.ts';
import { logger } from './logger.ts';
import { spend } from './rate-limit.ts';
import { loggableText, requestIdOf } from './request-log.ts';

const MINUTE_MS = 60_000;
/** One request in ten: every run reads what was written. */
const WRITES_PER_REQUEST = 0.1;
const RETRY_AFTER_SECONDS = 2;

const requestMemory = oncePerColdStart(() =>
  requestMemoryIn(tablesForReads()(readEnvironment(accessEnvironmentSchema).ACCESS_TABLE_NAME)),
);

/** A limit that all processes share, and `Idempotency-Key`. */
export function writingApiHandler<C extends RequestContract>(
  contract: C,
  answer: (request: ApiRequest<C>) => Promise<ApiResponse>,
): ApiHandler {
  return apiHandler(contract, async (request) => {
    const memory = requestMemory();
    await spendSharedWrite(request, memory, Date.now());
    const takeBack = await spendRows(request, memory, Date.now());
    const claim = claimOf(request);
    const work = () => logged(request, () => answer(request));
    try {
      return await (claim === null ? work() : answerOnce(claim, memory, Date.now(), work));
    } catch (error) {
      if (error instanceof ExpectedError && PROBLEMS[error.code].status < 500) await takeBack();
      throw error;
    }
  });
}

async function spendSharedWrite(
  { event, caller }: ApiRequest<RequestContract>,
  memory: RequestMemory,
  nowMs: number,
): Promise<void> {
  const requests = readEnvironment(describingApiEnvironmentSchema).RATE_LIMIT_PER_MINUTE;
  const quota = Math.max(1, Math.floor(requests * WRITES_PER_REQUEST));
  const used = await memory.countWrite(caller.client, Math.floor(nowMs / MINUTE_MS));
  const secondsUntilFull = Math.ceil((MINUTE_MS - (nowMs % MINUTE_MS)) / 1000);
  const policy = { name: 'writes', quota, windowSeconds: MINUTE_MS / 1000 };
  const remaining = Math.max(0, quota - used);
  spend(event, {
    policy,
    allowed: used <= quota,
    remaining,
    secondsUntilFull,
    retryAfterSeconds: secondsUntilFull,
  });
}

const DAY_MS = 86_400_000;
/** Every run reads all of it, and nothing stored is ever deleted. */
const ROWS_A_DAY = 100_000;

/** By day (UTC). Returns how to take them back but for one: what is refused stores nothing. */
async function spendRows(
  { event, caller, body }: ApiRequest<RequestContract>,
  memory: RequestMemory,
  nowMs: number,
): Promise<() => Promise<unknown>> {
  const rows = rowsIn(body);
  const count = (by: number) => memory.countRows(caller.client, Math.floor(nowMs / DAY_MS), by);
  const takeBack = () => count(1 - rows);
  if ((await count(rows)) <= ROWS_A_DAY) return takeBack;
  await takeBack();
  const secondsUntilFull = Math.ceil((DAY_MS - (nowMs % DAY_MS)) / 1000);
  const policy = { name: 'rows', quota: ROWS_A_DAY, windowSeconds: DAY_MS / 1000 };
  spend(event, {
    policy,
    allowed: false,
    remaining: 0,
    secondsUntilFull,
    retryAfterSeconds: secondsUntilFull,
  });
  return takeBack;
}

function rowsIn(body: unknown): number {
  // Rows of CSV end in any of three ways; those of JSON are objects.
  if (typeof body === 'string') return Math.max(body.split(/\r\n?|\n/).length, body.split('{').length - 1);
  const { files, observations } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (Array.isArray(files))
    return files.reduce(
      (sum, file) =>
        sum + rowsIn(file?.text ?? Buffer.from(String(file?.base64), 'base64').toString('latin1')),
      0,
    );
  return Array.isArray(observations) ? observations.length : 1;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function claimOf({ event, caller }: ApiRequest<RequestContract>): RequestClaim | null {
  const { headers } = event;
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) {
    const detail = '`Idempotency-Key` has 1 to 128 printable characters without spaces, for example a UUID.';
    throw invalidRequest([{ parameter: 'Idempotency-Key', code: 'invalid_value', detail }]);
  }
  const conditions = ['content-type', 'if-match', 'if-none-match'].map((name) => headers[name] ?? '');
  const request = [
    event.requestContext.http.method,
    event.rawPath,
    event.rawQueryString,
    ...conditions,
    event.body ?? '',
  ];
  return { client: caller.client, keyHash: sha256(key), fingerprint: sha256(JSON.stringify(request)) };
}

/** The same key gets the same response. `nowMs`: epoch milliseconds. */
export async function answerOnce(
  claim: RequestClaim,
  memory: RequestMemory,
  nowMs: number,
  work: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const outcome = await memory.claim(claim, Math.floor(nowMs / 1000));
  if (outcome.status === 'done')
    return { ...outcome.answer, headers: { ...outcome.answer.headers, 'idempotency-replayed': 'true' } };
  if (outcome.status === 'other_request') {
    throw new ExpectedError(
      'idempotency_key_reused',
      'This `Idempotency-Key` was sent with another request less than 24 hours ago. Make a new key for a new request.',
    );
  }
  if (outcome.status === 'in_flight') {
    throw new ExpectedError(
      'request_in_flight',
      `The request with this \`Idempotency-Key\` is still at work. Send it again in ${RETRY_AFTER_SECONDS} seconds to get its answer.`,
      [],
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
  }
  try {
    const answer = await work();
    const { status = 200, body, headers = {} } = answer;
    if (headers['cache-control'] === 'no-store') await memory.release(claim);
    else await memory.keep(claim, { status, body, headers }, Math.floor(nowMs / 1000));
    return answer;
  } catch (error) {
    await memory.release(claim); // who sends it again is not to wait a minute
    throw error;
  }
}

/** What became of a request, without its content. */
const TOLD = ['id', 'status', 'version', 'accepted', 'corrected', 'duplicate', 'refused'] as const;
const TOLD_OF_IMPORTS = ['dry_run', 'suppliers', 'created', 'updated', 'unchanged'] as const;

async function logged(
  request: ApiRequest<RequestContract>,
  work: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const { event, caller } = request;
  const log = (status: number | null, outcome: Readonly<Record<string, unknown>>): void =>
    logger().info('a client changed what is stored, or tried to', {
      request_id: requestIdOf(event),
      client: caller.client,
      key: caller.key,
      method: event.requestContext.http.method,
      path: loggableText(event.rawPath),
      status,
      outcome,
    });
  try {
    const answer = await work();
    log(answer.status ?? 200, outcomeOf(answer.body));
    return answer;
  } catch (error) {
    log(null, { error: error instanceof ExpectedError ? error.code : 'internal_error' });
    throw error;
  }
}

function outcomeOf(body: unknown): Readonly<Record<string, unknown>> {
  const members = (body ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...TOLD, ...TOLD_OF_IMPORTS].flatMap((name) => {
      const value = members[name];
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, value]]
        : [];
    }),
  );
}
