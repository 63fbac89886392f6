import type { DocumentContext } from '#domain/explanations/document-context.ts';
import type { PublishedSubject } from '#domain/explanations/published-subject.ts';
import type { ShadowScoring } from '#domain/explanations/score-from-inputs.ts';
import type { AssembledElement } from '#domain/facts/element-inputs.ts';
import type { RefusedFact } from '#domain/facts/input-checks.ts';
import type { ReferenceIndex } from '#domain/facts/reference-index.ts';
import type { SeedOf } from '#domain/numbers/random-stream.ts';
import type { SignalRegistry } from '#domain/signals/signal.ts';
import type { SignalReader, SignalsOnDay } from '#domain/signals/signal-inputs.ts';
import type { CommonDraws } from '#domain/uncertainty/sampling.ts';
import type { Methodology, MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import type { EndUse, Subject, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { ElementInputs, SignalReadings, Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { ElementResult } from '#domain/vocabulary/scoring-result.ts';
import type { RunIdentity } from './run-scorer.ts';

/** A methodology document with its hash. */
export interface PinnedMethodology {
  readonly document: MethodologyDocument;
  readonly sha256: string;
}

/** The signals of a run, of whatever registry. */
export type RunSignals = SignalsOnDay<SignalRegistry>;

/** The facts and signals of a run as a methodology in shadow reads them: it may have other signals than the published one. */
export interface ShadowContext {
  readonly index: ReferenceIndex;
  readonly signals: SignalReadings;
}

/** The run, facts, signals and methodologies that the scorers of all subject types share. */
export interface ScoringContext {
  readonly run: RunIdentity;
  readonly index: ReferenceIndex;
  readonly methodology: Methodology;
  /** The other published methodologies, by version in byte order. */
  readonly alternatives: readonly Methodology[];
  readonly shadows: readonly ShadowContext[];
  /** The methodologies in shadow in another run. */
  readonly shadowsIn: (run: RunIdentity) => readonly ShadowContext[];
  readonly signals: RunSignals;
  readonly readSignals: SignalReader<SignalRegistry>;
  readonly registry: SignalRegistry;
  readonly context: DocumentContext;
  readonly seedOf: SeedOf;
  /** Draws that all subjects share, made on the first call. */
  readonly commonDraws: () => CommonDraws;
  readonly brief: boolean;
  /** End use of the buyers. */
  readonly endUse: EndUse;
  /** Stage that elements are scored at; null: at their worst. */
  readonly atStage: Stage | null;
  /** Why an element or a supplier cannot be scored for a buyer: a fact that it rests on is off. Null when it can. */
  readonly refusalOf: (subject: { readonly type: 'element' | 'supplier'; readonly id: string; readonly buyer: string }) => string | null;
  readonly refused: readonly RefusedFact[];
}

/** The scoring result of one subject and buyer, before hashes are added. */
export interface Found {
  readonly published: PublishedSubject;
  /** Facts whose change explains a movement. */
  readonly facts: { readonly inputs: unknown; readonly measures: unknown };
  readonly referenceIndices: Readonly<Record<string, unknown>>;
  /** Evidence ids beside those of the drivers. */
  readonly evidence: readonly string[];
  readonly draws: Float32Array | null;
}

export interface SubjectScoring {
  readonly type: SubjectType;
  readonly subjects: readonly Subject[];
  find(id: string, buyer: string): Found;
}

export interface ScoredElementOfBuyer {
  readonly assembled: AssembledElement;
  readonly result: ElementResult;
  /** Inputs that methodologies in shadow read in place of the published ones. */
  readonly shadows: readonly ShadowScoring<ElementInputs>[];
}

export interface ElementScorer extends SubjectScoring {
  /** The full score at central parameters, made once per element and buyer. */
  scored(element: string, buyer: string): ScoredElementOfBuyer;
}
