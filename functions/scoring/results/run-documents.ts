import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { countryCatalogue, elementCatalogue, supplierCatalogue } from '#domain/explanations/catalogue-documents.ts';
import type { Names } from '#domain/explanations/document-context.ts';
import { laneDocument } from '#domain/explanations/lane-document.ts';
import { signalDocuments, signalHistoryPoints } from '#domain/explanations/signal-documents.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { elementIds, type FactIndex, type FactsOnDay } from '#domain/method/facts.ts';
import type { PinnedMethodology } from '#domain/method/parameters.ts';
import type { Sources, SuppliedElement, SupplierInputs } from '#domain/method/supplier.ts';
import { listedNamesOn, Register, type RegisterRows, suppliersOf } from '#domain/method/supplier-facts.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import { EVENT_SOURCE } from '#domain/signals/security-events.ts';
import { isoDate } from '#domain/time/calendar.ts';
import { coveredDays, spansOf } from '#domain/time/coverage.ts';
import { outcomeRecord } from '#domain/track-record/outcome-record.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import type { RunDocumentName } from '#functions/store/published-scores.ts';
import { supplierOutputs } from './critical-suppliers.ts';

type RunDocument = readonly [RunDocumentName, unknown];

/** Sources that the documents of a run are made of. */
export interface RunDocumentSources {
  readonly index: FactIndex;
  readonly facts: FactsOnDay;
  readonly register: RegisterRows;
  readonly names: Names;
  readonly methodology: PinnedMethodology;
  readonly elementInputsOf: (element: string, buyer: string) => ElementInputs;
}

/** Documents of a run beside its scores; their shapes are in shared/contracts/run/run-documents.ts. */
export function runDocuments(sources: RunDocumentSources): readonly RunDocument[] {
  const { index, facts, register, names, methodology, elementInputsOf } = sources;
  const { data } = facts;
  const inputs = BUYERS.map((buyer) => [buyer, elementIds(data).map((element) => elementInputsOf(element, buyer))] as const);
  const states = signalDocuments(facts);
  return [
    ['catalogue:elements', elementCatalogue(facts)],
    ...supplierCatalogueParts(supplierCatalogue({ data: { ...data, supplier_sites: register.sites }, day: facts.day, known: facts.known })),
    ['catalogue:countries', countryCatalogue(facts, names)],
    ['signals', { signals: states, pressure: facts.pressure }],
    ...states.map((state): RunDocument => [`signal:${state.theatre}`, { ...state, history: signalHistoryPoints(state.theatre, facts) }]),
    [
      'observed-counts',
      Object.fromEntries(
        SIGNALS.map(({ name, countsByDay }) => [name, Object.fromEntries(countsByDay(data, isoDate(facts.known)))] as const),
      ),
    ],
    ['outcome-record', JUDGING_RULES.map((rules) => outcomeRecord(index, facts.as_of, BUYERS, rules))],
    ['measures', { measures: data.policy, trade: elementIds(data).flatMap(facts.tradeRatios) }],
    ['sources', { sources: data.sources, coverage: data.coverage.map(({ id, spans }) => ({ id, spans })) }],
    ['security-events', { events: data.security_events, read: spansOf(coveredDays(data, EVENT_SOURCE)), exercises: data.exercises }],
    ['control-events', { events: data.control_events }],
    ...inputs.map(
      ([buyer, elements]): RunDocument => [
        `inputs:${buyer}`,
        { names: Object.fromEntries(elementIds(data).map((element) => [element, names.element(element)])), elements },
      ],
    ),
    [
      'lanes',
      laneDocument(
        facts,
        inputs.flatMap(([, elements]) => elements),
      ),
    ],
    ...BUYERS.map((buyer): RunDocument => [`supplier-inputs:${buyer}`, supplierInputsOf(buyer, facts, register)]),
    ['supplier-outputs', { outputs: supplierOutputs(register.sites, facts) }],
    ['listed-names', { names: listedNamesOn(facts) }],
    ['product-contents', { contents: data.product_contents }],
    ['methodology', { ...methodology.document, sha256: methodology.sha256 }],
  ];
}

/** Most suppliers whose inputs a run keeps for scenarios: a scenario scores all of them for its answer, which takes milliseconds for each. */
const MOST_SUPPLIERS_OF_A_SCENARIO = 2000;

/** The inputs of every supplier's score; what suppliers need of every element, and what their sources live on, is written once. */
export interface SupplierInputsDocument {
  readonly elements: Readonly<Record<string, SuppliedElement>>;
  readonly sources: Sources;
  readonly suppliers: readonly {
    readonly name: string;
    readonly inputs: Omit<SupplierInputs, 'elements' | 'sources'> & { readonly symbols: readonly string[] };
  }[];
  /** How many suppliers the register has, where they are too many for a scenario. */
  readonly too_many?: number;
}

function supplierInputsOf(buyer: string, facts: FactsOnDay, rows: RegisterRows): SupplierInputsDocument {
  const registered = suppliersOf(rows.sites);
  const register = new Register(facts, rows);
  const elements = Object.fromEntries(
    elementIds(facts.data).flatMap((element) => {
      const found = register.element(element);
      return found === null ? [] : [[element, found] as const];
    }),
  );
  if (registered.length > MOST_SUPPLIERS_OF_A_SCENARIO) return { elements, sources: {}, suppliers: [], too_many: registered.length };
  const all = registered.flatMap(({ id, name }) => readableInputs(register, id, buyer).map((inputs) => ({ name, inputs })));
  return {
    elements,
    sources: Object.assign({}, ...all.map(({ inputs }) => inputs.sources)),
    suppliers: all.map(({ name, inputs: { elements: used, sources: _written, ...inputs } }) => ({
      name,
      inputs: { ...inputs, symbols: Object.keys(used) },
    })),
  };
}

/** None where a fact of the supplier cannot be read, for which it has no score either: one such row must not hold back the scores of all others. */
function readableInputs(register: Register, id: string, buyer: string): readonly SupplierInputs[] {
  try {
    return [register.supplier(id, { buyer }).inputs];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Entries of a part: about 120 KB gzipped, so that a page or one supplier is read in one item. */
const ENTRIES_PER_PART = 500;
/** Names of a part: about 200 KB gzipped. */
const NAMES_PER_PART = 4000;

const partsOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));

/** The catalogue of suppliers as one document, or in parts where one would be too large to be read for a single supplier. */
export function supplierCatalogueParts(catalogue: ReturnType<typeof supplierCatalogue>): readonly (readonly [RunDocumentName, unknown])[] {
  const { entries } = catalogue;
  if (entries.length <= ENTRIES_PER_PART) return [['catalogue:suppliers', catalogue]];
  const parts = partsOf(entries, ENTRIES_PER_PART);
  const names = partsOf(
    entries.map(({ id, name, aliases, countries, listings }) => ({ id, name, aliases, countries, listings })),
    NAMES_PER_PART,
  );
  const index = {
    total: entries.length,
    entries_per_part: ENTRIES_PER_PART,
    first_ids: parts.map((part) => part[0]?.id ?? ''),
    name_parts: names.length,
  };
  return [
    ['catalogue:suppliers', index],
    ...parts.map((part, number) => [`catalogue:suppliers:${number}`, { entries: part }] as const),
    ...names.map((part, number) => [`names:suppliers:${number}`, { entries: part }] as const),
  ];
}
