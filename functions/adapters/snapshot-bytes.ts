import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

export interface SnapshotBytes {
  readonly sha256: string;
  /** Gzipped canonical JSON; made only when it has to be stored. */
  readonly gzipped: () => Uint8Array;
}

/** Address and bytes of a snapshot. The address is that of the JSON, not of its packing. */
export function snapshotBytes(data: ReferenceData): SnapshotBytes {
  const json = canonicalJson(data);
  return { sha256: createHash('sha256').update(json).digest('hex'), gzipped: () => gzipSync(json, { level: 6 }) };
}

/** Throws when the bytes are not those of the address: a run never works on other facts than it has pinned. */
export function openSnapshot(sha256: string, gzipped: Uint8Array): ReferenceData {
  const json = gunzipSync(gzipped);
  const found = createHash('sha256').update(json).digest('hex');
  if (found !== sha256) throw new Error(`input snapshot ${sha256} is damaged: its content has sha256 ${found}`);
  return JSON.parse(json.toString('utf8')) as ReferenceData;
}
