import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type ArchivedObjects, readAll } from '../objects/archived-objects.ts';

/**
 * `refused`: the publisher does not let programs in. `no_key`: not asked. `too_large`: cut off at the limit
 * of its contract. `wrong_kind`: for example a web page for a PDF. `unreachable`: no usable answer.
 */
export type FetchVerdict =
  | 'new'
  | 'unchanged'
  | 'refused'
  | 'no_key'
  | 'too_large'
  | 'wrong_kind'
  | 'unreachable';

/** To get one address, or a file that was handed in. Never changed. */
export type FetchAttempt = Readonly<{
  source: string;
  purpose: 'page' | 'document' | 'robots';
  /** `file:NAME` for what was handed in. */
  address: string;
  final_address: string | null;
  status: number | null;
  etag: string | null;
  last_modified: string | null;
  agent: string;
  at: string;
  /** After decompression, as far as they were read. */
  bytes: number | null;
  sha256: string | null;
  verdict: FetchVerdict;
  reason: string | null;
}>;

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const documentKey = (source: string, sha256: string) => `raw/${source}/${sha256}.gz`;
const attemptsPrefix = (source: string) => `raw/${source}/attempts/`;
/** In byte order of time, without colons, which not every file system takes. */
const timeInName = (at: string) => at.replaceAll(':', '');

export type RawDocuments = ReturnType<typeof rawDocumentsIn>;

export function rawDocumentsIn(objects: ArchivedObjects) {
  return {
    async put(source: string, bytes: Uint8Array): Promise<Readonly<{ sha256: string; isNew: boolean }>> {
      const sha256 = sha256Of(bytes);
      const key = documentKey(source, sha256);
      if (await objects.has(key)) return { sha256, isNew: false };
      await objects.write(key, gzipSync(bytes));
      return { sha256, isNew: true };
    },
    async get(source: string, sha256: string): Promise<Uint8Array> {
      const stored = await objects.read(documentKey(source, sha256));
      if (stored === null) throw new Error(`there is no document ${sha256} of ${source}`);
      const bytes = gunzipSync(stored);
      const found = sha256Of(bytes);
      if (found !== sha256)
        throw new Error(`the document ${sha256} of ${source} is damaged: its bytes have sha256 ${found}`);
      return bytes;
    },
    async record(attempt: FetchAttempt): Promise<void> {
      const bytes = Buffer.from(`${JSON.stringify(attempt)}\n`);
      const name = `${timeInName(attempt.at)}-${sha256Of(bytes).slice(0, 12)}.json`;
      await objects.write(`${attemptsPrefix(attempt.source)}${name}`, bytes);
    },
    /** Oldest first; `since` may be empty. */
    async attempts(source: string, since: string): Promise<readonly FetchAttempt[]> {
      const prefix = attemptsPrefix(source);
      const keys = await objects.keys(prefix, since === '' ? '' : `${prefix}${timeInName(since)}`);
      const rows = await readAll(objects, keys);
      return rows.map((row) => JSON.parse(Buffer.from(row).toString('utf8')) as FetchAttempt);
    },
  };
}
