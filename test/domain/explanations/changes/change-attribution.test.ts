import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ATTRIBUTED_CAUSES,
  type Attribution,
  type News,
  type ShownScore,
  scoreDifference,
} from '#domain/explanations/changes/change-attribution.ts';
import { type InputChange, inputChanges, inputsOnLaterDay, withChanges } from '#domain/facts/input-changes.ts';
import { scoreElement, scoreElementHeadline } from '#domain/scores/element-score.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { anyElementInputs } from '#test/builders/any-element-inputs.ts';
import { elementInputs, measure, relief } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const pointsOf = (inputs: ElementInputs, methodology: Methodology) => {
  const headline = scoreElementHeadline(inputs, methodology);
  return headline.score === null ? null : headline.contributions;
};
const scoreOf = (inputs: ElementInputs, methodology = goldenMethodology): number =>
  scoreElementHeadline(inputs, methodology).score ?? Number.NaN;

interface Options {
  readonly methodology?: Methodology;
  readonly sameVintage?: boolean;
  readonly order?: (changes: readonly InputChange[]) => readonly InputChange[];
}

function attributed(
  was: ElementInputs,
  is: ElementInputs,
  { methodology = goldenMethodology, sameVintage = false, order = (all) => all }: Options = {},
): Attribution {
  const changes = order(inputChanges(was, is, () => sameVintage));
  const method: readonly News[] = methodology === goldenMethodology ? [] : [{ cause: 'methodology', day: is.as_of }];
  const aged = inputsOnLaterDay(was, is);
  return scoreDifference(shown(was), shown(is, methodology), [...changes, ...method] as readonly News[], (news, day) => {
    const by = news.some(({ cause }) => cause === 'methodology') ? methodology : goldenMethodology;
    const facts = changes.filter((change) => news.includes(change));
    return pointsOf(withChanges(news.length === 0 && day === was.as_of ? was : aged, facts), by);
  });
}

const shown = (inputs: ElementInputs, methodology = goldenMethodology): ShownScore => ({
  day: inputs.as_of,
  points: pointsOf(inputs, methodology) ?? {},
});

/** Causes with any points. */
const causesOf = ({ by_cause }: Attribution): readonly string[] =>
  ATTRIBUTED_CAUSES.filter((cause) => Math.abs(by_cause[cause] ?? 0) > 1e-12);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const stricter: Methodology = {
  ...goldenMethodology,
  version: '2.0.0',
  parameters: { ...goldenMethodology.parameters, ramp_all: goldenMethodology.parameters.ramp_all / 2 },
};
/** Any two scores: the second of other inputs, another day, perhaps another method. */
const anyPair = fc.record({
  was: anyElementInputs(goldenMethodology),
  is: anyElementInputs(goldenMethodology),
  methodology: fc.constantFrom(goldenMethodology, stricter),
  sameVintage: fc.boolean(),
});

