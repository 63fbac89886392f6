/** What companies are answered: both chances of their lines, of any of their lines, and what helps. */
import * as z from 'zod';
import { companyPath } from './companies.ts';
import { lang, listOf, type RequestContract } from './request-parts.ts';
import {
  bandSchema,
  intervalSchema,
  methodologySchema,
  registerRead,
  runStampShape,
  scaleSchema,
  spreadShape,
  subjectSchema,
} from './score.ts';

const EXPANDED = ['alternatives', 'helps'] as const;

export const companyResultsRequest = {
  path: companyPath,
  query: z.strictObject({
    lang,
    expand: listOf(EXPANDED)
      .optional()
      .describe(
        '`alternatives`: who else could deliver, by element. `helps`: what lowers the loss, and what to buy first; it takes some seconds more.',
      ),
    format: z.enum(['json', 'csv']).default('json').describe('csv: a row for each element of each line.'),
  }),
} as const satisfies RequestContract;

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();
const ids = z.array(z.string());

const withinShape = {
  days: z.int().describe('30, 90 or 365.'),
  score: z.number().describe('Percent: the chance that you stand still within these days.'),
  interval: intervalSchema,
  scarce: z.number().describe('Percent: the chance that you cannot get what you order within them.'),
  scarce_interval: intervalSchema,
  expected_days: z.number().describe('Days short that are to be expected within them.'),
};
const sumSchema = z
  .strictObject({
    value: nullableNumber,
    unknown: z.int().describe('Rows of which it is not known; they are not in the sum.'),
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
  supplier_id: nullableText.describe('Null: a country.'),
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
          stage: z
            .string()
            .describe('The stage that is bought, or the last before it with a foreign origin.'),
          nation: z
            .number()
            .describe('The same chance for the country as a whole, with its stock and origins.'),
          nation_scarce: z.number().describe('Its chance of scarcity.'),
        }),
      )
      .describe('Both chances. Empty where the element is not rated: `remarks` says so.'),
    cover: z
      .strictObject({
        days: z.number(),
        basis: z
          .string()
          .describe(
            '`own`: your stock, whole. `nation`: it is unknown, and that of the country stands in, of which a control in force has drawn since it began.',
          ),
      })
      .nullable()
      .describe('Days of stock at that stage.'),
    open_sources: ids.describe(
      'Suppliers among your sources of whom it is not known that they deliver it: the country supplies their part.',
    ),
    country_sources: ids.describe(
      'Suppliers among your sources without a site at the stage: the countries of their sites stand in.',
    ),
    now: nullableNumber.describe('Percent: the score on the day itself; null where it is not rated.'),
    scarce_now: nullableNumber.describe('Percent: the chance of scarcity on the day itself.'),
    alternatives: z
      .array(
        z.strictObject({
          supplier: z.string(),
          name: z.string(),
          score: z.number().describe('Its score for this element, country and end use.'),
          countries: ids.describe('Where its sites for this element and stage stand.'),
          capacity_tonnes_per_year: nullableNumber.describe('Of these sites; null where no source tells.'),
        }),
      )
      .optional()
      .describe(
        'Suppliers of the stage that you buy, outside the country through which most can be lost, safer than what you have and none of yours. With `expand=alternatives`.',
      ),
  })
  .describe('An element of a line.');

const lineSchema = z
  .strictObject({
    line: z
      .string()
      .describe('What all its needs mean: an element with the stage that is bought, or a product.'),
    name: z.string(),
    stage: nullableText.describe('Last stage that is bought; null: not told.'),
    unit: z.string().describe('Unit of `quantity`.'),
    needs: ids.describe('Ids of its needs.'),
    quantity: sumSchema,
    spend: sumSchema,
    revenue_at_stake: sumSchema,
    stock: z
      .strictObject({
        days: nullableNumber.describe('Null: unknown.'),
        as_of: nullableText.describe('Oldest day of its rows; null: one has none.'),
      })
      .describe('Own stock.'),
    sources: z
      .array(z.strictObject({ ...sourceShape, share: z.number().describe('Part of the need, 0 to 1.') }))
      .describe('What they leave of 1 comes as it comes to the country.'),
    within: z
      .array(z.strictObject(withinShape))
      .describe('Both chances of any of its elements. Empty where none is rated.'),
    spread: z
      .strictObject({ state: z.number(), may_begin: z.number(), security: z.number(), ...spreadShape })
      .nullable()
      .describe(
        'Of the chance within 365 days: its parts, which add up to it, and what it may be. Null where none is rated.',
      ),
    causes,
    expected_loss: nullableNumber.describe(
      'Money within 365 days: of each need its `revenue_at_stake`, else its `spend`, in the days that are to be expected short. Null: all are unknown.',
    ),
    elements: z.array(elementSchema),
  })
  .describe('All needs of one material.');

