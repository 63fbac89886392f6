import { describe, expect, it } from 'vitest';
import { jeffreysPosterior, meanRate, pooledPosterior, probabilityWithin } from '#domain/back-test/base-rate.ts';
import { durationsKnown, fitLognormal, type ObservedDuration } from '#domain/back-test/durations.ts';
import { type RefitFacts, refitted, refitValues } from '#domain/back-test/refit.ts';
import { BACK_TEST_SETTINGS } from '#domain/back-test/settings.ts';
import { baseRateFigures } from '#domain/back-test/signal-back-test.ts';
import { measuresFrom } from '#domain/facts/policy-measures.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { anEpisode } from '#test/builders/back-test-world.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aMapping, aPolicy, referenceDataWith } from '#test/builders/reference-data.ts';

const { episodes } = bundledReferenceData;
const compiled = dayNumber('2026-11-25');
const ended = (days: number): ObservedDuration => ({ days, censored: false });

describe('a lognormal fit', () => {
  it('has the median and spread of the logarithms when every end was seen', () => {
    const fit = fitLognormal([ended(10), ended(100), ended(1000)]);
    expect(fit?.median).toBeCloseTo(100, 6);
    expect(fit?.sigma).toBeCloseTo(Math.log(10) * Math.sqrt(2 / 3), 9);
  });

  it('is longer when one of them goes on', () => {
    const all = [ended(10), ended(100), ended(1000)];
    const censored = fitLognormal([...all, { days: 1000, censored: true }]);
    const seen = fitLognormal([...all, ended(1000)]);
    expect(censored?.median).toBeGreaterThan(seen?.median ?? Number.POSITIVE_INFINITY);
  });

  it('is not made from fewer than three ends, nor where there is no spread', () => {
    expect(fitLognormal([ended(10), ended(100), { days: 5, censored: true }])).toBeNull();
    expect(fitLognormal([ended(10), ended(10), ended(10)])).toBeNull();
  });

  const published: readonly (readonly [
    what: string,
    types: readonly string[],
    median: number,
    sigma: number,
    n: number,
    censored: number,
  ])[] = [
    ['licences', ['licence', 'licence_by_buyer'], 229, 1.36, 10, 4],
    ['licences and bans', ['licence', 'licence_by_buyer', 'coercion_embargo'], 232, 1.3, 13, 5],
    ['bans and quotas of an origin', ['origin_ban_quota'], 1458, 0.6, 5, 2],
    ['outages of plants', ['facility'], 49, 0.65, 7, 0],
  ];
  it.each(published)('gives the published figures for %s', (_, types, median, sigma, n, censored) => {
    const fit = fitLognormal(durationsKnown(episodes, types, compiled));
    expect(fit).toMatchObject({ n, censored });
    expect(Math.round(fit?.median ?? 0)).toBe(median);
    expect(fit?.sigma).toBeCloseTo(sigma, 2);
  });
});

describe('the durations of a day', () => {
  const episode = anEpisode('E1', { start: '2025-01-01', end: '2025-04-11', duration_days: 100, known_from: '2025-05-31' });
  const on = (date: string) => durationsKnown([episode], ['licence'], dayNumber(date));

  it('hold no episode before it began, one that goes on while it does, and its length once the end is known', () => {
    expect(on('2025-01-01')).toEqual([]);
    expect(on('2025-02-01')).toEqual([{ days: 31, censored: true }]);
    expect(on('2025-05-01')).toEqual([{ days: 120, censored: true }]);
    expect(on('2025-05-31')).toEqual([{ days: 100, censored: false }]);
  });

  it('leave out parts of a wider row, other hazards, and episodes whose end nobody followed', () => {
    const others = [
      anEpisode('A', { in_fit: false }),
      anEpisode('B', { hazard_type: 'strike' }),
      anEpisode('C', { end: null, duration_days: null }),
    ];
    expect(durationsKnown(others, ['licence'], compiled)).toEqual([]);
  });
});

describe('a base rate', () => {
  it('of 12 events in 3.636 years is 3.44 a year, .244 in 30 days and .559 in 90', () => {
    const { announcements, clock_start, last_day } = BACK_TEST_SETTINGS.exploratory;
    const figures = baseRateFigures(announcements, clock_start, last_day, 365.25);
    expect([figures.events, Number(figures.years.toFixed(3)), Number(figures.mean_per_year.toFixed(2))]).toEqual([12, 3.636, 3.44]);
    expect([figures.p_30.toFixed(3), figures.p_90.toFixed(3)]).toEqual(['0.244', '0.559']);
  });

  it('of one pair lies between the pooled mean and its own record', () => {
    const posterior = pooledPosterior(0.3, 3, 2, 2);
    expect(posterior).toEqual({ shape: 2.9, years: 5 });
    expect(meanRate(posterior)).toBeCloseTo(0.58, 12);
  });

  it('grows with a tilt as the rate does', () => {
    const posterior = jeffreysPosterior(12, 3.636);
    expect(probabilityWithin(posterior, 30, 3)).toBeCloseTo(probabilityWithin(posterior, 90), 12);
    expect(() => jeffreysPosterior(1, 0)).toThrow(RangeError);
  });
});

const shippedFacts: RefitFacts = {
  clock_start: '2010-01-01',
  prior_days: [[dayNumber('2025-04-04')], []],
  episodes,
  ...measuresFrom(bundledReferenceData),
};

