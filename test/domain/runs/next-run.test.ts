import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countsWithin,
  EACH_MINUTE,
  isAtWork,
  nextAttempt,
  nextRun,
  openRequests,
  type RescoreRequest,
  type RescoringSituation,
  type RunAttempt,
} from '#functions/store/runs/next-run.ts';

/** 26 November 2026, 12:00:00 UTC and some seconds. */
const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 26, 12) + seconds * 1000).toISOString();
const request = (seconds: number, more: Partial<RescoreRequest> = {}): RescoreRequest => ({
  reason: 'acme sent 1 observation.',
  evidence: [],
  at: at(seconds),
  answered_by_runs_from: at(seconds),
  at_once: false,
  ...more,
});
const quiet: RescoringSituation = {
  requests: [],
  currentRunStartedAt: at(-3600),
  lastRunStartedAt: at(-3600),
  lastRunSeconds: 0,
  isHeldBack: false,
  pace: EACH_MINUTE,
  isRunning: false,
  attempt: null,
};
const attemptOf = (number: number, seconds: number, tries: number, of_day = 1): RunAttempt => ({
  number,
  at: at(seconds),
  tries,
  of_day,
});

describe('the next run', () => {
  it('is not due as long as nothing came in, and not after all that came in was read', () => {
    expect(nextRun(quiet, at(0))).toEqual({ state: 'idle' });
    expect(nextRun({ ...quiet, requests: [request(-3601)] }, at(0))).toEqual({ state: 'idle' });
    expect(nextRun({ ...quiet, requests: [request(-3600)] }, at(0))).toEqual({ state: 'idle' });
  });

  it('collects for 15 seconds from the oldest request on', () => {
    const requests = [request(10), request(0)];
    expect(nextRun({ ...quiet, requests }, at(14))).toMatchObject({ state: 'waiting', from: at(15) });
    expect(nextRun({ ...quiet, requests }, at(15))).toEqual({
      state: 'due',
      open: [request(0), request(10)],
    });
  });

  it('begins a minute after the last one began, whatever became of that', () => {
    const situation = { ...quiet, requests: [request(0)], lastRunStartedAt: at(-10) };
    expect(nextRun(situation, at(49))).toMatchObject({ state: 'waiting', from: at(50) });
    expect(nextRun(situation, at(50))).toMatchObject({ state: 'due' });
  });

  it('waits for the run at work, and then reads what that has not read', () => {
    const situation = { ...quiet, requests: [request(0)], lastRunStartedAt: at(-10) };
    expect(nextRun({ ...situation, isRunning: true }, at(600))).toMatchObject({
      state: 'running',
      open: [request(0)],
    });
    expect(nextRun({ ...situation, currentRunStartedAt: at(-10) }, at(601))).toMatchObject({ state: 'due' });
  });

  it('is the first one where nothing was ever published', () => {
    const situation = { ...quiet, requests: [request(0)], currentRunStartedAt: null, lastRunStartedAt: null };
    expect(nextRun(situation, at(14))).toMatchObject({ state: 'waiting', from: at(15) });
    expect(nextRun(situation, at(15))).toMatchObject({ state: 'due' });
    expect(nextRun({ ...situation, attempt: attemptOf(1, 15, 1) }, at(20))).toMatchObject({
      state: 'retrying',
    });
  });

  it.each([
    [1, 120],
    [2, 240],
    [3, 480],
    [4, 900],
    [50, 900],
  ])('waits after %i failed attempts for %i seconds, and never longer', (tries, seconds) => {
    const situation = { ...quiet, requests: [request(0)], attempt: attemptOf(9, 20, tries) };
    expect(nextRun(situation, at(20 + seconds - 1))).toMatchObject({
      state: 'retrying',
      from: at(20 + seconds),
    });
    expect(nextRun(situation, at(20 + seconds))).toMatchObject({ state: 'due' });
  });

  it('waits after a run for as long as it took, where that is longer', () => {
    const situation = { ...quiet, requests: [request(0)], lastRunStartedAt: at(-600), lastRunSeconds: 540 };
    expect(nextRun(situation, at(479))).toMatchObject({ state: 'waiting', from: at(480) });
    const pace = { minutesBetweenRuns: 60, mostRunsADay: 48 };
    expect(nextRun({ ...situation, pace }, at(479))).toMatchObject({ state: 'waiting', from: at(3000) });
  });

  it('waits for the next day after so many of a day, and not when a person asks', () => {
    const pace = { minutesBetweenRuns: 1, mostRunsADay: 3 };
    const situation = { ...quiet, requests: [request(0)], currentRunStartedAt: at(-60), pace };
    const third = { ...situation, attempt: attemptOf(9, -60, 1, 3) };
    expect(nextRun(third, at(20))).toMatchObject({ state: 'waiting', from: '2026-11-27T00:00:00.000Z' });
    expect(nextRun(third, '2026-11-27T00:00:00.000Z')).toMatchObject({ state: 'due' });
    expect(nextRun({ ...situation, attempt: attemptOf(8, -60, 1, 2) }, at(20))).toMatchObject({
      state: 'due',
    });
    const byHand = [request(0), request(10, { at_once: true })];
    expect(nextRun({ ...third, requests: byHand }, at(20))).toMatchObject({ state: 'due' });
    expect(nextAttempt(third.attempt, at(-60), '2026-11-27T00:00:00.000Z').of_day).toBe(1);
  });

  it('that the guard refused waits for other facts, a person, or the twenty hours that it holds back', () => {
    const refused = {
      ...quiet,
      requests: [request(0)],
      attempt: attemptOf(9, 20, 1),
      lastRunStartedAt: at(21),
      isHeldBack: true,
    };
    expect(nextRun(refused, at(3600))).toMatchObject({ state: 'retrying', from: at(20 + 72_000) });
    expect(nextRun(refused, at(20 + 72_000))).toMatchObject({ state: 'due' });
    const withNews = { ...refused, requests: [request(0), request(3600)] };
    expect(nextRun(withNews, at(3601))).toMatchObject({ from: at(3615) });
    expect(
      nextRun({ ...refused, requests: [request(0), request(90, { at_once: true })] }, at(90)),
    ).toMatchObject({ state: 'due' });
    // An attempt that began no run was not refused: it is made again soon.
    expect(nextRun({ ...refused, lastRunStartedAt: at(-60) }, at(60))).toMatchObject({ from: at(140) });
  });

  it('forgets failed attempts once a run was published', () => {
    const attempt = attemptOf(9, 20, 3);
    const situation = {
      ...quiet,
      requests: [request(400)],
      attempt,
      currentRunStartedAt: at(21),
      lastRunStartedAt: at(21),
    };
    expect(nextRun(situation, at(414))).toMatchObject({ state: 'waiting', from: at(415) });
    expect(nextAttempt(attempt, at(21), at(415))).toEqual(attemptOf(10, 415, 1, 2));
    expect(nextAttempt(attempt, at(19), at(415))).toEqual(attemptOf(10, 415, 4, 2));
    expect(nextAttempt(null, null, at(0))).toEqual(attemptOf(1, 0, 1));
  });

  it('is tried at once when a person asks, also in the wait after a failure, but once only and never beside another', () => {
    const attempt = attemptOf(9, 20, 3);
    const situation = { ...quiet, requests: [request(0), request(30, { at_once: true })], attempt };
    expect(nextRun(situation, at(30))).toMatchObject({ state: 'due' });
    expect(nextRun({ ...situation, isRunning: true }, at(30))).toMatchObject({ state: 'running' });
    expect(nextRun({ ...situation, attempt: attemptOf(10, 30, 4) }, at(31))).toMatchObject({
      state: 'retrying',
    });
    expect(nextRun({ ...quiet, requests: [request(0, { at_once: true })] }, at(0))).toMatchObject({
      state: 'due',
    });
  });

  it('must have begun after an announced fact is stored for certain', () => {
    const announced = request(0, { answered_by_runs_from: at(30) });
    expect(openRequests([announced], at(29))).toEqual([announced]);
    expect(openRequests([announced], at(30))).toEqual([]);
  });
});

