import { createHash } from 'node:crypto';
import type { CompleteRunResponse, ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  type GuardBounds,
  type RunDoubt,
  type RunFigures,
  runCensus,
  runGuard,
  type ScoreOnTwoDays,
  toldFindings,
} from '#domain/runs/run-guard.ts';
import { logger } from '#functions/http/logger.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { isHeldBack, newestSeen, type RunLedger, type RunPointer, type RunRecord, RunRefused } from '#functions/store/run-ledger.ts';
import type { BatchResult, RunRows, SubjectResult } from '#functions/store/run-rows.ts';
import type { TrackRecord } from '#functions/store/track-record.ts';
import { HELD_BACK_HOURS, MOST_LEFT_OUT_TOLD, RUNS_LOOKED_AT } from './operational-settings.ts';
import { RankedGroups } from './results/ranked-groups.ts';
import type { MakeRunScorer, RunScorer } from './results/run-scorer.ts';
import { bySubject, noResults, type SubjectInTurn, subjectsInTurn } from './results/subjects-in-turn.ts';
import { type WriteScoresPorts, writeScores } from './results/write-scores.ts';
import { epochSecondsAfter, epochSecondsOf, hoursBetween, type Instant } from './run-clock.ts';

export interface CompleteRunPorts extends WriteScoresPorts {
  readonly ledger: RunLedger;
  readonly rows: RunRows;
  readonly scores: PublishedScores;
  readonly trackRecord: Pick<TrackRecord, 'putSheets' | 'putForecasts'>;
  readonly makeScorer: MakeRunScorer;
  readonly guardBounds: GuardBounds;
  /** Days after which the rows of a run expire, where its record does not say when. */
  readonly runRowDays: number;
}

/**
 * Fan-in: requires every result of the plan and a guard that lets the run pass, then writes scores with their ranks, ranking pages, the forecasts
 * as they will be pinned, and run documents. A refused run is marked failed with what was found, and readers stay with the last good one. A doubt that
 * has held an earlier run back long ago holds none back any more: a person was told, and the record of the run that is published names it.
 *
 * The results are gone through twice, a few batches at a time: to check and count them, and to write them with the ranks that were found.
 */
export async function completeRun(runId: string, now: Instant, ports: CompleteRunPorts): Promise<CompleteRunResponse> {
  const run = await ports.ledger.get(runId);
  if (run === null) throw new Error(`run ${runId} does not exist`);
  const wasHeld = isHeldBack(run); // and nobody heard the answer
  if (run.status !== 'running' && !wasHeld) throw new RunRefused(`run ${runId} is ${run.status}, not running`);
  const plan = await ports.rows.plan(runId);
  if (plan === null) throw new Error(`run ${runId} has no plan: it died before it began to work`);
  const scorer = await ports.makeScorer(run, run.inputs_sha256);
  const pointer = await ports.ledger.pointer();
  const found = await lookThrough(run, plan, scorer.buyers, pointer, ports);
  const figures = found.figures;
  const held_back = await heldBack(run, found.doubts, pointer, ports.ledger);
  const isHeld = found.doubts.some(({ about }) => hoursBetween(held_back[about] ?? run.started_at, run.started_at) < HELD_BACK_HOURS);
  const findings = [...toldFindings([...found.contradictions, ...found.doubts.map(({ finding }) => finding)])];
  if (wasHeld || isHeld || found.contradictions.length > 0) {
    const failure = `the guard refused the run: ${findings[0]}`;
    const ended = { status: 'failed', finished_at: now, guard_findings: findings, failure, written_documents: found.written } as const;
    if (!wasHeld) await ports.ledger.update(runId, { ...ended, held_back }, 'running');
    return { run_id: runId, passed: false, findings, figures };
  }
  const expiresAt = run.rows_expire_at === null ? epochSecondsAfter(run.started_at, ports.runRowDays) : epochSecondsOf(run.rows_expire_at);
  await writeScores(run, plan, found.groups, { horizonDays: scorer.horizonDays, expiresAt }, ports);
  for (const [name, content] of scorer.documents()) await ports.rows.putDocument(runId, name, content, expiresAt);
  await ports.ledger.update(
    runId,
    { written_documents: found.written, checksum: found.checksum, left_out: found.leftOut, guard_findings: findings, finished_at: now },
    'running',
  );
  return { run_id: runId, passed: true, findings, figures };
}

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

interface LookedThrough {
  readonly contradictions: readonly string[];
  readonly doubts: readonly RunDoubt[];
  readonly written: number;
  /** Checksum of all results without run id and clock: equal for two runs with the same results, however they were cut into batches. */
  readonly checksum: string;
  readonly groups: RankedGroups;
  readonly leftOut: RunRecord['left_out'];
  readonly figures: RunFigures;
}

