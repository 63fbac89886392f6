import { describe, expect, it } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { headAfter, isEligible, linkBehind } from '#domain/track-record/chain-link.ts';
import { forecastSheets } from '#domain/track-record/forecast-sheet.ts';
import { outcomeRecord } from '#domain/track-record/outcome-record.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ControlOutcomeRow, PolicyRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { anEpisode, smallHistory } from '#test/builders/back-test-world.ts';
import { aPolicy, aShare } from '#test/builders/reference-data.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const document = bundledMethodologies.get('1.0.0')?.document;
if (document === undefined) throw new Error('1.0.0 ships');
const methodology = methodologyOf(document);
const recordOf = (over: Partial<ReferenceData> = {}) => outcomeRecord(indexReferenceData(smallHistory(over), methodology), ['JPN', 'USA']);
const dyForJapan = (over: Partial<ReferenceData> = {}) =>
  recordOf(over).pairs.find(({ element, buyer }) => element === 'Dy' && buyer === 'JPN');

describe('the record of outcomes', () => {
  it('has every element with a market and every buyer, with the cover of the buyer', () => {
    const { pairs } = recordOf();
    expect(pairs.map(({ element, buyer }) => `${element} ${buyer}`)).toEqual(['Dy JPN', 'Dy USA', 'Ga JPN', 'Ga USA']);
    expect(pairs[0]?.cover_days).toBe(methodology.parameters.cover_median_days.JPN);
    expect(pairs[2]).toMatchObject({ controls: [], disruptions: [] });
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
    expect(recordOf({ sources: [{ ...source, id: 'policy-register', read_on: '2026-10-15' }] }).read_on).toEqual({
      'policy-register': '2026-10-15',
    });
  });

  it('has controls of the classes that count where their origin is material, and no others', () => {
    const mapping = aPolicy('x').mapping as NonNullable<PolicyRow['mapping']>;
    const policy = [
      aPolicy('A-LICENCE'),
      aPolicy('B-LIST', { mapping: { ...mapping, control_class: 'entity_list' } }),
      aPolicy('C-ELSEWHERE', { mapping: { ...mapping, origins: ['FRA'] } }),
      aPolicy('D-USA', { mapping: { ...mapping, targets: ['USA'] } }),
    ];
    expect(dyForJapan({ policy })?.controls.map(({ id }) => id)).toEqual(['A-LICENCE']);
  });

  it('leaves out what a buyer does to others', () => {
    const mapping = aPolicy('x').mapping as NonNullable<PolicyRow['mapping']>;
    const over = {
      shares: [aShare('Dy', 'separation', 'JPN', 0.9)],
      policy: [aPolicy('JP', { origins: ['JPN'], mapping: { ...mapping, origins: ['JPN'] } })],
    };
    expect(recordOf(over).pairs.map(({ buyer, controls }) => [buyer, controls.length])).toEqual([
      ['JPN', 0],
      ['USA', 1],
    ]);
  });

  it('has times in force with what was known on each day: a suspension cuts, an end closes', () => {
    const times = (over: Partial<PolicyRow>) => dyForJapan({ policy: [aPolicy('A', over)] })?.controls[0]?.in_force;
    expect(times({})).toEqual([{ from: '2025-04-04', to: null }]);
    expect(times({ effective_from: '2025-05-01' })).toEqual([{ from: '2025-05-01', to: null }]);
    expect(times({ effective_to: '2025-12-31' })).toEqual([{ from: '2025-04-04', to: '2025-12-30' }]); // 1.0.0 reads an end as the first day without
    expect(times({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' })).toEqual([
      { from: '2025-04-04', to: '2025-11-09' },
      { from: '2026-11-10', to: null },
    ]);
  });

  it('follows ends as they became known, and reliefs', () => {
    const later = bundledMethodologies.get('1.1.0')?.document;
    if (later === undefined) throw new Error('1.1.0 ships');
    const asKnown = { ...methodologyOf(later), parameters: { ...methodologyOf(later).parameters, facts_as_known: true as const } };
    const policy = [
      aPolicy('A', { effective_to: '2025-10-15', effective_to_revisions: [{ known_from: '2025-06-21', effective_to: '2025-10-15' }] }),
      aPolicy('R', {
        mapping: null,
        known_from: '2025-09-01',
        effective_from: '2025-09-10',
        relief: { kind: 'ends', measures: ['A'] } as never,
      }),
    ];
    const { pairs } = outcomeRecord(indexReferenceData(smallHistory({ policy }), asKnown), ['JPN']);
    expect(pairs[0]?.controls[0]?.in_force).toEqual([{ from: '2025-04-04', to: '2025-09-09' }]);
  });

  const seen = (over: Partial<ControlOutcomeRow>): ControlOutcomeRow => ({
    ...{
      row: 'r',
      source: 's',
      source_url: null,
      date: '2025-06-30',
      quality: 'B',
      known_from: '2025-07',
      known_from_basis: 'source',
      note: null,
    },
    ...{
      id: 'O',
      measure: 'CN-2025-18',
      elements: ['Dy'],
      stages: ['separation'],
      buyer: 'ALL',
      seen_to: '2025-06-30',
      below: true,
      episode: null,
    },
    ...over,
  });
  it('has the trade that was seen for the buyer, else that of the whole flow', () => {
    const rows = (control_outcomes: ControlOutcomeRow[]) => dyForJapan({ control_outcomes })?.controls[0]?.seen;
    const whole = { seen_to: '2025-06-30', below: true, known_from: '2025-07-31' };
    expect(rows([seen({}), seen({ elements: ['Ga'] }), seen({ measure: 'X' }), seen({ buyer: 'USA' })])).toEqual([whole]);
    expect(rows([seen({}), seen({ buyer: 'JPN', below: false })])).toEqual([{ ...whole, below: false }]);
  });

  it('has disruptions that name the element or its group, and the buyer or all, with the part of the world that they took away', () => {
    const disruptions = (...episodes: Parameters<typeof anEpisode>[1][]) =>
      dyForJapan({ episodes: episodes.map((over, n) => anEpisode(`E${n}`, over)) })?.disruptions;
    // China has 0.9 of separation.
    expect(disruptions({ severity_mean: 0.5, measures: ['CN-2025-18'] })).toEqual([
      {
        ...{ id: 'E0', known_from: '2025-12-31', start: '2025-04-04', last_day: '2025-06-30', is_open: false, binding: 'yes', loss: 0.45 },
        controls: ['CN-2025-18'],
      },
    ]);
    expect(
      disruptions({ elements: ['REE'] }, { elements: ['Ga'] }, { elements: ['NONE'] }, { buyers: ['JPN'] }, { buyers: ['USA'] })?.map(
        ({ id }) => id,
      ),
    ).toEqual(['E0', 'E3']);
    expect(disruptions({ severity_trough: 0.8 }, {}, { severity_mean: 0.5, stages: ['mine'] })?.map(({ loss }) => loss)).toEqual([
      expect.closeTo(0.72, 12),
      null,
      0,
    ]);
    expect(
      disruptions({ end: null }, { end: null, duration_days: null }, { censored: true }, { censored: null })?.map(
        ({ last_day, is_open }) => [last_day, is_open],
      ),
    ).toEqual([
      ['2025-06-30', false],
      [null, true],
      ['2025-06-30', true],
      ['2025-06-30', true],
    ]);
  });
});

describe('links and sheets', () => {
  const run = (as_of: string, published_at = `${as_of}T18:00:00Z`, known_at = as_of) => ({
    ...{ run_id: `r${as_of}`, as_of, known_at, published_at, horizon_days: 365, inputs_sha256: 'c', rules_sha256: 'e' },
    ...{
      methodology: { version: '1.0.0', sha256: 'm' },
      parts: [{ subject_type: 'element' as const, buyer: 'JPN', part: 0, forecasts: 3, sha256: 's' }],
    },
  });
  const rules = {
    ...{
      version: 'test',
      judging_lag_days: 90,
      published_within_days: 1,
      not_judged: [],
      followed_sources: [],
      benchmark_since: '2010-01-01',
    },
  };

  it('counts a run about its own day, a day late at most, without facts from after it', () => {
    const eligible = (...parameters: Parameters<typeof run>) => isEligible(run(...parameters), rules);
    expect([
      eligible('2026-10-01'),
      eligible('2026-10-01', '2026-10-02T23:59:59Z'),
      eligible('2026-10-01', '2026-10-03T00:00:00Z'),
    ]).toEqual([true, true, false]);
    expect([eligible('2026-10-03', '2026-10-01T18:00:00Z'), eligible('2026-10-01', undefined, '2026-10-02')]).toEqual([false, false]);
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
      methodology: { version: '2.0.0', sha256: 'm' },
    };
    const interval = { p05: 1, p50: 2, p95: 3, method: 'monte_carlo_input_uncertainty', draws: 9 } as const;
    const parts = { state: 60, new_event: 25, state_interval: interval, new_event_interval: null };
    const documents = [
      scoreDocument({ id: 'Tb' }),
      { ...scoreDocument({ id: 'Dy', interval }), ...parts },
      scoreDocument({ id: 'Pm', score: null }),
    ];
    const sheets = forecastSheets(identity, { subject_type: 'element', buyer: 'JPN' }, documents, 2);
    expect(sheets.map(({ part, forecasts }) => [part, forecasts.map(({ id }) => id)])).toEqual([
      [0, ['Dy', 'Pm']],
      [1, ['Tb']],
    ]);
    const quantiles = { p05: 1, p50: 2, p95: 3 };
    expect(sheets[0]?.forecasts).toEqual([
      { id: 'Dy', score: 71.76, state: 60, new_event: 25, interval: quantiles, state_interval: quantiles, new_event_interval: null },
      { id: 'Pm', score: null, state: null, new_event: null, interval: null, state_interval: null, new_event_interval: null },
    ]);
    expect(forecastSheets(identity, { subject_type: 'element', buyer: 'JPN' }, [], 2)).toEqual([]);
  });
});
