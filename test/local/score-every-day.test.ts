import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LocalStore } from '#functions/local/local-store.ts';
import { scoreEveryDay } from '#functions/local/run-timers.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function slowStore() {
  let reads = 0;
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const pointer = async () => {
    reads += 1;
    await asked;
    throw new Error('the store is closed');
  };
  return { store: { ports: { ledger: { pointer } } } as unknown as LocalStore, answer, reads: () => reads };
}

const noProgress = { show: () => undefined, end: () => undefined };
const MINUTE_MS = 60_000;

test('stopping waits until the run at work has left the store, and says nothing of it', async () => {
  const { store, answer, reads } = slowStore();
  const said: string[] = [];
  const daily = scoreEveryDay(
    store,
    () => '2026-10-02T00:01:00.000Z',
    noProgress,
    (line) => said.push(line),
  );
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(reads()).toBe(1);
  let stopped = false;
  const stopping = daily.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(stopped).toBe(false);
  answer();
  await stopping;
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect([reads(), said]).toEqual([1, []]);
});

test('a run that takes longer than a minute is not begun twice, and one that failed is told and tried again', async () => {
  const { store, answer, reads } = slowStore();
  const said: string[] = [];
  const daily = scoreEveryDay(
    store,
    () => '2026-10-02T00:01:00.000Z',
    noProgress,
    (line) => said.push(line),
  );
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(reads()).toBe(1);
  answer();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(reads()).toBe(2);
  expect(said[0]).toBe('The nightly run failed, the last good one stands: the store is closed');
  await daily.stop();
});

test('a run that the guard held back is tried again after an hour, not after a minute', async () => {
  const held = {
    status: 'failed',
    held_back: {},
    guard_findings: ['a finding'],
    started_at: '2026-10-02T00:00:30.000Z',
  };
  const now = vi.fn(() => '2026-10-02T00:59:00.000Z');
  const said: string[] = [];
  const store = {
    ports: { ledger: { pointer: async () => null, list: async () => [held] } },
    place: { compute: () => 'threads cannot be given this' },
  } as unknown as LocalStore;
  const daily = scoreEveryDay(store, now, noProgress, (line) => said.push(line));
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(said).toEqual([]);
  now.mockReturnValue('2026-10-02T01:01:00.000Z');
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(said).toEqual([expect.stringContaining('The nightly run failed')]); // it began
  await daily.stop();
});
