import { unbrotliText } from '../brotli-text.ts';
import { gunzipJson } from '../gzip-json.ts';

/** The JSON in the body of an item, however it was compressed: layout 1 gzipped everything. */
export const unpackedBody = ({ enc, body }: Readonly<Record<string, unknown>>): unknown =>
  enc === 'br' ? JSON.parse(unbrotliText(body as Uint8Array)) : gunzipJson(body as Uint8Array);
