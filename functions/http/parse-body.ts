import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { FieldError } from '#contracts/api/problem.ts';
import type { RequestContract } from '#contracts/api/request-parts.ts';
import { bodyErrors } from '#functions/requests/body-errors.ts';
import { ExpectedError, invalidRequest } from '#functions/requests/expected-errors.ts';
import { unstorablePlaces } from './storable-json.ts';

/** Type of a parsed body under a contract: JSON of its schema, text, or nothing. */
export type BodyOf<C extends RequestContract> = C extends { readonly body: infer B extends z.ZodType }
  ? z.output<B>
  : C extends { readonly textMedia: readonly string[] }
    ? string
    : null;

/**
 * Reads the body with its contract. An error that makes the rest unreadable (media type, syntax) is thrown at once; errors in fields are
 * added to `validationErrors`, each with its JSON pointer.
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
  const document = parseJson(bodyText(event));
  const unstorable = unstorablePlaces(document);
  if (unstorable.length > 0) throw invalidRequest(unstorable); // the schemas walk deep values by recursion, so nothing else reads it
  const parsed = contract.body.safeParse(document, { reportInput: true });
  if (parsed.success) return parsed.data;
  validationErrors.push(...bodyErrors(parsed.error.issues));
  return null;
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
