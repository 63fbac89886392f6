import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { countryCatalogue, elementCatalogue, supplierCatalogue } from '#domain/explanations/catalogue-documents.ts';
import { laneDocument } from '#domain/explanations/lane-document.ts';
import { signalDocuments, signalHistoryPoints } from '#domain/explanations/signal-documents.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds } from '#domain/facts/reference-index.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { outcomeRecord } from '#domain/track-record/outcome-record.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import type { ElementInputs, SignalReadings } from '#domain/vocabulary/scoring-inputs.ts';
import type { RunDocumentName } from '#functions/ports/published-scores.ts';
import { supplierCatalogueParts } from './catalogue-parts.ts';
import { supplierOutputs } from './critical-suppliers.ts';
import type { PinnedMethodology, ScoringContext } from './scoring-context.ts';

type RunDocument = readonly [RunDocumentName, unknown];

/** Documents of a run beside its scores; their shapes are in shared/contracts/run/run-documents.ts. `facts`: all editions, without refused measures. */
export function runDocuments(
  summaryContext: ScoringContext,
  methodologies: ReadonlyMap<string, PinnedMethodology>,
  facts: ReferenceData,
): readonly RunDocument[] {
  const { index, context, signals, readSignals, methodology, registry, run } = summaryContext;
  const cut = [run.known_at, run.as_of].sort()[0] ?? run.as_of;
  const { data } = index;
  const inputs = BUYERS.map((buyer) => [buyer, inputsOf(buyer, summaryContext)] as const);
  const states = signalDocuments(signals, data, methodology.parameters, registry);
  return [
    ['catalogue:elements', elementCatalogue(index)],
    ...supplierCatalogueParts(supplierCatalogue(index)),
    ['catalogue:countries', countryCatalogue(index, context.names)],
    ['signals', { signals: states }],
    ...states.map((state): RunDocument => {
      const history = signalHistoryPoints(state.theatre, readSignals, data, cut, registry);
      return [`signal:${state.theatre}`, { ...state, history }];
    }),
    ['outcome-record', JUDGING_RULES.map((rules) => outcomeRecord(facts, methodology, BUYERS, rules))],
    ['measures', { measures: data.policy }],
    ['sources', { sources: data.sources }],
    ['security-events', { events: data.eez_events, air_scrambles: data.air_scrambles ?? [], exercises: data.exercises }],
    ['control-events', { events: data.control_events ?? [] }],
    ...inputs.map(
      ([buyer, elements]): RunDocument => [
        `inputs:${buyer}`,
        { names: namesOf(summaryContext), elements, shadow_signals: shadowSignalsOf(summaryContext) },
      ],
    ),
    [
      'lanes',
      laneDocument(
        index,
        inputs.flatMap(([, elements]) => elements),
      ),
    ],
    ...BUYERS.map((buyer): RunDocument => [`supplier-inputs:${buyer}`, supplierInputsOf(buyer, summaryContext)]),
    ['supplier-outputs', { outputs: outputsOf(summaryContext) }],
    ['product-contents', { contents: data.product_contents ?? [] }],
    ...[...methodologies].map(([version, { document, sha256 }]): RunDocument => [`methodology:${version}`, { ...document, sha256 }]),
  ];
}

const namesOf = ({ index, context }: ScoringContext): Readonly<Record<string, string>> =>
  Object.fromEntries(elementIds(index.data).map((element) => [element, context.names.element(element)]));

/** Signals as the methodologies in shadow have read them, by version: what is scored on request for the run reads the same. */
const shadowSignalsOf = ({ shadows }: ScoringContext): Readonly<Record<string, SignalReadings>> =>
  Object.fromEntries(shadows.map(({ index, signals }) => [index.methodology.version, signals]));

/** The inputs from which the scores of the run are computed, kept so that scenarios can start from them. */
function inputsOf(buyer: string, { index, run, signals, refusalOf }: ScoringContext): readonly ElementInputs[] {
  const question = { buyer, as_of: run.as_of, known_at: run.known_at, signals: signals.readings };
  return elementIds(index.data)
    .filter((id) => refusalOf({ type: 'element', id, buyer }) === null)
    .map((element) => elementInputs(index, { element, ...question }).inputs);
}

/** Most suppliers whose inputs a run keeps for scenarios: a scenario scores all of them for its answer, which takes milliseconds for each. */
const MOST_SUPPLIERS_OF_A_SCENARIO = 2000;

/**
 * The inputs from which the scores of suppliers are computed; the measures that all of them share are written once. Of a register with more
 * suppliers than a scenario can score none are kept, and how many there are is said.
 */
function supplierInputsOf(buyer: string, { index, run, signals, refusalOf }: ScoringContext) {
  const question = { buyer, as_of: run.as_of, known_at: run.known_at, signals: signals.readings };
  const registered = suppliersOf(index.data.supplier_sites);
  if (registered.length > MOST_SUPPLIERS_OF_A_SCENARIO)
    return { owners: {}, shared: { measures: null, reliefs: null }, suppliers: [], too_many: registered.length };
  const all = registered
    .filter(({ id }) => refusalOf({ type: 'supplier', id, buyer }) === null)
    .map(({ id, name }) => ({ id, name, inputs: supplierInputs(index, { supplier: id, ...question }).inputs }));
  const { measures = null, reliefs = null } = all[0]?.inputs ?? {};
  return {
    owners: Object.fromEntries(index.data.supplier_sites.map(({ id, supplier }) => [id, supplier])),
    shared: { measures, reliefs },
    suppliers: all.map(({ id, name, inputs: { measures: _m, reliefs: _r, ...inputs } }) => ({ supplier: id, name, inputs })),
  };
}

function outputsOf(summaryContext: ScoringContext) {
  return supplierOutputs(summaryContext).map(({ supplier, name, element, stage, places }) => ({
    supplier,
    name,
    element,
    stage,
    output: Object.fromEntries(places.map(({ country, share }) => [country, share])),
  }));
}
