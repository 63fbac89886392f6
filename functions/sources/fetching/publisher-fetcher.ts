/** One request at a time per host, every attempt on record. */

import type { LookupFunction } from 'node:net';
import type { DocumentKind, SourceContract } from '#contracts/collection/source-contracts.ts';
import type { FetchAttempt, FetchVerdict, RawDocuments } from '#functions/store/sources/raw-documents.ts';
import { decodedText, isPdf } from '../publishers/document-reader.ts';
import type { CollectorPause } from './collector-pause.ts';
import { guardedLookup, verifyingAgent } from './guarded-agent.ts';
import { type Answer, requestOnce } from './request-once.ts';

const FIRST_BACKOFF_MS = 2_000;
const LONGEST_BACKOFF_MS = 60_000;
/** A longer pause is until the next night. */
const LONGEST_WAIT_MS = 120_000;

/** `null`: not today. `Retry-After` comes first (RFC 9110, 10.2.3), else full jitter. `failures`: from 1. */
export function retryDelayMs(
  failures: number,
  retryAfter: string | null,
  now: number,
  random: number,
): number | null {
  const wished = retryAfter === null ? null : wishedMs(retryAfter, now);
  if (wished !== null) return wished > LONGEST_WAIT_MS ? null : wished;
  return Math.floor(random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1)));
}

