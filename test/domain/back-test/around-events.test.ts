import { describe, expect, test } from 'vitest';
import { aroundEvents } from '#domain/back-test/around-events.ts';
import { backTestHistory } from '#domain/back-test/history.ts';
import { readersOf } from '#domain/back-test/pair-back-test.ts';
import { scoreOn } from '#domain/back-test/score-forecasts.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { smallHistory, smallSettings } from '#test/builders/back-test-world.ts';
import { aMapping, aPolicy } from '#test/builders/reference-data.ts';

const document = bundledMethodologies.get('1.0.0')?.document;
if (document === undefined) throw new Error('methodology 1.0.0 ships');

const EVENT = dayNumber('2025-04-04');
const TO_THE_END = dayNumber('2026-01-01') - EVENT;

/** A world of one licence on dysprosium, of the shown day, unless other measures are given. */
function shown(settings = smallSettings, policy = [aPolicy('CN-2025-18')]) {
  const history = backTestHistory(smallHistory({ policy }), document as NonNullable<typeof document>, settings);
  const readers = readersOf(history, document as NonNullable<typeof document>);
  const scoreAt = (from: number) => scoreOn(EVENT + from, { element: 'Dy', buyer: 'JPN' }, readers.published, 365);
  return { ...aroundEvents(history, readers), scoreAt, readers };
}

const twoDigits = (value: number): number => Math.round(value * 100) / 100;

describe('the score around a control', () => {
  test('is that of the day, from a year before to half a year after, and null after the facts end', () => {
    const { around_events, scoreAt, readers } = shown({ ...smallSettings, last_day: '2025-07-03' });
    expect(around_events).toHaveLength(1);
    const [row] = around_events;
    // 3 July is the ninetieth day: the last one that was followed.
    const followed = [-365, -90, -30, -1, 0, 1, 30, 90].map((from) => [String(from), twoDigits(scoreAt(from).score)]);
    expect(row?.score).toEqual({ ...Object.fromEntries(followed), 180: null });
    expect(row).toMatchObject({ event: '2025-04-04', element: 'Dy', buyer: 'JPN', moved_after_days: 0 });
    expect(row?.refit_on_the_eve).toBe(twoDigits(scoreOn(EVENT - 1, { element: 'Dy', buyer: 'JPN' }, readers.refit, 365).score));
  });

  test('has its highest value, and its day, among the days followed after it, the first of equals', () => {
    const { around_events, scoreAt } = shown();
    const after = Array.from({ length: TO_THE_END + 1 }, (_, from) => scoreAt(from).score);
    const peak = Math.max(...after);
    expect(around_events[0]).toMatchObject({ peak_after: twoDigits(peak), peak_day: after.indexOf(peak) });
    // The licence of the day is in force from then on, and its hazard never falls to that of the eve.
    expect(peak).toBeGreaterThan(scoreAt(-1).score + 5);
  });

  test('has moved on the first day that differs from the eve by the points asked, and never when it does not', () => {
    const { around_events, scoreAt } = shown();
    const jump = Math.abs(scoreAt(0).score - scoreAt(-1).score);
    expect(around_events[0]?.moved_after_days).toBe(0);
    expect(shown({ ...smallSettings, moved_points: jump }).around_events[0]?.moved_after_days).toBe(0);
    expect(shown({ ...smallSettings, moved_points: 101 }).around_events[0]?.moved_after_days).toBeNull();
  });

  test('is shown for the shown buyers, of the pairs that the controls of that day hit', () => {
    const onlyUsa = aPolicy('CN-2025-19', { mapping: { ...aMapping('ban', 'Ga'), targets: ['USA'] } });
    const pairs = (buyers: readonly string[]) =>
      shown({ ...smallSettings, shown_buyers: buyers }, [aPolicy('CN-2025-18'), onlyUsa]).around_events.map(
        ({ element, buyer }) => `${element} ${buyer}`,
      );
    expect(pairs(['JPN'])).toEqual(['Dy JPN']);
    expect(pairs(['JPN', 'USA']).toSorted()).toEqual(['Dy JPN', 'Dy USA', 'Ga USA']);
    expect(shown({ ...smallSettings, shown_events: ['2025-04-05'] }).around_events).toEqual([]);
  });
});

describe('the curve around a control', () => {
  test('is the mean over the pairs hit, week by week for a year on both sides, null after the facts end', () => {
    const { event_curves, readers } = shown({ ...smallSettings, shown_buyers: ['JPN', 'USA'] });
    const [curve] = event_curves;
    expect(curve).toMatchObject({ event: '2025-04-04', measures: ['CN-2025-18'], pairs: 2 });
    expect([curve?.days.length, curve?.days[0], curve?.days[1], curve?.days.at(-1)]).toEqual([105, -365, -358, 363]);
    for (const [i, from] of (curve?.days ?? []).entries()) {
      const scores = ['JPN', 'USA'].map((buyer) => scoreOn(EVENT + from, { element: 'Dy', buyer }, readers.published, 365));
      const mean = (of: readonly number[]) => (from > TO_THE_END ? null : twoDigits(((of[0] as number) + (of[1] as number)) / 2));
      expect(curve?.score[i]).toBe(mean(scores.map(({ score }) => score)));
      expect(curve?.score_without_signals[i]).toBe(mean(scores.map(({ withoutSignals }) => withoutSignals)));
    }
    expect(curve?.score.filter((score) => score === null)).toHaveLength((curve?.days ?? []).filter((from) => from > TO_THE_END).length);
  });

  test('names the measures that became known on the day and count for the score, in the order of ids', () => {
    const policy = [
      aPolicy('CN-2025-18'),
      aPolicy('CN-2025-02'),
      aPolicy('CN-2025-03', { mapping: null }),
      aPolicy('CN-2025-04', { known_from: '2025-04-05' }),
    ];
    expect(shown(smallSettings, policy).event_curves[0]?.measures).toEqual(['CN-2025-02', 'CN-2025-18']);
  });

  test('of a day that hit nobody has no value', () => {
    const [curve] = shown({ ...smallSettings, shown_events: ['2025-04-05'] }).event_curves;
    expect([curve?.pairs, new Set(curve?.score)]).toEqual([0, new Set([null])]);
  });
});
