/**
 * Documents that a run writes beside the scores, as the API reads them: catalogues, signals, measures,
 * sources. All are immutable and
 * of one run. Objects are open: a run may add fields, and a reader of `/v1` has to tolerate new ones.
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

/** Where a fact comes from. */
export const evidenceSchema = z
  .looseObject({
    row: z.string().describe('Evidence id: the row of the reference data, unique and stable.'),
    source: z.string().describe('Publication or compilation the fact was taken from.'),
    source_url: nullableText.describe('Address of the source; null when it has none.'),
    date: z.string().describe('Day or period the fact speaks of, as the source words it.'),
    quality: z.string().describe('Grade of the fact, A is best.'),
    known_from: z
      .string()
      .describe('Day since which the fact was public; earlier dates are scored without it.'),
    sent_by: z
      .string()
      .optional()
      .describe(
        'Who sent it, where it came in as an observation: id of the API key, or the collector. Rows that ship have none.',
      ),
    note: z
      .string()
      .nullable()
      .optional()
      .describe('Of an observation: whether its counts are held down until somebody else states the same.'),
  })
  .describe('A fact with its source.');

export const elementEntrySchema = z
  .looseObject({
    id: z.string().describe('Chemical symbol; graphite is `C`, fluorspar `CaF2`.'),
    name: z.string(),
    group: z.string().describe('Group of the element, for example HREE (heavy rare earths).'),
    stages: stages,
    world_supply_tonnes: nullableNumber.describe('World supply, tonnes a year.'),
    supply_basis: nullableText.describe('What the tonnes count: oxide, contained metal, ...'),
    eol_rir: nullableNumber.describe('End-of-life recycling input rate, 0 to 1.'),
    si_sr: nullableNumber.describe(
      'Substitution index of the EU criticality method, 0 (easy to replace) to 1.',
    ),
    price_usd_per_kg: nullableNumber,
    byproduct_share: nullableNumber.describe(
      'Part of the supply that is a by-product of another metal, 0 to 1.',
    ),
    main_end_uses: nullableText,
    named_capacity: z
      .array(
        z.looseObject({
          stage: z.string(),
          tonnes_per_year: z.record(z.string(), z.number()).describe('Goods -> tonnes a year.'),
        }),
      )
      .optional()
      .describe(
        'By stage: companies and sites of the register, and tonnes a year by goods, of plants that run.',
      ),
    evidence: evidenceSchema,
  })
  .describe('An element or mineral that is scored.');

/** Documents of runs before there were places lack them. */
const placeShape = {
  latitude: nullableNumber.optional(),
  longitude: nullableNumber.optional(),
  coordinate_precision: z
    .string()
    .optional()
    .describe(
      'What the coordinates are the middle of: `place`, `city`, `region` or `country`; `source`: as the source gives them; `unknown`: there are none, or nobody said.',
    ),
};

export const supplierSiteSchema = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    city: nullableText,
    country: z.string(),
    ...placeShape,
    stage: z.string(),
    elements: z.array(z.string()),
    product: nullableText,
    operating: nullableText.describe('yes, partial or no; null is unknown.'),
    status: z.string(),
    capacity_tonnes_per_year: nullableNumber,
    capacity_type: nullableText.describe('Whether the capacity is actual output, nameplate, planned, ...'),
    evidence: evidenceSchema,
  })
  .describe('A site of a supplier: what it makes, and where.');

/** A name on one of China's lists beside a company. */
export const listingSchema = z
  .looseObject({
    match: z.string().describe('itself, parent, acquirer, or near: no hit.'),
    list: z.string().describe('export_control, watch or unreliable_entity.'),
    name: z.string().describe('As it is listed.'),
    listed: z.string().describe('Day of listing.'),
    notice: nullableText.describe('Address of the notice.'),
    measure: nullableText.describe('Its row of /v1/measures: whether it is suspended.'),
    note: nullableText,
    summary: z.string(),
    summary_code: z.string().describe('Code of the text, the same in every language.'),
    summary_params: z.record(z.string(), z.unknown()).describe('Parameters of the text.'),
  })
  .describe("A name on one of China's lists.");

/** `listed-names`: names on the lists that were known by the day. */
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
    aliases: z
      .array(z.string())
      .optional()
      .describe(
        'Other names by which /v1/lookups finds it: former and short ones, those of its plants, tickers.',
      ),
    unconfirmed_names: z
      .array(z.string())
      .optional()
      .describe('Names that no source bears out: /v1/lookups shows them as candidates.'),
    parent: nullableText.optional().describe('Who owns it; null: nobody, or not known.'),
    countries: countryCodes,
    elements: z.array(z.string()).describe('Elements its sites deliver or process, or that a trader sells.'),
    stages: stages,
    listings: z.array(listingSchema).optional(),
    sites: z.array(supplierSiteSchema),
  })
  .describe('A company with its sites.');

