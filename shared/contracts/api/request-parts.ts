import * as z from 'zod';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { END_USES, PUBLISHED_END_USE, type SubjectType } from '#domain/vocabulary/score-document.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { LANGUAGES } from '#domain/vocabulary/template.ts';
import type { Scope } from './access.ts';

export type RequestContract = Readonly<{
  path: z.ZodObject;
  query: z.ZodObject;
  /** `scores:read` when not given: nothing becomes public because a scope was forgotten. */
  scope?: Scope | 'public';
  body?: z.ZodType;
  /** Of a body that is read as text. */
  textMedia?: readonly string[];
}>;

export const CSV = 'text/csv';
export const BYTES = 'application/octet-stream';
/** A file as it lies on a disk: CSV in the encoding that it is in, a workbook, or bytes of either. */
export const TABLE_MEDIA: readonly string[] = [
  CSV,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  BYTES,
];

export const hasSideEffects = (request: RequestContract): boolean => /:write$|^admin$/.test(scopeOf(request));

export const scopeOf = ({ scope }: RequestContract): Scope | 'public' => scope ?? 'scores:read';

export const SUBJECT_COLLECTIONS = {
  elements: 'element',
  suppliers: 'supplier',
  countries: 'country',
} as const satisfies Record<string, SubjectType>;
export type SubjectCollection = keyof typeof SUBJECT_COLLECTIONS;

export const collectionOf: Readonly<Record<SubjectType, SubjectCollection>> = {
  element: 'elements',
  supplier: 'suppliers',
  country: 'countries',
};

export const MAX_PAGE_ROWS = 1000;

export const between = (least: number, most: number) => {
  const advice = `a number from ${least} to ${most}`;
  return z.number(advice).min(least, advice).max(most, advice);
};
export const wholeBetween = (least: number, most: number, unit = '') => {
  const advice = `a whole number from ${least} to ${most}${unit}`;
  return z.int(advice).min(least, advice).max(most, advice);
};
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^[0-9]{1,9}$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(wholeBetween(least, most));
/** In an address. */
export const percent = z
  .string()
  .regex(/^[0-9]{1,3}([.][0-9]{1,6})?$/, 'a number from 0 to 100')
  .transform(Number)
  .pipe(between(0, 100))
  .optional();
export const flag = z.enum(['true', 'false']).default('false');
export const countryCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'an ISO 3166-1 alpha-3 code in capitals, for example CHN');
export const symbol = z.string().regex(/^[A-Za-z0-9]{1,8}$/, 'a chemical symbol, for example Dy');
export const runId = z.string().regex(/^r[0-9]{10}$/, '`r` and ten digits, for example r0000000001');

export const limit = (rows: number) =>
  wholeNumber(1, MAX_PAGE_ROWS)
    .default(rows)
    .describe(`Rows on a page, 1 to ${MAX_PAGE_ROWS}; ${rows} when not given.`);

export const cursor = z
  .string()
  .max(1024, 'a `next_cursor` from an earlier answer, unchanged')
  .optional()
  .describe(
    '`next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again).',
  );

/** It outlives runs. */
export const resumeCursor = z
  .string()
  .max(1024, 'a `next_cursor` or `resume_cursor` from an earlier answer, unchanged')
  .optional()
  .describe(
    '`next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs. Keep every other parameter as it was. Good for 400 days (410 afterwards: start again).',
  );

export const buyer = z
  .enum(BUYERS)
  .default('JPN')
  .describe(
    'The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers.',
  );

export const custom = z
  .enum(['exclude', 'include', 'only'])
  .default('exclude')
  .describe(
    'Suppliers that you have stored: left out, among those that ship, or alone. Each run scores and ranks them (`rank`: among your own); those changed since are scored for this answer, without a rank. Beyond 1,000 rows are those of the run (`known_exceptions`); before the first run use `custom=only&sort=id`.',
  );

export const lang = z
  .enum(LANGUAGES)
  .optional()
  .describe(
    'Language of texts and names: `en` or `ja`; that of `Accept-Language` when not given, else English. What is quoted stays as it was written.',
  );

export const anyId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, '1 to 64 letters, digits, dots, hyphens or underscores');

/** Ids are case-sensitive: `Co` is cobalt. */
export const id = anyId.describe(
  'Chemical symbol (`Dy`), supplier id or ISO 3166-1 alpha-3 code (`CHN`). Case matters.',
);

export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, `1 to ${most} characters`)
    .max(most, `1 to ${most} characters`)
    .refine((value) => !/\p{Cc}/u.test(value), 'text without control characters');

export const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);

const dateAdvice = 'a calendar date like 2026-10-01';
/** zod's JSON schema of two patterns would not show that it is a date. */
export const calendarDate = z.iso
  .date(dateAdvice)
  .regex(/^(19|20|21)/, dateAdvice)
  .meta({ format: 'date' });

const NONE = { path: z.strictObject({}), query: z.strictObject({}) };
/** Without a path or a query of its own it has none. */
export const contract = <const C extends Partial<RequestContract>>(given: C) =>
  ({ ...NONE, ...given }) as Omit<typeof NONE, keyof C> & C;

export const languageQuery = z.strictObject({ lang });
export const idPath = z.strictObject({ id });
export const subjectPath = z.strictObject({
  collection: z
    .enum(Object.keys(SUBJECT_COLLECTIONS) as [SubjectCollection, ...SubjectCollection[]])
    .describe('Type of the subject.'),
  id,
});

export const days = {
  from: calendarDate.optional().describe('First day, included; a year before `to` when not given.'),
  to: calendarDate.optional().describe('Last day, included; the day of the newest run when not given.'),
};
export const interval = z
  .enum(['day', 'week', 'month'])
  .default('day')
  .describe('day: every point there is. week, month: the last point of each ISO week or calendar month.');

/** `a,b`. */
export const listOf = <const T extends readonly [string, ...string[]]>(names: T) =>
  z
    .string()
    .transform((list) => list.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(names)).min(1));

const subjectAdvice = 'a type and an id, for example element:Dy or supplier:lynas';

/** Each once: `element:Dy`. */
export const subjectList = (most: number) =>
  z
    .string()
    .transform((list) => [...new Set(list.split(',').map((name) => name.trim()))])
    .pipe(
      z
        .array(z.string().regex(/^(element|supplier|country):[A-Za-z0-9._-]{1,64}$/, subjectAdvice))
        .max(most, `at most ${most} subjects`),
    );

export const timeTravel = {
  as_of: calendarDate
    .optional()
    .describe(
      'The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed.',
    ),
  known_at: calendarDate
    .optional()
    .describe(
      'Only facts that were public by this day; `as_of` when not given. Any other day is recomputed.',
    ),
};

export const atStage = z
  .enum(STAGES)
  .optional()
  .describe(
    'Elements only: the score of this stage of the supply chain alone, for a buyer who buys there; that of the last stage when not given. It is computed for this answer (`basis: recomputed`) and has no rank.',
  );

export const coverDays = z
  .string()
  .regex(/^[0-9]{1,4}$/, 'a whole number of days, 0 to 3650')
  .transform(Number)
  .pipe(z.number().max(3650, 'a whole number of days, 0 to 3650'))
  .optional()
  .describe(
    'Days that your own stock lasts; when not given what is known of the buyer. The answer is computed (`basis: recomputed`).',
  );

export const endUse = z
  .enum(END_USES)
  .default(PUBLISHED_END_USE)
  .describe(
    'What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Runs score civil use; any other is computed for this answer (`basis: recomputed`).',
  );
