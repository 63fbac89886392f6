import * as z from 'zod';
import { overWhole } from '#domain/companies/source-shares.ts';
import { COUNTRY_CODES } from '#domain/vocabulary/country-names.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { whenItCountsShape } from '../ingestion/observations.ts';
import { listingSchema } from '../run/run-documents.ts';
import { TOO_LARGE } from './problem.ts';
import {
  anyId,
  between,
  buyer,
  CSV,
  contract,
  countryCode,
  flag,
  id,
  orNull,
  text,
} from './request-parts.ts';

const day = z.iso.date('a calendar date like 2026-10-01');
export const ELEMENT_SYMBOL = /^[A-Z][A-Za-z0-9]{0,7}$/;
const symbols = z
  .array(z.string().regex(ELEMENT_SYMBOL, 'chemical symbols like Dy, as in /v1/elements'))
  .min(1, 'at least one element')
  .max(40, 'at most 40 elements')
  .describe('Chemical symbols, as in /v1/elements.');

const customSiteSchema = z
  .strictObject({
    id: anyId.describe('Your id of the site; unique among the sites of the supplier.'),
    name: text(200).describe('Name of the site.'),
    country: countryCode
      .refine(
        (code) => COUNTRY_CODES.has(code),
        'the ISO 3166-1 alpha-3 code of a country that is rated, for example CHN',
      )
      .describe('ISO 3166-1 alpha-3 code.'),
    city: orNull(text(100)),
    stage: z.enum(STAGES).describe('What happens there.'),
    elements: symbols,
    operating: z.enum(['yes', 'partial', 'no']).default('yes').describe('Whether the site works now.'),
    start_date: orNull(day).describe('When it starts, where it does not produce yet.'),
    capacity_tonnes_per_year: orNull(
      z.number().positive('a number above 0').max(1e9, 'a number of tonnes a year, at most 1e9'),
    ).describe('Weighs the sites of the supplier against each other; null: all weigh the same.'),
    latitude: orNull(between(-90, 90)),
    longitude: orNull(between(-180, 180)),
  })
  .describe('A site of a custom supplier.');

const customFeedSchema = z
  .strictObject({
    supplier: orNull(anyId).describe(
      'Who feeds: another of your suppliers, or one that ships; null: the supplier itself, or a site that ships.',
    ),
    from: orNull(anyId).describe(
      'The site that feeds; null: the sites that `supplier` delivers from, in equal parts.',
    ),
    to: anyId.describe('The site of the supplier that is fed.'),
    elements: orNull(symbols).describe('What it feeds; null: what the site that is fed makes.'),
    share_of_input: orNull(between(0, 1)).describe(
      'Part of the input that comes from there; null is unknown.',
    ),
    essential: z
      .enum(['yes', 'no', 'unknown'])
      .default('unknown')
      .describe('Whether the fed site stops without it.'),
    since: orNull(day).describe('First day on which it counts.'),
    until: orNull(day).describe('Last day on which it counts, such as the end of a contract.'),
  })
  .describe('What feeds a site.');

const customSupplierShape = {
  name: text(200).describe('Name of the company.'),
  external_ids: z
    .record(anyId, text(128))
    .refine((ids) => Object.keys(ids).length <= 20, 'at most 20 ids')
    .default({})
    .describe('Your own ids of it, by system: `{"sap": "0000104711"}`. /v1/lookups finds by them.'),
  lei: orNull(z.string().regex(/^[A-Z0-9]{18}[0-9]{2}$/, 'a Legal Entity Identifier of 20 characters')),
  duns: orNull(z.string().regex(/^[0-9]{9}$/, 'a D-U-N-S number of 9 digits')),
  sites: z.array(customSiteSchema).min(1, 'at least one site').max(100, 'at most 100 sites'),
  feeds: z
    .array(customFeedSchema)
    .max(200, 'at most 200 feeds')
    .default([])
    .describe('What feeds its sites.'),
};

/** Counted at each site and feed: it bounds what a score costs. */
const MOST_ELEMENTS_IN_ALL = 300;

export type SupplierParts = Readonly<{
  sites: readonly Readonly<{ id: string }>[];
  feeds: readonly Readonly<{
    to: string;
    from: string | null;
    supplier: string | null;
    since?: string | null;
    until?: string | null;
  }>[];
}>;

/** Such as a feed to a site that it does not have. `message`: what to send at the place. */
export function mistakesBetweenParts(
  supplier: SupplierParts,
): readonly Readonly<{ path: (string | number)[]; message: string }>[] {
  const mistakes: { path: (string | number)[]; message: string }[] = [];
  const sites = new Set<string>();
  for (const [index, site] of supplier.sites.entries()) {
    if (sites.has(site.id))
      mistakes.push({
        path: ['sites', index, 'id'],
        message: `an id of its own: ${site.id} is taken by another site`,
      });
    sites.add(site.id);
  }
  for (const [index, feed] of supplier.feeds.entries()) {
    if (!sites.has(feed.to))
      mistakes.push({
        path: ['feeds', index, 'to'],
        message: `the id of one of its sites: ${[...sites].slice(0, 5).join(', ')}`,
      });
    if (feed.supplier === null && feed.from === feed.to)
      mistakes.push({ path: ['feeds', index, 'from'], message: 'another site: a site does not feed itself' });
    if (feed.supplier === null && feed.from === null)
      mistakes.push({
        path: ['feeds', index, 'from'],
        message: 'the site that feeds, or `supplier` where it is not known which of its sites',
      });
    if (feed.since != null && feed.until != null && feed.since > feed.until)
      mistakes.push({
        path: ['feeds', index, 'until'],
        message: `a day on or after \`since\`, ${feed.since}`,
      });
  }
  return mistakes;
}

