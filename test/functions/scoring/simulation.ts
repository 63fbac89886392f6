/**
 * Runs and readers side by side on a store that delays, throttles, loses and repeats calls, and processes
 * that die. Everything follows from a seed, so
 * that what it finds can be played again.
 */

import { createHash } from 'node:crypto';
import type { BatchRequest } from '#contracts/run/run-messages.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { listChanges } from '#functions/api/changes/list-changes.ts';
import { logger } from '#functions/http/logger.ts';
import type { Paging } from '#functions/http/paging.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { closeBatch, closeRun, followBatch, planFollowUp, showRun } from '#functions/scoring/after-run.ts';
import { beginRun, settleEarlierRuns } from '#functions/scoring/begin-run.ts';
import { completeRun } from '#functions/scoring/complete-run.ts';
import { failRun, publishRun } from '#functions/scoring/publish-run.ts';
import { rankBatch } from '#functions/scoring/rank-batch.ts';
import { FeedWentOn } from '#functions/scoring/run-changes.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { RunRefused } from '#functions/store/runs/run-ledger.ts';
import { NO_OBSERVATIONS, toyParts, toyRunScorer } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

/**
 * Chances of a call to the store: throttled, done with its answer lost, done twice (as a client does after a
 * lost answer), the caller dies; of a step, that its time is over.
 */
const FAULTS = { throttled: 0.01, lost: 0.02, repeated: 0.02, killed: 0.005, hangs: 0.03 } as const;
/** Calls that give one thing after the other. */
const ITERATED = new Set(['results', 'stretch', 'summaries', 'followUps']);
const SUBJECTS = ['Ce', 'Dy', 'Tb'] as const;
const MOST_STEPS = 60_000;
const MOST_ATTEMPTS = 3;
/** Calls to the store of any process, after which a step that hangs is given up. */
const HUNG_TURNS = 10;
const MOST_TURNS = 1_000;
const GUARD = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 100 };

