import { expect, test } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import type { Pressure } from '#domain/method/pressure.ts';
import { onSignalsOfRun, pressureOfRun } from '#functions/api/published-run/run-documents.ts';
import { rescorer } from '#functions/scoring/rescorer.services.ts';
import { recomputed } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { documentsOf, scorerOn } from '#test/builders/small-facts.ts';

const DAY = '2026-10-01';
const run = { run_id: 'r0000000007', as_of: DAY } as Parameters<typeof onSignalsOfRun>[1];
const when = { as_of: DAY, known_at: DAY, end_use: 'defence' } as const;
const { pressure, ...shipped } = JSON.parse(
  JSON.stringify((await documentsOf(scorerOn(DAY))).get('signals')),
) as {
  readonly pressure: Readonly<Record<string, Pressure>>;
};
const observed = Object.fromEntries(
  Object.entries(pressure).map(([theatre, of]) => [theatre, { ...of, index: 99, multiplier: 9 }]),
);
const stored = { document: async () => ({ ...shipped, pressure: observed }) };
const emptied = { document: async () => null };

test('what is computed for the day of the run reads the pressure of the run, and no other day does', async () => {
  expect(await pressureOfRun(run.run_id, stored)).toEqual(observed);
  expect(await onSignalsOfRun(when, run, stored)).toEqual({ ...when, pressure: observed });
  expect(await onSignalsOfRun({ ...when, as_of: '2026-09-30' }, run, stored)).not.toHaveProperty('pressure');
  expect(await onSignalsOfRun({ ...when, known_at: '2026-09-30' }, run, stored)).not.toHaveProperty(
    'pressure',
  );
});

test('a run whose documents are no longer stored is read with the pressure that the facts have', async () => {
  expect(await pressureOfRun(run.run_id, emptied)).toBeNull();
  expect(await onSignalsOfRun(when, run, emptied)).toEqual(when);
});

test('an end use is scored with the observations that the published score stands on, and can be checked', async () => {
  const subject = { type: 'element', id: 'Er', buyer: 'TWN' } as const;
  const ofFacts = await rescorer.find(subject, when);
  const ofRun = await rescorer.find(subject, { ...when, pressure: observed });
  expect(ofRun?.explanation.inputs).toMatchObject({ end_use: 'defence', pressure: observed });
  expect(ofRun?.document.score ?? 0).toBeGreaterThan(ofFacts?.document.score ?? 100);
  expect(recomputed(ofRun?.explanation as unknown as Explanation, METHODOLOGY)).toEqual([]);
  const ranking = await rescorer.ranking('element', 'TWN', { ...when, pressure: observed });
  expect(ranking.find(({ subject: { id } }) => id === 'Er')?.score).toBe(ofRun?.document.score);
});