export const countryEntrySchema = z
  .looseObject({
    id: z.string().describe('ISO 3166-1 alpha-3 code.'),
    name: z.string(),
    ...placeShape,
    elements: z.array(z.string()).describe('Elements with a share of world supply from this country.'),
    political_stability: nullableNumber.describe(
      'World Governance Indicators, political stability, -2.5 to 2.5 (higher is more stable).',
    ),
    wgi_mean: nullableNumber.describe('Mean of the six World Governance Indicators, -2.5 to 2.5.'),
    evidence: evidenceSchema.nullable(),
  })
  .describe('A country that supplies scored elements.');

/** An event as all who show it have it. */
const securityEventSchema = z
  .looseObject({
    row: z.string().describe('Evidence id.'),
    id: z.string(),
    day: z.string().describe('Day, or month or year where no source gives the day.'),
    day_precision: z.string().optional().describe('day, month or year.'),
    end_day: nullableText.describe('Last day; null for one day, or where no source gives the end.'),
    theatre: z
      .string()
      .optional()
      .describe(`${THEATRES.join(', ')} or elsewhere.`),
    kind: z.string(),
    actors: z.array(z.string()).describe('Whose act it was; empty where it is not known.'),
    place: z.string().describe('Where it was, as the source words it.'),
    detail: z.string(),
    passage: nullableText.describe('The words of the source.'),
    count: nullableNumber.optional().describe('How often, of a kind that is counted over a period.'),
    source: z.string(),
    source_url: nullableText,
    known_from: z.string().describe('Day from which it was public.'),
    stated_from: z.string().exactOptional().describe('Day from which this version was known.'),
    superseded_from: z.string().exactOptional().describe('Day from which a later version was.'),
  })
  .describe('A security event in the waters or airspace around Japan and Taiwan.');

/** Security events of a theatre beside its pressure. */
export const theatreEventsSchema = z
  .looseObject({
    from: z.string(),
    to: z.string(),
    count: nullableNumber.describe(
      'Events by the state that the theatre watches, on the days that have been read; null where none has been.',
    ),
    days_unread: z.int().describe('Days of them that nobody has read.'),
    newest: z.array(securityEventSchema).describe('The newest by that state, however old.'),
  })
  .describe('What escalated in a theatre in the last weeks. No score counts it.');

export const THEATRES_IN_WORDS = THEATRES.map(
  (theatre) => `\`${theatre}\`: ${THEATRE[theatre].en} (${THEATRE[theatre].series.join(', ')}).`,
).join(' ');

export const signalStateSchema = z
  .looseObject({
    theatre: z.string().describe(THEATRES_IN_WORDS),
    name: z.string(),
    index: nullableNumber.describe(
      'Pressure: where the last weeks stand among those of the last three years, percent of days that were calmer. Null is unknown, never calm.',
    ),
    multiplier: z
      .number()
      .describe('Factor on the long-run rate of a crisis in this theatre; 1 where nothing is known.'),
    status: z.string().describe('`current`, `stale` (older than the window: its effect fades) or `unknown`.'),
    status_reason: nullableText,
    age_days: nullableNumber.describe('Days between the newest observation and the day of the scores.'),
    stale_after_days: z
      .int()
      .describe(
        'Days after which the newest observation is stale: its effect then fades by half every so many days.',
      ),
    data_as_of: nullableText.describe('Day of the newest observation.'),
    series: z.record(z.string(), nullableNumber).describe('The same percentile for each series of counts.'),
    summary: z.string().describe('One sentence for a reader who does not know the method.'),
    security_events: theatreEventsSchema,
    sources: z.array(z.string()).describe('Ids of the sources, as in /v1/sources.'),
  })
  .describe('Pressure in a theatre.');

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

export const signalPointSchema = z
  .looseObject({
    date: z.string().describe('Day the observation speaks of.'),
    index: nullableNumber.describe('Pressure of that day; null is unknown.'),
    raw: z.record(z.string(), z.unknown()).describe('Counts of the day; null where the publisher gave none.'),
  })
  .describe('One day of a signal.');

