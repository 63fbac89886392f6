import * as z from 'zod';
import { companyPath } from './companies.ts';
import { contract, lang, listOf } from './request-parts.ts';
import {
  bandSchema,
  intervalSchema,
  methodologySchema,
  nullableNumber,
  nullableText,
  runStampShape,
  spreadShape,
  subjectSchema,
} from './score.ts';

const EXPANDED = ['alternatives', 'details', 'helps'] as const;

const budget = z
  .string()
  .regex(/^[1-9][0-9]{0,12}$/, 'a whole number above 0, of at most 13 digits')
  .transform(Number)
  .pipe(z.number())
  .optional()
  .describe('Money for stock, in the currency of the company: `helps.frontier` is what it buys.');

export const companyResultsRequest = contract({
  path: companyPath,
  query: z.strictObject({
    lang,
    expand: listOf(EXPANDED)
      .optional()
      .describe(
        '`alternatives`: who else could deliver. `details`: dates ahead of each line, and why it differs from the country. `helps`: what lowers the loss, and what to buy first.',
      ),
    budget,
    format: z.enum(['json', 'csv']).default('json').describe('csv: a row for each element of each line.'),
  }),
});

export const companyReportRequest = contract({
  path: companyPath,
  query: z.strictObject({ lang, budget }),
});

const ids = z.array(z.string());

const withinShape = {
  days: z.int().describe('30, 90 or 365.'),
  score: z.number().describe('Percent: the chance that you stand still within these days.'),
  interval: intervalSchema,
  scarce: z.number().describe('Percent: the chance that you cannot get what you order within them.'),
  scarce_interval: intervalSchema,
  expected_days: z.number(),
};
const withinSchema = z.strictObject(withinShape);
const sumSchema = z
  .strictObject({
    value: nullableNumber,
    unknown: z.int(),
  })
  .describe('Sum of what is known; null where nothing is.');
const causeShape = {
  id: z
    .string()
    .describe('Kind of cause and place, for example `measure:CHN`, `security:taiwan`; of a supplier its id.'),
  label: z.string().describe('The cause in a few words.'),
};
const causes = z
  .array(
    z.strictObject({ ...causeShape, points: z.number().describe('Points of the chance within 365 days.') }),
  )
  .describe('Most points first.');
const sourceShape = {
  supplier_id: nullableText,
  country: nullableText.describe('Null: a supplier.'),
};

const elementSchema = z
  .strictObject({
    element: z.string(),
    name: z.string(),
    within: z
      .array(
        z.strictObject({
          ...withinShape,
          stage: z.string(),
          nation: z.number(),
          nation_scarce: z.number(),
        }),
      )
      .describe('Both chances. Empty where the element is not rated: `remarks` says so.'),
    cover: z
      .strictObject({
        days: z.number(),
        basis: z.string(),
      })
      .nullable(),
    open_sources: ids.describe(
      'Your sources of whom it is not known that they deliver it: the country stands in.',
    ),
    country_sources: ids.describe(
      'Your sources without a site at the stage: the countries of their sites stand in.',
    ),
    now: nullableNumber,
    scarce_now: nullableNumber,
    alternatives: z
      .array(
        z.strictObject({
          supplier: z.string(),
          name: z.string(),
          score: z.number(),
          countries: ids.describe('Where its sites for this element and stage stand.'),
          capacity_tonnes_per_year: nullableNumber,
        }),
      )
      .optional(),
  })
  .describe('An element of a line.');

const chancesSchema = z.strictObject({ score: z.number(), scarce: z.number() });

const stepSchema = z.strictObject({
  what: z.string(),
  date: z.string(),
  measures: ids,
  description: z.string(),
  if_in_force: chancesSchema.nullable(),
  if_not: chancesSchema.nullable(),
});

const lineSchema = z
  .strictObject({
    line: z.string(),
    name: z.string(),
    stage: nullableText,
    unit: z.string(),
    needs: ids.describe('Ids of its needs.'),
    quantity: sumSchema,
    spend: sumSchema,
    revenue_at_stake: sumSchema,
    stock: z.strictObject({
      days: nullableNumber,
      as_of: nullableText,
    }),
    sources: z.array(z.strictObject({ ...sourceShape, name: z.string(), share: z.number() })),
    within: z.array(withinSchema).describe('Both chances of any of its elements. Empty where none is rated.'),
    spread: z
      .strictObject({ state: z.number(), may_begin: z.number(), security: z.number(), ...spreadShape })
      .nullable()
      .describe(
        'Of the chance within 365 days: its parts, which add up to it, and what it may be. Null where none is rated.',
      ),
    causes,
    expected_loss: nullableNumber,
    elements: z.array(elementSchema),
    nation: chancesSchema.optional(),
    own_stock: chancesSchema.optional(),
    scheduled_steps: z.array(stepSchema).optional(),
  })
  .describe('All needs of one material.');

const lossSchema = z
  .strictObject({
    mean: z.number(),
    p50: z.number(),
    p90: z.number(),
    p95: z.number(),
    p99: z.number(),
    chance: z.number(),
    left_out: z.int(),
    causes: z.array(z.strictObject({ ...causeShape, money: z.number() })),
  })
  .nullable();

const hedgeShape = {
  line: z.string(),
  cost: nullableNumber,
  points_less: z.number(),
  days_less: z.number(),
  money_less: nullableNumber,
};

export const companyResultsSchema = z.strictObject({
  company: z.strictObject({
    id: z.string(),
    name: z.string(),
    version: z.int(),
    country: z.string(),
    end_use: z.string(),
    currency: nullableText,
  }),
  any: z
    .strictObject({
      within: z.array(withinSchema),
      causes,
      loss: lossSchema,
    })
    .nullable()
    .describe('At least one of the lines stops; causes in common strike together. Null where none is rated.'),
  lines: z.array(lineSchema).describe('In byte order of `line`.'),
  watch: z
    .array(
      z.strictObject({
        subject: subjectSchema,
        score: nullableNumber,
        scarce: nullableNumber,
        band: bandSchema,
        interval: intervalSchema.nullable(),
      }),
    )
    .describe('Published scores of what the company watches.'),
  listings: z.array(
    z.strictObject({ supplier_id: z.string(), name: z.string(), lines: ids, summary: z.string() }),
  ),
  remarks: z.array(
    z.strictObject({
      pointer: z.string(),
      reason: z.string(),
      detail: z.string(),
      suggestions: ids.describe('What may have been meant.'),
    }),
  ),
  helps: z
    .strictObject({
      units: z.array(
        z.strictObject({
          ...hedgeShape,
          kind: z
            .string()
            .describe(
              'stock (30 days more), second_source (another takes a quarter of the largest source), contract (one takes a quarter of what is open).',
            ),
          ...sourceShape,
        }),
      ),
      frontier: z.array(
        z.strictObject({
          ...hedgeShape,
          days: z.int(),
          total_cost: z.number(),
          expected_loss: z.number(),
          joint: z.number(),
        }),
      ),
    })
    .optional(),
  methodology: methodologySchema,
  ...runStampShape,
  register_read: nullableText,
  register_warning: z.string().nullable(),
  links: z.strictObject({
    self: z.string(),
    company: z.string(),
  }),
});