function wishedMs(retryAfter: string, now: number): number | null {
  const text = retryAfter.trim();
  if (/^[0-9]+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

type Expected = Pick<SourceContract, 'kind' | 'encoding'>;

/** None is got round. */
const CHALLENGES: readonly RegExp[] = [
  /<title>\s*Just a moment/i,
  /<title>\s*Attention Required!/i,
  /<title>\s*Access Denied/i,
  /<title>\s*请稍候/,
  /<(?:title|h\d)\b[^>]*>[^<]*アクセス[^<]{0,6}(?:制限|拒否|禁止|でき)/,
  /cf-browser-verification|cf_chl_opt|challenge-platform/i,
  /_Incapsula_Resource|Request unsuccessful\. Incapsula/i,
  /Enable JavaScript and cookies to continue/i,
  /sec-if-cpt-container|\/_sec\/cp_challenge/i,
];
const LOOKED_AT_BYTES = 65_536;

function isChallenge(bytes: Uint8Array, headers: Readonly<Record<string, unknown>>) {
  if (headers['cf-mitigated'] !== undefined) return true;
  const start = bytes.subarray(0, LOOKED_AT_BYTES);
  if (!looksLikePage(new TextDecoder('latin1').decode(start))) return false;
  return ['utf-8', 'shift_jis', 'euc-jp'].some((encoding) => {
    const text = new TextDecoder(encoding).decode(start);
    return CHALLENGES.some((sign) => sign.test(text));
  });
}

const looksLikePage = (start: string) =>
  /^\s*(?:\uFEFF|ï»¿)?\s*(?:<!doctype html|<html|<head|<\?xml|<!--)/i.test(start);

function wrongKind(bytes: Uint8Array, { kind, encoding }: Expected): string | null {
  if (bytes.length === 0) return `The answer is empty; a ${kind} was expected.`;
  if (kind === 'pdf') return isPdf(bytes) ? null : `The bytes are no PDF${pageInstead(bytes)}.`;
  const text = decodedText(bytes, encoding === 'binary' ? 'latin1' : encoding);
  if (text === null) return `The bytes are no ${encoding}; the publisher may have changed its encoding.`;
  return wrongText(text.trimStart(), kind);
}

const pageInstead = (bytes: Uint8Array): string =>
  looksLikePage(new TextDecoder('latin1').decode(bytes.subarray(0, 1024))) ? ', and this is a web page' : '';

function wrongText(text: string, kind: DocumentKind): string | null {
  const begins = JSON.stringify(text.slice(0, 20));
  if (kind === 'html' || kind === 'xml')
    return text.includes('<') ? null : `It begins with ${begins} and has no tag; a web page was expected.`;
  if (kind === 'json') return /^[[{]/.test(text) ? null : `It begins with ${begins}; JSON was expected.`;
  return text.startsWith('<') || !text.includes(',')
    ? `It begins with ${begins}; a table with commas was expected.`
    : null;
}

const PAUSE_MS = 1_000;
const MOST_TRIES = 3;
const PASSING = [408, 425, 429, 500, 502, 503, 504];

type LocalServer = Readonly<{
  host: string;
  port: number;
}>;

type FetcherParts = Readonly<{
  raw: RawDocuments;
  pause: CollectorPause;
  agent: string;
  keys?: Readonly<Record<string, string | undefined>>;
  lookup?: LookupFunction;
  /** Of a test: a setting could point the collector at the inside of its network. */
  localServers?: readonly LocalServer[];
}>;

export type WantedDocument = Readonly<{
  contract: Pick<SourceContract, 'name' | 'hosts' | 'most_bytes' | 'most_seconds' | 'key'>;
  purpose: FetchAttempt['purpose'];
  address: string;
  expected: Pick<SourceContract, 'kind' | 'encoding'> | null;
  /** Asked for only if it has changed since. */
  known: FetchAttempt | null;
  pauseMs?: number;
}>;

export type Fetched = Readonly<{
  attempt: FetchAttempt;
  bytes: Uint8Array | null;
}>;

export interface PublisherFetcher {
  /** Three tries, each recorded after its bytes. Never throws for what a server does. */
  fetch(wanted: WantedDocument): Promise<Fetched>;
  close(): Promise<void>;
}

export function publisherFetcher({
  raw,
  pause,
  agent,
  keys = {},
  lookup,
  localServers = [],
}: FetcherParts): PublisherFetcher {
  const isLocal = (url: URL): boolean =>
    url.protocol === 'http:' &&
    localServers.some(({ host, port }) => url.hostname === host && url.port === String(port));
  const localNames = new Set(localServers.map(({ host }) => host));
  const judged = guardedLookup(lookup);
  const judgedOnThisMachine = guardedLookup(lookup, (address) => address === '127.0.0.1');
  const dispatcher = verifyingAgent((hostname, options, callback) =>
    (localNames.has(hostname) ? judgedOnThisMachine : judged)(hostname, options, callback),
  );
  const free = new Map<string, Promise<void>>();
  const lastAsked = new Map<string, number>();

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

  async function attempt(
    wanted: WantedDocument,
  ): Promise<Fetched & Readonly<{ mayPass: boolean; retryAfter: string | null }>> {
    const { contract, address, purpose, known } = wanted;
    const { variable = '', parameter = '' } = (purpose === 'document' ? contract.key : undefined) ?? {};
    const key = encodeURIComponent(keys[variable] ?? '');
    const withKey = key === '' ? address : `${address}&${parameter}=${key}`;
    const unkeyed = (text: string): string => (key === '' ? text : text.replaceAll(key, 'KEY'));
    const at = new Date(pause.now()).toISOString();
    const headers = {
      'user-agent': agent,
      accept: '*/*',
      'accept-encoding': 'gzip',
      ...(known?.etag == null ? {} : { 'if-none-match': known.etag }),
      ...(known?.last_modified == null ? {} : { 'if-modified-since': known.last_modified }),
    };
    const answer = await requestOnce(withKey, headers, contract, dispatcher, isLocal);
    const row = { source: contract.name, purpose, address, agent, at };
    if ('reason' in answer) {
      const { finalAddress, status, bytes, verdict } = answer;
      const reason = unkeyed(answer.reason);
      return {
        attempt: {
          ...row,
          final_address: finalAddress === null ? null : unkeyed(finalAddress),
          status,
          etag: null,
          last_modified: null,
          bytes,
          sha256: null,
          verdict,
          reason,
        },
        bytes: null,
        mayPass: answer.mayPass,
        retryAfter: null,
      };
    }
    const seen = {
      ...row,
      final_address: unkeyed(answer.finalAddress),
      status: answer.status,
      etag: headerOf(answer, 'etag'),
      last_modified: headerOf(answer, 'last-modified'),
      bytes: answer.bytes.length,
    };
    const judgement = judge(answer, wanted);
    const refusal = { ...seen, etag: null, last_modified: null, sha256: null };
    if (judgement.verdict === null) {
      if (answer.status === 304 && known !== null) {
        const validators = {
          etag: seen.etag ?? known.etag,
          last_modified: seen.last_modified ?? known.last_modified,
        };
        const row304 = {
          ...seen,
          ...validators,
          bytes: known.bytes,
          sha256: known.sha256,
          verdict: 'unchanged',
          reason: null,
        } as const;
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

  function withoutKey({
    contract: { name: source, key },
    purpose,
    address,
  }: WantedDocument): FetchAttempt | null {
    if (key === undefined || purpose === 'robots' || (keys[key.variable] ?? '') !== '') return null;
    const reason = `${key.variable} is not set: make a key, free of charge, at ${key.from}.`;
    const none = {
      final_address: null,
      status: null,
      etag: null,
      last_modified: null,
      bytes: null,
      sha256: null,
    };
    return {
      source,
      purpose,
      address,
      agent,
      at: new Date(pause.now()).toISOString(),
      verdict: 'no_key',
      reason,
      ...none,
    };
  }

  return {
    async fetch(wanted) {
      const unset = withoutKey(wanted);
      if (unset !== null) {
        await raw.record(unset);
        return { attempt: unset, bytes: null };
      }
      const host = URL.canParse(wanted.address) ? new URL(wanted.address).host : wanted.address;
      for (let failures = 1; ; failures += 1) {
        const { mayPass, retryAfter, ...fetched } = await inTurn(
          host,
          Math.max(PAUSE_MS, wanted.pauseMs ?? 0),
          async () => {
            const made = await attempt(wanted);
            await raw.record(made.attempt);
            return made;
          },
        );
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

type Judgement = Readonly<{ verdict: null }> | Readonly<{ verdict: FetchVerdict; reason: string }>;

function judge(answer: Answer, { expected, address, known }: WantedDocument): Judgement {
  const { status, bytes, headers } = answer;
  if (isChallenge(bytes, headers)) {
    return {
      verdict: 'refused',
      reason: `${address} answered ${status} with a page that keeps programs out.`,
    };
  }
  if (status === 401 || status === 403 || status === 451) {
    return {
      verdict: 'refused',
      reason: `${address} answered ${status}: programs are not let in.`,
    };
  }
  if (status === 429)
    return {
      verdict: 'refused',
      reason: `${address} answered 429: too many requests; asked again the next time.`,
    };
  if (status === 304 && known !== null) return { verdict: null };
  // An interface that has nothing answers so.
  if (status === 204) return { verdict: null };
  if (status !== 200) return { verdict: 'unreachable', reason: `${address} answered ${status}.` };
  const wrong = expected && wrongKind(bytes, expected);
  return wrong === null ? { verdict: null } : { verdict: 'wrong_kind', reason: `${address}: ${wrong}` };
}
