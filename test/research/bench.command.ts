/** `npm run bench`: what a user feels of speed, and docs/performance.md from it. Only a measurement: no test depends on the time it takes. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import {
  CommandFailure,
  type CommandSpecification,
  runCommand,
  today,
  unlessOneOf,
  unlessWholeNumber,
} from '#functions/commands/arguments.ts';
import { costPage, type RecordedCosts } from '#functions/commands/pages/cost/cost-page.ts';
import { type Outcome, outcomeOf } from './bench/bench-part.ts';
import type { ColdLoad } from './bench/loads.part.ts';
import type { NightAndReads } from './bench/night.part.ts';
import { type BenchRun, performancePage } from './bench/performance-page.ts';
import type { MeasuredStarts } from './bench/start.part.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const COST_PAGE = new URL('../../docs/cost.md', import.meta.url);
const RECORDED_COSTS = new URL('../../functions/commands/pages/cost/recorded-costs.json', import.meta.url);

const COMMAND = {
  name: 'npm run bench',
  does: `Measures starts, nights with the reads after them, and cold loads, each in a process of its own, and writes docs/performance.md; what nights cost is
written into docs/cost.md. Exit code 1 when a part failed: the page has the others. With --only it prints the page and writes nothing.`,
  options: {
    only: { value: 'PART', says: 'starts, nights or loads; all when not given', refuses: unlessOneOf(['starts', 'nights', 'loads']) },
    suppliers: { value: 'N', says: 'suppliers of the larger night', default: '2000', refuses: unlessWholeNumber(100) },
  },
  examples: ['npm run bench', 'npm run bench -- --only nights --suppliers 10000'],
} as const satisfies CommandSpecification;

const NOT_ASKED = { failed: 'it was not asked for' } as const;
const part = (name: string): URL => new URL(`./bench/${name}.part.ts`, import.meta.url);

/** Of the code that is measured, with a word where it is not as committed. */
function commitInWords(): string {
  const git = (...words: readonly string[]): string => spawnSync('git', words, { encoding: 'utf8', cwd: new URL('.', PAGE) }).stdout.trim();
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' with changes'}`;
}

function machineInWords(): string {
  const [processor] = cpus();
  return `${cpus().length} x ${processor?.model.trim() ?? 'an unknown processor'}, Node ${process.version}`;
}

/** What docs/cost.md is made from; null when a night is missing, since figures of two runs are not mixed. */
function costsOf({ day, commit, machine, nights }: BenchRun): RecordedCosts | null {
  const measured = nights.flatMap((night) => ('measured' in night ? [night.measured] : []));
  const made = measured[0]?.made.supplier;
  if (made === undefined || measured.length < nights.length) return null;
  const each = (of: number): number => Math.round((10 * of) / made.results) / 10;
  const whole = { results: made.results, cpu_ms: each(made.cpu_ms), draw_bytes: Math.round(made.draw_bytes / made.results) };
  return { day, commit, machine, nights: measured.map(({ night }) => night), whole };
}

await runCommand(COMMAND, async ({ options: { only, suppliers } }) => {
  const measure = async <T>(name: string, file: string, ...words: readonly string[]): Promise<Outcome<T>> => {
    if (only !== undefined && only !== name) return NOT_ASKED;
    console.log(`Measuring ${name} ${words.join(' ')}`);
    return outcomeOf<T>(part(file), ...words);
  };
  const run: BenchRun = {
    day: today(),
    commit: commitInWords(),
    machine: machineInWords(),
    starts: await measure<MeasuredStarts>('starts', 'start'),
    nights: [await measure<NightAndReads>('nights', 'night', 'shipped'), await measure<NightAndReads>('nights', 'night', suppliers)],
    loads: await measure<readonly ColdLoad[]>('loads', 'loads'),
  };
  const page = performancePage(run);
  if (only !== undefined) return console.log(page);
  writeFileSync(PAGE, page);
  const costs = costsOf(run);
  if (costs !== null) {
    writeFileSync(RECORDED_COSTS, `${JSON.stringify(costs, null, 2)}\n`);
    writeFileSync(COST_PAGE, costPage(costs));
  }
  const failed = [run.starts, ...run.nights, run.loads].filter((outcome) => 'failed' in outcome).length;
  if (failed > 0) throw new CommandFailure(`${failed} parts were not measured; docs/performance.md says which, and has the others.`);
  console.log('docs/performance.md and docs/cost.md are written.');
});
