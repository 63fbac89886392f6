/** Asks publishers for documents: politely, safely, and with a row about every attempt. */
import type { LookupFunction } from 'node:net';
import type { SourceContract } from '#contracts/collection/source-contract.ts';
import type { CollectorPause } from '#functions/ports/collector-pause.ts';
import type { FetchAttempt, FetchVerdict, RawDocuments } from '#functions/ports/raw-documents.ts';
import { guardedLookup } from './address-guard.ts';
import { isChallenge, wrongKind } from './document-kind.ts';
import { type Answer, requestOnce } from './request-once.ts';
import { retryDelayMs } from './retry-delay.ts';
import { verifyingAgent } from './verifying-agent.ts';

/** Least time between two requests to a host. */
const PAUSE_MS = 1_000;
const MOST_TRIES = 3;
/** Statuses after which asking again may help. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** A server on this machine that may be asked over plain http: `127.0.0.1:PORT`, or a name that the given lookup knows, with its port. */
interface LocalServer {
  readonly host: string;
  readonly port: number;
}

export interface FetcherParts {
  readonly raw: RawDocuments;
  readonly pause: CollectorPause;
  /** Name and address under which the collector asks: who runs it, and where to complain. */
  readonly agent: string;
  /** How names become addresses; that of the system when not given. */
  readonly lookup?: LookupFunction;
  /**
   * Servers of a test on its own machine. Only code can give them, and only tests do: were there a setting for it, whoever may change settings
   * could point the collector at the inside of the network it runs in, and http would let anybody on the way change figures.
   */
  readonly localServers?: readonly LocalServer[];
}

/** A request for one document. */
export interface WantedDocument {
  readonly contract: Pick<SourceContract, 'name' | 'hosts' | 'most_bytes' | 'most_seconds'>;
  readonly purpose: FetchAttempt['purpose'];
  readonly address: string;
  /** Kind that the answer has to be of; `null`: anything. */
  readonly expected: Pick<SourceContract, 'kind' | 'encoding'> | null;
  /** The last attempt that brought this document, if there was one: it is asked for only if it has changed since. */
  readonly known: FetchAttempt | null;
  /** Least pause before the request in milliseconds, where the host asks for more than a second. */
  readonly pauseMs?: number;
}

/** The last attempt, and the bytes where it brought some; those of `known` are not read again. */
export interface Fetched {
  readonly attempt: FetchAttempt;
  readonly bytes: Uint8Array | null;
}

export interface PublisherFetcher {
  /** Asks up to three times; every attempt is recorded, and bytes are stored before their attempt is. Never throws for what a server does. */
  fetch(wanted: WantedDocument): Promise<Fetched>;
  close(): Promise<void>;
}

