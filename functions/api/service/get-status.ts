import { sourceCondition } from '#contracts/collection/collected-document.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { type NextRun, nextRun, openRequests, type RescoringSituation } from '#functions/store/next-run.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { type RescoreRequests, rescoringSituation } from '#functions/store/rescore-requests.ts';
import { newestSeen, type RunPointer, type RunRecord } from '#functions/store/run-ledger.ts';
import type { SourceClocks } from '#functions/store/source-clocks.ts';
import { listSources } from '../facts/list-sources.ts';
import { ageOn, listSignals } from '../facts/signals.ts';

/** More would not be read by anybody; the run reads all. */
const MOST_REASONS = 12;
const MOST_EVIDENCE = 100;

/** How far the scores have followed what came in. `now`: RFC 3339, UTC. */
function rescoringStatus(situation: RescoringSituation, now: string) {
  const next = nextRun(situation, now);
  const open = openRequests(situation.requests, situation.currentRunStartedAt);
  const { attempt } = situation;
  return {
    state: next.state,
    next_run_from: 'from' in next ? next.from : null,
    failed_attempts: failedAttempts(next, situation),
    last_attempt_at: attempt?.at ?? null,
    open_requests: open.length,
    last_request_at: open.at(-1)?.at ?? null,
    reasons: [...new Set(open.map(({ reason }) => reason))].slice(-MOST_REASONS),
    evidence: open.flatMap(({ evidence }) => evidence).slice(-MOST_EVIDENCE),
  };
}

/** An attempt whose run is still at work has not failed. */
function failedAttempts(next: NextRun, { attempt, currentRunStartedAt }: RescoringSituation): number {
  if (attempt === null || next.state === 'idle') return 0;
  if (currentRunStartedAt !== null && currentRunStartedAt >= attempt.at) return 0;
  return next.state === 'running' ? attempt.tries - 1 : attempt.tries;
}

/** Why the state of the service is not ok, in a sentence; none when runs follow what comes in. */
const rescoringFaults = ({ failed_attempts, next_run_from }: ReturnType<typeof rescoringStatus>): readonly string[] =>
  failed_attempts === 0
    ? []
    : [
        `What came in is not in the scores: ${failed_attempts === 1 ? 'the last attempt' : `the last ${failed_attempts} attempts`} led to no published run. The next one is made ${next_run_from === null ? 'now' : `at ${next_run_from}`}; /v1/runs says what failed.`,
      ];

/** The nightly run is a day apart; after this one was missed. */
const OLD_AFTER_HOURS = 36;
/** The scores of a night are those of the day that ended, and are replaced in the next night. */
const OLD_AFTER_DAYS = 2;
/** The state machine ends a run after an hour. */
const HUNG_AFTER_HOURS = 1;
const HOUR_MS = 3_600_000;

/** How fresh the data are, and who may call the service. Works before the first publication too. `now`: epoch milliseconds. */
export async function getStatus(
  scores: PublishedScores,
  clocks: SourceClocks,
  requests: Pick<RescoreRequests, 'since' | 'lastAttempt'>,
  access: object,
  now: number,
) {
  const [current, [last], collected] = await Promise.all([scores.currentRun(), scores.runs(1, null), collectedOn(clocks, now)]);
  const lastRun = last ?? null;
  const instant = new Date(now).toISOString();
  const newest = current === null ? null : newestSeen(current);
  const newestRecord = newest === null || newest === lastRun?.run_id ? lastRun : await scores.run(newest);
  const published = current === null ? null : newestRecord;
  const rescoring = rescoringStatus(await rescoringSituation(requests, published, lastRun, instant), instant);
  const links = { self: '/v1/status' };
  if (current === null) {
    return {
      status: 'empty',
      reasons: [whyEmpty(lastRun)],
      access,
      current_run: null,
      last_run: lastRunOf(lastRun),
      rescoring,
      signals: [],
      sources: [],
      collected,
      links,
    };
  }
  // A run that nothing followed grows old: ages are those of today, not of its day.
  const today = instant.slice(0, 10);
  const [ofRun, sources] = await Promise.all([listSignals(scores, current.run_id), listSources(scores, current.run_id, today)]);
  const signals = ofRun.map((signal) => agedSignal(signal, today));
  const late = signals.filter((signal) => signal.status !== 'current').map((signal) => `The signal ${signal.theatre} is ${signal.status}.`);
  const unread = sources.map(({ stale_reading }) => stale_reading).filter((sentence) => sentence !== null);
  const reasons = [
    ...whyDegraded(current, lastRun, now),
    ...whyDoubtful(published),
    ...(published?.counts_far_above ?? []),
    ...rescoringFaults(rescoring),
    ...late,
    ...unread,
  ];
  return {
    status: reasons.length === 0 ? 'ok' : 'degraded',
    reasons,
    access,
    current_run: { run_id: current.run_id, as_of: current.as_of, published_at: current.published_at, links: runLinks(current.run_id) },
    last_run: lastRunOf(lastRun),
    rescoring,
    signals,
    sources: sources.map(({ id, title, newest_date, age_days, read_on, reading_age_days, stale_reading }) => ({
      id,
      title,
      newest_date,
      age_days,
      read_on,
      reading_age_days,
      stale_reading,
    })),
    collected,
    links,
  };
}

