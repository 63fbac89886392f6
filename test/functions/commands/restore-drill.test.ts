import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoresKey } from '#contracts/store/table-layout.ts';
import { changedObjects, putBack } from '#functions/commands/restore-drill/objects-at.ts';
import { readsOf, readsThatDiffer } from '#functions/commands/restore-drill/reads-of.ts';
import { restorableSpan, restoreTables } from '#functions/commands/restore-drill/restored-tables.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { sqliteStore, TABLE } from '../../adapters/embedded-store.ts';

/** A client of AWS that answers by the name of the command, and keeps what it was sent. */
function answering(answers: Readonly<Record<string, (input: Record<string, unknown>) => unknown>>) {
  const sent: { readonly name: string; readonly input: Record<string, unknown> }[] = [];
  const send = async (command: { readonly input: Record<string, unknown> }) => {
    const name = command.constructor.name.replace(/Command$/, '');
    sent.push({ name, input: command.input });
    return answers[name]?.(command.input) ?? {};
  };
  return {
    client: { send, config: {} } as unknown as DynamoDBClient & S3Client,
    sent,
    inputsOf: (name: string) => sent.filter((one) => one.name === name).map(({ input }) => input),
  };
}

const tables = { scores: 'Scores-1', signals: 'Signals-1', access: 'Access-1' };

describe('tables of one moment', () => {
  const day = (n: number): Date => new Date(`2026-11-${n}T00:00:00Z`);
  const spans: Readonly<Record<string, readonly [number, number]>> = { 'Scores-1': [1, 27], 'Signals-1': [5, 26], 'Access-1': [2, 28] };

  it('are those that all of them can be restored to', async () => {
    const { client } = answering({
      DescribeContinuousBackups: ({ TableName }) => {
        const [first, last] = spans[String(TableName)] ?? [1, 1];
        const recovery = { EarliestRestorableDateTime: day(10 + first), LatestRestorableDateTime: day(last) };
        return { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: recovery } };
      },
    });
    expect(await restorableSpan(client, tables)).toEqual({ first: day(15), last: day(26) });
  });

  it('are refused when one of them keeps no recovery, by its name', async () => {
    const { client } = answering({
      DescribeContinuousBackups: () => ({ ContinuousBackupsDescription: { PointInTimeRecoveryDescription: {} } }),
    });
    await expect(restorableSpan(client, tables)).rejects.toThrow(/^Scores-1 has no point-in-time recovery/);
  });

  it('are restored to the same second, and get what a restore leaves behind: expiry, recovery, tags, protection', async () => {
    const { client, inputsOf } = answering({
      DescribeTable: ({ TableName }) => ({
        Table: { TableArn: `arn:${TableName}`, TableStatus: 'ACTIVE', DeletionProtectionEnabled: true },
      }),
      ListTagsOfResource: () => ({
        Tags: [
          { Key: 'Stage', Value: 'prod' },
          { Key: 'aws:cloudformation:stack-name', Value: 'Storage' },
        ],
      }),
    });
    const made = await restoreTables(client, tables, day(20), 'at-1');
    expect(made).toEqual({ scores: 'Scores-1-at-1', signals: 'Signals-1-at-1', access: 'Access-1-at-1' });
    const restored = inputsOf('RestoreTableToPointInTime');
    expect(restored.map(({ SourceTableName: from, TargetTableName: to }) => `${from} ${to}`).sort()).toEqual(
      Object.values(tables)
        .map((name) => `${name} ${name}-at-1`)
        .sort(),
    );
    for (const { RestoreDateTime } of restored) expect(RestoreDateTime).toEqual(day(20));
    const targets = Object.values(made).sort();
    const named = (name: string) =>
      inputsOf(name)
        .map(({ TableName }) => TableName)
        .sort();
    for (const name of ['UpdateTimeToLive', 'UpdateContinuousBackups', 'UpdateTable']) expect(named(name), name).toEqual(targets);
    expect(inputsOf('UpdateTimeToLive')[0]).toMatchObject({ TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires_at' } });
    expect(inputsOf('TagResource').map(({ Tags }) => Tags)).toEqual(Array(3).fill([{ Key: 'Stage', Value: 'prod' }])); // nobody may set those of AWS
  });
});

describe('objects of a moment', () => {
  const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 27, hour));
  const version = (Key: string, VersionId: string, hour: number, IsLatest = false) => ({
    Key,
    VersionId,
    LastModified: at(hour),
    IsLatest,
  });
  const pages = [
    {
      IsTruncated: true,
      NextKeyMarker: 'changed',
      NextVersionIdMarker: 'c1',
      Versions: [version('changed', 'c2', 9, true), version('changed', 'c1', 3), version('kept', 'k1', 2, true)],
    },
    {
      Versions: [
        version('deleted', 'd1', 1),
        version('later', 'l1', 8, true),
        version('deleted before', 'b1', 1),
        version('a b/ü', 'u2', 7, true),
        version('a b/ü', 'u1', 4),
      ],
      DeleteMarkers: [version('deleted', 'd2', 7, true), version('deleted before', 'b2', 2, true)],
    },
  ];
  const bucket = () =>
    answering({
      GetBucketVersioning: () => ({ Status: 'Enabled' }),
      ListObjectVersions: ({ KeyMarker }) => (KeyMarker === undefined ? pages[0] : pages[1]),
    });

  it('are told where they have other bytes now or are gone; new ones and those that were gone already are not', async () => {
    const changed = await changedObjects(bucket().client, 'b', at(5));
    expect(changed).toEqual([
      { key: 'changed', versionId: 'c1' },
      { key: 'deleted', versionId: 'd1' },
      { key: 'a b/ü', versionId: 'u1' },
    ]);
  });

  it('are put back by a copy of their version, which deletes nothing', async () => {
    const { client, sent } = bucket();
    await putBack(client, 'b', [{ key: 'a b/ü', versionId: 'u1' }]);
    expect(sent).toEqual([{ name: 'CopyObject', input: { Bucket: 'b', Key: 'a b/ü', CopySource: 'b/a%20b/%C3%BC?versionId=u1' } }]);
  });

  it('cannot be told of a bucket without versions', async () => {
    await expect(changedObjects(answering({}).client, 'b', at(5))).rejects.toThrow('the bucket b keeps no versions');
  });
});

describe('reads of a run from two stores', () => {
  let stores: readonly Awaited<ReturnType<typeof sqliteStore>>[];
  beforeAll(async () => {
    stores = [await sqliteStore(), await sqliteStore()];
    for (const store of stores) await publishWorld(store);
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));
  const reads = () => Promise.all(stores.map(({ scores }) => readsOf(scores, WORLD_RUN)));

  it('are the same bytes where the rows are, and name what differs where one is not', async () => {
    const [before, after] = await reads();
    expect([...(before?.keys() ?? [])]).toEqual(
      expect.arrayContaining([`run ${WORLD_RUN}`, 'ranking of elements for JPN', 'element Dy for JPN']),
    );
    expect(readsThatDiffer(before ?? new Map(), after ?? new Map())).toEqual([]);
    await stores[1]?.runs.send(new DeleteCommand({ TableName: TABLE, Key: scoresKey(WORLD_RUN, { type: 'element', id: 'Dy' }) }));
    const [there, restored] = await reads();
    expect(readsThatDiffer(there ?? new Map(), restored ?? new Map())).toEqual(['element Dy for JPN', 'element Dy for USA']);
  });
});
