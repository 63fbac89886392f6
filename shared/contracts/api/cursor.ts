/**
 * Where the next page begins. Bound to the run and the filters it was made for, so that pages never mix; a
 * forged one can only name another place of the same list.
 */
import * as z from 'zod';
import { BUYERS } from '#domain/vocabulary/buyers.ts';

/**
 * The longest is that of a ranking with custom suppliers: for each buyer how many rows of three kinds have
 * passed.
 */
const MOST_FIELDS = 1 + 3 * BUYERS.length;

const cursorSchema = z.strictObject({
  v: z.literal(1),
  /** Null for lists of no run. */
  run: z.string().max(64).nullable(),
  /** Of the operation and its filters. */
  of: z.string().max(320),
  at: z.array(z.union([z.int().min(0).max(10_000_000), z.string().min(1).max(128)])).max(MOST_FIELDS),
});
export type Cursor = z.infer<typeof cursorSchema>;

export function encodeCursor(cursor: Cursor): string {
  return toBase64Url(JSON.stringify(cursorSchema.parse(cursor)));
}

export function decodeCursor(text: string): Cursor | null {
  try {
    return cursorSchema.parse(JSON.parse(fromBase64Url(text)));
  } catch {
    return null;
  }
}

const toBase64Url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string) =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    ),
  );
