import { describe, expect, it } from 'vitest';
import { parametersOf } from '#domain/method/parameters.ts';
import type { HistoryPoint, SubjectType } from '#domain/vocabulary/score-document.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { replayDates, replaySubjects, subjectsToReplay } from '#functions/scoring/results/replay-history.ts';
import { factIndexOf } from '#functions/scoring/results/run-scorer.ts';
import { changeExplainer } from '#functions/scoring/run-changes.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { factsOf, realParts, scorerOn } from '#test/builders/small-facts.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const index = factIndexOf(bundledReferenceData, METHODOLOGY.document);
const pointsOf = (
  type: SubjectType,
  id: string,
  dates: readonly string[],
  buyer = 'JPN',
): readonly HistoryPoint[] => replaySubjects(index, [{ type, id }], dates, [buyer])[0]?.points ?? [];

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
  // What of dual-use goods China withholds from Japan since January 2026 is less than the licence may take, so
  // it makes dysprosium scarce again that had begun to flow, and hardly anybody stands still for it.
  it.each([
    ['Dy', 'JPN', '2025-04-03', '2025-04-04', 'up', 'score'],
    ['Er', 'JPN', '2025-10-08', '2025-10-09', 'up', 'score'],
    ['Ga', 'USA', '2024-12-02', '2024-12-03', 'up', 'score'],
    ['Dy', 'JPN', '2026-01-05', '2026-01-06', 'up', 'scarce'],
    ['Er', 'JPN', '2025-11-06', '2025-11-07', 'down', 'score'],
    ['Ga', 'USA', '2025-11-08', '2025-11-09', 'down', 'score'],
  ] as const)(
    'steps with the measures: %s for %s from %s to %s goes %s, its %s most clearly',
    (element, buyer, before, after, direction, clearest) => {
      const [first, second] = pointsOf('element', element, [before, after], buyer);
      const step = (of: 'score' | 'scarce') =>
        (direction === 'up' ? 1 : -1) * ((second?.[of] ?? 0) - (first?.[of] ?? 0));
      expect(Math.min(step('score'), step('scarce'))).toBeGreaterThan(0);
      expect(step(clearest)).toBeGreaterThan(2);
    },
  );

  it('does not step for a buyer that the measure does not name', () => {
    const [before, after] = pointsOf('element', 'Ga', ['2024-12-02', '2024-12-03']);
    expect(Math.abs((after?.score ?? 0) - (before?.score ?? 99))).toBeLessThan(0.5);
  });

  it('keeps what cannot be scored as unknown', () => {
    expect(pointsOf('element', 'Pm', ['2026-10-01'])).toMatchObject([
      { score: null, band: 'unknown', p50: null, drivers: {} },
    ]);
  });

  it('says of a day what the run of that day publishes', async () => {
    const store = inMemoryStore();
    const facts = factsOf(['Dy', 'Cu'], ['lynas']);
    const explainChange = changeExplainer(parametersOf(METHODOLOGY.document));
    const bounds = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 5 };
    const ports = {
      ...scoringPorts({ ...store, explainChange, ...realParts(facts, store.snapshots) }),
      guardBounds: bounds,
    };
    await runPipeline({ as_of: '2026-09-27' }, ports, () => '2026-09-27T18:30:00.000Z');
    for (const id of ['Dy', 'Cu']) {
      const [published] = await store.scores.history({ type: 'element', id, buyer: 'JPN' }, 2026);
      const replayed = replaySubjects(
        factIndexOf(facts, METHODOLOGY.document),
        [{ type: 'element', id }],
        ['2026-09-27'],
        ['JPN'],
      )[0]?.points;
      expect(replayed).toEqual([{ ...published, origin: 'replayed', run_id: null }]);
    }
  });
});

describe('a replay of suppliers and countries', () => {
  it.each([
    ['supplier', 'lynas', '2025-06-01'],
    ['country', 'MMR', '2024-12-01'],
  ] as const)('says of a day what a score computed for that day says: %s %s on %s', (type, id, day) => {
    const { score, band, state, may_begin, security, stage, interval } = scorerOn(day).findings(
      { type, id },
      'JPN',
    ).result.document;
    const [point] = pointsOf(type, id, [day]);
    expect(point).toMatchObject({
      score,
      band,
      state,
      may_begin,
      security,
      stage,
      ...interval,
      origin: 'replayed',
    });
    const sum = Object.values(point?.drivers ?? {}).reduce(
      (total, points) => total + Math.round(100 * points),
      0,
    );
    expect(sum).toBe(Math.round(100 * (score ?? 0)));
  });

  it('goes over every subject of a run', () => {
    const named = ({ type, id }: { readonly type: string; readonly id: string }) => `${type} ${id}`;
    expect(
      subjectsToReplay(index.on('2026-10-01'), ['element', 'country', 'supplier']).map(named).sort(),
    ).toEqual(scorerOn('2026-10-01').subjects.map(named).sort());
  });
});
