import type { BatchRequest, CompleteRunResponse } from '#contracts/run/run-messages.ts';
import {
  type GuardBounds,
  type RunDoubt,
  type RunFigures,
  runGuard,
  toldFindings,
} from '#domain/runs/run-guard.ts';
import { HELD_BACK_HOURS } from '#functions/store/runs/next-run.ts';
import {
  isHeldBack,
  newestSeen,
  type RunLedger,
  type RunPointer,
  type RunRecord,
  RunRefused,
  requiredRun,
} from '#functions/store/runs/run-ledger.ts';
import type { BatchSummary, PageOfIds, RunRows } from '#functions/store/runs/run-rows.ts';
import type { TrackRecord } from '#functions/store/scores/track-record.ts';
import { MOST_LEFT_OUT_TOLD, RUNS_LOOKED_AT } from './operational-settings.ts';
import { idsInOrder, ordersOf, type ScoredGroup } from './results/orders.ts';
import type { MakeRunScorer } from './results/run-scorer.ts';
import { epochSecondsAfter, epochSecondsOf, hoursBetween, type Instant } from './run-clock.ts';
import { guardResults, sumOfHashes } from './score-batch.ts';
import { forecastWriter } from './track-record.ts';

export type CompleteRunPorts = Readonly<{
  ledger: RunLedger;
  rows: RunRows;
  trackRecord: Pick<TrackRecord, 'putSheets' | 'putForecasts'>;
  makeScorer: MakeRunScorer;
  guardBounds: GuardBounds;
  rankingRowsPerPage: number;
  /** Where the record of a run does not say when its rows expire. */
  runRowDays: number;
}>;

/**
 * Requires a summary of every batch and a guard that lets the run pass, then writes orders, ranking pages,
 * forecasts and run documents. A refused run is marked failed with what was found. A doubt that has held an
 * earlier run back long ago holds none back any more.
 */
export async function completeRun(
  runId: string,
  now: Instant,
  ports: CompleteRunPorts,
): Promise<CompleteRunResponse> {
  const run = await requiredRun(runId, ports.ledger);
  const wasHeld = isHeldBack(run); // and nobody heard the answer
  if (run.status !== 'running' && !wasHeld)
    throw new RunRefused(`run ${runId} is ${run.status}, not running`);
  const plan = await ports.rows.plan(runId);
  if (plan === null) throw new Error(`run ${runId} has no plan: it died before it began to work`);
  const scorer = await ports.makeScorer(run, run.inputs_sha256);
  const pointer = await ports.ledger.pointer();
  const found = await addedUp(
    run,
    plan,
    pointer?.run_id ?? null,
    { buyers: scorer.buyers, horizonDays: scorer.horizonDays },
    ports,
  );
  const { figures } = found;
  const written_documents = figures.scored + figures.unscored;
  const held_back = await heldBack(run, found.doubts, pointer, ports.ledger);
  const isHeld = found.doubts.some(
    ({ about }) => hoursBetween(held_back[about] ?? run.started_at, run.started_at) < HELD_BACK_HOURS,
  );
  const findings = [
    ...toldFindings([...found.contradictions, ...found.doubts.map(({ finding }) => finding)]),
  ];
  if (wasHeld || isHeld || found.contradictions.length > 0) {
    const failure = `the guard refused the run: ${findings[0]}`;
    const ended = {
      status: 'failed',
      finished_at: now,
      guard_findings: findings,
      failure,
      written_documents,
    } as const;
    if (!wasHeld) await ports.ledger.update(runId, { ...ended, held_back }, 'running');
    return { run_id: runId, passed: false, findings, figures };
  }
  const expiresAt = rowsExpireAt(run, ports.runRowDays);
  const orders = await ordersOf(runId, found.groups, plan, ports.rows);
  await ports.rows.putOrders(runId, orders);
  for (const group of found.groups)
    await ports.rows.putRankingPages(
      pagesOf(runId, group, idsInOrder(group), ports.rankingRowsPerPage),
      expiresAt,
    );
  for await (const [name, content] of scorer.documents())
    await ports.rows.putDocument(runId, name, content, expiresAt);
  await ports.ledger.update(
    runId,
    {
      written_documents,
      checksum: found.checksum,
      left_out: found.leftOut,
      guard_findings: findings,
      finished_at: now,
    },
    'running',
  );
  return { run_id: runId, passed: true, findings, figures };
}

/** Epoch seconds. */
export const rowsExpireAt = ({ rows_expire_at, started_at }: RunRecord, runRowDays: number): number =>
  rows_expire_at === null ? epochSecondsAfter(started_at, runRowDays) : epochSecondsOf(rows_expire_at);

