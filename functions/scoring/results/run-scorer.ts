import { createHash } from 'node:crypto';
import { type Cite, citationsOf, type RunStamp } from '#domain/explanations/document-context.ts';
import { elementDocument } from '#domain/explanations/element-document.ts';
import { evidenceBeside } from '#domain/explanations/evidence-beside.ts';
import { referenceNames } from '#domain/explanations/labels.ts';
import { publishedIndices } from '#domain/explanations/published-indices.ts';
import {
  contentOf,
  type Disagreement,
  disagreements,
  type Explanation,
} from '#domain/explanations/recompute.ts';
import { eventsOn } from '#domain/explanations/signal-documents.ts';
import { type PublishedSubject, unscoredDocument } from '#domain/explanations/subject-document.ts';
import { supplierDocument } from '#domain/explanations/supplier-document.ts';
import {
  type Listing,
  listingsOfSites,
  type NameScreen,
  nameScreen,
} from '#domain/exposures/listed-names.ts';
import { type CustomSupplierRows, clientId } from '#domain/method/custom-supplier.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import {
  type EvidenceRow,
  elementIds,
  type FactIndex,
  type FactsOnDay,
  indexFacts,
} from '#domain/method/facts.ts';
import { type MethodologyDocument, type PinnedMethodology, parametersOf } from '#domain/method/parameters.ts';
import type { Pressure } from '#domain/method/pressure.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import {
  type CountryFeed,
  distinctFeeds,
  listedNamesOn,
  Register,
  type RegisterRows,
  suppliersOf,
  supplyingCountries,
} from '#domain/method/supplier-facts.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { memoized } from '#domain/numbers/memoized.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { countryTitle } from '#domain/vocabulary/country-names.ts';
import type { ReferenceData, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import {
  type EndUse,
  type MethodologyReference,
  PUBLISHED_END_USE,
  type Subject,
} from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { logger } from '#functions/http/logger.ts';
import type { RegisterPiece } from '#functions/store/runs/input-snapshots.ts';
import type { ScoredSubject } from '#functions/store/runs/run-rows.ts';
import type { ExplanationDocument, RunDocumentName } from '#functions/store/scores/published-scores.ts';
import {
  byStageAndSupplier,
  criticality,
  criticalSuppliers,
  missedBy,
  mostMissed,
  type SupplierOutput,
  supplierOutputs,
} from './critical-suppliers.ts';
import { runDocuments } from './run-documents.ts';

export type RunIdentity = Readonly<{
  run_id: string;
  as_of: string;
  known_at: string;
  /** `computed_at` of every document, so that a retry writes the same bytes. */
  started_at: string;
  methodology: MethodologyReference;
  code_version: string;
}>;

export type ScorerInputs = Readonly<{
  data: ReferenceData;
  methodology: PinnedMethodology;
  /** Answers of a reader in place of those of published scores. */
  asked?: Readonly<{
    end_use?: EndUse;
    cover_days?: number | null;
    at_stage?: Stage | null;
    /** Of a run, in place of that of the facts. */
    pressure?: Readonly<Record<string, Pressure>>;
  }>;
  /** Without what-ifs, chances of the calendar and critical suppliers. */
  brief?: boolean;
  custom?: CustomSupplierRows;
  /** Of a register so large that the facts have a part of it. */
  cut?: CutRegister;
}>;

/** All suppliers in byte order, and what elements take from the whole of it. */
export type CutRegister = Readonly<{
  suppliers: readonly string[];
  pieces: () => AsyncIterable<RegisterPiece>;
  makers?: ReadonlyMap<string, Makers>;
}>;

/** The same for every buyer: who makes most of an element, and which country feeds which. */
export type Makers = Readonly<{
  outputs: readonly SupplierOutput[];
  feeds: readonly CountryFeed[];
}>;

export async function makersIn(
  pieces: AsyncIterable<RegisterPiece>,
  facts: FactsOnDay,
): Promise<ReadonlyMap<string, Makers>> {
  const found = new Map(
    elementIds(facts.data).map((element): [string, Makers] => [element, { outputs: [], feeds: [] }]),
  );
  for await (const { suppliers, rows } of pieces) {
    const own = rows.sites.filter(({ supplier }) => suppliers.has(supplier));
    const fed = new Register(facts, rows).countryFeeds();
    const made = Map.groupBy(supplierOutputs(own, facts), ({ element }) => element);
    for (const [element, { outputs, feeds }] of found)
      found.set(element, {
        outputs: mostMissed([...outputs, ...(made.get(element) ?? [])]),
        feeds: distinctFeeds([...feeds, ...(fed.get(element) ?? [])]),
      });
  }
  return new Map(
    [...found].map(([element, { outputs, feeds }]) => [
      element,
      { outputs: outputs.toSorted(byStageAndSupplier), feeds },
    ]),
  );
}

/** Pure: the same pinned inputs give the same findings, in any order and batch. */
export type RunScorer = Readonly<{
  subjects: readonly Pick<Subject, 'type' | 'id'>[];
  buyers: readonly string[];
  horizonDays: number;
  facts: FactsOnDay;
  findings(subject: Readonly<{ type: string; id: string }>, buyer: string): ScoredSubject;
  /** Without citations and hashes, which cost as much as the score. */
  published(subject: Readonly<{ type: string; id: string }>, buyer: string): PublishedSubject;
  supplierInputs(id: string, buyer: string, end_use: EndUse): SupplierInputs;
  documents(): AsyncIterable<readonly [RunDocumentName, unknown]>;
}>;

/** Of a large register it scores the named subjects only. */
export type MakeRunScorer = (
  run: RunIdentity,
  inputsSha256: string,
  subjects?: readonly Pick<Subject, 'type' | 'id'>[],
) => Promise<RunScorer>;

const sha256 = (value: unknown, known?: ReadonlyMap<unknown, string>) =>
  createHash('sha256').update(canonicalJson(value, known)).digest('hex');

const indexes = new WeakMap<ReferenceData, FactIndex>();

export function factIndexOf(data: ReferenceData, methodology: MethodologyDocument): FactIndex {
  const kept = indexes.get(data);
  const index = kept?.methodology === methodology ? kept : indexFacts(data, methodology);
  indexes.set(data, index);
  return index;
}

export const shippedRegister = ({
  supplier_sites,
  supplier_links,
  external_parties,
}: ReferenceData): RegisterRows => ({
  sites: supplier_sites,
  links: supplier_links,
  parties: external_parties,
});

const registers = new WeakMap<FactsOnDay, Register>();

function registerOf(facts: FactsOnDay): Register {
  const register = registers.get(facts) ?? new Register(facts, shippedRegister(facts.data));
  registers.set(facts, register);
  return register;
}

const screens = new WeakMap<FactsOnDay, NameScreen>();

function listingsOf(sites: readonly SupplierSiteRow[], facts: FactsOnDay): readonly Listing[] {
  const [first] = sites;
  if (first === undefined || first.quality !== 'custom') return listingsOfSites(sites, listedNamesOn(facts));
  const screen = screens.get(facts) ?? nameScreen(listedNamesOn(facts));
  screens.set(facts, screen);
  return screen(
    first.supplier_name,
    sites.map(({ country }) => country),
  );
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** First the country with most sites that run, then with most sites. */
export function countriesOfWorks(
  sites: readonly Readonly<{ country: string; operating: string | null }>[],
): readonly string[] {
  const sitesIn = (country: string, some = sites): number =>
    some.filter((site) => site.country === country).length;
  const running = sites.filter(({ operating }) => operating === 'yes' || operating === 'partial');
  return distinct(sites.map(({ country }) => country)).toSorted(
    (one, other) => sitesIn(other, running) - sitesIn(one, running) || sitesIn(other) - sitesIn(one),
  );
}

/** Throws for another methodology than this code's. */
export function runScorer(run: RunIdentity, inputs: ScorerInputs): RunScorer {
  const { data, methodology, asked = {}, brief = false, custom, cut } = inputs;
  if (methodology.sha256 !== run.methodology.sha256)
    throw new Error(
      `methodology ${run.methodology.version} with sha256 ${run.methodology.sha256} is not part of this code`,
    );
  const index = factIndexOf(data, methodology.document);
  const facts = index.on(run.as_of, run.known_at);
  const { parameters } = facts;
  const pressure = asked.pressure ?? facts.pressure;
  const shipped = shippedRegister(data);
  const rows =
    custom === undefined
      ? shipped
      : {
          ...shipped,
          sites: [...shipped.sites, ...custom.sites],
          links: [...shipped.links, ...custom.links],
        };
  const register =
    custom === undefined
      ? registerOf(facts)
      : new Register(facts, { ...custom, parties: [] }, registerOf(facts));
  const names = referenceNames({ ...data, supplier_sites: rows.sites });
  const stamp: RunStamp = {
    run_id: run.run_id,
    as_of: run.as_of,
    known_at: run.known_at,
    computed_at: run.started_at,
    methodology: run.methodology,
  };
  const context = { run: stamp, names };
  const countryFeeds = memoized((_: 'all') => register.countryFeeds());
  const makers = memoized(
    (element: string): Makers =>
      cut?.makers?.get(element) ?? {
        outputs: mostMissed(supplierOutputs(rows.sites, facts, element)),
        feeds: countryFeeds('all').get(element) ?? [],
      },
  );
  const missed = memoized((buyer: string) =>
    memoized((element: string) => missedBy(elementInputsOf(element, buyer).inputs, facts)),
  );
  const question = (buyer: string) => ({
    buyer,
    end_use: asked.end_use ?? PUBLISHED_END_USE,
    cover_days: asked.cover_days ?? null,
  });
  const withPressure = <Inputs extends ElementInputs | SupplierInputs>(of: Inputs): Inputs =>
    ({ ...of, pressure }) as Inputs;

  function elementInputsOf(id: string, buyer: string) {
    const { inputs: whole, evidence } = facts.element(id, question(buyer));
    const { at_stage = null } = asked;
    const inputs = at_stage === null ? whole : { ...whole, stage: at_stage };
    return { inputs: withPressure<ElementInputs>(inputs), evidence };
  }

  function elementFound(id: string, buyer: string): readonly [PublishedSubject, readonly EvidenceRow[]] {
    const { inputs: of, evidence } = elementInputsOf(id, buyer);
    const { outputs = [], feeds = [] } = brief ? {} : makers(id);
    const more = brief
      ? {}
      : {
          critical_suppliers: criticalSuppliers(outputs, of, missed(buyer)(id)),
          feeds,
          ...evidenceBeside(id, buyer, facts),
        };
    return [elementDocument({ inputs: of, evidence, parameters, pressure, brief, more }, context), evidence];
  }

  function supplierFound(id: string, buyer: string): readonly [PublishedSubject, readonly EvidenceRow[]] {
    const { inputs: of, evidence, due_within_horizon } = register.supplier(id, question(buyer));
    const sites = register.sitesOf(id);
    const delivered = of.sites.length > 0 ? of.sites : sites;
    const company = sites.length > 0 ? undefined : data.companies.find((row) => row.id === id);
    const published = supplierDocument(
      {
        type: 'supplier',
        name: sites[0]?.supplier_name ?? company?.name ?? id,
        countries: company === undefined ? countriesOfWorks(sites) : [company.country],
        elements:
          company?.sells ??
          distinct(
            (delivered as readonly Readonly<{ elements: readonly string[] }>[]).flatMap(
              ({ elements }) => elements,
            ),
          ),
        inputs: withPressure(of),
        evidence,
        parameters,
        pressure,
        due: due_within_horizon,
        brief,
        feedersOf: (element) =>
          register
            .feeders(of, element)
            .map((feeder) => ({ ...feeder, supplier: feeder.supplier && clientId(feeder.supplier) })),
        more: brief
          ? {}
          : {
              criticality: criticality(sites, facts, missed(buyer)),
              listings: listingsOf(sites, facts),
            },
      },
      context,
    );
    return [published, evidence];
  }

  function countryFound(id: string, buyer: string): readonly [PublishedSubject, readonly EvidenceRow[]] {
    const { inputs: of, evidence } = register.country(id, question(buyer));
    const published = supplierDocument(
      {
        type: 'country',
        name: countryTitle(names.country(id)),
        countries: [id],
        elements: distinct(of.sites.flatMap(({ elements }) => elements)),
        inputs: withPressure(of),
        evidence,
        parameters,
        pressure,
        due: [],
        brief,
      },
      context,
    );
    return [published, evidence];
  }

  function found(
    type: string,
    id: string,
    buyer: string,
  ): readonly [PublishedSubject, readonly EvidenceRow[]] {
    try {
      if (type === 'element') return elementFound(id, buyer);
      return type === 'supplier' ? supplierFound(id, buyer) : countryFound(id, buyer);
    } catch (error) {
      const isOfFacts = error instanceof RangeError;
      if (!isOfFacts)
        logger().error('a subject was left out', {
          run_id: run.run_id,
          subject: `${type} ${id}`,
          buyer,
          error,
        });
      const subject = {
        type: type as Subject['type'],
        id,
        name: type === 'country' ? countryTitle(names.country(id)) : id,
      };
      const plain = {
        subject,
        buyer,
        end_use: asked.end_use ?? PUBLISHED_END_USE,
        elements: [],
        countries: [],
        pressure,
        parameters,
      };
      return [
        unscoredDocument(
          plain,
          'insufficient_data',
          `A fact that it rests on cannot be read: ${isOfFacts ? error.message : error}`,
          { inputs: null },
          context,
        ),
        [],
      ];
    }
  }

  let cite: Cite | null = null;
  let events: ReturnType<typeof eventsOn> | null = null;
  const suppliers = cut?.suppliers ?? suppliersOf(rows.sites, data.companies).map(({ id }) => id);
  const subjects = (): RunScorer['subjects'] => [
    ...supplyingCountries(facts).map((id) => ({ type: 'country', id }) as const),
    ...elementIds(data).map((id) => ({ type: 'element', id }) as const),
    ...suppliers.map((id) => ({ type: 'supplier', id }) as const),
  ];
  let listed: RunScorer['subjects'] | null = null;
  const whole = async function* () {
    yield { suppliers: new Set(suppliers), rows };
  };
  return {
    get subjects() {
      listed ??= subjects();
      return listed;
    },
    buyers: BUYERS,
    horizonDays: parameters.horizon,
    facts,
    findings(subject, buyer) {
      const [published, evidence] = found(subject.type, subject.id, buyer);
      const indices =
        subject.type === 'element' && published.explanation.inputs !== null
          ? publishedIndices(elementInputsOf(subject.id, buyer).inputs, facts)
          : {};
      cite ??= citationsOf(data, { ...data, supplier_sites: rows.sites, supplier_links: rows.links });
      events ??= eventsOn(facts);
      return stamped(
        published,
        evidence,
        { reference_indices: indices, security_events: events },
        cite,
        run,
        methodology.document.limitations,
      );
    },
    published: (subject, buyer) => found(subject.type, subject.id, buyer)[0],
    supplierInputs: (id, buyer, end_use) =>
      withPressure(register.supplier(id, { ...question(buyer), end_use }).inputs),
    documents: () =>
      runDocuments({
        index,
        facts,
        register: rows,
        pieces: cut?.pieces ?? whole,
        cut: cut?.suppliers.length ?? null,
        names,
        methodology,
        elementInputsOf: (id, buyer) => elementInputsOf(id, buyer).inputs,
      }),
  };
}

function stamped(
  { document, explanation, exact, drivers, nodes }: PublishedSubject,
  evidence: readonly EvidenceRow[],
  beside: Readonly<Record<'reference_indices' | 'security_events', unknown>>,
  cite: Cite,
  run: RunIdentity,
  limitations: readonly string[],
): ScoredSubject {
  const cited = [
    ...explanation.drivers.flatMap((driver) => driver.evidence),
    ...evidence.filter(({ use }) => use !== 'measure').map(({ row }) => row),
  ];
  const texts = new Map<unknown, string>();
  for (const part of [...Object.values(explanation.inputs ?? {}), explanation.inputs])
    if (typeof part === 'object') texts.set(part, canonicalJson(part, texts));
  const whole: ExplanationDocument = {
    ...document,
    ...explanation,
    ...beside,
    evidence: cite(cited),
    limitations,
    inputs_sha256: sha256(explanation.inputs, texts),
  };
  const content_sha256 = contentHash(whole, texts);
  const { measures, readings, pressure, ...structure } = (explanation.inputs ?? {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    result: {
      document,
      exact: {
        score: exact,
        contributions_sum:
          exact === null ? null : explanation.drivers.reduce((sum, driver) => sum + driver.exact_points, 0),
        published_hundredths:
          exact === null
            ? null
            : explanation.drivers.reduce((sum, { points }) => sum + Math.round(100 * points), 0),
        facts: {
          inputs: sha256({ ...structure, as_of: null }, texts),
          measures: sha256([measures, readings], texts),
          signals: sha256(pressure ?? null, texts),
          methodology: run.methodology.sha256,
          code: run.code_version,
        },
      },
      drivers,
      content_sha256,
    },
    explanation: { ...whole, content_sha256 },
    draws: nodes && Float32Array.from(nodes),
  };
}

export const contentHash = (explanation: object, known?: ReadonlyMap<unknown, string>): string =>
  sha256(contentOf(explanation), known);

/** Where an explanation differs from what its inputs give, and from its own hashes. */
export function recomputed(
  explanation: Explanation,
  { document, sha256: method }: PinnedMethodology,
): readonly Disagreement[] {
  const published = explanation.methodology.sha256;
  if (method !== published) return [{ field: 'methodology.sha256', published, recomputed: method }];
  const hashes = { inputs_sha256: sha256(explanation.inputs), content_sha256: contentHash(explanation) };
  return [
    ...disagreements(explanation, parametersOf(document)),
    ...Object.entries(hashes).flatMap(([field, again]) =>
      explanation[field] === again ? [] : [{ field, published: explanation[field], recomputed: again }],
    ),
  ];
}
