import { runScorer } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';

/** From the sources and not from a bundle. */
export function scoreOnThisMachine(
  run: RunRecord,
  subject: { readonly type: string; readonly id: string },
  buyer: string,
) {
  return runScorer(run, { data: bundledReferenceData, methodology: METHODOLOGY }).findings(subject, buyer)
    .result.document;
}
