/** A client's own view of a measure: what it believes to be in force, with its source. Private to the client. */
import * as z from 'zod';
import { COUNTRY_CODES } from '#domain/vocabulary/country-names.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { elementChangeSchema } from './analysis-routes.ts';
import { buyer, cursor, idPath, limit, noPath, noQuery, type RequestContract } from './request-parts.ts';
import { nextCursor, pageLinksSchema, runStampShape } from './score.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, `1 to ${most} characters`)
    .max(most, `1 to ${most} characters`)
    .refine((value) => !/\p{Cc}/u.test(value), 'text without control characters');
const day = z.iso.date('a calendar date like 2026-10-01');
const anyDay = day.nullable().default(null);
const countries = (others: readonly string[], what: string) =>
  z
    .array(
      z
        .string()
        .refine(
          (code) => COUNTRY_CODES.has(code) || others.includes(code),
          `the ISO 3166-1 alpha-3 code of a country that is rated${what}`,
        ),
    )
    .min(1, 'at least one country')
    .max(60, 'at most 60 countries');

const measureShape = {
  title: text(200).describe('What you call it.'),
  control_class: text(64).describe('How it acts on scores: a class of the methodology, for example licence, ban, end_use_broad.'),
  origins: countries([], ', for example CHN').describe('Countries that restrict their exports. ISO 3166-1 alpha-3 codes.'),
  targets: countries(['EUU', 'ALL'], ', EUU or ALL').describe('Whom it hits: ISO 3166-1 alpha-3 codes, EUU (European Union) or ALL.'),
  elements: z
    .array(text(16))
    .min(1, 'at least one element')
    .max(40, 'at most 40 elements')
    .describe('Chemical symbols, as in /v1/elements.'),
  stages: z.array(z.enum(STAGES)).min(1, 'at least one stage').describe('Goods of which stages.'),
  known_from: day.describe('Day from which it was known; scores of earlier days leave it out.'),
  effective_from: anyDay.describe('First day in force; null for what is only threatened.'),
  effective_to: anyDay.describe('Last day in force; null: no end is stated.'),
  suspended_from: anyDay.describe('First day of a suspension.'),
  suspended_to: anyDay.describe('Last day of a suspension; null with a beginning: no end is stated.'),
  citation: z
    .strictObject({
      source: text(200).describe('Who says so.'),
      source_url: z
        .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
        .max(2000, 'at most 2000 characters')
        .describe('Where it can be read.'),
    })
    .nullable()
    .default(null)
    .describe('Where you have it from. A measure without one goes into quarantine.'),
  note: text(1000).nullable().default(null).describe('Your remark.'),
};

/** Periods that end before they begin. */
function checkOrder(measure: z.output<z.ZodObject<typeof measureShape>>, context: z.RefinementCtx): void {
  for (const name of ['effective', 'suspended'] as const) {
    const [from, to] = [measure[`${name}_from`], measure[`${name}_to`]];
    if (to !== null && from === null) context.addIssue({ code: 'custom', path: [`${name}_from`], message: `a day, as ${name}_to has one` });
    if (to !== null && from !== null && to < from)
      context.addIssue({ code: 'custom', path: [`${name}_to`], message: `a day that does not lie before ${name}_from, ${from}` });
  }
}

export const customMeasureSchema = z.strictObject(measureShape).superRefine(checkOrder).describe('A measure as you see it.');
export type CustomMeasure = z.output<typeof customMeasureSchema>;

const CUSTOM_MEASURE_STATUSES = ['accepted', 'quarantined', 'deleted'] as const;

export const storedMeasureSchema = z.object({
  id: z.string(),
  status: z.enum(CUSTOM_MEASURE_STATUSES),
  reasons: z.array(z.string()),
  releasable: z.boolean(),
  sent_at: z.string(),
  changed_at: z.string(),
  release_note: z.string().nullable(),
  measure: customMeasureSchema,
});
/** A measure of a client as it is kept; a deleted one stays in the record. */
export type StoredMeasure = z.output<typeof storedMeasureSchema>;

const measurePath = z.strictObject({
  id: z
    .string()
    .regex(/^custom-[0-9a-f]{16}$/, '`id` from /v1/measures:custom, for example custom-0123456789abcdef')
    .describe('Id of a measure of yours.'),
});

export const postMeasureRequest = {
  path: noPath,
  query: noQuery,
  scope: 'measures:write',
  body: customMeasureSchema,
} as const satisfies RequestContract;

export const releaseMeasureRequest = {
  path: measurePath,
  query: noQuery,
  scope: 'measures:write',
  body: z.strictObject({ note: text(500).describe('Why it is right after all; it stays in the record.') }),
} as const satisfies RequestContract;

export const deleteMeasureRequest = { path: measurePath, query: noQuery, scope: 'measures:write' } as const satisfies RequestContract;

export const customMeasuresRequest = {
  path: noPath,
  query: z.strictObject({
    status: z
      .enum(['accepted', 'quarantined'])
      .optional()
      .describe('Only those that count on request, or only those that wait for you; both when not given.'),
    limit: limit(100),
    cursor,
  }),
} as const satisfies RequestContract;

export const elementWithCustomRequest = { path: idPath, query: z.strictObject({ buyer }) } as const satisfies RequestContract;

const named = { id: z.string(), title: z.string() };

export const elementWithCustomSchema = z
  .strictObject({
    ...elementChangeSchema.shape,
    baseline: elementChangeSchema.shape.baseline.describe(
      'The score of the run, without measures of yours; null when there is not enough data.',
    ),
    scenario: elementChangeSchema.shape.scenario.describe('The score with your measures.'),
    buyer: z.string(),
    measures: z.array(z.strictObject(named)).describe('Your accepted measures that were added to the facts of the run.'),
    left_out: z
      .array(z.strictObject({ ...named, why: z.string().describe('Why it could not be added.') }))
      .describe('Your accepted measures that could not be added, each with the reason.'),
    links: z.strictObject({ self: z.string(), score: z.string(), measures: z.string() }).describe('Paths on this server.'),
    ...runStampShape,
  })
  .describe('An element as the run scored it, and with your measures. Computed for this answer from the facts that the run pinned.');

export const keptMeasureSchema = z
  .strictObject({
    id: z.string().describe('Made from the content: the same measure has the same id.'),
    status: z.string().describe('accepted, quarantined or deleted.'),
    reasons: z.array(z.string()).describe('Why it went into quarantine; they stay when it is released.'),
    releasable: z.boolean().describe('Whether POST /v1/measures/{id}/release can take it as it is.'),
    sent_at: z.string().describe('When it was sent.'),
    changed_at: z.string().describe('When it was sent, released or deleted.'),
    release_note: z.string().nullable().describe('Why it was released.'),
    measure: z.strictObject({ ...measureShape }).describe('As it was sent.'),
    links: z.strictObject({ self: z.string(), measures: z.string() }).describe('Paths on this server.'),
  })
  .describe('A custom measure. Nobody else sees it, and no published score depends on it.');

export const customMeasuresPageSchema = z
  .strictObject({
    data: z.array(keptMeasureSchema).describe('In the order of their ids.'),
    next_cursor: nextCursor,
    links: pageLinksSchema,
  })
  .describe('Custom measures.');
