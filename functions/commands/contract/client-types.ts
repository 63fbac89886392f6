import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { Json, OpenApiDocument } from '#functions/api/service/openapi-document.ts';

const HEADING = '/** The contract as TypeScript types, made by `npm run openapi:client`. Do not edit. */\n';

/**
 * TypeScript types of every operation of the contract, for the fetch client. Examples are left out: they are longer than the types. Where
 * JSON is offered beside CSV and the like, the type is that of the JSON; a client that wants text passes `parseAs: 'text'`.
 */
export async function clientTypes(document: OpenApiDocument): Promise<string> {
  const plain = JSON.parse(
    JSON.stringify(document, (name, value) => (name === 'example' ? undefined : name === 'content' ? jsonFirst(value) : value)),
  ) as OpenAPI3;
  return HEADING + astToString(await openapiTS(plain, { defaultNonNullable: false, silent: true }));
}

const jsonFirst = (content: Json): Json => ('application/json' in content ? { 'application/json': content['application/json'] } : content);
