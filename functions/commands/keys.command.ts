import { randomBytes } from 'node:crypto';
import { accessTable } from '#functions/local/command-tables.ts';
import { runCommand } from './command-line.ts';
import { KEYS_COMMAND, keysCommand } from './keys.ts';

await runCommand(KEYS_COMMAND, async (line) => {
  const { keys, where, close } = await accessTable({ ...process.env, DATA_DIR: line.options['data-dir'] });
  try {
    const ports = {
      keys,
      now: new Date().toISOString(),
      randomBytes: (count: number) => randomBytes(count),
    };
    for (const text of await keysCommand(line, ports)) console.log(text);
    console.error(`(${where})`);
  } finally {
    await close();
  }
});
