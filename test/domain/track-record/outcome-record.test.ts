import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { controlsOnPair } from '#domain/outcomes/controls-on-pair.ts';
import { readingRowsOnPair } from '#domain/outcomes/readings-on-pair.ts';
import { headAfter, isEligible, linkBehind } from '#domain/track-record/chain.ts';
import { forecastOf, forecastSheet } from '#domain/track-record/forecast-sheet.ts';
import { controlOf, outcomeRecord, readingRowOf } from '#domain/track-record/outcome-record.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { aControlEvent, aControlOutcome, anEpisode, smallHistory } from '#test/builders/recorded-history.ts';
import { aPolicy } from '#test/builders/reference-data.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const rules = JUDGING_RULES[0];
const TODAY = '2026-11-01';
const indexOf = (over: Partial<ReferenceData> = {}) => indexFacts(smallHistory(over), METHODOLOGY.document);
const recordOf = (over: Partial<ReferenceData> = {}) =>
  outcomeRecord(indexOf(over), TODAY, ['JPN', 'USA'], rules);
const dyForJapan = (over: Partial<ReferenceData> = {}) =>
  recordOf(over).pairs.find(({ element, buyer }) => element === 'Dy' && buyer === 'JPN');

describe('the record of outcomes', () => {
  it('has every element with a market and every buyer, and says by which rules', () => {
    const { pairs, rules_version } = recordOf();
    expect(rules_version).toBe('1.0.0');
    expect(pairs.map(({ element, buyer }) => `${element} ${buyer}`)).toEqual([
      'Dy JPN',
      'Dy USA',
      'Ga JPN',
      'Ga USA',
    ]);
    expect(pairs[2]).toEqual({ element: 'Ga', buyer: 'JPN', controls: [], readings: [] });
  });

  it('says when each source was last read', () => {
    const source = {
      title: 't',
      publisher: 'p',
      url: null,
      licence: 'l',
      redistribution: 'r',
      cadence: 'c',
      tables: [],
      newest_date: null,
    };
    expect(
      recordOf({ sources: [{ ...source, id: 'policy-register', read_on: '2026-10-15' }] }).read_on,
    ).toEqual({
      'policy-register': '2026-10-15',
    });
  });

  it('has controls with their times in force, and those of the worldwide table without', () => {
    const policy = [
      aPolicy('A', { effective_to: '2025-12-31' }),
      aPolicy('B', {
        effective_from: '2025-12-01',
        suspended_from: '2025-11-07',
        suspended_to: '2026-11-10',
      }),
    ];
    const event = {
      ...aControlEvent('CN-EVENT'),
      origin: 'CHN',
      elements: ['Dy'],
      stages: ['separation' as const],
    };
    expect(dyForJapan({ policy, control_events: [event] })?.controls).toEqual([
      { id: 'CN-EVENT', origin: 'CHN', known_from: '2024-03-01', annulled_on: null, in_force: [] },
      {
        id: 'A',
        origin: 'CHN',
        known_from: '2025-04-04',
        annulled_on: null,
        in_force: [{ from: '2025-04-04', to: '2025-12-31' }],
      },
      {
        id: 'B',
        origin: 'CHN',
        known_from: '2025-04-04',
        annulled_on: '2025-11-07',
        in_force: [{ from: '2027-01-10', to: null }],
      },
    ]);
  });

  it('has spells and looks, with the whole days after which the cover is used up', () => {
    const episodes = [
      anEpisode('E', { severity_mean: 0.5, measures: ['A'] }),
      anEpisode('N', { severity_mean: 0.5, stages: ['mine'], buyers: ['JPN'] }),
      anEpisode('U', { end: null, censored: null, binding: 'unknown' }),
    ];
    const record = dyForJapan({ episodes, control_outcomes: [aControlOutcome('O', { below: true })] });
    const shared = {
      known_from: '2025-12-31',
      from: '2025-04-04',
      to: '2025-06-30',
      is_open: false,
      below: true,
    };
    expect(record?.readings.slice(0, 3)).toEqual([
      // 62 / (0.5 x 0.9) is 137.8.
      {
        ...shared,
        id: 'E',
        kind: 'spell',
        of_buyer: false,
        outlasts_after_days: 138,
        measures: ['A'],
        origins: ['CHN'],
      },
      {
        ...shared,
        id: 'N',
        kind: 'spell',
        of_buyer: true,
        outlasts_after_days: 'never',
        measures: [],
        origins: ['CHN'],
      },
      {
        ...{
          ...shared,
          id: 'U',
          kind: 'spell',
          of_buyer: false,
          to: '2025-04-04',
          is_open: true,
          below: null,
        },
        ...{ outlasts_after_days: null, measures: [], origins: ['CHN'] },
      },
    ]);
    expect(record?.readings[3]).toMatchObject({
      id: 'O',
      kind: 'look',
      below: true,
      is_open: true,
      outlasts_after_days: null,
      origins: [],
    });
  });

  it('is read back as it was written, but for parts of days', () => {
    const index = indexOf({ control_outcomes: [aControlOutcome('O')] });
    const pair = { element: 'Dy', buyer: 'JPN' };
    const [written] = outcomeRecord(index, TODAY, ['JPN'], rules).pairs;
    expect(written?.controls.map(controlOf)).toEqual(controlsOnPair(index, pair, rules));
    const wholeDays = readingRowsOnPair(index, pair, rules).map(({ reading, ofBuyer }) => ({
      ofBuyer,
      reading: { ...reading, outlastsOn: reading.outlastsOn === null ? null : Math.ceil(reading.outlastsOn) },
    }));
    expect(written?.readings.map(readingRowOf)).toEqual(wholeDays);
  });
});

