import { describe, expect, test } from 'vitest';
import { type ExploratoryFacts, exploratoryWindows } from '#domain/back-test/exploratory-windows.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { smallSettings } from '#test/builders/back-test-world.ts';
import { aDeployment, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

/** Announced on 4 April 2025; control days run from 1 January to 1 December 2025. */
const EVENT = dayNumber('2025-04-04');
/** Days more than 30 days away: 1 January to 4 March (63) and 5 May to 1 December (211). */
const CONTROL_DAYS = 63 + 211;

const days = (first: string, last: string): string[] =>
  Array.from({ length: dayNumber(last) - dayNumber(first) + 1 }, (_, i) => isoDate(dayNumber(first) + i));
/** Long enough for the longest window and its baseline before the first control day. */
const ALL_DAYS = days('2024-07-01', '2025-12-01');

function rowsOf(facts: Partial<ExploratoryFacts>) {
  const rows = exploratoryWindows(
    { taiwan_strait: [], senkaku: [], carrier_deployments: [], ...facts },
    'all_detected',
    smallSettings,
    sha256Seed,
  );
  return (series: string) => rows.filter((row) => row.series === series);
}

describe('the days before an announcement', () => {
  test('stand out from control days when they are higher than the 90 days before them, whatever the window', () => {
    // Two ships a day, ten in the last week: every control day sees no rise, or a fall where the week is in its baseline.
    const lastWeek = (day: string) => dayNumber(day) >= EVENT - 7 && dayNumber(day) < EVENT;
    const strait = ALL_DAYS.map((day) => aTaiwanReport(day, { navy_ships: lastWeek(day) ? 10 : 2 }));
    const rows = rowsOf({ taiwan_strait: strait })('taiwan_ships');
    expect(rows.map(({ window_days }) => window_days)).toEqual([7, 14, 30, 60]);
    // The 60 days before a control day hold all of the week (28 March to 3 April) until 27 May: the rise is the same.
    const held = dayNumber('2025-05-27') - dayNumber('2025-05-05') + 1;
    const aucs = [1, 1, 1, (CONTROL_DAYS - held / 2) / CONTROL_DAYS];
    for (const [i, row] of rows.entries()) {
      expect(row).toMatchObject({ announcements: 1, control_days: CONTROL_DAYS });
      expect(row.auc.value).toBeCloseTo(aucs[i] as number, 4);
    }
    expect(rows[0]?.auc).toEqual({ value: 1, low: 1, high: 1 });
  });

  test('do not count the day itself', () => {
    const senkaku = ALL_DAYS.map((day) => aSenkakuDay(day, { contiguous_zone_vessels: dayNumber(day) === EVENT ? 1000 : 4 }));
    const [week] = rowsOf({ senkaku })('senkaku_contiguous_zone');
    // Nothing rises before the event; control days with the peak in their baseline fall: 5 May (event + 31) to event + 7 + 90.
    const lower = 7 + 90 - 31 + 1;
    expect(week?.auc.value).toBeCloseTo((lower + (CONTROL_DAYS - lower) / 2) / CONTROL_DAYS, 4);
  });

  test('are read from the counts that each series is about', () => {
    const high = (day: string, usual: number) => (dayNumber(day) >= EVENT - 7 && dayNumber(day) < EVENT ? usual * 5 : usual);
    const low = (day: string, usual: number) => (dayNumber(day) >= EVENT - 7 && dayNumber(day) < EVENT ? 0 : usual);
    const rows = rowsOf({
      taiwan_strait: ALL_DAYS.map((day) =>
        aTaiwanReport(day, { aircraft: high(day, 10), navy_ships: low(day, 7), crossed_median_or_adiz: high(day, 3) }),
      ),
      senkaku: ALL_DAYS.map((day) => aSenkakuDay(day, { contiguous_zone_vessels: high(day, 4), territorial_sea_vessels: low(day, 2) })),
    });
    const weekOf = (series: string) => rows(series)[0]?.auc.value;
    expect(['taiwan_aircraft', 'taiwan_median_line', 'senkaku_contiguous_zone'].map(weekOf)).toEqual([1, 1, 1]);
    expect(['taiwan_ships', 'senkaku_territorial_sea'].map(weekOf)).toEqual([0, 0]);
  });
});

describe('a day of which too little is known', () => {
  test('is left out: half of the window and thirty days of the baseline must be there', () => {
    // Reports on every second day: a week holds 3 or 4 of 7, two weeks always 7 of 14; 90 days hold 45.
    const everySecond = ALL_DAYS.filter((day) => Math.abs(EVENT - dayNumber(day)) % 2 === 1);
    const rows = rowsOf({ taiwan_strait: everySecond.map((day) => aTaiwanReport(day)) })('taiwan_ships');
    // A control day whose eve has a report has four in its week: those an even number of days from the event.
    const even = days('2025-01-01', '2025-12-01')
      .map(dayNumber)
      .filter((day) => Math.abs(day - EVENT) > 30 && (day - EVENT) % 2 === 0);
    expect(rows.map(({ announcements, control_days }) => [announcements, control_days])).toEqual([
      [1, even.length],
      [1, CONTROL_DAYS],
      [1, CONTROL_DAYS],
      [1, CONTROL_DAYS],
    ]);
  });

  test('is left out when its baseline has 29 days, and counts with 30', () => {
    const from = (first: number) =>
      rowsOf({ taiwan_strait: ALL_DAYS.filter((day) => dayNumber(day) >= first).map((day) => aTaiwanReport(day)) });
    const announcements = (first: number) => from(first)('taiwan_ships')[0]?.announcements;
    expect([announcements(EVENT - 7 - 30), announcements(EVENT - 7 - 29)]).toEqual([1, 0]);
  });

  test('is unknown, not 0, where a report leaves the count out, and in reports of another definition', () => {
    const silent = rowsOf({ taiwan_strait: ALL_DAYS.map((day) => aTaiwanReport(day)) })('taiwan_median_line');
    const other = rowsOf({ taiwan_strait: ALL_DAYS.map((day) => aTaiwanReport(day, { definition: 'entered_zone' })) })('taiwan_ships');
    for (const row of [...silent, ...other])
      expect(row).toMatchObject({ announcements: 0, control_days: 0, auc: { value: null, low: null, high: null } });
  });
});

describe('days with a carrier at sea', () => {
  test('are counted as they are, carrier by carrier, of deployments to the Pacific whose days are known', () => {
    const deployments = [
      aDeployment('2025-03-30', '2025-04-03'),
      aDeployment('2025-03-30', '2025-04-03', { id: 'second', carrier: 'Shandong' }),
      aDeployment('2025-06-01', '2025-06-30', { id: 'strait', scope: 'strait' }),
      aDeployment('2025-06', '2025-06-30', { id: 'month', start_precision: 'month' }),
      aDeployment('2025-06-01', '2025-06', { id: 'end-month', end_precision: 'month' }),
      aDeployment('2025-06-01', '2025-06-02', { id: 'open', end: null, end_precision: null }),
    ];
    const rows = rowsOf({ carrier_deployments: deployments })('carrier_days');
    expect(rows.map(({ announcements, control_days }) => [announcements, control_days])).toEqual(Array(4).fill([1, CONTROL_DAYS]));
    // No control day within 30 days of the event: windows of up to 30 days hold no day at sea. 60 days hold all five until 29 May, fewer until 2 June.
    const tied = dayNumber('2025-05-29') - dayNumber('2025-05-05') + 1;
    const aucs = [1, 1, 1, (CONTROL_DAYS - tied / 2) / CONTROL_DAYS];
    for (const [i, row] of rows.entries()) expect(row.auc.value).toBeCloseTo(aucs[i] as number, 4);
  });

  test('of two carriers are more than of one', () => {
    const one = aDeployment('2025-06-01', '2025-06-30');
    const two = [aDeployment('2025-03-05', '2025-04-03', { id: 'a' }), aDeployment('2025-03-05', '2025-04-03', { id: 'b' })];
    expect(rowsOf({ carrier_deployments: [one, ...two] })('carrier_days')[0]?.auc.value).toBe(1);
    // One carrier all month before the event, one all month of June: the days after the first week of June to 1 July tie.
    const tied = dayNumber('2025-07-01') - dayNumber('2025-06-08') + 1;
    const single = rowsOf({ carrier_deployments: [one, two[0] as typeof one] })('carrier_days')[0];
    expect(single?.auc.value).toBeCloseTo((CONTROL_DAYS - tied / 2) / CONTROL_DAYS, 4);
  });
});
