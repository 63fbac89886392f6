/** Tables of a deployment, restored to one moment beside the old ones, with all that a restore by itself leaves behind. */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTagsOfResourceCommand,
  RestoreTableToPointInTimeCommand,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { CommandFailure } from '../arguments.ts';

/** Names of the three tables of a deployment. */
export interface TableNames {
  readonly scores: string;
  readonly signals: string;
  readonly access: string;
}

/** First and last moment that all the tables can be restored to. */
export interface RestorableSpan {
  readonly first: Date;
  readonly last: Date;
}

/** AWS says that 95 % of restores are done within an hour; a large table can take longer. */
const LONGEST_RESTORE_SECONDS = 6 * 3600;

const eachOf = (names: TableNames): readonly string[] => [names.scores, names.signals, names.access];

/** @throws {CommandFailure} when a table keeps no continuous backup. */
export async function restorableSpan(client: DynamoDBClient, names: TableNames): Promise<RestorableSpan> {
  const spans = await Promise.all(
    eachOf(names).map(async (table) => {
      const { ContinuousBackupsDescription: backups } = await client.send(new DescribeContinuousBackupsCommand({ TableName: table }));
      const { EarliestRestorableDateTime: first, LatestRestorableDateTime: last } = backups?.PointInTimeRecoveryDescription ?? {};
      if (first === undefined || last === undefined)
        throw new CommandFailure(`${table} has no point-in-time recovery: switch it on with aws dynamodb update-continuous-backups.`);
      return { first, last };
    }),
  );
  return {
    first: new Date(Math.max(...spans.map(({ first }) => first.getTime()))),
    last: new Date(Math.min(...spans.map(({ last }) => last.getTime()))),
  };
}

/** Restores the three tables to the same moment, side by side, under their names with the ending; answers their new names. */
export async function restoreTables(client: DynamoDBClient, names: TableNames, at: Date, ending: string): Promise<TableNames> {
  const restored = async (source: string): Promise<string> => {
    const target = `${source}-${ending}`;
    await client.send(new RestoreTableToPointInTimeCommand({ SourceTableName: source, TargetTableName: target, RestoreDateTime: at }));
    await waitUntilTableExists({ client, maxWaitTime: LONGEST_RESTORE_SECONDS, minDelay: 1, maxDelay: 20 }, { TableName: target });
    await setAgain(client, source, target);
    return target;
  };
  const [scores, signals, access] = await Promise.all([restored(names.scores), restored(names.signals), restored(names.access)]);
  return { scores, signals, access };
}

/** A restore carries rows, keys and encryption; not expiry, recovery, tags and protection, which the stack had set on the table. */
async function setAgain(client: DynamoDBClient, source: string, target: string): Promise<void> {
  const [{ Table: old }, { Table: made }] = await Promise.all([
    client.send(new DescribeTableCommand({ TableName: source })),
    client.send(new DescribeTableCommand({ TableName: target })),
  ]);
  const { Tags: tags = [] } = await client.send(new ListTagsOfResourceCommand({ ResourceArn: old?.TableArn }));
  const own = tags.filter(({ Key: key }) => !key?.startsWith('aws:')); // those of CloudFormation nobody else may set
  await client.send(
    new UpdateTimeToLiveCommand({ TableName: target, TimeToLiveSpecification: { Enabled: true, AttributeName: EXPIRY_ATTRIBUTE } }),
  );
  await client.send(
    new UpdateContinuousBackupsCommand({
      TableName: target,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  if (own.length > 0) await client.send(new TagResourceCommand({ ResourceArn: made?.TableArn, Tags: own }));
  if (old?.DeletionProtectionEnabled) await client.send(new UpdateTableCommand({ TableName: target, DeletionProtectionEnabled: true }));
}
