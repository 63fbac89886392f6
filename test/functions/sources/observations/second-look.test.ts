import { describe, expect, test } from 'vitest';
import { withObservations } from '#domain/signals/observations.ts';
import { logStatements } from '#functions/sources/log-statements.ts';
import { decideQuarantine } from '#functions/sources/observations/decide-quarantine.ts';
import { type IngestPorts, ingestObservations, mostPlausible } from '#functions/sources/observations/ingest-observations.ts';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';
import { observationLogIn } from '#functions/store/observation-log.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const DAY = '2026-11-26';
const NOW = `${DAY}T08:00:00.000Z`;
/** The highest day of Taiwan's ministry, 14 October 2024. */
const RECORD = 153;
const published = { taiwan_strait: new Map([['2024-10-15', { aircraft: RECORD }]]) };
const report = (aircraft: number, source = 'MND') => ({
  series: 'taiwan_strait',
  date: DAY,
  values: { aircraft },
  source,
  known_from: DAY,
});

function house() {
  const log = observationLogIn(tableInMemory());
  const ports = (client: string): IngestPorts => ({ log, published, client, key: client.padEnd(10, '0'), now: NOW });
  const send = async (client: string, aircraft: number, source?: string) => {
    const { results } = await ingestObservations([report(aircraft, source)], ports(client));
    return results[0] as (typeof results)[number];
  };
  const decide = (client: string, decision: 'release' | 'discard', id: string) =>
    decideQuarantine(
      { id, decision, note: 'looked at', client, key: client.padEnd(10, '0'), of: client === 'mallory' ? client : null, now: NOW },
      { log, published },
    );
  const counted = async () =>
    withObservations(bundledReferenceData, await log.all(), DAY).taiwan_strait.find((row) => row.report_date === DAY);
  return { log, send, decide, counted };
}

describe('an observation that needs a second look', () => {
  test.each([
    [1, 2],
    [3, 6],
    [16, 24],
    [64, 80],
    [RECORD, 191],
  ])('is one above a quarter, or two deviations, over a record of %d, and of a publisher one above twice that', (record, most) => {
    expect([mostPlausible(record, false), mostPlausible(record, true)]).toEqual([most, 2 * record]);
  });

  test('waits at once above that, and is taken below', async () => {
    const { send } = house();
    expect([(await send('acme', 191)).status, (await send('acme', 192)).status]).toEqual(['accepted', 'quarantined']);
  });

  test('is released by any caller who may, and the record says who', async () => {
    const { send, decide } = house();
    const [first, second, third] = [await send('mallory', 5000), await send('mallory', 5001), await send('mallory', 5002)];
    expect(await decide('operator', 'release', first.id ?? '')).toMatchObject({
      status: 'released',
      sent_by: 'mallory',
      decided_by: 'operator',
      decided_with: 'operator00',
    });
    expect(await decide('mallory', 'release', second.id ?? '')).toMatchObject({ status: 'released', decided_by: 'mallory' });
    expect(await decide('mallory', 'discard', third.id ?? '')).toMatchObject({ status: 'discarded', decided_by: 'mallory' });
  });
});

describe('a count far above any on record that was released', () => {
  test('moves a score no further than what was plausible, and the evidence says so and who sent it', async () => {
    const { log, send, decide, counted } = house();
    await decide('operator', 'release', (await send('mallory', 5000)).id ?? '');
    expect(await counted()).toMatchObject({
      aircraft: 191,
      sent_by: 'mallory000',
      note: 'aircraft counts as 191 of 5000 until a document of its publisher states the same.',
    });
    expect((await log.all())[0]?.receipt).toEqual({
      client: 'mallory',
      key: 'mallory000',
      received_at: NOW,
      released_by: 'operator',
      held_to: { aircraft: 191 },
    });
  });

  test('stays held when it is stated again, by its sender or by another client', async () => {
    const { send, decide, counted } = house();
    await decide('operator', 'release', (await send('mallory', 5000)).id ?? '');
    for (const client of ['mallory', 'bolt']) expect((await send(client, 5000, 'another source')).status).toBe('duplicate');
    expect((await send('mallory', 12)).status).toBe('corrected');
    expect((await send('mallory', 5000)).status).toBe('corrected');
    expect(await counted()).toMatchObject({ aircraft: 191, sent_by: 'mallory000' });
  });

  test('counts in full once the document of the publisher states the same', async () => {
    const { log, send, decide, counted } = house();
    await decide('operator', 'release', (await send('mallory', 300)).id ?? '');
    const statement = { item: { ...report(300), source_url: null, definition: 'all_detected' }, from: ['document'] };
    const outcome = await logStatements([statement], {
      log,
      shipped: published,
      client: 'collector:taiwan-mnd',
      source: 'MND',
      now: NOW,
      isReleased: () => false,
      statedNow: async () => [statement],
    });
    expect([outcome.added, (await counted())?.aircraft]).toEqual([1, 300]);
  });
});

