import { expect, test } from 'vitest';
import { simulate } from './simulation.ts';

/** More of them by `SEEDS=20000`. */
const INTERLEAVINGS = Number(process.env.SEEDS ?? 200);

test('no interleaving of runs and readers on a store that fails breaks an invariant', {
  timeout: 2000 * INTERLEAVINGS,
}, async () => {
  const broken: string[] = [];
  let [runs, killed] = [0, 0];
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1) {
    const outcome = await simulate(seed).catch((error: Error) => {
      broken.push(`seed ${seed}: ${error.message}`);
      return { runs: 0, killed: 0 };
    });
    [runs, killed] = [runs + outcome.runs, killed + outcome.killed];
  }
  expect(broken).toEqual([]);
  // It did happen: several runs in each, and a death in many.
  expect([runs > 3 * INTERLEAVINGS, killed > INTERLEAVINGS / 4]).toEqual([true, true]);
});
