import { explainChange } from '#domain/explanations/changes/subject-change.ts';
import { signalDocuments } from '#domain/explanations/signal-documents.ts';
import { elementIds } from '#domain/method/facts.ts';
import { entryOf, memoized, recentOf } from '#domain/numbers/memoized.ts';
import { inRankingOrder, ranksOf } from '#domain/runs/ranking.ts';
import type { PolicyRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import { customSupplierScores } from '#functions/scoring/results/custom-supplier-score.ts';
import {
  factIndexOf,
  type RunIdentity,
  type RunScorer,
  runScorer,
  type ScorerInputs,
} from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY, noRunOn, PARAMETERS } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { PointInTime, Rescorer, ScoredRun, ScoreStored } from '../api/published-run/rescorer.ts';

/** Pages and neighbours of a subject come in a row. */
const REMEMBERED = 4;

const askedOf = ({
  end_use,
  cover_days,
  at_stage,
  pressure,
}: PointInTime): NonNullable<ScorerInputs['asked']> => ({
  end_use,
  cover_days: cover_days ?? null,
  at_stage: at_stage ?? null,
  ...(pressure === undefined ? {} : { pressure }),
});

type Remembered = Readonly<{
  key: string;
  scorer: RunScorer;
  rankings: Map<string, readonly ScoreDocument[]>;
}>;

function rankingOf(scorer: RunScorer, type: SubjectType, buyer: string): readonly ScoreDocument[] {
  const results = scorer.subjects
    .filter((subject) => subject.type === type)
    .map((subject) => scorer.findings(subject, buyer));
  const ranks = ranksOf(
    results.map(({ result }) => ({ id: result.document.subject.id, score: result.exact.score })),
    new Map(
      results.flatMap(({ result, draws }) => (draws === null ? [] : [[result.document.subject.id, draws]])),
    ),
  );
  const documents = results.map(({ result: { document } }) => ({
    ...document,
    rank: ranks.get(document.subject.id) ?? null,
  }));
  return documents.toSorted(inRankingOrder);
}

/** Scores any day, and custom suppliers, from these facts; the store is not touched. */
export function rescorerOf(data: ReferenceData): Rescorer {
  const inputs: ScorerInputs = { data, methodology: METHODOLOGY };
  const remembered: Remembered[] = [];
  function scoredOn(when: PointInTime, brief: boolean): Remembered {
    const key = JSON.stringify([when, brief]);
    const newest = () => ({
      key,
      scorer: runScorer(noRunOn(when), { ...inputs, brief, asked: askedOf(when) }),
      rankings: new Map(),
    });
    return recentOf(remembered, (one) => one.key === key, REMEMBERED, newest);
  }
  const stored = (run: RunIdentity, asked: ScorerInputs['asked']): ScoreStored => {
    const scores = customSupplierScores(run, { ...inputs, ...(asked === undefined ? {} : { asked }) });
    return {
      score: async (supplier, buyer, chain) => scores.customScore(supplier, buyer, chain).document,
      explain: async (supplier, buyer, chain) => scores.explain(supplier, buyer, chain),
      history: async (days, buyer, chain) => scores.history(days, buyer, chain),
      inputs: async (supplier, buyer, end_use, chain) => scores.inputs(supplier, buyer, end_use, chain),
    };
  };
  return {
    async find({ type, id, buyer }, when, brief = false) {
      const { scorer } = scoredOn(when, brief);
      if (!scorer.subjects.some((subject) => subject.type === type && subject.id === id)) return null;
      const { result, explanation } = scorer.findings({ type, id }, buyer);
      return { document: result.document, explanation };
    },
    async ranking(type, buyer, when) {
      const { scorer, rankings } = scoredOn(when, true);
      return entryOf(rankings, `${type} ${buyer}`, () => rankingOf(scorer, type, buyer));
    },
    signals: async ({ as_of, known_at }) =>
      signalDocuments(factIndexOf(data, METHODOLOGY.document).on(as_of, known_at)),
    companyWorldOn(when, country, own, vocabulary) {
      const { facts, supplierInputs } = scoredOn(when, true).scorer;
      const { end_use } = when;
      const elements = new Set(elementIds(data));
      const shipped = new Set(data.supplier_sites.map(({ supplier }) => supplier));
      const ofClient = new Map(own.map(({ id, inputs: of }) => [id, { ...of, supplier: id }]));
      const nations = memoized((element: string) => {
        const { inputs: of } = facts.element(element, { buyer: country, end_use, cover_days: null });
        return { ...of, pressure: facts.pressure };
      });
      return {
        as_of: when.as_of,
        parameters: facts.parameters,
        vocabulary,
        nation: (element) => (elements.has(element) ? nations(element) : null),
        supplier: memoized((id) =>
          shipped.has(id) ? supplierInputs(id, country, end_use) : (ofClient.get(id) ?? null),
        ),
        supplierName: (id) => id,
        pv: facts.pv,
        published: () => null,
        catalogue: [],
      };
    },
    customSuppliers: (run: ScoredRun, pressure) => stored(run, pressure == null ? undefined : { pressure }),
    customSuppliersOn: (when) => stored(noRunOn(when), askedOf(when)),
    explainChange: (before, after) => explainChange(before, after, PARAMETERS),
  };
}

export const rescorer: Rescorer = rescorerOf(bundledReferenceData);
let kept: Readonly<{ measures: readonly PolicyRow[]; rescorer: Rescorer }> = {
  measures: [],
  rescorer,
};

/** With measures that came in, in place of rows of their ids. */
export function rescorerWith(measures: readonly PolicyRow[]): Rescorer {
  if (measures.length === 0) return rescorer;
  if (kept.measures !== measures) {
    const ids = new Set(measures.map(({ id }) => id));
    const policy = [...bundledReferenceData.policy.filter(({ id }) => !ids.has(id)), ...measures];
    kept = { measures, rescorer: rescorerOf({ ...bundledReferenceData, policy }) };
  }
  return kept.rescorer;
}
