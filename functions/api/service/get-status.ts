import { sourceCondition } from '#contracts/collection/collected-document.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import type { Message } from '#domain/vocabulary/score-document.ts';
import { type Language, message, rendered } from '#domain/words/render.ts';
import {
  type NextRun,
  nextRun,
  openRequests,
  type RescoringSituation,
  type RunPace,
} from '#functions/store/runs/next-run.ts';
import { type RescoreRequests, rescoringSituation } from '#functions/store/runs/rescore-requests.ts';
import { newestSeen, type RunPointer, type RunRecord } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import type { SourceClocks } from '#functions/store/sources/source-clocks.ts';
import { listSources } from '../facts/list-sources.ts';
import { ageOn, listSignals, staleReading } from '../facts/signals.ts';
import { type StatusFacts, statusLight } from './status-light.ts';

const MOST_REASONS = 12;
const MOST_EVIDENCE = 100;

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

/** One whose run is at work has not failed. */
function failedAttempts(next: NextRun, { attempt, currentRunStartedAt }: RescoringSituation) {
  if (attempt === null || next.state === 'idle') return 0;
  if (currentRunStartedAt !== null && currentRunStartedAt >= attempt.at) return 0;
  return next.state === 'running' ? attempt.tries - 1 : attempt.tries;
}

function rescoringFaults({
  failed_attempts: n,
  next_run_from: at,
}: ReturnType<typeof rescoringStatus>): readonly Message[] {
  if (n === 0) return [];
  const attempts = n === 1 ? message('reason_attempt') : message('reason_attempts', { n });
  return [
    message('reason_not_in_scores', {
      attempts,
      when: at === null ? message('reason_now') : message('reason_at', { at }),
    }),
  ];
}

/** The nightly run is a day apart. */
const OLD_AFTER_HOURS = 36;
/** Scores of a night are those of the day that ended. */
const OLD_AFTER_DAYS = 2;
const HUNG_AFTER_HOURS = 1;
const HOUR_MS = 3_600_000;

export type StatusOf = Readonly<{
  access: object;
  companies: readonly Readonly<{ id: string; name: string }>[];
  progress: StatusFacts['progress'];
  language: Language;
  pace?: RunPace;
}>;

/** Works before the first publication too. `now`: epoch milliseconds. */
export async function getStatus(
  scores: PublishedScores,
  clocks: SourceClocks,
  requests: Pick<RescoreRequests, 'since' | 'lastAttempt'>,
  { access, companies, progress, language, pace }: StatusOf,
  now: number,
) {
  const told = (reasons: readonly Message[]): readonly string[] =>
    reasons.map((reason) => rendered(reason, language));
  const lit = (facts: Omit<StatusFacts, 'progress'>) => {
    const { light, sentence } = statusLight({ ...facts, progress });
    return {
      light,
      sentence: rendered(sentence, language),
      sentence_code: sentence.code,
      sentence_params: sentence.params,
      progress,
    };
  };
  const [current, [last], collected] = await Promise.all([
    scores.currentRun(),
    scores.runs(1, null),
    collectedOn(clocks, now),
  ]);
  const lastRun = last ?? null;
  const instant = new Date(now).toISOString();
  const newest = current && newestSeen(current);
  const newestRecord = newest === null || newest === lastRun?.run_id ? lastRun : await scores.run(newest);
  const published = current && newestRecord;
  const rescoring = rescoringStatus(
    await rescoringSituation(requests, published, lastRun, instant, pace),
    instant,
  );
  const links = { self: '/v1/status' };
  if (current === null) {
    const state = lastRun === null ? 'none' : lastRun.status === 'failed' ? 'failed' : 'running';
    return {
      status: 'empty',
      ...lit({ run: null, lastRun: state, signals: [], sources: [], faults: 0 }),
      reasons: told([whyEmpty(lastRun)]),
      access,
      companies,
      current_run: null,
      last_run: lastRunOf(lastRun),
      rescoring,
      signals: [],
      sources: [],
      collected,
      links,
    };
  }
  // Ages are those of today, not of the day of the run.
  const today = instant.slice(0, 10);
  const [ofRun, sources] = await Promise.all([
    listSignals(scores, current.run_id),
    listSources(scores, current.run_id, today),
  ]);
  const signals = ofRun.map((signal) => agedSignal(signal, today));
  const late = signals
    .filter((signal) => signal.status !== 'current')
    .map(({ theatre, status }) =>
      message(status === 'stale' ? 'reason_signal_stale' : 'reason_signal_unknown', { theatre }),
    );
  const unread = sources.map((source) => staleReading(source, today)).filter((reason) => reason !== null);
  const far = published?.counts_far_above ?? [];
  const degraded = [...whyDegraded(current, lastRun, now), ...whyDoubtful(published)];
  const faults = [...degraded, ...rescoringFaults(rescoring)];
  const reasons = [...told(degraded), ...far, ...told([...rescoringFaults(rescoring), ...late, ...unread])];
  return {
    status: reasons.length === 0 ? 'ok' : 'degraded',
    ...lit({
      run: { as_of: current.as_of, age: ageOn(today, current.as_of) ?? 0, isOld: isOld(current, now) },
      lastRun: lastRun?.status === 'failed' && lastRun.run_id > current.run_id ? 'failed' : 'seen',
      signals: signals.map(({ theatre, status, data_as_of: day }) => ({ theatre, status, day })),
      sources: sources.map(({ id, tables, read_on, reading_age_days: age }) => ({
        id,
        tables,
        read_on,
        age,
      })),
      faults: faults.length + far.length,
    }),
    reasons,
    access,
    companies,
    current_run: {
      run_id: current.run_id,
      as_of: current.as_of,
      published_at: current.published_at,
      links: runLinks(current.run_id),
    },
    last_run: lastRunOf(lastRun),
    rescoring,
    signals,
    sources: sources.map(({ id, title, newest_date, age_days, read_on, reading_age_days, ...rest }) => {
      const { stale_reading, stale_reading_code, stale_reading_params } = rest;
      return {
        id,
        title,
        newest_date,
        age_days,
        read_on,
        reading_age_days,
        stale_reading,
        stale_reading_code,
        stale_reading_params,
      };
    }),
    collected,
    links,
  };
}

