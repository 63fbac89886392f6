/** One thing that is wrong with the raw data, at the place where it can be mended. */
export interface CellProblem {
  readonly file: string;
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly column: string;
  /** The offending cell as it stands in the file. */
  readonly value: string;
  readonly expected: string;
}

/** Collects the problems of a whole build, so that one run shows all of them. */
export type ProblemList = CellProblem[];

const line = (problem: CellProblem): string =>
  `${problem.file}:${problem.line}: ${problem.column}: ${JSON.stringify(problem.value)}, expected ${problem.expected}`;

/** The raw data cannot be used; the message lists every bad row. Nothing was written. */
export class ReferenceBuildError extends Error {
  override readonly name = 'ReferenceBuildError';
  readonly problems: readonly CellProblem[];

  constructor(all: readonly CellProblem[]) {
    // Vocabulary columns are read twice, so a bad cell of theirs comes up twice.
    const problems = [...new Map(all.map((problem) => [line(problem), problem])).values()];
    super(
      `${problems.length} bad ${problems.length === 1 ? 'cell' : 'cells'} in the raw data, nothing was written:\n${problems.map(line).join('\n')}`,
    );
    this.problems = problems;
  }
}
