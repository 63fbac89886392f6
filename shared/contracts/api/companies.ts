import * as z from 'zod';
import type { Company } from '#domain/companies/company.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { COUNTRY_CODES } from '#domain/vocabulary/country-names.ts';
import { END_USES, PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';
import { TOO_LARGE } from './problem.ts';
import { anyId, between, calendarDate, contract, id, orNull, text } from './request-parts.ts';
import { pageShape, versionShape } from './score.ts';

export const MOST_COMPANIES = 20;
export const MOST_ROWS = { sites: 100, needs: 500, stock: 1000, sources: 1000, watch: 100 } as const;
/** An item of the store has at most 400 KB. */
const MOST_BYTES = 390_000;

const atLeast = (least: number, what: string) =>
  z.number(what).min(least, what).max(1e15, 'a number of at most 1e15');
const amount = atLeast(0, 'a number of 0 or more');
const need = atLeast(
  1e-9,
  'a number above 0; leave out what is not needed, and send null where it is unknown',
);
const material = text(200).describe(
  'As you write it, in English, Japanese, Chinese or German: a symbol, a compound, an alloy, a magnet, a product.',
);
const site = orNull(anyId).describe('Id of one of `sites`; null: of the whole company.');
const country = z
  .string()
  .refine(
    (code) => COUNTRY_CODES.has(code),
    'the ISO 3166-1 alpha-3 code of a country that is rated, for example CHN',
  )
  .describe('ISO 3166-1 alpha-3 code.');
const supplier = orNull(z.string().min(1, '1 to 64 characters').max(64, '1 to 64 characters'));
const rows = <T extends z.ZodType>(row: T, name: keyof typeof MOST_ROWS) =>
  z.array(row).max(MOST_ROWS[name], `at most ${MOST_ROWS[name]} rows`).default([]);

const siteSchema = z
  .strictObject({ id: anyId.describe('Your id of the site.'), name: text(200), country: orNull(country) })
  .describe('A site of the company.');

const needSchema = z
  .strictObject({
    id: anyId.describe('Your id of the need, for example a part number.'),
    name: orNull(text(200)).describe('Title for people.'),
    material,
    quantity: orNull(need).describe('Amount a year, in `unit`; null is unknown.'),
    unit: orNull(text(20)).describe(
      'g, kg, t, kt or lb, or the unit in which a product is counted; kg, or that unit, where null.',
    ),
    spend: orNull(amount).describe('Money a year, in the currency of the company.'),
    revenue_at_stake: orNull(amount).describe('Money a year that is lost while the material is missing.'),
    supplier_id: supplier.describe('Who delivers it: a supplier that ships, or one that you have stored.'),
    country: orNull(country).describe('Where it comes from, where no supplier is named.'),
    site,
  })
  .refine(
    ({ supplier_id, country }) => supplier_id === null || country === null,
    'either `supplier_id` or `country`',
  )
  .describe('A line of a bill of materials, or a yearly use.');

const stockSchema = z
  .strictObject({
    material,
    site,
    kilograms: orNull(amount).describe(
      'Kilograms, or pieces of a product that is counted; of more than five years send `days`.',
    ),
    days: orNull(amount.max(36_500, 'a number of days, at most 36500')).describe(
      'Days of use, in place of `kilograms`.',
    ),
    as_of: orNull(calendarDate).describe('Day on which it was counted.'),
  })
  .refine(({ kilograms, days }) => (kilograms === null) !== (days === null), 'either `kilograms` or `days`')
  .describe('Stock of a material.');

const sourceSchema = z
  .strictObject({
    material,
    supplier_id: supplier.describe('A supplier that ships, or one that you have stored.'),
    country: orNull(country).describe('Where it comes from, where no supplier is named.'),
    share: between(0, 1).describe('Part of the need, 0 to 1.'),
    since: orNull(calendarDate).describe('It delivers from this day on.'),
    contract_until: orNull(calendarDate).describe('Last day of the contract; afterwards this part is open.'),
  })
  .refine(
    ({ supplier_id, country }) => (supplier_id === null) !== (country === null),
    'either `supplier_id` or `country`',
  )
  .refine(
    ({ since, contract_until }) => since === null || contract_until === null || since <= contract_until,
    {
      message: 'a day that is not before `since`',
      path: ['contract_until'],
    },
  )
  .describe('Part of what the company buys of a material.');

export const companyShape = {
  name: text(200).describe('Name of the company.'),
  country: z.enum(BUYERS).describe('Where it buys: JPN, USA, EUU (European Union), KOR or TWN.'),
  end_use: z
    .enum(END_USES)
    .default(PUBLISHED_END_USE)
    .describe(
      'What it uses the goods for: rules on military users and on advanced chips bind some and not others.',
    ),
  currency: orNull(z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code in capitals, for example JPY')).describe(
    'ISO 4217. Nothing is converted.',
  ),
  sites: rows(siteSchema, 'sites').describe('Places where stock lies and needs arise.'),
  needs: rows(needSchema, 'needs').describe('What it needs.'),
  stock: rows(stockSchema, 'stock').describe('What it has; else the cover of its country stands in.'),
  sources: rows(sourceSchema, 'sources').describe(
    'From whom it buys. What they leave open comes as it comes to its country.',
  ),
  watch: rows(text(64), 'watch').describe('Elements and suppliers that it watches beside its needs, by id.'),
};

/** Also when a part of them is not right. */
type Given = Readonly<Record<keyof typeof MOST_ROWS, unknown>>;
type Mistake = Readonly<{ path: (string | number)[]; message: string }>;

const rowsIn = (list: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(list) ? list.map((row) => (typeof row === 'object' && row !== null ? row : {})) : [];

/** Such as a site that the company does not have. `message`: what to send at the place. */
function mistakesBetweenRows(company: Given): readonly Mistake[] {
  const sites = rowsIn(company.sites).map((row) => row.id);
  const again = (name: 'sites' | 'needs'): readonly Mistake[] => {
    const ids = rowsIn(company[name]).map((row) => row.id);
    const message = 'an id of its own: this one is taken by an earlier row';
    return ids.flatMap((one, index) =>
      typeof one === 'string' && ids.indexOf(one) < index ? [{ path: [name, index, 'id'], message }] : [],
    );
  };
  const known =
    sites.length === 0
      ? 'null, as the company has no sites'
      : `the id of one of its sites: ${sites.slice(0, 5).join(', ')}`;
  const elsewhere = (name: 'needs' | 'stock'): readonly Mistake[] =>
    rowsIn(company[name]).flatMap((row, index) =>
      typeof row.site === 'string' && !sites.includes(row.site)
        ? [{ path: [name, index, 'site'], message: known }]
        : [],
    );
  return [...again('sites'), ...again('needs'), ...elsewhere('needs'), ...elsewhere('stock')];
}

function checkFit(value: unknown, { addIssue }: z.RefinementCtx) {
  if (typeof value !== 'object' || value === null) return;
  for (const mistake of mistakesBetweenRows(value as Given)) addIssue({ code: 'custom', ...mistake });
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  if (bytes <= MOST_BYTES) return;
  const message = `at most ${MOST_BYTES} bytes in all, as JSON without blanks; this has ${bytes}`;
  addIssue({ code: 'custom', path: [], message, params: { code: TOO_LARGE } });
}

export const companySchema = z
  .strictObject(companyShape)
  .superRefine(checkFit, { when: () => true }) // beside the rows: all mistakes are told in one round
  .describe('A company, whole: what is not sent is unknown.') satisfies z.ZodType<Company>;

export const companyPath = z.strictObject({ id: id.describe('Your id of the company.') });

export const companiesRequest = contract({});
export const companyRequest = contract({ path: companyPath });
export const putCompanyRequest = contract({
  path: companyPath,
  scope: 'companies:write',
  body: companySchema,
});
export const deleteCompanyRequest = contract({
  path: companyPath,
  scope: 'companies:write',
});

export const companyLinks = z.strictObject({ self: z.string(), results: z.string() });

export const storedCompanySchema = z.strictObject({
  ...versionShape,
  company: z.strictObject(companyShape),
  links: companyLinks,
});

export const companiesSchema = z.strictObject({
  data: z
    .array(
      z.strictObject({
        ...versionShape,
        name: z.string(),
        country: z.string(),
        links: companyLinks,
      }),
    )
    .describe(`In byte order of id; a client has at most ${MOST_COMPANIES}.`),
  ...pageShape,
});
