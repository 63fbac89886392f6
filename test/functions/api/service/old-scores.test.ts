import { describe, expect, it } from 'vitest';
import { ENGLISH_SENTENCES } from '#domain/words/render.ts';
import { getStatus } from '#functions/api/service/get-status.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import { FAR_OFF } from '#test/builders/runs/written-run.ts';
import { toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const signal = {
  theatre: 'senkaku',
  name: 'Senkaku',
  index: 25,
  multiplier: 1,
  status: 'current',
  status_reason: null,
  age_days: 1,
  stale_after_days: 10,
  data_as_of: '2026-11-25',
  series: {},
  summary: '',
  sources: [],
  security_events: { from: '2026-10-27', to: '2026-11-25', count: null, days_unread: 30, newest: [] },
};

async function statusAt(
  now: string,
  asked: { as_of?: string; republish?: boolean },
  changed?: Partial<RunRecord>,
  { signals, sources }: { signals: readonly unknown[]; sources: readonly unknown[] } = {
    signals: [],
    sources: [],
  },
) {
  const store = inMemoryStore();
  const ports = scoringPorts({
    ...store,
    ...toyParts({ scores: { 'element#Dy': 71 }, buyers: ['JPN'], facts: 'a' }),
  });
  const { run_id } = await runPipeline(asked, ports, () => '2026-11-26T18:30:00.000Z');
  await store.rows.putDocument(run_id, 'signals', { signals, pressure: {} }, FAR_OFF);
  await store.rows.putDocument(run_id, 'sources', { sources }, FAR_OFF);
  const run = await store.ledger.get(run_id);
  if (changed?.run_id !== undefined && run !== null)
    await store.ledger.create({ ...run, status: 'running', ...changed });
  else if (changed !== undefined) await store.ledger.update(run_id, changed);
  const progress = { scores: null, history: null };
  const of = { access: {}, companies: [], progress, language: ENGLISH_SENTENCES };
  return getStatus(
    store.scores,
    sourceClocksIn(tableInMemory()),
    rescoreRequestsIn(tableInMemory()),
    of,
    Date.parse(now),
  );
}

async function reasonsAt(...asked: Parameters<typeof statusAt>) {
  const { status, reasons } = await statusAt(...asked);
  return { status, reasons };
}

describe('the status of the service', () => {
  it('is degraded when the scores are those of an old day, though they were published just now', async () => {
    const { status, reasons } = await reasonsAt('2026-11-26T18:40:00.000Z', {
      as_of: '2025-03-01',
      republish: true,
    });
    expect(status).toBe('degraded');
    expect(reasons).toContain('The scores are those of 2025-03-01, 635 days ago.');
  });

  it('is not while the scores of a night wait for the next one', async () => {
    expect(await reasonsAt('2026-11-28T06:00:00.000Z', {})).toEqual({ status: 'ok', reasons: [] });
  });

  it('tells ages of the day on which it is asked, though nothing was published since', async () => {
    const register = {
      id: 'policy-register',
      title: 'Register',
      publisher: '',
      url: null,
      licence: '',
      redistribution: '',
      cadence: '',
      tables: [],
      newest_date: '2026-11-20',
      read_on: '2026-10-15',
    };
    const status = await statusAt('2027-03-01T06:00:00.000Z', {}, undefined, {
      signals: [signal],
      sources: [register],
    });
    expect(status.signals).toEqual([
      { theatre: 'senkaku', status: 'stale', data_as_of: '2026-11-25', age_days: 96 },
    ]);
    expect(status.sources).toMatchObject([{ id: 'policy-register', age_days: 101, reading_age_days: 137 }]);
    expect(status.reasons).toContain('The signal senkaku is stale.');
    expect(status.reasons).toContainEqual(
      expect.stringContaining('was last read on 2026-10-15, 137 days ago'),
    );
    expect(
      (await statusAt('2026-12-05T06:00:00.000Z', {}, undefined, { signals: [signal], sources: [] })).signals,
    ).toMatchObject([{ status: 'current', age_days: 10 }]);
  });

  it('names what the guard objected to in the run that readers see', async () => {
    const { reasons } = await reasonsAt(
      '2026-11-27T06:00:00.000Z',
      {},
      { guard_findings: ['element for JPN: 20 of 38 scores moved'] },
    );
    expect(reasons).toEqual([
      'Run r0000000001 was published although its check objected: element for JPN: 20 of 38 scores moved.',
    ]);
  });

  it('has a word for a run that hangs', async () => {
    const hanging = { run_id: 'r0000000002', started_at: '2026-11-27T18:30:00.000Z' };
    expect((await reasonsAt('2026-11-27T19:20:00.000Z', {}, hanging)).reasons).toEqual([]);
    expect((await reasonsAt('2026-11-27T20:40:00.000Z', {}, hanging)).reasons).toEqual([
      'The run r0000000002 has been at work for 2 hours: it hangs, or was ended.',
    ]);
  });
});
