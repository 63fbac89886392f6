import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

const OS_BYTE = 9;
const UNKNOWN_OS = 255;

/** The same bytes on every machine: no time and no operating system in the header. */
export function gzipBytes(content: Uint8Array | string): Uint8Array {
  const bytes = gzipSync(content, { level: 6 });
  bytes.fill(0, 4, 8); // modification time
  bytes[OS_BYTE] = UNKNOWN_OS;
  return bytes;
}

export const gunzipBytes = (bytes: Uint8Array): Uint8Array => gunzipSync(bytes);

export const gzipText = (text: string): Uint8Array => gzipBytes(text);

export const gzipJson = (value: unknown): Uint8Array => gzipText(JSON.stringify(value));

export const gunzipText = (bytes: Uint8Array): string => gunzipSync(bytes).toString('utf8');

export const gunzipJson = (bytes: Uint8Array): unknown => JSON.parse(gunzipText(bytes));

/** As fast as gzip, a tenth smaller; the highest qualities are a hundred times slower. */
const QUALITY = 5;

export const brotliText = (text: string): Uint8Array =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });

export const unbrotliText = (bytes: Uint8Array): string => brotliDecompressSync(bytes).toString('utf8');
