import { expect, test } from 'vitest';
import { mapInTurns } from '#functions/runtime/take-turns.ts';

test('long work lets others in between its steps, and keeps the order of its results', async () => {
  let [now, answered] = [0, 0];
  const answer = (): void => {
    answered += 1;
    if (answered < 10) setImmediate(answer);
  };
  setImmediate(answer);
  const seen: number[] = [];
  const results = await mapInTurns(
    [1, 2, 3, 4, 5, 6],
    (item, index) => {
      now += 15;
      seen.push(answered);
      return [index, item];
    },
    () => now,
  );
  expect(results).toEqual([1, 2, 3, 4, 5, 6].map((item, index) => [index, item]));
  expect(seen).toEqual([0, 0, 1, 1, 2, 2]);
});

test('short work is not interrupted', async () => {
  let answered = 0;
  setImmediate(() => {
    answered += 1;
  });
  expect(
    await mapInTurns(
      'abc',
      (letter) => letter.toUpperCase(),
      () => 0,
    ),
  ).toEqual(['A', 'B', 'C']);
  expect(answered).toBe(0);
});
