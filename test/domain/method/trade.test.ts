import { describe, expect, it } from 'vitest';
import { type FactsOnDay, indexFacts } from '#domain/method/facts.ts';
import { flowRatio } from '#domain/method/trade.ts';
import type { PolicyRow, ReferenceData, TradeRow } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { aControlOutcome } from '#test/builders/recorded-history.ts';
import { anElement, aPolicy, aShare, referenceDataWith } from '#test/builders/reference-data.ts';

const code = (
  over: Partial<ReferenceData['trade_codes'][number]> = {},
): ReferenceData['trade_codes'][number] => ({
  row: 'trade-code:HS:250410',
  source: 's',
  source_url: null,
  date: '2026',
  quality: 'A',
  known_from: '2020-01-01',
  known_from_basis: 'source',
  note: null,
  nomenclature: 'HS',
  code: '250410',
  elements: ['C'],
  stages: ['mine'],
  goods: 'natural graphite',
  form: 'clean',
  ...over,
});

/** Months of a flow from a first month on; null: not published. */
function months(
  first: string,
  kilograms: readonly (number | null)[],
  over: Partial<TradeRow> = {},
): readonly TradeRow[] {
  return kilograms.flatMap((kg, n) => {
    const at = new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5)) - 1 + n, 1));
    const month = at.toISOString().slice(0, 7);
    const known_from = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 2, 0))
      .toISOString()
      .slice(0, 10);
    const { reporter = 'CHN', flow = 'export', code: digits = '250410', partner = 'ALL' } = over;
    const row = `trade:${reporter}:${flow}:${digits}:${partner}:${month}`;
    const of = { reporter, flow, code: digits, partner, month, value: null, currency: null } as const;
    return kg === null
      ? []
      : [
          {
            row,
            source: 's',
            source_url: null,
            date: month,
            quality: 'A',
            known_from,
            known_from_basis: 'source',
            note: null,
            ...of,
            kg,
            ...over,
          },
        ];
  });
}

const LICENCE = aPolicy('CN-39', {
  announced: '2023-10-20',
  effective_from: '2023-12-01',
  known_from: '2023-10-20',
  origins: ['CHN'],
  targets: ['ALL'],
  mapping: {
    control_class: 'licence',
    applies: [{ elements: ['C'], stages: ['mine', 'refining'], coverage: 1 }],
    origins: ['CHN'],
    targets: ['ALL'],
  },
});

const factsOf = (
  trade: readonly TradeRow[],
  on = '2025-06-01',
  more: Partial<ReferenceData> = {},
  policy: readonly PolicyRow[] = [LICENCE],
): FactsOnDay =>
  indexFacts(
    referenceDataWith({
      elements: [anElement('C')],
      shares: [aShare('C', 'mine', 'CHN', 1)],
      policy,
      trade_codes: [code()],
      trade,
      ...more,
    }),
    METHODOLOGY.document,
  ).on(on);

// China's exports of natural graphite in powder or flakes in tonnes, October 2022 to December 2024 (UN
// Comtrade).
const GRAPHITE = [
  13078, 14205, 14812, 14776, 9472, 12943, 11035, 12905, 12731, 11984, 13262, 12198, 11780, 40518, 2726, 4177,
  5063, 10295, 10421, 10969, 13195, 10360, 11234, 10498, 9313, 13615, 12583,
];
const TONNES = GRAPHITE.map((tonnes) => 1000 * tonnes);

describe('the ratio of a flow to the months before', () => {
  it('has the uncertainty of lots of the size that the scatter before gives', () => {
    // By hand: before 10 and 30, mean 20, variance 200, lots of 10; 4.5 lots before in 2 months, 1.5 in one:
    // ln(1.5/2.25) -+ sqrt(1/1.5 + 1/4.5).
    const found = flowRatio([10], [10, 30], 1);
    expect(found?.ratio).toBeCloseTo(0.5, 12);
    expect(found?.low).toBeCloseTo(Math.exp(Math.log(1.5 / 2.25) - Math.sqrt(1 / 1.5 + 1 / 4.5)), 12);
    expect(found?.high).toBeCloseTo(Math.exp(Math.log(1.5 / 2.25) + Math.sqrt(1 / 1.5 + 1 / 4.5)), 12);
  });

  it('leaves a bound where nothing went, far off for a lumpy flow; nothing before says nothing', () => {
    const steady = flowRatio([0, 0, 0], Array(12).fill(100), 1);
    const lumpy = flowRatio([0, 0, 0], [1200, ...Array(11).fill(0)], 1);
    expect(steady?.ratio).toBe(0);
    expect(steady?.high).toBeLessThan(0.02);
    expect(lumpy?.high).toBeGreaterThan(0.8);
    expect(flowRatio([5], [0, 0], 1)).toBeNull();
  });
});

