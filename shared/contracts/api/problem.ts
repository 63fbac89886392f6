/** RFC 9457. */
import type * as z from 'zod';
import type { fieldErrorSchema, problemSchema } from './problem-response.ts';
import problems from './problems.json' with { type: 'json' };

/** `help`: for the documentation. Readers must expect further codes. */
export const PROBLEMS: Readonly<
  Record<ProblemCode, Readonly<{ status: number; title: string; help: string }>>
> = problems;

export type ProblemCode = keyof typeof problems;

/** Also of the mistake in a schema that becomes it. */
export const TOO_LARGE = 'too_large_to_compute' satisfies ProblemCode;

export type FieldError = z.infer<typeof fieldErrorSchema>;
export type Problem = z.infer<typeof problemSchema>;

export const problemType = (code: ProblemCode): string => `/docs#problem-${code}`;
