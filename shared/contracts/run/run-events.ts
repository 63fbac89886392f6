import * as z from 'zod';
import { alertSchema } from '../api/alerts.ts';
import { changeSchema } from '../api/changes-routes.ts';
import { methodologySchema } from '../api/score.ts';

export const EVENT_SOURCE = 'chokepoint';

const eventId = z
  .string()
  .describe(
    'The same whenever the same event is sent again: an event may arrive twice, and in any order. Remember the ids you have acted on.',
  );
const runId = z.string().describe('See /v1/runs/{id}.');

const changeEventSchema = changeSchema
  .omit({ links: true })
  .extend({ event_id: eventId })
  .describe(
    'One entry of /v1/changes; `seq` is its place there, so that what was missed can be read again for 400 days.',
  );

const runCompletedSchema = z
  .strictObject({
    event_id: eventId,
    run_id: runId,
    previous_run_id: z
      .string()
      .nullable()
      .describe('The run that readers saw before; null for the first one.'),
    as_of: z.string().describe('Day the scores speak of.'),
    known_at: z.string().describe('Only facts that were public by this day were used.'),
    started_at: z.string().describe('RFC 3339, UTC.'),
    methodology: methodologySchema,
    score_changes: z.int().describe('How many `score.changed` events this run has.'),
    band_changes: z.int().describe('How many `band.changed` events this run has.'),
  })
  .describe(
    'A run was published, its changes and histories are written: everything the API answers now is of this run.',
  );
export type RunCompleted = z.infer<typeof runCompletedSchema>;

const runFailedSchema = z
  .strictObject({
    event_id: eventId,
    run_id: runId,
    as_of: z.string().describe('Day its scores would have spoken of.'),
    reason: z
      .string()
      .describe(
        'Why it failed, in words; of a run that the guard refused, /v1/runs/{id} lists what it found.',
      ),
  })
  .describe('A run gave up or was refused by the guard: readers still see the run before it.');
export type RunFailed = z.infer<typeof runFailedSchema>;

const alertFiredSchema = alertSchema
  .omit({ links: true })
  .extend({ event_id: eventId, client: z.string().describe('Whose rule it is.') })
  .describe('One entry of /v1/alerts of a client.');
export type AlertFired = z.infer<typeof alertFiredSchema>;

/** `detail-type` -> shape of `detail`. */
export const RUN_EVENT_SCHEMAS = {
  'score.changed': changeEventSchema,
  'band.changed': changeEventSchema,
  'run.completed': runCompletedSchema,
  'run.failed': runFailedSchema,
  'alert.fired': alertFiredSchema,
} as const satisfies Readonly<Record<string, z.ZodObject>>;
