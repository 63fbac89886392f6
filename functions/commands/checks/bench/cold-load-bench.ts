import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { apiFunctionsOf, DEFAULT_ROUTE } from '#contracts/api/api-functions.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { quantileOfSorted } from '#domain/numbers/statistics.ts';

export interface ColdLoad {
  /** The Lambda function: of the API by its name, a step of the run by its file. */
  readonly deployed: string;
  /** The handler that is loaded; `null`: the function has one only. */
  readonly handler: string | null;
  /** Size of all files that are loaded before the handler can respond. */
  readonly kilobytes: number;
  /**
   * CPU milliseconds from the import of the function to the end of the import of the handler, median of spawned processes. CPU time, not
   * elapsed time, because other work on the machine would lengthen the latter.
   */
  readonly cpuMs: number;
}

const SPAWNS = 9;
const STEPS = ['begin-run', 'score-batch', 'complete-run', 'publish-run', 'after-run', 'fail-run'].map(
  (step) => `functions/scoring/${step}.handler.ts`,
);
const project = new URL('../../../..', import.meta.url).pathname;
const run = promisify(execFile);
const EMPTY = 'empty handler';

/** The modules that a process imports, in order, before it can respond. */
type Load = Omit<ColdLoad, 'cpuMs'> & { readonly files: readonly string[] };

/** Measures the share of our code in a cold start: every operation as it is deployed, and a handler that does nothing, loaded in turns. */
export async function coldLoads(): Promise<readonly ColdLoad[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bundles-'));
  try {
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, 'export const handler = async () => ({ statusCode: 200 });\n');
    const loads: Load[] = [{ deployed: EMPTY, handler: null, kilobytes: 0, files: [empty] }];
    for (const { name, file, routes } of apiFunctionsOf(API_ROUTES)) {
      const bundle = await bundled(file, join(folder, name));
      const own = name === DEFAULT_ROUTE.function ? [...routes, DEFAULT_ROUTE] : routes;
      for (const handler of new Set(own.map((route) => route.handler))) loads.push(loadOf(name, bundle, file, handler));
    }
    for (const step of STEPS) loads.push(loadOf(step, await bundled(step, join(folder, basename(step))), step, null));
    const times: number[][] = loads.map(() => []);
    for (let spawn = 0; spawn < SPAWNS; spawn += 1) {
      for (const [index, { files }] of loads.entries()) times[index]?.push(await cpuMsOf(files));
    }
    return loads.map(({ deployed, handler, kilobytes }, index) => ({
      deployed,
      handler,
      kilobytes,
      cpuMs: quantileOfSorted(Float64Array.from(times[index] ?? []).sort(), 0.5),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Parts of Node that the deployed bundles of the API take from functions/runtime/built-ins. */
const LEAN_PARTS_OF_NODE = ['console', 'crypto', 'fs', 'fs/promises', 'process', 'stream', 'zlib'];

/** Name of an import -> file that takes its place in the deployed bundle. */
function aliasesOf(entryFile: string): Record<string, string> {
  const runtime = join(project, 'functions/runtime');
  const credentials = { '@aws-sdk/credential-provider-node': join(runtime, 'lambda-credentials.ts') };
  if (!entryFile.endsWith('.function.ts')) return credentials;
  const sdk = join(runtime, 'dynamodb/dynamodb-sdk.ts');
  const parts = LEAN_PARTS_OF_NODE.map((name) => [`node:${name}`, join(runtime, 'built-ins', `${name.replace('/', '-')}.ts`)] as const);
  return { ...credentials, '@aws-sdk/client-dynamodb': sdk, '@aws-sdk/lib-dynamodb': sdk, ...Object.fromEntries(parts) };
}

/** The settings of the deployed bundles (infra/constructs/bundled-code.ts). */
async function bundled(entryFile: string, outdir: string): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: { index: entryFile },
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: ['#functions/adapters/archive/s3-client-for-reads.ts'],
    alias: aliasesOf(entryFile),
    logLevel: 'error',
    metafile: true,
  });
  return metafile.outputs;
}

function loadOf(deployed: string, outputs: Metafile['outputs'], entryFile: string, handler: string | null): Load {
  const entries = handler === null ? [entryFile] : [entryFile, handler];
  // A handler that is loaded with its function has no file of its own.
  const files = entries.flatMap((entry) => Object.keys(outputs).find((name) => outputs[name]?.entryPoint === entry) ?? []);
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind, external } of outputs[file]?.imports ?? []) if (kind === 'import-statement' && external !== true) load(path);
  };
  for (const file of files) load(file);
  const kilobytes = [...loaded].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0) / 1000;
  return { deployed, handler, kilobytes, files: files.map((file) => resolve(project, file)) };
}

async function cpuMsOf(files: readonly string[]): Promise<number> {
  const imports = files.map((file) => `await import(${JSON.stringify(file)});`).join(' ');
  const code = `const t = process.cpuUsage(); ${imports} const { user, system } = process.cpuUsage(t); console.log((user + system) / 1000); process.exit();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
  return Number(stdout);
}
