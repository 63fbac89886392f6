import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { type CustomSupplierVersion, customSupplierRows, registerId } from '#domain/method/custom-supplier.ts';
import { recentOf } from '#domain/numbers/memoized.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import type { HistoryPoint, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { OwnScore } from '#functions/ports/own-supplier-scores.ts';
import type { ExplanationDocument } from '#functions/ports/published-scores.ts';
import type { ScoredSubject } from '#functions/ports/run-rows.ts';
import { contentHash } from './recompute-explanation.ts';
import { type RunIdentity, type RunScorer, runScorer, type ScorerInputs, shippedRegister } from './run-scorer.ts';

/** Scores suppliers that a client has stored, each alone beside the shipped register: no score of anybody else depends on them. */
export interface CustomSupplierScores {
  /** The document with the points of its drivers. */
  ownScore(supplier: CustomSupplierVersion, buyer: string): OwnScore;
  /** The document alone, without what only an explanation needs. */
  score(supplier: CustomSupplierVersion, buyer: string): ScoreDocument;
  explain(supplier: CustomSupplierVersion, buyer: string): ExplanationDocument;
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
    const shipped = shippedRegister(inputs.data);
    const own = customSupplierRows(supplier, of.as_of);
    const register = { ...shipped, sites: [...shipped.sites, ...own.sites], links: [...shipped.links, ...own.links] };
    return runScorer(of, { ...inputs, ...(of === run ? {} : { asked: ofOtherDay }), brief, register });
  }
  const found = (supplier: CustomSupplierVersion, buyer: string, brief: boolean, of: RunIdentity = run): ScoredSubject =>
    named(scorerOf(supplier, brief, of).findings({ type: 'supplier', id: registerId(supplier.id) }, buyer), supplier);
  const pointsOf = (supplier: CustomSupplierVersion, buyer: string, of: RunIdentity = run): OwnScore => {
    const { document, drivers } = found(supplier, buyer, true, of).result;
    return { document, drivers };
  };
  return {
    ownScore: pointsOf,
    score: (supplier, buyer) => pointsOf(supplier, buyer).document,
    explain: (supplier, buyer) => found(supplier, buyer, false).explanation,
    history: (days, buyer) =>
      days.map(({ day, supplier }) => {
        const of = day === run.as_of ? run : { ...run, as_of: day, known_at: day };
        return historyPoint(pointsOf(supplier, buyer, of), 'replayed');
      }),
  };
}

/** The id that the client knows in place of that of the register, which the hash covers. */
function named({ result, explanation, draws }: ScoredSubject, { id, facts }: CustomSupplierVersion): ScoredSubject {
  const subject = { type: 'supplier', id, name: facts.name } as const;
  const content_sha256 = contentHash({ ...explanation, subject });
  return {
    result: { ...result, document: { ...result.document, subject }, content_sha256 },
    explanation: { ...explanation, subject, content_sha256 },
    draws,
  };
}

/** A version as it is scored, of a supplier as it is stored. */
export const customSupplierVersion = ({ id, version, updated_at, supplier }: StoredSupplier): CustomSupplierVersion => ({
  id,
  version,
  stored_on: updated_at.slice(0, 10),
  facts: supplier,
});
