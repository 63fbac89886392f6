/** `npx chokepoint`: the service with its page, which needs no bundler then. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPage } from '#functions/local/page-files.ts';
import { packed, ROOT } from './clients.ts';

const LEFT_OUT = /shared[/](reference-tables|client[/]python)|commands[/]release/;

export async function writeService(to: string): Promise<void> {
  const { folder: page } = await builtPage();
  packed(to, (folder) => {
    const { version, license, description, type, imports, dependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const about = { name: 'chokepoint', version, license, description, type, imports, dependencies };
    const started = { bin: './chokepoint.mjs', engines: { node: '>=24' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...about, ...started }, null, 2));
    for (const source of ['functions', 'shared', 'LICENSE', 'README.md'])
      cpSync(join(ROOT, source), join(folder, source), {
        recursive: true,
        filter: (file) => !LEFT_OUT.test(file),
      });
    cpSync(join(import.meta.dirname, 'service'), folder, { recursive: true });
    cpSync(page as string, join(folder, 'page'), { recursive: true });
  });
}
