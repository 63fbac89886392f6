/**
 * A cursor names the position at which the next page begins. It is opaque to clients and bound to the run and
 * to the filters it was made
 * for, so pages of two runs or of two requests never mix. It holds no secret: a forged one can only name
 * another position of the same list.
 */
import * as z from 'zod';
import { BUYERS } from '#domain/vocabulary/buyers.ts';

/**
 * Most fields of a position. The longest is that of the ranking that merges, for each buyer, the suppliers
 * that ship with a client's own as the run
 * has ranked them and as they are now: how many rows of each have passed, behind a name for the state of the
 * custom ones.
 */
const MOST_FIELDS = 1 + 3 * BUYERS.length;

/** Position fields are small whole numbers or short keys, whatever the list needs. */
const cursorSchema = z.strictObject({
  v: z.literal(1),
  /** Run whose pages these are; null for lists that belong to no run. */
  run: z.string().max(64).nullable(),
  /** Fingerprint of the operation and its filters. */
  of: z.string().max(320),
  at: z.array(z.union([z.int().min(0).max(10_000_000), z.string().min(1).max(128)])).max(MOST_FIELDS),
});
export type Cursor = z.infer<typeof cursorSchema>;

export function encodeCursor(cursor: Cursor): string {
  return toBase64Url(JSON.stringify(cursorSchema.parse(cursor)));
}

/** `null`: this is no cursor of ours. */
export function decodeCursor(text: string): Cursor | null {
  try {
    return cursorSchema.parse(JSON.parse(fromBase64Url(text)));
  } catch {
    return null;
  }
}

const toBase64Url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    ),
  );
