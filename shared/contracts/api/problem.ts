/** Errors of the API: RFC 9457 problem details, one shape for every error of every operation. */
import type * as z from 'zod';
import type { fieldErrorSchema, problemSchema } from './problem-response.ts';
import problems from './problems.json' with { type: 'json' };

/**
 * Problem code -> status, title, and its description for readers of the documentation. An error without an
 * entry here does not compile.
 * Readers must expect further codes.
 */
export const PROBLEMS: Readonly<
  Record<ProblemCode, { readonly status: number; readonly title: string; readonly help: string }>
> = problems;

export type ProblemCode = keyof typeof problems;

/** Code of a problem, and of the mistake in a schema that becomes it. */
export const TOO_LARGE = 'too_large_to_compute' satisfies ProblemCode;

/** A validation error in one field: a query or path parameter, or a place in the body. */
export type FieldError = z.infer<typeof fieldErrorSchema>;
export type Problem = z.infer<typeof problemSchema>;

export const problemType = (code: ProblemCode): string => `/docs#problem-${code}`;
