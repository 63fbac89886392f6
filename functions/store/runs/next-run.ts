// biome-ignore-all lint/style/noRestrictedGlobals: instants that were given are added and compared; there is no clock
/** When the next run has to begin because facts came in. */

import * as z from 'zod';
import type { Frozen } from '#domain/vocabulary/frozen.ts';

/** Facts came in, or are about to. */
export const rescoreRequest = z.object({
  reason: z.string(),
  evidence: z.array(z.string()),
  at: z.string(),
  /** A run that began then or later has read what came in. */
  answered_by_runs_from: z.string(),
  /** A person asked for it: it is tried at once. */
  at_once: z.boolean(),
});
export type RescoreRequest = Frozen<z.infer<typeof rescoreRequest>>;

/** The last time that a run was started for requests. */
export const runAttempt = z.object({
  number: z.int(),
  at: z.string(),
  /** How many in a row have led to no published run, this one counted. */
  tries: z.int(),
  /** How many there were on its day (UTC), this one counted. */
  of_day: z.int(),
});
export type RunAttempt = Readonly<z.infer<typeof runAttempt>>;

export type RunPace = Readonly<{
  minutesBetweenRuns: number;
  /** Of a day (UTC); what comes in later waits for the next one. */
  mostRunsADay: number;
}>;

export const EACH_MINUTE: RunPace = { minutesBetweenRuns: 1, mostRunsADay: 1440 };

export type RescoringSituation = Readonly<{
  requests: readonly RescoreRequest[];
  currentRunStartedAt: string | null;
  lastRunStartedAt: string | null;
  lastRunSeconds: number;
  isHeldBack: boolean;
  pace: RunPace;
  isRunning: boolean;
  attempt: RunAttempt | null;
}>;

export type NextRun =
  | Readonly<{ state: 'idle' }>
  | Readonly<{ state: 'running'; open: readonly RescoreRequest[] }>
  | Readonly<{
      state: 'waiting' | 'retrying';
      open: readonly RescoreRequest[];
      from: string;
    }>
  | Readonly<{ state: 'due'; open: readonly RescoreRequest[] }>;

/** A publisher has documents of a morning come in within seconds of each other. */
export const COLLECTING_SECONDS = 15;
/** Runs that follow facts take half of the time at most. */
const LENGTHS_BETWEEN_RUNS = 2;
/** A person is told, and has the day. */
export const HELD_BACK_HOURS = 20;
/** Waits are two minutes, then four, eight, and never longer. */
const LONGEST_RETRY_SECONDS = 900;
/** A fact that is announced is stored within this long, or never. */
export const ANNOUNCED_SECONDS = 30;
const SECONDS_BETWEEN_LOOKS = 60;
const ASSUMED_RUN_SECONDS = 300;

const MS = 1000;

export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * MS).toISOString();

export const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / MS;

export const openRequests = (
  requests: readonly RescoreRequest[],
  currentRunStartedAt: string | null,
): readonly RescoreRequest[] =>
  requests
    .filter(
      ({ answered_by_runs_from: from }) =>
        currentRunStartedAt === null || Date.parse(from) > Date.parse(currentRunStartedAt),
    )
    .sort((left, right) => (left.at < right.at ? -1 : 1));

const hasSucceeded = ({ at }: RunAttempt, currentRunStartedAt: string | null) =>
  currentRunStartedAt !== null && Date.parse(currentRunStartedAt) >= Date.parse(at);

const retrySeconds = (tries: number) => Math.min(LONGEST_RETRY_SECONDS, 60 * 2 ** tries);

const pauseSeconds = (runSeconds: number, { minutesBetweenRuns }: RunPace) =>
  Math.max(60 * minutesBetweenRuns, LENGTHS_BETWEEN_RUNS * runSeconds);

const isOfSameDay = (one: string, other: string) => one.slice(0, 10) === other.slice(0, 10);

/**
 * Whether a run has to begin at `now`. One that the guard refused would be refused again: it waits for other
 * facts, a person, or the end of what holds it back.
 */
export function nextRun(situation: RescoringSituation, now: string): NextRun {
  const { currentRunStartedAt, lastRunStartedAt, attempt, pace } = situation;
  const open = openRequests(situation.requests, currentRunStartedAt);
  const [oldest] = open;
  if (oldest === undefined) return { state: 'idle' };
  if (situation.isRunning) return { state: 'running', open };
  if (open.some(({ at, at_once }) => at_once && (attempt === null || attempt.at < at)))
    return { state: 'due', open };
  const failed = attempt !== null && !hasSucceeded(attempt, currentRunStartedAt) ? attempt : null;
  const isRefused = failed !== null && situation.isHeldBack && (lastRunStartedAt ?? '') >= failed.at;
  const news = isRefused ? open.find(({ at }) => at > failed.at) : undefined;
  const collected = secondsAfter((news ?? oldest).at, COLLECTING_SECONDS);
  const spaced =
    lastRunStartedAt === null
      ? collected
      : secondsAfter(lastRunStartedAt, pauseSeconds(situation.lastRunSeconds, pace));
  const retried =
    failed === null || news !== undefined
      ? collected
      : secondsAfter(failed.at, isRefused ? 3600 * HELD_BACK_HOURS : retrySeconds(failed.tries));
  const isSpent = attempt !== null && isOfSameDay(attempt.at, now) && attempt.of_day >= pace.mostRunsADay;
  const allowed = isSpent ? secondsAfter(now.slice(0, 10), 86_400) : collected;
  const from = [collected, spaced, retried, allowed].sort().at(-1) as string;
  if (Date.parse(from) <= Date.parse(now)) return { state: 'due', open };
  return { state: failed === null ? 'waiting' : 'retrying', open, from };
}

export const nextAttempt = (
  last: RunAttempt | null,
  currentRunStartedAt: string | null,
  now: string,
): RunAttempt => ({
  number: (last?.number ?? 0) + 1,
  at: now,
  tries: last === null || hasSucceeded(last, currentRunStartedAt) ? 1 : last.tries + 1,
  of_day: last !== null && isOfSameDay(last.at, now) ? last.of_day + 1 : 1,
});

export type RunProgress = Readonly<{
  status: string;
  started_at: string;
  finished_at: string | null;
}>;

/** The state machine ends it, and its record may go on saying that it is running. */
const LONGEST_RUN_SECONDS = 3600;
const LONGEST_AFTERWORK_SECONDS = 900;

export function isAtWork({ status, started_at, finished_at }: RunProgress, now: string): boolean {
  if (status === 'running')
    return Date.parse(now) < Date.parse(secondsAfter(started_at, LONGEST_RUN_SECONDS));
  return (
    status === 'published' &&
    Date.parse(now) < Date.parse(secondsAfter(finished_at ?? started_at, LONGEST_AFTERWORK_SECONDS))
  );
}

export type LastRun = Readonly<{
  started_at: string;
  published_at: string;
}>;

/**
 * When a fact stored at `now` is in the scores: `from` begins the first run that may read it, `by` is when
 * that is published if it takes as long as the last one.
 */
export function countsWithin(
  now: string,
  last: LastRun | null,
  pace: RunPace,
): Readonly<{ from: string; by: string }> {
  const runSeconds =
    last === null ? ASSUMED_RUN_SECONDS : Math.ceil(secondsBetween(last.started_at, last.published_at));
  return {
    from: secondsAfter(now, COLLECTING_SECONDS),
    by: secondsAfter(now, SECONDS_BETWEEN_LOOKS + pauseSeconds(runSeconds, pace) + runSeconds),
  };
}
