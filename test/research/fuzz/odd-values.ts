/** Values that a caller with a broken program, a wrong encoding or bad intent might send. All choices come from one seeded stream. */
import { type RandomStream, uniform } from '../random-stream.ts';

export const chance = (stream: RandomStream, probability: number): boolean => uniform(stream) < probability;

/** A whole number in 0 ... `count` - 1. */
export const below = (stream: RandomStream, count: number): number => Math.floor(uniform(stream) * count);

/** Throws when there is nothing to choose from. */
export function pickOne<T>(stream: RandomStream, from: readonly T[]): T {
  if (from.length === 0) throw new RangeError('pickOne: nothing to choose from');
  return from[below(stream, from.length)] as T;
}

const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  '\t',
  '\n',
  '\0',
  '%',
  '%00',
  '%zz',
  '%u0041',
  '&',
  '=',
  '?',
  '#',
  ';',
  ',',
  ',,',
  '/',
  '\\',
  '..',
  '../../etc/passwd',
  '....//',
  'null',
  'undefined',
  'true',
  'NaN',
  '-0',
  '-1',
  '0',
  '1.5',
  '1e309',
  '0x10',
  '١٢',
  '9'.repeat(40),
  '2147483648',
  '9007199254740993',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'pk',
  'sk',
  'run_id',
  '*',
  '$default',
  '[object Object]',
  "' OR 1=1 --",
  '"; DROP TABLE x',
  '{{7*7}}',
  '#{7*7}',
  '<script>alert(1)</script>',
  '=HYPERLINK("x")',
  '@SUM(1)',
  '-2+3',
  'レアアース',
  'Ünïcödé',
  '稀土',
  '🧲'.repeat(8),
  '\u202etxt',
  '\u0000\u0007',
  'e\u0301',
  '\ufeff',
  '\ud800',
  'ＪＰＮ',
  'ﬁ',

  'Dy',
  'dy',
  'DY',
  'Ga',
  'Xx',
  'JPN',
  'jpn',
  'USA',
  'EUU',
  'ZZZ',
  'lynas',
  'LYNAS',
  'element',
  'supplier',
  'taiwan_strait',
  'r0000000001',
  '2026-10-01',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '10000-01-01',
  '1582-10-10',
  '2026-10-01T00:00:00Z',
  'today',
  'r9999999999',
  'x'.repeat(64),
  'x'.repeat(65),
  'é'.repeat(64),
  'a'.repeat(2000),
];

/** A text of the list, or one of random characters of the whole of Unicode. */
export function oddText(stream: RandomStream): string {
  if (chance(stream, 0.75)) return pickOne(stream, ODD_TEXTS);
  return Array.from({ length: below(stream, 30) }, () => String.fromCodePoint(below(stream, 0x10ffff))).join('');
}

const DEEPEST = 20_000;
const LONGEST = 100_000;

/** Any JSON value of any type, deep and long ones among them. */
function oddValue(stream: RandomStream): unknown {
  const makers: readonly (() => unknown)[] = [
    () => null,
    () => chance(stream, 0.5),
    () => pickOne(stream, [0, -1, 1, 0.5, -0, 1e308, -1e308, 5e-324, 2 ** 53, 366, 1_000_001]),
    () => oddText(stream),
    () => oddText(stream),
    () => 'x'.repeat(below(stream, LONGEST)),
    () => [],
    () => ({}),
    () => [oddText(stream), null, 1],
    () => Array.from({ length: below(stream, 3000) }, () => 0),
    () => ({ [oddText(stream)]: oddText(stream) }),
    () => Object.fromEntries(Array.from({ length: below(stream, 200) }, (_, n) => [`k${n}`, n])),
  ];
  return pickOne(stream, makers)();
}

/** JSON text of brackets inside brackets; a parser or a check that calls itself runs out of stack. */
export function deepJson(stream: RandomStream): string {
  const depth = 1 + below(stream, DEEPEST);
  return chance(stream, 0.5) ? `${'['.repeat(depth)}${']'.repeat(depth)}` : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

/** The value with one thing somewhere inside changed: replaced, removed, doubled, or with a field nobody knows. */
export function changedSomewhere(stream: RandomStream, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || chance(stream, 0.2)) return oddValue(stream);
  if (Array.isArray(value)) {
    if (value.length === 0 || chance(stream, 0.2)) return [...value, oddValue(stream)];
    if (chance(stream, 0.1)) return [...value, ...value, ...value];
    const at = below(stream, value.length);
    return value.map((entry, index) => (index === at ? changedSomewhere(stream, entry) : entry));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || chance(stream, 0.15)) return Object.fromEntries([...entries, [oddText(stream), oddValue(stream)]]);
  const at = below(stream, entries.length);
  if (chance(stream, 0.1)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(entries.map(([name, entry], index) => [name, index === at ? changedSomewhere(stream, entry) : entry]));
}
