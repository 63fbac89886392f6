/**
 * Documents beside the scores, immutable and of one run. Objects are open: readers of `/v1` tolerate new
 * fields.
 */
import * as z from 'zod';
import type { ElementInputs } from '#domain/method/element.ts';
import type { SuppliedElement, SupplierInputs } from '#domain/method/supplier.ts';
import type { Source } from '#domain/method/ways.ts';
import { listedNamesRow, policyRow } from '#domain/vocabulary/reference-data.ts';
import { CONTROL_CLASSES, STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { THEATRE, THEATRES } from '#domain/vocabulary/theatres.ts';
import { typed } from '../store/typed.ts';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();
const countryCodes = z.array(z.string()).describe('ISO 3166-1 alpha-3 codes, or EUU (European Union).');
const stages = z
  .array(z.string())
  .describe(`Stages of the supply chain in processing order: ${STAGES.join(', ')}.`);

export const evidenceSchema = z.looseObject({
  row: z.string(),
  source: z.string(),
  source_url: nullableText,
  date: z.string(),
  quality: z.string(),
  known_from: z.string(),
  sent_by: z.string().optional(),
  note: z.string().nullable().optional(),
});

export const elementEntrySchema = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    group: z.string(),
    stages: stages,
    world_supply_tonnes: nullableNumber,
    supply_basis: nullableText,
    eol_rir: nullableNumber,
    si_sr: nullableNumber,
    price_usd_per_kg: nullableNumber,
    byproduct_share: nullableNumber,
    main_end_uses: nullableText,
    named_capacity: z
      .array(
        z.looseObject({
          stage: z.string(),
          tonnes_per_year: z.record(z.string(), z.number()),
        }),
      )
      .optional(),
    evidence: evidenceSchema,
  })
  .describe('An element or mineral that is scored.');

/** Runs before there were places lack them. */
const placeShape = {
  latitude: nullableNumber.optional(),
  longitude: nullableNumber.optional(),
  coordinate_precision: z.string().optional(),
};

export const supplierSiteSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  city: nullableText,
  country: z.string(),
  ...placeShape,
  stage: z.string(),
  elements: z.array(z.string()),
  product: nullableText,
  operating: nullableText,
  status: z.string(),
  capacity_tonnes_per_year: nullableNumber,
  capacity_type: nullableText,
  evidence: evidenceSchema,
});

export const listingSchema = z
  .looseObject({
    match: z.string().describe('itself, parent, acquirer, or near: no hit.'),
    list: z.string(),
    name: z.string().describe('As it is listed.'),
    listed: z.string(),
    notice: nullableText,
    measure: nullableText,
    note: nullableText,
    summary: z.string(),
    summary_code: z.string(),
    summary_params: z.record(z.string(), z.unknown()),
  })
  .describe("A name on one of China's lists.");

/** `listed-names`. */
export const listedNamesDocumentSchema = z.looseObject({
  names: z.array(
    z.looseObject({
      list: listedNamesRow.shape.list,
      name: z.string(),
      aliases: z.array(z.string()),
      name_zh: nullableText,
      country: nullableText,
      listed: z.string(),
      ended: nullableText,
      measure: nullableText,
      note: nullableText,
      notice: nullableText,
    }),
  ),
});

export const supplierEntrySchema = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()).optional(),
    unconfirmed_names: z.array(z.string()).optional(),
    parent: nullableText.optional(),
    countries: countryCodes,
    elements: z.array(z.string()).describe('Elements its sites deliver or process, or that a trader sells.'),
    stages: stages,
    listings: z.array(listingSchema).optional(),
    sites: z.array(supplierSiteSchema),
  })
  .describe('A company with its sites.');

export const countryEntrySchema = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    ...placeShape,
    elements: z.array(z.string()),
    political_stability: nullableNumber,
    wgi_mean: nullableNumber,
    evidence: evidenceSchema.nullable(),
  })
  .describe('A country that supplies scored elements.');

