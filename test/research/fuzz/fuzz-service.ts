import { openApiDocument } from '#functions/api/service/openapi-document.ts';
import { ask, askRaw, BROKEN_HTTP, faultsOf, type OddResponse, tokensOf } from './ask-oddly.ts';
import { type OddRequest, oddRequests } from './odd-requests.ts';

export interface FuzzFinding {
  readonly request: OddRequest;
  readonly fault: string;
  readonly answer: string;
}

export interface FuzzReport {
  /** Operation -> status -> how often. Status 0: closed without a response, or no client can send it. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly findings: readonly FuzzFinding[];
  readonly slowestMs: number;
}

export interface FuzzSettings {
  readonly url: string;
  /** API key, sent with every request that has no credentials of its own. */
  readonly key?: string | undefined;
  readonly seed: number;
  readonly requests: number;
  /** A response that takes longer, twice, is a finding; `Infinity`: time does not matter. */
  readonly longestMs: number;
  readonly onProgress?: (done: number) => void;
}

const TOKENS_KEPT = 50;

/** Sends odd requests to a running service, one after another, and reports every response that breaks the contract. */
export async function fuzzService({ url, key, seed, requests, longestMs, onProgress }: FuzzSettings): Promise<FuzzReport> {
  const requestOf = oddRequests(openApiDocument('fuzz'), seed);
  const counts = new Map<string, Map<number, number>>();
  const findings: FuzzFinding[] = [];
  const seen: string[] = [];
  let slowestMs = 0;
  for (let n = 0; n < requests; n += 1) {
    const request = withKey(requestOf(n, seen), key);
    const answer = await ask(url, request);
    count(counts, request.operation, answer?.status ?? 0);
    if (answer === null) continue;
    seen.push(...tokensOf(answer));
    seen.splice(0, seen.length - TOKENS_KEPT);
    // A busy machine makes anything slow once.
    const slow = answer.milliseconds > longestMs ? await ask(url, request) : answer;
    const milliseconds = Math.min(answer.milliseconds, slow?.milliseconds ?? Infinity);
    slowestMs = Math.max(slowestMs, milliseconds);
    const faults = [...faultsOf(request, answer), ...(milliseconds > longestMs ? [`takes ${milliseconds.toFixed(0)} ms`] : [])];
    findings.push(...faults.map((fault) => ({ request, fault, answer: excerpt(answer) })));
    onProgress?.(n + 1);
  }
  for (const bytes of BROKEN_HTTP) {
    const text = await askRaw(url, bytes);
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);
    count(counts, 'broken HTTP', status);
    const ours = status >= 500 || (status >= 400 && !text.includes('application/problem+json'));
    const request = { operation: 'broken HTTP', method: '', address: JSON.stringify(bytes.slice(0, 100)), headers: {}, body: null };
    if (ours) findings.push({ request, fault: `status ${status}`, answer: text.slice(0, 300) });
  }
  const health = await ask(url, { operation: '', method: 'GET', address: '/v1/health', headers: {}, body: null });
  if (health?.status !== 200) throw new Error(`after ${requests} requests the service says ${health?.status ?? 'nothing'} at /v1/health`);
  return { counts, findings, slowestMs };
}

const withKey = (request: OddRequest, key: string | undefined): OddRequest =>
  key === undefined ? request : { ...request, headers: { authorization: `Bearer ${key}`, ...request.headers } };

function count(counts: Map<string, Map<number, number>>, operation: string, status: number): void {
  const own = counts.get(operation) ?? new Map<number, number>();
  own.set(status, (own.get(status) ?? 0) + 1);
  counts.set(operation, own);
}

const excerpt = ({ status, text }: OddResponse): string => `${status} ${text.slice(0, 300)}`;
