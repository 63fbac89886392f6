import { expect, test } from 'vitest';
import { ingestObservations } from '#functions/sources/observations/ingest-observations.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/sources/observation-log.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const report = (date: string, aircraft: number) => ({
  series: 'taiwan_strait',
  date,
  values: { aircraft },
  source: 'MND',
  known_from: date,
});
const send = (log: ObservationLog, items: readonly unknown[], client = 'acme') =>
  ingestObservations(items, { log, published: {}, client, now: '2026-11-26T08:00:00.000Z' });

test('fifty clients that send one day at once are all stored, one after another', async () => {
  const log = observationLogIn(tableInMemory());
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, n) => send(log, [report('2026-11-25', n)], `client-${n}`)),
  );
  expect(sent.flatMap(({ results }) => results.map(({ status }) => status)).sort()).toEqual([
    'accepted',
    ...Array(49).fill('corrected'),
  ]);
  expect((await log.all()).map(({ version }) => version)).toEqual(
    Array.from({ length: 50 }, (_, n) => n + 1),
  );
});

test('what lost at every try is told with its place, and all others are stored', async () => {
  const log = observationLogIn(tableInMemory());
  const losing: ObservationLog = {
    ...log,
    append: async (entry) => entry.observation.date !== '2026-11-24' && log.append(entry),
  };
  await expect(
    send(losing, [report('2026-11-23', 1), report('2026-11-24', 2), report('2026-11-25', 3)]),
  ).rejects.toMatchObject({
    code: 'write_contention',
    message: expect.stringMatching(/^2 of 3 observations are stored/),
    errors: [{ pointer: '/observations/1', code: 'not_stored' }],
    advice: { retryAfterSeconds: 2 },
  });
  expect((await log.all()).map(({ observation }) => observation.date)).toEqual(['2026-11-23', '2026-11-25']);
});

test('nothing is stored after a failure was told', async () => {
  const log = observationLogIn(tableInMemory());
  const slow: ObservationLog = {
    ...log,
    async append(entry) {
      if (entry.observation.date === '2026-11-23') throw new Error('the store is gone');
      await new Promise((resolve) => setImmediate(resolve));
      return log.append(entry);
    },
  };
  await expect(send(slow, [report('2026-11-23', 1), report('2026-11-24', 2)])).rejects.toThrow(
    'the store is gone',
  );
  expect(await log.all()).toHaveLength(1);
});
