/** Messages that have the collector work on AWS: a schedule or a person asks for a source, or a file is handed in. */
import * as z from 'zod';
import { isCalendarDay } from '#domain/time/calendar.ts';
import { SOURCE_NAMES } from './source-contracts.ts';

/** Name under which the lists of announcements are asked for, like a source. */
export const ANNOUNCEMENTS = 'announcements';

/** Prefix of the keys under which files for a source are handed in, in the bucket of the archive. */
export const handedInPrefix = (source: string): string => `handed-in/${source}/`;

const scheduled = z.object({
  source: z.enum([...SOURCE_NAMES, ANNOUNCEMENTS]),
  /** Documents about this day and later, from earlier pages of the list too; `null`: what is new. */
  since: z.string().refine(isCalendarDay, 'a calendar day, YYYY-MM-DD').nullable().default(null),
});
/** EventBridge tells of a new object in this form; the key is not encoded. */
const objectCreated = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string().min(1), size: z.int().nonnegative() }) }),
});

export const collectorEventSchema = z.union([scheduled, objectCreated], {
  error: `the collector takes {"source": NAME, "since": null or "YYYY-MM-DD"}, NAME one of ${SOURCE_NAMES.join(', ')} and ${ANNOUNCEMENTS}, or an event of S3 about a new object`,
});
export type CollectorEvent = Readonly<z.output<typeof collectorEventSchema>>;

/** Input of the schedule of a source. */
export const askForWhatIsNew = (source: string) => ({ source, since: null });
