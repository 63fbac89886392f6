import { beforeAll, describe, expect, it } from 'vitest';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { type HistoryPoint, PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { rescorerOf } from '#functions/rescoring/rescorer.ts';
import { type ReplaySubject, replayDates, subjectReplay, subjectsToReplay } from '#functions/scoring/results/replay-history.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { factsOf, realParts } from '#test/builders/small-facts.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

/** As few as the analysis of the spread still takes. */
const DRAWS = 128;

describe('the dates of a replay', () => {
  it('go from the first day in whole weeks', () => {
    expect(replayDates('2025-01-05', '2025-01-25', 7)).toEqual(['2025-01-05', '2025-01-12', '2025-01-19']);
    expect(replayDates('2025-01-05', '2025-01-05', 7)).toEqual(['2025-01-05']);
  });
  it('do not go backwards', () => {
    expect(() => replayDates('2025-01-05', '2025-01-04', 7)).toThrow('ends on 2025-01-04, before it begins');
  });
});

describe('a replay of the shipped facts', () => {
  let replay: ReplaySubject;
  const pointsOf = (element: string, buyer: string, dates: readonly string[]): readonly HistoryPoint[] =>
    replay({ type: 'element', id: element }, dates, [buyer])[0]?.points ?? [];

  beforeAll(() => {
    const document = bundledMethodologies.get('1.0.0')?.document;
    if (document === undefined) throw new Error('1.0.0 ships');
    replay = subjectReplay({ data: bundledReferenceData, methodology: methodologyOf(document), seedOf: sha256Seed, draws: DRAWS });
  });

  // Expected pattern on the shipped data, specification section 12.
  it.each([
    ['Dy', 'JPN', '2025-04-03', '2025-04-04', 'up'],
    ['Er', 'JPN', '2025-10-08', '2025-10-09', 'up'],
    ['Ga', 'USA', '2024-12-02', '2024-12-03', 'up'],
    ['Dy', 'JPN', '2026-01-05', '2026-01-06', 'up'],
    ['Er', 'JPN', '2025-11-06', '2025-11-07', 'down'],
    ['Ga', 'USA', '2025-11-08', '2025-11-09', 'down'],
  ] as const)('steps with the measures: %s for %s from %s to %s goes %s', (element, buyer, before, after, direction) => {
    const [first, second] = pointsOf(element, buyer, [before, after]);
    const step = (second?.score ?? 0) - (first?.score ?? 0);
    expect(Math.sign(step)).toBe(direction === 'up' ? 1 : -1);
    expect(Math.abs(step)).toBeGreaterThan(2);
  });

  it('does not step for a buyer that the measure does not name', () => {
    const [before, after] = pointsOf('Ga', 'JPN', ['2024-12-02', '2024-12-03']);
    expect(Math.abs((after?.score ?? 0) - (before?.score ?? 99))).toBeLessThan(0.5);
  });

  it('gives points whose drivers sum to the score, with an interval, marked as replayed', () => {
    const [point] = pointsOf('Dy', 'JPN', ['2026-10-01']);
    if (point === undefined) throw new Error('a date gives a point');
    const sum = Object.values(point.drivers).reduce((total, points) => total + Math.round(100 * points), 0);
    expect(sum).toBe(Math.round(100 * (point.score ?? 0)));
    expect(point).toMatchObject({ origin: 'replayed', run_id: null, methodology: '1.0.0', stage: 'separation' });
    expect(point.p05).toBeLessThan(point.p95 ?? 0);
  });

  it('keeps what cannot be scored as unknown', () => {
    expect(pointsOf('Pm', 'JPN', ['2026-10-01'])).toMatchObject([{ score: null, band: 'unknown', p50: null, drivers: {} }]);
  });

  it('says of a day what the run of that day publishes', async () => {
    const store = inMemoryStore();
    const facts = factsOf(['Dy', 'Cu'], ['lynas']);
    const bounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 5 };
    const ports = { ...scoringPorts({ ...store, ...realParts(facts, store.snapshots, DRAWS) }), guardBounds: bounds };
    await runPipeline({ as_of: '2026-09-27' }, ports, () => '2026-09-27T18:30:00.000Z');
    for (const id of ['Dy', 'Cu']) {
      const [published] = await store.scores.history({ type: 'element', id, buyer: 'JPN' }, 2026);
      expect(pointsOf(id, 'JPN', ['2026-09-27'])).toEqual([{ ...published, origin: 'replayed', run_id: null }]);
    }
  });
});

