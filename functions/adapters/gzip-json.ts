import { gunzipSync, gzipSync } from 'node:zlib';

const OS_BYTE = 9;
const UNKNOWN_OS = 255;

/** JSON, gzipped so that the same value gives the same bytes on every machine: no time and no operating system in the header. */
export function gzipJson(value: unknown): Uint8Array {
  const bytes = gzipSync(JSON.stringify(value), { level: 6 });
  bytes.fill(0, 4, 8); // modification time
  bytes[OS_BYTE] = UNKNOWN_OS;
  return bytes;
}

/** Throws on bytes that are no gzipped JSON: our own data are broken. */
export const gunzipJson = (bytes: Uint8Array): unknown => JSON.parse(gunzipSync(bytes).toString('utf8'));
