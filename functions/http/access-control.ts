import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Caller, keyParts, LOCAL_CLIENT, mayDo, SCOPES, type Scope } from '#contracts/api/access.ts';
import type { ProblemCode } from '#contracts/api/problem.ts';
import {
  accessEnvironmentSchema,
  describingApiEnvironmentSchema,
} from '#contracts/environment/function-environments.ts';
import { type Credential, type Credentials, knownKeysIn } from '#functions/store/access/api-keys.ts';
import { sessionsIn } from '#functions/store/access/sessions.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import { oncePerColdStart, readEnvironment } from './cold-start.ts';
import { ExpectedError, HttpError } from './expected-errors.ts';
import { type HttpMiddleware, mayRead } from './http-response.ts';
import { addressBucket, allowanceHeaders, callerAddress, refuseDetour, spendTokens } from './rate-limit.ts';
import { logAddress, logKeyId } from './request-log.ts';
import { forgetSession, sendingPage, sessionIn } from './session-cookie.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** `null`: access is open. */
const verifiers = oncePerColdStart((): Readonly<{ keys: KeyVerifier; sessions: KeyVerifier }> | null => {
  const { ACCESS, ACCESS_TABLE_NAME, KEYS_REMEMBERED_SECONDS } = readEnvironment(accessEnvironmentSchema);
  if (ACCESS === 'open') return null;
  const table = tablesForReads()(ACCESS_TABLE_NAME);
  const rememberedMs = 1000 * KEYS_REMEMBERED_SECONDS;
  return {
    keys: keyVerifier(knownKeysIn(table), rememberedMs),
    sessions: keyVerifier(sessionsIn(table), rememberedMs),
  };
});

/** Parts of a JWT: no key of ours has a dot. */
const TOKEN = /^[\w-]+[.][\w-]+[.][\w-]+$/;
let tokens: Promise<TokenVerifier> | null = null;

const EVERYBODY: Caller = {
  client: LOCAL_CLIENT,
  scopes: ['admin'],
  key: null,
  via: 'open',
  expires_at: null,
};
const ANYBODY: Caller = { client: LOCAL_CLIENT, scopes: [], key: null, via: 'open', expires_at: null };
const callers = new WeakMap<APIGatewayProxyEventV2, Caller>();

export function accessControl(scope: Scope | 'public'): HttpMiddleware {
  return {
    async before({ event }) {
      logAddress(event, callerAddress(event));
      refuseDetour(event);
      callers.set(event, await admit(event, scope));
    },
    ...allowanceHeaders(),
  };
}

export function callerOf(event: APIGatewayProxyEventV2): Caller {
  const caller = callers.get(event);
  if (caller === undefined) throw new Error('this request did not pass access control');
  return caller;
}

/** In no limit: requests of others are no reason to restart a service. */
const PROBED = '/v1/health';

async function admit(event: APIGatewayProxyEventV2, scope: Scope | 'public'): Promise<Caller> {
  if (event.rawPath === PROBED) return ANYBODY;
  if (scope === 'public') {
    spendTokens(event, addressBucket(event));
    return ANYBODY;
  }
  const asked = verifiers();
  if (asked === null) {
    spendTokens(event, addressBucket(event));
    refuseForeignPage(event, EVERYBODY);
    return EVERYBODY;
  }
  const caller = await callerIn(event, asked, scope);
  // Guessing spends tokens of its address, not of a client. A second key is no second quota.
  spendTokens(event, caller instanceof ExpectedError ? addressBucket(event) : `client ${caller.client}`);
  if (caller instanceof ExpectedError) throw caller;
  demandScope(caller, scope);
  refuseForeignPage(event, caller);
  return caller;
}

/** Throws `scope_missing`. */
export function demandScope(caller: Caller, scope: Scope | 'public') {
  if (scope === 'public' || mayDo(caller, scope)) return;
  const { via, key, scopes } = caller;
  const what = via === 'key' ? `key cpk_${key}_…` : via;
  throw new ExpectedError(
    'scope_missing',
    `This needs the scope ${named(scope)}. The ${what} has: ${scopes.join(', ') || 'none that is known here'}. Ask who runs this service for a key with ${scope}.`,
  );
}

async function callerIn(
  event: APIGatewayProxyEventV2,
  { keys, sessions }: NonNullable<ReturnType<typeof verifiers>>,
  scope: Scope,
): Promise<Caller | ExpectedError> {
  const presented = presentedKey(event.headers);
  const { JWT_ISSUER, JWT_AUDIENCES } = readEnvironment(accessEnvironmentSchema);
  if (presented !== null && JWT_ISSUER !== '' && TOKEN.test(presented)) {
    tokens ??= import('./token-verifier.ts').then(({ tokenVerifier }) =>
      tokenVerifier({ issuer: JWT_ISSUER, audiences: JWT_AUDIENCES }),
    );
    const verdict = await (await tokens)(presented);
    if (verdict === 'expired')
      return unauthorized(
        event,
        'key_expired',
        `The token you sent has expired: get a new one from its issuer.`,
      );
    if (verdict === 'unknown')
      return unauthorized(
        event,
        'key_unknown',
        `The token you sent is not good here: not of this issuer, not for this service, or changed.`,
      );
    return verdict;
  }
  const session = presented === null ? sessionIn(event) : null;
  const given = presented ?? session;
  if (given === null)
    return unauthorized(event, 'key_missing', `This needs an API key with the scope ${named(scope)}.`);
  const verdict = await (session === null ? keys : sessions).verify(given, Date.now());
  if ('key' in verdict && verdict.key.id !== null) logKeyId(event, verdict.key.id);
  if (session !== null && verdict.status !== 'good')
    return unauthorized(
      event,
      'key_expired',
      'Your session is over: sign in again with a key.',
      forgetSession(event),
    );
  if (verdict.status === 'unknown')
    return unauthorized(
      event,
      'key_unknown',
      `The API key you sent is not known here: it was mistyped, cut, or revoked.`,
    );
  const { id, client, scopes, expires_at } = verdict.key;
  if (verdict.status === 'expired')
    return unauthorized(event, 'key_expired', `The API key cpk_${id}_… expired at ${expires_at}.`);
  return { client, scopes, key: id, via: session === null ? 'key' : 'session', expires_at };
}