function agedSignal(
  { theatre, status, data_as_of, stale_after_days }: Awaited<ReturnType<typeof listSignals>>[number],
  today: string,
) {
  const age_days = ageOn(today, data_as_of);
  const isOld = status !== 'unknown' && (age_days ?? 0) > stale_after_days;
  return { theatre, status: isOld ? 'stale' : status, data_as_of, age_days };
}

/** Missing days make the service degraded, not this. */
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

function whyEmpty(last: RunRecord | null): Message {
  if (last === null) return message('reason_not_begun');
  return last.status === 'failed'
    ? message('reason_first_failed', { run: last.run_id, failure: String(last.failure) })
    : message('reason_first_running', { run: last.run_id });
}

/** A person was told of them before. */
const whyDoubtful = (published: RunRecord | null): readonly Message[] =>
  (published?.guard_findings ?? []).map((finding) =>
    message('reason_objected', { run: published?.run_id ?? '', finding }),
  );

function whyUnfinished({ run_id: run, status, unexplained_changes: n = 0 }: RunRecord): readonly Message[] {
  return [
    ...(status === 'unfinished' ? [message('reason_unfinished', { run })] : []),
    ...(n > 0 ? [message('reason_unexplained', { n, run })] : []),
  ];
}

const hoursSince = (instant: string, now: number) => Math.floor((now - Date.parse(instant)) / HOUR_MS);
const daysSince = (day: string, now: number) => Math.floor((now - Date.parse(day)) / (24 * HOUR_MS));

const isOld = ({ published_at, as_of }: RunPointer, now: number) =>
  hoursSince(published_at, now) > OLD_AFTER_HOURS || daysSince(as_of, now) > OLD_AFTER_DAYS;

function whyDegraded(current: RunPointer, last: RunRecord | null, now: number): readonly Message[] {
  const { run_id: run, as_of: day, rolled_back: back } = current;
  const [hours, days] = [hoursSince(current.published_at, now), daysSince(day, now)];
  const atWork = last === null || last.status !== 'running' ? 0 : hoursSince(last.started_at, now);
  return [
    ...(back === undefined
      ? []
      : [message('reason_rolled_back', { run, at: back.at, from: back.from_run_id, reason: back.reason })]),
    ...(last !== null && last.status === 'failed' && last.run_id > run
      ? [message('reason_last_failed', { last: last.run_id, run })]
      : []),
    ...(last !== null && last.run_id === run ? whyUnfinished(last) : []),
    ...(hours > OLD_AFTER_HOURS ? [message('reason_hours', { hours })] : []),
    ...(days > OLD_AFTER_DAYS ? [message('reason_days', { day, days })] : []),
    ...(atWork >= HUNG_AFTER_HOURS
      ? [message('reason_hangs', { run: last?.run_id ?? '', hours: atWork })]
      : []),
  ];
}
