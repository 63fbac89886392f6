/**
 * What can be asked of the API, for the types of the client. The package has these types written out, so that
 * they need no other file.
 */
import type * as z from 'zod';
import type { TypedRoute } from '#contracts/api/api-routes.ts';
import type { problemSchema } from '#contracts/api/problem-response.ts';

type JsonRoute = Extract<TypedRoute, Readonly<{ answer: Readonly<{ schema: z.ZodType }> }>>;
type OfMethod<M extends string> = Extract<JsonRoute, Readonly<{ methods: readonly [M, ...string[]] }>>;
/** JSON, or text where the operation takes CSV. */
type BodyOf<Request> = Request extends
  | Readonly<{ body: unknown }>
  | Readonly<{ textMedia: readonly string[] }>
  ?
      | (Request extends Readonly<{ body: infer B extends z.ZodType }> ? z.input<B> : never)
      | (Request extends Readonly<{ textMedia: readonly string[] }> ? string : never)
  : undefined;
/** All are optional, and the format is always JSON. */
type QueryOf<Query> = string extends keyof Query
  ? Query
  : { readonly [Name in Exclude<keyof Query, 'format'>]?: Query[Name] };

/** Method -> path as the table of routes has it -> what is sent and answered. */
export type Operations = {
  readonly [M in 'GET' | 'POST' | 'PUT' | 'DELETE']: {
    readonly [R in OfMethod<M> as R['path']]: Readonly<{
      path: z.output<R['request']['path']>;
      query: QueryOf<z.output<R['request']['query']>>;
      body: BodyOf<R['request']>;
      answer: z.output<R['answer']['schema']>;
    }>;
  };
};

export type Problem = z.output<typeof problemSchema>;
