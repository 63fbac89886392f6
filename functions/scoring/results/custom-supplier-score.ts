import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { ExplainedRun } from '#domain/explanations/changes/subject-change.ts';
import { citationsOf } from '#domain/explanations/evidence-rows.ts';
import { referenceNames } from '#domain/explanations/reference-names.ts';
import { refusalUpstream } from '#domain/facts/input-checks.ts';
import { type CustomSupplierVersion, customSupplierRows, registerId, withCustomSupplier } from '#domain/facts/suppliers/custom-supplier.ts';
import { rememberByKey } from '#domain/numbers/memoized.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import { type CommonDraws, commonDraws } from '#domain/uncertainty/sampling.ts';
import { type EndUse, type HistoryPoint, PUBLISHED_END_USE, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { SignalReadings } from '#domain/vocabulary/scoring-inputs.ts';
import type { OwnScore } from '#functions/ports/own-supplier-scores.ts';
import type { ExplanationDocument } from '#functions/ports/published-scores.ts';
import { contextInRun, contextOf, type RunScorerInputs, stamped } from './reference-run-scorer.ts';
import { REPLAY_DRAWS } from './replay-history.ts';
import type { RunIdentity } from './run-scorer.ts';
import type { ScoringContext } from './scoring-context.ts';
import { foundSupplier, scoredSupplier } from './supplier-results.ts';

/** Scores of custom suppliers. Pure, so the same version always gives the same scores. */
export interface CustomSupplierScores {
  score(supplier: CustomSupplierVersion, buyer: string): OwnScore;
  /** The document without its interval and its alternatives: enough for order and filters, at a tenth of the work. */
  sketch(supplier: CustomSupplierVersion, buyer: string): ScoreDocument;
  explain(supplier: CustomSupplierVersion, buyer: string): ExplanationDocument;
  /** The inputs and figures of a score that attributing a change needs; costs as little as a sketch. */
  explained(supplier: CustomSupplierVersion, buyer: string): ExplainedRun;
  /** A point for each day, with what the supplier was and the facts and signals that were known on it. */
  history(days: readonly { readonly day: string; readonly supplier: CustomSupplierVersion }[], buyer: string): readonly HistoryPoint[];
}

/**
 * Makes a scorer of custom suppliers with the facts of a run. `signals`: readings of the run; `null`: those that the facts have for its
 * day. `endUse`: of the buyer; that of published scores when not given. `shadows`: readings by methodology in shadow; those of the facts for versions without.
 */
export type CustomSupplierScorer = (
  run: RunIdentity,
  signals: SignalReadings | null,
  more?: { readonly endUse?: EndUse; readonly shadows?: Readonly<Record<string, SignalReadings>> },
) => CustomSupplierScores;

/**
 * Scores suppliers that clients have stored, each alone beside the shipped register: no score of anybody else depends on them. What runs of
 * a methodology share is made once.
 */
export function customSupplierScorer(inputs: RunScorerInputs): CustomSupplierScorer {
  const remembered = rememberByKey();
  return (run, signals, { endUse = PUBLISHED_END_USE, shadows: given = {} } = {}) => {
    const shared = remembered(`${run.methodology.version} ${run.methodology.sha256}`, () => contextOf(run, inputs));
    const inRun = contextInRun(shared, run);
    const shadows = inRun.shadows.map((shadow) => ({ ...shadow, signals: given[shadow.index.methodology.version] ?? shadow.signals }));
    const context = { ...inRun, shadows, endUse };
    return scoresIn(signals === null ? context : { ...context, signals: { ...context.signals, readings: signals } }, inputs);
  };
}

function scoresIn(shipped: ScoringContext, inputs: RunScorerInputs): CustomSupplierScores {
  const limitations = inputs.methodologies.get(shipped.run.methodology.version)?.document.limitations ?? [];
  let replayDraws: CommonDraws | null = null;
  const commonReplayDraws = (): CommonDraws => {
    replayDraws ??= commonDraws(shipped.methodology, REPLAY_DRAWS, inputs.seedOf);
    return replayDraws;
  };
  const scored = (supplier: CustomSupplierVersion, buyer: string, context: ScoringContext) =>
    scoredSupplier(namedOf(supplier), buyer, besideShipped(supplier, brief(context)));
  const sketched = (supplier: CustomSupplierVersion, buyer: string) =>
    scoredSupplier(namedOf(supplier), buyer, besideShipped(supplier, { ...brief(shipped), shadows: [] }), () => ({
      alternatives: {},
      interval: null,
      draws: null,
    })).published;
  return {
    score(supplier, buyer) {
      const { published, assembled } = scored(supplier, buyer, shipped);
      return { document: published.document, drivers: published.drivers, notes: assembled.notes.map(({ text }) => text) };
    },
    sketch: (supplier, buyer) => sketched(supplier, buyer).document,
    explained(supplier, buyer) {
      const { document, explanation } = sketched(supplier, buyer);
      return { explanation: { ...document, ...explanation }, methodology: shipped.methodology, elements: {} };
    },
    explain(supplier, buyer) {
      const context = besideShipped(supplier, shipped);
      const found = foundSupplier(namedOf(supplier), buyer, context, {});
      // The index of a day leaves out what a later vintage replaced, which an explanation may cite; the rows of the client are in it alone.
      return stamped(found, context, citationsOf(inputs.data, context.index.data), limitations).explanation;
    },
    history: (days, buyer) =>
      days.map(({ day, supplier }) => {
        const context = { ...contextOn(day, shipped), alternatives: [], shadows: [], commonDraws: commonReplayDraws };
        return historyPoint(scored(supplier, buyer, context).published, 'replayed');
      }),
  };
}

/** A version as it is scored, of a supplier as it is stored. */
export const customSupplierVersion = ({ id, version, updated_at, supplier }: StoredSupplier): CustomSupplierVersion => ({
  id,
  version,
  stored_on: updated_at.slice(0, 10),
  facts: supplier,
});

const namedOf = ({ id, facts }: CustomSupplierVersion) => ({ id: registerId(id), subject: id, name: facts.name });

/** The context for documents alone, without the parts that only an explanation needs; documents come out the same. */
const brief = (context: ScoringContext): ScoringContext => ({ ...context, context: { ...context.context, brief: true } });

/** The context with the rows of this custom supplier added, also for the methodologies that read the facts in ways of their own. */
function besideShipped(supplier: CustomSupplierVersion, context: ScoringContext): ScoringContext {
  const rows = customSupplierRows(supplier, context.run.as_of);
  const index = withCustomSupplier(context.index, rows);
  const shadows = context.shadows.map((shadow) => ({ ...shadow, index: withCustomSupplier(shadow.index, rows) }));
  const refusalOf: ScoringContext['refusalOf'] = (subject) =>
    context.refusalOf(subject) ?? refusalUpstream(context.refused, index.data, subject.id);
  return { ...context, index, refusalOf, shadows, context: { ...context.context, names: referenceNames(index) } };
}

/** The context on another day, with what was known on it; the day of the run keeps the signals of the run. */
function contextOn(day: string, context: ScoringContext): ScoringContext {
  return day === context.run.as_of ? context : contextInRun(context, { ...context.run, as_of: day, known_at: day });
}
