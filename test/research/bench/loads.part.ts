/** The share of our code in a cold start: the API with each of its handlers, and the steps of a run. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { quantileOf } from '#domain/numbers/statistics.ts';
import { bundle, type EntryFile, projectFolder } from '../../../infra/constructs/bundled-code.ts';

interface ColdLoad {
  /** The handler, or the step. */
  readonly what: string;
  /** Size of all files that are loaded before it can respond. */
  readonly kilobytes: number;
  /**
   * CPU milliseconds of Node with these files above those of Node with a handler that does nothing, median of
   * spawned processes. CPU time, not elapsed
   * time, because other work on the machine would lengthen the latter.
   */
  readonly cpuMs: number;
}

const SPAWNS = 5;
const STEPS = ['run-steps', 'score-batch', 'watch-runs'];
const run = promisify(execFile);

/** The modules that a process imports, in order, before it can respond. */
type Load = Omit<ColdLoad, 'cpuMs'> & { readonly files: readonly string[] };

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bundles-'));

/** All loads in turns, so that a busy second of the machine hits all alike. */
async function coldLoads(): Promise<readonly ColdLoad[]> {
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => ({ statusCode: 200 });\n');
  const loads: readonly Load[] = [
    ...apiLoads(),
    ...STEPS.map((step) => {
      const file: EntryFile = `functions/scoring/${step}.handler.ts`;
      return loadOf(bundle(file, join(folder, step)), [file]);
    }),
  ];
  const times: number[][] = loads.map(() => []);
  const empties: number[] = [];
  for (let spawn = 0; spawn < SPAWNS; spawn += 1) {
    empties.push(await cpuMsOf([empty]));
    for (const [index, { files }] of loads.entries()) times[index]?.push(await cpuMsOf(files));
  }
  return loads.map(({ what, kilobytes }, index) => ({
    what,
    kilobytes,
    cpuMs: median(times[index] ?? []) - median(empties),
  }));
}

/** The function of the API with each handler. */
function apiLoads(): readonly Load[] {
  const outputs = bundle('api', join(folder, 'api'));
  return [...new Set(API_ROUTES.map(({ handler }) => handler.split('#')[0] ?? ''))].map((handler) =>
    loadOf(outputs, ['<stdin>', handler]),
  );
}

const median = (values: readonly number[]): number => quantileOf(Float64Array.from(values).sort(), 0.5);

function loadOf(outputs: Metafile['outputs'], entries: readonly string[]): Load {
  // A handler that is loaded with its function has no file of its own.
  const files = entries.flatMap(
    (entry) => Object.keys(outputs).find((name) => outputs[name]?.entryPoint === entry) ?? [],
  );
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind, external } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && external !== true) load(path);
  };
  for (const file of files) load(file);
  const kilobytes = [...loaded].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0) / 1000;
  return { what: entries.at(-1) ?? '', kilobytes, files: files.map((file) => resolve(projectFolder, file)) };
}

async function cpuMsOf(files: readonly string[]): Promise<number> {
  const imports = files.map((file) => `await import(${JSON.stringify(file)});`).join(' ');
  const code = `const t = process.cpuUsage(); ${imports} const { user, system } = process.cpuUsage(t); console.log((user + system) / 1000); process.exit();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
  return Number(stdout);
}

try {
  console.log(
    '\nLoading a function of the API with the largest of its handlers, or a step of a run, above loading an empty one',
  );
  console.table(
    (await coldLoads()).map(({ what, kilobytes, cpuMs }) => ({
      what,
      kB: Math.round(kilobytes),
      cpu_ms: Math.round(cpuMs),
    })),
  );
} finally {
  rmSync(folder, { recursive: true });
}
