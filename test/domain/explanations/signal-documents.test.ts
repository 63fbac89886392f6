import { expect, test } from 'vitest';
import { signalDocuments, signalHistoryPoints } from '#domain/explanations/signal-documents.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { referenceDataWith } from '#test/builders/reference-data.ts';
import { aCarrierSource, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

const LAST = dayNumber('2026-09-30');
/** Four years of quiet days with one vessel and ten aircraft, then a month of more of them each day. */
const rising = Array.from({ length: 1461 }, (_, before) => ({
  day: isoDate(LAST - before),
  more: Math.max(0, 30 - before),
}));
const tables: Partial<ReferenceData> = {
  senkaku: rising.map(({ day, more }) => aSenkakuDay(day, { territorial_sea_vessels: 1 + more })),
  taiwan_strait: rising.map(({ day, more }) => aTaiwanReport(day, { aircraft: 10 + more })),
  sources: [{ ...aCarrierSource('2026-09-30'), id: 'mnd', tables: ['taiwan_strait'] }],
};
const on = (day: string, of = tables) => indexFacts(referenceDataWith(of), METHODOLOGY.document).on(day);
const signal = (theatre: string, facts: ReturnType<typeof on>) =>
  signalDocuments(facts).find((one) => one.theatre === theatre);

test('the busiest month of three years has an index near 100, a rate above the mean, and says what it saw and by whom', () => {
  const taiwan = signal('taiwan', on('2026-10-02'));
  expect(taiwan).toMatchObject({
    name: 'Taiwan Strait',
    status: 'current',
    status_reason: null,
    age_days: 2,
    data_as_of: '2026-09-30',
    sources: ['mnd'],
  });
  expect(taiwan?.index).toBeGreaterThan(98);
  expect(taiwan?.series).toMatchObject({ aircraft: 99.7, ships: 50, carriers: null });
  expect(taiwan?.multiplier).toBeGreaterThan(4);
  expect(taiwan?.summary).toBe(
    `Taiwan Strait: busier than on ${Math.round(taiwan?.index ?? 0)} % of the days of its last three years; the rate of a crisis is taken ${taiwan?.multiplier.toFixed(2)} times its long-run mean.`,
  );
});

test('counts that nobody has added to for longer than the window are stale, and their effect fades towards the mean', () => {
  const [fresh, stale] = [signal('senkaku', on('2026-09-30')), signal('senkaku', on('2026-11-01'))];
  expect(stale).toMatchObject({ status: 'stale', age_days: 32, stale_after_days: 30, index: fresh?.index });
  expect((stale?.multiplier as number) - 1).toBeCloseTo(
    ((fresh?.multiplier as number) - 1) * 2 ** (-32 / 30),
    3,
  );
  expect(stale?.summary).toContain('the newest count is 32 days old, more than 30');
});

test('with too few counts, or none, the pressure is unknown and the rate that of the long run, which is not calm', () => {
  for (const of of [{}, { senkaku: tables.senkaku?.slice(0, 60) ?? [] }])
    expect(signal('senkaku', on('2026-10-01', of))).toMatchObject({
      index: null,
      multiplier: 1,
      status: 'unknown',
      sources: [],
      summary:
        'Senkaku/Diaoyu islands: there are too few counts to compare with; scores take the base rate of a crisis, which is not calm.',
    });
});

test('the history has every counted day, oldest first, none after the day itself', () => {
  const points = signalHistoryPoints('taiwan', on('2026-09-28'));
  expect(points.at(-1)).toEqual({
    date: '2026-09-28',
    index: expect.any(Number),
    raw: { aircraft: 38, ships: 7, carriers: null },
  });
  expect(points.length).toBe(1459);
  expect(points[0]).toMatchObject({ date: isoDate(LAST - 1460), index: null });
});
