/**
 * Scores every case of a file (a list, or an object with `cases`; test/golden/cases.json when none is named)
 * and prints one JSON line for each: the
 * figures, or `{"id", "error"}` and exit code 1. scoring-case.ts says what a case may leave out.
 */
import { readFileSync } from 'node:fs';
import { type MethodologyDocument, parametersOf } from '#domain/method/parameters.ts';
import methodology from '../../shared/reference/methodology.json' with { type: 'json' };
import { figuresOfCase, type ScoringCase } from './scoring-case.ts';

const parameters = parametersOf(methodology as MethodologyDocument);
const content: unknown = JSON.parse(
  readFileSync(process.argv[2] ?? new URL('cases.json', import.meta.url), 'utf8'),
);
const cases = (
  Array.isArray(content) ? content : (content as { readonly cases: unknown }).cases
) as readonly ScoringCase[];
for (const scoringCase of cases) {
  try {
    const figures = JSON.stringify(
      { id: scoringCase.id, ...figuresOfCase(scoringCase, parameters) },
      (name, value: unknown) => {
        // JSON would say null, which means unknown.
        if (Number.isNaN(value))
          throw new RangeError(`${name} came out as no number: an input is none, or out of its range`);
        return value;
      },
    );
    console.log(figures);
  } catch (error) {
    process.exitCode = 1;
    console.log(JSON.stringify({ id: scoringCase.id, error: (error as Error).message }));
  }
}
