import { describe, expect, it } from 'vitest';
import { newestRows } from '#domain/signals/newest-rows.ts';
import { aDeployment, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

describe('the newest observation behind a signal', () => {
  const tables = {
    eez_events: [],
    sources: [],
    taiwan_strait: [aTaiwanReport('2026-08-22'), aTaiwanReport('2026-08-20'), aTaiwanReport('2026-08-21', { known_from: '2026-09-01' })],
    senkaku: [aSenkakuDay('2026-10-07'), aSenkakuDay('2026-10-08')],
    carrier_deployments: [aDeployment('2026-05-30', '2026-06-19'), aDeployment('2026-06-23', '2026-06-24', { scope: 'scs' })],
  };
  const rowsOn = (day: string) => newestRows(tables)(day);

  it('is the last one that is not after the day', () => {
    expect(rowsOn('2026-10-07')).toEqual({
      carriers: ['carrier:2026-05-30'],
      senkaku: ['senkaku:2026-10-07'],
      taiwan_strait: ['taiwan-strait:2026-08-22'],
    });
  });

  it('is not one that was filed later', () => {
    expect(rowsOn('2026-08-21').taiwan_strait).toEqual(['taiwan-strait:2026-08-20']);
  });

  it('is none before the first', () => {
    expect(rowsOn('2012-01-01')).toEqual({ carriers: [], senkaku: [], taiwan_strait: [] });
  });

  it('is found whatever the order of the rows, by the day that each speaks of', () => {
    const days = Array.from({ length: 7 }, (_, n) => `2026-09-0${n + 1}`);
    for (const order of [days, days.toReversed(), [...days.slice(3), ...days.slice(0, 3)]]) {
      const found = newestRows({
        eez_events: [],
        sources: [],
        taiwan_strait: order.map((day) => aTaiwanReport(day)),
        senkaku: order.map((day) => aSenkakuDay(day)),
        carrier_deployments: order.map((day) => aDeployment(day, day)),
      });
      for (const day of days) {
        const newest = { carriers: [`carrier:${day}`], senkaku: [`senkaku:${day}`], taiwan_strait: [`taiwan-strait:${day}`] };
        expect(found(day)).toEqual(newest);
      }
      expect(found('2026-10-01').senkaku).toEqual(['senkaku:2026-09-07']);
    }
  });

  it('is of carriers a deployment to the Pacific, which is what the signal counts', () => {
    expect(rowsOn('2026-06-25').carriers).toEqual(['carrier:2026-05-30']);
  });
});
