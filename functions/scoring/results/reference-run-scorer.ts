import { createHash } from 'node:crypto';
import type { RunStamp } from '#domain/explanations/document-context.ts';
import { type Cite, citationsOf } from '#domain/explanations/evidence-rows.ts';
import { contentOf } from '#domain/explanations/recompute.ts';
import { referenceNames } from '#domain/explanations/reference-names.ts';
import { type RefusedFact, refusalsBy, refusedFacts } from '#domain/facts/input-checks.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { SeedOf } from '#domain/numbers/random-stream.ts';
import type { ExactFigures } from '#domain/runs/run-guard.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import type { SignalRegistry } from '#domain/signals/signal.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { type CommonDraws, commonDraws } from '#domain/uncertainty/sampling.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { BUYERS, type EndUse, PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';
import type { SignalReadings, Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { ExplanationDocument } from '#functions/ports/published-scores.ts';
import type { ScoredSubject } from '#functions/ports/run-rows.ts';
import { countryScoring } from './country-results.ts';
import { elementScoring } from './element-results.ts';
import { REPLAY_DRAWS } from './replay-history.ts';
import { runDocuments } from './run-documents.ts';
import type { RunIdentity, RunScorer } from './run-scorer.ts';
import type { Found, PinnedMethodology, RunSignals, ScoringContext, SubjectScoring } from './scoring-context.ts';
import { otherMethodologies } from './shadow-inputs.ts';
import { supplierScoring } from './supplier-results.ts';

export interface RunScorerInputs {
  readonly data: ReferenceData;
  /** Version -> document; the run's own version among them, the others give the alternatives. */
  readonly methodologies: ReadonlyMap<string, PinnedMethodology>;
  readonly seedOf: SeedOf;
  /** The signals that are known; those of `signals/registry.ts` when not given. */
  readonly registry?: SignalRegistry;
  /** A tenth of the draws and no parts that only an explanation needs: for rankings of other days. */
  readonly brief?: boolean;
  /** End use of the buyers: that of published scores when not given. A methodology that does not tell end uses apart takes no other. */
  readonly endUse?: EndUse;
  /** Scores elements at this stage alone; at their worst when not given. */
  readonly atStage?: Stage | null;
  /** Signals in place of those that the facts have for the day. */
  readonly readings?: SignalReadings;
}

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** The context of a run, shared by the scorers of all subject types. Throws for a methodology that is not part of this code. */
export function contextOf(
  run: RunIdentity,
  {
    data: allData,
    methodologies,
    seedOf,
    registry = SIGNALS,
    brief = false,
    endUse = PUBLISHED_END_USE,
    atStage = null,
    readings,
  }: RunScorerInputs,
): ScoringContext {
  const pinned = methodologies.get(run.methodology.version);
  if (pinned?.sha256 !== run.methodology.sha256) {
    throw new Error(`methodology ${run.methodology.version} with sha256 ${run.methodology.sha256} is not part of this code`);
  }
  const methodology = methodologyOf(pinned.document);
  const refused = refusedFacts(allData, methodology, registry);
  const data = withoutRefusedMeasures(allData, refused);
  const readSignals = signalReader(data, methodology.parameters, registry);
  const documents = [...methodologies.values()].map(({ document }) => document);
  const others = otherMethodologies(pinned.document, documents);
  const shadows = others.shadows.map((document) => {
    const shadow = methodologyOf(document);
    const off = refusedFacts(allData, shadow, registry);
    return { index: indexReferenceData(data, shadow, registry), read: signalReader(data, shadow.parameters, registry), off };
  });
  const shadowsIn = ({ as_of, known_at }: RunIdentity) =>
    shadows.map(({ index, read, off }) => ({ index, signals: withoutRefused(read(as_of, known_at), off).readings }));
  let common: CommonDraws | null = null;
  const index = indexReferenceData(data, methodology, registry);
  const ofFacts = withoutRefused(readSignals(run.as_of, run.known_at), refused);
  return {
    run,
    index,
    methodology,
    alternatives: others.alternatives,
    shadows: shadowsIn(run),
    shadowsIn,
    signals: readings === undefined ? ofFacts : { ...ofFacts, readings },
    refused,
    registry,
    refusalOf: refusalsBy(refused),
    readSignals,
    context: { run: stampOf(run), names: referenceNames(index), brief },
    brief,
    endUse,
    atStage,
    seedOf,
    commonDraws() {
      common ??= commonDraws(methodology, brief ? REPLAY_DRAWS : methodology.parameters.sampling.draws, seedOf);
      return common;
    },
  };
}

const stampOf = ({ run_id, as_of, known_at, started_at, methodology }: RunIdentity): RunStamp => ({
  run_id,
  as_of,
  known_at,
  computed_at: started_at,
  methodology,
});

/** The context of another run with the same facts and methodology: its day, its knowledge and its identity are replaced. */
export const contextInRun = (context: ScoringContext, run: RunIdentity): ScoringContext => ({
  ...context,
  run,
  signals: withoutRefused(context.readSignals(run.as_of, run.known_at), context.refused),
  shadows: context.shadowsIn(run),
  context: { ...context.context, run: stampOf(run) },
});

/**
 * The facts without refused measures. Subjects that such a measure reaches get no score; the others are scored without it, because its
 * dates and classes may be unreadable.
 */
function withoutRefusedMeasures(data: ReferenceData, refused: readonly RefusedFact[]): ReferenceData {
  const off = new Set(refused.filter(({ table }) => table === 'policy').map(({ row }) => row));
  if (off.size === 0) return data;
  const kept = (rows: ReferenceData['policy']): ReferenceData['policy'] => rows.filter(({ row }) => !off.has(row));
  const { policy, policy_supplement = [] } = data;
  return { ...data, policy: kept(policy), policy_supplement: kept(policy_supplement) };
}

/** A signal whose counts are off is unknown, which is not calm. */
function withoutRefused(signals: RunSignals, refused: readonly RefusedFact[]): RunSignals {
  const off = new Set(refused.map(({ signal }) => signal));
  const readings = Object.fromEntries(Object.entries(signals.readings).map(([name, reading]) => [name, off.has(name) ? null : reading]));
  return off.size === 0 ? signals : { ...signals, readings };
}

/** Scores the shipped facts: elements, suppliers and countries for all buyers. */
export function referenceRunScorer(run: RunIdentity, inputs: RunScorerInputs): RunScorer {
  const context = contextOf(run, inputs);
  const elements = elementScoring(context);
  const scorings: readonly SubjectScoring[] = [countryScoring(context, elements), elements, supplierScoring(context, elements)];
  const cite = citationsOf(inputs.data);
  const limitations = inputs.methodologies.get(run.methodology.version)?.document.limitations ?? [];
  return {
    subjects: scorings.flatMap((scoring) => scoring.subjects),
    buyers: BUYERS,
    horizonDays: context.methodology.parameters.horizon_days,
    refused: context.refused.map(({ table, row, reason }) => ({ what: `${table} ${row}`, reason })),
    findings(subject, buyer) {
      const scoring = scorings.find(({ type }) => type === subject.type);
      if (scoring === undefined) throw new Error(`${subject.type} is no type of subject`);
      return stamped(scoring.find(subject.id, buyer), context, cite, limitations);
    },
    documents: () => runDocuments(context, inputs.methodologies, withoutRefusedMeasures(inputs.data, context.refused)),
  };
}

/** Completes a scoring result with the facts that it cites, the limitations of the method, and the hashes by which it is checked. */
export function stamped(found: Found, context: ScoringContext, cite: Cite, limitations: readonly string[]): ScoredSubject {
  const { document, explanation, exact, drivers } = found.published;
  const cited = (explanation.drivers as readonly { readonly evidence: readonly string[] }[]).flatMap((driver) => driver.evidence);
  const whole: ExplanationDocument = {
    ...document,
    ...explanation,
    reference_indices: found.referenceIndices,
    evidence: cite([...cited, ...found.evidence]),
    limitations,
    inputs_sha256: sha256(explanation.inputs),
  };
  const content_sha256 = sha256(contentOf(whole));
  return {
    result: { document, exact: { ...exact, facts: factsOf(found, context) }, drivers, content_sha256 },
    explanation: { ...whole, content_sha256 },
    draws: found.draws,
  };
}

/** Steps of a quarter: the daily decay of a state is no news, a new peak is. */
const STATE_STEP = 0.25;

function factsOf({ facts }: Found, { run, signals }: ScoringContext): ExactFigures['facts'] {
  const states = Object.entries(signals.readings).map(([name, reading]) => {
    const x = reading?.x ?? null;
    return [name, x === null ? null : Math.round(x / STATE_STEP)];
  });
  return {
    inputs: sha256(facts.inputs),
    measures: sha256(facts.measures),
    signals: sha256(states),
    methodology: run.methodology.sha256,
    code: run.code_version,
  };
}
