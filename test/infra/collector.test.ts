import { describe, expect, it } from 'vitest';
import { ANNOUNCEMENTS, collectorEventSchema } from '#contracts/collection/collected-document.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { runCollector } from '#functions/sources/run-collector.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import { collectorStores } from '#test/builders/collectors.ts';
import { smallReport, smallSource } from '#test/builders/small-source.ts';
import { watchedTables } from '#test/builders/watched-tables.ts';
import { fakeCollectorPause } from '#test/fakes/fake-collector-pause.ts';
import { SIGNALS_TABLE, sqliteStore, TABLE } from '#test/functions/store/embedded-store.ts';
import { functionNamed, PROD, resourcesOf } from './synthesized.ts';

describe('the schedules of the collector', () => {
  const schedules = resourcesOf(PROD.service, 'AWS::Scheduler::Schedule')
    .map(([, { Properties }]) => Properties)
    .filter(({ Target }) => Target.Arn['Fn::GetAtt']?.[0] === functionNamed('Collect').logicalId);

  it('ask each source, and for announcements, once, an hour before the nightly run, and not again once that has begun', () => {
    const asked = schedules.map(({ Target, ScheduleExpression }) => [
      collectorEventSchema.parse(JSON.parse(Target.Input)),
      ScheduleExpression,
    ]);
    const daily = 'cron(30 2 * * ? *)';
    expect(asked).toEqual([
      ...SOURCE_CONTRACTS.filter(({ feeds }) => feeds !== 'drafts').map(({ name, asked: when }) => [
        { source: name, since: null },
        when === 'daily' ? daily : 'cron(30 2 1 * ? *)',
      ]),
      [{ source: ANNOUNCEMENTS, since: null }, daily],
    ]);
    for (const schedule of schedules) {
      expect(schedule).toMatchObject({
        ScheduleExpressionTimezone: 'Asia/Tokyo',
        FlexibleTimeWindow: { Mode: 'OFF' },
        State: 'ENABLED',
      });
      expect(schedule.Target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThan(3600);
    }
  });
});

describe('the rights of a collector', () => {
  it('are what it uses of the tables: it reads and adds, asks for a run, and repeats what was doubted', async () => {
    const used = new Map<string, Set<string>>();
    const store = await sqliteStore(null, (tables) =>
      watchedTables(tables, ({ table, action }) =>
        used.set(table, (used.get(table) ?? new Set()).add(`dynamodb:${action}`)),
      ),
    );
    const days = Array.from({ length: 60 }, (_, n) =>
      new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10),
    );
    let file: readonly unknown[] = [];
    const ports = {
      ...collectorStores(),
      pause: fakeCollectorPause('2026-11-27T01:00:00.000Z'),
      fetcher: {
        fetch: () => Promise.reject(new Error('the publisher was asked')),
        close: async () => undefined,
      },
      log: observationLogIn(store.table(SIGNALS_TABLE)),
      clocks: sourceClocksIn(store.table(SIGNALS_TABLE)),
      requests: rescoreRequestsIn(store.table(TABLE)),
      handedInFile: async () => new TextEncoder().encode(JSON.stringify(file)),
    };
    const event = collectorEventSchema.parse({
      'detail-type': 'Object Created',
      detail: { object: { key: 'handed-in/taiwan-mnd/reports.json', size: 100 } },
    });
    try {
      await ports.clocks.put({
        source: 'taiwan-mnd',
        last_run_at: '2026-11-26T17:30:00.000Z',
        last_outcome: 'ok',
        last_reason: null,
        last_reached_at: null,
        last_content_on: null,
        last_new_at: null,
        quarantined: 0,
        coverage: null,
        drift: [],
      });
      file = days.map((day) => smallReport(day, 5));
      expect(await runCollector(event, ports, [smallSource])).toMatchObject({ accepted: 60 });
      file = [smallReport('2026-11-01', 6)];
      expect(await runCollector(event, ports, [smallSource])).toMatchObject({ accepted: 1 });
    } finally {
      await store.close();
    }
    const granted = (table: string): string[] =>
      functionNamed('Collect')
        .statements.filter(({ resources }) =>
          JSON.stringify(resources).includes(`Storage:ExportsOutputFnGetAtt${table}`),
        )
        .flatMap(({ actions }) => actions)
        .sort();
    expect(granted('Scores')).toEqual([...(used.get(TABLE) ?? [])].sort());
    expect(granted('Signals')).toEqual([...(used.get(SIGNALS_TABLE) ?? []), 'dynamodb:GetItem'].sort());
  });
});
