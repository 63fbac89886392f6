import { expect, test } from 'vitest';
import { simulate } from './simulation.ts';

const INTERLEAVINGS = 2000;

test('no interleaving of runs, observations, decisions and imports on a store that fails breaks an invariant', async () => {
  const broken: string[] = [];
  let [runs, accepted, killed] = [0, 0, 0];
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1) {
    const outcome = await simulate(seed).catch((error: Error) => {
      broken.push(`npm run simulate -- --seed ${seed}: ${error.message}`);
      return { runs: 0, accepted: 0, killed: 0 };
    });
    [runs, accepted, killed] = [runs + outcome.runs, accepted + outcome.accepted, killed + outcome.killed];
  }
  expect(broken).toEqual([]);
  // It did happen: several runs, accepted observations and a death in most interleavings.
  expect([runs > 3 * INTERLEAVINGS, accepted > 5 * INTERLEAVINGS, killed > INTERLEAVINGS / 2]).toEqual([true, true, true]);
});

test('the same seed plays the same again', async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
});
