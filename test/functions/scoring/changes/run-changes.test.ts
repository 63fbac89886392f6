import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { completeAndRank, runPipeline } from '#functions/local/run-pipeline.ts';
import { afterRun, followBatch, planFollowUp } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import type { PublishedChange } from '#functions/store/scores/score-changes.ts';
import { type ToyWorld, toyParts } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { dynaliteStore, sqliteStore } from '#test/functions/store/embedded-store.ts';

const FIRST_NIGHT = Date.UTC(2026, 9, 1, 18, 30);
const night = (n: number): string => new Date(FIRST_NIGHT + (n - 1) * 86_400_000).toISOString();
const guardBounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 1000 };

const stores = {
  'in memory': async () => ({ ...inMemoryStore(), close: async () => undefined }),
  dynalite: async () => ({ ...(await dynaliteStore()), snapshots: inMemoryStore().snapshots }),
  SQLite: async () => ({ ...(await sqliteStore()), snapshots: inMemoryStore().snapshots }),
};
type Feed = Pick<ScoringPorts, 'changes'>;

/** Everything up to the head, month by month, in small pages. */
async function wholeFeed({ changes }: Feed, after = ''): Promise<readonly PublishedChange[]> {
  const head = await changes.head();
  const found: PublishedChange[] = [];
  const { position = '', never_told = [] } = head ?? {};
  for (const month of head?.months ?? []) {
    let from = after;
    for (;;) {
      const page = await changes.page({ month }, { after: from, upTo: position, limit: 3, never_told });
      found.push(...page);
      from = page.at(-1)?.position ?? from;
      if (page.length < 3) break;
    }
  }
  return found;
}

type State = ReadonlyMap<string, number | null>;
const keyOf = ({ subject, buyer }: Pick<PublishedChange, 'subject' | 'buyer'>): string =>
  `${subject.type}#${subject.id}#${buyer}`;