function agedSignal({ theatre, status, data_as_of, stale_after_days }: Awaited<ReturnType<typeof listSignals>>[number], today: string) {
  const age_days = ageOn(today, data_as_of);
  const isOld = status !== 'unknown' && (age_days ?? 0) > stale_after_days;
  return { theatre, status: isOld ? 'stale' : status, data_as_of, age_days };
}

/** Condition of every source that is collected. It is told here and does not make the service degraded: signals whose days are missing do. */
async function collectedOn(clocks: SourceClocks, now: number) {
  const byName = new Map((await clocks.all()).map((clock) => [clock.source, clock]));
  const today = new Date(now).toISOString().slice(0, 10);
  return SOURCE_CONTRACTS.map((contract) => {
    const clock = byName.get(contract.name) ?? null;
    return {
      source: contract.name,
      ...sourceCondition(contract, clock, today),
      last_run_at: clock?.last_run_at ?? null,
      last_reached_at: clock?.last_reached_at ?? null,
      last_content_on: clock?.last_content_on ?? null,
      quarantined: clock?.quarantined ?? 0,
      coverage: clock?.coverage ?? null,
    };
  });
}

const runLinks = (id: string) => ({ self: `/v1/runs/${id}` });

function lastRunOf(run: RunRecord | null) {
  if (run === null) return null;
  const { run_id, status, started_at, finished_at } = run;
  return { run_id, status, started_at, finished_at, links: runLinks(run_id) };
}

function whyEmpty(last: RunRecord | null): string {
  if (last === null) return 'No run has begun yet.';
  return last.status === 'failed'
    ? `The first runs failed, the last one was ${last.run_id}: ${last.failure}`
    : `The first run, ${last.run_id}, is at work.`;
}

/** Objections of the guard to the run that readers see: a person was told of them before. */
const whyDoubtful = (published: RunRecord | null): string[] =>
  (published?.guard_findings ?? []).map((finding) => `Run ${published?.run_id} was published although its check objected: ${finding}.`);

function whyUnfinished({ run_id, status, unexplained_changes = 0 }: RunRecord): string[] {
  return [
    ...(status === 'unfinished'
      ? [`What follows the publication of run ${run_id} could not be done: its changes come with the next run.`]
      : []),
    ...(unexplained_changes > 0
      ? [`The reasons of ${unexplained_changes} changes of run ${run_id} could not be worked out: /v1/changes?cause=unexplained has them.`]
      : []),
  ];
}

function whyDegraded(current: RunPointer, last: RunRecord | null, now: number): string[] {
  const reasons: string[] = [];
  if (current.rolled_back !== undefined) {
    const { from_run_id, at, reason } = current.rolled_back;
    reasons.push(`Readers have run ${current.run_id} again since ${at}: run ${from_run_id} was rolled back (${reason}).`);
  }
  if (last !== null && last.status === 'failed' && last.run_id > current.run_id) {
    reasons.push(`The last run, ${last.run_id}, failed; the scores are those of run ${current.run_id}.`);
  }
  if (last !== null && last.run_id === current.run_id) reasons.push(...whyUnfinished(last));
  const hours = Math.floor((now - Date.parse(current.published_at)) / HOUR_MS);
  if (hours > OLD_AFTER_HOURS) reasons.push(`The scores were published ${hours} hours ago.`);
  const days = Math.floor((now - Date.parse(current.as_of)) / (24 * HOUR_MS));
  if (days > OLD_AFTER_DAYS) reasons.push(`The scores are those of ${current.as_of}, ${days} days ago.`);
  const atWork = last === null || last.status !== 'running' ? 0 : Math.floor((now - Date.parse(last.started_at)) / HOUR_MS);
  if (atWork >= HUNG_AFTER_HOURS) reasons.push(`The run ${last?.run_id} has been at work for ${atWork} hours: it hangs, or was ended.`);
  return reasons;
}
