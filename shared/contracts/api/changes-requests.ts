import * as z from 'zod';
import { PUBLISHED_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import {
  buyer,
  calendarDate,
  contract,
  flag,
  lang,
  limit,
  percent,
  resumeCursor,
  subjectList,
} from './request-parts.ts';

const MOST_FOLLOWED = 100;

export const changesRequest = contract({
  query: z.strictObject({
    subject_type: z
      .enum(['element', 'supplier', 'country'])
      .optional()
      .describe('Only subjects of this type.'),
    subjects: subjectList(MOST_FOLLOWED)
      .default([])
      .describe(
        `Only these subjects, up to ${MOST_FOLLOWED}, comma-separated: \`element:Dy,supplier:lynas\`.`,
      ),
    buyer: z.enum(BUYERS).optional().describe('Only changes for this buyer; all buyers when not given.'),
    first_run: z
      .enum(['exclude', 'include'])
      .default('exclude')
      .describe(
        'The first run of a service has nothing to compare with, so each of its subjects would be new: left out, because what they are is read at `links.resync`; `include` lists them.',
      ),
    cause: z
      .enum(PUBLISHED_CAUSES)
      .optional()
      .describe(
        'Only changes to which this cause has given or taken points. `unexplained`: those whose reasons could not be worked out.',
      ),
    min_abs_delta: percent.describe(
      'Only changes of at least so many points, up or down. Subjects that appear, go, get or lose a score are always there.',
    ),
    from: calendarDate
      .optional()
      .describe('First day of publication, included; as far back as is kept when not given.'),
    to: calendarDate
      .optional()
      .describe('Last day of publication, included; up to the newest when not given.'),
    limit: limit(100),
    cursor: resumeCursor,
    lang,
  }),
});

/** Each takes up to two scores and their attribution. */
const MOST_COMPARED = 20;

export const differencesRequest = contract({
  query: z.strictObject({
    subjects: subjectList(MOST_COMPARED).describe(
      `Up to ${MOST_COMPARED}, comma-separated: \`element:Dy,supplier:lynas\`; suppliers that you have stored as well.`,
    ),
    buyer,
    from: calendarDate.optional().describe('The earlier day; 30 days before `to` when not given.'),
    to: calendarDate.optional().describe('The later day; the day of the newest run when not given.'),
    steps: flag.describe(
      'true: with `steps`, the moves of a point or more and the changes of band that lie between the two days.',
    ),
    lang,
  }),
});
