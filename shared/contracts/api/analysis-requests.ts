import * as z from 'zod';
import { controlKind } from '#domain/method/measure.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { CONTROL_CLASSES, STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { SEA_LANES } from '#domain/vocabulary/sea-lanes.ts';
import { byTheatre } from '#domain/vocabulary/theatres.ts';
import {
  anyId,
  between,
  contract,
  countryCode,
  lang,
  languageQuery,
  orNull,
  runId,
  symbol,
  wholeBetween,
} from './request-parts.ts';

const MOST_ITEMS = 500;
const words = z.string().trim().min(1, 'at least one character').max(200, 'at most 200 characters');

const lookupItemSchema = z
  .strictObject({
    type: z
      .enum(['supplier', 'element', 'country'])
      .optional()
      .describe(
        'What it is. When not given a supplier is looked for, and where none matches an element or a country with that name or id.',
      ),
    ref: words.optional().describe('Your own number of the item; is given back, not read.'),
    id: z.string().max(64, 'at most 64 characters').optional().describe('Id in this service; case matters.'),
    lei: words
      .optional()
      .describe('Legal Entity Identifier (ISO 17442). Blanks and hyphens make no difference.'),
    duns: words.optional().describe('DUNS number.'),
    name: words
      .optional()
      .describe('In any writing; case, accents, punctuation and the legal form make no difference.'),
    country: countryCode
      .optional()
      .describe('Country of a site, to confirm a name: an ISO 3166-1 alpha-3 code.'),
    external_ids: z
      .record(z.string().max(64, 'at most 64 characters'), z.string().max(200, 'at most 200 characters'))
      .default({})
      .describe('Ids in your own systems, by system: found in suppliers that you have stored with them.'),
  })
  .describe('One item. Identifiers decide; a name is compared only where none of them finds anything.');

export const lookupsRequest = contract({
  query: languageQuery,
  body: z.strictObject({
    buyer: z.enum(BUYERS).default('JPN').describe('For whom the scores of matches are.'),
    items: z
      .array(lookupItemSchema)
      .min(1, 'at least one item')
      .max(MOST_ITEMS, `at most ${MOST_ITEMS} items`),
  }),
});
export type LookupsBody = z.output<typeof lookupsRequest.body>;

const MOST_CHANGES = 20;
const MOST_NAMES = 60;

const target = countryCode.describe('Country that is hit; `ALL` is every country, `EUU` the European Union.');
const list = <T extends z.ZodType>(entry: T, most = MOST_CHANGES) =>
  z.array(entry).max(most, `at most ${most} entries`);
const stages = list(z.enum(STAGES), STAGES.length).min(1, 'at least one stage');

const elementNames = list(
  z.string().regex(/^@?[A-Za-z0-9_]{1,32}$/, 'a symbol like Dy or a group like @HREE'),
  MOST_NAMES,
).min(1, 'at least one element or group');

const addedMeasureSchema = z
  .strictObject({
    control_class: z
      .enum(CONTROL_CLASSES.filter((name) => controlKind(name) !== null))
      .describe('A class that stops a flow to civil users.'),
    origins: list(countryCode).min(1, 'at least one country').describe('Countries that restrict.'),
    targets: list(target, MOST_NAMES).min(1, 'at least one country or ALL'),
    elements: elementNames,
    stages: stages.describe('`refining` also means `separation`.'),
    coverage: between(0, 1).default(1).describe('Part of the flow that it covers.'),
  })
  .describe('A measure in force from the day of the run.');

const stopSchema = z
  .strictObject({
    origin: orNull(countryCode).describe('A country that sends nothing.'),
    lane: orNull(z.enum(Object.keys(SEA_LANES) as [string, ...string[]])).describe(
      'A strait, canal or sea that nothing passes: the part of each flow that passes it, by the table of routes, is lost.',
    ),
    supplier: orNull(anyId).describe('A supplier that delivers nothing; of a company also one of your own.'),
    countries: orNull(list(countryCode).min(1, 'at least one country')).describe(
      'With `supplier`: only its sites there.',
    ),
    elements: orNull(elementNames).describe(
      'Symbols or groups (`@REE`, `@LREE`, `@HREE`); all when not given.',
    ),
    stages: orNull(stages).describe('All when not given.'),
    targets: orNull(list(target, MOST_NAMES).min(1, 'at least one country or ALL')).describe(
      'With `origin` or `supplier`: who gets nothing; everybody when not given.',
    ),
    processed_in: orNull(countryCode).describe(
      'With `origin` and stage `mine`: where its ore is processed; the next stage there loses that feed.',
    ),
    begins: wholeBetween(0, 364, ' days').default(0).describe('Days until it begins.'),
    days: orNull(wholeBetween(1, 365, ' days')).describe(
      'How long; without an end, so for the whole horizon, when not given. It is certain: stated, not rated.',
    ),
    severity: between(0, 1).default(1).describe('Part of the flow that is lost.'),
  })
  .refine(
    (stop) => [stop.origin, stop.lane, stop.supplier].filter((what) => what !== null).length === 1,
    'one of `origin`, `lane` and `supplier`',
  )
  .refine(({ supplier, countries }) => supplier !== null || countries === null, {
    message: 'only with `supplier`',
    path: ['countries'],
  })
  .refine(({ origin, processed_in }) => origin !== null || processed_in === null, {
    message: 'only with `origin`',
    path: ['processed_in'],
  })
  .refine(({ lane, targets }) => lane === null || targets === null, {
    message: 'not with `lane`',
    path: ['targets'],
  })
  .describe(
    'What no longer comes. The same origin, lane or supplier may stop several times, with other elements or at another time.',
  );

