/** Tools for language models that take lists: what they accept, and what of the response a model can use. */
import * as z from 'zod';
import type { Body, ChokepointClient } from '#client/chokepoint-client.ts';
import type { BUYERS } from '#domain/vocabulary/score-document.ts';

const lookupItem = z.object({
  type: z.enum(['supplier', 'element', 'country']).optional().describe('What it is; any of them when not given.'),
  id: z.string().optional(),
  name: z.string().optional().describe('In any writing; the legal form makes no difference.'),
  country: z.string().optional().describe('Of a site, ISO 3166-1 alpha-3, to confirm a name.'),
  lei: z.string().optional(),
  duns: z.string().optional(),
});

const exposureLine = z.object({
  line: z.string().optional().describe('Your name for the line.'),
  element: z.string().optional().describe('Chemical symbol. One of element, product and material.'),
  product: z.string().optional().describe('A product whose content is known, for example smartphone or ev-traction-motor.'),
  material: z.string().optional().describe('In words, for example dysprosium oxide.'),
  supplier_id: z.string().optional().describe('Who delivers; lookup finds the id.'),
  quantity: z.number().min(0).optional().describe('In a year, in `unit`.'),
  unit: z.enum(['g', 'kg', 't', 'each', 'MW']).optional(),
  spend: z.number().min(0).optional().describe('In a year.'),
});

export const lookupInput = { items: z.array(lookupItem).min(1).max(50) };
export const exposureInput = {
  lines: z.array(exposureLine).min(1).max(200),
  currency: z.string().optional().describe('ISO 4217 code of every spend, for example EUR.'),
};

/** Matches without addresses and what was sent. */
export async function matchesOf(client: ChokepointClient, { items, buyer: whose }: LookupInput): Promise<unknown> {
  const body = { buyer: whose, items: items.map(given) } as Body<'/v1/lookups'>;
  const data = await client.post('/v1/lookups', body);
  const told = ({ links: _links, ...match }: (typeof data.data)[number]['candidates'][number]) => match;
  return {
    buyer: data.buyer,
    run_id: data.run_id,
    as_of: data.as_of,
    custom_suppliers: data.custom_suppliers,
    data: data.data.map(({ outcome, match, candidates, detail }) => ({
      outcome,
      match: match === null ? null : told(match),
      candidates: candidates.map(told),
      detail,
    })),
  };
}

interface LookupInput {
  readonly items: readonly z.output<typeof lookupItem>[];
  readonly buyer: (typeof BUYERS)[number];
}

const MOST_ALTERNATIVES_TOLD = 3;

/** The exposure without sources of the content of products: a model has little room. */
export async function exposureForModel(client: ChokepointClient, { lines, buyer: whose, currency }: ExposureInput): Promise<unknown> {
  const body = { buyer: whose, ...given({ currency }), lines: lines.map(given) } as Body<'/v1/exposures'>;
  const data = await client.post('/v1/exposures', body);
  const { product_contents: _contents, by_element, ...rest } = data;
  return {
    ...rest,
    by_element: by_element.map(({ evidence: _evidence, alternatives, ...element }) => ({
      ...element,
      alternatives: alternatives.slice(0, MOST_ALTERNATIVES_TOLD),
    })),
  };
}

interface ExposureInput {
  readonly lines: readonly z.output<typeof exposureLine>[];
  readonly buyer: (typeof BUYERS)[number];
  readonly currency?: string | undefined;
}

/** The input without its undefined values. */
const given = (input: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
