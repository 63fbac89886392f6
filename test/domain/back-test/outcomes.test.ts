import { describe, expect, it } from 'vitest';
import { announcementDays, controlDays, countUntil, disruptionDays, happensWithin, outlastingDays } from '#domain/back-test/outcomes.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { type Pair, pairsWithMarket } from '#domain/outcomes/pairs.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { EpisodeRow } from '#domain/vocabulary/reference-data.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { anEpisode } from '#test/builders/back-test-world.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aMapping, anElement, aPolicy, aShare, referenceDataWith } from '#test/builders/reference-data.ts';

const methodology = goldenMethodology;
const [since, until] = [dayNumber('2010-01-01'), dayNumber('2026-10-01')];
const dates = (days: readonly number[] | undefined) => (days ?? []).map(isoDate);
const dy: Pair = { element: 'Dy', buyer: 'JPN' };

const world = (...policy: readonly ReturnType<typeof aPolicy>[]) =>
  indexReferenceData(
    referenceDataWith({
      elements: [anElement('Dy'), anElement('Er'), anElement('Pm')],
      shares: [
        aShare('Dy', 'separation', 'CHN', 0.9),
        aShare('Dy', 'separation', 'MYS', 0.05),
        aShare('Dy', 'separation', 'JPN', 0.05),
        aShare('Er', 'separation', 'CHN', 1),
      ],
      policy,
    }),
    methodology,
  );

const controlsOf = (pair: Pair, ...policy: readonly ReturnType<typeof aPolicy>[]) =>
  dates(controlDays([pair], world(...policy), since, until)[0]);

describe('the pairs that are judged', () => {
  it('are the elements with a market, each with every buyer, in byte order', () => {
    expect(pairsWithMarket(world(), ['USA', 'JPN']).map(({ element, buyer }) => `${element} ${buyer}`)).toEqual([
      'Dy JPN',
      'Dy USA',
      'Er JPN',
      'Er USA',
    ]);
  });
});

describe('a control hits a pair', () => {
  it('on the day it became known, not the one it took effect on', () => {
    expect(controlsOf(dy, aPolicy('A', { known_from: '2025-04-04', effective_from: '2025-06-01' }))).toEqual(['2025-04-04']);
  });

  it('once, when two become known on one day, and on the last day of a month that is all that is known', () => {
    expect(controlsOf(dy, aPolicy('A'), aPolicy('B'), aPolicy('C', { known_from: '2025-12' }))).toEqual(['2025-04-04', '2025-12-31']);
  });

  it('only if it is on the element, on the buyer, and of a class that counts', () => {
    const onJapan = { ...aMapping('ban', 'Dy'), targets: ['JPN'] };
    expect(controlsOf({ element: 'Er', buyer: 'JPN' }, aPolicy('A'))).toEqual([]);
    expect(controlsOf({ element: 'Dy', buyer: 'USA' }, aPolicy('A', { mapping: onJapan }))).toEqual([]);
    expect(controlsOf(dy, aPolicy('A', { mapping: onJapan }))).toEqual(['2025-04-04']);
    expect(controlsOf(dy, aPolicy('A', { mapping: aMapping('entity_list', 'Dy') }))).toEqual([]);
    expect(controlsOf(dy, aPolicy('A', { mapping: null }))).toEqual([]);
  });

  it('only from an origin with the share at which the tier of the method begins', () => {
    const from = (origin: string) => aPolicy('A', { mapping: { ...aMapping('ban', 'Dy'), origins: [origin] } });
    expect(controlsOf(dy, from('MYS'))).toEqual([]);
    expect(controlsOf(dy, from('CHN'))).toEqual(['2025-04-04']);
  });

  it('through a ban on dual-use goods only where a licence was in force on the day it became known', () => {
    const ban = aPolicy('B', { known_from: '2026-01-06', effective_from: '2026-01-06', mapping: aMapping('end_use_broad', '@dual_use') });
    expect(controlsOf(dy, aPolicy('A'), ban)).toEqual(['2025-04-04', '2026-01-06']);
    expect(controlsOf(dy, ban, aPolicy('L', { known_from: '2026-02-01', effective_from: '2026-02-01' }))).toEqual(['2026-02-01']);
  });
});