export interface SimulationOutcome {
  readonly steps: number;
  readonly runs: number;
  readonly killed: number;
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const realImmediate = setImmediate;
const settled = (): Promise<void> => new Promise((resolve) => realImmediate(resolve));

function must(holds: boolean, invariant: string): void {
  if (!holds) throw new Error(invariant);
}

/** Score of a subject by the number of the facts; every fifth facts are ones that the guard has to refuse. */
const scoreOf = (facts: number, subject: number): number => 5 + ((facts * 17 + subject * 29) % 80);
/** Which facts a subject is in: it comes and goes. */
const isThere = (facts: number, subject: number): boolean => (facts * 7 + subject * 3) % 4 !== 0;
const subjectsIn = (facts: number): number => SUBJECTS.filter((_, n) => isThere(facts, n)).length;
const isRefused = (facts: number): boolean => facts % 5 === 4;

/** Plays one interleaving. Throws with the invariant that was broken. */
export async function simulate(seed: number): Promise<SimulationOutcome> {
  logger().setLogLevel('SILENT');
  const random = randomFrom(seed);
  const [timeout, mathRandom] = [globalThis.setTimeout, Math.random];
  const waiting: (() => void)[] = [];
  const gate = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  globalThis.setTimeout = ((work: () => void) => waiting.push(work)) as unknown as typeof setTimeout;
  Math.random = random;
  try {
    return await play(random, waiting, gate);
  } finally {
    globalThis.setTimeout = timeout;
    Math.random = mathRandom;
  }
}

async function all(entries: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}

async function play(
  random: () => number,
  waiting: (() => void)[],
  gate: () => Promise<void>,
): Promise<SimulationOutcome> {
  const store = inMemoryStore();
  const factsOf = new Map<string, number>();
  let [facts, hours, killed, steps, isCalm] = [0, 0, 0, 0, false];
  const snapshots = {
    ...store.snapshots,
    async put(data: ReferenceData): Promise<string> {
      const { note } = data as unknown as { readonly note: number };
      const sha256 = createHash('sha256').update(String(note)).digest('hex');
      factsOf.set(sha256, note);
      return sha256;
    },
    setCurrent: async () => undefined,
  };
  /** Each step of a run has a machine of its own, and some have a clock that is up to two days wrong. */
  const clock = (): string => {
    const wrong = !isCalm && random() < 0.2 ? 96 * (random() - 0.5) : 0;
    return new Date(Date.UTC(2026, 9, 1) + (hours + wrong) * 3_600_000).toISOString();
  };

  /** A process: its calls go through the faulty store until it dies. */
  function newProcess() {
    let [isDead, die] = [false, (): void => undefined];
    const death = new Promise<never>((_, reject) => {
      die = () => {
        if (isDead) return;
        [isDead, killed] = [true, killed + 1];
        reject(new Error('the process died'));
      };
    });
    const never = new Promise<never>(() => undefined);
    const faulty = <T extends object>(port: T): T =>
      new Proxy(port, {
        get(target, name) {
          const call = Reflect.get(target, name);
          if (typeof call !== 'function') return call;
          const attempt = async (apply: () => Promise<unknown>): Promise<unknown> => {
            await gate();
            if (isDead) return never;
            const chance = isCalm ? 1 : random();
            if (chance < FAULTS.throttled) throw new Error('throttled');
            if (chance < FAULTS.throttled + FAULTS.lost) {
              await apply();
              throw new Error('the answer was lost');
            }
            if (chance < FAULTS.throttled + FAULTS.lost + FAULTS.repeated) {
              await apply().catch(() => undefined);
              await gate();
              return isDead ? never : apply();
            }
            if (chance < FAULTS.throttled + FAULTS.lost + FAULTS.repeated + FAULTS.killed) {
              if (random() < 0.5) await apply().catch(() => undefined);
              die();
              return never;
            }
            return apply();
          };
          if (!ITERATED.has(String(name)))
            return (...given: unknown[]) => attempt(async () => call.apply(target, given));
          return async function* (...given: unknown[]) {
            yield* (await attempt(() => all(call.apply(target, given)))) as readonly unknown[];
          };
        },
      });
    return { faulty, death };
  }

  const partsOf = (faulty: <T extends object>(port: T) => T) => ({
    ...toyParts({ scores: {}, buyers: ['JPN'], facts: '' }),
    newestFacts: async () => ({ elements: [], ...NO_OBSERVATIONS, note: facts }) as unknown as ReferenceData,
    makeScorer: async (run: Parameters<typeof toyRunScorer>[1], sha256: string) => {
      const known = factsOf.get(sha256) ?? 0;
      const scores = Object.fromEntries(
        SUBJECTS.flatMap((subject, n) =>
          isThere(known, n) ? [[`element#${subject}`, scoreOf(known, n)]] : [],
        ),
      );
      const distort = isRefused(known) ? { distort: () => ({ score: 150 }) } : {};
      return toyRunScorer({ scores, buyers: ['JPN'], facts: `facts ${known}`, ...distort }, run);
    },
    ledger: faulty(store.ledger),
    rows: faulty(store.rows),
    history: faulty(store.history),
    changes: faulty(store.changes),
    trackRecord: faulty(store.trackRecord),
    scores: faulty(store.scores),
    tables: faulty(store.tables),
    events: store.events,
    snapshots,
  });
  const portsOf = (faulty: <T extends object>(port: T) => T) => ({
    ...scoringPorts(partsOf(faulty)),
    guardBounds: GUARD,
    abandonedAfterHours: 6,
    subjectsPerBatch: 1,
  });

  /**
   * Work in a process of its own, tried again when it throws, dies or hangs, as whoever watches over it
   * would: one that hangs goes on beside the next.
   */
  async function step<T>(work: (ports: ScoringPorts) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const { faulty, death } = newProcess();
      try {
        return await Promise.race([work(portsOf(faulty)), death, timeOut()]);
      } catch (error) {
        if (error instanceof RunRefused || error instanceof FeedWentOn || attempt === MOST_ATTEMPTS)
          throw error;
      }
    }
  }
  const timeOut = async (): Promise<never> => {
    if (isCalm || random() > FAULTS.hangs) return new Promise(() => undefined);
    for (let turn = 0; turn < HUNG_TURNS; turn += 1) await gate();
    throw new Error('it hangs');
  };

  /** A run as the state machine makes it, its batches side by side. */
  async function night(execution: string): Promise<void> {
    for (;;) {
      const earlier = await step((ports) => settleEarlierRuns(clock(), ports));
      if (earlier === null) break;
      const isDone = await followUp(earlier.run_id).then(
        () => true,
        () => false,
      );
      if (!isDone) break;
    }
    const { run_id, batches } = await step((ports) => beginRun({}, clock(), ports, execution));
    const ofBatches = (work: (batch: BatchRequest, ports: ScoringPorts) => Promise<unknown>) =>
      Promise.all(batches.map((batch) => step((ports) => work(batch, ports))));
    try {
      await ofBatches(scoreBatch);
      if (!(await step((ports) => completeRun(run_id, clock(), ports))).passed) return;
      await ofBatches(rankBatch);
      if (!(await step((ports) => publishRun(run_id, clock(), ports.ledger))).published) return;
    } catch (error) {
      if (!(await step((ports) => failRun(run_id, String(error), clock(), ports.ledger))).published) return;
    }
    await followUp(run_id);
  }