const securityEventSchema = z
  .looseObject({
    row: z.string().describe('Evidence id.'),
    id: z.string(),
    day: z.string(),
    day_precision: z.string().optional(),
    end_day: nullableText,
    theatre: z
      .string()
      .optional()
      .describe(`${THEATRES.join(', ')} or elsewhere.`),
    kind: z.string(),
    actors: z.array(z.string()),
    place: z.string(),
    detail: z.string(),
    passage: nullableText,
    count: nullableNumber.optional(),
    source: z.string(),
    source_url: nullableText,
    known_from: z.string().describe('Day from which it was public.'),
    stated_from: z.string().exactOptional(),
    superseded_from: z.string().exactOptional(),
  })
  .describe('A security event in the waters or airspace around Japan and Taiwan.');

export const theatreEventsSchema = z
  .looseObject({
    from: z.string(),
    to: z.string(),
    count: nullableNumber.describe(
      'Events by the state that the theatre watches, on the days that have been read; null where none has been.',
    ),
    days_unread: z.int(),
    newest: z.array(securityEventSchema),
  })
  .describe('What escalated in a theatre in the last weeks. No score counts it.');

export const THEATRES_IN_WORDS = THEATRES.map(
  (theatre) => `\`${theatre}\`: ${THEATRE[theatre].en} (${THEATRE[theatre].series.join(', ')}).`,
).join(' ');

export const signalStateSchema = z.looseObject({
  theatre: z.string().describe(THEATRES_IN_WORDS),
  name: z.string(),
  index: nullableNumber.describe(
    'Pressure: where the last weeks stand among those of the last three years, percent of days that were calmer. Null is unknown, never calm.',
  ),
  multiplier: z.number(),
  status: z.string().describe('`current`, `stale` (older than the window: its effect fades) or `unknown`.'),
  status_reason: nullableText,
  age_days: nullableNumber.describe('Days between the newest observation and the day of the scores.'),
  stale_after_days: z.int(),
  data_as_of: nullableText.describe('Day of the newest observation.'),
  series: z.record(z.string(), nullableNumber).describe('The same percentile for each series of counts.'),
  summary: z.string().describe('One sentence for a reader who does not know the method.'),
  security_events: theatreEventsSchema,
  sources: z.array(z.string()).describe('Ids of the sources, as in /v1/sources.'),
});

/** `signals` */
export const signalsDocumentSchema = z.looseObject({
  signals: z.array(signalStateSchema),
  pressure: z.record(
    z.string(),
    z.looseObject({
      index: nullableNumber,
      day: nullableNumber,
      age: nullableNumber,
      multiplier: z.number(),
      series: z.record(z.string(), nullableNumber),
    }),
  ),
});

export const signalPointSchema = z.looseObject({
  date: z.string(),
  index: nullableNumber,
  raw: z.record(z.string(), z.unknown()),
});

/** `signal:<name>`, oldest first. */
export const signalDocumentSchema = signalStateSchema.extend({ history: z.array(signalPointSchema) });

const provenanceShape = {
  row: z.string().describe('Evidence id.'),
  source: z.string(),
  source_url: nullableText,
  quality: z.string().describe('Grade of its source, A to C or high to low.'),
  known_from: z.string().describe('Day from which it was public.'),
  note: nullableText,
};
export const tradeRatioSchema = z
  .looseObject({
    element: z.string(),
    origin: z
      .string()
      .optional()
      .describe('Who sends; `ALL` of what the buyer imports from everybody, which is no evidence.'),
    buyer: z.string().describe('A code, or `ALL` for the whole flow.'),
    measures: z.array(z.string()).describe('Measures that the flow stood under.'),
    reporter: z.string(),
    code: z.string().describe('Customs code.'),
    months: z.record(z.string(), z.number()),
    clean: z.boolean(),
    doubtful: z.boolean().optional(),
    before_kg: z.number().nullable(),
    ratio: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    below: z.boolean().nullable(),
    known_from: z.string(),
  })
  .describe('Trade under a measure in a quarter.');
export const licenceDecisionSchema = z
  .looseObject({
    ...provenanceShape,
    id: z.string(),
    measure: nullableText.describe('The control that it was taken under.'),
    elements: z.array(z.string()),
    product: z.string(),
    buyers: z.array(z.string()),
    decision: z.string(),
    detail: z.string().describe('How many, what part, for whom.'),
  })
  .describe('A decision on export licences. It changes no score.');

