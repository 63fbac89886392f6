import { describe, expect, test } from 'vitest';
import { countsFarAbove, withObservations } from '#domain/signals/observations.ts';
import { logStatements } from '#functions/sources/log-statements.ts';
import {
  type IngestPorts,
  ingestObservations,
  mostUntold,
} from '#functions/sources/observations/ingest-observations.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const DAY = '2026-11-26';
const NOW = `${DAY}T08:00:00.000Z`;
/** The highest day of Taiwan's ministry, 14 October 2024. */
const RECORD = 153;
const published = { taiwan_strait: new Map([['2024-10-15', { aircraft: RECORD }]]) };
const report = (aircraft: number, date = DAY) => ({
  series: 'taiwan_strait',
  date,
  values: { aircraft },
  source: 'MND',
  known_from: date,
});
const HELD = 'aircraft counts as 191 of 5000 until a document of its publisher states the same.';

function house() {
  const log = observationLogIn(tableInMemory());
  const send = async (
    client: string,
    aircraft: number,
    known: IngestPorts['published'] = published,
    date = DAY,
  ) => {
    const ports: IngestPorts = { log, published: known, client, key: client.padEnd(10, '0'), now: NOW };
    const { results } = await ingestObservations([report(aircraft, date)], ports);
    return results[0] as (typeof results)[number];
  };
  const publish = (...reports: readonly ReturnType<typeof report>[]) => {
    const stated = reports.map((item) => ({
      item: { ...item, source_url: null, definition: 'all_detected' },
      from: ['document'],
    }));
    return logStatements(stated, {
      log,
      shipped: published,
      client: 'collector:taiwan-mnd',
      source: 'MND',
      now: NOW,
      isReleased: () => false,
      statedNow: async () => stated,
    });
  };
  const facts = async () => withObservations(bundledReferenceData, await log.all(), DAY);
  const counted = async () => (await facts()).taiwan_strait.find((row) => row.report_date === DAY);
  return { log, send, publish, facts, counted };
}

test.each([
  [1, 2],
  [3, 6],
  [16, 24],
  [64, 80],
  [RECORD, 191],
])(
  'a count is far above a record of %d when it is more than a quarter, or two deviations, above it',
  (record, most) => {
    expect(mostUntold(record)).toBe(most);
  },
);

describe('a publisher that states a count far above any before', () => {
  test('is taken at its word at once, and the count is told', async () => {
    const { log, publish, counted, facts } = house();
    const told = 'aircraft 300 is far above any before it: more than 191 is told.';
    expect(await publish(report(300))).toMatchObject({
      added: 1,
      farAbove: [`taiwan_strait ${DAY}: ${told}`],
      doubted: [],
    });
    expect(await counted()).toMatchObject({ aircraft: 300, note: told });
    expect((await log.all())[0]?.receipt).toMatchObject({
      from_publisher: true,
      far_above: { aircraft: 191 },
    });
    expect(countsFarAbove(await facts(), DAY)).toEqual([`taiwan_strait of ${DAY}: ${told}`]);
    expect(countsFarAbove(await facts(), '2026-11-27')).toEqual([]);
  });

  test('has set a record, by which the next days are measured, those of clients too', async () => {
    const { publish, send, counted } = house();
    await publish(report(300, '2026-11-24'));
    expect(await publish(report(300, '2026-11-24'), report(350, '2026-11-25'))).toMatchObject({
      added: 1,
      farAbove: [],
    });
    const afterARun = {
      taiwan_strait: new Map([...published.taiwan_strait, ['2026-11-25', { aircraft: 350 }]]),
    };
    expect(await send('acme', 437, afterARun)).toMatchObject({ status: 'accepted', reasons: [] });
    expect(await counted()).toMatchObject({ aircraft: 437, note: null });
  });
});

describe('a client that states a count far above any before', () => {
  test('is taken in at once, moves a score no further than is usual, and is told so with who sent it', async () => {
    const { log, send, counted } = house();
    expect(await send('mallory', 191)).toMatchObject({ status: 'accepted', reasons: [] });
    expect(await send('mallory', 5000)).toMatchObject({ status: 'corrected', reasons: [HELD] });
    expect(await counted()).toMatchObject({ aircraft: 191, sent_by: 'mallory000', note: HELD });
    expect((await log.all())[1]?.receipt).toEqual({
      client: 'mallory',
      key: 'mallory000',
      received_at: NOW,
      far_above: { aircraft: 191 },
    });
  });

  test('stays held when it is stated again, by its sender or by another client', async () => {
    const { send, counted } = house();
    await send('mallory', 5000);
    for (const client of ['mallory', 'bolt'])
      expect(await send(client, 5000)).toMatchObject({ status: 'duplicate', reasons: [HELD] });
    expect((await send('mallory', 12)).status).toBe('corrected');
    expect((await send('mallory', 5000)).status).toBe('corrected');
    expect(await counted()).toMatchObject({ aircraft: 191, sent_by: 'mallory000' });
  });

  test('is right once the document of the publisher states the same', async () => {
    const { send, publish, counted } = house();
    await send('mallory', 300);
    expect([(await publish(report(300))).added, (await counted())?.aircraft]).toEqual([1, 300]);
  });

  test.each(['mallory', 'bolt'])(
    'has set no record: %s climbs no further from run to run',
    async (client) => {
      const { send } = house();
      await send('mallory', 5000);
      const afterARun = { taiwan_strait: new Map([...published.taiwan_strait, [DAY, { aircraft: 191 }]]) };
      expect((await send(client, 191, afterARun, '2026-11-25')).reasons).toEqual([]);
      expect((await send(client, 192, afterARun, '2026-11-25')).reasons).toEqual([
        'aircraft counts as 191 of 192 until a document of its publisher states the same.',
      ]);
    },
  );
});

test('a day cannot be filled by one client: after twenty versions another has to send the next one', async () => {
  const { log, send } = house();
  const statuses: string[] = [];
  for (let n = 0; n < 24; n += 1) statuses.push((await send('mallory', n)).status);
  expect(statuses.filter((status) => status === 'refused')).toHaveLength(4);
  expect((await send('acme', 99)).status).toBe('corrected');
  expect((await log.all()).length).toBe(21);
});