describe('a record that only a client states', () => {
  /** What a run publishes of what was sent: the next observation is compared with that. */
  const afterARun = (aircraft: number) => ({ taiwan_strait: new Map([...published.taiwan_strait, [DAY, { aircraft }]]) });
  const nextDay = (aircraft: number) => ({ ...report(aircraft), date: '2026-11-25', known_from: '2026-11-25' });

  async function sentAfter(prepare: (built: ReturnType<typeof house>) => Promise<unknown>, aircraft: number): Promise<string | undefined> {
    const built = house();
    await prepare(built);
    const ports = { log: built.log, published: afterARun(191), client: 'mallory', key: null, now: NOW };
    return (await ingestObservations([nextDay(aircraft)], ports)).results[0]?.status;
  }

  test('makes nothing above it plausible, so that no client climbs from run to run', async () => {
    const byMallory = ({ send }: ReturnType<typeof house>) => send('mallory', 191);
    expect([await sentAfter(byMallory, 191), await sentAfter(byMallory, 192)]).toEqual(['accepted', 'quarantined']);
    const byAnother = ({ send }: ReturnType<typeof house>) => send('bolt', 191);
    expect(await sentAfter(byAnother, 192)).toBe('quarantined');
  });

  test('is one to be measured by once somebody else let it out of quarantine', async () => {
    const releasedBy =
      (client: string) =>
      async ({ send, decide }: ReturnType<typeof house>) =>
        decide(client, 'release', (await send('mallory', 250)).id ?? '');
    const by = releasedBy('operator');
    expect([await sentAfter(by, 238), await sentAfter(by, 239)]).toEqual(['accepted', 'quarantined']);
    expect(await sentAfter(releasedBy('mallory'), 192)).toBe('quarantined');
  });
});

describe('a decision', () => {
  test('is made before anything is stored: of release and discard at once, the log has what the record says', async () => {
    for (const order of [
      ['release', 'discard'],
      ['discard', 'release'],
    ] as const) {
      const { log, send, decide } = house();
      const { id } = await send('mallory', 5000);
      const settled = await Promise.allSettled(order.map((decision) => decide('operator', decision, id ?? '')));
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const entry = await log.quarantined(null, id ?? '');
      expect((await log.all()).length).toBe(entry?.status === 'released' ? 1 : 0);
    }
  });

  test('that was cut off before it was stored is finished by the same decision again, and by no other', async () => {
    const { log, send, decide } = house();
    const { id } = await send('mallory', 5000);
    const waiting = await log.quarantined(null, id ?? '');
    if (waiting === null) throw new Error('it waits');
    await log.decide({ ...waiting, status: 'releasing', decided_by: 'operator', decided_at: NOW, note: 'looked at' }, 'waiting');
    await expect(decide('operator', 'discard', id ?? '')).rejects.toMatchObject({ code: 'version_conflict' });
    expect((await decide('operator', 'release', id ?? '')).status).toBe('released');
    expect((await log.all()).length).toBe(1);
  });
});

test('a day cannot be filled by one client: after twenty versions somebody else has to look, and others still correct it', async () => {
  const { log, send } = house();
  const statuses: string[] = [];
  for (let n = 0; n < 24; n += 1) statuses.push((await send('mallory', n)).status);
  expect(statuses.filter((status) => status === 'quarantined')).toHaveLength(4);
  expect((await send('acme', 99)).status).toBe('corrected');
  expect((await log.all()).length).toBe(21);
});
