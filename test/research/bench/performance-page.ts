/** docs/performance.md: all of one run of the bench. */
import { markdownTable } from '#functions/commands/pages/markdown.ts';
import type { Outcome } from './bench-part.ts';
import type { ColdLoad } from './loads.part.ts';
import type { NightAndReads } from './night.part.ts';
import type { MeasuredStarts } from './start.part.ts';

export interface BenchRun {
  readonly day: string;
  readonly commit: string;
  readonly machine: string;
  readonly starts: Outcome<MeasuredStarts>;
  /** By size, that of the shipped register first. */
  readonly nights: readonly Outcome<NightAndReads>[];
  readonly loads: Outcome<readonly ColdLoad[]>;
}

/** The page. A part that has failed says so in its own place. */
export function performancePage({ day, commit, machine, starts, nights, loads }: BenchRun): string {
  const measured = nights.flatMap((night) => ('measured' in night ? [night.measured] : []));
  const failed = nights.flatMap((night) => ('failed' in night ? [`\n\nA night was not measured: ${night.failed}.`] : [])).join('');
  return `# Performance

Written by \`npm run bench\` on ${day} at commit ${commit}, on ${machine}. **Read CPU time and ratios**: the machine did other work at the same time, and
nothing here was measured on AWS. No test depends on a time.

## Start

From \`npm start\` to a served ranking: with an empty folder, and with the one that this has filled. CPU time is that of all threads and of building the page.

${sectionOf(starts, startTable)}

## A night

The night after another one. The shipped register is scored as a night scores it; a larger one is made of copies of its suppliers, which have the results of
their originals, and all other steps do all of their work. CPU seconds by step.

${nightTable(measured)}${failed}

${resultsLine(measured)}

${growthLine(measured)}

## Reads

Over HTTP on the store of that night, by one client over one connection. CPU microseconds of the process that answers (with them the p50 in milliseconds, which a busy machine
lengthens), by suppliers. Node alone sends the text of a score and does nothing else: what cannot be saved.

${readTable(measured)}

## Cold load

CPU time of loading a function of the API with the largest of its handlers, or a step of a run, above that of an empty one. A cold start on Lambda adds its own time.

${sectionOf(loads, loadTable)}
`;
}

const sectionOf = <T>(outcome: Outcome<T>, table: (measured: T) => string): string =>
  'measured' in outcome ? table(outcome.measured) : `Not measured: ${outcome.failed}.`;

const inWhole = (value: number): string => Math.round(value).toLocaleString('en');

const startTable = (starts: MeasuredStarts): string =>
  markdownTable(
    ['Start', 'Seconds:', 'CPU seconds:', 'Peak MB:'],
    (['first', 'later'] as const).map((name) => {
      const { seconds, cpu_seconds, peak_rss_mb } = starts[name];
      return [name, seconds.toFixed(1), cpu_seconds.toFixed(1), inWhole(peak_rss_mb)];
    }),
  );

const unitsOf = ({ night }: NightAndReads): number => Object.values(night.write_units).reduce((sum, units) => sum + units, 0);

const nightTable = (nights: readonly NightAndReads[]): string =>
  markdownTable(
    ['Suppliers:', 'Subjects:', 'Buyers:', 'begin:', 'score:', 'complete:', 'after:', 'Peak MB:', 'Objects:', 'Write units:', 'a subject:'],
    nights.map((one) => {
      const { suppliers, subjects, buyers, cpu_seconds, peak_rss_mb, objects } = one.night;
      const seconds = ['begin', 'score', 'complete', 'after'].map((step) => (cpu_seconds[step] ?? 0).toFixed(1));
      const units = unitsOf(one);
      return [
        ...[suppliers, subjects, buyers].map(inWhole),
        ...seconds,
        ...[peak_rss_mb, objects, units].map(inWhole),
        (units / subjects).toFixed(2),
      ];
    }),
  );

function resultsLine([shipped]: readonly NightAndReads[]): string {
  const made = Object.entries(shipped?.made ?? {}).map(
    ([type, { results, cpu_ms }]) => `${(cpu_ms / results).toFixed(1)} ms of ${type === 'element' ? 'an' : 'a'} ${type}`,
  );
  return made.length === 0
    ? 'What a result takes was not measured.'
    : `A result with its interval and explanation takes ${made.join(', ')} (CPU, mean).`;
}

/** Exponents between the smallest and the largest night: 1 is in proportion to the subjects, 0 is not at all. */
function growthLine(nights: readonly NightAndReads[]): string {
  const [small, large] = [nights[0], nights.at(-1)];
  if (small === undefined || large === undefined || small === large) return 'Growth with suppliers was not measured.';
  const exponent = (of: (one: NightAndReads) => number): string =>
    (Math.log(of(large) / of(small)) / Math.log(large.night.subjects / small.night.subjects)).toFixed(2);
  return `Growth with the subjects, as an exponent: write units ${exponent(unitsOf)}, objects ${exponent(({ night }) => night.objects)}, bytes of objects ${exponent(({ night }) => night.object_bytes)}, CPU of \`complete\` ${exponent(({ night }) => night.cpu_seconds.complete ?? 0)} and of \`after\` ${exponent(({ night }) => night.cpu_seconds.after ?? 0)}, memory ${exponent(({ night }) => night.peak_rss_mb)}.`;
}

function readTable(nights: readonly NightAndReads[]): string {
  const names = nights[0]?.reads.map(({ what }) => what) ?? [];
  return markdownTable(
    ['Read', ...nights.map(({ night }) => `${inWhole(night.suppliers)}:`), 'beside Node alone:'],
    names.map((what, row) => {
      const bare = nights[0]?.reads[0]?.cpu_us ?? Number.NaN;
      const cells = nights.map(
        ({ reads }) => `${inWhole(reads[row]?.cpu_us ?? Number.NaN)} (${(reads[row]?.p50_ms ?? Number.NaN).toFixed(1)})`,
      );
      return [what, ...cells, ((nights[0]?.reads[row]?.cpu_us ?? Number.NaN) / bare).toFixed(1)];
    }),
  );
}

const loadTable = (loads: readonly ColdLoad[]): string =>
  markdownTable(
    ['Handler', 'kB:', 'CPU ms:'],
    loads.map(({ what, kilobytes, cpuMs }) => [`\`${what}\``, kilobytes.toFixed(0), cpuMs.toFixed(0)]),
  );
