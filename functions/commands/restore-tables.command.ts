/** To a second, beside those that are there. */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { CommandFailure, type CommandSpecification, runCommand } from './command-line.ts';

const TABLES = {
  scores: 'SCORES_TABLE_NAME',
  signals: 'SIGNALS_TABLE_NAME',
  access: 'ACCESS_TABLE_NAME',
} as const;
const ASKED_EACH_MS = 5_000;

const COMMAND = {
  name: 'npx node functions/commands/restore-tables.command.ts',
  does: `Restores the three tables to the same second under new names, or takes tables that AWS Backup has restored; gives them what a restore leaves behind
(expiry, recovery, protection, tags), and writes their names and that of the bucket into the file of the stage. Readers have them with the next deployment. It may be called again at any point, and goes on.`,
  options: {
    file: { value: 'FILE', says: 'the file of the stage, config/prod.json', required: true },
    to: {
      value: 'TIME',
      says: 'the second, within the last 35 days; without it the named tables are restored already',
      refuses: (value) =>
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)
          ? null
          : 'is no time: write it as 2026-11-27T03:00:00Z.',
    },
  },
  environment: {
    ...Object.fromEntries(
      Object.entries(TABLES).map(([kind, name]) => [
        name,
        `the table of ${kind}, as it was or as AWS Backup has restored it`,
      ]),
    ),
    SNAPSHOTS_BUCKET_NAME: 'the bucket beside them',
  },
  examples: [
    'npx node functions/commands/restore-tables.command.ts --file config/prod.json --to 2026-11-27T03:00:00Z',
  ],
} as const satisfies CommandSpecification;

function variable(name: string) {
  const value = process.env[name];
  if (!value)
    throw new CommandFailure(`${name} is not set: docs/operating.md#when-something-is-wrong sets the names.`);
  return value;
}

/** An earlier call came so far. */
const unless = (name: string) => (error: Error) => {
  if (error.name !== name) throw error;
};

async function restored(dynamodb: DynamoDB, named: string, to: string | undefined): Promise<string> {
  const TableName = to === undefined ? named : `${named}-${to.replaceAll(/[-:Z]/g, '')}`;
  if (to !== undefined)
    await dynamodb
      .restoreTableToPointInTime({
        SourceTableName: named,
        TargetTableName: TableName,
        RestoreDateTime: new Date(to),
      })
      .catch(unless('TableAlreadyExistsException'));
  const described = async (name: string) => (await dynamodb.describeTable({ TableName: name })).Table;
  while ((await described(TableName))?.TableStatus !== 'ACTIVE') await wait(ASKED_EACH_MS);
  await dynamodb.updateTable({ TableName, DeletionProtectionEnabled: true });
  const { TimeToLiveDescription: expiry } = await dynamodb.describeTimeToLive({ TableName });
  if (!expiry?.TimeToLiveStatus?.startsWith('ENABL'))
    await dynamodb.updateTimeToLive({
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: EXPIRY_ATTRIBUTE },
    });
  if (to !== undefined) {
    const { Tags = [] } = await dynamodb.listTagsOfResource({
      ResourceArn: (await described(named))?.TableArn,
    });
    const own = Tags.filter(({ Key }) => !Key?.startsWith('aws:'));
    if (own.length > 0)
      await dynamodb.tagResource({ ResourceArn: (await described(TableName))?.TableArn, Tags: own });
  }
  await dynamodb.updateContinuousBackups({
    TableName,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  return TableName;
}

await runCommand(COMMAND, async ({ options: { file, to } }) => {
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const [bucket, dynamodb] = [variable('SNAPSHOTS_BUCKET_NAME'), new DynamoDB({})];
  const names = Object.entries(TABLES).map(([kind, name]) => [kind, variable(name)] as const);
  const made = await Promise.all(
    names.map(async ([kind, name]) => [kind, await restored(dynamodb, name, to)]),
  );
  config.data = { ...Object.fromEntries(made), bucket };
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
  console.log(`${file} names ${Object.values(config.data).join(', ')}. Commit it, and deploy.`);
});
