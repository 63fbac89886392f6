import type * as z from 'zod';
import { type IamClients, iamClientsSchema } from '../shared/contracts/environment/function-environments.ts';

/** Tokens (JWT) of whoever issues them, for this service as their audience. */
interface TokenIssuer {
  readonly issuer: string;
  readonly audiences: readonly [string, ...string[]];
}

/** Ways to show who asks, beside API keys. Each has an address of its own. */
export interface OtherAccess {
  readonly tokens: TokenIssuer | undefined;
  /** Principals of this account that sign their requests. */
  readonly iamClients: IamClients | undefined;
}

/** The environment of a function has 4 KB for everything. */
const LONGEST_IAM_CLIENTS = 2500;

/** @throws when there is an issuer without an audience or the other way round, or something that cannot be one. */
export function parseTokens(issuer: unknown, audience: unknown): TokenIssuer | undefined {
  if (issuer === undefined && audience === undefined) return undefined;
  const [first = '', ...others] = `${audience ?? ''}`.split(',').map((one) => one.trim());
  // The gateway finds the keys of the issuer below this address.
  if (typeof issuer === 'string' && /^https:[/][/][^\s?#]+$/.test(issuer) && ![first, ...others].includes(''))
    return { issuer, audiences: [first, ...others] };
  throw new Error(
    `jwtIssuer is ${JSON.stringify(issuer)} and jwtAudience ${JSON.stringify(audience)}; give both, for example: -c jwtIssuer=https://cognito-idp.eu-west-1.amazonaws.com/POOL -c jwtAudience=CLIENT`,
  );
}

/** `given`: JSON, or what it means. @throws when it is not a table of principals. */
export function parseIamClients(given: unknown): IamClients | undefined {
  if (given === undefined) return undefined;
  const example = '{"arn:aws:iam::123456789012:role/risk": {"client": "acme-risk", "scopes": ["scores:read"]}}';
  const refuse = (why: string): never => {
    throw new Error(`iamClients ${why}; give principals with what they may do, for example: ${example}`);
  };
  const parsed = iamClientsSchema.safeParse(typeof given === 'string' ? jsonOr(given, refuse) : given);
  if (!parsed.success) return refuse(wrongIn(parsed.error));
  if (Object.keys(parsed.data).length === 0) return refuse('names nobody');
  if (JSON.stringify(parsed.data).length > LONGEST_IAM_CLIENTS)
    return refuse(
      `is longer than ${LONGEST_IAM_CLIENTS} characters, which the environment of a function has no room for: let programs share a role`,
    );
  return parsed.data;
}

function jsonOr(text: string, refuse: (why: string) => never): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('is no JSON');
  }
}

const wrongIn = ({ issues: [issue] }: z.ZodError): string =>
  `is wrong at ${JSON.stringify(issue?.path.join('.') ?? '')} (${issue?.message ?? ''})`;