describe('links and sheets', () => {
  const run = (as_of: string, published_at = `${as_of}T18:00:00Z`, known_at = as_of) => ({
    ...{
      run_id: `r${as_of}`,
      as_of,
      known_at,
      published_at,
      horizon_days: 365,
      inputs_sha256: 'c',
      rules_sha256: 'e',
    },
    ...{
      methodology: { version: '1.0.0', sha256: 'm' },
      parts: [{ subject_type: 'element' as const, buyer: 'JPN', part: 0, forecasts: 3, sha256: 's' }],
    },
  });
  const rules = {
    ...JUDGING_RULES[0],
    version: 'test',
  };

  it('counts a run about its own day, a day late at most, without facts from after it', () => {
    const eligible = (...parameters: Parameters<typeof run>) => isEligible(run(...parameters), rules);
    expect([
      eligible('2026-10-01'),
      eligible('2026-10-01', '2026-10-02T23:59:59Z'),
      eligible('2026-10-01', '2026-10-03T00:00:00Z'),
    ]).toEqual([true, true, false]);
    expect([
      eligible('2026-10-03', '2026-10-01T18:00:00Z'),
      eligible('2026-10-01', undefined, '2026-10-02'),
    ]).toEqual([false, false]);
  });

  it('counts the first of a month', () => {
    let head = null;
    const counted: boolean[] = [];
    for (const one of [
      run('2026-09-30', '2026-10-05T00:00:00Z'),
      run('2026-10-02'),
      run('2026-10-31'),
      run('2026-11-03'),
      run('2026-10-31'),
    ]) {
      const next: ReturnType<typeof headAfter> = headAfter(
        head,
        linkBehind(head, one, () => `of ${one.as_of}`),
        rules,
      );
      counted.push(next.counts);
      head = next.head;
    }
    expect(counted).toEqual([false, true, false, true, false]);
    expect(head).toMatchObject({
      ...{ sequence: 5, forecasts: 15, last_counted_month: '2026-11', first: { as_of: '2026-09-30' } },
      first_window: { run_id: 'r2026-10-02', closes: '2027-10-02', judged_from: '2027-12-31' },
    });
  });

  it('cuts sheets in order of the id, with the parts of the forecast where there are any', () => {
    const identity = {
      run_id: 'r',
      as_of: '2026-10-01',
      known_at: '2026-10-01',
      horizon_days: 365,
      methodology: { version: '3.0.0', sha256: 'm' },
    };
    const interval = { p05: 1, p50: 2, p95: 3 };
    const documents = [
      scoreDocument({ id: 'Tb' }),
      scoreDocument({ id: 'Dy', interval, state: 60 }),
      scoreDocument({ id: 'Pm', score: null }),
    ];
    const sheet = forecastSheet(
      identity,
      { subject_type: 'element', buyer: 'JPN', part: 1 },
      documents.map(forecastOf),
    );
    expect(sheet).toMatchObject({ ...identity, subject_type: 'element', buyer: 'JPN', part: 1 });
    expect(sheet.forecasts).toEqual([
      { id: 'Dy', score: 71.76, state: 60, new_event: 11.76, interval },
      { id: 'Pm', score: null, state: null, new_event: null, interval: null },
      { id: 'Tb', score: 71.76, state: 71.76, new_event: 0, interval: null },
    ]);
  });
});