describe('the parameters that were fitted on the events', () => {
  const on = (date: string, facts: RefitFacts = shippedFacts) => refitValues(facts, goldenMethodology, dayNumber(date));

  it('are fitted on what was known: a mean of half an event until the first, an even chance until the first package', () => {
    expect(on('2020-01-01')).toMatchObject({ licence_median: null, sigma: null, p_announced: 0.5, licence_pi: 0.5 });
    expect(on('2020-01-01').prior_mean).toBeCloseTo(0.5 / (2 * (dayNumber('2020-01-01') - dayNumber('2010-01-01'))) / (1 / 365.25), 12);
    expect(on('2026-01-01').prior_mean).toBeCloseTo(1.5 / (2 * (dayNumber('2026-01-01') - dayNumber('2010-01-01'))) / (1 / 365.25), 12);
  });

  it('end where the published ones stand: 229 days and 1.30 for licences, 5 notices of which 4.5 bound', () => {
    const values = on('2026-11-25');
    expect(values.licence_median).toBeCloseTo(229.3, 1);
    expect(values.sigma).toBeCloseTo(1.3, 2);
    expect(values.licence_pi).toBeCloseTo(5 / 6, 12);
  });

  it('count a package that was announced with a later date when the date has come', () => {
    const data = referenceDataWith({
      policy: [
        aPolicy('A', { known_from: '2023-07-03', effective_from: '2023-08-01' }),
        aPolicy('B', { known_from: '2025-10-09', effective_from: '2025-11-08', suspended_from: '2025-11-07', suspended_to: '2026-11-10' }),
        aPolicy('C', {
          known_from: '2025-10-09',
          effective_from: '2025-11-08',
          mapping: { ...aMapping('licence', 'Ga'), origins: ['COD'] },
        }),
      ],
    });
    const facts = { ...shippedFacts, ...measuresFrom(data) };
    expect(['2023-07-15', '2023-08-01', '2025-11-08'].map((date) => on(date, facts).p_announced)).toEqual([0.5, 0.75, 0.5]);
  });

  it('leave aside measures without a day to take effect on, and notices of which it is unknown whether they bound', () => {
    const data = referenceDataWith({
      policy: [
        aPolicy('A', { known_from: '2024-02-06', effective_from: '2024-12' }),
        aPolicy('B', { known_from: '2024-02-06', effective_from: null }),
      ],
    });
    const facts = {
      ...shippedFacts,
      ...measuresFrom(data),
      episodes: [anEpisode('E1', { binding: 'unknown', measures: ['A'] }), anEpisode('E2', { binding: 'no', measures: ['B'] })],
    };
    expect(on('2026-10-01', facts)).toMatchObject({ p_announced: 0.5, licence_pi: 0.25 });
  });

  it('do not change on earlier days when a later event is planted', () => {
    const planted = [
      ...episodes,
      anEpisode('E99', { start: '2024-01-01', end: '2024-12-31', duration_days: 365, known_from: '2026-01-31' }),
    ];
    expect(on('2023-12-31', { ...shippedFacts, episodes: planted })).toEqual(on('2023-12-31'));
    expect(on('2026-02-01', { ...shippedFacts, episodes: planted })).not.toEqual(on('2026-02-01'));
  });

  it('go into the methodology; the expert ones beside them stay', () => {
    const values = {
      prior_mean: 0.1,
      licence_median: 200,
      ban_median: null,
      quota_median: 900,
      sigma: null,
      p_announced: 0.6,
      licence_pi: 0.7,
    };
    const { parameters: before } = goldenMethodology;
    const { parameters } = refitted(goldenMethodology, values, '2010-01-01');
    expect(parameters.new_control_prior).toEqual({ alpha: 0.1 * before.new_control_prior.beta, beta: before.new_control_prior.beta });
    expect(parameters.control_class.licence).toEqual({ ...before.control_class.licence, median: 200, pi: 0.7 });
    expect(parameters.control_class.ban).toEqual(before.control_class.ban);
    expect(parameters.control_class.export_quota?.median).toBe(900);
    expect(parameters.new_control_effect).toEqual({ ...before.new_control_effect, median: 200 });
    expect([parameters.control_sigma, parameters.p_announced, parameters.new_control_clock_start]).toEqual([
      before.control_sigma,
      0.6,
      '2010-01-01',
    ]);
    expect(parameters.transit_rate).toBe(before.transit_rate);
  });

  it('leave out a class that the methodology does not have, and take sigma and the median of bans when there are some', () => {
    const { ban: _, ...classes } = goldenMethodology.parameters.control_class;
    const without = { ...goldenMethodology, parameters: { ...goldenMethodology.parameters, control_class: classes } };
    const values = {
      prior_mean: 0.1,
      licence_median: null,
      ban_median: 150,
      quota_median: null,
      sigma: 1.1,
      p_announced: 0.6,
      licence_pi: 0.7,
    };
    expect(Object.keys(refitted(without, values, '2010-01-01').parameters.control_class)).toEqual(Object.keys(classes));
    const { parameters } = refitted(goldenMethodology, values, '2010-01-01');
    expect([parameters.control_class.ban?.median, parameters.control_sigma, parameters.new_control_effect.sigma]).toEqual([150, 1.1, 1.1]);
    expect(parameters.new_control_effect.median).toBe(goldenMethodology.parameters.new_control_effect.median);
  });
});
