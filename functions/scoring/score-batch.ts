import { createHash } from 'node:crypto';
import type { BatchRequest, ScoreBatchResponse } from '#contracts/run/run-messages.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { drawsInHundredths, PlaceCounts } from '#domain/runs/ranking.ts';
import { type GuardBounds, type RunGuard, runGuard, type ScoreOnTwoDays } from '#domain/runs/run-guard.ts';
import { forecastOf } from '#domain/track-record/forecast-sheet.ts';
import { logger } from '#functions/http/logger.ts';
import { type RunLedger, type RunRecord, RunRefused, requiredRun } from '#functions/store/runs/run-ledger.ts';
import type { BatchSummary, RunRows, ScoredSubject, SubjectResult } from '#functions/store/runs/run-rows.ts';
import type { MakeRunScorer, RunScorer } from './results/run-scorer.ts';
import { subjectsOfTwoRuns } from './results/subjects-of-two-runs.ts';

type MakingPorts = Readonly<{
  ledger: Pick<RunLedger, 'get'>;
  codeVersion: string;
}>;

/**
 * Throws `RunRefused` when the run has ended, and for a run that other code began: mixed code could write
 * other bytes.
 */
export async function runBeingMade(runId: string, { ledger, codeVersion }: MakingPorts): Promise<RunRecord> {
  const run = await requiredRun(runId, ledger);
  if (run.code_version !== codeVersion)
    throw new RunRefused(`run ${runId} was begun by code ${run.code_version}, this is ${codeVersion}`);
  if (run.status !== 'running')
    throw new RunRefused(`run ${runId} is ${run.status}: nothing may be written any more`);
  return run;
}

export type ScoreBatchPorts = Readonly<{
  ledger: RunLedger;
  rows: RunRows;
  makeScorer: MakeRunScorer;
  guardBounds: GuardBounds;
  codeVersion: string;
}>;

/**
 * Scores some subjects for all buyers, and sums up what the whole run has to know of them. All comes from the
 * pinned inputs, so a retry writes the same bytes.
 */
export async function scoreBatch(request: BatchRequest, ports: ScoreBatchPorts): Promise<ScoreBatchResponse> {
  const run = await runBeingMade(request.run_id, ports);
  const scorer = await ports.makeScorer(run, run.inputs_sha256, request.subjects);
  const findings = request.subjects.flatMap((subject) =>
    scorer.buyers.map((buyer) => scorer.findings(subject, buyer)),
  );
  await ports.rows.putBatch(run.run_id, request.batch, findings);
  if (request.is_counted)
    for (const [buyer, counts] of placesOf(findings))
      await ports.rows.putPlaceCounts(run.run_id, request.batch, buyer, counts);
  await ports.rows.putSummary(run.run_id, request.batch, await summaryOf(request, findings, run, ports));
  return { run_id: run.run_id, batch: request.batch, written: findings.length };
}

/** Buyer -> how many subjects lie where in which draw. */
function placesOf(findings: readonly ScoredSubject[]): ReadonlyMap<string, PlaceCounts> {
  const byBuyer = new Map<string, PlaceCounts>();
  for (const { result, draws } of findings) {
    if (draws === null) continue;
    const { buyer } = result.document;
    const places = byBuyer.get(buyer) ?? new PlaceCounts({ draws: draws.length });
    byBuyer.set(buyer, places);
    places.count(drawsInHundredths(draws));
  }
  return byBuyer;
}

async function summaryOf(
  request: BatchRequest,
  findings: readonly ScoredSubject[],
  run: RunRecord,
  ports: ScoreBatchPorts,
): Promise<BatchSummary> {
  const results = findings.map(({ result }) => result);
  const guard = runGuard(ports.guardBounds);
  await guardResults(guard, request, results, request.before, run, ports);
  const groups = Map.groupBy(results, ({ document }) => `${document.subject.type}#${document.buyer}`);
  return {
    checksum: sumOfHashes(results.map(hashOf)),
    tally: guard.tally(),
    unscored: results.flatMap(({ document: { subject, buyer, score, status_reason } }) =>
      score === null
        ? [{ what: `${subject.type} ${subject.id}`, buyer, reason: status_reason ?? 'no reason given' }]
        : [],
    ),
    groups: [...groups.values()].map((some) => ({
      type: (some[0] as SubjectResult).document.subject.type,
      buyer: (some[0] as SubjectResult).document.buyer,
      exact: some.map(({ exact }) => exact.score),
      forecasts: some.map(({ document }) => forecastOf(document)),
    })),
  };
}

export async function guardResults(
  guard: RunGuard,
  request: BatchRequest,
  results: readonly SubjectResult[],
  earlier: string | null,
  run: RunRecord,
  ports: Pick<ScoreBatchPorts, 'ledger' | 'rows' | 'makeScorer'>,
): Promise<void> {
  const scoredOnDays = scoringOnTwoDays(run, { ...request, before: earlier }, ports);
  for await (const { is, was } of subjectsOfTwoRuns(request, results, earlier, ports.rows)) {
    for (const result of is) {
      const last = was.find(({ document }) => document.buyer === result.document.buyer) ?? null;
      guard.look(
        result,
        last,
        last !== null && guard.asksForDays(result, last) ? await scoredOnDays(result) : null,
      );
    }
    if (is.length === 0) was.forEach(guard.miss);
  }
}

const hashOf = ({ document: { subject, buyer, score }, content_sha256 }: SubjectResult) =>
  createHash('sha256')
    .update(canonicalJson([`${subject.type} ${subject.id} for ${buyer}`, score, content_sha256]))
    .digest('hex');

const HASH_BITS = 256;
const HEX_DIGITS = HASH_BITS / 4;

/** The same in any order, however they are cut into parts. */
export const sumOfHashes = (hashes: readonly string[]): string =>
  BigInt.asUintN(
    HASH_BITS,
    hashes.reduce((sum, hash) => sum + BigInt(`0x${hash}`), 0n),
  )
    .toString(16)
    .padStart(HEX_DIGITS, '0');

/**
 * Scores earlier facts on both days, for results that moved far. `null`: both runs are of one day, or the
 * earlier facts are gone.
 */
function scoringOnTwoDays(
  run: RunRecord,
  { before: earlier, subjects }: BatchRequest,
  { ledger, makeScorer }: Pick<ScoreBatchPorts, 'ledger' | 'makeScorer'>,
): (result: SubjectResult) => Promise<ScoreOnTwoDays | null> {
  let scorers: Promise<readonly [RunScorer, RunScorer] | null> | null = null;
  const make = async () => {
    const before = earlier === null ? null : await ledger.get(earlier);
    if (before === null || before.as_of === run.as_of) return null;
    const { as_of, known_at, inputs_sha256 } = before;
    const today = await makeScorer(run, inputs_sha256, subjects);
    return [await makeScorer({ ...run, as_of, known_at }, inputs_sha256, subjects), today] as const;
  };
  return async ({ document: { subject, buyer } }) => {
    try {
      scorers ??= make();
      const [before, today] = (await scorers)?.map((scorer) => scorer.published(subject, buyer)) ?? [];
      if (before === undefined || today === undefined) return null;
      const chances = ({ exact, document: { scarce } }: typeof today) => ({ score: exact, scarce });
      return { earlier: chances(before), today: chances(today) };
    } catch (error) {
      logger().warn(
        'what the passing of days did to a score is not known; the guard takes all of its movement for one of facts',
        {
          run_id: run.run_id,
          subject: `${subject.type} ${subject.id}`,
          buyer,
          error,
        },
      );
      return null;
    }
  };
}
