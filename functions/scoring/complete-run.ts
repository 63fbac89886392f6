import { createHash } from 'node:crypto';
import type { CompleteRunResponse } from '#contracts/run/run-messages.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { rankingPages, ranksOf } from '#domain/runs/ranking.ts';
import { type GuardBounds, guardViolations } from '#domain/runs/run-guard.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { RunConflict, type RunLedger, type RunRecord } from '#functions/ports/run-ledger.ts';
import type { RunRows, SubjectResult } from '#functions/ports/run-rows.ts';
import type { TrackRecord } from '#functions/ports/track-record.ts';
import type { MakeRunScorer } from './results/run-scorer.ts';
import { daysBetween, type Instant } from './run-clock.ts';
import { type RunManifest, resultGroups, runManifest } from './run-manifest.ts';
import { writeForecasts } from './track-record/pin-forecasts.ts';

export interface CompleteRunPorts {
  readonly ledger: RunLedger;
  readonly rows: RunRows;
  readonly scores: PublishedScores;
  readonly trackRecord: Pick<TrackRecord, 'putForecasts'>;
  readonly makeScorer: MakeRunScorer;
  readonly guardBounds: GuardBounds;
  readonly rankingRowsPerPage: number;
}

interface ResultGroup {
  readonly type: SubjectType;
  readonly buyer: string;
  readonly results: readonly SubjectResult[];
}

/**
 * Fan-in: requires every result of the manifest and no guard violation, then writes scores with their ranks, ranking pages, the forecasts
 * as they will be pinned, and run documents. A refused run is marked failed with its violations, and readers stay with the last good one.
 */
export async function completeRun(runId: string, now: Instant, ports: CompleteRunPorts): Promise<CompleteRunResponse> {
  const run = await ports.ledger.get(runId);
  if (run === null) throw new Error(`run ${runId} does not exist`);
  if (run.status !== 'running') throw new RunConflict(`run ${runId} is ${run.status}, not running`);
  const manifest = await runManifest(runId, ports.scores);
  const groups = await readGroups(runId, manifest, ports.rows);
  const results = groups.flatMap((group) => group.results);
  const findings = [...manifestViolations(manifest, results), ...(await guard(run, results, ports))];
  if (findings.length > 0) {
    const failure = `the guard refused the run: ${findings[0]}`;
    await ports.ledger.update(
      runId,
      { status: 'failed', finished_at: now, guard_findings: findings, failure, written_documents: results.length },
      'running',
    );
    return { run_id: runId, passed: false, findings };
  }
  const scorer = await ports.makeScorer(run, run.inputs_sha256);
  for (const group of groups) await writeGroup(runId, group, ports);
  const forecast = groups.map(({ type, buyer, results: made }) => ({ type, buyer, documents: made.map(({ document }) => document) }));
  await writeForecasts(run, scorer.horizonDays, forecast, ports.trackRecord);
  for (const [name, content] of scorer.documents()) await ports.rows.putDocument(runId, name, content);
  const leftOut = [...scorer.refused, ...unscored(results)];
  await ports.ledger.update(
    runId,
    { written_documents: results.length, checksum: checksumOf(results), left_out: leftOut, finished_at: now },
    'running',
  );
  return { run_id: runId, passed: true, findings: [] };
}

async function readGroups(runId: string, manifest: RunManifest, rows: RunRows): Promise<readonly ResultGroup[]> {
  const groups: ResultGroup[] = [];
  for (const { type, buyer } of resultGroups(manifest)) groups.push({ type, buyer, results: await rows.results(runId, type, buyer) });
  return groups;
}

const keyOf = ({ document }: SubjectResult): string => `${document.subject.type} ${document.subject.id} for ${document.buyer}`;

/** Exactly what the manifest names, no more and no less. */
function manifestViolations(manifest: RunManifest, results: readonly SubjectResult[]): readonly string[] {
  const present = new Set(results.map(keyOf));
  const expected = manifest.subjects.flatMap(({ type, id }) => manifest.buyers.map((buyer) => `${type} ${id} for ${buyer}`));
  const missing = expected.filter((key) => !present.has(key));
  const unknown = present.size - (expected.length - missing.length);
  return [
    ...(missing.length > 0 ? [`${missing.length} of ${expected.length} results are missing, the first is ${missing[0]}`] : []),
    ...(unknown > 0 ? [`${unknown} results are not in the manifest`] : []),
  ];
}

async function guard(run: RunRecord, results: readonly SubjectResult[], ports: CompleteRunPorts): Promise<readonly string[]> {
  const pointer = await ports.ledger.pointer();
  if (pointer === null) return guardViolations(results, [], 0, ports.guardBounds);
  const before = await readGroups(pointer.run_id, await runManifest(pointer.run_id, ports.scores), ports.rows);
  const previous = before.flatMap((group) => group.results);
  return guardViolations(results, previous, daysBetween(pointer.as_of, run.as_of), ports.guardBounds, run.accept_movement === true);
}

async function writeGroup(runId: string, { type, buyer, results }: ResultGroup, ports: CompleteRunPorts): Promise<void> {
  const draws = await ports.rows.draws(runId, type, buyer);
  const ranks = ranksOf(
    results.map(({ document, exact }) => ({ id: document.subject.id, score: exact.score })),
    draws,
  );
  const documents: ScoreDocument[] = results.map(({ document }) => ({ ...document, rank: ranks.get(document.subject.id) ?? null }));
  await ports.rows.putScores(runId, documents);
  await ports.rows.putRankingPages(rankingPages(runId, type, buyer, documents, ports.rankingRowsPerPage));
}

/** Checksum of all results without run id and clock, equal for two runs with the same results. */
function checksumOf(results: readonly SubjectResult[]): string {
  const lines = results.map((result) => canonicalJson([keyOf(result), result.document.score, result.content_sha256])).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** One line per subject and reason, not one per buyer. */
function unscored(results: readonly SubjectResult[]): RunRecord['left_out'] {
  const byReason = new Map<string, { what: string; reason: string; buyers: string[] }>();
  for (const { document } of results) {
    if (document.score !== null) continue;
    const what = `${document.subject.type} ${document.subject.id}`;
    const reason = document.status_reason ?? 'no reason given';
    const entry = byReason.get(`${what}|${reason}`) ?? { what, reason, buyers: [] };
    byReason.set(`${what}|${reason}`, { ...entry, buyers: [...entry.buyers, document.buyer] });
  }
  return [...byReason.values()].map(({ what, reason, buyers }) => ({ what: `${what} for ${buyers.join(', ')}`, reason }));
}