/** A browser sends these of itself, which proves nothing about the page that made it. */
function refuseForeignPage(event: APIGatewayProxyEventV2, { via }: Caller) {
  const { headers, requestContext } = event;
  if (/^(GET|HEAD)$/.test(requestContext.http.method)) return;
  const page = sendingPage(event);
  if (via === 'session' ? page === 'own' : page !== 'other') return;
  if (via === 'open') {
    const { CORS_ALLOWED_ORIGINS: allowed } = readEnvironment(describingApiEnvironmentSchema);
    if (mayRead(headers.origin ?? '', allowed)) return;
  } else if (via !== 'session' && !/^basic /i.test(headers.authorization ?? '')) return;
  throw new ExpectedError(
    'foreign_page',
    'Nothing was changed: this did not come from a page of this service. With the cookie of a session send `Sec-Fetch-Site: same-origin`, or the address of this service as `Origin`, as a browser does; programs send a key instead.',
  );
}

const named = (scope: Scope) => `\`${scope}\` (${SCOPES[scope]})`;

const HOW_TO_SEND =
  'Send the key as `Authorization: Bearer <key>`, as `X-Api-Key: <key>`, or with Basic authentication as the user name.';

/** For Basic a browser asks for a password itself: of use where an address was opened, not to a script. */
function unauthorized(
  event: APIGatewayProxyEventV2,
  code: ProblemCode,
  why: string,
  headers: Readonly<Record<string, string>> = {},
): ExpectedError {
  const isOpened = (event.headers['sec-fetch-mode'] ?? 'navigate') === 'navigate';
  const challenge = `Bearer realm="Chokepoint"${isOpened ? ', Basic realm="Chokepoint"' : ''}`;
  return new HttpError(code, `${why} ${HOW_TO_SEND}`, { 'www-authenticate': challenge, ...headers });
}

export const accessOf = ({ client, scopes, via, expires_at }: Caller) => ({
  mode: via === 'open' ? 'open' : 'keys',
  client,
  scopes,
  via,
  expires_at,
});

export type Verdict =
  | Readonly<{ status: 'good'; key: Credential }>
  | Readonly<{ status: 'expired'; key: Credential }>
  | Readonly<{ status: 'unknown' }>;

const MOST_REMEMBERED = 1000;
/** A good key is taken while the store of keys is away. */
const TAKEN_WITHOUT_STORE_MS = 15 * 60_000;
/** After a failure. */
const STORE_LEFT_ALONE_MS = 10_000;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

export interface KeyVerifier {
  verify(presented: string, nowMs: number): Promise<Verdict>;
}

/**
 * `rememberedMs`: how long a good key is not read again, and so a revoked one may work. `nowMs`: epoch
 * milliseconds.
 */
export function keyVerifier(keys: Credentials, rememberedMs: number): KeyVerifier {
  const remembered = new Map<string, Readonly<{ key: Credential; at: number }>>();
  const usedOn = new Map<string, string>();
  let storeFailedAt = Number.NEGATIVE_INFINITY;

  async function noteUse(id: string | null, nowMs: number): Promise<void> {
    if (id === null) return;
    const day = new Date(nowMs).toISOString().slice(0, 10);
    if (usedOn.get(id) === day || nowMs - storeFailedAt < STORE_LEFT_ALONE_MS) return;
    usedOn.set(id, day);
    await keys.markUsed(id, day).catch(() => usedOn.delete(id)); // no request fails for it
  }

  async function lookUp(presented: string, hash: Buffer): Promise<Credential | null> {
    const parts = keyParts(presented);
    if (parts === null) return null;
    const key = await keys.find(parts.id);
    const stored = Buffer.from(key?.secret_sha256 ?? '0'.repeat(64), 'hex');
    const same = timingSafeEqual(stored, hash);
    return key !== null && same && key.revoked_at === null ? key : null;
  }

  async function readOrRemember(
    presented: string,
    hash: Buffer,
    nowMs: number,
    last: { key: Credential; at: number } | undefined,
  ) {
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

/** `Authorization: Bearer` or `Basic` (as user name), or `X-Api-Key`. */
export function presentedKey(headers: Readonly<Record<string, string | undefined>>): string | null {
  const [scheme = '', value = ''] = (headers.authorization ?? '').trim().split(/\s+/);
  if (/^bearer$/i.test(scheme) && value !== '') return value;
  if (/^basic$/i.test(scheme) && value !== '')
    return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
  const plain = headers['x-api-key']?.trim() ?? '';
  return plain === '' ? null : plain;
}
