import * as z from 'zod';
import { COUNTRY_CODES } from '#domain/vocabulary/country-names.ts';
import { covered } from '#domain/vocabulary/reference-data.ts';
import { CONTROL_CLASSES, STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { anyId, calendarDate, orNull } from '../api/request-parts.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, `1 to ${most} characters`)
    .max(most, `1 to ${most} characters`)
    .refine((value) => !/\p{Cc}/u.test(value.replaceAll('\n', '')), 'text without control characters');
const anyDay = orNull(calendarDate);
const countries = (others: readonly string[], what: string) =>
  z
    .array(
      z
        .string()
        .refine(
          (code) => COUNTRY_CODES.has(code) || others.includes(code),
          `the ISO 3166-1 alpha-3 code of a country${what}`,
        ),
    )
    .max(60, 'at most 60 countries')
    .default([]);

const goods = z
  .strictObject({
    elements: z.array(covered).min(1, 'at least one element').max(60, 'at most 60 elements'),
    stages: z.array(z.enum(STAGES)).min(1, 'at least one stage'),
    coverage: z
      .number()
      .gt(0, 'more than 0, at most 1')
      .max(1, 'more than 0, at most 1')
      .default(1)
      .describe('Part of their trade, 0 to 1.'),
  })
  .describe('Elements (symbols, `@REE`, `@LREE`, `@HREE`, `@dual_use`) at stages.');

export const measureValuesShape = {
  title: text(300).describe('What it is called.'),
  actor: text(120).describe('The authority that signs it.'),
  instrument_no: orNull(text(120)).describe('Its number, for example `MOFCOM 2025 No. 18`.'),
  control_class: orNull(z.enum(CONTROL_CLASSES)).describe(
    'How it acts on scores: a class of the methodology; `none`: not at all. Null: a draft.',
  ),
  applies: z.array(goods).max(20, 'at most 20 entries').default([]).describe('Which goods it covers.'),
  origins: countries([], '').describe('Countries that restrict their exports, ISO 3166-1 alpha-3.'),
  targets: countries(['EUU', 'ALL'], ', EUU or ALL').describe(
    'Whom it hits: countries, `EUU` (European Union) or `ALL`.',
  ),
  relief: z
    .strictObject({
      kind: z.enum(['ends', 'extends_suspension']),
      measures: z.array(anyId).min(1, 'at least one id').max(60),
    })
    .nullable()
    .default(null)
    .describe('Earlier measures that it ends, or suspends until `effective_to`.'),
  effective_from: anyDay.describe('First day in force; null: from the day it was known.'),
  effective_to: anyDay.describe('Last day in force; null: no end is stated.'),
  suspended_from: anyDay.describe('First day of a suspension.'),
  suspended_to: anyDay.describe('Last day of it.'),
  scope: orNull(text(2000)).describe('What it covers, in the words of its source.'),
  note: orNull(text(1000)).describe('Your remark.'),
};

export const measureValues = z.strictObject(measureValuesShape);

export function checkPeriods(values: z.output<typeof measureValues>, context: z.RefinementCtx): void {
  for (const name of ['effective', 'suspended'] as const) {
    const [from, to] = [values[`${name}_from`], values[`${name}_to`]];
    if (to === null || (name === 'effective' && from === null)) continue;
    if (from === null)
      context.addIssue({
        code: 'custom',
        path: [`${name}_from`],
        message: `a day, as ${name}_to has one`,
        input: from,
      });
    else if (to < from)
      context.addIssue({
        code: 'custom',
        path: [`${name}_to`],
        message: `a day that does not lie before ${name}_from, ${from}`,
        input: to,
      });
  }
}