/** Doubts that runs since the last publication were held back for, with those of this one, and since when. */
async function heldBack(
  run: RunRecord,
  doubts: readonly RunDoubt[],
  pointer: RunPointer | null,
  ledger: RunLedger,
): Promise<NonNullable<RunRecord['held_back']>> {
  if (doubts.length === 0) return {};
  const earlier = (await ledger.list(RUNS_LOOKED_AT, run.run_id)).filter(
    ({ run_id }) => run_id > (pointer === null ? '' : newestSeen(pointer)),
  );
  const told = earlier.find(({ held_back }) => held_back !== undefined)?.held_back ?? {};
  return { ...Object.fromEntries(doubts.map(({ about }) => [about, run.started_at])), ...told };
}

type AddedUp = Readonly<{
  contradictions: readonly string[];
  doubts: readonly RunDoubt[];
  /** Of all results without run id and clock, however they were cut into batches. */
  checksum: string;
  groups: readonly ScoredGroup[];
  leftOut: RunRecord['left_out'];
  figures: RunFigures;
}>;

/**
 * Adds up the summaries of all batches, and writes their forecasts. `seen`: the run that readers see; results
 * are compared anew where that is another than when the run began.
 */
async function addedUp(
  run: RunRecord,
  plan: readonly BatchRequest[],
  seen: string | null,
  { buyers, horizonDays }: Readonly<{ buyers: readonly string[]; horizonDays: number }>,
  ports: CompleteRunPorts,
): Promise<AddedUp> {
  const { rows, guardBounds, trackRecord } = ports;
  const guard = runGuard(guardBounds, run.accept_movement === true);
  const forecasts = forecastWriter(run, horizonDays, trackRecord);
  const groups = new Map<string, ScoredGroup>();
  const [hashes, missing, unscored]: [string[], BatchRequest[], BatchSummary['unscored'][number][]] = [
    [],
    [],
    [],
  ];
  for await (const { request, summary } of rows.summaries(run.run_id, plan)) {
    if (summary === null) {
      missing.push(request);
      continue;
    }
    hashes.push(summary.checksum);
    if (request.before === seen) guard.add(summary.tally);
    else await guardResults(guard, request, await rows.batch(run.run_id, request.batch), seen, run, ports);
    unscored.push(...summary.unscored);
    for (const { type, buyer, exact, forecasts: some } of summary.groups) {
      const group = groups.get(`${type}#${buyer}`) ?? { type, buyer, ids: [], scores: [] };
      groups.set(`${type}#${buyer}`, group);
      group.ids.push(...some.map(({ id }) => id));
      group.scores.push(...exact);
      await forecasts.add(type, buyer, some);
    }
  }
  await forecasts.end();
  return {
    contradictions: [...missingResults(missing, plan, buyers), ...guard.contradictions()],
    doubts: guard.doubts(),
    checksum: sumOfHashes(hashes),
    groups: [...groups.values()],
    leftOut: leftOutLines(unscored),
    figures: guard.figures(),
  };
}

function missingResults(
  missing: readonly BatchRequest[],
  plan: readonly BatchRequest[],
  buyers: readonly string[],
): readonly string[] {
  const resultsOf = (batches: readonly BatchRequest[]) =>
    buyers.length * batches.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const first = missing[0]?.subjects[0];
  if (first === undefined) return [];
  return [
    `${resultsOf(missing)} of ${resultsOf(plan)} results are missing, the first is ${first.type} ${first.id} for ${buyers[0]}`,
  ];
}

/** One line per subject and reason, not one per buyer. */
function leftOutLines(unscored: BatchSummary['unscored']): RunRecord['left_out'] {
  const byReason = Map.groupBy(unscored, ({ what, reason }) => `${what}|${reason}`);
  const lines = [...byReason.values()].map((some) => ({
    what: `${some[0]?.what} for ${some.map(({ buyer }) => buyer).join(', ')}`,
    reason: some[0]?.reason ?? '',
  }));
  const more = lines.length - MOST_LEFT_OUT_TOLD;
  const rest = { what: `${more} more`, reason: 'each of them says why in its own score' };
  return more > 0 ? [...lines.slice(0, MOST_LEFT_OUT_TOLD), rest] : lines;
}

/** At least one, also where nothing was scored. `ids`: in the order of the ranking. */
export function pagesOf(
  run_id: string,
  { type, buyer }: Pick<ScoredGroup, 'type' | 'buyer'>,
  ids: readonly string[],
  rowsPerPage: number,
): readonly PageOfIds[] {
  const pages = Math.max(1, Math.ceil(ids.length / rowsPerPage));
  return Array.from({ length: pages }, (_, page) => ({
    run_id,
    subject_type: type,
    buyer,
    page,
    pages,
    ids: ids.slice(page * rowsPerPage, (page + 1) * rowsPerPage),
  }));
}
