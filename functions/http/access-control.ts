import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Caller, type KeyRecord, keyParts, LOCAL_CLIENT, mayDo, SCOPES, type Scope } from '#contracts/api/access.ts';
import type { ProblemCode } from '#contracts/api/problem.ts';
import { accessEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { type KnownKeys, knownKeysIn } from '#functions/store/api-keys.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { ExpectedError, HttpError } from './expected-errors.ts';
import type { HttpMiddleware } from './http-response.ts';
import { oncePerColdStart } from './kept-values.ts';
import { addressBucket, allowanceHeaders, spendToken } from './rate-limit.ts';
import { readEnvironment } from './read-environment.ts';
import { logKeyId } from './request-log.ts';
import type { TokenVerdict, TokenVerifier } from './token-verifier.ts';

/** `null`: access is open. */
const verifier = oncePerColdStart((): KeyVerifier | null => {
  const { ACCESS, ACCESS_TABLE_NAME, KEYS_REMEMBERED_SECONDS } = readEnvironment(accessEnvironmentSchema);
  return ACCESS === 'open' ? null : keyVerifier(knownKeysIn(tablesForReads()(ACCESS_TABLE_NAME)), 1000 * KEYS_REMEMBERED_SECONDS);
});

/** Three parts of base64url with dots between: no key of ours has a dot. */
const TOKEN = /^[\w-]+[.][\w-]+[.][\w-]+$/;
/** Loaded with the first token: most callers have keys. */
let tokens: Promise<TokenVerifier> | null = null;

const EVERYBODY: Caller = { client: LOCAL_CLIENT, scopes: ['admin'], key: null };
/** Whoever calls a public operation: nobody asks for a key there. */
const ANYBODY: Caller = { client: LOCAL_CLIENT, scopes: [], key: null };
const callers = new WeakMap<APIGatewayProxyEventV2, Caller>();

/**
 * Lets a request pass whose key has the scope and requests left; a public operation needs no key. Where access is open everybody may do
 * everything, within the limit.
 */
export function accessControl(scope: Scope | 'public'): HttpMiddleware {
  return {
    async before({ event }) {
      callers.set(event, await admit(event, scope));
    },
    ...allowanceHeaders(),
  };
}

/** Who sends the request. */
export function callerOf(event: APIGatewayProxyEventV2): Caller {
  const caller = callers.get(event);
  if (caller === undefined) throw new Error('this request did not pass access control');
  return caller;
}

async function admit(event: APIGatewayProxyEventV2, scope: Scope | 'public'): Promise<Caller> {
  if (scope === 'public') {
    spendToken(event, addressBucket(event));
    return ANYBODY;
  }
  const verify = verifier();
  if (verify === null) {
    spendToken(event, addressBucket(event));
    return EVERYBODY;
  }
  const presented = presentedKey(event.headers);
  const { JWT_ISSUER, JWT_AUDIENCES } = readEnvironment(accessEnvironmentSchema);
  if (presented !== null && JWT_ISSUER !== '' && TOKEN.test(presented)) {
    tokens ??= import('./token-verifier.ts').then(({ tokenVerifier }) => tokenVerifier({ issuer: JWT_ISSUER, audiences: JWT_AUDIENCES }));
    return admitToken(event, await (await tokens)(presented), scope);
  }
  const verdict = presented === null ? null : await verify.verify(presented, Date.now());
  if (verdict !== null && 'key' in verdict) logKeyId(event, verdict.key.id);
  // Guessing spends the tokens of the address it comes from, not those of a client. A second key is no second quota.
  spendToken(event, verdict !== null && 'key' in verdict ? `client ${verdict.key.client}` : addressBucket(event));
  if (verdict === null) throw unauthorized('key_missing', `This needs an API key with the scope ${named(scope)}.`);
  if (verdict.status === 'unknown')
    throw unauthorized('key_unknown', 'The API key you sent is not known here: it was mistyped, cut, or revoked.');
  const { key } = verdict;
  if (verdict.status === 'expired') throw unauthorized('key_expired', `The API key cpk_${key.id}_… expired at ${key.expires_at}.`);
  if (!mayDo(key, scope)) {
    throw new ExpectedError(
      'scope_missing',
      `This needs the scope ${named(scope)}. The key cpk_${key.id}_… has: ${key.scopes.join(', ')}. Ask who runs this service for a key with ${scope}.`,
    );
  }
  return { client: key.client, scopes: key.scopes, key: key.id };
}

function admitToken(event: APIGatewayProxyEventV2, verdict: TokenVerdict, scope: Scope): Caller {
  spendToken(event, typeof verdict === 'string' ? addressBucket(event) : `client ${verdict.client}`);
  if (verdict === 'expired') throw unauthorized('key_expired', 'The token you sent has expired: get a new one from its issuer.');
  if (verdict === 'unknown')
    throw unauthorized('key_unknown', 'The token you sent is not good here: not of this issuer, not for this service, or changed.');
  if (mayDo(verdict, scope)) return verdict;
  throw new ExpectedError(
    'scope_missing',
    `This needs the scope ${named(scope)}. The token has: ${verdict.scopes.join(', ') || 'none that is known here'}. Ask who runs this service for ${scope}.`,
  );
}

const named = (scope: Scope): string => `\`${scope}\` (${SCOPES[scope]})`;

const HOW_TO_SEND = 'Send the key as `Authorization: Bearer <key>`, as `X-Api-Key: <key>`, or with Basic authentication as the user name.';

const unauthorized = (code: ProblemCode, why: string): ExpectedError =>
  new HttpError(code, `${why} ${HOW_TO_SEND}`, { 'www-authenticate': 'Bearer realm="Chokepoint", Basic realm="Chokepoint"' });

export type Verdict =
  | { readonly status: 'good'; readonly key: KeyRecord }
  | { readonly status: 'expired'; readonly key: KeyRecord }
  /** Mistyped, never made, or revoked: the three are not told apart. */
  | { readonly status: 'unknown' };

const MOST_REMEMBERED = 1000;
/** For so long a key that was good is taken when the store of keys does not answer: it is away for minutes, and its readers should not be. */
const TAKEN_WITHOUT_STORE_MS = 15 * 60_000;
/** After a failure the store is not waited for again for so long, by requests with a key that is remembered. */
const STORE_LEFT_ALONE_MS = 10_000;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

export interface KeyVerifier {
  /** `nowMs`: epoch milliseconds. */
  verify(presented: string, nowMs: number): Promise<Verdict>;
}

/**
 * Verifies presented keys against the stored hashes. `rememberedMs`: how long a valid key is taken without reading it again, and so how long a
 * revoked one may work at most where it was just used, while the store answers; when it does not, a key is taken for 15 minutes after it was last read.
 */
export function keyVerifier(keys: KnownKeys, rememberedMs: number): KeyVerifier {
  const remembered = new Map<string, { readonly key: KeyRecord; readonly at: number }>();
  const usedOn = new Map<string, string>();
  let storeFailedAt = Number.NEGATIVE_INFINITY;

  async function noteUse(id: string, nowMs: number): Promise<void> {
    const day = new Date(nowMs).toISOString().slice(0, 10);
    if (usedOn.get(id) === day || nowMs - storeFailedAt < STORE_LEFT_ALONE_MS) return;
    usedOn.set(id, day);
    await keys.markUsed(id, day).catch(() => usedOn.delete(id)); // it is for people who tidy up; no request fails for it
  }

  async function lookUp(presented: string, hash: Buffer): Promise<KeyRecord | null> {
    const parts = keyParts(presented);
    if (parts === null) return null;
    const key = await keys.find(parts.id);
    const stored = Buffer.from(key?.secret_sha256 ?? '0'.repeat(64), 'hex');
    const same = timingSafeEqual(stored, hash);
    return key !== null && same && key.revoked_at === null ? key : null;
  }

  /** The key as it was last read, where the store does not answer. */
  async function readOrRemember(presented: string, hash: Buffer, nowMs: number, last: { key: KeyRecord; at: number } | undefined) {
    const taken = last !== undefined && nowMs - last.at < TAKEN_WITHOUT_STORE_MS ? last : null;
    if (taken !== null && nowMs - storeFailedAt < STORE_LEFT_ALONE_MS) return taken;
    try {
      const key = await lookUp(presented, hash);
      return key === null ? null : { key, at: nowMs };
    } catch (error) {
      storeFailedAt = nowMs;
      if (taken === null) throw error;
      return taken;
    }
  }

  return {
    async verify(presented, nowMs) {
      const hash = sha256(keyParts(presented)?.secret ?? '');
      const name = sha256(presented).toString('hex');
      const known = remembered.get(name);
      let key = known !== undefined && nowMs - known.at < rememberedMs ? known.key : null;
      if (key === null) {
        remembered.delete(name);
        const read = await readOrRemember(presented, hash, nowMs, known);
        if (read === null) return { status: 'unknown' };
        key = read.key;
        remembered.set(name, read);
        if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
      }
      if (key.expires_at !== null && Date.parse(key.expires_at) <= nowMs) return { status: 'expired', key };
      await noteUse(key.id, nowMs);
      return { status: 'good', key };
    },
  };
}

/** The key of a request: `Authorization: Bearer`, `Authorization: Basic` with the key as user name, or `X-Api-Key`. `null`: none was sent. */
export function presentedKey(headers: Readonly<Record<string, string | undefined>>): string | null {
  const [scheme = '', value = ''] = (headers.authorization ?? '').trim().split(/\s+/);
  if (/^bearer$/i.test(scheme) && value !== '') return value;
  if (/^basic$/i.test(scheme) && value !== '') return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
  const plain = headers['x-api-key']?.trim() ?? '';
  return plain === '' ? null : plain;
}
