import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FetchAttempt, RawDocuments } from '#functions/ports/raw-documents.ts';
import { type ArchivedObjects, readAll } from '#functions/store/archived-objects.ts';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const documentKey = (source: string, sha256: string): string => `raw/${source}/${sha256}.gz`;
const attemptsPrefix = (source: string): string => `raw/${source}/attempts/`;
/** Times in names sort as they passed, and have no colon, which not every file system takes. */
const timeInName = (at: string): string => at.replaceAll(':', '');

/** Documents as `raw/{source}/{sha256}.gz`, each attempt as a small object beside them. */
export function archivedRawDocuments(objects: ArchivedObjects): RawDocuments {
  return {
    async put(source, bytes) {
      const sha256 = sha256Of(bytes);
      const key = documentKey(source, sha256);
      if (await objects.has(key)) return { sha256, isNew: false };
      await objects.write(key, gzipSync(bytes));
      return { sha256, isNew: true };
    },
    async get(source, sha256) {
      const stored = await objects.read(documentKey(source, sha256));
      if (stored === null) throw new Error(`there is no document ${sha256} of ${source}`);
      const bytes = gunzipSync(stored);
      const found = sha256Of(bytes);
      if (found !== sha256) throw new Error(`the document ${sha256} of ${source} is damaged: its bytes have sha256 ${found}`);
      return bytes;
    },
    async record(attempt) {
      const bytes = Buffer.from(`${JSON.stringify(attempt)}\n`);
      const name = `${timeInName(attempt.at)}-${sha256Of(bytes).slice(0, 12)}.json`;
      await objects.write(`${attemptsPrefix(attempt.source)}${name}`, bytes);
    },
    async attempts(source, since) {
      const prefix = attemptsPrefix(source);
      const keys = await objects.keys(prefix, since === '' ? '' : `${prefix}${timeInName(since)}`);
      const rows = await readAll(objects, keys);
      return rows.map((row) => JSON.parse(Buffer.from(row).toString('utf8')) as FetchAttempt);
    },
  };
}