/** A fetcher. It asks one host for one thing at a time, at least a second apart. */
export function publisherFetcher({ raw, pause, agent, lookup, localServers = [] }: FetcherParts): PublisherFetcher {
  const isLocal = (url: URL): boolean =>
    url.protocol === 'http:' && localServers.some(({ host, port }) => url.hostname === host && url.port === String(port));
  const localNames = new Set(localServers.map(({ host }) => host));
  const judged = guardedLookup(lookup);
  const judgedOnThisMachine = guardedLookup(lookup, (address) => address === '127.0.0.1');
  const dispatcher = verifyingAgent((hostname, options, callback) =>
    (localNames.has(hostname) ? judgedOnThisMachine : judged)(hostname, options, callback),
  );
  const free = new Map<string, Promise<void>>();
  const lastAsked = new Map<string, number>();

  /** Does something with a host once nobody else does, and no sooner than the pause after the last time. */
  async function inTurn<T>(host: string, pauseMs: number, ask: () => Promise<T>): Promise<T> {
    const before = free.get(host) ?? Promise.resolve();
    const { promise: done, resolve: release } = Promise.withResolvers<void>();
    free.set(
      host,
      before.then(() => done),
    );
    await before;
    try {
      const rest = (lastAsked.get(host) ?? Number.NEGATIVE_INFINITY) + pauseMs - pause.now();
      if (rest > 0) await pause.wait(rest);
      return await ask();
    } finally {
      lastAsked.set(host, pause.now());
      release();
    }
  }

  async function attempt(wanted: WantedDocument): Promise<Fetched & { readonly mayPass: boolean; readonly retryAfter: string | null }> {
    const { contract, address, purpose, known } = wanted;
    const at = new Date(pause.now()).toISOString();
    const headers = {
      'user-agent': agent,
      accept: '*/*',
      'accept-encoding': 'gzip',
      ...(known?.etag == null ? {} : { 'if-none-match': known.etag }),
      ...(known?.last_modified == null ? {} : { 'if-modified-since': known.last_modified }),
    };
    const answer = await requestOnce(address, headers, contract, dispatcher, isLocal);
    const row = { source: contract.name, purpose, address, agent, at };
    if ('reason' in answer) {
      const { finalAddress, status, bytes, verdict, reason } = answer;
      return {
        attempt: { ...row, final_address: finalAddress, status, etag: null, last_modified: null, bytes, sha256: null, verdict, reason },
        bytes: null,
        mayPass: answer.mayPass,
        retryAfter: null,
      };
    }
    const seen = {
      ...row,
      final_address: answer.finalAddress,
      status: answer.status,
      etag: headerOf(answer, 'etag'),
      last_modified: headerOf(answer, 'last-modified'),
      bytes: answer.bytes.length,
    };
    const judgement = judge(answer, wanted);
    const refusal = { ...seen, etag: null, last_modified: null, sha256: null };
    if (judgement.verdict === null) {
      if (answer.status === 304 && known !== null) {
        const validators = { etag: seen.etag ?? known.etag, last_modified: seen.last_modified ?? known.last_modified };
        const row304 = { ...seen, ...validators, bytes: known.bytes, sha256: known.sha256, verdict: 'unchanged', reason: null } as const;
        return { attempt: row304, bytes: null, mayPass: false, retryAfter: null };
      }
      const { sha256, isNew } = await raw.put(contract.name, answer.bytes);
      return {
        attempt: { ...seen, sha256, verdict: isNew ? 'new' : 'unchanged', reason: null },
        bytes: answer.bytes,
        mayPass: false,
        retryAfter: null,
      };
    }
    const { verdict, reason } = judgement;
    return {
      attempt: { ...refusal, verdict, reason },
      bytes: null,
      mayPass: PASSING.includes(answer.status),
      retryAfter: headerOf(answer, 'retry-after'),
    };
  }

  return {
    async fetch(wanted) {
      const host = URL.canParse(wanted.address) ? new URL(wanted.address).host : wanted.address;
      for (let failures = 1; ; failures += 1) {
        const { mayPass, retryAfter, ...fetched } = await inTurn(host, Math.max(PAUSE_MS, wanted.pauseMs ?? 0), async () => {
          const made = await attempt(wanted);
          await raw.record(made.attempt);
          return made;
        });
        if (!mayPass || failures === MOST_TRIES) return fetched;
        const delay = retryDelayMs(failures, retryAfter, pause.now(), pause.random());
        if (delay === null) return fetched;
        await pause.wait(delay);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function headerOf({ headers }: Answer, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? null);
}

type Judgement = { readonly verdict: null } | { readonly verdict: FetchVerdict; readonly reason: string };

/** Whether an answer is the document. */
function judge(answer: Answer, { expected, address, known }: WantedDocument): Judgement {
  const { status, bytes, headers } = answer;
  if (isChallenge(bytes, headers)) {
    return {
      verdict: 'blocked',
      reason: `${address} answered ${status} with a page that keeps programs out. Hand the document in with --from.`,
    };
  }
  if (status === 401 || status === 403 || status === 451) {
    return { verdict: 'blocked', reason: `${address} answered ${status}: programs are not let in. Hand the document in with --from.` };
  }
  if (status === 429) return { verdict: 'blocked', reason: `${address} answered 429: too many requests; asked again the next time.` };
  if (status === 304 && known !== null) return { verdict: null };
  if (status !== 200) return { verdict: 'unreachable', reason: `${address} answered ${status}.` };
  const wrong = expected === null ? null : wrongKind(bytes, expected);
  return wrong === null ? { verdict: null } : { verdict: 'wrong_kind', reason: `${address}: ${wrong}` };
}
