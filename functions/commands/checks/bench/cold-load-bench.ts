import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { API_ROUTES, DEFAULT_ROUTE } from '#contracts/api/api-routes.ts';
import { quantileOfSorted } from '#domain/numbers/statistics.ts';

export interface ColdLoad {
  readonly handler: string;
  readonly kilobytes: number;
  /** Median of spawned processes, from the import of the bundle to its end. */
  readonly loadMs: number;
}

const SPAWNS = 9;
const STEPS = ['begin-run', 'score-batch', 'complete-run', 'publish-run', 'after-run', 'fail-run'].map(
  (step) => `functions/scoring/${step}.handler.ts`,
);
const project = new URL('../../../..', import.meta.url).pathname;
const run = promisify(execFile);
const EMPTY = 'empty handler';

/** What a cold start pays for our code: every bundle as it is deployed, and a handler that does nothing, loaded in turns. */
export async function coldLoads(): Promise<readonly ColdLoad[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bundles-'));
  try {
    const handlers = [...new Set([...API_ROUTES, DEFAULT_ROUTE].map(({ handler }) => handler as string)), ...STEPS];
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, 'export const handler = async () => ({ statusCode: 200 });\n');
    const bundles: [string, string][] = [[EMPTY, empty]];
    for (const handler of handlers) bundles.push([handler, await bundle(handler, folder)]);
    const times = new Map<string, number[]>(bundles.map(([name]) => [name, []]));
    for (let spawn = 0; spawn < SPAWNS; spawn += 1) {
      for (const [name, file] of bundles) times.get(name)?.push(await loadMs(file));
    }
    return bundles.map(([handler, file]) => ({
      handler,
      kilobytes: statSync(file).size / 1000,
      loadMs: quantileOfSorted(Float64Array.from(times.get(handler) ?? []).sort(), 0.5),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The settings of the deployed bundles. */
async function bundle(handler: string, folder: string): Promise<string> {
  const outfile = join(folder, `${basename(handler, '.handler.ts')}.mjs`);
  await build({
    entryPoints: [join(project, handler)],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(project, 'functions/runtime/lambda-credentials.ts') },
    logLevel: 'error',
    outfile,
  });
  return outfile;
}

async function loadMs(file: string): Promise<number> {
  const code = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t); process.exit();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
  return Number(stdout);
}
