/** Messages that have a collector work on AWS: a schedule asks, or a file is handed in. */
import * as z from 'zod';
import { isCalendarDay } from '#domain/time/calendar.ts';

/** Prefix of the keys under which files for a source are handed in, in the bucket of the archive. */
export const handedInPrefix = (source: string): string => `handed-in/${source}/`;

const scheduled = z.object({
  /** Documents about this day and later, from earlier pages of the list too; `null`: what is new. */
  since: z.string().refine(isCalendarDay, 'a calendar day, YYYY-MM-DD').nullable(),
});
/** EventBridge tells of a new object in this form; the key is not encoded. */
const objectCreated = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string().min(1), size: z.int().nonnegative() }) }),
});

export const collectorEventSchema = z.union([scheduled, objectCreated], {
  error: 'a collector takes {"since": null}, {"since": "YYYY-MM-DD"}, or an event of S3 about a new object',
});
export type CollectorEvent = Readonly<z.output<typeof collectorEventSchema>>;
/** Input of the schedules. */
export const ASK_FOR_WHAT_IS_NEW = { since: null } as const satisfies CollectorEvent;