describe('a replay of suppliers and countries', () => {
  let replay: ReplaySubject;
  const pointsOf = (type: 'supplier' | 'country', id: string, dates: readonly string[], buyer = 'JPN') =>
    replay({ type, id }, dates, [buyer])[0]?.points ?? [];

  beforeAll(() => {
    const document = bundledMethodologies.get('2.0.0')?.document;
    if (document === undefined) throw new Error('2.0.0 ships');
    replay = subjectReplay({ data: bundledReferenceData, methodology: methodologyOf(document), seedOf: sha256Seed, draws: 64 });
  });

  // MOFCOM Announcement 1 of 2026, 6 January: dual-use items to Japan; it names no other buyer.
  it.each([
    ['supplier', 'china-rare-earth-group'],
    ['country', 'CHN'],
  ] as const)('steps up for Japan on the day of the ban of January 2026, and for no other buyer: %s %s', (type, id) => {
    const step = (buyer: string): number => {
      const [before, after] = pointsOf(type, id, ['2026-01-05', '2026-01-06'], buyer);
      return (after?.score ?? Number.NaN) - (before?.score ?? Number.NaN);
    };
    expect(step('JPN')).toBeGreaterThan(2);
    expect(Math.abs(step('USA'))).toBeLessThan(0.5);
  });

  it.each([
    ['supplier', 'lynas', '2025-06-01'],
    ['country', 'MMR', '2024-12-01'],
    ['country', 'JPN', '2025-06-01'],
  ] as const)('says of a day what a score recomputed for that day says: %s %s on %s', async (type, id, day) => {
    const methodology = { methodology: '2.0.0', end_use: PUBLISHED_END_USE };
    const found = await rescorerOf(bundledReferenceData).find({ type, id, buyer: 'JPN' }, { as_of: day, known_at: day, ...methodology });
    const [point] = pointsOf(type, id, [day]);
    const { score, band, score_without_signals, state, new_event, stage } = found?.document ?? {};
    expect(point).toMatchObject({ score, band, score_without_signals, state, new_event, stage, origin: 'replayed' });
    const sum = Object.values(point?.drivers ?? {}).reduce((total, points) => total + Math.round(100 * points), 0);
    expect(sum).toBe(Math.round(100 * (score ?? 0)));
  });

  it('draws the interval of a supplier in every fourth week, on the same days whatever the replay', () => {
    const drawn = (days: readonly string[]) =>
      pointsOf('supplier', 'lynas', days).flatMap(({ as_of, p50 }) => (p50 === null ? [] : [as_of]));
    const all = drawn(replayDates('2025-01-05', '2025-04-20', 7));
    expect(all).toHaveLength(4);
    expect(drawn(replayDates('2025-02-02', '2025-03-30', 7))).toEqual(all.filter((day) => day >= '2025-02-02' && day <= '2025-03-30'));
  });

  it('is refused for countries by a methodology that scores no sources', () => {
    const document = bundledMethodologies.get('1.0.0')?.document;
    if (document === undefined) throw new Error('1.0.0 ships');
    const old = subjectReplay({ data: bundledReferenceData, methodology: methodologyOf(document), seedOf: sha256Seed, draws: 64 });
    expect(() => old({ type: 'country', id: 'CHN' }, ['2025-01-05'], ['JPN'])).toThrow('scores no country as a source');
  });

  it('goes over every subject of a run', () => {
    const document = bundledMethodologies.get('2.0.0')?.document;
    if (document === undefined) throw new Error('2.0.0 ships');
    const subjects = subjectsToReplay(bundledReferenceData, methodologyOf(document)).map(({ type, id }) => `${type} ${id}`);
    expect(subjects).toEqual(expect.arrayContaining(['element Dy', 'country CHN', 'country MMR', 'supplier lynas']));
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});
