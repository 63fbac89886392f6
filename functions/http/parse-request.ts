import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { FieldError } from '#contracts/api/problem.ts';
import type { RequestContract } from '#contracts/api/request-parts.ts';
import { closestMatch } from '#functions/requests/closest-match.ts';
import { invalidRequest } from '#functions/requests/expected-errors.ts';
import { type BodyOf, readBody } from './parse-body.ts';

/** Path, query and body as the contract reads them. */
export interface ParsedRequest<C extends RequestContract> {
  readonly path: z.output<C['path']>;
  readonly query: z.output<C['query']>;
  readonly body: BodyOf<C>;
}

type Given = ReadonlyMap<string, string>;

/**
 * Reads a request with its contract. Throws `invalid_request` with one entry per validation error. A parameter without a value (`?band=`)
 * counts as not given, because dashboards send those for "all". Stored data are never read with this: an error in them is a fault of the
 * service, not of the caller.
 */
export function parseRequest<C extends RequestContract>(contract: C, event: APIGatewayProxyEventV2): ParsedRequest<C> {
  const validationErrors: FieldError[] = [];
  const query = readQuery(contract, event.rawQueryString, validationErrors);
  const path = new Map(Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? '']));
  const parsedPath = readWith(contract.path, path, validationErrors);
  const parsedQuery = readWith(contract.query, query, validationErrors);
  const body = readBody(contract, event, validationErrors);
  if (validationErrors.length > 0) throw invalidRequest(validationErrors);
  return { path: parsedPath, query: parsedQuery, body } as ParsedRequest<C>;
}

function readQuery(contract: RequestContract, text: string, validationErrors: FieldError[]): Given {
  const allowed = Object.keys(contract.query.shape);
  const notServedYet = contract.notServedYet ?? {};
  const given = new Map<string, string>();
  const refused = new Set<string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const mistake = given.has(name) ? duplicate(name) : errorOfName(name, allowed, notServedYet);
    if (mistake === null) given.set(name, value);
    else if (!refused.has(name)) validationErrors.push(mistake);
    if (mistake !== null) refused.add(name);
  }
  return new Map([...given].filter(([, value]) => value.trim() !== ''));
}

const duplicate = (parameter: string): FieldError => ({
  parameter,
  code: 'duplicate_parameter',
  detail: `\`${parameter}\` is given more than once; send it once.`,
});

function errorOfName(name: string, allowed: readonly string[], notServedYet: Readonly<Record<string, string>>): FieldError | null {
  if (allowed.includes(name)) return null;
  const advice = Object.hasOwn(notServedYet, name) ? notServedYet[name] : undefined;
  if (advice !== undefined) return { parameter: shown(name), code: 'not_served_yet', detail: `\`${name}\` is not served yet. ${advice}` };
  const meant = closestMatch(name, allowed);
  const choice = allowed.length === 0 ? 'No parameters are allowed here.' : `Allowed here: ${allowed.join(', ')}.`;
  const guess = meant === null ? '' : ` Did you mean \`${meant}\`?`;
  return { parameter: shown(name), code: 'unknown_parameter', detail: `There is no parameter \`${shown(name)}\`.${guess} ${choice}` };
}

function readWith(schema: z.ZodObject, given: Given, validationErrors: FieldError[]): unknown {
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const seen = new Set<string>();
  for (const issue of parsed.error.issues) {
    const parameter = String(issue.path[0] ?? '');
    if (seen.has(parameter)) continue;
    seen.add(parameter);
    validationErrors.push({ parameter, code: 'invalid_value', detail: errorOfValue(parameter, issue, given.get(parameter) ?? '') });
  }
  return null;
}

function errorOfValue(parameter: string, issue: z.core.$ZodIssue, text: string): string {
  const [, place] = issue.path;
  const value = typeof place === 'number' ? (text.split(',')[place]?.trim() ?? '') : text;
  if (issue.code !== 'invalid_value') return `\`${parameter}\` is ${quoted(value)}; send ${issue.message}.`;
  const values = issue.values.map(String);
  const meant = closestMatch(value, values);
  const guess = meant === null ? '' : ` Did you mean \`${meant}\`?`;
  return `\`${parameter}\` is ${quoted(value)}, which is not one of: ${values.join(', ')}.${guess}`;
}

/** A value as the caller sent it, cut to 64 characters for a message. */
const shown = (text: string): string => (text.length > 64 ? `${text.slice(0, 64)}…` : text);
const quoted = (text: string): string => JSON.stringify(shown(text));
