import { expect, test } from 'vitest';
import { Contention, retriedAgainstOthers } from '#functions/store/table/contention.ts';

test('a write that lost is tried again after a wait that may grow, and wins when the others are done', async () => {
  const waits: number[] = [];
  let lost = 0;
  const outcome = await retriedAgainstOthers(
    'it',
    async () => {
      lost += 1;
      return lost < 6 ? null : 'written';
    },
    async (milliseconds) => void waits.push(milliseconds),
  );
  expect([outcome, waits.length]).toEqual(['written', 5]);
  for (const [n, wait] of waits.entries()) expect(wait).toBeLessThanOrEqual(4 * 2 ** n);
});

test('a write that loses every time is given up with a word for it, and waits 0.4 seconds at most each time', async () => {
  const waits: number[] = [];
  const losing = retriedAgainstOthers(
    'supplier x',
    async () => null,
    async (milliseconds) => void waits.push(milliseconds),
  );
  await expect(losing).rejects.toThrow(new Contention('supplier x is being changed by others all the time'));
  expect(Math.max(...waits)).toBeLessThanOrEqual(400);
});
