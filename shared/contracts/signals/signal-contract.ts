/** Contract of a signal: its observations as they are sent. */
import * as z from 'zod';
import { calendarDate } from '../api/request-parts.ts';

const advice = 'a whole number from 0 to 100000';

/** A count in an observation. */
export const observedCount = z.int().min(0, advice).max(100_000, advice);

/** A text in an observation. */
export const observedText = (most: number) => z.string().trim().min(1, `1 to ${most} characters`).max(most, `1 to ${most} characters`);

/** Fields of every observation about its publication. */
export const publicationShape = {
  known_from: calendarDate
    .optional()
    .describe('Day on which the publisher made it public; the day it is received when not given. Earlier days are scored without it.'),
  source: observedText(200).describe('Who published it.'),
  source_url: z
    .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
    .max(500, 'at most 500 characters')
    .nullable()
    .default(null),
  definition: observedText(200).default('as published').describe('What is counted, where the publisher has changed that.'),
};

export interface SignalContract {
  /** Place or thing that the signal watches, as a list of signals shows it: `Taiwan Strait`. */
  readonly label: string;
  /** The fields of an observation in a sentence, for the description of the request. */
  readonly observationWords: string;
  /**
   * An observation as it is sent. `series` is the name of the signal; one that has an `id` speaks of the thing with that id, else it speaks
   * of its `date`. A value called `covered_to` is a day up to which the publisher was read; it may not lie ahead.
   */
  readonly observation: z.ZodObject;
}
