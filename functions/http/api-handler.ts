import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type Caller, LOCAL_CLIENT, type Scope } from '#contracts/api/access.ts';
import {
  collectionOf,
  type RequestContract,
  SUBJECT_COLLECTIONS,
  scopeOf,
} from '#contracts/api/request-parts.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import { accessControl, callerOf } from './access-control.ts';
import { askedLanguage, inLanguage, withoutLanguageTags } from './answer-language.ts';
import { oncePerColdStart, readEnvironment } from './cold-start.ts';
import { neverComputeHere, ToBeComputed } from './computing.ts';
import { ExpectedError } from './expected-errors.ts';
import { type ApiResponse, answerHeaders, httpResult } from './http-response.ts';
import { type ParsedRequest, parseRequest } from './parse-request.ts';
import { errorsToProblems } from './problems.ts';
import { type Allowance, addressBucket, note } from './rate-limit.ts';
import { requestLog } from './request-log.ts';

export const MAX_BODY_BYTES = 1_000_000;

/** Before Lambda ends a slow function. */
const TIME_FOR_A_LAST_WORD_MS = 200;

export type ApiHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** Holds nothing of a body for a caller who is not let in. */
export interface ReadsBodyLater extends Context {
  readonly readBody: (share: string) => Promise<Uint8Array | null>;
}

export const withBody = (event: APIGatewayProxyEventV2, body: Uint8Array | null): APIGatewayProxyEventV2 =>
  body === null
    ? event
    : {
        ...event,
        body: Buffer.from(body.buffer, body.byteOffset, body.length).toString('base64'),
        isBase64Encoded: true,
      };

export type ApiRequest<C extends RequestContract> = ParsedRequest<C> &
  Readonly<{
    event: APIGatewayProxyEventV2;
    caller: Caller;
    codeVersion: string;
    /** English where the contract has no `lang`. */
    lang: Lang;
    remainingMs: () => number;
  }>;

export type Operation = (
  event: APIGatewayProxyEventV2,
  /** `ask`: other operations of this service. */
  context: Pick<Context, 'getRemainingTimeInMillis'> & Readonly<{ ask?: ApiHandler }>,
  caller: Caller,
) => Promise<ApiResponse>;

export interface OperationHandler extends ApiHandler {
  readonly operation: Operation;
  readonly scope: Scope | 'public';
}

export type RequestToCompute = Readonly<{
  event: APIGatewayProxyEventV2;
  body: Uint8Array | null;
  context: Context;
  caller: Caller;
  /** A client, or an address where access is open. */
  share: string;
  timeIsOver: AbortSignal;
}>;

export type ComputedAnswer = ApiResponse & Readonly<{ spent?: readonly Allowance[] }>;

type ComputeElsewhere = (request: RequestToCompute) => Promise<ComputedAnswer>;
let elsewhere: ComputeElsewhere | null = null;

/** Handlers of this thread then leave to that one what is not answered `at once`. */
export function computeWith(other: ComputeElsewhere): void {
  elsewhere = other;
  neverComputeHere();
}

/** `at once`: its largest request takes less than 5 ms, so the thread of HTTP answers it. */
export function apiHandler<C extends RequestContract>(
  contract: C,
  answer: (request: ApiRequest<C>) => Promise<ApiResponse>,
  when: 'at once' | 'in turn' = 'in turn',
): OperationHandler {
  const codeVersion = oncePerColdStart(() => readEnvironment(describingApiEnvironmentSchema).CODE_VERSION);
  const isWorded = 'lang' in contract.query.shape;
  const operation: Operation = async (event, context, caller) => {
    const parsed = await parseRequest(contract, event);
    const lang = isWorded ? askedLanguage(event, parsed.query) : 'en';
    const answered = await answer({
      ...parsed,
      event: withoutLanguageTags(event, lang),
      codeVersion: codeVersion(),
      lang,
      caller,
      remainingMs: () => context.getRemainingTimeInMillis(),
    });
    return isWorded ? inLanguage(answered, lang) : answered;
  };
  return operationHandler(scopeOf(contract), operation, when);
}

export function operationHandler(
  scope: Scope | 'public',
  operation: Operation,
  when: 'at once' | 'in turn' = 'in turn',
): OperationHandler {
  const handler = httpChain(scope, async (event, context, timeIsOver, body) => {
    const caller = callerOf(event);
    if (elsewhere === null || when === 'at once')
      try {
        return await operation(withBody(event, body), context, caller);
      } catch (error) {
        if (!(error instanceof ToBeComputed) || elsewhere === null) throw error;
      }
    const share = shareOf(event);
    const { spent = [], ...computed } = await elsewhere({ event, body, context, caller, share, timeIsOver });
    note(event, spent);
    return computed;
  });
  return Object.assign(handler, { operation, scope });
}

/**
 * What runs after a response runs in reverse: errors become problems, problems get headers, the finished
 * response is logged. `timeIsOver` aborts when the caller is told that it took too long.
 */
export function httpChain(
  scope: Scope | 'public',
  answer: (
    event: APIGatewayProxyEventV2,
    context: Context,
    timeIsOver: AbortSignal,
    body: Uint8Array | null,
  ) => Promise<ApiResponse>,
): ApiHandler {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    timeoutEarlyInMillis: TIME_FOR_A_LAST_WORD_MS,
  })
    .use(requestLog())
    .use(answerHeaders(allowedOrigins))
    .use(accessControl(scope))
    .use(errorsToProblems())
    .handler(async (event, context, { signal }) => {
      const body = (await (context as Partial<ReadsBodyLater>).readBody?.(shareOf(event))) ?? null;
      refuseLargeBody(event);
      return httpResult(await answer(event, context, signal, body));
    }) as ApiHandler;
}

function shareOf(event: APIGatewayProxyEventV2) {
  const { client } = callerOf(event);
  return client === LOCAL_CLIENT ? addressBucket(event) : client;
}

const originsSchema = describingApiEnvironmentSchema.pick({ CORS_ALLOWED_ORIGINS: true });

/** A wrong environment must still be answered with a 500: then there are none. */
function allowedOrigins(): readonly string[] {
  try {
    return readEnvironment(originsSchema).CORS_ALLOWED_ORIGINS;
  } catch {
    return [];
  }
}

function refuseLargeBody(event: APIGatewayProxyEventV2) {
  if (Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8') > MAX_BODY_BYTES)
    throw bodyTooLarge();
}

export const bodyTooLarge = (): ExpectedError =>
  new ExpectedError(
    'body_too_large',
    `The body is larger than ${MAX_BODY_BYTES} bytes. Send less at a time.`,
  );

export function subjectTypeOf(event: APIGatewayProxyEventV2): SubjectType {
  const type = (Object.keys(collectionOf) as SubjectType[]).find(
    (name) => event.rawPath.split('/')[2] === collectionOf[name],
  );
  if (type === undefined)
    throw new Error(
      `${event.routeKey} is routed to a function about ${Object.keys(SUBJECT_COLLECTIONS).join(', ')}`,
    );
  return type;
}
