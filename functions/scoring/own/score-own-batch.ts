import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { ScoreOwnBatchRequest } from '#contracts/run/run-messages.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/runtime/logger.ts';
import type { OwnBatch, OwnRow, ScoredOwnSupplier } from '#functions/store/custom-scores.ts';
import { runBeingMade } from '../run-being-made.ts';
import { epochSecondsAfter } from '../run-clock.ts';
import { OWN_SUPPLIERS_PER_BATCH, OWN_WORK_DAYS, type OwnScoringPorts } from './own-scoring-ports.ts';

/**
 * Scores a batch of a client's own suppliers for all buyers, and writes the scores and the rows for their ranking. A supplier that cannot be
 * scored is left out with the reason, which its client reads. A retry writes the same bytes, unless a supplier was changed in between.
 */
export async function scoreOwnBatch(
  { run_id, batch: number }: ScoreOwnBatchRequest,
  ports: OwnScoringPorts,
): Promise<{ readonly written: number }> {
  const [run, batch] = await Promise.all([runBeingMade(run_id, ports), ports.own.batch(run_id, number)]);
  if (batch === null) throw new Error(`run ${run_id} has no batch ${number} of own suppliers`);
  const scorer = await ports.makeOwnScorer(run, run.inputs_sha256);
  const scored: ScoredOwnSupplier[] = [];
  const left_out: { readonly id: string; readonly reason: string }[] = [];
  for (const stored of await suppliersOf(batch, ports)) {
    if (scorer.ships(stored.id)) continue;
    try {
      scored.push({ id: stored.id, version: stored.version, scores: ports.buyers.map((buyer) => scorer.score(stored, buyer)) });
    } catch (error) {
      left_out.push({ id: stored.id, reason: error instanceof Error ? error.message : String(error) });
      tellLeftOut(run_id, batch.client, stored, error);
    }
  }
  await ports.own.putScored(batch.client, run_id, scored, epochSecondsAfter(run.started_at, ports.ownScoreDays));
  for (const [place, buyer] of ports.buyers.entries()) {
    const rows = scored.flatMap(({ version, scores }) => {
      const score = scores[place];
      return score === undefined ? [] : [ownRowOf(score.document, version)];
    });
    await ports.own.putRows(
      batch.client,
      run_id,
      buyer,
      { batch: number, rows, left_out },
      epochSecondsAfter(run.started_at, OWN_WORK_DAYS),
    );
  }
  return { written: scored.length };
}

async function suppliersOf(
  { client, after, last }: OwnBatch,
  { suppliers }: Pick<OwnScoringPorts, 'suppliers'>,
): Promise<readonly StoredSupplier[]> {
  const found: StoredSupplier[] = [];
  for (let from = after; ; ) {
    const some = await suppliers.list(client, OWN_SUPPLIERS_PER_BATCH, from);
    found.push(...some.filter(({ id }) => id <= last));
    const end = some.at(-1)?.id;
    if (some.length < OWN_SUPPLIERS_PER_BATCH || end === undefined || end >= last) return found;
    from = end;
  }
}

/** The fields of a score by which rankings are filtered and put in order. */
export function ownRowOf(document: ScoreDocument, version: number): OwnRow {
  const { subject, score, band, stage, element, elements, countries } = document;
  const { coverage, p_stockout_90, expected_days, hhi } = document;
  return {
    subject,
    score,
    band,
    stage,
    element,
    elements,
    countries,
    coverage,
    p_stockout_90,
    expected_days,
    hhi,
    version,
  };
}

function tellLeftOut(run_id: string, client: string, { id, version }: StoredSupplier, error: unknown): void {
  logger().error('an own supplier cannot be scored and is left out of the run', {
    run_id,
    client,
    supplier: id,
    version,
    who: 'the client that stored it; its other suppliers, other clients and the run are not affected',
    what_to_do:
      'score it with test/golden/score-cases.command.ts to see the error, and mend the scorer or ask the client for another version',
    error: error as Error,
  });
}
