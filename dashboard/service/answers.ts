import type { paths } from '#client/api-schema.ts';

type Getting = {
  [P in keyof paths]: paths[P] extends { get: { responses: { 200: { content: { 'application/json': unknown } } } } } ? P : never;
}[keyof paths];

/** The JSON that a GET of a path answers, by the contract. */
export type Answer<P extends Getting> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer A } } } } }
  ? A
  : never;
