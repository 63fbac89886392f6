import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agedRecord, countsMore } from '#domain/facts/aged-record.ts';

const RULES = {
  year_days: 365.25,
  new_control_record: { default: { start: '2010-01-01', half_life_years: 8, alpha: 1, beta: 1 } },
};
const record = (n: number, t = 6) => ({ JPN: { CHN: { n, t } } });
/** 2,922 days are eight years of 365.25 days: one half-life. */
const EIGHT_YEARS = { from: '2016-01-01', to: '2024-01-01' };

describe('the record of new controls as time passes', () => {
  it('has forgotten half of its count after one half-life', () => {
    expect(agedRecord(record(4), record(9, 7), EIGHT_YEARS, RULES)).toEqual(record(2, 7));
  });

  it('is that of the later day, to the digit, where the later day only forgot', () => {
    const after = record(2 + 1e-12, 7);
    expect(agedRecord(record(4), after, EIGHT_YEARS, RULES)).toEqual(after);
  });

  it('never counts more by ageing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), fc.integer({ min: 0, max: 4000 }), (n, days) => {
        const to = new Date(Date.UTC(2012, 0, 1 + days)).toISOString().slice(0, 10);
        const aged = agedRecord(record(n), record(60), { from: '2012-01-01', to }, RULES) ?? {};
        expect(countsMore(record(n), aged)).toBe(false);
      }),
    );
  });

  it('stays as it is by methodologies that count no controls by origin', () => {
    expect(agedRecord(record(4), record(9), EIGHT_YEARS, {})).toEqual(record(4));
    expect(agedRecord(null, record(9), EIGHT_YEARS, RULES)).toBeNull();
  });

  it('counts more only when a count of an origin that both have is higher', () => {
    expect(countsMore(record(2), record(2.01))).toBe(true);
    expect(countsMore(record(2), record(1.5))).toBe(false);
    expect(countsMore(record(2), { USA: { CHN: { n: 9, t: 1 } } })).toBe(false);
  });
});
