/** Apart from their words: a function makes every schema that it loads, and none reads these. */
import * as z from 'zod';

/** A validation error in one field: a query or path parameter, or a place in the body. */
export const fieldErrorSchema = z.strictObject({
  parameter: z.string().optional(),
  pointer: z.string().optional(),
  code: z.string(),
  detail: z.string(),
});

export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  request_id: z.string(),
  errors: z
    .array(fieldErrorSchema)
    .describe('One entry per mistake; empty when no single field is to blame.'),
});