  async function followUp(runId: string): Promise<void> {
    const batches = (await store.rows.plan(runId)) ?? [];
    const ofBatches = (work: (batch: BatchRequest, ports: ScoringPorts) => Promise<unknown>) =>
      Promise.all(batches.map((batch) => step((ports) => work(batch, ports))));
    await step((ports) => planFollowUp(runId, ports));
    await ofBatches(followBatch);
    try {
      await step((ports) => showRun(runId, ports));
    } catch (error) {
      if (error instanceof FeedWentOn) return followUp(runId);
      throw error;
    }
    await ofBatches((batch, ports) => closeBatch(batch, clock(), ports));
    await step((ports) => closeRun(runId, clock(), ports));
  }

  const runner = async (): Promise<void> => {
    const isOneProcess = random() < 0.5;
    for (let n = 0; n < 3; n += 1) {
      facts += 1;
      hours += random() < 0.3 ? -40 * random() : 30 * random();
      await (isOneProcess ? step((ports) => runPipeline({}, ports, clock)) : night(`night-${facts}`)).catch(
        () => undefined,
      );
    }
  };

  const followed = new Map<string, number | null>();
  let at: Paging['at'] = null;
  async function follow(): Promise<void> {
    const page = await listChanges(store.changes, { limit: 1000 }, at);
    for (const { kind, subject, score_after } of page.rows) {
      if (kind === 'removed') followed.delete(subject.id);
      else followed.set(subject.id, score_after);
    }
    at = page.resumeAt;
  }
  let lastSeen = '';
  async function look(): Promise<void> {
    const pointer = await store.scores.currentRun();
    if (pointer === null) return;
    must(pointer.run_id >= lastSeen, `the pointer went back from ${lastSeen} to ${pointer.run_id}`);
    lastSeen = pointer.run_id;
    const run = await store.scores.run(pointer.run_id);
    const ofRun = factsOf.get(run?.inputs_sha256 ?? '') ?? -1;
    must(!isRefused(ofRun), `run ${pointer.run_id} was to be refused, and readers see it`);
    for (const [n, id] of SUBJECTS.entries()) {
      await gate();
      const score = await store.scores.score(pointer.run_id, { type: 'element', id, buyer: 'JPN' });
      must(
        isThere(ofRun, n)
          ? score?.run_id === pointer.run_id && score.score === scoreOf(ofRun, n)
          : score === null,
        `readers of ${pointer.run_id} see another run at ${id}`,
      );
    }
    const page = await store.scores.rankingPage(pointer.run_id, 'element', 'JPN', 0);
    must(
      page?.rows.length === subjectsIn(ofRun) && page.rows.every((row) => row.run_id === pointer.run_id),
      `the ranking of ${pointer.run_id} is not whole`,
    );
  }
  const reader = async (): Promise<void> => {
    for (let n = 0; n < 8; n += 1) {
      const pause = 60 * random();
      for (let wait = 0; wait < pause; wait += 1) await gate();
      await look();
      await follow();
    }
  };

  async function untilDone(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const end = (): void => {
      isDone = true;
    };
    work.then(end, end);
    await settled();
    for (let turns = 0; !isDone; turns += 1) {
      if (waiting.length === 0) {
        must(turns < MOST_TURNS, 'nothing goes on any more');
        await settled(); // the store writes in groups, a group a turn of the event loop
        continue;
      }
      turns = 0;
      must(steps < MOST_STEPS, 'it does not come to an end');
      steps += 1;
      waiting.splice(Math.floor(random() * waiting.length), 1)[0]?.();
      await settled();
    }
    await work;
  }

  await untilDone(Promise.all([runner(), random() < 0.5 ? runner() : null, reader()]));
  isCalm = true;
  hours += 48;
  // On the facts that readers see already: nothing changes any more, so that every earlier change must have
  // been told.
  const active = await store.scores.currentRun();
  const shown =
    active === null ? undefined : factsOf.get((await store.scores.run(active.run_id))?.inputs_sha256 ?? '');
  facts = shown ?? (isRefused(facts + 1) ? facts + 2 : facts + 1);
  const again = () => runPipeline({}, portsOf(newProcess().faulty), clock);
  let last = again();
  await untilDone(last);
  // A run that hung may still have been published before it.
  if ((await last).findings.includes('another run was published first')) {
    last = again();
    await untilDone(last);
  }
  must((await last).published, 'a run on good facts was not published once the store was well');
  await untilDone(look());
  await follow();
  for (const [n, id] of SUBJECTS.entries()) {
    const score = isThere(facts, n) ? scoreOf(facts, n) : undefined;
    must(
      followed.get(id) === score,
      `the feed says ${followed.get(id)} for ${id}, and the score is ${score}`,
    );
  }
  return { steps, runs: (await store.ledger.list(100, null)).length, killed };
}
