import { describe, expect, it } from 'vitest';
import { collectorEventSchema } from '#contracts/collection/collected-document.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { runCollector } from '#functions/sources/run-collector.ts';
import { collectedDocumentsIn } from '#functions/store/collected-documents.ts';
import { observationLogIn } from '#functions/store/observation-log.ts';
import { rawDocumentsIn } from '#functions/store/raw-documents.ts';
import { rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { sourceClocksIn } from '#functions/store/source-clocks.ts';
import { SIGNALS_TABLE, sqliteStore, TABLE } from '#test/adapters/embedded-store.ts';
import { smallReport, smallSource } from '#test/builders/small-source.ts';
import { watchedTables } from '#test/builders/watched-tables.ts';
import { fakeCollectorPause } from '#test/fakes/fake-collector-pause.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { parseCollectContact } from '../../infra/stage-settings.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const NIGHTLY = 'cron(30 3 * * ? *)';

describe('the schedules of the collectors', () => {
  const { template, functions } = synthesizedService('prod');
  const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);
  const ofSource = (name: string) => {
    const collector = functions.find(({ properties }) => properties.Description.startsWith(`Collects ${name}:`));
    const found = schedules.filter(({ Target }) => Target.Arn['Fn::GetAtt']?.[0] === collector?.logicalId);
    expect(found, name).toHaveLength(1);
    return found[0];
  };

  it.each(SOURCE_CONTRACTS.map(({ name, asked }) => [name, asked] as const))(
    'ask %s %s, an hour before the nightly run, and not again once that has begun',
    (name, asked) => {
      const schedule = ofSource(name);
      expect(schedule).toMatchObject({
        ScheduleExpression: asked === 'daily' ? 'cron(30 2 * * ? *)' : 'cron(30 2 1 * ? *)',
        ScheduleExpressionTimezone: 'Asia/Tokyo',
        FlexibleTimeWindow: { Mode: 'OFF' },
        State: 'ENABLED',
      });
      expect(schedules.filter(({ ScheduleExpression }) => ScheduleExpression === NIGHTLY)).toHaveLength(1);
      expect(schedule.Target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThan(3600);
      expect(collectorEventSchema.parse(JSON.parse(schedule.Target.Input))).toEqual({ source: name, since: null });
    },
  );
});

describe('the watch of announcements', () => {
  const { template, functions } = synthesizedService('prod');
  const watch = functions.find(({ entryFile }) => entryFile === 'functions/sources/announcements/watch-lists.handler.ts');

  it('is started with the collectors, every night, and once only', () => {
    const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule')
      .map(([, { Properties }]) => Properties)
      .filter(({ Target }) => Target.Arn['Fn::GetAtt']?.[0] === watch?.logicalId);
    expect(schedules).toMatchObject([
      { ScheduleExpression: 'cron(30 2 * * ? *)', ScheduleExpressionTimezone: 'Asia/Tokyo', State: 'ENABLED' },
    ]);
    expect(schedules[0]?.Target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThan(3600);
  });

  it('has what is new and what is in trouble counted from its log, the latter with the sources', () => {
    const filters = resourcesOf(template, 'AWS::Logs::MetricFilter')
      .map(([, { Properties }]) => Properties)
      .filter(({ LogGroupName }) => LogGroupName.Ref === watch?.properties.LoggingConfig.LogGroup.Ref);
    expect(filters.map(({ FilterPattern, MetricTransformations }) => [FilterPattern, MetricTransformations[0].MetricName])).toEqual([
      ['{ $.announcements_new = "*" }', 'AnnouncementsNew'],
      ['{ $.sources_in_trouble = "*" }', 'SourcesInTrouble'],
    ]);
  });
});

describe('the rights of a collector', () => {
  it('are what it uses of the tables: it reads and adds, asks for a run, and repeats what was doubted', async () => {
    const used = new Map<string, Set<string>>();
    const store = await sqliteStore(null, (tables) =>
      watchedTables(tables, ({ table, action }) => used.set(table, (used.get(table) ?? new Set()).add(`dynamodb:${action}`))),
    );
    const objects = inMemoryArchivedObjects();
    const days = Array.from({ length: 60 }, (_, n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10));
    let file: readonly unknown[] = [];
    const ports = {
      raw: rawDocumentsIn(objects),
      pause: fakeCollectorPause('2026-11-27T01:00:00.000Z'),
      fetcher: { fetch: () => Promise.reject(new Error('the publisher was asked')), close: async () => undefined },
      collected: collectedDocumentsIn(objects),
      log: observationLogIn(store.table(SIGNALS_TABLE)),
      clocks: sourceClocksIn(store.table(SIGNALS_TABLE)),
      requests: rescoreRequestsIn(store.table(TABLE)),
      shipped: {},
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
        drift: [],
      });
      file = days.map((day) => smallReport(day, 5));
      expect(await runCollector(event, ports, [smallSource])).toMatchObject({ accepted: 60 });
      file = [smallReport('2026-11-01', 6)];
      expect(await runCollector(event, ports, [smallSource])).toMatchObject({ accepted: 1 });
    } finally {
      await store.close();
    }
    const { functions } = synthesizedService('prod');
    const collector = functions.find(({ properties }) => properties.Description.startsWith('Collects taiwan-mnd:'));
    const granted = (table: string): string[] =>
      (collector?.statements ?? [])
        .filter(({ resources }) => JSON.stringify(resources).includes(`Storage:ExportsOutputFnGetAtt${table}`))
        .flatMap(({ actions }) => actions)
        .sort();
    expect(granted('Scores')).toEqual([...(used.get(TABLE) ?? [])].sort());
    // The log reads an item when it doubts what it has doubted before.
    expect(granted('Signals')).toEqual([...(used.get(SIGNALS_TABLE) ?? []), 'dynamodb:GetItem'].sort());
  });
});

describe('the contact of the collectors', () => {
  it('is an address or mail, and nothing when none is given', () => {
    expect(parseCollectContact(undefined)).toBeUndefined();
    expect(parseCollectContact('ops@example.com')).toBe('ops@example.com');
    expect(parseCollectContact('https://example.com/collector')).toBe('https://example.com/collector');
    expect(() => parseCollectContact('me')).toThrow('collectContact is "me"');
    expect(() => parseCollectContact(7)).toThrow('collectContact is 7');
  });
});
