import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { type CustomSupplierVersion, customSupplierRows, registerId } from '#domain/method/custom-supplier.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import { recentOf } from '#domain/numbers/memoized.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import type { EndUse, HistoryPoint, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { CustomScore } from '#functions/store/custom-scores.ts';
import type { ExplanationDocument } from '#functions/store/published-scores.ts';
import { contentHash, type RunIdentity, type RunScorer, runScorer, type ScorerInputs } from './run-scorer.ts';

/** Scores suppliers that a client has stored, each alone beside the shipped register: no score of anybody else depends on them. */
export interface CustomSupplierScores {
  /** The document with the points of its drivers. */
  customScore(supplier: CustomSupplierVersion, buyer: string): CustomScore;
  /** The document alone, without what only an explanation needs. */
  score(supplier: CustomSupplierVersion, buyer: string): ScoreDocument;
  explain(supplier: CustomSupplierVersion, buyer: string): ExplanationDocument;
  /** What its score depends on, for users of an end use. */
  inputs(supplier: CustomSupplierVersion, buyer: string, end_use: EndUse): SupplierInputs;
  history(days: readonly { readonly day: string; readonly supplier: CustomSupplierVersion }[], buyer: string): readonly HistoryPoint[];
}

/** A scorer of stored suppliers on the day of a run. */
export function customSupplierScores(run: RunIdentity, inputs: ScorerInputs): CustomSupplierScores {
  // The pressure of the run is that of its day.
  const { pressure: _ofRun, ...ofOtherDay } = inputs.asked ?? {};
  const remembered: { readonly key: string; readonly scorer: RunScorer }[] = [];
  /** All buyers of a supplier are scored by one. */
  function scorerOf(supplier: CustomSupplierVersion, brief: boolean, of: RunIdentity): RunScorer {
    const key = JSON.stringify([supplier, brief, of.as_of, of.known_at]);
    const make = () => ({ key, scorer: scorerWith(supplier, brief, of) });
    return recentOf(remembered, (one) => one.key === key, 1, make).scorer;
  }
  function scorerWith(supplier: CustomSupplierVersion, brief: boolean, of: RunIdentity): RunScorer {
    return runScorer(of, {
      ...inputs,
      ...(of === run ? {} : { asked: ofOtherDay }),
      brief,
      custom: customSupplierRows(supplier, of.as_of),
    });
  }
  const idOf = ({ id }: CustomSupplierVersion) => ({ type: 'supplier', id: registerId(id) });
  const pointsOf = (supplier: CustomSupplierVersion, buyer: string, of: RunIdentity = run): CustomScore => {
    const { document, drivers } = scorerOf(supplier, true, of).published(idOf(supplier), buyer);
    return { document: { ...document, subject: subjectOf(supplier) }, drivers };
  };
  return {
    customScore: pointsOf,
    score: (supplier, buyer) => pointsOf(supplier, buyer).document,
    inputs: (supplier, buyer, end_use) => scorerOf(supplier, true, run).supplierInputs(registerId(supplier.id), buyer, end_use),
    explain: (supplier, buyer) => {
      const { explanation } = scorerOf(supplier, false, run).findings(idOf(supplier), buyer);
      const named = { ...explanation, subject: subjectOf(supplier) };
      return { ...named, content_sha256: contentHash(named) };
    },
    history: (days, buyer) =>
      days.map(({ day, supplier }) => {
        const of = day === run.as_of ? run : { ...run, as_of: day, known_at: day };
        return historyPoint(pointsOf(supplier, buyer, of), 'replayed');
      }),
  };
}

/** The id that the client knows in place of that of the register; the hash of an explanation covers it. */
const subjectOf = ({ id, facts }: CustomSupplierVersion) => ({ type: 'supplier', id, name: facts.name }) as const;

/** A version as it is scored, of a supplier as it is stored. */
export const customSupplierVersion = ({ id, version, updated_at, supplier }: StoredSupplier): CustomSupplierVersion => ({
  id,
  version,
  stored_on: updated_at.slice(0, 10),
  facts: supplier,
});
