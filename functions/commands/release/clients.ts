/** Install from their file, without a network. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { CommandFailure } from '../command-line.ts';

export const ROOT = new URL('../../../', import.meta.url).pathname;
const CLIENT = join(ROOT, 'shared/client');

function run(folder: string, command: string, ...words: readonly string[]) {
  const { status, stderr, error } = spawnSync(command, words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new CommandFailure(`${command} does not work here: ${error?.message ?? stderr}`);
}

/** Whoever installs it has no table of routes and no zod. */
function compiledTo(folder: string) {
  const [client, operations] = [join(CLIENT, 'chokepoint-client.ts'), join(CLIENT, 'operations.ts')];
  const { compilerOptions } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config;
  const emitted = { noEmit: false, incremental: false, tsBuildInfoFile: null, declaration: true };
  const { options } = ts.convertCompilerOptionsFromJson({ ...compilerOptions, ...emitted }, ROOT);
  const program = ts.createProgram([client], options);
  program.emit(program.getSourceFile(client), (file, text) => {
    const isTypes = file.endsWith('.d.ts');
    const written = isTypes ? text.replace(/^import type .*$/m, () => typesIn(operations, program)) : text;
    writeFileSync(join(folder, isTypes ? 'client.d.ts' : 'client.js'), written);
  });
}

function typesIn(file: string, program: ts.Program) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file) as ts.SourceFile;
  const written = ts.NodeBuilderFlags.NoTruncation | ts.NodeBuilderFlags.InTypeAlias;
  return checker
    .getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol)
    .map((symbol) => {
      const node = checker.typeToTypeNode(
        checker.getDeclaredTypeOfSymbol(symbol),
        undefined,
        written,
      ) as ts.TypeNode;
      return `type ${symbol.name} = ${ts.createPrinter().printNode(ts.EmitHint.Unspecified, node, source)};`;
    })
    .join('\n');
}

/** Packs for npm what `write` puts into a folder. */
export function packed(to: string, write: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-packed-'));
  try {
    write(folder);
    mkdirSync(to, { recursive: true });
    run(folder, 'npm', 'pack', '--silent', '--pack-destination', to);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeTypeScript(folder: string) {
  const { version, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const about = {
    name: '@chokepoint/client',
    version,
    license,
    description: 'Client of Chokepoint, supply risk of critical elements',
  };
  const entry = {
    type: 'module',
    exports: './client.js',
    types: './client.d.ts',
    sideEffects: false,
    engines: { node: '>=20' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...about, ...entry }, null, 2));
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(ROOT, 'docs/integrations/typescript/README.md'), join(folder, 'README.md'));
  compiledTo(folder);
}

export function writeClients(to: string): void {
  packed(to, writeTypeScript);
  if (spawnSync('python3', ['--version']).status !== 0)
    console.log('SKIPPED: there is no python3 here; the Python client is not packed');
  else
    for (const build of ['build_wheel', 'build_sdist'])
      run(
        join(CLIENT, 'python'),
        ...(['python3', '-B', '-c'] as const),
        `import wheel_of_client; wheel_of_client.${build}(${JSON.stringify(to)})`,
      );
}