/** Checks every result, and takes of it what the whole run needs. */
async function lookThrough(
  run: RunRecord,
  plan: readonly ScoreBatchRequest[],
  buyers: readonly string[],
  pointer: RunPointer | null,
  ports: CompleteRunPorts,
): Promise<LookedThrough> {
  const { rows, guardBounds } = ports;
  const scoredOnDays = scoringOnTwoDays(run, pointer, ports);
  const guard = runGuard(guardBounds, run.accept_movement === true);
  const census = runCensus(guardBounds.farMovement?.points ?? Number.POSITIVE_INFINITY);
  const presence = presenceCheck(plan, buyers);
  const [checksum, groups, unscored] = [createHash('sha256'), new RankedGroups(), unscoredSubjects()];
  let written = 0;
  const before = pointer === null ? noResults() : rows.results(pointer.run_id);
  for await (const subject of subjectsInTurn(rows.results(run.run_id), before)) {
    presence.look(subject);
    for (const result of subject.is) {
      const last = subject.was.find(({ document }) => document.buyer === result.document.buyer) ?? null;
      guard.look(result, last, last !== null && guard.asksForDays(result, last) ? await scoredOnDays(result) : null);
      census.look(result, last);
      groups.add(result);
      unscored.add(result);
      checksum.update(`${canonicalJson([keyOf(result), result.document.score, result.content_sha256])}\n`);
      written += 1;
    }
  }
  const contradictions = [...presence.findings(), ...guard.contradictions()];
  return {
    contradictions,
    doubts: guard.doubts(),
    written,
    checksum: checksum.digest('hex'),
    groups,
    leftOut: unscored.lines(),
    figures: census.figures(),
  };
}

/**
 * Scores the facts of the active run on its day and on that of this run, for the results that moved far. The scorers are made for the first of them.
 * `null`: both runs are of one day, or the facts of the active run are gone.
 */
function scoringOnTwoDays(
  run: RunRecord,
  pointer: RunPointer | null,
  { ledger, makeScorer }: CompleteRunPorts,
): (result: SubjectResult) => Promise<ScoreOnTwoDays | null> {
  let scorers: Promise<readonly [RunScorer, RunScorer] | null> | null = null;
  const make = async () => {
    const before = pointer === null || pointer.as_of === run.as_of ? null : await ledger.get(pointer.run_id);
    if (before === null) return null;
    const { as_of, known_at, inputs_sha256 } = before;
    const today = await makeScorer(run, inputs_sha256);
    return [await makeScorer({ ...run, as_of, known_at }, inputs_sha256), today] as const;
  };
  return async ({ document: { subject, buyer } }) => {
    try {
      scorers ??= make();
      const [earlier, today] = (await scorers)?.map((scorer) => scorer.findings(subject, buyer).result.exact.score) ?? [];
      return earlier === undefined || today === undefined ? null : { earlier, today };
    } catch (error) {
      logger().warn('what the passing of days did to a score is not known; the guard takes all of its movement for one of facts', {
        run_id: run.run_id,
        subject: `${subject.type} ${subject.id}`,
        buyer,
        error: error instanceof Error ? error : String(error),
      });
      return null;
    }
  };
}

const keyOf = ({ document }: SubjectResult): string => `${document.subject.type} ${document.subject.id} for ${document.buyer}`;

type PlannedSubject = Pick<ScoreBatchRequest['subjects'][number], 'type' | 'id'>;

/** Exactly what the plan names, no more and no less. Subjects must come in their order. */
function presenceCheck(plan: readonly ScoreBatchRequest[], buyers: readonly string[]) {
  const planned = plan.flatMap(({ subjects }) => subjects).sort(bySubject);
  let [next, missing, unknown] = [0, 0, 0];
  let first: string | null = null;
  const miss = ({ type, id }: PlannedSubject, of: readonly string[]): void => {
    if (of.length > 0) first ??= `${type} ${id} for ${of[0]}`;
    missing += of.length;
  };
  return {
    look({ is, ...subject }: SubjectInTurn<BatchResult>): void {
      if (is.length === 0) return;
      let at = planned[next];
      for (; at !== undefined && bySubject(at, subject) < 0; at = planned[next]) {
        miss(at, buyers);
        next += 1;
      }
      const present = is.map(({ document }) => document.buyer);
      const isPlanned = at !== undefined && bySubject(at, subject) === 0;
      if (isPlanned) {
        miss(
          subject,
          buyers.filter((buyer) => !present.includes(buyer)),
        );
        next += 1;
      }
      unknown += present.filter((buyer) => !(isPlanned && buyers.includes(buyer))).length;
    },
    findings(): readonly string[] {
      for (const subject of planned.slice(next)) miss(subject, buyers);
      return [
        ...(missing > 0 ? [`${missing} of ${planned.length * buyers.length} results are missing, the first is ${first}`] : []),
        ...(unknown > 0 ? [`${unknown} results are not in the plan`] : []),
      ];
    },
  };
}

/** One line per subject and reason, not one per buyer. */
function unscoredSubjects() {
  const byReason = new Map<string, { what: string; reason: string; buyers: string[] }>();
  return {
    add({ document }: SubjectResult): void {
      if (document.score !== null) return;
      const what = `${document.subject.type} ${document.subject.id}`;
      const reason = document.status_reason ?? 'no reason given';
      const entry = byReason.get(`${what}|${reason}`) ?? { what, reason, buyers: [] };
      byReason.set(`${what}|${reason}`, entry);
      entry.buyers.push(document.buyer);
    },
    lines(): RunRecord['left_out'] {
      const lines = [...byReason.values()].map(({ what, reason, buyers }) => ({ what: `${what} for ${buyers.join(', ')}`, reason }));
      const more = lines.length - MOST_LEFT_OUT_TOLD;
      const rest = { what: `${more} more`, reason: 'each of them says why in its own score' };
      return more > 0 ? [...lines.slice(0, MOST_LEFT_OUT_TOLD), rest] : lines;
    },
  };
}
