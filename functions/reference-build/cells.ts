/** Types of CSV cells. Each message names what the cell should hold; it completes the sentence "expected ...". */
import * as z from 'zod';

const cell = z.string().trim();
const numeral = /^-?(\d+(\.\d+)?|\.\d+)(e-?\d+)?$/i;
const PARTIAL_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const FULL_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const range = (min: number, max: number): string =>
  min === Number.NEGATIVE_INFINITY && max === Number.POSITIVE_INFINITY
    ? 'a number'
    : max === Number.POSITIVE_INFINITY
      ? `a number of at least ${min}`
      : `a number from ${min} to ${max}`;

const within = (text: string, min: number, max: number): boolean => numeral.test(text) && Number(text) >= min && Number(text) <= max;

/** Text that must be there; `what` names it, for example `a source`. */
export const text = (what: string) => cell.min(1, what);
/** An id that can stand in a path of the API. */
export const identifierCell = text('an id').regex(
  /^[A-Za-z0-9._-]{1,64}$/,
  'an id of at most 64 letters, digits, dots, underscores and hyphens',
);
/** Text, or null for a blank cell. */
export const optionalText = cell.transform((value) => (value === '' ? null : value));
export const numberCell = (min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY) =>
  cell.refine((value) => within(value, min, max), range(min, max)).transform(Number);
/** A number, or null for a blank cell: unknown is never zero. */
export const optionalNumber = (min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY) =>
  cell
    .refine((value) => value === '' || within(value, min, max), `${range(min, max)}, or a blank cell`)
    .transform((value) => (value === '' ? null : Number(value)));
export const fraction = numberCell(0, 1);
export const countCell = cell.regex(/^\d+$/, 'a whole number of at least 0').transform(Number);
export const optionalCount = cell
  .regex(/^\d*$/, 'a whole number of at least 0, or a blank cell')
  .transform((value) => (value === '' ? null : Number(value)));
export const dayCell = cell.regex(FULL_DATE, 'a day YYYY-MM-DD');
/** A day, a month or a year, as the source words it. */
export const partialDate = cell.regex(PARTIAL_DATE, 'a date YYYY-MM-DD, YYYY-MM or YYYY');
export const optionalPartialDate = cell
  .refine((value) => value === '' || PARTIAL_DATE.test(value), 'a date YYYY-MM-DD, YYYY-MM or YYYY, or a blank cell')
  .transform((value) => (value === '' ? null : value));
/** Parts of a cell that are separated by `;`. */
export const parts = cell.transform((value) => (value === '' ? [] : value.split(';').map((part) => part.trim())));
export const partsOf = (allowed: ReadonlySet<string>, what: string) =>
  parts.superRefine((values, context) => {
    const unknown = values.filter((value) => !allowed.has(value));
    if (unknown.length > 0) context.addIssue({ code: 'custom', message: `${what}, not ${unknown.join(', ')}` });
  });
/** Pairs `DAY=DAY` that are separated by `;`: since when something was known, and what it was. */
export const datedDays = parts
  .refine((pairs) => pairs.every((pair) => pair.split('=').length === 2 && pair.split('=').every((part) => FULL_DATE.test(part))), {
    error: 'pairs YYYY-MM-DD=YYYY-MM-DD that are separated by ;',
  })
  .transform((pairs) => pairs.map((pair) => ({ known_from: pair.slice(0, 10), day: pair.slice(11) })));
export const choiceCell = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `one of ${values.map((value) => value || 'a blank cell').join(', ')}` });
export const code = (allowed: ReadonlySet<string>, what: string) => cell.refine((value) => allowed.has(value), what);

/** `confidence` of the registers. */
export const GRADES = ['high', 'medium', 'low'] as const;
