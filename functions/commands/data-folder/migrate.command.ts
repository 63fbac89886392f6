/** `npm run migrate`: takes over the data of a version that kept them in LevelDB. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { putItems } from '#functions/adapters/dynamodb/dynamodb-batch-write.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import { startDynamodbDouble } from '#functions/commands/checks/dynamodb-double.ts';
import { DataFolderUnusable, prepareDataFolder, takeDataFolder } from '#functions/local/data-folder.ts';
import { LOCAL_SCORES_TABLE, LOCAL_TABLES } from '#functions/local/local-tables.ts';
import { storeOfCommand } from '#functions/local/store/embedded-client.ts';
import { databaseFile, markFile, oldStoreFolder, prepareStore } from '#functions/local/store/store-file.ts';
import { CommandFailure, type CommandSpecification, runCommand } from '../arguments.ts';
import { DATA_DIR_OPTION } from '../shared-options.ts';

const COMMAND = {
  name: 'npm run migrate',
  does: `Takes over a data folder of an earlier version, which kept its rows in the folder dynamodb/, and leaves those as they are.
No service may run on the folder meanwhile. It needs the packages for development, which npm ci installs.`,
  options: { 'data-dir': DATA_DIR_OPTION },
  examples: ['npm run migrate -- --data-dir .data'],
} as const satisfies CommandSpecification;

/** Copies all rows of the old folder into a new database in `beside`; returns how many. */
async function copyRows(old: string, beside: string): Promise<number> {
  const source = await startDynamodbDouble(old).catch((error: unknown) => {
    throw new CommandFailure(
      `${old} cannot be read (${error instanceof Error ? error.message : String(error)}): does an earlier version run on it?`,
    );
  });
  const [from, to] = [dynamodbForRuns(source.place), storeOfCommand(beside)];
  let rows = 0;
  try {
    for (const table of [LOCAL_SCORES_TABLE, ...Object.values(LOCAL_TABLES)]) {
      await ensureTable(to.client, table);
      for await (const { Items: items = [] } of paginateScan({ client: from }, { TableName: table })) {
        await putItems(to.client, table, items);
        rows += items.length;
      }
    }
    return rows;
  } finally {
    from.destroy();
    await source.close();
    await to.close();
  }
}

await runCommand(
  COMMAND,
  async ({ options: { 'data-dir': dataFolder } }) => {
    const folder = prepareDataFolder(dataFolder);
    const old = oldStoreFolder(folder);
    if (!existsSync(old)) throw new CommandFailure(`${folder} has no data of an earlier version.`);
    if (existsSync(databaseFile(folder)))
      throw new CommandFailure(`${folder} has a database of this version already: nothing was changed.`);
    const giveBack = takeDataFolder(folder);
    const beside = join(folder, 'migrating');
    try {
      rmSync(beside, { recursive: true, force: true });
      mkdirSync(beside);
      prepareStore(beside, 'marks');
      const rows = await copyRows(old, beside);
      renameSync(databaseFile(beside), databaseFile(folder));
      renameSync(markFile(beside), markFile(folder));
      rmSync(beside, { recursive: true, force: true });
      console.log(`${rows} rows are taken over. ${old} is not needed any more: delete it when you have seen that all is well.`);
    } finally {
      giveBack();
    }
  },
  [DataFolderUnusable],
);