describe('both splits of any two scores', () => {
  test('sum to their difference, and are the margins of one table', () => {
    fc.assert(
      fc.property(anyPair, ({ was, is, methodology, sameVintage }) => {
        const [before, after] = [scoreOf(was), scoreOf(is, methodology)];
        if (Number.isNaN(before) || Number.isNaN(after)) return;
        const { delta, by_cause, by_driver, by_cause_and_driver } = attributed(was, is, { methodology, sameVintage });
        expect(Math.abs(delta - (after - before))).toBeLessThan(1e-9);
        expect(Math.abs(sum(Object.values(by_cause)) - delta)).toBeLessThan(1e-9);
        expect(Math.abs(sum(Object.values(by_driver)) - delta)).toBeLessThan(1e-9);
        for (const [driver, points] of Object.entries(by_driver)) {
          const column = sum(ATTRIBUTED_CAUSES.map((cause) => by_cause_and_driver[cause]?.[driver] ?? 0));
          expect(Math.abs(column - points)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('do not depend on the order in which the changes are listed', () => {
    fc.assert(
      fc.property(anyPair, ({ was, is, methodology, sameVintage }) => {
        if (Number.isNaN(scoreOf(was)) || Number.isNaN(scoreOf(is, methodology))) return;
        const forwards = attributed(was, is, { methodology, sameVintage });
        const backwards = attributed(was, is, { methodology, sameVintage, order: (all) => all.toReversed() });
        for (const cause of ATTRIBUTED_CAUSES) expect(backwards.by_cause[cause] ?? 0).toBeCloseTo(forwards.by_cause[cause] ?? 0, 9);
      }),
      { numRuns: 60 },
    );
  });

  test('are nothing when nothing changed', () => {
    fc.assert(
      fc.property(anyElementInputs(goldenMethodology), (inputs) => {
        if (Number.isNaN(scoreOf(inputs))) return;
        expect(causesOf(attributed(inputs, inputs))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('made from the later inputs by making all changes is the later score', () => {
    fc.assert(
      fc.property(anyPair, ({ was, is }) => {
        const later = is.as_of < was.as_of ? { ...is, as_of: was.as_of, known_at: was.as_of } : is;
        const made = withChanges(
          inputsOnLaterDay(was, later),
          inputChanges(was, later, () => false),
        );
        const known = (inputs: ElementInputs): string => [inputs.known_at ?? inputs.as_of, inputs.as_of].sort()[0] ?? '';
        if (known(later) < known(was)) return; // what was known is never forgotten
        expect(scoreElement(made, goldenMethodology).score ?? -1).toBeCloseTo(scoreElement(later, goldenMethodology).score ?? -1, 9);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the cause of a change', () => {
  const licence = measure();
  const today = elementInputs({ measures: [licence] });
  const tomorrow = { ...today, as_of: '2026-10-02', known_at: '2026-10-02' };
  const ban = measure({ id: 'N', control_class: 'ban', known_from: '2026-10-02' });

  test('is time when only the day is another: a control works itself in', () => {
    const change = attributed(today, { ...today, as_of: '2026-12-01', known_at: '2026-12-01' });
    expect(causesOf(change)).toEqual(['time_passing']);
    expect(change.by_cause.time_passing).toBeLessThan(0);
  });

  test('is an event when a measure becomes public, whether its row was in the tables or not', () => {
    const newRow = attributed(today, { ...tomorrow, measures: [licence, ban] });
    const waiting = attributed({ ...today, measures: [licence, ban] }, { ...tomorrow, measures: [licence, ban] });
    for (const change of [newRow, waiting]) {
      expect(change.by_cause.new_event).toBeGreaterThan(1);
      expect(Math.abs(change.by_cause.time_passing)).toBeLessThan(0.1);
      expect(causesOf(change)).toEqual(['new_event', 'time_passing']);
    }
    expect(waiting.by_cause.new_event).toBeCloseTo(newRow.by_cause.new_event, 12);
  });

  test('is an event when a suspension begins, and when a relief is announced', () => {
    const suspended = { ...licence, suspended_from: '2026-10-02', suspended_to: '2027-10-02' };
    expect(attributed(today, { ...tomorrow, measures: [suspended] }).by_cause.new_event).toBeLessThan(-10);
    const ends = relief({ known_from: '2026-10-02', effective_from: '2026-10-02' });
    expect(causesOf(attributed(today, { ...tomorrow, reliefs: [ends] }))).toContain('new_event');
  });

  test('is an event when it becomes known what became of a suspension', () => {
    const renewal = { known_from: '2026-10-02', renewed: true };
    const [was, is] = [
      { ...today, suspension_decisions: [] },
      { ...today, suspension_decisions: [renewal] },
    ];
    expect(inputChanges(was, is, () => true)).toEqual([
      {
        kind: 'field',
        path: ['suspension_decisions'],
        value: [renewal],
        cause: 'new_event',
        what: 'suspension_decisions',
        day: today.as_of,
      },
    ]);
  });

  test('is what takes effect when an announced measure begins on its day, and a lapse when a suspension runs out on its day', () => {
    const announced = measure({ known_from: '2026-09-01', effective_from: '2026-10-02' });
    const takesEffect = attributed({ ...today, measures: [announced] }, { ...tomorrow, measures: [announced] });
    expect(takesEffect.by_cause.takes_effect).toBeGreaterThan(Math.abs(takesEffect.by_cause.time_passing));
    expect(takesEffect.by_cause.lapse).toBeUndefined();
    const truce = measure({ suspended_from: '2025-10-02', suspended_to: '2026-10-02' });
    const lapses = attributed({ ...today, measures: [truce] }, { ...tomorrow, measures: [truce] });
    expect(lapses.delta).toBeGreaterThan(10);
    expect(lapses.by_cause.lapse).toBeGreaterThan(0.99 * lapses.delta);
  });

  test('is newer data when a row that was public before comes in late', () => {
    const late = { ...ban, known_from: '2026-01-01' };
    const change = attributed(today, { ...tomorrow, measures: [licence, late] });
    expect(causesOf(change)).toContain('data_update');
    expect(causesOf(change)).not.toContain('new_event');
  });

  test('is a correction when a row is changed or taken out, or a value of the same vintage is another', () => {
    expect(causesOf(attributed(today, { ...today, measures: [{ ...licence, control_class: 'ban' }] }))).toEqual(['data_correction']);
    expect(causesOf(attributed(today, { ...today, measures: [] }))).toEqual(['data_correction']);
    const other = { ...today, cover: { default: 90 } };
    expect(causesOf(attributed(today, other, { sameVintage: true }))).toEqual(['data_correction']);
    expect(causesOf(attributed(today, other))).toEqual(['data_update']);
  });

  test('is coverage when an input becomes known or unknown', () => {
    expect(causesOf(attributed({ ...today, cover: { default: 90 } }, { ...today, cover: null }))).toEqual(['coverage']);
    expect(
      causesOf(
        attributed(
          { ...today, signals: { ...today.signals, senkaku: null } },
          { ...today, signals: { ...today.signals, senkaku: { x: 2, age_days: 0 } } },
        ),
      ),
    ).toEqual(['coverage']);
  });

  test('is the signal when one is observed, and when nobody looked and it fades', () => {
    const seen = (x: number, age_days: number) => ({ ...today.signals, senkaku: { x, age_days } });
    const observed = attributed({ ...today, signals: seen(0, 1) }, { ...tomorrow, signals: seen(2, 1) });
    expect(observed.by_cause.signal).toBeGreaterThan(0);
    expect(observed.by_cause.data_update).toBe(0);
    const faded = attributed({ ...today, signals: seen(2, 1) }, { ...tomorrow, signals: seen(1.9, 2) });
    expect(faded.by_cause.signal).toBeLessThan(0);
    // what time does to the licence is as much as where the signal stays as it was
    const older = attributed({ ...today, signals: seen(2, 1) }, { ...tomorrow, signals: seen(2, 2) });
    expect(causesOf(older)).toEqual(['time_passing']);
    expect(faded.by_cause.time_passing).toBeCloseTo(older.delta, 12);
  });

  test('is the method when only the method is another', () => {
    const change = attributed(today, today, { methodology: stricter });
    expect(causesOf(change)).toEqual(['methodology']);
    expect(change.by_cause.methodology).toBeCloseTo(scoreOf(today, stricter) - scoreOf(today), 12);
  });

  test('is the method also where the program of then said something else than today’s', () => {
    const points = pointsOf(today, goldenMethodology) ?? {};
    const before = { ...points, 'active_control:CHN': (points['active_control:CHN'] ?? 0) - 1 };
    const day = today.as_of;
    const change = scoreDifference({ day, points: before }, { day, points }, [], () => points);
    expect(change.by_cause.methodology).toBeCloseTo(1, 12);
  });

  test('is shared by two that need each other, to equal parts', () => {
    // A ban and a stock that both came: what they do together is halved, what each does alone is its own.
    const both = { ...today, measures: [], cover: { default: 30 } };
    const change = attributed(today, both);
    const alone = {
      lifted: scoreOf({ ...today, measures: [] }) - scoreOf(today),
      stock: scoreOf({ ...today, cover: { default: 30 } }) - scoreOf(today),
    };
    const together = change.delta - alone.lifted - alone.stock;
    expect(change.by_cause.data_correction).toBeCloseTo(alone.lifted + together / 2, 9);
    expect(change.by_cause.data_update).toBeCloseTo(alone.stock + together / 2, 9);
  });
});

const [MONDAY, TUESDAY, FRIDAY] = ['2026-09-28', '2026-09-29', '2026-10-02'] as const;
/** A toy whose score is a sum: what the news say, times what the method makes of it. */
const toy = (points: number) => ({ toy: points });

test('is shared by newer data and a new method that need each other', () => {
  const news: readonly News[] = [
    { cause: 'data_update', day: FRIDAY },
    { cause: 'methodology', day: FRIDAY },
  ];
  const has = (some: readonly News[], of: string): boolean => some.some(({ cause }) => cause === of);
  const scoreOn = (some: readonly News[]) => toy((has(some, 'methodology') ? 2 : 1) * (has(some, 'data_update') ? 15 : 10));
  const change = scoreDifference({ day: MONDAY, points: toy(10) }, { day: FRIDAY, points: toy(30) }, news, scoreOn);
  // data alone 15 - 10, data last 30 - 20; method alone 20 - 10, method last 30 - 15; the mean of each
  expect(change.by_cause).toMatchObject({ data_update: 7.5, methodology: 12.5, time_passing: 0 });
});

test('is what came first where one came before the other: an event has all its points, a later one only what is left', () => {
  const news: readonly News[] = [
    { cause: 'data_update', day: FRIDAY },
    { cause: 'new_event', day: TUESDAY },
  ];
  // Each alone lifts 10 to 40, both together no further; five points are lost by ageing.
  const scoreOn = (some: readonly News[], day: string) => toy(some.length === 0 ? (day === MONDAY ? 15 : 10) : 40);
  const change = scoreDifference({ day: MONDAY, points: toy(15) }, { day: FRIDAY, points: toy(40) }, news, scoreOn);
  expect(change.by_cause).toMatchObject({ time_passing: -5, new_event: 30, data_update: 0 });
});

test('sums to the difference of any two scores of any scorer, whatever came on which day', () => {
  const anyNews = fc.record({
    cause: fc.constantFrom('new_event', 'data_update', 'data_correction', 'coverage', 'signal', 'lapse', 'methodology'),
    day: fc.constantFrom(TUESDAY, '2026-09-30', FRIDAY),
    n: fc.nat(9),
  }) as fc.Arbitrary<News & { readonly n: number }>;
  fc.assert(
    fc.property(fc.array(anyNews, { maxLength: 7 }), fc.double({ min: 0, max: 50, noNaN: true }), (news, shownBefore) => {
      const scoreOn = (some: readonly (News & { readonly n: number })[], day: string) => {
        const sum = some.reduce((total, { n }) => (total * (n + 1)) % 97, day.length + (day === MONDAY ? 3 : 5));
        return sum % 11 === 0 ? null : { one: sum, other: 100 - sum / 2 };
      };
      const after = { one: 7, third: 20 };
      const { delta, by_cause, by_driver } = scoreDifference(
        { day: MONDAY, points: { one: shownBefore } },
        { day: FRIDAY, points: after },
        news,
        scoreOn,
      );
      expect(delta).toBeCloseTo(27 - shownBefore, 9);
      expect(sum(Object.values(by_cause))).toBeCloseTo(delta, 9);
      expect(sum(Object.values(by_driver))).toBeCloseTo(delta, 9);
    }),
  );
});

describe('a part that can not be scored', () => {
  const news: readonly News[] = [{ cause: 'data_update', day: FRIDAY }];
  /** Scores of the earlier facts on the earlier and on the later day, `null` where there is none. */
  const change = (then: number | null, later: number | null, before: number, after: number): Attribution =>
    scoreDifference({ day: MONDAY, points: toy(before) }, { day: FRIDAY, points: toy(after) }, news, (_, day) => {
      const points = day === MONDAY ? then : later;
      return points === null ? null : toy(points);
    });

  test('is taken as published where today’s program has no score of the earlier inputs: nothing is put to the method', () => {
    expect(change(null, 12, 10, 15).by_cause).toMatchObject({ methodology: 0, time_passing: 2, data_update: 3 });
  });

  test('is no step of time where the earlier inputs have no score on the later day', () => {
    expect(change(11, null, 10, 15).by_cause).toMatchObject({ methodology: 1, time_passing: 0, data_update: 4 });
  });
});

test('a driver that only one of the two scores has counts with all its points', () => {
  const [before, after] = [
    { gone: 4, stays: 1 },
    { comes: 7, stays: 3 },
  ];
  const change = scoreDifference({ day: MONDAY, points: before }, { day: FRIDAY, points: after }, [], () => before);
  expect(change.delta).toBe(5);
  expect(change.by_driver).toEqual({ comes: 7, gone: -4, stays: 2 });
  expect(change.by_cause_and_driver.time_passing).toEqual({ comes: 7, gone: -4, stays: 2 });
});
