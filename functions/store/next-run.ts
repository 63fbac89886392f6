// biome-ignore-all lint/style/noRestrictedGlobals: instants that were given are added and compared; there is no clock
/**
 * When the next run has to begin because facts came in. Pure: the same on a laptop, where a timer asks every
 * few seconds, and on AWS, where a
 * schedule asks every minute.
 */

import * as z from 'zod';
import type { Frozen } from '#domain/vocabulary/frozen.ts';

/** Somebody says that facts came in, or are about to, and that scores have to follow. */
export const rescoreRequest = z.object({
  /** Who sent what, in a sentence for people. */
  reason: z.string(),
  /** Evidence ids of what came in; empty where nothing is named. */
  evidence: z.array(z.string()),
  /** When it was asked. RFC 3339, UTC. */
  at: z.string(),
  /** A run that began at this moment or later has read what came in. RFC 3339, UTC. */
  answered_by_runs_from: z.string(),
  /** A person asked for it: it is not collected with others, and the run is tried at once. */
  at_once: z.boolean(),
});
export type RescoreRequest = Frozen<z.infer<typeof rescoreRequest>>;

/** The last time that a run was started for requests. */
export const runAttempt = z.object({
  /** 1, 2, 3 ...; never used twice. */
  number: z.int(),
  /** RFC 3339, UTC. */
  at: z.string(),
  /** How many attempts in a row have led to no published run, this one counted. */
  tries: z.int(),
  /** How many attempts there were on its day (UTC), this one counted. */
  of_day: z.int(),
});
export type RunAttempt = Readonly<z.infer<typeof runAttempt>>;

/** How often runs may follow facts. */
export interface RunPace {
  /** Least time from the begin of a run to that of the next one. */
  readonly minutesBetweenRuns: number;
  /** Runs of a day (UTC) that follow facts; what comes in later waits for the next day, or the night. */
  readonly mostRunsADay: number;
}

/** On one machine a run costs nothing but its work. */
export const EACH_MINUTE: RunPace = { minutesBetweenRuns: 1, mostRunsADay: 1440 };

export interface RescoringSituation {
  /** Requests of the time that matters, in any order; answered ones may be among them. */
  readonly requests: readonly RescoreRequest[];
  /** Start of the run that readers see; `null`: nothing was ever published. RFC 3339, UTC. */
  readonly currentRunStartedAt: string | null;
  /** Start of the run that was begun last, whatever became of it. RFC 3339, UTC. */
  readonly lastRunStartedAt: string | null;
  /** How long that one took; 0: not known. */
  readonly lastRunSeconds: number;
  /** Whether the guard refused that one. */
  readonly isHeldBack: boolean;
  readonly pace: RunPace;
  /** Whether a run is at work. */
  readonly isRunning: boolean;
  readonly attempt: RunAttempt | null;
}

export type NextRun =
  /** No request is open. */
  | { readonly state: 'idle' }
  /** A run is at work; what is still open after it is looked at again. */
  | { readonly state: 'running'; readonly open: readonly RescoreRequest[] }
  /** A run may begin at `from`; `retrying`: the attempts before it led to no published run. */
  | {
      readonly state: 'waiting' | 'retrying';
      readonly open: readonly RescoreRequest[];
      readonly from: string;
    }
  | { readonly state: 'due'; readonly open: readonly RescoreRequest[] };

/**
 * Requests of this long are answered by one run: a publisher's documents of a morning come in within seconds
 * of each other.
 */
export const COLLECTING_SECONDS = 15;
/** After a run facts wait for as long as it took: runs that follow facts take half of the time at most. */
const LENGTHS_BETWEEN_RUNS = 2;
/** Doubts of the guard hold runs back for so long: a person is told, and has the day. */
export const HELD_BACK_HOURS = 20;
/**
 * After a failed attempt the next one waits for two minutes, then four, eight, and never longer than this.
 */
const LONGEST_RETRY_SECONDS = 900;
/**
 * A fact that is announced is stored within this long, or never: a function of the API is ended after ten
 * seconds.
 */
export const ANNOUNCED_SECONDS = 30;
/** Nobody waits longer than this for the timer or schedule that starts a run, collecting included. */
const SECONDS_BETWEEN_LOOKS = 60;
/** Length of a run that is assumed before the first one. */
const ASSUMED_RUN_SECONDS = 300;

const MS = 1000;

/** The instant some seconds after another one. RFC 3339, UTC. */
export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * MS).toISOString();

/** Seconds from an instant to a later one. */
export const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / MS;

/** Requests that no published run has answered, oldest first. */
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

/** Whether the attempt led to a run that readers see. */
const hasSucceeded = ({ at }: RunAttempt, currentRunStartedAt: string | null): boolean =>
  currentRunStartedAt !== null && Date.parse(currentRunStartedAt) >= Date.parse(at);

/** How long the next attempt waits after the last of so many that failed. */
const retrySeconds = (tries: number): number => Math.min(LONGEST_RETRY_SECONDS, 60 * 2 ** tries);

/** From the begin of a run that took so long to the begin of the next one. */
const pauseSeconds = (runSeconds: number, { minutesBetweenRuns }: RunPace): number =>
  Math.max(60 * minutesBetweenRuns, LENGTHS_BETWEEN_RUNS * runSeconds);

const isOfSameDay = (one: string, other: string): boolean => one.slice(0, 10) === other.slice(0, 10);

/**
 * Decides whether a run has to begin at `now`. The answer depends on nothing else, so two who ask at the same
 * time decide the same. A run that the guard refused would be refused again: it waits for other facts, a
 * person, or the end of what the guard holds back.
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

/** The attempt that follows another one. */
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

/** A run, as far as it matters for whether it is at work. */
export interface RunProgress {
  readonly status: string;
  /** RFC 3339, UTC. */
  readonly started_at: string;
  /** `null`: not yet. RFC 3339, UTC. */
  readonly finished_at: string | null;
}

/**
 * A run that takes longer is ended by the state machine, and its record may go on saying that it is running.
 */
const LONGEST_RUN_SECONDS = 3600;
/** The work after the publication of a run has ended after this, done or not. */
const LONGEST_AFTERWORK_SECONDS = 900;

/**
 * Whether a process is at work on the run at `now`, as far as its record says: readers see a published run
 * while its changes are written.
 */
export function isAtWork({ status, started_at, finished_at }: RunProgress, now: string): boolean {
  if (status === 'running')
    return Date.parse(now) < Date.parse(secondsAfter(started_at, LONGEST_RUN_SECONDS));
  return (
    status === 'published' &&
    Date.parse(now) < Date.parse(secondsAfter(finished_at ?? started_at, LONGEST_AFTERWORK_SECONDS))
  );
}

/** Begin and publication of the run that readers see. RFC 3339, UTC. */
export interface LastRun {
  readonly started_at: string;
  readonly published_at: string;
}

/**
 * When a fact that is stored at `now` is in the scores: `from` is the earliest begin of the run that reads
 * it, `by` when that run is
 * published if it takes as long as the last one. One that is at work, and the pause after it, are waited for.
 */
export function countsWithin(
  now: string,
  last: LastRun | null,
  pace: RunPace,
): { readonly from: string; readonly by: string } {
  const runSeconds =
    last === null ? ASSUMED_RUN_SECONDS : Math.ceil(secondsBetween(last.started_at, last.published_at));
  return {
    from: secondsAfter(now, COLLECTING_SECONDS),
    by: secondsAfter(now, SECONDS_BETWEEN_LOOKS + pauseSeconds(runSeconds, pace) + runSeconds),
  };
}
