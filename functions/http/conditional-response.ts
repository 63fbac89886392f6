import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Caller } from '#contracts/api/access.ts';
import type { RequestContract } from '#contracts/api/request-parts.ts';
import type { Expected } from '#functions/store/clients/client-items.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import type { ApiRequest } from './api-handler.ts';
import { invalidRequest, nothingPublished } from './expected-errors.ts';
import { type ApiResponse, GZIP_TAG } from './http-response.ts';

/** Kept by no cache between, and asked again before each reuse. */
export const PRIVATE = { 'cache-control': 'private, no-cache' } as const;

/** A minute of reuse is safe, and an old response better than none while we are down. */
const REUSE = 'private, max-age=60, stale-while-revalidate=300, stale-if-error=86400';

/** Who has a response of the run gets 304 before anything is read. Throws `nothing_published`. */
export async function answerFromCurrentRun<C extends RequestContract>(
  request: ApiRequest<C>,
  scores: PublishedScores,
  answer: (run: RunPointer) => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const run = await scores.currentRun();
  if (run === null) throw nothingPublished();
  const etag = tagOfRun(run.run_id, [
    request.codeVersion,
    request.event.rawPath,
    canonicalQuery(request.event),
  ]);
  if (isKnown(request.event, etag)) return notModified(etag);
  return tagged(await answer(run), etag);
}

/** What also changes between runs is computed first, and compared by content. */
export function answerIfChanged(event: APIGatewayProxyEventV2, answer: ApiResponse): ApiResponse {
  const etag = tagOf([answer.body]);
  return isKnown(event, etag) ? notModified(etag, answer.headers) : tagged(answer, etag);
}

export function answerVersion(
  event: APIGatewayProxyEventV2,
  stored: Readonly<{ version: number }>,
  body: ApiResponse['body'],
): ApiResponse {
  const etag = tagOfVersion(stored);
  return isKnown(event, etag) ? notModified(etag, PRIVATE) : tagged({ body, headers: PRIVATE }, etag);
}

const notModified = (
  etag: string,
  { 'cache-control': reuse = REUSE }: ApiResponse['headers'] = {},
): ApiResponse => ({
  status: 304,
  body: null,
  headers: { etag, 'cache-control': reuse },
});

const tagged = (answer: ApiResponse, etag: string): ApiResponse => ({
  ...answer,
  headers: { 'cache-control': REUSE, ...answer.headers, etag },
});

/** The run id in clear, and a checksum of code and request. */
const tagOfRun = (runId: string, question: readonly string[]) =>
  `"${runId}-${crc32(JSON.stringify(question)).toString(36)}"`;

const tagOf = (parts: readonly unknown[]) =>
  `"${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22)}"`;

/** Weakly (RFC 9110): plain and compressed are the same content. */
function isKnown(event: APIGatewayProxyEventV2, etag: string) {
  const sent = event.headers['if-none-match'];
  if (sent === undefined) return false;
  const known = sent.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes(etag.replace(/"$/, `${GZIP_TAG}"`));
}

/** The order of parameters changes no ETag. */
function canonicalQuery({ rawQueryString: query }: APIGatewayProxyEventV2) {
  if (!query.includes('&')) return query;
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return parameters.toString();
}

type Headers = Readonly<Record<string, string | undefined>>;

export const tagOfVersion = ({ version }: Readonly<{ version: number }>): string => `"${version}"`;

/** 201 for a first version, 200 for another, or content that was stored already. */
export const answerOfWrite = (
  stored: Readonly<{ version: number; updated_at: string }>,
  now: string,
  body: object,
): ApiResponse => ({
  status: stored.version === 1 && stored.updated_at === now ? 201 : 200,
  body,
  headers: { etag: tagOfVersion(stored), ...PRIVATE },
});

/**
 * `If-Match` names the version to replace, `*` any; without it only something new may be stored, which
 * `If-None-Match: *` insists on (RFC 9110, 13.2.2). Throws `invalid_request`.
 */
export function expectedOf(headers: Headers): Expected {
  if (headers['if-none-match']?.trim() === '*') return 'new';
  const match = headers['if-match']?.trim();
  if (match === undefined || match === '') return 'nothing';
  if (match === '*') return 'something';
  const version = /^(?:W\/)?"?(\d{1,9})(?:-gzip)?"?$/.exec(match)?.[1];
  if (version !== undefined) return { version: Number(version) };
  const detail = `\`If-Match\` is ${JSON.stringify(match.slice(0, 64))}; send the \`ETag\` as you read it, for example "3".`;
  throw invalidRequest([{ parameter: 'If-Match', code: 'invalid_value', detail }]);
}

/** A change of what a client has stored under an id, as it is asked for now. Throws `invalid_request`. */
export const changeOf = <B>({
  path: { id },
  body: content,
  caller: { client, key },
  event: { headers },
}: Readonly<{
  path: { id: string };
  body: B;
  caller: Caller;
  event: Pick<APIGatewayProxyEventV2, 'headers'>;
}>) => ({ client, key, id, content, expected: expectedOf(headers), now: new Date().toISOString() });
