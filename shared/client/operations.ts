/**
 * What can be asked of the API, for the types of the client. The package has these types written out, so that
 * they need no other file.
 */
import type * as z from 'zod';
import type { TypedRoute } from '#contracts/api/api-routes.ts';
import type { problemSchema } from '#contracts/api/problem-response.ts';

type JsonRoute = Extract<TypedRoute, { readonly answer: { readonly schema: z.ZodType } }>;
type OfMethod<M extends string> = Extract<JsonRoute, { readonly methods: readonly [M, ...string[]] }>;
/** JSON, or text where the operation takes CSV. */
type BodyOf<Request> = Request extends { readonly body: unknown } | { readonly textMedia: readonly string[] }
  ?
      | (Request extends { readonly body: infer B extends z.ZodType } ? z.input<B> : never)
      | (Request extends { readonly textMedia: readonly string[] } ? string : never)
  : undefined;
/** All are optional, and the format is always JSON. */
type QueryOf<Query> = string extends keyof Query
  ? Query
  : { readonly [Name in Exclude<keyof Query, 'format'>]?: Query[Name] };

/** Method -> path as the table of routes has it -> what is sent and answered. */
export type Operations = {
  readonly [M in 'GET' | 'POST' | 'PUT' | 'DELETE']: {
    readonly [R in OfMethod<M> as R['path']]: {
      readonly path: z.output<R['request']['path']>;
      readonly query: QueryOf<z.output<R['request']['query']>>;
      readonly body: BodyOf<R['request']>;
      readonly answer: z.output<R['answer']['schema']>;
    };
  };
};

export type Problem = z.output<typeof problemSchema>;
