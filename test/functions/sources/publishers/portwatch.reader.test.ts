import { expect, it } from 'vitest';
import { withObservations } from '#domain/signals/observations.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { portwatchReader } from '#functions/sources/publishers/portwatch.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { madeDocument } from './read-fixture.ts';

const NAMES = { suez: 'Suez Canal', hormuz_strait: 'Strait of Hormuz' } as const;
const row = (name: string, day: string, ships: number, asText = false) => ({
  attributes: { date: asText ? day : Date.parse(day), portid: 'x', portname: name, n_total: ships },
});
const read = async (answer: object) =>
  (await portwatchReader.read(madeDocument('query', JSON.stringify(answer))))[0];

it('days become means of whole weeks, which go on after the weeks that ship', async () => {
  // Wednesday 15 July 2026 to Tuesday 4 August: two whole weeks from Monday, 20 and 27 July.
  const days = Array.from({ length: 21 }, (_, n) => isoDate(dayNumber('2026-07-15') + n)).toReversed();
  const features = days.flatMap((day, n) => [
    row(NAMES.suez, day, day < '2026-07-27' ? 40 : 41 + (day === '2026-07-27' ? 3 : 0)),
    row(NAMES.hormuz_strait, day, 30, n % 2 === 0),
    row('Panama Canal', day, 35),
  ]);
  const document = await read({ features, exceededTransferLimit: true });
  expect(document?.observations.map(({ id, date, values }) => [id, date, values.ships])).toEqual([
    ['suez', '2026-07-20', [40, 41.4]],
    ['hormuz_strait', '2026-07-20', [30, 30]],
  ]);
  expect(document?.unread.map(({ text }) => text)).toEqual(['Bab el-Mandeb Strait', 'Cape of Good Hope']);
  const [suez] = document?.observations ?? [];
  const versions = [
    {
      version: 1,
      observation: {
        signal: 'strait_transits',
        id: 'suez',
        date: '2026-07-20',
        known_from: '2026-08-05',
        source: 'x',
        source_url: null,
        definition: 'as published',
        values: suez?.values ?? {},
      },
    },
  ];
  const shipped = bundledReferenceData.strait_transits.find(({ lane }) => lane === 'suez');
  const rowOn = (day: string) =>
    withObservations(bundledReferenceData, versions as never, day).strait_transits.find(
      ({ lane }) => lane === 'suez',
    );
  expect(rowOn('2026-08-05')).toMatchObject({
    first_week: shipped?.first_week,
    ships: [...(shipped?.ships ?? []), 40, 41.4],
  });
  expect(rowOn('2026-08-04')).toEqual(shipped);
});

// Ships that the publisher counted at Bab el-Mandeb from 7 to 20 January 2019, and the means that ship.
it('the means of real days are those of the table that ships', async () => {
  const counted = [61, 50, 48, 40, 56, 40, 49, 48, 49, 64, 45, 49, 56, 53];
  const features = counted.map((ships, n) =>
    row('Bab el-Mandeb Strait', isoDate(dayNumber('2019-01-07') + n), ships),
  );
  const shipped = bundledReferenceData.strait_transits.find(({ lane }) => lane === 'bab_el_mandeb');
  expect((await read({ features }))?.observations[0]).toMatchObject({
    date: shipped?.first_week,
    values: { ships: shipped?.ships.slice(0, 2) },
  });
});

it('an error that comes as a good answer is told', async () => {
  const document = await read({ error: { code: 400, message: 'Invalid query parameters' } });
  expect(document).toMatchObject({ observations: [], unread: [{ text: 'Invalid query parameters' }] });
});
