import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Caller, clientSchema, LOCAL_CLIENT, mayDo, SCOPE_NAMES, SCOPES, type Scope } from '#contracts/api/access.ts';
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

/** `null`: access is open. */
const verifier = oncePerColdStart((): KeyVerifier | null => {
  const { ACCESS, ACCESS_TABLE_NAME, KEYS_REMEMBERED_SECONDS } = readEnvironment(accessEnvironmentSchema);
  return ACCESS === 'open'
    ? null
    : keyVerifier(knownKeysIn(dynamodbTable(dynamodbForReads(), ACCESS_TABLE_NAME)), 1000 * KEYS_REMEMBERED_SECONDS);
});

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
  const authorized = authorizedCaller(event);
  if (authorized !== null) return admitAuthorized(event, authorized, scope);
  const presented = presentedKey(event.headers);
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

function admitAuthorized(event: APIGatewayProxyEventV2, { caller, shownBy }: AuthorizedCaller, scope: Scope): Caller {
  spendToken(event, `client ${caller.client}`);
  if (mayDo(caller, scope)) return caller;
  throw new ExpectedError(
    'scope_missing',
    `This needs the scope ${named(scope)}. ${shownBy} has: ${caller.scopes.join(', ') || 'none that is known here'}. Ask who runs this service for ${scope}.`,
  );
}

const named = (scope: Scope): string => `\`${scope}\` (${SCOPES[scope]})`;

const HOW_TO_SEND = 'Send the key as `Authorization: Bearer <key>`, as `X-Api-Key: <key>`, or with Basic authentication as the user name.';

const unauthorized = (code: ProblemCode, why: string): ExpectedError =>
  new HttpError(code, `${why} ${HOW_TO_SEND}`, { 'www-authenticate': 'Bearer realm="Chokepoint", Basic realm="Chokepoint"' });

/** Words of the gateway about a request that one of its own authorizers has let in. No caller can write it: it is beside the headers of the event. */
type Authorizer = Partial<{
  readonly jwt: { readonly claims: Readonly<Record<string, string | number | boolean | string[]>> };
  readonly iam: { readonly userArn: string };
}>;

/** A caller that the gateway knows, and how its access is called in what is said to it. */
export interface AuthorizedCaller {
  readonly caller: Caller;
  readonly shownBy: string;
}

/**
 * Who sends a request, when an authorizer of the gateway has found out: by a token (JWT), or by a signature with credentials of AWS. `null`: none has, or this
 * service does not take what it found; then a key is asked for.
 */
export function authorizedCaller({ requestContext }: APIGatewayProxyEventV2): AuthorizedCaller | null {
  const { jwt, iam } = (requestContext as { readonly authorizer?: Authorizer }).authorizer ?? {};
  if (jwt === undefined && iam === undefined) return null;
  const { TOKENS, IAM_CLIENTS } = readEnvironment(accessEnvironmentSchema);
  if (jwt !== undefined && TOKENS === 'on') {
    const { claims } = jwt;
    return { caller: { client: clientOf(claims), scopes: scopesOf(claims.scope ?? claims.scp), key: null }, shownBy: 'The token' };
  }
  if (iam === undefined || Object.keys(IAM_CLIENTS).length === 0) return null;
  const principal = principalOf(iam.userArn);
  const known = IAM_CLIENTS[principal];
  const caller = known === undefined ? { client: anonymous('iam', principal), scopes: [], key: null } : { ...known, key: null };
  return { caller, shownBy: `The principal ${principal}` };
}

/** `scope` of OAuth is a text of words; some issuers send a list, which the gateway writes in brackets, or put the name of the API before each. */
function scopesOf(claim: unknown): readonly Scope[] {
  const words = `${claim ?? ''}`.replace(/[[\],]/g, ' ').split(/\s+/);
  const named = new Set(words.map((word) => word.slice(word.lastIndexOf('/') + 1)));
  return SCOPE_NAMES.filter((scope) => named.has(scope));
}

/**
 * The application that the token was given to, by the name that its issuer gave it; a token of a person without an application has a client of its own. Names
 * that no client of ours can have, and those of persons, are hashed, so that nobody becomes a client by choosing its name.
 */
function clientOf({ iss, client_id, azp, sub }: NonNullable<Authorizer['jwt']>['claims']): string {
  const application = `${client_id ?? azp ?? ''}`;
  if (application !== LOCAL_CLIENT && clientSchema.safeParse(application).success) return application;
  return anonymous('jwt', JSON.stringify([iss, application, application === '' ? sub : '']));
}

const anonymous = (kind: string, name: string): string => `${kind}-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;

/** The role behind a session, `arn:aws:sts::1:assumed-role/NAME/SESSION`, as IAM names it without its path; a user likewise. */
function principalOf(arn: string): string {
  const [, start, account, role] = /^(arn:[^:]+):sts::(\d+):assumed-role[/]([^/]+)/.exec(arn) ?? [];
  if (start !== undefined) return `${start}:iam::${account}:role/${role}`;
  return arn.replace(/:(role|user)[/].*[/]/, ':$1/');
}
