import { execFile } from 'node:child_process';
import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Facts ship with the code. */
export async function checkoutWithFewerRows(folder: string, dropped: RegExp): Promise<string> {
  for (const part of ['functions', 'infra', 'shared', 'package.json', 'cdk.json'])
    await cp(part, join(folder, part), { recursive: true });
  for (const part of ['node_modules', 'dashboard', 'docs', 'test', 'package-lock.json'])
    await symlink(resolve(part), join(folder, part));
  const tables = join(folder, 'shared/reference-tables');
  for (const name of await readdir(tables, { recursive: true })) {
    if (!name.endsWith('.csv')) continue;
    const text = await readFile(join(tables, name), 'utf8');
    await writeFile(
      join(tables, name),
      text
        .split('\n')
        .filter((line) => !dropped.test(line))
        .join('\n'),
    );
  }
  await promisify(execFile)(
    process.execPath,
    [join(folder, 'functions/commands/reference-build.command.ts')],
    { cwd: folder },
  );
  return folder;
}