describe('a run is at work', () => {
  it.each([
    ['running', at(0), null, 3599, true],
    ['running', at(0), null, 3600, false],
    ['published', at(0), at(60), 959, true],
    ['published', at(0), at(60), 960, false],
    ['published', at(0), null, 899, true],
    ['completed', at(0), at(60), 61, false],
    ['failed', at(0), null, 1, false],
  ])('%s since %s, finished %s, after %i s: %s', (status, started_at, finished_at, after, is) => {
    expect(isAtWork({ status, started_at, finished_at }, at(after))).toBe(is);
  });
});

describe('what a writer is told', () => {
  it('is the earliest begin of the run, and its end if it takes as long as the last one', () => {
    // At most 60 s until it begins, a run of 40 s that may be at work, a pause as long, and 40 s of its own.
    const last = { started_at: at(-500), published_at: at(-460) };
    expect(countsWithin(at(0), last, EACH_MINUTE)).toEqual({ from: at(15), by: at(180) });
    const pace = { minutesBetweenRuns: 5, mostRunsADay: 48 };
    expect(countsWithin(at(0), last, pace)).toEqual({ from: at(15), by: at(400) });
  });

  it('assumes five minutes for a run before there was one', () => {
    expect(countsWithin(at(0), null, EACH_MINUTE)).toEqual({ from: at(15), by: at(960) });
  });
});

