/** A bill of materials or a list of spend. */
import * as z from 'zod';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { noPath, noQuery, type RequestContract } from '../request-parts.ts';

const MOST_LINES = 1000;

const words = z.string().trim().min(1, 'at least one character').max(200, 'at most 200 characters');
const amount = z.number('a number of 0 or more').min(0, 'a number of 0 or more').max(1e15, 'a smaller number');

const exposureLineSchema = z
  .strictObject({
    line: z
      .union([words, z.int()], 'a text of 1 to 200 characters, or a whole number')
      .optional()
      .describe('Your number or name for the line; its place in the list, from 1, when not given.'),
    description: words.optional().describe('Is given back, not read.'),
    element: z.string().max(8, 'a chemical symbol, for example Dy').optional().describe('Chemical symbol.'),
    product: words
      .optional()
      .describe(
        'Id or name of a product whose content is known: battery-electric-car, ev-battery-pack, ev-traction-motor, hard-disk-magnet, ndfeb-magnet, smartphone, wind-turbine-direct-drive. The answer to another one lists what is known.',
      ),
    material: words.optional().describe('A material in words, for example `dysprosium oxide`: an element, mineral or product.'),
    supplier_id: z
      .string()
      .min(1, 'at least one character')
      .max(64, 'at most 64 characters')
      .optional()
      .describe(
        'Who delivers: a supplier that comes with the service or one that you have stored; see /v1/suppliers, /v1/suppliers:custom or /v1/lookups. At most 200 different ones of your own in a request.',
      ),
    quantity: amount.optional().describe('In a year, in `unit`.'),
    unit: z.enum(['g', 'kg', 't', 'each', 'MW']).optional().describe('Of an element: g, kg or t. Of a product: the unit it is counted in.'),
    spend: amount.optional().describe('In a year, in `currency`.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'an ISO 4217 code in capitals, for example EUR')
      .optional()
      .describe('Of `spend`; that of the list when not given.'),
  })
  .refine(({ element, product, material }) => [element, product, material].filter((name) => name !== undefined).length <= 1, {
    message: 'one of `element`, `product` and `material`',
  })
  .describe('One line. It needs an element, a product, a material or a supplier.');

export const exposuresRequest = {
  path: noPath,
  query: noQuery,
  body: z.strictObject({
    buyer: z.enum(BUYERS).default('JPN').describe('The country where the lines are needed.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'an ISO 4217 code in capitals, for example EUR')
      .optional()
      .describe('Of every line that names none. Nothing is converted: totals are by currency.'),
    lines: z.array(exposureLineSchema).min(1, 'at least one line').max(MOST_LINES, `at most ${MOST_LINES} lines`),
  }),
} as const satisfies RequestContract;
export type ExposuresBody = z.output<typeof exposuresRequest.body>;
