import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take a core for a minute or more, the longest first. Started last, one of them keeps a core
 * waiting for its end: a fresh clone has no record
 * of how long each took, and would go by size.
 */
const LONGEST = [
  'test/functions/api/every-read.test.ts',
  'test/integrations/documented-commands.test.ts',
  'test/local/start.test.ts',
  'test/functions/scoring/results/recompute-explanation.test.ts',
  'test/local/killed-runs.test.ts',
  'test/functions/scoring/real-run.test.ts',
  'test/dashboard/in-a-browser/page.test.ts',
  'test/functions/api/custom-suppliers/custom-suppliers-ranked.test.ts',
  'test/functions/api/analysis/scenarios.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return at < 0 ? LONGEST.length : at;
};

/** Starts the longest files first; the others as vitest would. */
export class LongestFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
