/** Requests for changes of scores with their causes: the feed of all subjects, and the changes of one subject. */
import * as z from 'zod';
import { PUBLISHED_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { buyer, calendarDate, idPath, limit, noPath, type RequestContract } from './request-parts.ts';

const cursor = z
  .string()
  .max(1024, 'a `next_cursor` or `resume_cursor` from an earlier answer, unchanged')
  .optional()
  .describe(
    '`next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs. Keep every other parameter as it was. Good for 400 days (410 with a resync link afterwards).',
  );

const filters = {
  cause: z
    .enum(PUBLISHED_CAUSES)
    .optional()
    .describe('Only changes to which this cause has given or taken points. `unexplained`: those whose reasons could not be worked out.'),
  min_abs_delta: z
    .string()
    .regex(/^[0-9]{1,3}([.][0-9]{1,6})?$/, 'a number from 0 to 100')
    .transform(Number)
    .pipe(z.number().min(0, 'a number from 0 to 100').max(100, 'a number from 0 to 100'))
    .optional()
    .describe('Only changes of at least so many points, up or down. Subjects that appear, go, get or lose a score are always there.'),
  from: calendarDate.optional().describe('First day of publication, included; as far back as is kept when not given.'),
  to: calendarDate.optional().describe('Last day of publication, included; up to the newest when not given.'),
  limit: limit(100),
  cursor,
};

export const changesRequest = {
  path: noPath,
  query: z.strictObject({
    subject_type: z.enum(['element', 'supplier', 'country']).optional().describe('Only subjects of this type.'),
    buyer: z.enum(BUYERS).optional().describe('Only changes for this buyer; all buyers when not given.'),
    first_run: z
      .enum(['exclude', 'include'])
      .default('exclude')
      .describe(
        'The first run of a service has nothing to compare with, so each of its subjects would be new: left out, because what they are is read at `links.resync`; `include` lists them.',
      ),
    ...filters,
  }),
} as const satisfies RequestContract;

export const subjectChangesRequest = {
  path: idPath,
  query: z.strictObject({
    buyer,
    ...filters,
    replayed: z
      .enum(['true', 'false'])
      .default('true')
      .describe(
        'Whether `difference` and `replayed` are in the answer: why the score is another than on the first day, and why it moved in the past that was scored afterwards. `false` answers faster. Never with a cursor.',
      ),
  }),
} as const satisfies RequestContract;