/** `signal:<name>`: the state, and every day, oldest first. */
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
    reporter: z.string().describe('Whose customs counted it.'),
    code: z.string().describe('Customs code.'),
    months: z
      .record(z.string(), z.number())
      .describe('Month -> kilograms; one that is not published is absent.'),
    clean: z
      .boolean()
      .describe(
        'Whether the code holds controlled goods of the element and little else; only then is it evidence.',
      ),
    doubtful: z
      .boolean()
      .optional()
      .describe('Whether it rests on months that one weak source states; then it is no evidence.'),
    before_kg: z
      .number()
      .nullable()
      .describe('Kilograms a month, on average, before the control; null: too few are known.'),
    ratio: z
      .number()
      .nullable()
      .describe('Of an average month to one before, with the ends of its interval.'),
    low: z.number().nullable().describe('Lower end.'),
    high: z.number().nullable().describe('Upper end.'),
    below: z
      .boolean()
      .nullable()
      .describe('Below 80 %; null where the interval spans it, which is no evidence.'),
    known_from: z.string(),
  })
  .describe('Trade under a measure in a quarter.');
/** A decision on export licences, as it was reported. */
export const licenceDecisionSchema = z
  .looseObject({
    ...provenanceShape,
    id: z.string(),
    measure: nullableText.describe('The control that it was taken under.'),
    elements: z.array(z.string()),
    product: z.string(),
    buyers: z.array(z.string()).describe('Countries, or `ALL`.'),
    decision: z.string().describe('granted, refused or pending.'),
    detail: z.string().describe('How many, what part, for whom.'),
  })
  .describe('A decision on export licences. It changes no score.');

/** `measures`: the policy rows of the reference data, as they are. Dates are whole or `YYYY-MM` or `YYYY`. */
export const measuresDocumentSchema = z.looseObject({
  measures: z.array(policyRow),
  trade: z.array(tradeRatioSchema),
  licences: z.array(licenceDecisionSchema),
});
const runObservationsSchema = z.looseObject({ rows: z.record(z.string(), z.array(z.string())) });
/**
 * Evidence ids of the observations that a run has read, by signal; `null`: the run is older than this
 * document.
 */
export const runObservations = (document: unknown): Readonly<Record<string, readonly string[]>> | null =>
  document === null ? null : runObservationsSchema.parse(document).rows;

export const sourceEntrySchema = z
  .looseObject({
    id: z.string(),
    title: z.string(),
    publisher: z.string(),
    url: nullableText,
    licence: z.string().describe('Licence or terms the publisher states.'),
    redistribution: z.string().describe('What may be passed on.'),
    cadence: z.string().describe('How often the publisher updates.'),
    tables: z.array(z.string()).describe('Tables of the reference data that come from it.'),
    newest_date: nullableText.describe('Newest day its rows speak of; null where they do not speak of days.'),
    read_on: z.string().describe('Last day we read the publisher.'),
  })
  .describe('A publisher or compilation that scores draw on.');

/** `observed-counts`: table of observations -> day -> counts by name. */
export const observedCountsSchema = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.unknown())),
);

/** `security-events` */
export const securityEventsDocumentSchema = z.looseObject({
  events: z.array(securityEventSchema),
  read: z
    .array(z.looseObject({ from: z.string(), to: z.string() }))
    .describe(
      'Days whose releases have been read, as spans: on any other day no event means that nobody has looked.',
    ),
  exercises: z
    .array(
      z
        .looseObject({
          ...provenanceShape,
          name: z.string(),
          start: z.string().describe('First day.'),
          end: z.string().describe('Last day.'),
          trigger: nullableText.describe(
            'Event that commentators name as its reason; null where they name none.',
          ),
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
        origin: z.string().describe('Country whose exports it concerns.'),
        actor_kind: z
          .string()
          .describe(
            'Who did it: government, court, company, armed_group, unrest, conflict, border_closure or fuel_blockade.',
          ),
        goods: z.string().describe('Goods in words, also those that are not scored.'),
        measure_type: z.string(),
        control_class: nullableText.describe(
          'Class of the methodology; null for what counts as no control: a tax, a threat, a statement, a stoppage.',
        ),
        targets: z.array(z.string()),
        elements: z.array(z.string()),
        stages: z.array(z.string()),
        announced: nullableText,
        effective_from: nullableText,
        effective_to: nullableText,
        outcome: z
          .string()
          .describe(
            'As known today, whatever `known_at`: enforced, withdrawn, never_enforced, waived, or end_not_read (no source read says whether it ended).',
          ),
        policy_id: nullableText.describe(
          'The row of /v1/measures that is the same measure and counts in its place.',
        ),
      })
      .describe('A restriction of exports or a stoppage of supply anywhere in the world.'),
  ),
});

