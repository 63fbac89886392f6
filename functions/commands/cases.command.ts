/**
 * `npm run cases -- FILE`: scores every case of a file and prints one JSON line per case, `{"id", "result"}` or `{"id", "error"}`. The exit
 * code is 1 when the file can not be read or a case fails.
 */
import { readFileSync } from 'node:fs';
import { caseResult } from '#functions/golden/scoring-case.ts';
import { parseCaseFile, type ScoringCase, type ScoringCaseFile } from '#functions/golden/scoring-case-file.ts';
import { CommandFailure, type CommandSpecification, runCommand } from './arguments.ts';

const DEFAULT_FILE = new URL('../../test/golden/scoring-cases.json', import.meta.url).pathname;

const COMMAND = {
  name: 'npm run cases',
  does: `Scores every case of a file and prints one JSON line per case, {"id", "result"} or {"id", "error"}.
The file is one JSON document with "parameters" (of the method) and "cases"; test/golden/scoring-cases.json is one to copy.`,
  options: {},
  operands: { value: 'FILE', says: 'the cases (default test/golden/scoring-cases.json)', least: 0, most: 1 },
  examples: ['npm run --silent cases -- test/golden/scoring-cases.json'],
} as const satisfies CommandSpecification;

function readCaseFile(path: string): ScoringCaseFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandFailure(`${path} can not be read: ${(error as Error).message}`);
  }
  return parseCaseFile(text, path);
}

/** JSON of a result: an infinite time is null, but a number that is none is an error, never null. */
function toJson(id: string, result: unknown): string {
  return JSON.stringify({ id, result }, (key, value: unknown) => {
    if (Number.isNaN(value)) throw new RangeError(`"${key}" came out as no number: look for a parameter or input out of its range`);
    return value;
  });
}

function lineOf(scoringCase: ScoringCase, file: ScoringCaseFile): string {
  try {
    return toJson(scoringCase.id, caseResult(scoringCase, file));
  } catch (error) {
    process.exitCode = 1;
    return JSON.stringify({ id: scoringCase.id, error: (error as Error).message });
  }
}

await runCommand(
  COMMAND,
  ({ operands: [path = DEFAULT_FILE] }) => {
    const file = readCaseFile(path);
    for (const scoringCase of file.cases) process.stdout.write(`${lineOf(scoringCase, file)}\n`);
  },
  [RangeError],
);
