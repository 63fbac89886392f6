import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Caller, clientSchema, LOCAL_CLIENT, SCOPE_NAMES, type Scope } from '#contracts/api/access.ts';
import { ExpectedError } from './expected-errors.ts';

export type TokenSettings = Readonly<{
  issuer: string;
  /** Its `aud`, or as with Cognito its `client_id`. */
  audiences: readonly string[];
}>;

export type TokenVerdict = Caller | 'expired' | 'unknown';

export type TokenVerifier = (token: string) => Promise<TokenVerdict>;

/** No shared secrets, and not `none`. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const ISSUER_ANSWERS_WITHIN_MS = 3000;

/**
 * Public keys are read at the first token. Throws `temporarily_unavailable` when the issuer does not answer.
 */
export function tokenVerifier(
  { issuer, audiences }: TokenSettings,
  keysOf: typeof publishedKeys = publishedKeys,
): TokenVerifier {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  return async (token) => {
    try {
      keys ??= keysOf(issuer);
      const { payload } = await jwtVerify(token, await keys, {
        issuer,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
      });
      const meant = [payload.aud ?? payload.client_id].flat();
      return meant.some((one) => audiences.includes(`${one}`)) ? callerOf(payload) : 'unknown';
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'expired';
      // The token is to blame for these, the issuer for all others.
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return 'unknown';
      keys = null;
      throw new ExpectedError(
        'temporarily_unavailable',
        'The issuer of tokens does not answer. Try again in 5 seconds.',
        [],
        {
          retryAfterSeconds: 5,
        },
      );
    }
  };
}

async function publishedKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/[/]$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(ISSUER_ANSWERS_WITHIN_MS) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const { jwks_uri } = (await response.json()) as Readonly<{ jwks_uri: string }>;
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: ISSUER_ANSWERS_WITHIN_MS });
}

const callerOf = (claims: JWTPayload): Caller => ({
  client: clientOf(claims),
  scopes: scopesOf(claims.scope ?? claims.scp),
  key: null,
  via: 'token',
  expires_at: new Date(1000 * Number(claims.exp)).toISOString(),
});

/** As words, a list, or with the name of the API before each. */
function scopesOf(claim: unknown): readonly Scope[] {
  const words = (Array.isArray(claim) ? claim : `${claim ?? ''}`.split(/\s+/)).map(String);
  const named = new Set(words.map((word) => word.slice(word.lastIndexOf('/') + 1)));
  return SCOPE_NAMES.filter((scope) => named.has(scope));
}

/**
 * The application that has the token, else the person. Names that no client can have, and persons, are
 * hashed: nobody becomes a client by choosing its name.
 */
function clientOf({ iss, client_id, azp, sub }: JWTPayload) {
  const application = `${client_id ?? azp ?? ''}`;
  if (application !== LOCAL_CLIENT && clientSchema.safeParse(application).success) return application;
  const hashed = createHash('sha256').update(
    JSON.stringify([iss, application, application === '' ? sub : '']),
  );
  return `jwt-${hashed.digest('hex').slice(0, 32)}`;
}
