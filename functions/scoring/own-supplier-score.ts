import { type OwnSupplierVersion, ownSupplierRows, registerId, withOwnSupplier } from '#domain/assembly/own-supplier.ts';
import { referenceNames } from '#domain/documents/reference-names.ts';
import type { ScoreDocument } from '#domain/score-document.ts';
import type { SignalReadings } from '#domain/scoring-inputs.ts';
import { type RunScorerInputs, sceneOf } from './reference-run-scorer.ts';
import type { RunIdentity } from './run-scorer.ts';
import { scoredSupplier } from './supplier-findings.ts';

export interface OwnSupplierScore {
  readonly document: ScoreDocument;
  /** How the chain was read, in sentences. */
  readonly notes: readonly string[];
}

export type ScoreOwnSupplier = (supplier: OwnSupplierVersion, buyer: string) => OwnSupplierScore;

/**
 * Scores suppliers that clients have stored with the facts of a run, each alone beside the shipped register: no score of anybody else
 * depends on them. `signals`: the readings of the run.
 */
export function ownSupplierScorer(run: RunIdentity, inputs: RunScorerInputs, signals: SignalReadings): ScoreOwnSupplier {
  const shipped = sceneOf(run, inputs);
  return (supplier, buyer) => {
    const rows = ownSupplierRows(supplier, run.as_of);
    const index = withOwnSupplier(shipped.index, rows);
    const scene = {
      ...shipped,
      index,
      shadows: [],
      signals: { ...shipped.signals, readings: signals },
      context: { ...shipped.context, names: referenceNames(index.data) },
    };
    const named = { id: registerId(supplier.id), subject: supplier.id, name: supplier.facts.name };
    const { published, assembled } = scoredSupplier(named, buyer, scene);
    return { document: published.document, notes: assembled.notes.map(({ text }) => text) };
  };
}