type SupplierShape = z.output<z.ZodObject<typeof customSupplierShape>>;

/** Told at the last of them. */
function sharesOverWhole({ sites, feeds }: SupplierShape): ReturnType<typeof mistakesBetweenParts> {
  const madeAt = new Map(sites.map(({ id, elements }) => [id, elements]));
  const fed = feeds.flatMap(({ to, elements, share_of_input: share, since, until }, index) =>
    share === null || [since, until].some((date) => date !== null && !day.safeParse(date).success)
      ? []
      : (elements ?? madeAt.get(to) ?? []).map((what) => ({
          to,
          what,
          share,
          since,
          contract_until: until,
          index,
        })),
  );
  return [...Map.groupBy(fed, ({ to, what }) => `${what} to ${to}`)].flatMap(([what, rows]) => {
    const [sum, index] = [overWhole(rows)?.share, rows.at(-1)?.index ?? 0];
    const message = `shares that make 1 at most together: those of ${what} make ${sum?.toFixed(4)}`;
    return sum === undefined ? [] : [{ path: ['feeds', index, 'share_of_input'], message }];
  });
}

function checkParts(supplier: SupplierShape, context: z.RefinementCtx) {
  for (const mistake of [...mistakesBetweenParts(supplier), ...sharesOverWhole(supplier)])
    context.addIssue({ code: 'custom', ...mistake });
  const { sites, feeds } = supplier;
  const madeAt = new Map(sites.map(({ id, elements }) => [id, elements.length]));
  const atSites = sites.reduce((sum, { elements }) => sum + elements.length, 0);
  const inFeeds = feeds.reduce((sum, { to, elements }) => sum + (elements?.length ?? madeAt.get(to) ?? 0), 0);
  if (atSites + inFeeds <= MOST_ELEMENTS_IN_ALL) return;
  const message = `at most ${MOST_ELEMENTS_IN_ALL} elements in all, each counted at each site and at each feed that carries it; this has ${atSites} at ${sites.length} sites and ${inFeeds} in ${feeds.length} feeds`;
  context.addIssue({ code: 'custom', path: ['sites'], message, params: { code: TOO_LARGE } });
}

export const customSupplierSchema = z
  .strictObject(customSupplierShape)
  .superRefine(checkParts)
  .describe('A custom supplier, its sites, and what feeds them.');
export type CustomSupplier = z.output<typeof customSupplierSchema>;

/** A line of an NDJSON import. */
export const customSupplierLineSchema = z
  .strictObject({ id: anyId, ...customSupplierShape })
  .superRefine(checkParts);

export const storedSupplierSchema = z.object({
  id: z.string(),
  version: z.int().min(1),
  updated_at: z.string(),
  /** A tombstone: the version that ended it. */
  deleted: z.boolean(),
  /** Absent where access is open. */
  stored_by: z.string().exactOptional(),
  supplier: customSupplierSchema,
});
export type StoredSupplier = z.output<typeof storedSupplierSchema>;

const customPath = z.strictObject({
  id: id.describe('Your id of the supplier; none of the shipped ones. Case matters.'),
});

export const putSupplierRequest = contract({
  path: customPath,
  query: z.strictObject({ buyer }),
  scope: 'suppliers:write',
  body: customSupplierSchema,
});

export const deleteSupplierRequest = contract({
  path: customPath,
  query: z.strictObject({}),
  scope: 'suppliers:write',
});

export const NDJSON = 'application/x-ndjson';

export const importSuppliersRequest = contract({
  query: z.strictObject({
    dry_run: flag.describe('true: says what would happen, and stores nothing.'),
  }),
  scope: 'suppliers:write',
  textMedia: [CSV, NDJSON],
});

const storedShape = {
  id: z.string(),
  version: z.int(),
  updated_at: z.string(),
};

export const deletedSupplierSchema = z.strictObject({
  ...storedShape,
  deleted: z.boolean(),
  ...whenItCountsShape,
});

export const importResponseSchema = z.strictObject({
  dry_run: z.boolean(),
  suppliers: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  ...whenItCountsShape,
  results: z.array(
    z.strictObject({
      id: z.string(),
      status: z.string(),
      version: z.int().nullable(),
      listings: z.array(listingSchema),
    }),
  ),
  links: z.strictObject({
    suppliers: z.string(),
    scores: z.string(),
  }),
});
