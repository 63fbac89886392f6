/**
 * Files of scoring cases: `{parameters, groups, cases: [{id, kind, inputs}]}` (section 0 of the scoring specification). Parsed loosely:
 * absent and null mean unknown, fields the method does not know are ignored, what is there must have its type.
 */
import * as z from 'zod';
import { SIGNAL_CONTRACTS, SIGNAL_NAMES } from '#contracts/signals/registry.ts';
import { type ElementGroups, STAGES } from '#domain/vocabulary/scoring-inputs.ts';

const number = z.number().nullish();
const text = z.string().nullish();
const table = z.record(z.string(), z.number());
const names = z.array(z.string());

const stageInputs = z
  .looseObject({
    world: table.nullish(),
    concentration: number,
    imports: table.nullish(),
    import_reliance: number,
    facility_share: number,
    routes: table.nullish(),
    named_supply: table.nullish(),
    import_weight: number,
  })
  .nullish();

const measure = z.looseObject({
  id: z.string(),
  control_class: z.string(),
  origins: names,
  targets: names,
  applies: z.array(z.looseObject({ elements: names, stages: names, coverage: number })),
  known_from: z.string(),
  effective_from: text,
  effective_to: text,
  suspended_from: text,
  suspended_to: text,
  residual_class: text,
  effective_to_revisions: z.array(z.looseObject({ known_from: z.string(), effective_to: z.string().nullable() })).nullish(),
  succeeds: text,
});

const relief = z.looseObject({
  id: z.string(),
  kind: z.enum(['ends', 'extends_suspension', 'eases']),
  measures: names,
  stages: names.nullish().transform((stages) => stages ?? []),
  known_from: z.string(),
  effective_from: text,
  effective_to: text,
});

const reading = z.looseObject({ x: number, age_days: number }).nullish();
const overrides = { parameters: z.record(z.string(), z.unknown()).nullish(), groups: z.record(z.string(), names).nullish() };

/** Fields of a case that elements and suppliers share. */
const facts = {
  ...overrides,
  buyer: z.string(),
  as_of: z.string(),
  known_at: text,
  horizon_days: z.number().min(0).nullish(),
  governance: z.record(z.string(), z.looseObject({ pv: number, pv_se: number, wgi_mean: number }).nullable()).nullish(),
  signals: z.record(z.string(), reading).nullish(),
  measures: z.array(measure).nullish(),
  reliefs: z.array(relief).nullish(),
  end_use: text,
  at_stage: z.enum(STAGES).nullish(),
  control_record: z.record(z.string(), z.record(z.string(), z.looseObject({ n: z.number(), t: z.number() }))).nullish(),
  control_outcomes: z
    .array(
      z.looseObject({
        id: z.string(),
        measure: z.string(),
        elements: names,
        stages: names,
        buyer: z.string(),
        seen_to: z.string(),
        below: z.boolean(),
        known_from: z.string(),
      }),
    )
    .nullish(),
};

export const elementInputsSchema = z.looseObject({
  ...facts,
  element: z.string(),
  eol_rir: number,
  si_sr: number,
  annual_tonnes: number,
  stages: z.looseObject({
    mine: stageInputs,
    separation: stageInputs,
    refining: stageInputs,
    metal: stageInputs,
    magnet: stageInputs,
  }),
  cover: z.record(z.string(), z.number().nullable()).nullish(),
  cover_sigma: z.record(z.string(), z.number().nullable()).nullish(),
});

export const intervalInputs = elementInputsSchema.extend({ draws: z.number().int().positive().nullish() });

export const countryInputs = z.looseObject({ ...overrides, countries: names, elements: z.record(z.string(), elementInputsSchema) });

const feed = z.looseObject({ site: z.string(), dependency: number, essential: z.boolean().nullish(), element: text, share: number });
const site = z.looseObject({
  country: z.string(),
  stage: z.enum(['mine', 'separation', 'refining', 'metal', 'magnet']),
  elements: names,
  weight: number,
  replaceable: number,
  feeds: z.array(feed).nullish(),
});

export const supplierInputsSchema = z.looseObject({
  ...facts,
  sites: z.record(z.string(), site),
  elements: names.nullish(),
  cover_days: number,
  world_share: table.nullish(),
  listing: z.looseObject({ class: z.string(), china_content: number }).nullish(),
  china_content: number,
});

const signalCase = (name: string) =>
  z.looseObject({
    ...overrides,
    as_of: z.string(),
    known_at: text,
    series: z.literal(name),
    data: SIGNAL_CONTRACTS[name as keyof typeof SIGNAL_CONTRACTS].caseSeries,
  });
const [firstSignal, ...otherSignals] = SIGNAL_NAMES;

export const signalInputs = z.discriminatedUnion('series', [signalCase(firstSignal), ...otherSignals.map(signalCase)]);

const argumentLists = <T extends z.ZodType>(list: T) => z.array(list).optional();
const threeNumbers = z.tuple([z.number(), z.number(), z.number()]);
const oneNumber = z.tuple([z.number()]);

export const primitiveInputs = z.looseObject({
  ...overrides,
  p_exceed: argumentLists(threeNumbers),
  e_excess: argumentLists(threeNumbers),
  g_lag: argumentLists(oneNumber),
  nb_sf: argumentLists(threeNumbers),
  x_of_p: argumentLists(oneNumber),
  band: argumentLists(oneNumber),
  quantile: argumentLists(z.tuple([z.array(z.number()), z.number()])),
  half_square: argumentLists(threeNumbers),
  excess: argumentLists(threeNumbers),
  tilt: argumentLists(z.tuple([table, table, z.number()])),
  with_odds: argumentLists(z.tuple([z.number(), z.number()])),
  left: argumentLists(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])),
  stream: z
    .looseObject({ text: z.string(), gamma: z.array(z.number()), dirichlet: table, concentration: z.number().positive() })
    .optional(),
});

const caseFile = z.looseObject(
  {
    /** Version that the random streams are named by. */
    methodology: z.string().default('1.0.0'),
    groups: z.record(z.string(), names).default({}),
    parameters: z.record(z.string(), z.unknown()),
    /** Each case is validated by itself, so that an error in one does not keep the others from being scored. */
    cases: z.array(z.looseObject({ id: z.string(), kind: z.string().default(''), inputs: z.unknown().optional() })),
  },
  { error: 'expected an object with parameters, groups and cases' },
);

export interface ScoringCase {
  readonly id: string;
  readonly kind: string;
  readonly inputs?: unknown;
}

export interface ScoringCaseFile {
  readonly methodology: string;
  readonly groups: ElementGroups;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly cases: readonly ScoringCase[];
}

/** Reads `text` of a case file. Throws `RangeError` with one sentence when it is not one; `name` is what the sentence calls it. */
export function parseCaseFile(text: string, name: string): ScoringCaseFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${name} is not JSON: ${(error as Error).message}`);
  }
  return parse(caseFile, json, name);
}

/** Value of the schema's type. Throws `RangeError` that names the first field that is wrong. */
export function parse<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new RangeError(`${[name, ...(issue?.path ?? [])].map(String).join('.')}: ${issue?.message ?? 'is not valid'}`);
}