describe('readings of trade', () => {
  it('are those of graphite: -69 % in the first three months under licences, back in the second half of 2024', () => {
    const ratios = factsOf(months('2022-10', TONNES)).tradeRatios('C');
    // The fall that the files of December 2023 to February 2024 give against October 2022 to September 2023;
    // the rush of October and November is left out.
    expect(ratios[0]).toMatchObject({
      from: '2023-12',
      to: '2024-02',
      before_from: '2022-10',
      before_to: '2023-09',
      before_months: 12,
      below: true,
    });
    expect(ratios[0]?.ratio).toBeCloseTo(1 - 0.688, 3);
    expect(ratios.map(({ to, below }) => [to, below])).toEqual([
      ['2024-02', true],
      ['2024-05', null],
      ['2024-08', false],
      ['2024-11', false],
      ['2024-12', false],
    ]);
    expect(
      ratios.every(
        ({ measures, since, stages }) =>
          measures.join() === 'CN-39' && since === '2023-12-01' && stages.join() === 'mine',
      ),
    ).toBe(true);
  });

  it('span of the line is none; each is known with its last month', () => {
    const readings = (on: string) =>
      factsOf(months('2022-10', TONNES), on)
        .readings('C')
        .map(({ seen_to, below, known_from }) => [seen_to, below, known_from]);
    expect(readings('2024-03-30')).toEqual([['2024-01-31', true, '2024-02-29']]);
    expect(readings('2024-03-31')).toEqual([['2024-02-29', true, '2024-03-31']]);
    expect(readings('2024-06-30')).toEqual([['2024-02-29', true, '2024-03-31']]);
    expect(readings('2024-09-30').at(-1)).toEqual(['2024-08-31', false, '2024-09-30']);
  });

  it('never take a month that is not published for zero, and ask for nine months before', () => {
    const missing = (n: number) => TONNES.map((kg, at) => (at < n ? null : kg));
    expect(
      factsOf(months('2022-10', [...missing(3).slice(0, 14), null, 0, null])).tradeRatios('C'),
    ).toMatchObject([{ from: '2024-01', to: '2024-01', months: { '2024-01': 0 }, before_months: 9 }]);
    expect(factsOf(months('2022-10', missing(4))).tradeRatios('C')[0]).toMatchObject({
      before_months: 8,
      before_kg: null,
      ratio: null,
      high: null,
      below: null,
    });
    expect(factsOf(months('2022-10', missing(4))).readings('C')).toEqual([]);
    expect(factsOf(months('2022-10', TONNES.slice(0, 14))).tradeRatios('C')).toEqual([]);
  });

  it('come from clean codes only: the ratio of a basket is shown', () => {
    const mixed = factsOf(months('2022-10', TONNES), '2025-06-01', {
      trade_codes: [code({ form: 'mixed' })],
    });
    expect(mixed.tradeRatios('C')[0]).toMatchObject({
      clean: false,
      ratio: expect.closeTo(0.312, 3),
      below: null,
    });
    expect(mixed.readings('C')).toEqual([]);
    expect(
      factsOf(months('2022-10', TONNES), '2025-06-01', {
        trade_codes: [code({ nomenclature: 'JPN' })],
      }).tradeRatios('C'),
    ).toEqual([]);
  });

  it('never rest on months of low confidence, which are shown where nothing better is known', () => {
    const doubtful = months('2022-10', TONNES).map((row) =>
      row.month < '2024-03' ? row : { ...row, quality: 'C' },
    );
    const facts = factsOf(doubtful);
    expect(facts.tradeRatios('C').map(({ to, doubtful: of, below }) => [to, of, below])).toEqual([
      ['2024-02', false, true],
      ['2024-05', true, null],
      ['2024-08', true, null],
      ['2024-11', true, null],
      ['2024-12', true, null],
    ]);
    expect(facts.readings('C').map(({ seen_to }) => seen_to)).toEqual(['2024-02-29']);
  });

  it('never are what a buyer imports from everybody, which is shown beside them', () => {
    const all = { reporter: 'JPN', flow: 'import', partner: 'ALL' } as const;
    const facts = factsOf([
      ...months('2022-10', TONNES, { partner: 'JPN' }),
      ...months('2022-10', TONNES, all).map((row) => ({ ...row, row: `trade:all:${row.month}` })),
    ]);
    const [fromChina, total] = ['CHN', 'ALL'].map((from) =>
      facts.tradeRatios('C').filter(({ origin }) => origin === from),
    );
    expect(total?.map(({ to, ratio }) => [to, ratio])).toEqual(
      fromChina?.map(({ to, ratio }) => [to, ratio]),
    );
    expect(total?.every(({ below, buyer }) => below === null && buyer === 'JPN')).toBe(true);
    expect(facts.readings('C').every(({ origin }) => origin === 'CHN')).toBe(true);
  });

  it('are of the count that tells most: the larger code, the exporter before the importer, the importer where it alone has the months', () => {
    const ofJapan = { partner: 'JPN' };
    const mirror = { reporter: 'JPN', flow: 'import', partner: 'CHN' } as const;
    const trade = [
      ...months('2022-10', TONNES.slice(0, 17), ofJapan),
      ...months(
        '2022-10',
        TONNES.slice(0, 17).map((kg) => kg / 4),
        { ...ofJapan, code: '25041010' },
      ),
      ...months('2022-10', TONNES.slice(0, 20), mirror),
    ];
    const trade_codes = [code(), code({ nomenclature: 'CHN', code: '25041010' })];
    const found = factsOf(trade, '2025-06-01', { trade_codes }).tradeRatios('C');
    expect(found.map(({ buyer, reporter, code: digits, to }) => [buyer, reporter, digits, to])).toEqual([
      ['JPN', 'CHN', '250410', '2024-02'],
      ['JPN', 'JPN', '250410', '2024-05'],
    ]);
  });

  it('of the buyer count before those of the whole flow on the same day', () => {
    const trade = [
      ...months('2022-10', TONNES),
      ...months(
        '2022-10',
        TONNES.map((kg) => kg / 5),
        { partner: 'JPN', row: 'x' },
      ).map((row, n) => ({ ...row, row: `trade:own:${n}` })),
    ];
    const { inputs, evidence } = factsOf(trade).element('C', { buyer: 'JPN' });
    expect(
      inputs.readings.filter(({ seen_to }) => seen_to === '2024-02-29').map(({ buyer }) => buyer),
    ).toEqual(['ALL', 'JPN']);
    expect(evidence.filter(({ use }) => use === 'reading').map(({ row }) => row)).toContain('trade:own:16');
  });

  it('take the place of what a person wrote of the same months of the same flow, and of no other', () => {
    const control_outcomes = [
      aControlOutcome('WITHIN', {
        elements: ['C'],
        stages: ['mine'],
        buyer: 'ALL',
        seen_from: '2024-03',
        seen_to: '2024-12-31',
        known_from: '2025-01-31',
      }),
      aControlOutcome('LATER', {
        elements: ['C'],
        stages: ['mine'],
        buyer: 'ALL',
        seen_from: '2024-10',
        seen_to: '2025-03-31',
        known_from: '2025-04-30',
      }),
      aControlOutcome('OTHER', {
        elements: ['C'],
        stages: ['mine'],
        buyer: 'USA',
        seen_from: null,
        seen_to: '2024-12-31',
        known_from: '2025-01-31',
      }),
      aControlOutcome('BEFORE', {
        elements: ['C'],
        stages: ['mine'],
        buyer: 'ALL',
        seen_from: null,
        seen_to: '2023-11-30',
        known_from: '2023-12-31',
      }),
      aControlOutcome('SIGHT', {
        elements: ['C'],
        stages: ['mine'],
        buyer: 'ALL',
        seen_from: null,
        seen_to: '2025-03-31',
        known_from: '2025-04-30',
      }),
    ];
    const readings = factsOf(months('2022-10', TONNES), '2025-06-01', { control_outcomes }).readings('C');
    expect(
      readings
        .filter(({ id }) => !id.startsWith('trade:'))
        .map(({ id, seen_from }) => [id, seen_from])
        .toSorted(),
    ).toEqual([
      ['BEFORE', null],
      ['LATER', '2025-01-01'],
      ['OTHER', null],
      ['SIGHT', null],
    ]);
  });
});
