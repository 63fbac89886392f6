import { beforeEach, describe, expect, it } from 'vitest';
import type { RescoreRequest } from '#functions/store/runs/next-run.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const at = (second: number): string => `2026-11-26T12:00:${String(second).padStart(2, '0')}.000Z`;
const request = (second: number, reason = 'one'): RescoreRequest => ({
  reason,
  evidence: ['observation:taiwan_strait:2026-11-26:1'],
  at: at(second),
  answered_by_runs_from: at(second),
  at_once: false,
});

describe('requests for a run', () => {
  let requests: RescoreRequests;
  beforeEach(() => {
    requests = rescoreRequestsIn(tableInMemory());
  });

  it('come back as they were made, oldest first, those after an instant', async () => {
    for (const second of [30, 10, 20]) await requests.add('a', request(second));
    expect(await requests.since(at(10).slice(0, 19), 10)).toEqual([request(10), request(20), request(30)]);
    expect(await requests.since(at(15), 10)).toEqual([request(20), request(30)]);
    expect(await requests.since('', 2)).toEqual([request(10), request(20)]);
  });

  it('of the same moment stand beside each other, and the same one again takes its own place', async () => {
    await requests.add('a', request(10, 'announced'));
    await requests.add('b', request(10, 'another'));
    await requests.add('a', request(10, 'confirmed'));
    expect((await requests.since('', 10)).map(({ reason }) => reason).sort()).toEqual([
      'another',
      'confirmed',
    ]);
  });

  it('let one of many make an attempt', async () => {
    expect(await requests.lastAttempt()).toBeNull();
    const tries = await Promise.all(
      [1, 2, 3].map(() => requests.recordAttempt({ number: 1, at: at(10), tries: 1, of_day: 1 })),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await requests.recordAttempt({ number: 2, at: at(20), tries: 2, of_day: 2 })).toBe(true);
    expect(await requests.lastAttempt()).toEqual({ number: 2, at: at(20), tries: 2, of_day: 2 });
  });
});
