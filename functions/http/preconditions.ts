/** Conditions of writes (RFC 9110, 13), and the tag of a version that they name. */
import type { Expected } from '#functions/ports/custom-suppliers.ts';
import { invalidRequest } from '#functions/requests/expected-errors.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** `ETag` of a version of something that clients store. */
export const tagOfVersion = ({ version }: { readonly version: number }): string => `"${version}"`;

/**
 * The condition of a write: `If-Match` names the version to replace, `*` any that is there; without it only something new may be stored, which
 * `If-None-Match: *` asks to be told of (RFC 9110, 13.2.2). Throws `invalid_request` when `If-Match` is not a version.
 */
export function expectedOf(headers: Headers): Expected {
  if (headers['if-none-match']?.trim() === '*') return 'new';
  const match = headers['if-match']?.trim();
  if (match === undefined || match === '') return 'nothing';
  if (match === '*') return 'something';
  const version = /^(?:W\/)?"?(\d{1,9})(?:-gzip)?"?$/.exec(match)?.[1];
  if (version !== undefined) return { version: Number(version) };
  const detail = `\`If-Match\` is ${JSON.stringify(match.slice(0, 64))}; send the \`ETag\` of the supplier as you read it, for example "3".`;
  throw invalidRequest([{ parameter: 'If-Match', code: 'invalid_value', detail }]);
}
