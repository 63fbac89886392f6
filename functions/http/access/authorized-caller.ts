import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Caller, clientSchema, LOCAL_CLIENT, SCOPE_NAMES, type Scope } from '#contracts/api/access.ts';
import { accessEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

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
