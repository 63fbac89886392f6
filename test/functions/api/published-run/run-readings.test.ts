import { expect, test } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { onSignalsOfRun, signalsOfRun } from '#functions/api/published-run/run-readings.ts';
import { rescorer } from '#functions/rescoring/rescorer.ts';
import { recomputer } from '#functions/scoring/results/recompute-explanation.ts';

const DAY = '2026-10-01';
const run = { run_id: 'r0000000007', as_of: DAY } as Parameters<typeof onSignalsOfRun>[1];
const when = { as_of: DAY, known_at: DAY, methodology: '2.0.0', end_use: 'defence' } as const;
/** Observations that were sent in before the run: the facts that ship know of none, and of no exercise on this day. */
const observed = { taiwan_strait: { x: 4, age_days: 0 }, senkaku: null, carriers: { x: 0, age_days: 0 } };
const stored = { document: async (_run: string, name: string) => (name === 'inputs:JPN' ? { elements: [{ signals: observed }] } : null) };
const emptied = { document: async () => null };

test('what is computed for the day of the run reads the signals of the run, and no other day does', async () => {
  expect(await signalsOfRun(run.run_id, stored)).toEqual(observed);
  expect(await onSignalsOfRun(when, run, stored)).toEqual({ ...when, signals: observed });
  expect(await onSignalsOfRun({ ...when, as_of: '2026-09-30' }, run, stored)).not.toHaveProperty('signals');
  expect(await onSignalsOfRun({ ...when, known_at: '2026-09-30' }, run, stored)).not.toHaveProperty('signals');
});

test('a run whose inputs are no longer stored is read with the signals that the facts have', async () => {
  expect(await signalsOfRun(run.run_id, emptied)).toBeNull();
  expect(await onSignalsOfRun(when, run, emptied)).toEqual(when);
  expect(await signalsOfRun(run.run_id, { document: async () => ({ elements: [] }) })).toBeNull();
});

test('an end use is scored with the observations that the published score stands on, and can be checked', async () => {
  const subject = { type: 'element', id: 'Er', buyer: 'TWN' } as const;
  const ofFacts = await rescorer.find(subject, when);
  const ofRun = await rescorer.find(subject, { ...when, signals: observed });
  expect(ofRun?.explanation.inputs).toMatchObject({ end_use: 'defence', signals: observed });
  expect(ofRun?.document.score ?? 0).toBeGreaterThan(ofFacts?.document.score ?? 100);
  const check = recomputer(async (version) => bundledMethodologies.get(version)?.document ?? null, sha256Seed);
  expect(await check.check({ ...ofRun?.document, ...ofRun?.explanation } as unknown as Explanation)).toEqual([]);
  expect((await rescorer.ranking('element', 'TWN', { ...when, signals: observed })).find(({ subject: { id } }) => id === 'Er')?.score).toBe(
    ofRun?.document.score,
  );
});
