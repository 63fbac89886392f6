import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { followedUntil, readingRowsOnPair, readingsOf } from '#domain/outcomes/readings-on-pair.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { aControlOutcome, anEpisode, smallHistory } from '#test/builders/recorded-history.ts';
import { aPolicy } from '#test/builders/reference-data.ts';

const rules = JUDGING_RULES[0];
/**
 * China holds 0.9 of the dysprosium, and all of the gallium. A licence on dysprosium from 4 April 2025; cover
 * of Japan 62 days.
 */
const indexOf = (over: Partial<ReferenceData> = {}) =>
  indexFacts(smallHistory({ policy: [aPolicy('CN-X')], episodes: [], ...over }), METHODOLOGY.document);
const spell = (id: string, over: Parameters<typeof anEpisode>[1] = {}) =>
  anEpisode(id, { severity_mean: 1, measures: ['CN-X'], known_from: '2025-07-31', ...over });

describe('readings of trade', () => {
  const readings = (
    episodes: ReferenceData['episodes'],
    control_outcomes?: ReferenceData['control_outcomes'],
    buyer = 'JPN',
  ) =>
    readingsOf(
      readingRowsOnPair(
        indexOf({ episodes, ...(control_outcomes === undefined ? {} : { control_outcomes }) }),
        { element: 'Dy', buyer },
        rules,
      ),
    );

  it('use up the cover after 62 days / (loss x share of the origin)', () => {
    const [reading] = readings([spell('E', { severity_mean: 0.8 })]);
    expect(reading?.outlastsOn).toBeCloseTo(dayNumber('2025-04-04') + 62 / (0.8 * 0.9), 9);
    expect(readings([spell('E', { severity_mean: null, severity_trough: 0.5 })])[0]?.outlastsOn).toBeCloseTo(
      dayNumber('2025-04-04') + 62 / (0.5 * 0.9),
      9,
    );
  });

  it('never use it up where the origins have no share, and nobody knows without a loss', () => {
    expect(readings([spell('E', { origins: ['PHL'] })])[0]?.outlastsOn).toBe(Number.POSITIVE_INFINITY);
    expect(readings([spell('E', { severity_mean: null })])[0]?.outlastsOn).toBeNull();
    expect(readings([spell('E', { stages: ['magnet'] })])[0]?.outlastsOn).toBe(Number.POSITIVE_INFINITY);
  });

  it('are below, not below, or unknown, and of a group also of its members', () => {
    const below = (binding: 'yes' | 'partly' | 'no' | 'unknown') =>
      readings([spell('E', { binding })])[0]?.below;
    expect([below('yes'), below('partly'), below('no'), below('unknown')]).toEqual([true, true, false, null]);
    expect(readings([spell('E', { elements: ['REE'] })])).toHaveLength(1);
    expect(readings([spell('E', { elements: ['ALL'] })])).toEqual([]);
    expect(readings([spell('E', { buyers: ['USA'] })])).toEqual([]);
  });

  it('of a spell without an end were seen on its first day only', () => {
    const [reading] = readings([spell('E', { end: null, censored: null })]);
    expect([reading?.from === reading?.to, reading?.open]).toEqual([true, true]);
  });

  it('of the whole flow give way to those of the buyer under the same measure', () => {
    const ids = (found: ReturnType<typeof readings>) => found.map(({ id }) => id);
    const own = spell('OWN', { buyers: ['JPN'], start: '2025-05-01' });
    expect(ids(readings([spell('ALL'), own]))).toEqual(['OWN']);
    expect(ids(readings([spell('ALL'), own], undefined, 'USA'))).toEqual(['ALL']);
    expect(ids(readings([spell('ALL'), { ...own, measures: ['OTHER'] }]))).toEqual(['ALL', 'OWN']);
    expect(ids(readings([spell('ALL')], [aControlOutcome('O', { buyer: 'JPN' })]))).toEqual(['O']);
    expect(ids(readings([spell('ALL')], [aControlOutcome('O', { elements: ['Ga'] })]))).toEqual(['ALL']);
  });

  it('of the whole flow end for a buyer on the day on which it is seen to lose nothing', () => {
    const lossless = spell('OWN', {
      buyers: ['JPN'],
      start: '2025-05-01',
      binding: 'no',
      measures: ['OTHER'],
    });
    const [whole] = readings([spell('ALL'), lossless]);
    expect([whole?.id, isoDate(whole?.to ?? 0), whole?.open]).toEqual(['ALL', '2025-05-01', false]);
    const [kept] = readings([spell('ALL'), { ...lossless, start: '2025-08-01', end: '2025-09-01' }]);
    expect(isoDate(kept?.to ?? 0)).toBe('2025-06-30');
  });

  it('stand in order of their first day and id, and were followed to the last of them that knows something', () => {
    const found = readings(
      [
        spell('A'),
        spell('D'),
        spell('B'),
        spell('Z', { start: '2026-01-01', end: '2026-02-01', binding: 'unknown', measures: [] }),
      ],
      [aControlOutcome('O')],
    );
    expect(found.map(({ id }) => id)).toEqual(['A', 'B', 'D', 'O', 'Z']);
    expect(isoDate(followedUntil(found) ?? 0)).toBe('2025-10-01');
    expect(followedUntil([])).toBeNull();
  });
});
