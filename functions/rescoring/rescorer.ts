import { signalDocuments } from '#domain/explanations/signal-documents.ts';
import { recentOf } from '#domain/numbers/memoized.ts';
import { rankingPages, ranksOf } from '#domain/runs/ranking.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { hasEndUses, methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import type { PointInTime, Rescorer, ScoreStored } from '#functions/ports/rescorer.ts';
import {
  type CustomSupplierScores,
  customSupplierScorer,
  customSupplierVersion,
} from '#functions/scoring/results/custom-supplier-score.ts';
import { dayExplainer } from '#functions/scoring/results/explained-days.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import type { RunIdentity, RunScorer } from '#functions/scoring/results/run-scorer.ts';

/** Scorers kept for the days requested last: pages of a ranking and neighbours of a subject come in a row. */
const REMEMBERED = 4;

/** No run made it. */
const NO_RUN = 'r0000000000';

/**
 * A stand-in for the identity of a run, for days that are scored without one. Throws `RangeError` for a methodology that is not part of
 * this code.
 */
function noRunOn({ as_of, known_at, methodology }: Pick<PointInTime, 'as_of' | 'known_at' | 'methodology'>): RunIdentity {
  const sha256 = bundledMethodologies.get(methodology)?.sha256;
  if (sha256 === undefined) throw new RangeError(`methodology ${methodology} is not part of this code`);
  return {
    run_id: NO_RUN,
    as_of,
    known_at,
    started_at: `${as_of}T00:00:00.000Z`,
    code_version: '',
    methodology: { version: methodology, sha256 },
  };
}

/** A scorer of stored suppliers from a scorer of versions. */
const scoringStored = (scores: CustomSupplierScores): ScoreStored => ({
  score: async (stored, buyer) => scores.score(customSupplierVersion(stored), buyer),
  sketch: async (stored, buyer) => scores.sketch(customSupplierVersion(stored), buyer),
  explain: async (stored, buyer) => scores.explain(customSupplierVersion(stored), buyer),
  explained: async (stored, buyer) => scores.explained(customSupplierVersion(stored), buyer),
  history: async (days, buyer) =>
    scores.history(
      days.map(({ day, stored }) => ({ day, supplier: customSupplierVersion(stored) })),
      buyer,
    ),
});

/** Scores any day, and custom suppliers, from these facts. Nothing is read from the store, and nothing is written. */
export function rescorerOf(data: ReferenceData): Rescorer {
  const remembered: { readonly key: string; readonly scorer: RunScorer }[] = [];
  function scorerOf(when: PointInTime, brief: boolean): RunScorer {
    const key = JSON.stringify([when.as_of, when.known_at, when.methodology, when.end_use, when.at_stage, when.signals, brief]);
    return recentOf(
      remembered,
      (one) => one.key === key,
      REMEMBERED,
      () => ({ key, scorer: newScorer(when, brief) }),
    ).scorer;
  }
  const inputs = { data, methodologies: bundledMethodologies, seedOf: sha256Seed };
  const scoresOf = customSupplierScorer(inputs);
  const explainDay = dayExplainer(inputs);
  const newScorer = (when: PointInTime, brief: boolean): RunScorer =>
    referenceRunScorer(noRunOn(when), {
      ...{ ...inputs, brief, endUse: when.end_use, atStage: when.at_stage ?? null },
      ...(when.signals === undefined ? {} : { readings: when.signals }),
    });
  return {
    methodologies: [PUBLISHED_METHODOLOGY, ...[...bundledMethodologies.keys()].filter((version) => version !== PUBLISHED_METHODOLOGY)],
    withEndUses: [...bundledMethodologies].filter(([, { document }]) => hasEndUses(methodologyOf(document))).map(([version]) => version),
    async find({ type, id, buyer }, when) {
      const scorer = scorerOf(when, false);
      if (!scorer.subjects.some((subject) => subject.type === type && subject.id === id)) return null;
      const { result, explanation } = scorer.findings({ type, id }, buyer);
      return { document: result.document, explanation };
    },
    explained: async ({ type, id, buyer }, when) => explainDay(noRunOn(when), { type, id }, buyer),
    async ranking(type, buyer, when) {
      const scorer = scorerOf(when, true);
      const results = scorer.subjects.filter((subject) => subject.type === type).map((subject) => scorer.findings(subject, buyer));
      const ranks = ranksOf(
        results.map(({ result }) => ({ id: result.document.subject.id, score: result.exact.score })),
        new Map(results.flatMap(({ result, draws }) => (draws === null ? [] : [[result.document.subject.id, draws]]))),
      );
      const documents = results.map(({ result: { document } }) => ({ ...document, rank: ranks.get(document.subject.id) ?? null }));
      return rankingPages(NO_RUN, type, buyer, documents, Math.max(1, documents.length)).flatMap(({ rows }) => rows);
    },
    async signals({ as_of, known_at, methodology }) {
      const document = bundledMethodologies.get(methodology)?.document;
      if (document === undefined) throw new RangeError(`methodology ${methodology} is not part of this code`);
      const { parameters } = methodologyOf(document);
      return signalDocuments(signalReader(data, parameters)(as_of, known_at), data, parameters);
    },
    customSuppliers: (run, signals, shadows) => scoringStored(scoresOf(run, signals, { shadows: shadows ?? {} })),
    customSuppliersOn: (when) => scoringStored(scoresOf(noRunOn(when), when.signals ?? null, { endUse: when.end_use })),
  };
}

/** The rescorer of the facts that ship with this code. */
export const rescorer: Rescorer = rescorerOf(bundledReferenceData);