/** What a reader knows after following the feed. */
function replayed(state: State, changes: readonly PublishedChange[]): State {
  const known = new Map(state);
  for (const change of changes) {
    if (change.kind === 'removed') known.delete(keyOf(change));
    else known.set(keyOf(change), change.score_after);
  }
  return new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const stateOf = (scores: ToyWorld['scores'], buyers: readonly string[]): State =>
  new Map(
    Object.entries(scores)
      .flatMap(([key, score]) => buyers.map((buyer) => [`${key}#${buyer}`, score] as const))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

describe.each(Object.entries(stores))('the feed of changes, store %s', (name, makeStore) => {
  let close: () => Promise<void> = async () => undefined;
  afterEach(() => close());

  async function start(
    scores: ToyWorld['scores'],
  ): Promise<{ world: ToyWorld; ports: ScoringPorts; run: (n: number) => Promise<void> }> {
    await close();
    const store = await makeStore();
    close = store.close;
    const world: ToyWorld = { scores, buyers: ['JPN', 'USA'], facts: 'a' };
    const ports = {
      ...scoringPorts({ ...store, ...toyParts(world) }),
      subjectsPerBatch: 3,
      abandonedAfterHours: 0,
      guardBounds,
    };
    const run = async (n: number): Promise<void> => {
      world.facts = `night ${n}`;
      const { published, findings } = await runPipeline({}, ports, () => night(n));
      expect([published, findings]).toEqual([true, []]);
    };
    return { world, ports, run };
  }

  it('begins with everything, and then has what changed, in order, each with its splits', async () => {
    const { world, ports, run } = await start({ 'element#Dy': 71.76, 'element#Pm': null });
    await run(1);
    expect((await wholeFeed(ports)).map(({ kind }) => kind)).toEqual([
      'appeared',
      'appeared',
      'appeared',
      'appeared',
    ]);
    world.scores = { 'element#Dy': 72, 'element#Pm': null };
    await run(2);
    const [change, ...others] = (await wholeFeed(ports)).slice(4);
    expect(others).toHaveLength(1);
    expect(change).toMatchObject({
      kind: 'changed',
      score_before: 71.76,
      score_after: 72,
      delta: 0.24,
      by_driver: [{ id: 'toy', points: 0.24 }],
    });
    expect(change?.by_cause).toMatchObject({ data_update: 0.24, time_passing: 0 });
    expect(change?.summary).toBe('Dy for Japan rose by 0.24 to 72.00: newer data +0.24.');
    expect(change).toMatchObject({
      run_id: 'r0000000002',
      previous_run_id: 'r0000000001',
      as_of: '2026-10-02',
      previous_as_of: '2026-10-01',
    });
  });

  it('is also kept by subject and buyer', async () => {
    const { world, ports, run } = await start({ 'element#Dy': 10, 'element#Tb': 20 });
    await run(1);
    const afterFirst = (await ports.changes.head())?.position ?? '';
    world.scores = { 'element#Dy': 11, 'element#Tb': 20 };
    await run(2);
    const head = await ports.changes.head();
    const ofDy = await ports.changes.page(
      { type: 'element', id: 'Dy', buyer: 'USA' },
      { after: '', upTo: head?.position ?? '', limit: 10 },
    );
    expect(ofDy.map(({ score_after }) => score_after)).toEqual([10, 11]);
    // From any place of the feed on, also one between the buyers of a subject.
    const ofJpn = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
    const [first, second] = await ports.changes.page(ofJpn, {
      after: '',
      upTo: head?.position ?? '',
      limit: 1,
    });
    expect([first?.score_after, second]).toEqual([10, undefined]);
    const rest = await ports.changes.page(ofJpn, {
      after: first?.position ?? '',
      upTo: head?.position ?? '',
      limit: 1,
    });
    expect(rest.map(({ score_after }) => score_after)).toEqual([11]);
    expect(
      await ports.changes.page(ofJpn, {
        after: rest[0]?.position ?? '',
        upTo: head?.position ?? '',
        limit: 1,
      }),
    ).toEqual([]);
    expect(
      await ports.changes.page(
        { type: 'element', id: 'Tb', buyer: 'USA' },
        { after: afterFirst, upTo: head?.position ?? '', limit: 10 },
      ),
    ).toEqual([]);
  });

  it('has a tombstone for what is no longer scored, and says when a score comes and goes', async () => {
    const { world, ports, run } = await start({ 'element#Dy': 10, 'element#Tb': 20, 'element#Pm': null });
    await run(1);
    world.scores = { 'element#Dy': null, 'element#Pm': 5 };
    await run(2);
    const kinds = (await wholeFeed(ports)).slice(6).map(({ kind, subject }) => `${subject.id} ${kind}`);
    expect([...new Set(kinds)]).toEqual(['Dy unscored', 'Pm scored', 'Tb removed']);
  });

  it('is not seen before the run is published, nor half of it while it is written', async () => {
    const { ports } = await start({ 'element#Dy': 10, 'element#Tb': 20 });
    const { run_id, batches } = await beginRun({}, night(1), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, night(1), ports);
    await publishRun(run_id, night(1), ports.ledger);
    expect(await wholeFeed(ports)).toEqual([]);
    const dies: ScoringPorts = {
      ...ports,
      changes: { ...ports.changes, moveHead: async () => Promise.reject(new Error('killed')) },
    };
    await expect(afterRun(run_id, night(1), dies)).rejects.toThrow('killed');
    expect(await wholeFeed(ports)).toEqual([]);
    await afterRun(run_id, night(1), ports);
    const feed = await wholeFeed(ports);
    expect(feed).toHaveLength(4);
    await afterRun(run_id, night(1), ports);
    expect(await wholeFeed(ports)).toEqual(feed);
  });

  it('keeps the order of publication when an earlier run was left unfinished', async () => {
    const { world, ports, run } = await start({ 'element#Dy': 10 });
    await run(1);
    world.scores = { 'element#Dy': 20 };
    const { run_id, batches } = await beginRun({}, night(2), ports);
    for (const batch of batches) await scoreBatch(batch, ports);
    await completeAndRank(run_id, night(2), ports);
    await publishRun(run_id, night(2), ports.ledger); // and the process dies
    world.scores = { 'element#Dy': 30 };
    await run(3);
    expect(
      (await wholeFeed(ports)).filter(({ buyer }) => buyer === 'JPN').map(({ score_after }) => score_after),
    ).toEqual([10, 20, 30]);
  });

  it('has nothing of a try to tell a run that was told anew against a later one', async () => {
    const { world, ports, run } = await start({ 'element#Dy': 10, 'element#La': 10, 'element#Tb': 10 });
    const published = async (n: number, scores: ToyWorld['scores']) => {
      world.scores = scores;
      const { run_id, batches } = await beginRun({}, night(n), ports);
      for (const batch of batches) await scoreBatch(batch, ports);
      await completeAndRank(run_id, night(n), ports);
      await publishRun(run_id, night(n), ports.ledger);
      return { run_id, batches };
    };
    await run(1);
    const second = await published(2, { 'element#Dy': 20, 'element#La': 20, 'element#Tb': 20 });
    const third = await published(3, { 'element#Dy': 10, 'element#La': 20, 'element#Tb': 20 });
    await planFollowUp(third.run_id, ports);
    for (const batch of third.batches) await followBatch(batch, ports);
    await afterRun(second.run_id, night(3), ports); // a slow process
    await afterRun(third.run_id, night(3), ports);
    const toldToJapan = (await wholeFeed(ports)).filter(({ buyer }) => buyer === 'JPN');
    expect(toldToJapan.slice(3).map(({ subject, score_after }) => [subject.id, score_after])).toEqual([
      ['Dy', 20],
      ['La', 20],
      ['Tb', 20],
      ['Dy', 10],
    ]);
  });

  it('remembers the run that was current on each day', async () => {
    const { ports, run } = await start({ 'element#Dy': 10 });
    await run(1);
    await run(2);
    expect(await ports.scores.runOfDay('2026-10-01')).toBe('r0000000001');
    expect(await ports.scores.runOfDay('2026-10-02')).toBe('r0000000002');
    expect(await ports.scores.runOfDay('2026-10-03')).toBeNull();
    await runPipeline({ as_of: '2026-09-15', republish: true }, ports, () => night(3)); // of another day than its own
    expect(await ports.scores.runOfDay('2026-09-15')).toBeNull();
  });

  it('ends in the present state, from wherever a reader begins', async () => {
    const scores = fc.dictionary(
      fc.constantFrom('element#Dy', 'element#Tb', 'element#La', 'supplier#lynas', 'country#CHN'),
      fc.option(
        fc.integer({ min: 0, max: 9999 }).map((hundredths) => hundredths / 100),
        { freq: 4 },
      ),
      { minKeys: 1, noNullPrototype: true },
    );
    const nights = fc.array(fc.record({ scores, after: fc.constantFrom(1, 1, 14, 45) }), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(nights, async (all) => {
        const { world, ports, run } = await start(all[0]?.scores ?? {});
        const states: { readonly position: string; readonly state: State }[] = [
          { position: '', state: new Map() },
        ];
        let day = 1;
        for (const one of all) {
          world.scores = one.scores;
          await run(day);
          states.push({
            position: (await ports.changes.head())?.position ?? '',
            state: stateOf(one.scores, world.buyers),
          });
          day += one.after;
        }
        const present = states.at(-1)?.state;
        for (const { position, state } of states)
          expect(replayed(state, await wholeFeed(ports, position))).toEqual(present);
        // Also from the middle of what one run wrote.
        const feed = await wholeFeed(ports);
        for (const [n, { position }] of feed.entries()) {
          const known = replayed(new Map(), feed.slice(0, n + 1));
          expect(replayed(known, await wholeFeed(ports, position))).toEqual(present);
        }
        for (const { delta, by_cause, by_driver } of feed) {
          if (delta === null) continue;
          const hundredths = (points: readonly number[]): number =>
            points.reduce((sum, value) => sum + Math.round(value * 100), 0);
          expect(hundredths(Object.values(by_cause ?? {}))).toBe(Math.round(delta * 100));
          expect(hundredths(by_driver.map(({ points }) => points))).toBe(Math.round(delta * 100));
        }
      }),
      { numRuns: name === 'in memory' ? 40 : 1 },
    );
  });
});
