import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import type { RunRecord } from '#functions/ports/run-ledger.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';

/** The small document that the scorer gives for a subject of a run, from the sources and not from a bundle. */
export function scoreOnThisMachine(run: RunRecord, subject: { readonly type: string; readonly id: string }, buyer: string) {
  const scorer = referenceRunScorer(run, { data: bundledReferenceData, methodologies: bundledMethodologies, seedOf: sha256Seed });
  return scorer.findings(subject, buyer).result.document;
}
