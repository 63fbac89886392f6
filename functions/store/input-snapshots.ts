import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ArchivedObjects } from './archived-objects.ts';

/** Folder of the snapshots. */
export const SNAPSHOTS_FOLDER = 'input-snapshots';
const CURRENT = `${SNAPSHOTS_FOLDER}/current`;
/** The address is the hash of the JSON, not of its packing. */
const keyOf = (sha256: string): string => `${SNAPSHOTS_FOLDER}/${sha256}.json.gz`;
const sha256Of = (json: string | Uint8Array): string => createHash('sha256').update(json).digest('hex');

/** Immutable input snapshots, addressed by the sha256 of their canonical JSON. */
export type InputSnapshots = ReturnType<typeof inputSnapshotsIn>;

/** Snapshots as objects; none is ever written again with other bytes, because its name is its hash. */
export function inputSnapshotsIn(objects: Pick<ArchivedObjects, 'read' | 'has' | 'write'>) {
  return {
    /** Stores the snapshot if it is new; returns its sha256. */
    async put(data: ReferenceData): Promise<string> {
      const json = canonicalJson(data);
      const sha256 = sha256Of(json);
      if (!(await objects.has(keyOf(sha256)))) await objects.write(keyOf(sha256), gzipSync(json, { level: 6 }));
      return sha256;
    },
    /** Throws when there is none, or when the stored bytes do not have this hash: a run never works on other facts than it has pinned. */
    async get(sha256: string): Promise<ReferenceData> {
      const gzipped = await objects.read(keyOf(sha256));
      if (gzipped === null) throw new Error(`there is no input snapshot ${sha256}`);
      const json = gunzipSync(gzipped);
      const found = sha256Of(json);
      if (found !== sha256) throw new Error(`input snapshot ${sha256} is damaged: its content has sha256 ${found}`);
      return JSON.parse(json.toString('utf8')) as ReferenceData;
    },
    /** The snapshot that the next run is to use; `null`: none was ever named. */
    async current(): Promise<string | null> {
      const bytes = await objects.read(CURRENT);
      return bytes === null ? null : Buffer.from(bytes).toString('utf8').trim();
    },
    setCurrent: (sha256: string): Promise<void> => objects.write(CURRENT, Buffer.from(`${sha256}\n`)),
  };
}
