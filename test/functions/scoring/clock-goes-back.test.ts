import { expect, test } from 'vitest';
import { listChanges } from '#functions/api/changes/list-changes.ts';
import type { Paging } from '#functions/http/paging.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

test('a feed that is followed adds up to the scores, also when the clock went back, far ahead, or stood still between runs', async () => {
  const store = inMemoryStore();
  const world: ToyWorld = { scores: { 'element#Dy': 10, 'element#Tb': 20 }, buyers: ['JPN'], facts: 'a' };
  const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 100 };
  const ports = { ...scoringPorts({ ...store, ...toyParts(world) }), guardBounds };
  const followed = new Map<string, number | null>();
  let at: Paging['at'] = null;
  const nights = ['2026-10-03', '2026-10-01', '2026-10-01', '2026-11-30', '2026-10-04', '2026-12-01'];
  for (const [n, day] of nights.entries()) {
    world.scores = { 'element#Dy': 10 + n, 'element#Tb': 20 - n };
    world.facts = `facts ${n}`;
    const run = await runPipeline({}, ports, () => `${day}T18:30:00.000Z`);
    expect(run).toMatchObject({ published: true, findings: [] });
    const page = await listChanges(store.changes, { limit: 1000 }, at);
    for (const { subject, score_after } of page.rows) followed.set(subject.id, score_after);
    at = page.resumeAt;
    expect([...followed].sort()).toEqual([
      ['Dy', 10 + n],
      ['Tb', 20 - n],
    ]);
  }
});