const coverSchema = z
  .strictObject({
    elements: list(symbol, MOST_NAMES).nullish().describe('All elements when not given.'),
    days: between(0, 3650).nullish().describe('Days of stock in place of what there is.'),
    factor: between(0, 100).default(1).describe('Multiplies them.'),
    add_days: between(-3650, 3650).default(0).describe('Is added.'),
  })
  .describe('More or less stock: days x factor + add_days, at every stage.');

const shareSchema = z
  .strictObject({
    of: z
      .enum(['world', 'imports'])
      .default('world')
      .describe('Share of world supply, or of the imports of the buyer.'),
    element: symbol,
    stage: z.enum(STAGES),
    origin: countryCode,
    share: between(0, 1),
  })
  .describe('Another share of an origin; the other origins keep their proportions.');

const percentile = between(0, 100)
  .optional()
  .describe('Percentile in its own three years, 0 to 100; 0 is calm.');

export const scenarioSchema = z.strictObject({
  template: z
    .enum(SCENARIO_TEMPLATES.map(({ id }) => id) as [string, ...string[]])
    .optional()
    .describe('Start from this template (/v1/scenario-templates); the other fields are added to it.'),
  buyers: list(z.enum(BUYERS), BUYERS.length)
    .min(1, 'at least one buyer')
    .optional()
    .describe('The countries whose supply is at risk; JPN when not given.'),
  company: anyId
    .optional()
    .describe(
      'Id of a company of yours, in place of buyers: each of its lines and any of them are in the answer.',
    ),
  company_version: z
    .int()
    .optional()
    .describe(
      'The version of the company that a `share_url` was made of. If there is another now, `assumptions` says so.',
    ),
  subject_type: z
    .enum(['element', 'supplier'])
    .optional()
    .describe(
      'Whose scores are in the answer: elements when not given. Suppliers are those that ship, each along its own chain.',
    ),
  elements: list(symbol, MOST_NAMES)
    .min(1, 'at least one element')
    .optional()
    .describe('Only these in the answer, or the suppliers that deliver one of them; all when not given.'),
  run_id: runId
    .optional()
    .describe('The run whose inputs are changed; the newest when not given. Runs are kept for some weeks.'),
  custom_measures: z
    .boolean()
    .optional()
    .describe(
      'true: your own measures count, beside those of the register or in their place. Elements only; the answer has no `share_url`, because others have other measures.',
    ),
  measures_added: list(addedMeasureSchema).default([]),
  measures_lifted: list(anyId, MOST_NAMES).default([]).describe('Ids of measures that end today.'),
  measures_unsuspended: list(anyId, MOST_NAMES)
    .default([])
    .describe('Ids of suspended measures that come back today.'),
  pressure: z
    .strictObject(byTheatre(() => percentile))
    .default({})
    .describe('Pressure in a theatre as if it were seen today.'),
  stops: list(stopSchema)
    .default([])
    .describe('They happen for certain; of several that hold at the same time nothing is lost twice.'),
  cover: list(coverSchema).default([]),
  shares: list(shareSchema, MOST_NAMES)
    .refine(
      (shares) =>
        [...Map.groupBy(shares, ({ of, element, stage }) => `${of} ${element} ${stage}`).values()].every(
          (some) => some.reduce((sum, { share }) => sum + share, 0) < 1 + 1e-9,
        ),
      'shares of one stage that are 1 at most together',
    )
    .default([]),
  parameters: z
    .record(z.string().max(64, 'at most 64 characters'), z.number('a number'))
    .default({})
    .describe('Numbers of the method, inside the ranges that /v1/scenario-templates lists.'),
});
export type ScenarioRequest = z.output<typeof scenarioSchema>;

export const scenarioEvaluationRequest = contract({
  query: languageQuery,
  body: scenarioSchema,
});

export const scenarioTemplatesRequest = contract({
  query: languageQuery,
});

/** Longest address that every proxy and browser passes on. */
export const LONGEST_LINK = 6000;

export const scenarioLinkRequest = contract({
  query: z.strictObject({
    scenario: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/, 'the `scenario` of a `share_url`, unchanged')
      .max(LONGEST_LINK, 'the `scenario` of a `share_url`, unchanged')
      .optional()
      .describe(
        'The scenario of a `share_url`: its JSON in base64url. Nothing when not given: the scores as they are.',
      ),
    lang,
  }),
});
