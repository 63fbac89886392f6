import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type ArchivedObjects, readAll } from './archived-objects.ts';

/**
 * How an attempt ended. `new`: bytes that were not here yet. `unchanged`: the bytes that are here. `refused`:
 * the publisher does not let programs in. `no_key`: not asked, for the key that it wants is not set. `too_large`: cut off at the limit of its contract. `wrong_kind`: something else than the
 * document, for example a web page for a PDF.
 * `unreachable`: no usable answer.
 */
export type FetchVerdict =
  | 'new'
  | 'unchanged'
  | 'refused'
  | 'no_key'
  | 'too_large'
  | 'wrong_kind'
  | 'unreachable';

/** One attempt to get one address, or one file that was handed in. Rows are added and never changed. */
export interface FetchAttempt {
  readonly source: string;
  /** A page that leads to documents, a document, or the rules of the host for programs. */
  readonly purpose: 'page' | 'document' | 'robots';
  /** `file:NAME` for what was handed in. */
  readonly address: string;
  /** Where redirects led; `null` when nothing answered. */
  readonly final_address: string | null;
  readonly status: number | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  /** Name under which the collector asked. */
  readonly agent: string;
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** Bytes of the document after decompression, as far as they were read. */
  readonly bytes: number | null;
  /** Hash of the document that the answer was or stands for; `null` where there is none. */
  readonly sha256: string | null;
  readonly verdict: FetchVerdict;
  /** Why, in a sentence; `null` when it went well. */
  readonly reason: string | null;
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const documentKey = (source: string, sha256: string): string => `raw/${source}/${sha256}.gz`;
const attemptsPrefix = (source: string): string => `raw/${source}/attempts/`;
/** Times in names sort as they passed, and have no colon, which not every file system takes. */
const timeInName = (at: string): string => at.replaceAll(':', '');

/**
 * Bytes of publishers as they came, under the sha256 of their bytes, and what happened each time somebody
 * asked for them.
 */
export type RawDocuments = ReturnType<typeof rawDocumentsIn>;

/** Documents as `raw/{source}/{sha256}.gz`, each attempt as a small object beside them. */
export function rawDocumentsIn(objects: ArchivedObjects) {
  return {
    /** Stores the bytes unless they are there, whole or not at all. */
    async put(
      source: string,
      bytes: Uint8Array,
    ): Promise<{ readonly sha256: string; readonly isNew: boolean }> {
      const sha256 = sha256Of(bytes);
      const key = documentKey(source, sha256);
      if (await objects.has(key)) return { sha256, isNew: false };
      await objects.write(key, gzipSync(bytes));
      return { sha256, isNew: true };
    },
    /** Throws when there are none under this hash, or when the stored bytes do not have it. */
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
    /** Attempts from a time on (RFC 3339), oldest first. An empty text: all of them. */
    async attempts(source: string, since: string): Promise<readonly FetchAttempt[]> {
      const prefix = attemptsPrefix(source);
      const keys = await objects.keys(prefix, since === '' ? '' : `${prefix}${timeInName(since)}`);
      const rows = await readAll(objects, keys);
      return rows.map((row) => JSON.parse(Buffer.from(row).toString('utf8')) as FetchAttempt);
    },
  };
}
