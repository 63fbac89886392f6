import type * as z from 'zod';
import { type FieldError, TOO_LARGE } from '#contracts/api/problem.ts';
import { closestMatch } from './closest-match.ts';

/** Most validation errors listed, as more cannot be read at once; the rest are counted. */
const MOST_MISTAKES = 100;

/** Validation errors in JSON, each with its place: at most a hundred, then how many more. `at`: pointer to the value that was validated. */
export function bodyErrors(issues: readonly z.core.$ZodIssue[], at = ''): readonly FieldError[] {
  const found = issues.flatMap((issue) => errorsOf(issue, at));
  const all = [...new Map(found.toReversed().map((mistake) => [mistake.pointer, mistake])).values()].toReversed(); // the first of a place
  if (all.length <= MOST_MISTAKES) return all;
  const more = all.length - MOST_MISTAKES;
  return [...all.slice(0, MOST_MISTAKES), { pointer: at, code: 'more_mistakes', detail: `${more} more mistakes are not listed.` }];
}

/** RFC 6901. */
const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function errorsOf(issue: z.core.$ZodIssue, at: string): readonly FieldError[] {
  const pointer = `${at}${pointerTo(issue.path)}`;
  const name = pointer === '' ? 'The body' : `\`${pointer}\``;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}${pointerTo([key.slice(0, 64)])}`,
      code: 'unknown_field',
      detail: `There is no field \`${key.slice(0, 64)}\` here.`,
    }));
  }
  if (issue.code === 'invalid_type') {
    const wanted = WORDS[issue.expected] ?? issue.expected;
    const missing = issue.input === undefined && /received undefined/.test(issue.message);
    return [
      missing
        ? { pointer, code: 'missing', detail: `${name} is missing; send ${wanted}.` }
        : { pointer, code: 'invalid_value', detail: `${name} has the wrong type; send ${wanted}.` },
    ];
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const given = typeof issue.input === 'string' ? closestMatch(issue.input.slice(0, 64), values) : null;
    const guess = given === null ? '' : ` Did you mean \`${given}\`?`;
    return [{ pointer, code: 'invalid_value', detail: `${name} is not one of: ${values.join(', ')}.${guess}` }];
  }
  if (issue.code === 'invalid_key') {
    const wanted = issue.issues.map(({ message }) => message).join(', ');
    return [{ pointer, code: 'invalid_value', detail: `${name} has a name that is not right; send ${wanted}.` }];
  }
  const code = issue.code === 'custom' && issue.params?.code === TOO_LARGE ? TOO_LARGE : 'invalid_value';
  return [{ pointer, code, detail: `${name} is not right; send ${issue.message}.` }];
}
