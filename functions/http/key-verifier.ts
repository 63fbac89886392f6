import { createHash, timingSafeEqual } from 'node:crypto';
import { type KeyRecord, keyParts } from '#contracts/api/access.ts';
import type { KnownKeys } from '#functions/store/api-keys.ts';

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
