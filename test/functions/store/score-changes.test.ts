import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesShardsOf } from '#contracts/store/table-layout.ts';
import { changeDocument } from '#domain/explanations/changes/change-document.ts';
import {
  NUMBERS_PER_BATCH,
  numberOfRun,
  type PublishedChange,
  positionOf,
} from '#functions/store/scores/score-changes.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { dynaliteStore, sqliteStore } from './embedded-store.ts';

const BUYERS = ['EUU', 'JPN', 'USA'];
const EXPIRES_AT = 3_000_000_000;

/** Changes of a run for each subject, of a batch of its own, and some buyers, every fifth to another band. */
function changesOfRun(number: number, day: string, subjects: number): readonly PublishedChange[] {
  const runId = `r${String(number).padStart(10, '0')}`;
  const stamp = {
    run_id: runId,
    as_of: day,
    computed_at: `${day}T18:30:00.000Z`,
    previous: { run_id: 'r0000000001', as_of: '2026-10-01' },
  };
  const all = Array.from({ length: subjects }, (_, n) =>
    BUYERS.slice(0, 1 + ((n + number) % BUYERS.length)).map((buyer) => {
      const before = scoreDocument({ id: `E${n}`, buyer, score: 55, band: 'elevated' });
      const after = scoreDocument({ id: `E${n}`, buyer, score: 56, band: n % 5 === 0 ? 'high' : 'elevated' });
      return changeDocument({ before, after, explained: null }, stamp, (id) => id);
    }),
  ).flat();
  const first = numberOfRun(runId);
  return all.map((change, n) => {
    const seq = first + Number(change.subject.id.slice(1)) * NUMBERS_PER_BATCH + 1 + n;
    return { ...change, seq, position: positionOf(day, seq) };
  });
}

const runs = [
  changesOfRun(3, '2026-10-02', 60),
  changesOfRun(4, '2026-10-03', 2),
  changesOfRun(5, '2026-10-30', 75),
];
const all = runs.flat();

describe.each([
  ['DynamoDB (dynalite)', dynaliteStore],
  ['SQLite', sqliteStore],
] as const)('the feed of changes on %s', (_name, open) => {
  let store: Awaited<ReturnType<typeof sqliteStore>>;
  beforeAll(async () => {
    store = await open();
    for (const run of runs) await store.changes.append(run, EXPIRES_AT);
    for (const run of runs) await store.changes.append(run, EXPIRES_AT); // a second attempt of a step: nothing is there twice
  });
  afterAll(() => store.close());

  const places = all.map(({ position }) => position);
  const lasts = all.flatMap(({ position, subject }, n) =>
    all[n + 1]?.subject.id === subject.id ? [] : [position],
  );
  const days = ['', '2026-10-02#', '2026-10-03#~', '2026-10-15#~', '2026-10-31#~'];
  const bounds = fc.constantFrom(...days, ...places);
  const ends = fc.constantFrom(...days, ...lasts);
  const limits = fc.integer({ min: 1, max: 300 });

  it('gives of a month what lies between any two places, up to any number', async () => {
    await fc.assert(
      fc.asyncProperty(bounds, ends, limits, async (after, upTo, limit) => {
        const expected = all.filter(({ position }) => position > after && position <= upTo).slice(0, limit);
        const range = { after, upTo, limit, shards: changesShardsOf(all.length) };
        expect(await store.changes.page({ month: '2026-10' }, range)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('gives of a subject what concerns one buyer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 76 }),
        fc.constantFrom(...BUYERS),
        bounds,
        ends,
        limits,
        async (n, buyer, after, upTo, limit) => {
          const subject = { type: 'element' as const, id: `E${n}`, buyer };
          const expected = all.filter(
            ({ subject: { id }, buyer: its, position }) =>
              id === subject.id && its === buyer && position > after && position <= upTo,
          );
          expect(await store.changes.page(subject, { after, upTo, limit })).toEqual(expected.slice(0, limit));
        },
      ),
      { numRuns: 40 },
    );
  });
});
