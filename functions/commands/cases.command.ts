/**
 * `npm run cases -- FILE`: scores every case of a file and prints one JSON line per case, the figures or `{"id", "error"}`. The exit code is 1
 * when the file can not be read or a case fails.
 */
import { readFileSync } from 'node:fs';
import { type MethodologyDocument, type Parameters, parametersOf } from '#domain/method/parameters.ts';
import methodology from '../../shared/reference/methodology.json' with { type: 'json' };
import { CommandFailure, type CommandSpecification, runCommand } from './arguments.ts';
import { figuresOfCase, type ScoringCase } from './scoring-case.ts';

const COMMAND = {
  name: 'npm run cases',
  does: `Scores every case of a file and prints one JSON line per case: {"id", "score", "state", "event" (may_begin and security), "security",
"without_security", "p90", "expected_days", "interval" (5, 50, 95 %), "stage", "points"}, of a supplier also {"element", "floor", "ceiling",
"feed_named", "share_lost"}; or {"id", "error"}, and exit code 1.
The file is a JSON list of cases, or an object with them as "cases": {"id", "buyer", "as_of", "element", "inputs"}, or of a supplier with
"inputs" that have "sites"; test/golden/cases.json is one to copy. What may be left out of the inputs: eol (0.05), si (1), cover (45 days),
cover_days (nothing is known of own stock), demand_share (0.01), end_use (civil), measures and readings (none), pv (0), theta (0.05 a year),
pressure (multiplier 1); of a measure: origins (CHN), targets (ALL), coverage (1 at every stage), known_from (its start), and the dates; of a
reading: origin (CHN), buyer (ALL), stages (all), seen_from (seen_to), known_from (seen_to).`,
  options: {},
  operands: { value: 'FILE', says: 'the cases (default test/golden/cases.json)', least: 0, most: 1 },
  examples: ['npm run --silent cases -- test/golden/cases.json'],
} as const satisfies CommandSpecification;

const DEFAULT_FILE = new URL('../../test/golden/cases.json', import.meta.url).pathname;

function casesOf(path: string): readonly ScoringCase[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandFailure(`${path} can not be read as JSON: ${(error as Error).message}`);
  }
  const cases = Array.isArray(content) ? content : (content as { readonly cases?: unknown } | null)?.cases;
  if (!Array.isArray(cases)) throw new CommandFailure(`${path} is neither a list of cases nor an object with "cases"`);
  return cases;
}

/** JSON of a case's figures. A number that is none is an error, never null. */
function lineOf(scoringCase: ScoringCase, parameters: Parameters): string {
  try {
    return JSON.stringify({ id: scoringCase.id, ...figuresOfCase(scoringCase, parameters) }, (key, value: unknown) => {
      if (Number.isNaN(value)) throw new RangeError(`"${key}" came out as no number: an input is none, or out of its range`);
      return value;
    });
  } catch (error) {
    process.exitCode = 1;
    return JSON.stringify({ id: scoringCase?.id ?? null, error: (error as Error).message });
  }
}

await runCommand(COMMAND, ({ operands: [path = DEFAULT_FILE] }) => {
  const parameters = parametersOf(methodology as MethodologyDocument);
  for (const scoringCase of casesOf(path)) {
    process.stdout.write(`${lineOf(scoringCase, parameters)}\n`);
  }
});
