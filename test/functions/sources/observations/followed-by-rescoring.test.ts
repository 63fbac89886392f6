import { describe, expect, it } from 'vitest';
import type { Observation } from '#domain/signals/observations.ts';
import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import { openRequests } from '#functions/store/runs/next-run.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 26, 12, 0, second)).toISOString();
const report = (date: string): Observation => ({
  signal: 'taiwan_strait',
  date,
  known_from: date,
  source: 'MND',
  source_url: null,
  definition: 'all_detected',
  values: { aircraft: 14, crossed_median: null, navy_ships: 7, official_ships: null },
});

function world() {
  let second = 0;
  return {
    log: observationLogIn(tableInMemory()),
    requests: rescoreRequestsIn(tableInMemory()),
    how: 'over HTTP',
    clock: () => at(second),
    pass(seconds: number) {
      second += seconds;
    },
  };
}

describe('work that adds observations', () => {
  it('leaves one request that names all of them, and that a run answers which begins after the last one', async () => {
    const brought = world();
    const { result, stored } = await followedByRescoring(brought, async (log) => {
      await log.append({ observation: report('2026-11-25'), version: 1 });
      brought.pass(2);
      await log.append({ observation: report('2026-11-26'), version: 1 });
      return 'done';
    });
    expect(result).toBe('done');
    expect(stored).toEqual([
      'observation:taiwan_strait:2026-11-25:1',
      'observation:taiwan_strait:2026-11-26:1',
    ]);
    const requests = await brought.requests.since('', 10);
    expect(requests).toEqual([
      {
        reason: '2 observations came in over HTTP.',
        evidence: stored,
        at: at(0),
        answered_by_runs_from: at(2),
        at_once: false,
      },
    ]);
    expect(openRequests(requests, at(1))).toHaveLength(1);
    expect(openRequests(requests, at(2))).toEqual([]);
  });

  it('asks for nothing when it adds nothing', async () => {
    const brought = world();
    expect((await followedByRescoring(brought, async () => 'done')).stored).toEqual([]);
    expect(await brought.requests.since('', 10)).toEqual([]);
  });

  it('does not count what somebody else has just added', async () => {
    const brought = world();
    await brought.log.append({ observation: report('2026-11-26'), version: 1 });
    const { stored } = await followedByRescoring(brought, (log) =>
      log.append({ observation: report('2026-11-26'), version: 1 }),
    );
    expect(stored).toEqual([]);
  });

  it('leaves a request also when it fails half way, for what it has stored', async () => {
    const brought = world();
    const failing = followedByRescoring(brought, async (log) => {
      await log.append({ observation: report('2026-11-26'), version: 1 });
      throw new Error('the store is full');
    });
    await expect(failing).rejects.toThrow('the store is full');
    expect(await brought.requests.since('', 10)).toMatchObject([
      { evidence: ['observation:taiwan_strait:2026-11-26:1'] },
    ]);
  });

  it('has asked before anything is stored, so that whoever is killed in between has asked', async () => {
    const brought = world();
    let asked = 0;
    const log = {
      ...brought.log,
      append: async (...entry: Parameters<typeof brought.log.append>) => {
        asked = (await brought.requests.since('', 10)).length;
        return brought.log.append(...entry);
      },
    };
    // A killed process never comes to its end: this one never does.
    void followedByRescoring({ ...brought, log }, async (followed) => {
      await followed.append({ observation: report('2026-11-26'), version: 1 });
      await new Promise(() => undefined);
    });
    await expect.poll(() => brought.log.all()).toHaveLength(1);
    expect(asked).toBe(1);
    const requests = await brought.requests.since('', 10);
    expect(requests).toMatchObject([{ reason: 'Observations came in over HTTP.', evidence: [] }]);
    // A run that began in the same moment may have read the log too early: it is no answer.
    expect(openRequests(requests, at(0))).toHaveLength(1);
    expect(openRequests(requests, at(29))).toHaveLength(1);
    expect(openRequests(requests, at(30))).toEqual([]);
  });

  it('that takes long ends with a request of its own', async () => {
    const brought = world();
    await followedByRescoring(brought, async (log) => {
      await log.append({ observation: report('2026-11-26'), version: 1 });
      brought.pass(7200);
    });
    expect(
      (await brought.requests.since(at(60), 10)).map(({ reason, answered_by_runs_from }) => [
        reason,
        answered_by_runs_from,
      ]),
    ).toEqual([['1 observation came in over HTTP.', at(7200)]]);
  });
});
