import * as z from 'zod';
import { bandSchema, methodologySchema, runStampShape, scaleSchema } from '../scores/score-response.ts';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();
const ids = z.array(z.string());
const subject = z.strictObject({ type: z.string(), id: z.string(), name: z.string() });

const moneyShape = {
  currency: nullableText.describe('Null: the lines name none.'),
  spend: z.number(),
  at_risk: nullableNumber.describe('Spend times the chance that the score states; null without a score.'),
  p05: nullableNumber.describe('The same with the 5th percentile of the score.'),
  p95: nullableNumber,
};
const moneySchema = z.strictObject(moneyShape);

const riskShape = {
  score: nullableNumber,
  band: bandSchema,
  p05: nullableNumber,
  p95: nullableNumber,
  state: nullableNumber.describe('Part of the score by measures in force, suspended or announced.'),
  may_begin: nullableNumber.describe('Part of the score by what may begin.'),
  security: nullableNumber.describe('Part of the score by a security crisis.'),
  p_stockout_90: nullableNumber.describe('Percent: the same chance within 90 days.'),
  expected_days: nullableNumber.describe('Days short that are to be expected in a year.'),
  cover_days: nullableNumber.describe('Days of cover before anything is drawn down.'),
  stage: nullableText.describe('The stage that gives the score; of an element the shares below are of it.'),
};

const alternativeSchema = z
  .strictObject({
    supplier: subject,
    score: z.number(),
    band: bandSchema,
    countries: ids.describe('Where its sites for this element and stage stand.'),
    capacity_tonnes_per_year: nullableNumber.describe('Of those sites together, of their product; null where no source tells.'),
  })
  .describe(
    'A supplier of the same element at the same stage outside the largest origin that is safer than what rates the lines, and none of theirs.',
  );

const elementExposureSchema = z.strictObject({
  element: subject,
  ...riskShape,
  kg: nullableNumber.describe('Kilograms a year; null when no line gives a quantity.'),
  tonnes: nullableNumber,
  kg_low: nullableNumber.describe('With the lowest published content of the products.'),
  kg_high: nullableNumber,
  kg_at_risk: nullableNumber.describe(
    'kg times probability: of a line that names a supplier with a score that of the supplier, else that of the element.',
  ),
  kg_at_risk_p05: nullableNumber.describe('The same with the 5th percentile of each score.'),
  kg_at_risk_p95: nullableNumber.describe('The same with the 95th percentile of each score.'),
  kg_short: nullableNumber.describe('What is missing in the days without supply that are to be expected; never more than `kg`.'),
  money: z
    .array(moneySchema)
    .describe('Of the lines with the element. A product counts for each of its elements: these do not add up over elements.'),
  lines: ids,
  rated_by_supplier: ids.optional().describe('Lines of these that name a supplier with a score, which rates them.'),
  suppliers: ids,
  single_supplier: z.boolean().nullable().describe('All lines name the same supplier; null when a line names none.'),
  top_origin: nullableText.describe('Country with the largest part of the supply of the buyer.'),
  top_origin_share: nullableNumber,
  china_share: nullableNumber,
  domestic_share: nullableNumber,
  eu_65_percent_benchmark: z
    .strictObject({ exceeded: z.boolean(), stages: ids })
    .describe('Stages where one foreign country has more than 65 % of the supply: the benchmark of the EU Critical Raw Materials Act.'),
  alternatives: z.array(alternativeSchema).describe('Lowest score first, at most ten.'),
  evidence: ids.describe('Rows of the reference data behind the content of products.'),
});

const supplierExposureSchema = z.strictObject({
  supplier: subject,
  origin: z.string().describe('`shipped` with this service, or your `custom`, scored for this answer with the facts of the run.'),
  ...riskShape,
  money: z.array(moneySchema.extend({ share_of_spend: z.number().describe('Of all mapped spend in this currency.') })),
  lines: ids,
  elements: ids,
  only_source_of: ids.describe('Elements that the lines get from nobody else.'),
});

const lineDoubtSchema = z
  .strictObject({
    line: z.string(),
    description: nullableText,
    reason: z
      .string()
      .describe('nothing_named, unknown_element, unknown_product, unknown_material, unknown_supplier, wrong_unit, parts_unknown.'),
    detail: z.string(),
    suggestions: ids,
  })
  .describe('What of a line was not understood.');

export const exposureSchema = z
  .strictObject({
    buyer: z.string(),
    totals: z.strictObject({
      lines: z.int(),
      mapped: z.int(),
      unmapped: z.int(),
      elements: z.int(),
      single_source_elements: ids.describe('Elements that all lines get from one supplier.'),
      money: z
        .array(
          z.strictObject({
            ...moneyShape,
            spend_at_high_or_above: z.number(),
            share_at_high_or_above: z.number(),
            weighted_score: nullableNumber,
          }),
        )
        .describe('By currency. Every line counts once, with the supplier it names, else with the riskiest of its elements.'),
    }),
    by_element: z.array(elementExposureSchema).describe('Riskiest first.'),
    by_supplier: z.array(supplierExposureSchema).describe('Riskiest first.'),
    unmapped_lines: z.array(lineDoubtSchema),
    partly_mapped_lines: z
      .array(lineDoubtSchema)
      .describe(
        'Lines that are counted although a part was not understood: a supplier that is not known (`unknown_supplier`), or a mix whose parts its name does not tell (`parts_unknown`).',
      ),
    product_contents: z
      .array(
        z.strictObject({
          row: z.string(),
          product: z.string(),
          element: z.string(),
          grams_per_unit: z.number(),
          unit: z.string(),
          unit_words: z.string(),
          source: z.string(),
          source_url: nullableText,
          quality: z.string(),
        }),
      )
      .describe(
        'What was taken for the content of products, each with its study. A first look: send your own figures as lines of elements.',
      ),
    notes: z.array(z.string()),
    scale: scaleSchema,
    methodology: methodologySchema,
    ...runStampShape,
  })
  .describe('What a bill of materials is exposed to.');
