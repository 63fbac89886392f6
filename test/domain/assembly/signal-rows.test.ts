import { describe, expect, it } from 'vitest';
import { signalRows } from '#domain/assembly/signal-rows.ts';
import { aDeployment, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

describe('the newest observation behind a signal', () => {
  const rowsOn = signalRows({
    taiwan_strait: [aTaiwanReport('2026-08-22'), aTaiwanReport('2026-08-20'), aTaiwanReport('2026-08-21', { known_from: '2026-09-01' })],
    senkaku: [aSenkakuDay('2026-10-07'), aSenkakuDay('2026-10-08')],
    carrier_deployments: [aDeployment('2026-05-30', '2026-06-19'), aDeployment('2026-06-23', '2026-06-24', { scope: 'scs' })],
  });

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
});
