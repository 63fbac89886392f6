/** A key is `cpk_<id>_<secret>`: the id finds the record, of the secret its SHA-256 is kept. */
import * as z from 'zod';

export const SCOPES = {
  'scores:read': 'read scores, explanations, facts and status, and ask what-if questions',
  'signals:write': 'send observations',
  'suppliers:write': 'store, import and delete custom suppliers',
  'companies:write': 'store, import and end companies of its own',
  'measures:write': 'store and review measures of its own',
  'measures:publish': 'enter and review public measures, beside measures:write',
  'alerts:write': 'store and end alert rules and webhooks of its own, and have messages sent again',
  admin: 'everything',
} as const;
export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];

/** Part of partition keys. */
export const clientSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/,
    '2 to 40 small letters, digits or hyphens, for example acme-risk',
  );

/** No key can be made for it. */
export const LOCAL_CLIENT = 'local';

export const keyIdSchema = z.string().regex(/^[0-9A-Za-z]{10}$/, 'the ten letters and digits after `cpk_`');
const KEY = /^cp[ks]_([0-9A-Za-z]{10})_([0-9A-Za-z_-]{43})$/;

/** Null for anything that is none of ours. */
export function keyParts(key: string): Readonly<{ id: string; secret: string }> | null {
  const [, id, secret] = KEY.exec(key) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

export const keyText = (id: string, secret: string): string => `cpk_${id}_${secret}`;
export const sessionText = (id: string, secret: string): string => `cps_${id}_${secret}`;

/** The old and the new one while it is changed over. */
export const LIVE_KEYS_PER_CLIENT = 2;

/** Never the secret. */
export const keyRecordSchema = z.object({
  id: keyIdSchema,
  client: clientSchema,
  scopes: z.array(z.enum(SCOPE_NAMES)).min(1),
  secret_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});
export type KeyRecord = z.output<typeof keyRecordSchema>;

/** With a key its client and scopes count; without, those here. `expires_at`: epoch seconds. */
export const sessionRecordSchema = keyRecordSchema
  .pick({ client: true, scopes: true, secret_sha256: true })
  .extend({ key: keyIdSchema.nullable(), expires_at: z.int() });
export type SessionRecord = z.output<typeof sessionRecordSchema>;

export type Caller = Readonly<{
  /** Comes from the key, never from the request. */
  client: string;
  scopes: readonly Scope[];
  /** Null where access is open, and where a token shows who asks. */
  key: string | null;
  via: 'open' | 'key' | 'token' | 'session';
  /** Null: never. */
  expires_at: string | null;
}>;

export const mayDo = (caller: Pick<Caller, 'scopes'>, scope: Scope): boolean =>
  caller.scopes.includes(scope) || caller.scopes.includes('admin');