/** Requests, and how long each attempt takes and whether it is published, as a scheduler meets them. */
interface History {
  readonly asked: readonly number[];
  readonly attempts: readonly { readonly seconds: number; readonly published: boolean }[];
  readonly lookEvery: number;
}

interface Simulated {
  readonly begun: readonly { readonly at: number; readonly until: number; readonly published: boolean }[];
  /** Second at which nothing was open any more, with nothing left to come. */
  readonly idleFrom: number | null;
}

/** The seconds of a few hours in which somebody looks every so often, and starts a run where one is due. */
function simulate({ asked, attempts, lookEvery }: History, until: number): Simulated {
  const begun: { at: number; until: number; published: boolean }[] = [];
  let attempt: RunAttempt | null = null;
  for (let now = 0; now <= until; now += lookEvery) {
    const ended = begun.filter((run) => run.until <= now && run.published).at(-1);
    const currentRunStartedAt = ended === undefined ? null : at(ended.at);
    const last = begun.at(-1);
    const situation: RescoringSituation = {
      ...quiet,
      requests: asked.filter((second) => second <= now).map((second) => request(second)),
      currentRunStartedAt,
      lastRunStartedAt: last === undefined ? null : at(last.at),
      lastRunSeconds: last === undefined ? 0 : last.until - last.at,
      isRunning: last !== undefined && last.until > now,
      attempt,
    };
    const next = nextRun(situation, at(now));
    if (next.state === 'idle' && Math.max(...asked) <= now) return { begun, idleFrom: now };
    if (next.state !== 'due') continue;
    attempt = nextAttempt(attempt, currentRunStartedAt, at(now));
    const { seconds, published } = attempts[begun.length % attempts.length] ?? {
      seconds: 30,
      published: true,
    };
    begun.push({ at: now, until: now + seconds, published });
  }
  return { begun, idleFrom: null };
}

const historyOf = (canFail: boolean): fc.Arbitrary<History> =>
  fc.record({
    asked: fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 200 }),
    attempts: fc.array(
      fc.record({
        seconds: fc.integer({ min: 1, max: 300 }),
        published: canFail ? fc.boolean() : fc.constant(true),
      }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    lookEvery: fc.integer({ min: 1, max: 60 }),
  });

describe('whatever comes in, whenever, and whatever becomes of the runs', () => {
  it('runs begin a minute apart at least and never beside each other, and a flood ends in rest', () => {
    fc.assert(
      fc.property(historyOf(true), (history) => {
        const withOnePublished = {
          ...history,
          attempts: [...history.attempts, { seconds: 30, published: true }],
        };
        const { begun, idleFrom } = simulate(withOnePublished, 60_000);
        for (const [n, run] of begun.entries()) {
          const before = begun[n - 1];
          if (before === undefined) continue;
          expect(run.at - before.at).toBeGreaterThanOrEqual(60);
          expect(run.at).toBeGreaterThanOrEqual(before.until);
        }
        expect(idleFrom).not.toBeNull();
        // Every run had a request to answer: no run was started by another one.
        expect(begun.filter(({ published }) => published).length).toBeLessThanOrEqual(
          new Set(history.asked).size,
        );
      }),
    );
  });

  it('every request is read within a minute and a look, or after the last run and a pause as long', () => {
    fc.assert(
      fc.property(historyOf(false), (history) => {
        const { begun } = simulate(history, 60_000);
        for (const asked of history.asked) {
          const answer = begun.find((run) => run.at >= asked);
          const last = begun.findLast((run) => run.at < asked);
          const free = Math.max(asked + 60, last === undefined ? 0 : 2 * last.until - last.at);
          expect(answer?.at).toBeLessThanOrEqual(free + history.lookEvery);
        }
      }),
    );
  });
});
