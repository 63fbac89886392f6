import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Caller, LOCAL_CLIENT, mayDo, SCOPES, type Scope } from '#contracts/api/access.ts';
import type { ProblemCode } from '#contracts/api/problem.ts';
import { accessEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { knownKeysIn } from '#functions/store/api-keys.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { ExpectedError, HttpError } from './expected-errors.ts';
import type { HttpMiddleware } from './http-response.ts';
import { type KeyVerifier, keyVerifier, presentedKey } from './key-verifier.ts';
import { addressBucket, saysWhatIsLeft, spendToken } from './rate-limit.ts';
import { logKeyId } from './request-log.ts';
import type { TokenVerdict, TokenVerifier } from './token-verifier.ts';

/** `null`: access is open. */
const verifier = oncePerColdStart((): KeyVerifier | null => {
  const { ACCESS, ACCESS_TABLE_NAME, KEYS_REMEMBERED_SECONDS } = readEnvironment(accessEnvironmentSchema);
  return ACCESS === 'open'
    ? null
    : keyVerifier(knownKeysIn(dynamodbTable(dynamodbForReads(), ACCESS_TABLE_NAME)), 1000 * KEYS_REMEMBERED_SECONDS);
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
    ...saysWhatIsLeft(),
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
