import { readFileSync } from 'node:fs';
import type { RawDocument } from '#functions/sources/publishers/document-reader.ts';

export function fixtureDocument(path: string, name: string = path.split('/').at(-1) ?? path): RawDocument {
  const bytes = readFileSync(new URL(`../../../fixtures/publishers/${path}`, import.meta.url));
  return { name, address: null, bytes: new Uint8Array(bytes), receivedOn: '2026-11-27' };
}

export function madeDocument(
  name: string,
  content: string | Uint8Array,
  address: string | null = null,
): RawDocument {
  return {
    name,
    address,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    receivedOn: '2026-11-27',
  };
}