const lossSchema = z
  .strictObject({
    mean: z.number().describe('What is to be expected.'),
    p50: z.number().describe('Half of all years cost less.'),
    p90: z.number().describe('Nine of ten years cost less.'),
    p95: z.number().describe('19 of 20 years cost less.'),
    p99: z.number().describe('99 of 100 years cost less.'),
    chance: z.number().describe('Chance of any loss, percent.'),
    left_out: z.int().describe('Needs whose money at stake is unknown: they are in no figure here.'),
    causes: z
      .array(z.strictObject({ ...causeShape, money: z.number().describe('Its part of the mean.') }))
      .describe('Most first.'),
  })
  .nullable()
  .describe(
    'What stops cost within 365 days, in the currency of the company; null where no money at stake is known.',
  );

const hedgeShape = {
  line: z.string().describe('Key of its material.'),
  kind: z
    .string()
    .describe(
      'stock (30 days more), second_source (another takes a quarter of the largest source), contract (one takes a quarter of what is open).',
    ),
  ...sourceShape,
  cost: nullableNumber.describe(
    'Capital bound in stock; null unknown, as the price of another source always is.',
  ),
  points_less: z.number().describe('Points of the chance within 365 days that it takes from its line.'),
  days_less: z.number().describe('Days short that are to be expected less.'),
  money_less: nullableNumber.describe(
    'Loss that is to be expected less; null where the money of the line is unknown.',
  ),
};

export const companyResultsSchema = z
  .strictObject({
    company: z.strictObject({
      id: z.string(),
      name: z.string(),
      version: z.int().describe('The version that it is about.'),
      country: z.string().describe('Where it buys.'),
      end_use: z.string().describe('What it uses the goods for.'),
      currency: nullableText.describe('Of every sum; null: it has no name.'),
    }),
    any: z
      .strictObject({
        within: z.array(
          z.strictObject({
            ...withinShape,
            independent: z
              .number()
              .describe('What the chances of the lines would make if they had nothing in common.'),
            largest: z
              .strictObject({ line: z.string().describe('Key of its material.'), score: z.number() })
              .nullable()
              .describe('The line that is likeliest to stop.'),
          }),
        ),
        causes,
        loss: lossSchema,
      })
      .nullable()
      .describe(
        'At least one of the lines stops: causes that several have in common strike them together. Null where no line is rated.',
      ),
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
    remarks: z
      .array(
        z.strictObject({
          pointer: z.string().describe('JSON pointer into the company.'),
          reason: z
            .string()
            .describe(
              'nothing_named, unknown_material, ambiguous_material, other_material, doubt, no_need, unit, amount, over_whole, other_day, crowded_out, later_day, over_five_years, not_rated, not_made, country_source, closed_loop, no_origin, unknown_supplier or unknown_watch.',
            ),
          detail: z.string(),
          suggestions: ids.describe('What may have been meant.'),
        }),
      )
      .describe(
        'What was not understood, counts in no figure, or was taken with a doubt. Nothing is left out in silence.',
      ),
    helps: z
      .strictObject({
        units: z
          .array(z.strictObject(hedgeShape))
          .describe(
            'One unit of what helps, each scored anew; of each line the one that takes most days first.',
          ),
        frontier: z
          .array(
            z.strictObject({
              ...hedgeShape,
              total_cost: z.number().describe('Of this step and all before.'),
              expected_loss: z.number().describe('Of all lines after it.'),
              joint: z.number().describe('Chance that at least one line stops after it, percent.'),
            }),
          )
          .describe(
            'What to buy first for the next unit of money. Lines of unknown money or spend are in no step.',
          ),
      })
      .optional()
      .describe('With `expand=helps`.'),
    scale: scaleSchema,
    methodology: methodologySchema,
    ...runStampShape,
    register_read: registerRead,
    register_warning: z.string().nullable().describe('Why that is too long ago; null: it is not.'),
    links: z
      .strictObject({
        self: z.string(),
        company: z.string().describe('The company.'),
        methodology: z.string(),
        run: z.string(),
      })
      .describe('Paths on this server.'),
  })
  .describe('Both chances of a company, with its own stock, sources and end use.');
