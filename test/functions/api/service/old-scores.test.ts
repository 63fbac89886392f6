import { describe, expect, it } from 'vitest';
import { getStatus } from '#functions/api/service/get-status.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { RunRecord } from '#functions/ports/run-ledger.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { FAR_OFF } from '#test/builders/runs/written-run.ts';
import { toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryRescoreRequests } from '#test/fakes/in-memory-rescore-requests.ts';
import { inMemorySourceClocks } from '#test/fakes/in-memory-source-clocks.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

async function reasonsAt(now: string, asked: { as_of?: string; republish?: boolean }, hanging?: Partial<RunRecord>) {
  const store = inMemoryStore();
  const ports = scoringPorts({ ...store, ...toyParts({ scores: { 'element#Dy': 71 }, buyers: ['JPN'], facts: 'a' }) });
  const { run_id } = await runPipeline(asked, ports, () => '2026-11-26T18:30:00.000Z');
  for (const name of ['signals', 'sources'] as const) await store.rows.putDocument(run_id, name, { [name]: [] }, FAR_OFF);
  const run = await store.ledger.get(run_id);
  if (hanging !== undefined && run !== null) await store.ledger.create({ ...run, status: 'running', ...hanging });
  const access = { mode: 'open', client: 'x' } as const;
  const { status, reasons } = await getStatus(store.scores, inMemorySourceClocks(), inMemoryRescoreRequests(), access, Date.parse(now));
  return { status, reasons };
}

describe('the status of the service', () => {
  it('is degraded when the scores are those of an old day, though they were published just now', async () => {
    const { status, reasons } = await reasonsAt('2026-11-26T18:40:00.000Z', { as_of: '2025-03-01', republish: true });
    expect(status).toBe('degraded');
    expect(reasons).toContain('The scores are those of 2025-03-01, 635 days ago.');
  });

  it('is not while the scores of a night wait for the next one', async () => {
    expect(await reasonsAt('2026-11-28T06:00:00.000Z', {})).toEqual({ status: 'ok', reasons: [] });
  });

  it('has a word for a run that hangs', async () => {
    const hanging = { run_id: 'r0000000002', started_at: '2026-11-27T18:30:00.000Z' };
    expect((await reasonsAt('2026-11-27T19:20:00.000Z', {}, hanging)).reasons).toEqual([]);
    expect((await reasonsAt('2026-11-27T20:40:00.000Z', {}, hanging)).reasons).toEqual([
      'The run r0000000002 has been at work for 2 hours: it hangs, or was ended.',
    ]);
  });
});
