import type { BatchRequest } from '#contracts/run/run-messages.ts';
import {
  descendingScores,
  type PlaceCounts,
  placesOverDraws,
  type RankBounds,
  rankAmong,
} from '#domain/runs/ranking.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import type { BatchResult, OrderOfRun, RunRows } from '#functions/store/runs/run-rows.ts';

/** With unrounded scores, in the order of the plan. */
export type ScoredGroup = Readonly<{
  type: SubjectType;
  buyer: string;
  ids: string[];
  scores: (number | null)[];
}>;

const isOf = (type: SubjectType) => (batch: BatchRequest) =>
  batch.subjects.some((subject) => subject.type === type);

/**
 * By which each batch can place its subjects. Of very many subjects the counts of all batches are added up.
 */
export async function ordersOf(
  runId: string,
  groups: readonly ScoredGroup[],
  plan: readonly BatchRequest[],
  rows: Pick<RunRows, 'draws' | 'placeCounts' | 'putPlaceCounts'>,
): Promise<readonly OrderOfRun[]> {
  const bounds = new Map<string, Readonly<Record<string, RankBounds>>>();
  for (const [type, ofType] of Map.groupBy(groups, (group) => group.type)) {
    const batches = plan.filter(isOf(type));
    const buyers = ofType.map(({ buyer }) => buyer);
    if (batches.some(({ is_counted }) => is_counted)) await addUpCounts(runId, type, buyers, batches, rows);
    else
      for (const [buyer, places] of await placesInMemory(runId, type, buyers, batches, rows))
        bounds.set(`${type}#${buyer}`, places);
  }
  return groups.map(({ type, buyer, scores }) => ({
    type,
    buyer,
    descending: [...descendingScores(scores)],
    bounds: bounds.get(`${type}#${buyer}`) ?? null,
  }));
}

async function addUpCounts(
  runId: string,
  type: SubjectType,
  buyers: readonly string[],
  batches: readonly BatchRequest[],
  rows: Pick<RunRows, 'placeCounts' | 'putPlaceCounts'>,
) {
  for (const buyer of buyers) {
    let sum: PlaceCounts | null = null;
    for (const { batch } of batches) {
      const part = await rows.placeCounts(runId, batch, buyer);
      if (part === null) continue;
      if (sum === null) sum = part;
      else sum.add(part);
    }
    if (sum !== null) await rows.putPlaceCounts(runId, type, buyer, sum);
  }
}

/** Buyer -> subject -> bounds. Draws of a batch are in the order of its subjects, each for all buyers. */
async function placesInMemory(
  runId: string,
  type: SubjectType,
  buyers: readonly string[],
  batches: readonly BatchRequest[],
  rows: Pick<RunRows, 'draws'>,
): Promise<ReadonlyMap<string, Readonly<Record<string, RankBounds>>>> {
  const byBuyer = new Map(buyers.map((buyer) => [buyer, new Map<string, Uint16Array>()]));
  for (const { batch, subjects } of batches) {
    const draws = await rows.draws(runId, batch);
    for (const [n, { type: its, id }] of subjects.entries()) {
      if (its !== type) continue;
      for (const [m, buyer] of buyers.entries()) {
        const some = draws[n * buyers.length + m];
        if (some != null) byBuyer.get(buyer)?.set(id, some);
      }
    }
  }
  return new Map([...byBuyer].map(([buyer, draws]) => [buyer, Object.fromEntries(placesOverDraws(draws))]));
}

/** By score, then id, those without a score at the end. */
export const idsInOrder = ({ ids, scores }: ScoredGroup): readonly string[] =>
  ids
    .map((id, n) => ({ id, score: scores[n] ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => (a.score === b.score ? (a.id < b.id ? -1 : 1) : b.score - a.score))
    .map(({ id }) => id);

export async function rankedResults(
  { run_id, batch, is_counted }: BatchRequest,
  rows: RunRows,
): Promise<readonly BatchResult[]> {
  const [results, orders] = [await rows.batch(run_id, batch), await rows.orders(run_id)];
  const draws = is_counted ? await rows.draws(run_id, batch) : [];
  const counts = new Map<string, PlaceCounts | null>();
  const ranked: BatchResult[] = [];
  for (const [n, result] of results.entries()) {
    const { subject, buyer } = result.document;
    const order = orders.find((one) => one.type === subject.type && one.buyer === buyer);
    const own = draws[n] ?? null;
    if (own !== null && !counts.has(buyer))
      counts.set(buyer, await rows.placeCounts(run_id, subject.type, buyer));
    const bounds = own === null ? order?.bounds?.[subject.id] : counts.get(buyer)?.intervalOf(own);
    const { score } = result.exact;
    const rank = order === undefined || score === null ? null : rankAmong(order.descending, score, bounds);
    ranked.push({ ...result, document: { ...result.document, rank } });
  }
  return ranked;
}
