/**
 * Errors as they are answered. Apart from their words, because a function makes every schema that it loads,
 * and none reads these.
 */
import * as z from 'zod';

/** A validation error in one field: a query or path parameter, or a place in the body. */
export const fieldErrorSchema = z
  .strictObject({
    parameter: z.string().optional().describe('Name of the query or path parameter.'),
    pointer: z.string().optional().describe('JSON pointer into the request body (RFC 6901).'),
    code: z
      .string()
      .describe(
        'Kind of mistake: unknown_parameter, duplicate_parameter, invalid_value, conflicting_parameters, missing, unknown_field. More may be added.',
      ),
    detail: z.string().describe('What is wrong and what to send instead.'),
  })
  .describe('One mistake of the request.');

export const problemSchema = z
  .strictObject({
    type: z.string().describe('Path of the section of the documentation that explains this kind of error.'),
    title: z.string().describe('The kind of error in a few words; the same for every occurrence.'),
    status: z.int().min(400).max(599).describe('The HTTP status.'),
    detail: z.string().describe('What happened this time, and what to do.'),
    instance: z.string().describe('Path of the request.'),
    code: z.string().describe('The kind of error for programs. More codes may be added.'),
    request_id: z.string().describe('Quote this when you report the error.'),
    errors: z
      .array(fieldErrorSchema)
      .describe('One entry per mistake; empty when no single field is to blame.'),
  })
  .describe('An error, as RFC 9457 problem details.');
