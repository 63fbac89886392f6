import type { FieldError } from '#contracts/api/problem.ts';

/** No request of this service is deeper than six levels. */
const MOST_LEVELS = 32;
const MOST_MISTAKES = 100;

const pieceOf = (name: string): string => `/${name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * Places in a parsed JSON document that could be read but not stored: numbers beyond what JSON can state again (`1e999` reads as infinity), and
 * values nested so deep that whoever walks over them runs out of stack. Walks without recursion.
 */
export function unstorablePlaces(document: unknown): readonly FieldError[] {
  const found: FieldError[] = [];
  const open: { readonly value: unknown; readonly pointer: string; readonly level: number }[] = [
    { value: document, pointer: '', level: 0 },
  ];
  for (let place = open.pop(); place !== undefined && found.length < MOST_MISTAKES; place = open.pop()) {
    const { value, pointer, level } = place;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      found.push({
        pointer,
        code: 'invalid_value',
        detail: `\`${pointer}\` is a number too large to be kept; send one below 1e308, or null for unknown.`,
      });
    }
    if (value === null || typeof value !== 'object') continue;
    if (level === MOST_LEVELS) {
      found.push({
        pointer,
        code: 'invalid_value',
        detail: `\`${pointer}\` is nested more than ${MOST_LEVELS} levels deep; send it flatter.`,
      });
      continue;
    }
    for (const [name, member] of Object.entries(value).reverse())
      open.push({ value: member, pointer: pointer + pieceOf(name), level: level + 1 });
  }
  return found;
}