describe('the shipped controls', () => {
  const index = indexReferenceData(bundledReferenceData, methodology);
  const pairs = pairsWithMarket(index, ['EUU', 'JPN', 'KOR', 'TWN', 'USA']);

  it('are the 170 hits in 562 years that the published prior of new controls was fitted on', () => {
    const high = pairs.filter(({ element }) =>
      index.stagesOf(element).some((stage) => index.shares(element, stage).some((row) => row.country === 'CHN' && row.share >= 0.5)),
    );
    const hits = controlDays(high, index, dayNumber('2023-01-01'), until, 'CHN').flat().length;
    const years = (high.length * (until - dayNumber('2023-01-01'))) / 365.25;
    expect([high.length, hits, Math.round(years)]).toEqual([150, 170, 562]);
    expect(hits / years).toBeCloseTo(0.302, 3);
  });

  it('hold the twelve announcements of the exploratory test among the Chinese ones', () => {
    const announced = dates(announcementDays(index, 'CHN', since, until));
    expect(announced).toEqual(expect.arrayContaining(['2023-07-03', '2023-12-21', '2024-08-15', '2025-10-09', '2026-01-06', '2026-06-29']));
    expect(announced.filter((day) => day >= '2023')).toHaveLength(15);
  });
});

describe('a disruption hits a pair', () => {
  const daysOf = (pair: Pair, ...episodes: readonly ReturnType<typeof anEpisode>[]) =>
    dates(disruptionDays([pair], episodes, methodology, since, until)[0]);

  it('when it bound, at least in part, by element or group and by buyer', () => {
    expect(daysOf(dy, anEpisode('E1', { start: '2024-10-19', elements: ['HREE'] }))).toEqual(['2024-10-19']);
    expect(daysOf(dy, anEpisode('E1', { binding: 'partly', buyers: ['JPN'] }))).toEqual(['2025-04-04']);
    expect(daysOf(dy, anEpisode('E1', { buyers: ['USA'] }))).toEqual([]);
    expect(daysOf(dy, anEpisode('E1', { elements: ['Ga'] }))).toEqual([]);
    expect(daysOf(dy, anEpisode('E1', { elements: ['ALL'] }))).toEqual([]);
  });

  it('not when it did not bind, or when that is unknown', () => {
    expect(daysOf(dy, anEpisode('E1', { binding: 'no' }), anEpisode('E2', { binding: 'unknown' }))).toEqual([]);
  });

  it('once, when a row repeats a wider one for a buyer', () => {
    const part = { hazard_type: 'licence_by_buyer', start: '2025-06-01', buyers: ['JPN'] };
    expect(daysOf(dy, anEpisode('E1'), anEpisode('E2', { ...part, in_fit: false }))).toEqual(['2025-04-04']);
    expect(daysOf(dy, anEpisode('E1', { ...part, in_fit: true }))).toEqual(['2025-06-01']);
  });
});

describe('a disruption outlasts the cover', () => {
  // Dysprosium comes to 0.9 from China; the median cover of Japan is 62 days. A total loss lasts longer from 69 days on (62 / 0.9 = 68.9).
  const outlasts = (over: Partial<EpisodeRow>) => {
    const index = indexReferenceData({ ...world().data, episodes: [anEpisode('E1', { severity_mean: 1, ...over })] }, methodology);
    return (outlastingDays([dy], index, since, until)[0] ?? []).length === 1;
  };

  it('when it is longer than the cover divided by the part of supply that is lost', () => {
    expect([68, 69].map((duration_days) => outlasts({ duration_days }))).toEqual([false, true]);
    expect([137, 138].map((duration_days) => outlasts({ duration_days, severity_mean: 0.5 }))).toEqual([false, true]);
  });

  it('by its deepest month where the mean is not known, and not at all where neither is, or its length', () => {
    expect(outlasts({ duration_days: 69, severity_mean: null, severity_trough: 1 })).toBe(true);
    expect(outlasts({ duration_days: 69, severity_mean: null })).toBe(false);
    expect(outlasts({ duration_days: null })).toBe(false);
  });

  it('only if it bound, and at a stage where its origin supplies', () => {
    expect(outlasts({ duration_days: 300, binding: 'no' })).toBe(false);
    expect(outlasts({ duration_days: 300, origins: ['MMR'] })).toBe(false);
    expect(outlasts({ duration_days: 300, stages: ['mine'] })).toBe(false);
  });
});

describe('a window', () => {
  it('begins the day after the origin and holds its last day', () => {
    expect([0, 1, 30, 31].map((after) => happensWithin([100 + after], 100, 30))).toEqual([false, true, true, false]);
  });

  it('is judged apart from what was known on the origin', () => {
    expect([99, 100, 101].map((day) => countUntil([100], day))).toEqual([0, 1, 1]);
  });
});
