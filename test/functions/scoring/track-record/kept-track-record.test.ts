import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from '#domain/outcomes/shortage-states.ts';
import { type ChainLink, linkProblems, sheetProblems } from '#domain/track-record/chain.ts';
import type { OutcomeRecord } from '#domain/track-record/outcome-record.ts';
import { completeAndRank, runPipeline } from '#functions/local/run-pipeline.ts';
import { afterRun, planFollowUp } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { appendPublishedRuns } from '#functions/scoring/track-record.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { aReport } from '#test/builders/recorded-history.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const at = (day: string): string => `${day}T18:30:00.000Z`;
const runOf = (n: number): string => `r${String(n).padStart(10, '0')}`;
const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 1000 };

describe('the track record of published runs', () => {
  let world: ToyWorld;
  let ports: ScoringPorts;

  beforeEach(() => {
    world = {
      scores: { 'element#Dy': 70, 'element#Tb': 10, 'supplier#lynas': 5 },
      buyers: ['JPN'],
      facts: 'a',
    };
    ports = {
      ...scoringPorts({ ...inMemoryStore(), ...toyParts(world) }),
      subjectsPerBatch: 2,
      abandonedAfterHours: 0,
      guardBounds,
    };
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => vi.restoreAllMocks());

  const night = (
    day: string,
    withPorts = ports,
    request: { as_of?: string; known_at?: string; republish?: boolean } = {},
  ) => runPipeline(request, withPorts, () => at(day));
  /** Everything up to the publication; what follows has not begun. */
  async function untilPublished(day: string): Promise<string> {
    const { run_id, batches } = await beginRun({}, at(day), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, at(day), ports);
    await publishRun(run_id, at(day), ports.ledger);
    return run_id;
  }
  async function chain(): Promise<readonly ChainLink[]> {
    const head = await ports.trackRecord.head();
    return head === null
      ? []
      : ports.trackRecord.links({ after: null, upTo: head.run_id, limit: 1000, order: 'oldest_first' });
  }
  async function expectWhole(links: readonly ChainLink[]): Promise<void> {
    for (const [n, link] of links.entries()) {
      expect(linkProblems(link, links[n - 1] ?? null, sha256)).toEqual([]);
      for (const part of link.parts)
        expect(sheetProblems(link, part, await ports.trackRecord.sheet(link.run_id, part), sha256)).toEqual(
          [],
        );
    }
  }

  it('pins each night with what it published, in sheets by type and buyer', async () => {
    await night('2026-10-01');
    world.scores['element#Dy'] = 71;
    world.scores['element#Pm'] = null;
    world.facts = 'b';
    await night('2026-10-02');
    const links = await chain();
    await expectWhole(links);
    expect(
      links.map(({ sequence, run_id, as_of, published_at, horizon_days }) => [
        sequence,
        run_id,
        as_of,
        published_at,
        horizon_days,
      ]),
    ).toEqual([
      [1, runOf(1), '2026-10-01', at('2026-10-01'), 365],
      [2, runOf(2), '2026-10-02', at('2026-10-02'), 365],
    ]);
    expect(
      links[1]?.parts.map(({ subject_type, buyer, part, forecasts }) => [
        subject_type,
        buyer,
        part,
        forecasts,
      ]),
    ).toEqual([
      ['element', 'JPN', 0, 3],
      ['supplier', 'JPN', 0, 1],
    ]);
    const text = await ports.trackRecord.sheet(runOf(2), { subject_type: 'element', buyer: 'JPN', part: 0 });
    expect(JSON.parse(text ?? '').forecasts).toMatchObject([
      { id: 'Dy', score: 71 },
      { id: 'Pm', score: null, scarce: null, interval: null },
      { id: 'Tb', score: 10 },
    ]);
    expect(await ports.trackRecord.head()).toMatchObject({
      sequence: 2,
      forecasts: 7,
      first: { run_id: runOf(1) },
      first_window: { run_id: runOf(1), closes: '2027-10-01', judged_from: '2027-12-30' },
    });
  });

  it('has a run whose process died between publication and pinning: the next run pins it before its own', async () => {
    await night('2026-10-01');
    const died = await untilPublished('2026-10-02');
    expect(await chain()).toHaveLength(1);
    await night('2026-10-03');
    const links = await chain();
    await expectWhole(links);
    expect(links.map(({ run_id }) => run_id)).toEqual([runOf(1), died, runOf(3)]);
    expect(links[1]?.published_at).toBe(at('2026-10-02'));
  });

  it.each(['putLink', 'putWaiting', 'moveHead'] as const)(
    'is the same, to the byte, when it was cut off after %s',
    async (step) => {
      const runId = await untilPublished('2026-10-01');
      const dies = async (...parameters: never[]) => {
        await (ports.trackRecord[step] as (...all: never[]) => Promise<unknown>)(...parameters);
        throw new Error('killed');
      };
      const killed = { ...ports, trackRecord: { ...ports.trackRecord, [step]: dies } };
      await planFollowUp(runId, killed);
      await afterRun(runId, at('2026-10-01'), ports);
      const again = await chain();

      const undisturbed = { ...scoringPorts({ ...inMemoryStore(), ...toyParts(world) }), guardBounds };
      await night('2026-10-01', undisturbed);
      expect(again).toEqual(
        await undisturbed.trackRecord.links({ after: null, upTo: runId, limit: 9, order: 'oldest_first' }),
      );
      expect(await ports.trackRecord.waiting('', '2099-01-01', 9)).toEqual([
        { position: `2027-12-30#${runId}`, run_id: runId },
      ]);
    },
  );

  it('has a run whose work after publication was given up, and tells changes though the chain could not be written', async () => {
    await night('2026-10-01');
    const failing = {
      ...ports,
      trackRecord: { ...ports.trackRecord, putLink: async () => Promise.reject(new Error('no place')) },
    };
    expect(await night('2026-10-02', failing)).toMatchObject({ published: true, unfinished: 'no place' });
    expect((await ports.changes.head())?.run_id).toBe(runOf(2));
    await ports.ledger.update(runOf(2), { finish_attempts: 3 });
    await night('2026-10-03');
    const links = await chain();
    await expectWhole(links);
    expect(links.map(({ run_id }) => run_id)).toEqual([runOf(1), runOf(2), runOf(3)]);
  });

  it('has nothing that was not published', async () => {
    await night('2026-10-01');
    const { run_id } = await beginRun({}, at('2026-10-02'), ports);
    await ports.ledger.update(run_id, { status: 'failed' });
    await night('2026-10-03');
    expect((await chain()).map((link) => link.run_id)).toEqual([runOf(1), runOf(3)]);
  });

  it('does not fork: two writers at once end with one chain', async () => {
    await untilPublished('2026-10-01');
    const pointer = (await ports.ledger.pointer()) as RunPointer;
    await Promise.all([appendPublishedRuns(pointer, ports), appendPublishedRuns(pointer, ports)]);
    await expectWhole(await chain());
    expect(await chain()).toHaveLength(1);
  });

  it('refuses to go on from a link that does not follow from what was published', async () => {
    await untilPublished('2026-10-01');
    const pointer = (await ports.ledger.pointer()) as RunPointer;
    const other = {
      ...ports.trackRecord,
      putLink: async (link: ChainLink) => ({ ...link, sha256: 'f'.repeat(64) }),
    };
    await expect(appendPublishedRuns(pointer, { ...ports, trackRecord: other })).rejects.toThrow(
      'is not the one that follows',
    );
  });

  it('begins with the first run of this code in a store that is older', async () => {
    const older = { ...ports, trackRecord: { ...ports.trackRecord, putForecasts: async () => undefined } };
    await night('2026-10-01', older);
    await ports.ledger.update(runOf(1), { status: 'completed' });
    await night('2026-10-02');
    const links = await chain();
    await expectWhole(links);
    expect(links.map(({ run_id, sequence, previous_sha256 }) => [run_id, sequence, previous_sha256])).toEqual(
      [[runOf(2), 1, null]],
    );
  });

  const record = (reports: readonly Report[]): OutcomeRecord => ({
    rules_version: '2.0.0',
    reports: [...reports, early],
    pairs: ['Dy', 'Tb'].map((element) => ({ element, buyer: 'JPN' })),
  });
  const denied = aReport('N', { elements: ['Tb'], kind: 'no_shortage', severity: 'none' });
  /** In the windows from April 2011 to January 2012. */
  const early = { ...denied, id: 'E', begins: '2012-01-01', ends: '2012-03-31', known_from: '2012-04-01' };

  it('judges the first run of the month 455 days after its day, by outcomes worked by hand', async () => {
    await night('2026-10-01');
    world.facts = 'b';
    await night('2026-10-02');
    world.record = record([aReport('S'), denied]);
    world.facts = 'c';
    await night('2027-12-29');
    expect(await ports.trackRecord.summary()).toBeNull();
    world.facts = 'd';
    await night('2028-01-04');
    const summary = await ports.trackRecord.summary();
    expect(summary?.judged).toMatchObject([
      {
        run_id: runOf(1),
        as_of: '2026-10-01',
        closes: '2027-10-01',
        judged_by: { run_id: runOf(4), as_of: '2028-01-04' },
      },
    ]);
    const [score, scarce] = summary?.outcomes ?? [];
    // Dy at 70 % happened, Tb at 10 % did not: (0.3^2 + 0.1^2) / 2. The constant was 0 of ten windows:
    // (1 + 0) / 2.
    expect(score).toMatchObject({
      origins: 1,
      forecasts: 2,
      happened: 1,
      event_days: 1,
      unknown: 0,
      brier: 0.05,
      brier_skill: 0.9,
      reason: null,
      benchmark: { forecasts: 2, brier: 0.5 },
    });
    expect(summary?.judged[0]?.base_rates.score).toEqual({ share: 0, windows: 10 });
    expect(score?.reliability.filter(({ forecasts }) => forecasts > 0)).toEqual([
      { from: 0.1, to: 0.2, forecasts: 1, mean_forecast: 0.1, observed: 0 },
      { from: 0.6, to: 0.8, forecasts: 1, mean_forecast: 0.7, observed: 1 },
    ]);
    // A toy says 80 % of both: (0.2^2 + 0.8^2) / 2.
    expect(scarce).toMatchObject({ forecasts: 2, brier: 0.34 });
    expect((await ports.trackRecord.misses('score'))?.misses).toMatchObject([
      {
        id: 'Dy',
        forecast: 70,
        happened: true,
        squared_error: 0.09,
        events: [{ id: 'S', day: '2027-05-01', kind: 'production_stopped' }],
      },
      { id: 'Tb', forecast: 10, happened: false, squared_error: 0.01, events: [{ id: 'N' }] },
    ]);
  });

  it('never rewrites a judgement, whatever later facts say', async () => {
    await night('2026-10-01');
    world.record = record([aReport('S'), denied]);
    await night('2028-01-04');
    const first = await ports.trackRecord.judgements();
    world.record = record([denied]);
    await night('2028-01-05');
    expect(await ports.trackRecord.judgements()).toEqual(first);
  });

  it('does not judge a run about another day than its own, and no run before a record of outcomes is there', async () => {
    await night('2026-10-01', ports, { as_of: '2025-01-01', known_at: '2025-01-01' });
    expect(await ports.trackRecord.head()).toMatchObject({ sequence: 1, first_window: null });
    await night('2026-10-02');
    await night('2028-01-04');
    expect(await ports.trackRecord.summary()).toBeNull();
    expect((await ports.trackRecord.waiting('', '2028-01-04', 9)).map(({ run_id }) => run_id)).toEqual([
      runOf(2),
    ]);
  });

  it('is not judged ahead of time by a run about a day to come', async () => {
    await night('2026-10-01');
    world.record = record([denied]);
    await night('2026-10-02', ports, { as_of: '2028-06-01', republish: true });
    expect(await ports.trackRecord.summary()).toBeNull();
  });

  it('does not judge a run by other rules than those it was published under', async () => {
    await night('2026-10-01');
    world.record = { ...record([denied]), rules_version: '1.0.0' };
    await night('2028-01-04');
    expect(await ports.trackRecord.summary()).toBeNull();
  });

  it('tells of a fault in judging and finishes the night', async () => {
    await night('2026-10-01');
    world.record = record([denied]);
    const lost = { ...ports, trackRecord: { ...ports.trackRecord, sheet: async () => null } };
    expect(await night('2028-01-04', lost)).toEqual({ run_id: runOf(2), published: true, findings: [] });
    const unlinked = { ...ports, trackRecord: { ...ports.trackRecord, link: async () => null } };
    await night('2028-01-05', unlinked);
    expect(await ports.trackRecord.summary()).toBeNull();
    await night('2028-01-06');
    expect((await ports.trackRecord.summary())?.judged).toHaveLength(1);
  });
});
