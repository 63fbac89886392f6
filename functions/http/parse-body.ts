import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { FieldError } from '#contracts/api/problem.ts';
import type { RequestContract } from '#contracts/api/request-parts.ts';
import { closestMatch } from './closest-match.ts';
import { ExpectedError } from './expected-errors.ts';

/** More mistakes than a person reads at once; the rest is counted. */
const MOST_MISTAKES = 100;

/** What a contract makes of a body: JSON of its shape, text, or nothing. */
export type BodyOf<C extends RequestContract> = C extends { readonly body: infer B extends z.ZodType }
  ? z.output<B>
  : C extends { readonly textMedia: readonly string[] }
    ? string
    : null;

/**
 * Reads the body with its contract. What can be told only once (media type, syntax) is thrown at once; wrong fields are added to
 * `mistakes`, each with its JSON pointer.
 */
export function readBody(contract: RequestContract, event: APIGatewayProxyEventV2, validationErrors: FieldError[]): unknown {
  if (contract.body === undefined && contract.textMedia === undefined) return null;
  const mediaType = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (contract.body === undefined) {
    const allowed = contract.textMedia ?? [];
    if (!allowed.includes(mediaType)) throw wrongMedia(mediaType, allowed.join(' or '));
    return bodyText(event);
  }
  if (!/^application\/([\w.-]+[+])?json$/.test(mediaType)) throw wrongMedia(mediaType, 'application/json');
  const parsed = contract.body.safeParse(parseJson(bodyText(event)), { reportInput: true });
  if (parsed.success) return parsed.data;
  validationErrors.push(...bodyErrors(parsed.error.issues));
  return null;
}

/** Mistakes in JSON, each with the place: at most a hundred, then how many more. `at`: pointer to the value that was read. */
export function bodyErrors(issues: readonly z.core.$ZodIssue[], at = ''): readonly FieldError[] {
  const found = issues.flatMap((issue) => errorsOf(issue, at));
  const all = [...new Map(found.toReversed().map((mistake) => [mistake.pointer, mistake])).values()].toReversed(); // the first of a place
  if (all.length <= MOST_MISTAKES) return all;
  const more = all.length - MOST_MISTAKES;
  return [...all.slice(0, MOST_MISTAKES), { pointer: at, code: 'more_mistakes', detail: `${more} more mistakes are not listed.` }];
}

const wrongMedia = (given: string, wanted: string): ExpectedError =>
  new ExpectedError(
    'unsupported_media_type',
    `${given === '' ? 'The body has no `Content-Type`' : `\`Content-Type: ${given.slice(0, 64)}\` is not read here`}; send ${wanted}.`,
  );

function bodyText(event: APIGatewayProxyEventV2): string {
  const { body = '', isBase64Encoded } = event;
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    throw new ExpectedError('malformed_body', 'The body is not UTF-8: save or encode it as UTF-8.');
  }
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new ExpectedError('malformed_body', 'There is no body; send a JSON document.');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExpectedError('malformed_body', `The body is no valid JSON${whereItStopped(text, error as SyntaxError)}.`);
  }
}

function whereItStopped(text: string, { message }: SyntaxError): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return ': it ends too early';
  const before = text.slice(0, Number(position)).split('\n');
  return `: look at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
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
  return [{ pointer, code: 'invalid_value', detail: `${name} is not right; send ${issue.message}.` }];
}
