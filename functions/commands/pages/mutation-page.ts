/**
 * `docs/mutation.md`: how many changed operators, constants and conditions of the domain the tests notice, by file, and why the others are not
 * noticed. The counts are those of the last measured run; the reasons stand here. Pure.
 */
import { markdownTable } from './markdown.ts';

type MutantStatus = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'CompileError' | 'RuntimeError' | 'Pending';

/** The part of a report of Stryker that counts. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: MutantStatus }[] }>>;
}

export interface FileCounts {
  readonly killed: number;
  readonly survived: number;
  readonly no_coverage: number;
  readonly ignored: number;
}

/** Files by path, in byte order. */
export type MeasuredMutants = Readonly<Record<string, FileCounts>>;

/** Known reasons why a mutant survives: the kind of mutant and why no test can or need kill it. */
const REASONS: readonly (readonly [string, string])[] = [
  [
    '`left < right ? -1 : 1` with `<=` or `>=` in comparators',
    'Keys of one table are never equal; where only a sum follows, another order moves its last bits, and tests compare to 1e-9 or 1e-12.',
  ],
  [
    "Placeholders `[]`, `''` and `() => []` of sentences, notes and evidence in `recompute.ts`",
    'A recomputation compares numbers and states; the words and rows beside them are taken from what was published.',
  ],
  [
    '`<=` with `<` at tolerances (1e-9, 1e-12, 0.01) and at bounds of `documents/`, `run-guard.ts`, `input-changes.ts`',
    'No difference of two doubles lies on the bound itself; where it may, both sides give the same sentence or none.',
  ],
  [
    '`null` checks and `?.` before a value that is there by then (`?? 0` in comparators, `start !== null`)',
    'For the type only: `null` compares as 0, and no row reaches the line without a value.',
  ],
];

const UNCOUNTED: FileCounts = { killed: 0, survived: 0, no_coverage: 0, ignored: 0 };

/** Counts of some reports; a file that is in two of them is that of the later one. */
export function countMutants(reports: readonly MutationReport[]): MeasuredMutants {
  const counts = new Map<string, FileCounts>();
  for (const { files } of reports) {
    for (const [file, { mutants }] of Object.entries(files)) {
      const of = (...statuses: readonly MutantStatus[]): number => mutants.filter(({ status }) => statuses.includes(status)).length;
      counts.set(file, {
        killed: of('Killed', 'Timeout'),
        survived: of('Survived'),
        no_coverage: of('NoCoverage'),
        ignored: of('Ignored'),
      });
    }
  }
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function added(left: FileCounts, right: FileCounts): FileCounts {
  return {
    killed: left.killed + right.killed,
    survived: left.survived + right.survived,
    no_coverage: left.no_coverage + right.no_coverage,
    ignored: left.ignored + right.ignored,
  };
}

/** Killed of all that count, in percent; a file of constants or types alone has none that count. */
function score({ killed, survived, no_coverage }: FileCounts): string {
  const all = killed + survived + no_coverage;
  return all === 0 ? 'none count' : `${((100 * killed) / all).toFixed(1)} %`;
}

const row = (name: string, counts: FileCounts): readonly (string | number)[] => [
  name,
  score(counts),
  counts.killed,
  counts.survived,
  counts.no_coverage,
  counts.ignored,
];

/** The page; `domainFiles` are all files of the domain, so that those without a measurement are named. */
export function mutationPage(measured: MeasuredMutants, domainFiles: readonly string[]): string {
  const files = Object.entries(measured);
  const total = files.reduce((sum, [, counts]) => added(sum, counts), UNCOUNTED);
  const missing = domainFiles.filter((file) => !Object.hasOwn(measured, file));
  return `${[
    '# Mutation testing of the domain',
    `Stryker changes an operator, a constant or a condition of \`shared/domain\`, and the tests must notice. Counts of the last measured run, ${files.length} of ${domainFiles.length} files; the page is made by \`npm run docs:mutation\` from \`shared/measured/mutation.json\`.`,
    `**${score(total)} of the mutants of the measured files are killed** (${total.killed} of ${total.killed + total.survived + total.no_coverage}).`,
    '- `npm run test:mutation:fast`: the core of the scorer, some two minutes; run it after a change there (it is too long for the checks of every change).\n- `npm run test:mutation`: all of `shared/domain`; reports in `reports/mutation`.\n- `npm run docs:mutation -- REPORT.json ...` takes the counts of reports over and makes this page.',
    '## What is counted',
    'The tests of `test/domain` and `test/golden` run in one process ([test/mutation](../test/mutation)), quickest first. Three rules keep a run short, and each of them can only lower the score: a property sees 25 cases, with the same seed each time; a test that needs more than 100 ms of processor time is not asked; a mutant that outlives 2.5 s of its tests counts as survived. Mutants that run too long count as killed. Mutants of what is only read when a file is loaded (tables of constants) are ignored.',
    '## By file',
    markdownTable(
      ['file', 'killed:', 'mutants killed:', 'survived:', 'no test:', 'ignored:'],
      [...files.map(([file, counts]) => row(`\`${file.replace('shared/domain/', '')}\``, counts)), row('**all measured**', total)],
    ),
    '## Survivors that were read',
    markdownTable(['mutant', 'why no test notices'], REASONS),
    '## Not measured',
    missing.length === 0 ? 'Every file is measured.' : missing.map((file) => `\`${file.replace('shared/domain/', '')}\``).join(', '),
    ...(missing.length === 0 ? [] : ['Files of types alone have nothing to mutate, and no report names them.']),
  ].join('\n\n')}\n`;
}
