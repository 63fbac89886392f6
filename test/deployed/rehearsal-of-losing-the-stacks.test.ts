import { beforeAll, describe, expect, it } from 'vitest';
import { cdk, nodeRun, onStacks, onTables } from './emulated-aws.ts';
import { CONFIG_FILE, DOCUMENTED, RehearsedProd, SERVICE, STORAGE } from './rehearsed-prod.ts';

/** The steps stand on each other. */
describe('prod is restored, destroyed and taken over', () => {
  let prod: RehearsedProd;
  let made: RehearsedProd['outputs'][typeof STORAGE];
  let read: { readonly run_id: string };

  beforeAll(async () => {
    prod = await RehearsedProd.up();
    [made, read] = [prod.outputs[STORAGE], (await prod.score('element', 'Dy')).body];
  });

  const dataOf = ({
    ScoresTableName: scores,
    SignalsTableName: signals,
    AccessTableName: access,
    SnapshotsBucketName: bucket,
  }: typeof made) => ({
    scores,
    signals,
    access,
    bucket,
  });
  const areKept = async (...names: readonly string[]) => {
    for (const TableName of names) {
      const { Table: table } = await onTables('DescribeTable', { TableName });
      expect(table).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: true });
      await expect(onTables('DeleteTable', { TableName }), TableName).rejects.toThrow(/protect/i);
    }
  };

  it('goes on with a second set of tables: restored, named in the file of the stage, the same to readers, with a night of their own; the first ones stay as they were', async () => {
    const to = `${new Date().toISOString().slice(0, 19)}Z`;
    for (const _ of [1, 2])
      await nodeRun('functions/commands/restore-tables.command.ts', ['--file', CONFIG_FILE, '--to', to], {
        SCORES_TABLE_NAME: made.ScoresTableName,
        SIGNALS_TABLE_NAME: made.SignalsTableName,
        ACCESS_TABLE_NAME: made.AccessTableName,
        SNAPSHOTS_BUCKET_NAME: made.SnapshotsBucketName,
      });
    await prod.deploy({});
    const { ScoresTableName: TableName, SignalsTableName, AccessTableName } = prod.outputs[STORAGE];
    expect(TableName).toBe(`${made.ScoresTableName}-${to.replaceAll(/[-:Z]/g, '')}`);
    expect((await prod.score('element', 'Dy')).body).toEqual(read);
    await areKept(
      TableName,
      SignalsTableName,
      AccessTableName,
      made.ScoresTableName,
      made.SignalsTableName,
      made.AccessTableName,
    );
    const { TimeToLiveDescription: expiry } = await onTables('DescribeTimeToLive', { TableName });
    expect(expiry).toEqual({ AttributeName: 'expires_at', TimeToLiveStatus: 'ENABLED' });
    expect(await prod.night('night-of-the-restored-tables')).toMatchObject({ status: 'SUCCEEDED' });
    expect((await prod.score('element', 'Dy')).body.run_id > read.run_id).toBe(true);
  });

  it('is not destroyed while the stacks are protected, and readers are served', async () => {
    const destroyed = cdk('destroy', SERVICE, STORAGE, ...DOCUMENTED, '--force', '--no-notices');
    await expect(destroyed).rejects.toThrow(/TerminationProtection is enabled/);
    expect((await prod.score('element', 'Dy')).statusCode).toBe(200);
  });

  it('leaves all tables when it is destroyed, and nobody deletes them by the way', async () => {
    const restored = prod.outputs[STORAGE];
    for (const StackName of [SERVICE, STORAGE])
      await onStacks('UpdateTerminationProtection', { StackName, EnableTerminationProtection: 'false' });
    await prod.destroy();
    for (const { ScoresTableName, SignalsTableName, AccessTableName } of [made, restored])
      await areKept(ScoresTableName, SignalsTableName, AccessTableName);
  });

  it('is served again by new stacks that are given the names of the first tables, with its keys, and the next night is published', async () => {
    await prod.deploy({ data: dataOf(made) });
    expect(dataOf(prod.outputs[STORAGE])).toEqual(dataOf(made));
    expect((await prod.score('element', 'Dy')).body).toEqual(read);
    expect(await prod.night('night-of-the-new-stacks')).toMatchObject({ status: 'SUCCEEDED' });
    expect((await prod.score('element', 'Dy')).body.run_id > read.run_id).toBe(true);
  });
});
