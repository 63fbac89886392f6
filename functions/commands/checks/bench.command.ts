/**
 * `npm run bench -- [--only reads|loads|sampling] [--draws 2000] [--samples 256] [--as-of 2026-10-01]`: latencies beside a bare read, calls
 * and units of DynamoDB per operation, cold loads of the bundles, and the uncertainty of a night. Without --only it writes
 * docs/performance.md. Only a measurement: no test depends on the time it takes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { coldLoads } from '#functions/commands/checks/bench/cold-load-bench.ts';
import { latencies, operationCosts } from '#functions/commands/checks/bench/read-bench.ts';
import { samplingTimes } from '#functions/commands/checks/bench/sampling-bench.ts';
import { scoreLocally, sundaysOfHistory } from '#functions/local/local-service.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { progressLine } from '#functions/local/progress-line.ts';
import { replayElementLocally } from '#functions/local/replay-locally.ts';
import { choiceOption, dayOption, runCommand, textOptions, today, UsageError } from '../arguments.ts';
import { latencyTable, type Measured, performancePage } from '../pages/performance-page.ts';

const PAGE = new URL('../../../docs/performance.md', import.meta.url);
const USAGE = 'npm run bench -- [--only reads|loads|sampling] [--draws 2000] [--samples 256] [--as-of 2026-10-01]';

function count(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new UsageError(`--${name} ${text} is no whole number from 1. Usage: ${USAGE}`);
  return number;
}

/** A real run, and two years of one element, in a folder that is thrown away. */
async function measureReads(): Promise<Pick<Measured, 'latencies' | 'costs'>> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  const store = await openLocalStore(folder, undefined);
  try {
    const clock = (): string => new Date().toISOString();
    const { run_id } = await scoreLocally(store, clock, progressLine(process.stdout));
    await replayElementLocally(store.place, 'Dy', sundaysOfHistory(today()));
    const costs = await operationCosts(store);
    return { costs, latencies: await latencies(store, run_id) };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runCommand(async () => {
  const options = textOptions(['only', 'draws', 'samples', 'as-of'], USAGE);
  const only = choiceOption('only', options.only, ['reads', 'loads', 'sampling']);
  const settings = {
    draws: count('draws', options.draws ?? '2000'),
    samples: count('samples', options.samples ?? '256'),
    asOf: dayOption('as-of', options['as-of'], '2026-10-01'),
  };
  const wanted = (part: string): boolean => only === null || only === part;
  const reads = wanted('reads') ? await measureReads() : { latencies: [], costs: [] };
  const loads = wanted('loads') ? await coldLoads() : [];
  const sampling = wanted('sampling') ? samplingTimes(settings) : [];
  const [processor] = cpus();
  const machine = `${cpus().length} x ${processor?.model.trim() ?? 'an unknown processor'}, Node ${process.version}`;
  const page = performancePage({ day: today(), machine, ...reads, loads, sampling });
  if (only === null) writeFileSync(PAGE, page);
  console.log(only === null ? `${latencyTable(reads.latencies)}\n\nThe rest is in docs/performance.md.` : page);
});
