import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { forecastParts } from '#domain/back-test/state-and-event/forecast-parts.ts';
import { type ForecastRecord, forecastRecords } from '#domain/back-test/state-and-event/forecast-record.ts';
import { judgedGrid } from '#domain/back-test/state-and-event/judged-grid.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { isoDate } from '#domain/time/calendar.ts';
import { type MethodologyDocument, methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { aControlEvent, aControlOutcome, anEpisode, smallHistory, smallSettings } from '#test/builders/back-test-world.ts';
import { aMapping, anElement, aPolicy, aShare } from '#test/builders/reference-data.ts';

const documentOf = (version: string) => bundledMethodologies.get(version)?.document as MethodologyDocument;
const document = documentOf('2.0.0');
const request = { first_origin: '2024-12-01', last_origin: '2025-06-01', buyers: ['USA', 'JPN'], horizons_days: [365, 90] };
const recordsOf = (data: ReferenceData, of = document, asked = request): readonly ForecastRecord[] => [...forecastRecords(data, of, asked)];
const small = (over: Partial<ReferenceData> = {}) => smallHistory({ policy: [aPolicy('CN-X')], ...over });

describe('the forecasts that others can judge', () => {
  it('are those of every month, element, buyer and horizon, in that order; null where nothing is scored', () => {
    const records = recordsOf(small({ elements: [anElement('Ga'), anElement('Dy'), anElement('Xx')] }));
    expect(records).toHaveLength(7 * 3 * 2 * 2);
    expect(records.slice(0, 3).map(({ as_of, element, buyer, horizon_days }) => [as_of, element, buyer, horizon_days])).toEqual([
      ['2024-12-01', 'Dy', 'JPN', 90],
      ['2024-12-01', 'Dy', 'JPN', 365],
      ['2024-12-01', 'Dy', 'USA', 90],
    ]);
    expect(records.at(-1)).toEqual({
      as_of: '2025-06-01',
      element: 'Xx',
      buyer: 'USA',
      horizon_days: 365,
      state: null,
      new_event: null,
      score: null,
      methodology: '2.0.0',
    });
  });

  it('have a state from the day on which the control is in force, and the union of both as score', () => {
    const of = recordsOf(small()).filter(({ element, buyer, horizon_days }) => element === 'Dy' && buyer === 'JPN' && horizon_days === 365);
    const onDay = Object.fromEntries(of.map((record) => [record.as_of, record]));
    expect(onDay['2025-04-01']?.state).toBe(0);
    expect(onDay['2025-05-01']?.state).toBeGreaterThan(30);
    for (const { state, new_event, score } of of) {
      const union = 100 * (1 - (1 - (state as number) / 100) * (1 - (new_event as number) / 100));
      expect(Math.abs((score as number) - union)).toBeLessThan(0.02);
    }
  });

  it('of a version without parts have a score only', () => {
    const [first] = recordsOf(small(), documentOf('1.0.0'));
    expect([first?.state, first?.new_event, first?.methodology]).toEqual([null, null, '1.0.0']);
    expect(first?.score).toBeGreaterThan(0);
  });

  it('of the facts that ship are the published numbers of a full score of that day', () => {
    const asked = { first_origin: '2025-05-01', last_origin: '2025-05-01', buyers: ['EUU'], horizons_days: [365] };
    const records = recordsOf(bundledReferenceData, document, asked);
    const methodology = methodologyOf(document);
    const index = indexReferenceData(bundledReferenceData, methodology);
    const signals = signalReader(bundledReferenceData, methodology.parameters)('2025-05-01').readings;
    for (const element of ['Dy', 'Nb', 'Sb']) {
      const { inputs } = elementInputs(index, { element, buyer: 'EUU', as_of: '2025-05-01', known_at: '2025-05-01', signals });
      const result = scoreElement(inputs, methodology);
      const record = records.find((one) => one.element === element);
      for (const name of ['state', 'new_event', 'score'] as const)
        expect(record?.[name]).toBe(Number((result.status === 'ok' ? (result[name] as number) : Number.NaN).toFixed(2)));
    }
  });

  it('look nowhere ahead: facts that become known after the day change none, and some of them change what comes after', () => {
    const later = fc.record({
      known: fc.constantFrom('2025-03-02', '2025-04-15', '2025-05-20'),
      kind: fc.constantFrom('policy', 'control_events', 'control_outcomes', 'shares', 'episodes'),
      control: fc.constantFrom('ban', 'licence', 'end_use_broad'),
      share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    });
    const first = recordsOf(small());
    let moved = 0;
    fc.assert(
      fc.property(later, ({ known, kind, control, share }) => {
        const planted: Record<typeof kind, Partial<ReferenceData>> = {
          policy: {
            policy: [
              aPolicy('CN-X'),
              aPolicy('CN-Y', {
                announced: '2024-01-01',
                effective_from: '2024-01-01',
                known_from: known,
                mapping: aMapping(control, 'Dy', 'Ga'),
              }),
            ],
          },
          control_events: {
            control_events: [
              aControlEvent('CN-E', {
                origin: 'CHN',
                elements: ['Dy'],
                stages: ['separation'],
                known_from: known,
                effective_from: '2024-01-01',
              }),
            ],
          },
          control_outcomes: { control_outcomes: [aControlOutcome('O', { below: false, seen_to: '2025-03-01', known_from: known })] },
          shares: {
            shares: [
              ...small().shares.map((row) => ({ ...row, edition: '2024', published: '2024-02-01' })),
              { ...aShare('Dy', 'separation', 'CHN', share), edition: '2025', published: known },
              { ...aShare('Dy', 'separation', 'MYS', 1 - share), edition: '2025', published: known },
            ],
          },
          episodes: { episodes: [anEpisode('E', { known_from: known, start: '2024-01-01', end: '2024-12-01' })] },
        };
        const madeBefore = (records: readonly ForecastRecord[]) => records.filter(({ as_of }) => as_of < known);
        const again = recordsOf(small(planted[kind]));
        expect(madeBefore(again)).toEqual(madeBefore(first));
        if (JSON.stringify(again) !== JSON.stringify(first)) moved += 1;
      }),
      { numRuns: 30, seed: 11 },
    );
    expect(moved).toBeGreaterThan(5);
  });
});

describe('the parts of a forecast', () => {
  const grid = (over: Partial<ReferenceData> = {}) =>
    judgedGrid(
      small(over),
      document,
      { ...smallSettings, first_origin: '2025-01-01', last_day: '2025-08-01', step_months: 6 },
      JUDGING_RULES[0],
    );

  it('are the state, the new event and the score of a version that has them', () => {
    const { pairs, origins, data } = grid();
    const parts = forecastParts(grid(), document, 365);
    const records = recordsOf(data, document, { ...request, first_origin: '2025-07-01', last_origin: '2025-07-01', horizons_days: [365] });
    expect(origins.map(isoDate)).toEqual(['2025-01-01', '2025-07-01']);
    for (const [i, { element, buyer }] of pairs.entries()) {
      const record = records.find((one) => one.element === element && one.buyer === buyer);
      for (const name of ['state', 'new_event', 'score'] as const)
        expect(100 * (parts[name][pairs.length + i] as number)).toBeCloseTo(record?.[name] as number, 2);
    }
  });

  it('of a version without parts are sorted by whether a control is in force', () => {
    const parts = forecastParts(grid(), documentOf('1.0.0'), 365);
    const before = [parts.state[0], parts.new_event[0], parts.score[0]] as const;
    expect(before[0]).toBe(0);
    expect(before[1]).toBeCloseTo(before[2] as number, 12);
    expect(parts.state[4]).toBeGreaterThan(0.3);
    expect(1 - (1 - (parts.state[4] as number)) * (1 - (parts.new_event[4] as number))).toBeCloseTo(parts.score[4] as number, 12);
  });

  it('have the rate of controls as it is in the record: China for all, none by others whose rate is not in it', () => {
    const { beta } = document.parameters;
    const parameters = { ...document.parameters, beta: { ...beta, value: { ...beta.value, new_control: {} } } };
    const parts = forecastParts(grid(), { ...document, parameters }, 365);
    // Without signals. Gallium: China makes all of it. theta = (0.2 + 0)/(2 + t) on 2025-01-01, t = 2/ln 2 (1 - 2^(-7306/730.5)) years since 2005-01-01.
    const t = (2 / Math.LN2) * (1 - 2 ** (-7305 / 730.5));
    const rate = (0.2 / (2 + t)) * (365 / 365.25);
    expect(parts.new_control_rate[2]).toBeCloseTo(-Math.expm1(-rate), 9);
    expect(parts.new_control_rate_of_china[2]).toBe(parts.new_control_rate[2]);
    expect(parts.new_control_rate_elsewhere[2]).toBe(0);
    // Dysprosium: a tenth from Malaysia, by the record of others: (0.5 + 0)/(20 + t) since 2014.
    const others = (10 / Math.LN2) * (1 - 2 ** (-4018 / 3652.5));
    expect(parts.new_control_rate_elsewhere[0]).toBeCloseTo(-Math.expm1(-((0.1 * 0.5) / (20 + others)) * (365 / 365.25)), 9);
  });

  it('are those of the worst stage, whichever comes first', () => {
    const alone = (stage: 'mine' | 'separation') => [aShare('Dy', stage, 'CHN', 1)];
    const spread = (stage: 'mine' | 'separation') =>
      ['AUS', 'BRA', 'CAN', 'CHL', 'NOR'].map((country) => aShare('Dy', stage, country, 0.2));
    const shares = (worse: 'mine' | 'separation') =>
      worse === 'mine' ? [...alone('mine'), ...spread('separation')] : [...spread('mine'), ...alone('separation')];
    for (const worse of ['mine', 'separation'] as const) {
      const facts = { shares: shares(worse) };
      const { score } = forecastParts(grid(facts), document, 365);
      const [record] = recordsOf(small(facts), document, {
        ...request,
        first_origin: '2025-01-01',
        last_origin: '2025-01-01',
        horizons_days: [365],
      });
      expect(100 * (score[0] as number)).toBeCloseTo(record?.score as number, 2);
    }
  });

  it('have no rate of the unnamed rest', () => {
    const shares = [aShare('Dy', 'separation', 'OTH', 1)];
    const parts = forecastParts(grid({ shares }), document, 365);
    expect([parts.new_control_rate[0], parts.new_control_rate_elsewhere[0]]).toEqual([0, 0]);
    expect(parts.score[0]).toBeGreaterThan(0);
  });
});
