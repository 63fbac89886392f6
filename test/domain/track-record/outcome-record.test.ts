import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { headAfter, isEligible, linkBehind } from '#domain/track-record/chain.ts';
import { forecastOf, forecastSheet } from '#domain/track-record/forecast-sheet.ts';
import { outcomeRecord } from '#domain/track-record/outcome-record.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { aReport, smallHistory } from '#test/builders/recorded-history.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const rules = JUDGING_RULES[0];
const TODAY = '2026-11-01';
const indexOf = (over: Partial<ReferenceData> = {}) => indexFacts(smallHistory(over), METHODOLOGY.document);
const recordOf = (over: Partial<ReferenceData> = {}) =>
  outcomeRecord(indexOf(over), TODAY, ['JPN', 'USA'], rules);

describe('the record of outcomes', () => {
  it('has every element with a market and every buyer, and says by which rules', () => {
    const { pairs, rules_version } = recordOf();
    expect(rules_version).toBe('2.0.0');
    expect(pairs.map(({ element, buyer }) => `${element} ${buyer}`)).toEqual([
      'Dy JPN',
      'Dy USA',
      'Ga JPN',
      'Ga USA',
    ]);
  });

  it('has what a report needs to judge, and no statement', () => {
    const row = {
      row: 'shortage:S',
      source: 's',
      source_url: null,
      date: '2027-06-01',
      known_from_basis: 'source' as const,
      note: null,
      product: 'magnets',
      who: 'a maker',
      statement: 'stood',
      cause: 'a licence',
    };
    expect(recordOf({ shortages: [{ ...aReport('S'), ...row }] }).reports).toEqual([aReport('S')]);
  });
});

describe('links and sheets', () => {
  const run = (as_of: string, published_at = `${as_of}T18:00:00Z`, known_at = as_of) => ({
    run_id: `r${as_of}`,
    as_of,
    known_at,
    published_at,
    horizon_days: 365,
    inputs_sha256: 'c',
    rules_sha256: 'e',
    methodology: { version: '1.0.0', sha256: 'm' },
    parts: [{ subject_type: 'element' as const, buyer: 'JPN', part: 0, forecasts: 3, sha256: 's' }],
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
      sequence: 5,
      forecasts: 15,
      last_counted_month: '2026-11',
      first: { as_of: '2026-09-30' },
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
      scoreDocument({ id: 'Dy', interval, scarce: 85 }),
      scoreDocument({ id: 'Pm', score: null }),
    ];
    const sheet = forecastSheet(
      identity,
      { subject_type: 'element', buyer: 'JPN', part: 1 },
      documents.map(forecastOf),
    );
    expect(sheet).toMatchObject({ ...identity, subject_type: 'element', buyer: 'JPN', part: 1 });
    const none = { score: null, scarce: null, interval: null, scarce_interval: null };
    expect(sheet.forecasts).toMatchObject([
      { id: 'Dy', score: 71.76, scarce: 85, p_90: 0.1, interval },
      { id: 'Pm', ...none },
      { id: 'Tb', score: 71.76, interval: null },
    ]);
  });
});
