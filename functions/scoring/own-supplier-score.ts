import { type OwnSupplierVersion, ownSupplierRows, registerId, withOwnSupplier } from '#domain/assembly/own-supplier.ts';
import { citationsOf } from '#domain/documents/evidence-rows.ts';
import { referenceNames } from '#domain/documents/reference-names.ts';
import { refusalUpstream } from '#domain/input-checks.ts';
import { type CommonDraws, commonDraws } from '#domain/sampling.ts';
import type { HistoryPoint, ScoreDocument } from '#domain/score-document.ts';
import type { SignalReadings } from '#domain/scoring-inputs.ts';
import type { ExplainedRun } from '#domain/subject-change.ts';
import type { ExplanationDocument } from '#functions/ports/published-scores.ts';
import { historyPoint } from './history-point.ts';
import { type RunScorerInputs, sceneInRun, sceneOf, stamped } from './reference-run-scorer.ts';
import { REPLAY_DRAWS } from './replay-history.ts';
import type { RunIdentity } from './run-scorer.ts';
import type { ScoringScene } from './scoring-scene.ts';
import { foundSupplier, scoredSupplier } from './supplier-findings.ts';

/** How the suppliers of clients are scored; pure, so the same version gives the same whenever it is asked about. */
export interface OwnSupplierScores {
  /** `notes`: how the chain was read, in sentences. */
  score(supplier: OwnSupplierVersion, buyer: string): { readonly document: ScoreDocument; readonly notes: readonly string[] };
  /** The document without its interval and its alternatives: enough for order and filters, at a tenth of the work. */
  sketch(supplier: OwnSupplierVersion, buyer: string): ScoreDocument;
  explain(supplier: OwnSupplierVersion, buyer: string): ExplanationDocument;
  /** What the attribution of a change needs of a score, as cheap as a sketch. */
  explained(supplier: OwnSupplierVersion, buyer: string): ExplainedRun;
  /** A point for each day, with the facts and signals known on it; `versionOn`: what the supplier was then, `null` for no point. */
  history(days: readonly string[], versionOn: (day: string) => OwnSupplierVersion | null, buyer: string): readonly HistoryPoint[];
}

/** Scores with the facts of a run. `signals`: its readings; `null`: what the facts say of its day. */
export type OwnSupplierScorer = (run: RunIdentity, signals: SignalReadings | null) => OwnSupplierScores;

/**
 * Scores suppliers that clients have stored, each alone beside the shipped register: no score of anybody else depends on them. What runs of
 * a methodology share is made once.
 */
export function ownSupplierScorer(inputs: RunScorerInputs): OwnSupplierScorer {
  const scenes = new Map<string, ScoringScene>();
  return (run, signals) => {
    const key = `${run.methodology.version} ${run.methodology.sha256}`;
    const made = scenes.get(key) ?? sceneOf(run, inputs);
    scenes.set(key, made);
    const scene = sceneInRun(made, run);
    return scoresIn(signals === null ? scene : { ...scene, signals: { ...scene.signals, readings: signals } }, inputs);
  };
}

function scoresIn(shipped: ScoringScene, inputs: RunScorerInputs): OwnSupplierScores {
  const limitations = inputs.methodologies.get(shipped.run.methodology.version)?.document.limitations ?? [];
  let replayDraws: CommonDraws | null = null;
  const commonReplayDraws = (): CommonDraws => {
    replayDraws ??= commonDraws(shipped.methodology, REPLAY_DRAWS, inputs.seedOf);
    return replayDraws;
  };
  const scored = (supplier: OwnSupplierVersion, buyer: string, scene: ScoringScene) =>
    scoredSupplier(namedOf(supplier), buyer, besideShipped(supplier, brief(scene)));
  const sketched = (supplier: OwnSupplierVersion, buyer: string) =>
    scoredSupplier(namedOf(supplier), buyer, besideShipped(supplier, brief(shipped)), () => ({ alternatives: {}, interval: null }))
      .published;
  return {
    score(supplier, buyer) {
      const { published, assembled } = scored(supplier, buyer, shipped);
      return { document: published.document, notes: assembled.notes.map(({ text }) => text) };
    },
    sketch: (supplier, buyer) => sketched(supplier, buyer).document,
    explained(supplier, buyer) {
      const { document, explanation } = sketched(supplier, buyer);
      return { explanation: { ...document, ...explanation }, methodology: shipped.methodology, elements: {} };
    },
    explain(supplier, buyer) {
      const scene = besideShipped(supplier, shipped);
      const found = foundSupplier(namedOf(supplier), buyer, scene, {});
      return stamped(found, scene, citationsOf(scene.index.data), limitations).explanation;
    },
    history: (days, versionOn, buyer) =>
      days.flatMap((day) => {
        const version = versionOn(day);
        if (version === null) return [];
        const scene = { ...sceneOn(day, shipped), alternatives: [], commonDraws: commonReplayDraws };
        return [historyPoint(scored(version, buyer, scene).published, 'replayed')];
      }),
  };
}

const namedOf = ({ id, facts }: OwnSupplierVersion) => ({ id: registerId(id), subject: id, name: facts.name });

/** Without what only an explanation needs; the documents are the same. */
const brief = (scene: ScoringScene): ScoringScene => ({ ...scene, context: { ...scene.context, brief: true } });

/** The scene with the rows of this supplier. Methodologies in shadow are left out: they read the shipped register only. */
function besideShipped(supplier: OwnSupplierVersion, scene: ScoringScene): ScoringScene {
  const index = withOwnSupplier(scene.index, ownSupplierRows(supplier, scene.run.as_of));
  const refusalOf: ScoringScene['refusalOf'] = (subject) =>
    scene.refusalOf(subject) ?? refusalUpstream(scene.refused, index.data, subject.id);
  return { ...scene, index, refusalOf, shadows: [], context: { ...scene.context, names: referenceNames(index) } };
}

/** The same facts on another day, with what was known on it; the day of the run keeps the signals of the run. */
function sceneOn(day: string, scene: ScoringScene): ScoringScene {
  return day === scene.run.as_of ? scene : sceneInRun(scene, { ...scene.run, as_of: day, known_at: day });
}
