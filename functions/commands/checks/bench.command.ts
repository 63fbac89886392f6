/**
 * `npm run bench`: latencies beside a bare read, calls
 * and units of DynamoDB per operation, cold loads of the bundles, and the uncertainty of a night. Without --only it writes
 * docs/performance.md. Only a measurement: no test depends on the time it takes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { coldLoads } from '#functions/commands/checks/bench/cold-load-bench.ts';
import { loadAtRates } from '#functions/commands/checks/bench/load-bench.ts';
import { type PageTime, pageTimes } from '#functions/commands/checks/bench/page-bench.ts';
import { latencies, operationCosts } from '#functions/commands/checks/bench/read-bench.ts';
import { samplingTimes } from '#functions/commands/checks/bench/sampling-bench.ts';
import { measuredNights, wholeResults } from '#functions/commands/checks/bench/scale-bench.ts';
import { scoreLocally, sundaysOfHistory } from '#functions/local/local-service.ts';
import { type LocalStore, openLocalStore } from '#functions/local/local-store.ts';
import { progressLine } from '#functions/local/progress-line.ts';
import { replaySubjectLocally } from '#functions/local/replay-locally.ts';
import { type CommandSpecification, runCommand, today, unlessDay, unlessOneOf, unlessWholeNumber } from '../arguments.ts';
import type { RecordedCosts } from '../pages/cost/cost-page.ts';
import { latencyTable, type Measured, performancePage } from '../pages/performance-page.ts';
import { startDynamodbDouble } from './dynamodb-double.ts';

const PAGE = new URL('../../../docs/performance.md', import.meta.url);
const RECORDED_COSTS = new URL('../pages/cost/recorded-costs.json', import.meta.url);

const COMMAND = {
  name: 'npm run bench',
  does: `Measures latencies, reads per operation, cold loads of the bundles, the time of the uncertainty and of the first view of the page, on a service of its own.
Without --only it writes docs/performance.md. A night and reads at rates are recorded for npm run docs:cost.`,
  options: {
    only: {
      value: 'PART',
      says: 'reads, loads, sampling or page; all of these when not given. Or scale: a night with --suppliers; or load: reads at rates',
      refuses: unlessOneOf(['reads', 'loads', 'sampling', 'page', 'scale', 'load']),
    },
    suppliers: {
      value: 'N,N',
      says: 'suppliers of the nights of --only scale, the fewest first; two at least',
      default: '250,1000',
      refuses: (value) =>
        value
          .split(',')
          .map(unlessWholeNumber(1))
          .find((refusal) => refusal !== null) ?? null,
    },
    draws: { value: 'N', says: 'draws of an interval', default: '2000', refuses: unlessWholeNumber(1) },
    samples: { value: 'N', says: 'samples of a sensitivity', default: '256', refuses: unlessWholeNumber(1) },
    'as-of': { value: 'DATE', says: 'the day that is scored', default: '2026-10-01', refuses: unlessDay },
  },
  examples: ['npm run bench -- --only sampling --draws 500', 'npm run bench -- --only scale --suppliers 1000,10000'],
} as const satisfies CommandSpecification;

/** Measures on a real run and two years of one element, in a folder that is thrown away. `endpoint`: of a DynamoDB that holds them. */
async function onRealRun<T>(endpoint: string | undefined, measure: (store: LocalStore, runId: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  const store = await openLocalStore(folder, endpoint);
  try {
    const clock = (): string => new Date().toISOString();
    const { run_id } = await scoreLocally(store, clock, progressLine(process.stdout));
    await replaySubjectLocally(store.place, { type: 'element', id: 'Dy' }, sundaysOfHistory(today()));
    return await measure(store, run_id);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Units of DynamoDB are counted on its double; times are taken on the store of this machine. */
async function measureReads(): Promise<Pick<Measured, 'latencies' | 'costs'>> {
  const double = await startDynamodbDouble();
  const costs = await onRealRun(double.place.endpoint, operationCosts).finally(() => double.close());
  return { costs, latencies: await onRealRun(undefined, latencies) };
}

function machineInWords(): string {
  const [processor] = cpus();
  return `${cpus().length} x ${processor?.model.trim() ?? 'an unknown processor'}, Node ${process.version}`;
}

/** Records what docs/cost.md is made from. */
function record(measured: Partial<Pick<RecordedCosts, 'nights' | 'whole' | 'load'>>, machine: string): void {
  const before = JSON.parse(readFileSync(RECORDED_COSTS, 'utf8')) as RecordedCosts;
  writeFileSync(RECORDED_COSTS, `${JSON.stringify({ ...before, day: today(), machine, ...measured }, null, 2)}\n`);
  console.log(JSON.stringify(measured, null, 2));
}

await runCommand(COMMAND, async ({ options }) => {
  const { only } = options;
  if (only === 'scale' || only === 'load') {
    const line = progressLine(process.stdout);
    const measured =
      only === 'scale'
        ? {
            whole: await wholeResults(),
            nights: await measuredNights(options.suppliers.split(',').map(Number), (size, { step, done }) =>
              line.show(`${size} suppliers: ${step}`, step === 'score' ? done : null),
            ),
          }
        : { load: await onRealRun(undefined, loadAtRates) };
    return record(measured, machineInWords());
  }
  const settings = { draws: Number(options.draws), samples: Number(options.samples), asOf: options['as-of'] };
  const wanted = (part: string): boolean => only === undefined || only === part;
  const reads = wanted('reads') ? await measureReads() : { latencies: [], costs: [] };
  const loads = wanted('loads') ? await coldLoads() : [];
  const sampling = wanted('sampling') ? samplingTimes(settings) : [];
  const openings = wanted('page') ? await onRealRun<PageTime | null>(undefined, pageTimes) : null;
  const page = performancePage({ day: today(), machine: machineInWords(), ...reads, loads, sampling, page: openings });
  if (only === undefined) writeFileSync(PAGE, page);
  console.log(only === undefined ? `${latencyTable(reads.latencies)}\n\nThe rest is in docs/performance.md.` : page);
});
