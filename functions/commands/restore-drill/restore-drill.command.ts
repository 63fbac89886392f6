/** `npm run restore-drill`: restores, and shows that readers get the same bytes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { fileArchivedObjects } from '#functions/adapters/archive/file-archived-objects.ts';
import { s3ArchivedObjects } from '#functions/adapters/archive/s3-archived-objects.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { DataFolderUnusable } from '#functions/local/data-folder.ts';
import { LOCAL_SCORES_TABLE } from '#functions/local/local-tables.ts';
import { backUpStore, restoreStore } from '#functions/local/store/backup.ts';
import { storeOfCommand } from '#functions/local/store/embedded-client.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { CommandFailure, type CommandSpecification, runCommand, UsageError, unlessOneOf } from '../arguments.ts';
import { DATA_DIR_OPTION } from '../shared-options.ts';
import { changedObjects, putBack } from './objects-at.ts';
import { readsOf, readsThatDiffer } from './reads-of.ts';
import { restorableSpan, restoreTables, type TableNames } from './restored-tables.ts';

const unlessInstant = (value: string): string | null =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.]\d{1,3})?Z$/.test(value) && !Number.isNaN(Date.parse(value))
    ? null
    : 'is no moment: write it as 2026-11-27T03:00:00Z.';

const COMMAND = {
  name: 'npm run restore-drill',
  does: `Restores everything to one moment beside what is there, and reads the published run from both: the same bytes, or it says what differs.
Says how long each step took. What is there is not touched. With --on aws and --keep it is a restore: it prints how to deploy over the new tables.`,
  options: {
    on: {
      value: 'WHERE',
      says: 'local: the data of this machine; aws: the tables of a deployment',
      default: 'local',
      refuses: unlessOneOf(['local', 'aws']),
    },
    at: {
      value: 'INSTANT',
      says: 'moment, UTC; with --on aws only. The last one that all tables can be restored to when not given',
      refuses: unlessInstant,
    },
    tables: {
      value: 'NAMES',
      says: 'scores=NAME,signals=NAME,access=NAME: the tables of the deployment, from the outputs of its storage stack',
    },
    bucket: { value: 'NAME', says: 'the bucket of the deployment' },
    keep: { says: 'keep the restored tables; without it they are deleted again' },
    'put-back': { says: 'also write objects of the bucket that were replaced or deleted since as they were at the moment; deletes none' },
    'data-dir': DATA_DIR_OPTION,
  },
  environment: { AWS_REGION: 'region of the deployment' },
  examples: [
    'npm run restore-drill',
    'npm run restore-drill -- --on aws --tables scores=NAME,signals=NAME,access=NAME --bucket NAME',
    'npm run restore-drill -- --on aws --at 2026-11-27T03:00:00Z --keep --put-back --tables scores=NAME,signals=NAME,access=NAME --bucket NAME',
  ],
} as const satisfies CommandSpecification;

/** Does a step, and says what came of it and how long it took. */
async function step<T>(says: (done: T) => string, work: () => Promise<T> | T): Promise<T> {
  const began = performance.now();
  const done = await work();
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${says(done)}`);
  return done;
}

/** Reads the published run of the restored side from both sides. */
async function compare(before: PublishedScores, after: PublishedScores): Promise<void> {
  const pointer = await after.currentRun();
  if (pointer === null) throw new CommandFailure('nothing was published at that moment: there is no run to read.');
  const [differing, count] = await step(
    ([names, all]: readonly [readonly string[], number]) =>
      `run ${pointer.run_id} of ${pointer.as_of} read from both: ${all} reads, ${names.length === 0 ? 'the same bytes' : `${names.length} differ`}`,
    async () => {
      const [there, restored] = [await readsOf(before, pointer.run_id), await readsOf(after, pointer.run_id)];
      return [readsThatDiffer(there, restored), restored.size] as const;
    },
  );
  if (differing.length > 0)
    throw new CommandFailure(
      `${differing.length} of ${count} reads differ: ${differing.slice(0, 5).join('; ')}. Look at both sides before you deploy over the restored one.`,
    );
}

async function drillHere(dataFolder: string): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'chokepoint-restore-'));
  const [file, folder] = [join(place, 'backup.sqlite'), join(place, 'data')];
  try {
    await step(
      ({ rows, files }) => `backup: ${rows} rows and ${files} files`,
      () => backUpStore(dataFolder, file),
    );
    await step(
      ({ rows, files }) => `restored: ${rows} rows and ${files} files`,
      () => restoreStore(folder, file),
    );
    const [before, after] = [storeOfCommand(dataFolder), storeOfCommand(folder)];
    try {
      const scoresIn = ({ client }: typeof before, of: string) =>
        dynamodbPublishedScores(client, LOCAL_SCORES_TABLE, fileArchivedObjects(of));
      await compare(scoresIn(before, dataFolder), scoresIn(after, folder));
    } finally {
      await before.close();
      await after.close();
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function tablesOf(text: string | undefined): TableNames {
  const named = Object.fromEntries((text ?? '').split(',').map((part) => part.trim().split('=')));
  const { scores, signals, access } = named;
  if (!scores || !signals || !access)
    throw new UsageError(`--tables ${text ?? ''} does not name all three tables: write it as scores=NAME,signals=NAME,access=NAME.`);
  return { scores, signals, access };
}

interface Deployment {
  readonly tables: TableNames;
  readonly bucket: string;
  readonly at: string | undefined;
  readonly keep: boolean;
  readonly putsBack: boolean;
}

async function drillOnAws({ tables, bucket, at, keep, putsBack }: Deployment): Promise<void> {
  const client = new DynamoDBClient({});
  const documents = dynamodbForRuns();
  const objects = new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined });
  const scoresIn = (table: string) => dynamodbPublishedScores(documents, table, s3ArchivedObjects(objects, bucket));
  const span = await restorableSpan(client, tables);
  if (span.last < span.first)
    throw new CommandFailure(
      `no moment can be restored yet: recovery of all three tables begins at ${span.first.toISOString()}. Try again in five minutes.`,
    );
  const moment = at === undefined ? span.last : new Date(at);
  if (moment < span.first || moment > span.last)
    throw new CommandFailure(`--at ${at} cannot be restored: choose from ${span.first.toISOString()} to ${span.last.toISOString()}.`);
  const ending = `at-${moment
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 14)}`;
  const made = await step(
    (names: TableNames) =>
      `restored to ${moment.toISOString()}, with expiry, recovery, tags and protection set again: ${Object.values(names).join(', ')}`,
    () => restoreTables(client, tables, moment, ending),
  );
  try {
    const changed = await step(
      (found) => `objects of ${bucket} that have other bytes since, or are gone: ${found.length}`,
      () => changedObjects(objects, bucket, moment),
    );
    if (putsBack)
      await step(
        () => `put back as they were: ${changed.length}`,
        () => putBack(objects, bucket, changed),
      );
    await compare(scoresIn(tables.scores), scoresIn(made.scores));
  } finally {
    if (!keep)
      await step(
        () => 'the restored tables are deleted again',
        () => deleteAll(client, made),
      );
  }
  if (keep)
    console.log(
      `To serve them: npx cdk deploy --all [as you always do] -c tables=scores=${made.scores},signals=${made.signals},access=${made.access} -c bucket=${bucket}`,
    );
}

async function deleteAll(client: DynamoDBClient, tables: TableNames): Promise<void> {
  for (const table of Object.values(tables)) {
    await client.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: false }));
    await client.send(new DeleteTableCommand({ TableName: table }));
  }
}

await runCommand(
  COMMAND,
  async ({ options: { on, at, tables, bucket, keep, 'put-back': putsBack, 'data-dir': folder } }) => {
    if (on === 'local') {
      if (at !== undefined || tables !== undefined || bucket !== undefined)
        throw new UsageError('--at, --tables and --bucket are of a deployment: add --on aws.');
      await drillHere(folder);
      return;
    }
    if (bucket === undefined) throw new UsageError('--bucket is missing: name the bucket of the deployment.');
    await drillOnAws({ tables: tablesOf(tables), bucket, at, keep, putsBack });
  },
  [DataFolderUnusable],
);
