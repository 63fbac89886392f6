import { describe, expect, it } from 'vitest';
import type { BeginRunRequest } from '#contracts/run/run-messages.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

async function serviceOf(today: string) {
  const store = inMemoryStore();
  const ports = scoringPorts({
    ...store,
    ...toyParts({ scores: { 'element#Dy': 71 }, buyers: ['JPN'], facts: 'a' }),
  });
  const run = (request: BeginRunRequest, day = today) =>
    runPipeline(request, ports, () => `${day}T18:30:00.000Z`);
  await run({});
  return { store, ports, run };
}
const asOf = async ({ store }: Awaited<ReturnType<typeof serviceOf>>) =>
  (await store.ledger.pointer())?.as_of;

describe('a run that is asked for a day', () => {
  it('before that of the current one is refused before it begins, and says where the past is answered', async () => {
    const service = await serviceOf('2026-11-26');
    await expect(service.run({ as_of: '2025-03-01' })).rejects.toThrow(
      'readers have the scores of 2026-11-26',
    );
    await expect(service.run({ as_of: '2025-03-01' })).rejects.toThrow('?as_of=');
    expect(await asOf(service)).toBe('2026-11-26');
    expect(await service.store.ledger.list(5, null)).toHaveLength(1);
  });

  it('to come is refused: every night until then would be the past', async () => {
    const service = await serviceOf('2026-11-26');
    await expect(service.run({ as_of: '2027-11-26' })).rejects.toThrow('would show readers the future');
    expect(await asOf(service)).toBe('2026-11-26');
  });

  it('that was overtaken while it was made stays unseen', async () => {
    const service = await serviceOf('2026-11-26');
    const { ledger } = service.store;
    const run = await ledger.get('r0000000001');
    if (run === null) throw new Error('there is no run');
    await ledger.create({
      ...run,
      run_id: 'r0000000009',
      status: 'running',
      as_of: '2026-11-25',
      dated: true,
    });
    expect(await publishRun('r0000000009', '2026-11-27T18:30:00.000Z', ledger)).toMatchObject({
      published: false,
    });
    expect((await ledger.get('r0000000009'))?.failure).toContain('readers have 2026-11-26 by now');
    expect(service.ports.ledger).toBe(ledger);
  });

  it('becomes the current one when an operator says so, and the next night takes its place', async () => {
    const service = await serviceOf('2026-11-26');
    expect(await service.run({ as_of: '2026-11-20', republish: true })).toMatchObject({ published: true });
    expect(await asOf(service)).toBe('2026-11-20');
    expect(await service.run({}, '2026-11-27')).toMatchObject({ published: true });
    expect(await asOf(service)).toBe('2026-11-27');
  });

  it('of the current day or a later one is a run like any other', async () => {
    const service = await serviceOf('2026-11-24');
    expect(await service.run({ as_of: '2026-11-24' })).toMatchObject({ published: true });
    expect(await service.run({ as_of: '2026-11-25' }, '2026-11-26')).toMatchObject({ published: true });
  });

  it('a clock that was set back stops no night', async () => {
    const service = await serviceOf('2026-11-26');
    expect(await service.run({}, '2026-11-24')).toMatchObject({ published: true });
  });
});
