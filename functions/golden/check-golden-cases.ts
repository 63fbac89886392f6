/** Scores the golden cases with the code that is here and compares what comes out with what a program that shares no code with it has worked out. */
import { differences } from './golden-differences.ts';
import { caseResult } from './scoring-case.ts';
import { parseCaseFile, type ScoringCase } from './scoring-case-file.ts';

/** Largest distance of a number of a result from the stated one. Sampled intervals state one of their own. */
const TOLERANCE = 1e-9;

interface GoldenCase extends ScoringCase {
  readonly expected?: { readonly tolerance?: number };
}

/** Outcome of a check. */
export interface GoldenCheckOutcome {
  /** Cases that were scored. */
  readonly cases: number;
  /** Cases that came out otherwise, by id: each with the first field that differs, what it is and what it should be. */
  readonly wrong: readonly { readonly id: string; readonly why: string }[];
}

/** Scores the cases of files, given as name -> text. Throws `RangeError` when there is no case, or a file is none of cases. */
export function checkGoldenCases(files: ReadonlyMap<string, string>): GoldenCheckOutcome {
  const checked = [...files].flatMap(([name, text]) => {
    const file = parseCaseFile(text, name);
    return file.cases.map((golden) => ({ id: `${golden.id} of ${name}`, why: whyWrong(golden as GoldenCase, file) }));
  });
  if (checked.length === 0) throw new RangeError('there are no golden cases to check: the code was bundled without them');
  return { cases: checked.length, wrong: checked.flatMap(({ id, why }) => (why === undefined ? [] : [{ id, why }])) };
}

function whyWrong(golden: GoldenCase, file: Parameters<typeof caseResult>[1]): string | undefined {
  if (golden.expected === undefined) return 'the case says nothing of what is expected';
  const tolerance = golden.kind === 'interval' ? golden.expected.tolerance : TOLERANCE;
  if (tolerance === undefined) return 'the case has no tolerance';
  try {
    return differences(golden.expected, caseResult(golden, file), tolerance, golden.kind)[0];
  } catch (error) {
    return `it could not be scored: ${error}`;
  }
}

/** One sentence on what is wrong and what to do, for whoever deploys; undefined when nothing is. */
export function refusalOf({ cases, wrong }: GoldenCheckOutcome): string | undefined {
  const [first, second] = wrong;
  if (first === undefined) return undefined;
  const others = second === undefined ? '' : ` (next: ${second.id})`;
  return (
    `${wrong.length} of ${cases} golden cases came out wrong on Lambda: ${first.id}: ${first.why}${others}. ` +
    'Nothing was changed for readers. Run npm run cases on the commit that is deployed, mend the code or state the new values in test/golden, and deploy again'
  );
}
