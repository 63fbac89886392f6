import type { ColdLoad } from '#functions/commands/checks/bench/cold-load-bench.ts';
import type { OperationCost } from '#functions/commands/checks/bench/cost-thread.ts';
import type { PageTime } from '#functions/commands/checks/bench/page-bench.ts';
import type { Latency } from '#functions/commands/checks/bench/read-bench.ts';
import type { SamplingTime } from '#functions/commands/checks/bench/sampling-bench.ts';
import { markdownTable } from './markdown.ts';

export interface Measured {
  readonly day: string;
  readonly machine: string;
  readonly latencies: readonly Latency[];
  readonly costs: readonly OperationCost[];
  readonly loads: readonly ColdLoad[];
  readonly sampling: readonly SamplingTime[];
  /** Null: not measured. */
  readonly page: PageTime | null;
}

/** docs/performance.md. */
export function performancePage({ day, machine, latencies, costs, loads, sampling, page }: Measured): string {
  return `# Performance

Written by \`npm run bench\` on ${day}, on ${machine}. **Read the ratios**: milliseconds are of that machine, which did other work at the same time, and
nothing here was measured on AWS. No test depends on a time.

## Answers beside a bare read

The bare read is Node's HTTP server, the same store, one GetItem and its text: what cannot be saved. Each answer is asked in turns with it,
over one connection each, of one process that also holds the store of this machine (SQLite) with a real run.

${latencyTable(latencies)}

## What an operation reads and writes

The example request of every operation on the documents of a real run. GET with the pointer to the run known (it is read again every five seconds:
one GetItem, 0.5 units), the others with it read. One unit reads 4 KB strongly consistent, or 8 KB eventually consistent; writes are in write units.

${costTable(costs)}

## Cold load

CPU time from the import of the function to the end of the import of the handler that is asked for, median of spawned processes; an empty handler
takes ${(loads[0]?.cpuMs ?? 0).toFixed(1)} ms. A cold start on Lambda adds its own time to it. A function of the API answers several operations and loads the handler of one
when it is first asked for it; what they share, above all the schemas of requests and what is built into Node, is most of it and is loaded with the
function ([decision 0047](decisions/0047-functions-that-load-what-they-use.md)).
Functions that carry the facts pay for their bytes.

${loadTable(loads)}

## Uncertainty of a night

CPU seconds of one thread, under the published methodology and the one in shadow. The same draws in vectorized numpy are measured where there is a Python with it.

${markdownTable(
  ['What', 'CPU seconds:', ''],
  sampling.map(({ what, cpuSeconds, more }) => [what, cpuSeconds?.toFixed(2) ?? 'none', more]),
)}

## The first view of the page

${
  page === null
    ? 'Not measured: there was no Chromium.'
    : `In Chromium with an empty cache, median of nine openings in turns: ${page.usableMs.toFixed(0)} ms to the first row of the ranking, ${(page.usableMs / page.bareMs).toFixed(1)} times the ${page.bareMs.toFixed(0)} ms of a bare answer shown as text.`
}
`;
}

export const latencyTable = (latencies: readonly Latency[]): string =>
  markdownTable(
    ['Answer', 'p50 ms:', 'p95 ms:', 'p50 / bare:'],
    latencies.map(({ what, p50Ms, p95Ms, ratio }) => [what, p50Ms.toFixed(2), p95Ms.toFixed(2), ratio.toFixed(2)]),
  );

const costTable = (costs: readonly OperationCost[]): string =>
  markdownTable(
    ['Operation', 'Answer:', 'Calls:', 'Units:', 'Which'],
    costs.map(({ operation, status, calls }) => [
      `\`${operation}\``,
      status,
      calls.length,
      calls.reduce((sum, { units }) => sum + units, 0),
      [...Map.groupBy(calls, ({ operation: name }) => name)].map(([name, of]) => `${of.length} ${name}`).join(', '),
    ]),
  );

function loadTable(loads: readonly ColdLoad[]): string {
  const empty = loads[0]?.cpuMs ?? 0;
  return markdownTable(
    ['Function', 'Handler', 'kB:', 'CPU ms above empty:'],
    loads
      .slice(1)
      .map(({ deployed, handler, kilobytes, cpuMs }) => [
        `\`${deployed}\``,
        handler === null ? '' : `\`${handler}\``,
        kilobytes.toFixed(0),
        (cpuMs - empty).toFixed(0),
      ]),
  );
}
