import * as z from 'zod';
import {
  controlEventsDocumentSchema,
  policyRowSchema,
  securityEventsDocumentSchema,
  signalPointSchema,
  signalStateSchema,
  sourceEntrySchema,
} from '../../run/run-documents.ts';
import {
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  nextCursor,
  pageLinksSchema,
  runStampShape,
} from '../scores/score-response.ts';

const selfLink = z.strictObject({ self: z.string() }).describe('Paths on this server.');

/** Fields that state the day, the knowledge and the basis of a response about facts of any day. */
const timeShape = {
  run_id: z
    .string()
    .nullable()
    .describe('The run whose tables they come from; null when they were computed from the facts that ship with the code.'),
  known_at: z.string().describe('Only what was public by this day.'),
  basis: z
    .string()
    .describe('`published`: as a run had them on that day. `recomputed`: from today’s tables, cut at what was public by `known_at`.'),
  known_exceptions: z.array(z.string()).describe('Of recomputed facts: where “what was known then” is only approximated.'),
};

export const signalsSchema = z
  .strictObject({
    data: z.array(signalStateSchema.extend({ links: selfLink })),
    next_cursor: nextCursor,
    ...runStampShape,
    ...timeShape,
    links: pageLinksSchema,
  })
  .describe('Pressure in the two theatres on a day.');

export const signalSchema = signalStateSchema
  .extend({
    from: z.string(),
    to: z.string(),
    data: z.array(signalPointSchema).describe('Days with an observation, oldest first.'),
    next_cursor: nextCursor,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Pressure in a theatre with its days.');

const measureSchema = policyRowSchema
  .extend({
    state: z.string().describe('On the day asked for: `announced`, `in_force`, `suspended` or `ended`. Null dates in the row are open.'),
    on: z.string().describe('The day the state speaks of.'),
    next_step: z
      .strictObject({
        date: z.string(),
        what: z.string().describe('takes_effect, suspension_ends or ends.'),
      })
      .nullable()
      .describe('The next dated step after that day; null when none is scheduled.'),
    undecided_since: z
      .string()
      .nullable()
      .describe('Day after the end of a suspension on which nobody has decided yet; null for all others.'),
    in_score: z.boolean().describe('Whether the row changes scores. Rows without a direct effect are listed for completeness.'),
    no_weight_because: z
      .string()
      .nullable()
      .describe(
        'Why it has no weight in scores on that day, whatever its state: `custom` (yours, in no published score), `ended`, `not_confirmed` (reported or claimed), `supplementary` (counted with the measure that it prolongs, eases or belongs to), `supports_supply` (no restriction), `no_direct_effect` (reaches no scored supply). Null when it has weight. More may be added.',
      ),
    label: labelSchema,
    label_code: messageCodeSchema,
    label_params: messageParamsSchema,
    custom: z.boolean().exactOptional().describe('Whether it is a custom measure; only where `custom` is include or only.'),
  })
  .describe('An export control, its relief, or another policy event.');

export const measuresPageSchema = z
  .strictObject({
    data: z.array(measureSchema).describe('Newest announcement first.'),
    next_cursor: nextCursor,
    on: z.string(),
    ...runStampShape,
    ...timeShape,
    links: pageLinksSchema,
  })
  .describe('Export controls and other policy events, with their state on a day.');

const knownAt = z.string().describe('Only what was public by this day.');

export const securityEventsSchema = z
  .strictObject({
    data: z.array(securityEventsDocumentSchema.shape.events.element).describe('Newest first.'),
    air_scrambles: securityEventsDocumentSchema.shape.air_scrambles.describe(
      'Scrambles by fiscal year and quarter, oldest first; those that were public. Not counted by any score.',
    ),
    exercises: securityEventsDocumentSchema.shape.exercises.describe(
      'Named exercises around Taiwan, newest first; those that were public. No score counts them: they say what counts of those days are of. Absent for runs from before they were kept.',
    ),
    next_cursor: nextCursor,
    known_at: knownAt,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Events in the waters and airspace around Japan, and scrambles of its air force.');

export const controlEventsSchema = z
  .strictObject({
    data: z.array(controlEventsDocumentSchema.shape.events.element).describe('Newest first.'),
    next_cursor: nextCursor,
    known_at: knownAt,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Restrictions of exports and stoppages of supply worldwide, from which the rate of new controls is learned.');

const collectedSourceSchema = z
  .strictObject({
    source: z.string().describe('Name of the source, as `npm run ingest` takes it.'),
    title: z.string(),
    publisher: z.string(),
    terms: z.string().describe('Terms of use that the publisher states.'),
    hosts: z.array(z.string()).describe('The only hosts that are asked.'),
    addresses: z.array(z.string()).describe('Documents, or pages that lead to them.'),
    cadence: z.string().describe('How often the publisher publishes.'),
    asked: z.string().describe('How often it is asked: daily or monthly.'),
    content_clock_days: z.int().describe('Days without newer content after which it counts as dead.'),
    most_bytes: z.int().describe('Most bytes of a document, on the wire and unpacked.'),
    kind: z.string().describe('How documents are written: html, pdf, csv or json.'),
    encoding: z.string().describe('Encoding of its text; `binary` for what is no text.'),
    period_rule: z.string().describe('Which day or period a document speaks of.'),
    reader_version: z.int().describe('Version of the reader; grows when it reads stored documents differently.'),
    definitions: z
      .array(z.strictObject({ from: z.string(), definition: z.string().describe('What is counted from that day on.') }))
      .describe('Definitions of the figures, each from a day on.'),
    rows: z
      .strictObject({ least: z.int().describe('Fewest observations.'), most: z.int().describe('Most observations.') })
      .describe('Observations that a document is expected to have.'),
    feeds: z.string().describe('`observations`: the next run reads them. `editions`: kept and compared; a person takes an edition over.'),
    series: z.array(z.string()).describe('Series that it has figures of.'),
  })
  .describe('A source that is collected.');

/** Fields on the age of the reading of a source. */
export const readingAgeShape = {
  reading_age_days: z.int().nullable().describe('Days from the last reading of the publisher to the day of the run.'),
  stale_reading: z
    .string()
    .nullable()
    .describe('Why that is too old, as a sentence: the register of measures is stale 14 days after its last reading. Null otherwise.'),
};

export const sourcesSchema = z
  .strictObject({
    data: z.array(
      sourceEntrySchema.extend({
        age_days: z.int().nullable().describe('Days from its newest row to the day of the run; null where its rows do not speak of days.'),
        ...readingAgeShape,
      }),
    ),
    collected: z
      .array(collectedSourceSchema)
      .describe(
        'Sources that the service collects by itself, each with what is expected of it. /v1/status says when each was last collected, and in what condition it is.',
      ),
    next_cursor: nextCursor,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Where the facts come from, how fresh they are, and what their licences allow.');
