/** `npm run keys -- create|list|rotate|revoke`: API keys of this machine (DATA_DIR), or of the table ACCESS_TABLE_NAME names. */
import { randomBytes } from 'node:crypto';
import { accessTable } from '#functions/local/command-tables.ts';
import { DataFolderUnusable } from '#functions/local/data-folder.ts';
import { runCommand } from './arguments.ts';
import { keysCommand } from './keys.ts';

await runCommand(async () => {
  const { keys, where, close } = await accessTable(process.env);
  try {
    const ports = { keys, now: new Date().toISOString(), randomBytes: (count: number) => randomBytes(count) };
    for (const line of await keysCommand(process.argv.slice(2), ports)) console.log(line);
    console.error(`(${where})`);
  } finally {
    await close();
  }
}, [DataFolderUnusable]);
