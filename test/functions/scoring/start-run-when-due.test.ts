import { beforeEach, describe, expect, it } from 'vitest';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { type StartRunPorts, startRunWhenCollected, startRunWhenDue } from '#functions/scoring/start-run.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 26, 12, 0, second)).toISOString();

describe('starting runs that follow facts', () => {
  let world: ToyWorld;
  let ports: ReturnType<typeof scoringPorts>;
  let requests: ReturnType<typeof rescoreRequestsIn>;
  let started: string[];
  let now: number;
  let starter: StartRunPorts;

  beforeEach(async () => {
    world = { scores: { 'element#Dy': 71 }, buyers: ['JPN'], facts: 'a' };
    ports = scoringPorts({ ...inMemoryStore(), ...toyParts(world) });
    requests = rescoreRequestsIn(tableInMemory());
    started = [];
    now = 0;
    await runPipeline({}, ports, () => at(0));
    starter = {
      ledger: ports.ledger,
      requests,
      makesRunsItself: true,
      async start(_, because) {
        started.push(at(now));
        await runPipeline({ because: [...because] }, ports, () => at(now));
      },
    };
  });

  const ask = (second: number, reason = 'A measure came in.') =>
    requests.add(reason, {
      ...{ reason, evidence: [], at: at(second) },
      ...{ answered_by_runs_from: at(second), at_once: false },
    });
  const lookFrom = async (from: number, to: number, every = 2): Promise<void> => {
    for (now = from; now <= to; now += every) await startRunWhenDue(at(now), starter).catch(() => undefined);
  };

  it('makes one run for what came in, says in its record why, and then rests', async () => {
    await ask(100);
    await ask(104, 'Another measure came in.');
    await lookFrom(100, 1000);
    expect(started).toEqual([at(116)]);
    const [run] = await ports.ledger.list(1, null);
    expect(run).toMatchObject({
      status: 'completed',
      because: ['A measure came in.', 'Another measure came in.'],
    });
  });

  it('makes one run a minute in a flood, and none after it', async () => {
    for (let second = 100; second < 400; second += 1) await ask(second, `Fact ${second} came in.`);
    await lookFrom(100, 3000);
    expect(started).toHaveLength(6);
    const [, before] = await ports.ledger.list(2, null);
    expect(before?.because).toHaveLength(12);
    expect(before?.because?.at(-1)).toMatch(/^[0-9]+ more reasons[.]$/);
  });

  it('does not try a run that the guard refused until other facts come in, and at once when a person asks', async () => {
    world.distort = () => ({ score: 100 });
    await ask(100);
    await lookFrom(100, 100 + 19 * 3600, 60);
    expect(started).toEqual([at(160)]);
    await ask(80_000, 'A correction came in.');
    await lookFrom(80_000, 80_100);
    expect(started.slice(1)).toEqual([at(80_016)]);
    world.distort = () => ({});
    await requests.add('by hand', {
      reason: 'mended',
      evidence: [],
      at: at(80_110),
      answered_by_runs_from: at(80_110),
      at_once: true,
    });
    await lookFrom(80_110, 82_000);
    expect(started.slice(2)).toEqual([at(80_110)]);
    expect((await ports.ledger.pointer())?.run_id).toBe('r0000000004');
  });

  it('makes at most so many runs a day in a flood that does not end, and goes on the next day', async () => {
    starter = { ...starter, pace: { minutesBetweenRuns: 5, mostRunsADay: 4 } };
    for (let minute = 10; minute < 14 * 60; minute += 10) await ask(60 * minute, `Fact ${minute} came in.`);
    await lookFrom(640, 14 * 3600, 600);
    const day = (instant: string) => instant.slice(0, 10);
    expect(Object.values(Object.groupBy(started, day)).map((some) => some?.length)).toEqual([4, 4]);
    expect(started.slice(0, 2)).toEqual([at(640), at(1240)]);
    expect(started[4]).toBe('2026-11-27T00:00:40.000Z');
  });

  it('asks again, later and later, when Step Functions does not take the start', async () => {
    let refusals = 2;
    const { start } = starter;
    starter = {
      ...starter,
      start: (...given) =>
        refusals-- > 0 ? Promise.reject(new Error('ThrottlingException')) : start(...given),
    };
    await ask(100);
    await lookFrom(100, 1000);
    expect(started).toEqual([at(476)]);
    expect((await ports.ledger.list(9, null)).map(({ status }) => status)).toEqual([
      'completed',
      'completed',
    ]);
  });

  it('lets one of two start a run, and starts none beside one that is at work elsewhere', async () => {
    await ask(100);
    now = 120;
    const elsewhere: StartRunPorts = {
      ...starter,
      makesRunsItself: false,
      start: async () => void started.push('once'),
    };
    await Promise.all([startRunWhenDue(at(120), elsewhere), startRunWhenDue(at(120), elsewhere)]);
    expect(started).toEqual(['once']);
    const atWork = { run_id: 'r0000000099', status: 'running', started_at: at(121) } as const;
    for (const run of await ports.ledger.list(1, null)) await ports.ledger.create({ ...run, ...atWork });
    expect(await startRunWhenDue(at(600), elsewhere)).toMatchObject({ state: 'running' });
    // An hour later the state machine has ended it, whatever its record says.
    expect(await startRunWhenDue(at(121 + 3600), elsewhere)).toMatchObject({ state: 'due' });
  });

  it('waits for what is being collected, so that a look a minute begins a run within the minute', async () => {
    await ask(100);
    const pauses: number[] = [];
    now = 101;
    const pause = async (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds);
      now += milliseconds / 1000;
    };
    expect(await startRunWhenCollected(() => at(now), starter, pause)).toMatchObject({ state: 'due' });
    expect([pauses, started]).toEqual([[14_000], [at(115)]]);
    await ask(116);
    now = 117;
    expect(await startRunWhenCollected(() => at(now), starter, pause)).toMatchObject({
      state: 'waiting',
      from: at(175),
    });
    now = 500;
    expect(
      await startRunWhenCollected(
        () => at(now),
        { ...starter, requests: rescoreRequestsIn(tableInMemory()) },
        pause,
      ),
    ).toEqual({
      state: 'idle',
    });
    expect(pauses).toHaveLength(1);
  });
});
