import { gunzipSync, gzipSync } from 'node:zlib';

const OS_BYTE = 9;
const UNKNOWN_OS = 255;

/** JSON, gzipped as `gzipText` does it. */
export const gzipJson = (value: unknown): Uint8Array => gzipText(JSON.stringify(value));

/** Gzipped so that the same text gives the same bytes on every machine: no time and no operating system in the header. */
export function gzipText(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 6 });
  bytes.fill(0, 4, 8); // modification time
  bytes[OS_BYTE] = UNKNOWN_OS;
  return bytes;
}

/** Throws on bytes that are not gzipped: our own data are broken. */
const gunzipText = (bytes: Uint8Array): string => gunzipSync(bytes).toString('utf8');

/** Throws on bytes that are no gzipped JSON: our own data are broken. */
export const gunzipJson = (bytes: Uint8Array): unknown => JSON.parse(gunzipText(bytes));