/** Dates are whole or `YYYY-MM` or `YYYY`. */
export const measuresDocumentSchema = z.looseObject({
  measures: z.array(policyRow),
  trade: z.array(tradeRatioSchema),
  licences: z.array(licenceDecisionSchema),
});
const runObservationsSchema = z.looseObject({ rows: z.record(z.string(), z.array(z.string())) });
/** Ids by signal; null: the run is older than this document. */
export const runObservations = (document: unknown): Readonly<Record<string, readonly string[]>> | null =>
  document === null ? null : runObservationsSchema.parse(document).rows;

export const sourceEntrySchema = z
  .looseObject({
    id: z.string(),
    title: z.string(),
    publisher: z.string(),
    url: nullableText,
    licence: z.string(),
    redistribution: z.string(),
    cadence: z.string(),
    tables: z.array(z.string()),
    newest_date: nullableText,
    read_on: z.string(),
  })
  .describe('A publisher or compilation that scores draw on.');

/** Table -> day -> counts. */
export const observedCountsSchema = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.unknown())),
);

/** `security-events` */
export const securityEventsDocumentSchema = z.looseObject({
  events: z.array(securityEventSchema),
  read: z.array(z.looseObject({ from: z.string(), to: z.string() })),
  exercises: z
    .array(
      z
        .looseObject({
          ...provenanceShape,
          name: z.string(),
          start: z.string(),
          end: z.string(),
          trigger: nullableText,
        })
        .describe('A named exercise around Taiwan.'),
    )
    .optional(),
});

/** `control-events` */
export const controlEventsDocumentSchema = z.looseObject({
  events: z.array(
    z
      .looseObject({
        ...provenanceShape,
        id: z.string(),
        origin: z.string(),
        actor_kind: z.string(),
        goods: z.string(),
        measure_type: z.string(),
        control_class: nullableText,
        targets: z.array(z.string()),
        elements: z.array(z.string()),
        stages: z.array(z.string()),
        announced: nullableText,
        effective_from: nullableText,
        effective_to: nullableText,
        outcome: z.string(),
        policy_id: nullableText,
      })
      .describe('A restriction of exports or a stoppage of supply anywhere in the world.'),
  ),
});

export const shortageSchema = z
  .looseObject({
    ...provenanceShape,
    id: z.string(),
    elements: z.array(z.string()).describe('Symbols, also of elements that are not scored.'),
    product: z.string(),
    buyer: z.string().describe('Country of the users, or `ALL`.'),
    begins: nullableText,
    ends: nullableText,
    kind: z
      .string()
      .describe(
        'production_stopped, production_reduced, force_majeure, rationing, no_offers, stock_days (how long stocks last), price_gap (dearer than in China), relief, no_shortage, or a later word.',
      ),
    severity: z.string(),
    speaks_for: z.string(),
    who: z.string(),
    statement: z.string(),
    cause: z.string(),
  })
  .describe('What a user of an element reported of its supply. It changes no score.');
/** `shortages` */
export const shortagesDocumentSchema = z.looseObject({ reports: z.array(shortageSchema) });

/** `sources` */
export const sourcesDocumentSchema = z.looseObject({ sources: z.array(sourceEntrySchema) });
/** Both included. */
export const daySpanSchema = z.strictObject({ from: z.string(), to: z.string() });
/** In the document `sources`. */
export const coverageDocumentSchema = z.looseObject({
  coverage: z.array(z.looseObject({ id: z.string(), spans: z.array(daySpanSchema) })),
});

const stage = z.enum(STAGES);
const codes = z.array(z.string());
const controls = {
  measures: z.array(
    z.object({
      id: z.string(),
      control_class: z.enum(CONTROL_CLASSES),
      origins: codes,
      targets: codes,
      coverage: z.partialRecord(stage, z.number()),
      known_from: z.string(),
      effective_from: nullableText,
      ended: nullableText,
      suspended_from: nullableText,
      suspended_to: nullableText,
      extended_to: z.array(z.string()),
    }),
  ),
  readings: z.array(
    z.object({
      id: z.string(),
      origin: z.string(),
      buyer: z.string(),
      seen_to: z.string(),
      below: z.boolean(),
    }),
  ),
};
const supply = {
  stages: z.partialRecord(stage, z.object({ world: z.record(z.string(), z.number()) })),
  eol: nullableNumber,
  demand_share: z.number(),
};
const situation = {
  buyer: z.string(),
  as_of: z.string(),
  pv: z.record(z.string(), nullableNumber),
  theta: z.number(),
  pressure: z.record(z.enum(THEATRES), z.object({ multiplier: z.number() })),
};

