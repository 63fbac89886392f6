import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesSchema } from '#contracts/api/changes-routes.ts';
import { CHANGE_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { dayDifference } from '#domain/explanations/changes/change-document.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import { daysOfDifference, differenceOf, shippedOverTime } from '#functions/api/changes/differences.ts';
import { rescorerOf } from '#functions/scoring/rescorer.services.ts';
import { replayDates, replaySubjects } from '#functions/scoring/results/replay-history.ts';
import { factIndexOf } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { SubjectKey } from '#functions/store/scores/published-scores.ts';
import { type PublishedChange, positionOf } from '#functions/store/scores/score-changes.ts';
import { historyPoint, scoreDocument } from '#test/builders/score-documents.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';

const RUN = { run_id: 'r0000000001', as_of: '2026-11-25', published_at: '2026-11-25T18:30:00.000Z' } as never;
const DY = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
const rescorer = rescorerOf(bundledReferenceData);
const index = factIndexOf(bundledReferenceData, METHODOLOGY.document);
const histories = new Map<string, readonly HistoryPoint[]>();
const replayed = (subject: SubjectKey): readonly HistoryPoint[] =>
  entryOf(
    histories,
    subject.id,
    () =>
      replaySubjects(index, [subject], replayDates('2025-11-30', '2026-02-08', 7), [subject.buyer])[0]
        ?.points ?? [],
  );

type Feed = readonly Pick<PublishedChange, 'as_of' | 'by_cause' | 'by_driver' | 'reasons'>[];

async function difference(
  subject: SubjectKey,
  points: readonly HistoryPoint[],
  [from, to]: readonly [string, string],
  { feed = [], steps = null }: { readonly feed?: Feed; readonly steps?: number | null } = {},
) {
  const { changes } = inMemoryStore();
  const rows = feed.map((change, n) => ({
    ...change,
    run_id: `r${n}`,
    score_before: null,
    score_after: null,
    delta: null,
    subject: { ...subject, name: subject.id },
    buyer: subject.buyer,
    seq: n + 1,
    position: positionOf(change.as_of, n + 1),
  }));
  await changes.append(rows as never, 4_000_000_000);
  await changes.moveHead(null, {
    position: positionOf('2027-01-01', 0),
    run_id: 'r1',
    months: ['2026-11'],
    never_told: [],
    shards: 1,
  });
  const scores = {
    history: async (_subject: SubjectKey, year: number) =>
      points.filter(({ as_of }) => as_of.startsWith(String(year))),
    document: async () => ({ measures: bundledReferenceData.policy, trade: [], licences: [] }),
    score: async () => scoreDocument({ ...subject }),
  } as never;
  const ports = { scores, changes, loadRescorer: async () => rescorer };
  const days = { from, to };
  return differenceOf(await shippedOverTime(subject, days, RUN, ports), days, steps, RUN, ports);
}

const hundredths = (points: number): number => Math.round(100 * points);
const sumOf = (causes: object | null | undefined): number =>
  hundredths(Object.values(causes ?? {}).reduce((sum, points) => sum + points, 0));
const nothing = Object.fromEntries(CHANGE_CAUSES.map((cause) => [cause, 0]));
const night = (as_of: string, points: Readonly<Record<string, number>>) =>
  ({ as_of, by_cause: { ...nothing, ...points }, by_driver: [], reasons: [] }) as unknown as Feed[number];

describe('the difference between two days', () => {
  const SUBJECTS: readonly SubjectKey[] = [
    DY,
    { type: 'element', id: 'Ga', buyer: 'USA' },
    { type: 'supplier', id: 'lynas', buyer: 'JPN' },
    { type: 'country', id: 'CHN', buyer: 'JPN' },
  ];

  it.each(SUBJECTS)(
    'is that of the scores shown, and its causes add up to it: $type $id for $buyer, any two weeks',
    async (subject) => {
      const points = replayed(subject);
      for (const [from, to] of [
        [0, 1],
        [0, 5],
        [4, 6],
        [2, 10],
      ] as const) {
        const [was, is] = [points[from], points[to]];
        const found = await difference(subject, points, [was?.as_of ?? '', is?.as_of ?? '']);
        expect([found?.score_before, found?.score_after]).toEqual([was?.score, is?.score]);
        if (found?.delta == null) continue;
        expect(hundredths(found.delta)).toBe(
          hundredths(is?.score as number) - hundredths(was?.score as number),
        );
        expect(sumOf(found.by_cause)).toBe(hundredths(found.delta));
        expect(hundredths(found.causes.reduce((sum, { points: some }) => sum + some, 0))).toBe(
          hundredths(found.delta),
        );
      }
    },
  );

  it('is ageing where nothing else happened, however little a night moves', async () => {
    const days = Array.from({ length: 31 }, (_, n) => isoDate(dayNumber('2026-10-26') + n));
    const points = days.map((as_of, n) =>
      historyPoint({ as_of, score: hundredths(70 - 0.04 * n) / 100, origin: 'published' }),
    );
    const feed = days.slice(1).map((day) => night(day, { time_passing: -0.04 }));
    const found = await difference(DY, points, ['2026-10-26', '2026-11-25'], { feed });
    expect(found).toMatchObject({
      delta: -1.2,
      origin_before: 'published',
      causes: [{ cause: 'time_passing', points: -1.2 }],
    });
    expect(found?.summary).toContain('fell by 1.20 to 68.80: ageing −1.20');
    expect(await difference(DY, points, ['2026-11-18', '2026-11-25'], { feed })).toMatchObject({
      delta: -0.28,
    });
  });

  it('goes over from replayed days to published ones, and puts what the program of then said otherwise to the method', async () => {
    const points = replayed(DY).map((point) =>
      point.as_of < '2026-01-04'
        ? point
        : { ...point, origin: 'published' as const, score: (point.score ?? 0) + 0.5 },
    );
    const [first, last] = [points.find(({ origin }) => origin === 'published'), points.at(-1)];
    const feed = [
      night(last?.as_of ?? '', { new_event: hundredths((last?.score ?? 0) - (first?.score ?? 0)) / 100 }),
    ];
    const found = await difference(DY, points, [points[0]?.as_of ?? '', last?.as_of ?? ''], { feed });
    expect(sumOf(found?.by_cause)).toBe(hundredths(found?.delta ?? Number.NaN));
    expect([found?.by_cause?.methodology, found?.by_cause?.unexplained]).toEqual([0.5, undefined]);
  });

  it('says what the feed does not explain any more', async () => {
    const points = ['2026-10-26', '2026-11-25'].map((as_of, n) =>
      historyPoint({ as_of, score: 70 + n, origin: 'published' }),
    );
    const found = await difference(DY, points, ['2026-10-26', '2026-11-25'], {
      feed: [night('2026-11-20', { new_event: 0.25 })],
    });
    expect(found?.by_cause).toMatchObject({ new_event: 0.25, unexplained: 0.75 });
  });

  it('is worked out for days that no history has, and has the shape of the contract', async () => {
    const found = await difference(DY, [], ['2026-01-05', '2026-01-06']);
    expect(found).toMatchObject({ from: '2026-01-05', to: '2026-01-06', origin_before: 'replayed' });
    expect(found?.reasons[0]).toMatchObject({ cause: 'new_event', what: 'CN-2026-01' });
    expect(sumOf(found?.by_cause)).toBe(hundredths(found?.delta ?? Number.NaN));
    expect(() => differencesSchema.shape.data.element.parse(found)).not.toThrow();
  });

  it('is told in steps that add up to it: a jump keeps its week, drift is gathered until it comes to a point, and told last', async () => {
    const winter = replayed(DY);
    const [first, last] = [winter[0], winter.at(-1)];
    const found = await difference(DY, winter, [first?.as_of ?? '', last?.as_of ?? ''], { steps: 30 });
    const steps = found !== null && 'steps' in found ? found.steps : [];
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.length).toBeLessThan(winter.length - 2);
    expect([steps[0]?.score_before, steps.at(-1)?.score_after]).toEqual([first?.score, last?.score]);
    for (const [n, step] of steps.entries()) {
      if (n > 0)
        expect([step.from, step.score_before]).toEqual([steps[n - 1]?.to, steps[n - 1]?.score_after]);
      expect(sumOf(step.by_cause)).toBe(hundredths(step.delta ?? Number.NaN));
    }
    // The announcement of 6 January 2026.
    const jump = steps.find(({ to }) => to === '2026-01-11');
    expect(jump).toMatchObject({ from: '2026-01-04', origin_after: 'replayed' });
    expect((jump?.scarce_after ?? 0) - (jump?.scarce_before ?? 0)).toBeGreaterThan(4);
    expect(jump?.summary).toContain('Announcement No. 1 of 2026');
    const some = await difference(DY, winter, [first?.as_of ?? '', last?.as_of ?? ''], { steps: 2 });
    expect(some).toMatchObject({ steps: steps.slice(-2), steps_left_out: steps.length - 2 });
  });

  it('has drivers that add up where replayed points miss the scores shown by rounding, and none made up for more', () => {
    const drivers = (score: number) => {
      const changes = [
        {
          by_cause: null,
          by_driver: [
            { id: 'a', points: 1.25 },
            { id: 'b', points: -0.5 },
          ],
          reasons: [],
        },
      ];
      return dayDifference(scoreDocument(), historyPoint({ score: 40 }), historyPoint({ score }), changes)
        .by_driver;
    };
    expect(drivers(40.76)).toEqual([
      { id: 'a', points: 1.26 },
      { id: 'b', points: -0.5 },
    ]);
    expect(drivers(43)[0]?.points).toBe(1.25);
  });

  it('is of days in their order, none after the run', () => {
    expect(daysOfDifference({}, RUN)).toEqual({ from: '2026-10-26', to: '2026-11-25' });
    for (const days of [
      { from: '2026-11-26' },
      { from: '2026-11-20', to: '2026-11-19' },
      { to: '2026-11-26' },
    ])
      expect(() => daysOfDifference(days, RUN)).toThrow(/after/);
  });

  it('adds up whatever lies between', () => {
    const points = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 100);
    const change = fc.record({
      by_cause: fc.option(fc.record({ new_event: points, time_passing: points, lapse: points })),
    });
    fc.assert(
      fc.property(fc.array(change), points, points, (changes, before, after) => {
        const shown = (score: number) => historyPoint({ score });
        const between = changes.map((one) => ({ ...one, by_driver: [], reasons: [] })) as never;
        const { delta, by_cause } = dayDifference(scoreDocument(), shown(before), shown(after), between);
        expect([hundredths(delta as number), sumOf(by_cause)]).toEqual(
          Array(2).fill(hundredths(after) - hundredths(before)),
        );
      }),
    );
  });
});