/** A report of a shortage, or that there is none. */
export const shortageSchema = z
  .looseObject({
    ...provenanceShape,
    id: z.string(),
    elements: z.array(z.string()).describe('Symbols, also of elements that are not scored.'),
    product: z.string(),
    buyer: z.string().describe('Country of the users, or `ALL`.'),
    begins: nullableText.describe('First day, month or year that it speaks of.'),
    ends: nullableText.describe('The last; null where the report names none.'),
    kind: z
      .string()
      .describe(
        'production_stopped, production_reduced, force_majeure, rationing, no_offers, stock_days (how long stocks last), price_gap (dearer than in China), relief, no_shortage, or a later word.',
      ),
    severity: z.string().describe('high, medium, low or none, as the report words it.'),
    speaks_for: z
      .string()
      .describe('`user`; `trade`: an official or a whole trade; `customs`: it only retells customs figures.'),
    who: z.string().describe('Who reported it, or of whom it was reported.'),
    statement: z.string().describe('What was reported, in words of ours.'),
    cause: z.string(),
  })
  .describe('What a user of an element reported of its supply. It changes no score.');
/** `shortages` */
export const shortagesDocumentSchema = z.looseObject({ reports: z.array(shortageSchema) });

/** `sources` */
export const sourcesDocumentSchema = z.looseObject({ sources: z.array(sourceEntrySchema) });
/** Days in a row, both ends included. */
export const daySpanSchema = z.strictObject({ from: z.string(), to: z.string() });
/** Days of collected sources that had been read, in the document `sources`. */
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

/**
 * `inputs:<buyer>`: what the scorer was given for every element, in byte order, under the names of the
 * scoring specification.
 */
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

/**
 * `supplier-inputs:<buyer>`: what the scorer was given for every supplier, under the names of the scoring
 * specification. What suppliers need of every element, and what their sources live on, is written once.
 */
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
      inputs: typed<Omit<SupplierInputs, 'elements' | 'sources'> & { readonly symbols: readonly string[] }>(
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

/**
 * Suppliers of the document with what their scores depend on. Throws for one that rests on an element that is
 * not there.
 */
export const suppliersIn = ({
  elements,
  sources,
  suppliers,
}: z.output<typeof supplierInputsDocumentSchema>): readonly {
  readonly name: string;
  readonly inputs: SupplierInputs;
}[] =>
  suppliers.map(({ name, inputs: { symbols, ...inputs } }) => {
    const ofElements = symbols.map((symbol) => {
      const of = elements[symbol];
      if (of === undefined)
        throw new Error(`${inputs.supplier} rests on ${symbol}, whose inputs are missing`);
      return [symbol, of] as const;
    });
    return { name, inputs: { ...inputs, sources, elements: Object.fromEntries(ofElements) } };
  });

/**
 * `supplier-outputs` of a register that is cut: outputs are in `supplier-outputs:<part>`, in the parts of the
 * catalogue of suppliers.
 */
export const outputPartsSchema = z.looseObject({ first_ids: z.array(z.string()) });

/**
 * `supplier-outputs`: country -> part of its output of the element at the stage; null where the register does
 * not know it.
 */
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

const partsByLane = z.record(z.string(), z.number());

export const laneTransitsSchema = z
  .looseObject({
    to: z.string().describe('Last day read.'),
    status: z.string().describe('current, or stale after a month.'),
    ships_a_day: z.number().describe('Mean of four weeks.'),
    ratio: nullableNumber.describe('To a year before.'),
    same_weeks: z.record(z.string(), z.number()).describe('Ships a day in the same weeks, by year.'),
    source: z.string(),
  })
  .describe('Ships that pass; no score rests on it.');

/**
 * `lanes`: which part of each flow, and of each buyer's supply, passes a strait, canal or sea; 0 to 1, never
 * to be added.
 */
export const lanesDocumentSchema = z.looseObject({
  transits: z.record(z.string(), laneTransitsSchema),
  routes: z.array(
    z.looseObject({ buyer: z.string(), origin: z.string(), stage: z.string(), lanes: partsByLane }),
  ),
  dependence: z.array(
    z.looseObject({
      buyer: z.string(),
      element: z.string(),
      stage: z.string(),
      lanes: partsByLane,
      unknown: z.number(),
    }),
  ),
});

/** `product-contents`: grams of an element in one unit of a product. */
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