/** `inputs:<buyer>`, in byte order, under the names of the specification. */
export const elementInputsDocumentSchema = z.looseObject({
  names: z.record(z.string(), z.string()).describe('Symbol -> name.'),
  elements: z.array(
    typed<ElementInputs>(
      z.object({
        ...situation,
        ...controls,
        ...supply,
        element: z.string(),
        si: nullableNumber,
        cover: z.record(z.string(), z.number()).nullable(),
      }),
    ),
  ),
});

/** `supplier-inputs:<buyer>`. What suppliers need of every element is written once. */
export const supplierInputsDocumentSchema = z.looseObject({
  elements: z
    .record(z.string(), typed<SuppliedElement>(z.object({ ...controls, ...supply })))
    .describe('What suppliers share of an element; every element of the run.'),
  sources: z
    .record(z.string(), typed<Source>(z.object({ country: z.string(), stage: stage.nullable() })))
    .describe('What the sources of their feed live on.'),
  too_many: z
    .int()
    .exactOptional()
    .describe('Suppliers of a register that is too large for scenarios: then none stand here.'),
  suppliers: z.array(
    z.looseObject({
      name: z.string(),
      inputs: typed<Omit<SupplierInputs, 'elements' | 'sources'> & Readonly<{ symbols: readonly string[] }>>(
        z.object({
          ...situation,
          supplier: z.string(),
          symbols: z.array(z.string()),
          unscored: nullableText,
          sites: z.array(z.object({ id: z.string(), country: z.string(), stage })),
          available: z.number(),
          listed: z.boolean(),
          by_stage: z.boolean(),
        }),
      ),
    }),
  ),
});

/** Throws for a supplier of an element that is not there. */
export const suppliersIn = ({
  elements,
  sources,
  suppliers,
}: z.output<typeof supplierInputsDocumentSchema>): readonly Readonly<{
  name: string;
  inputs: SupplierInputs;
}>[] =>
  suppliers.map(({ name, inputs: { symbols, ...inputs } }) => {
    const ofElements = symbols.map((symbol) => {
      const of = elements[symbol];
      if (of === undefined)
        throw new Error(`${inputs.supplier} rests on ${symbol}, whose inputs are missing`);
      return [symbol, of] as const;
    });
    return { name, inputs: { ...inputs, sources, elements: Object.fromEntries(ofElements) } };
  });

/** Of a cut register: outputs are in `supplier-outputs:<part>`. */
export const outputPartsSchema = z.looseObject({ first_ids: z.array(z.string()) });

/** Part of the country's output; null where the register does not know it. */
export const supplierOutputsDocumentSchema = z.looseObject({
  outputs: z.array(
    z.looseObject({
      supplier: z.string(),
      name: z.string(),
      element: z.string(),
      stage: z.string(),
      output: z.record(z.string(), nullableNumber),
    }),
  ),
});

const parts = z.record(z.string(), z.number());

export const laneTransitsSchema = z.looseObject({
  to: z.string(),
  status: z.string(),
  ships_a_day: z.number(),
  ratio: nullableNumber,
  same_weeks: z.record(z.string(), z.number()),
  source: z.string(),
});

/** Parts of each flow that pass a lane, and of each buyer's supply; those of lanes are never to be added. */
export const lanesDocumentSchema = z.looseObject({
  transits: z.record(z.string(), laneTransitsSchema),
  routes: z.array(z.looseObject({ buyer: z.string(), origin: z.string(), stage: z.string(), lanes: parts })),
  dependence: z.array(
    z.looseObject({
      buyer: z.string(),
      element: z.string(),
      stage: z.string(),
      origins: parts,
      lanes: parts,
      unknown: z.number(),
    }),
  ),
});

/** Grams in one unit. */
export const productContentsDocumentSchema = z.looseObject({
  contents: z.array(
    z.looseObject({
      row: z.string(),
      source: z.string(),
      source_url: nullableText,
      quality: z.string(),
      product: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      unit: z.string(),
      unit_words: z.string(),
      element: z.string(),
      grams_per_unit: z.number(),
      grams_low: nullableNumber,
      grams_high: nullableNumber,
    }),
  ),
});
