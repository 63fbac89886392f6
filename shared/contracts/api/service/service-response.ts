import * as z from 'zod';
import { readingAgeShape } from '../facts/facts-response.ts';
import { methodologySchema, nextCursor, pageLinksSchema } from '../scores/score-response.ts';

const nullableText = z.string().nullable();
const nullableInt = z.int().nullable();
const selfLink = z.strictObject({ self: z.string() }).describe('Paths on this server.');

export const runSchema = z
  .strictObject({
    run_id: z.string(),
    status: z
      .string()
      .describe(
        'running, published (readers see it), completed (all done after publication), unfinished (readers see it, but what follows was given up; its changes are told with those of the next run), failed, or overtaken (a newer run was published first). More may be added.',
      ),
    as_of: z.string().describe('Day the scores speak of.'),
    known_at: z.string().describe('Only facts that were public by this day were used.'),
    started_at: z.string(),
    finished_at: nullableText,
    inputs_sha256: z.string().describe('Hash of the immutable facts the run used.'),
    methodology: methodologySchema,
    code_version: z.string(),
    because: z
      .array(z.string())
      .optional()
      .describe('What came in and had the run begun. Absent: the run of the day, or one that was started by hand.'),
    expected_documents: z.int().describe('Scores the run had to write: subjects times buyers.'),
    written_documents: nullableInt,
    checksum: nullableText.describe('Hash over all scores of the run.'),
    left_out: z.array(z.strictObject({ what: z.string(), reason: z.string() })).describe('What has no score, and why.'),
    guard_findings: z
      .array(z.string())
      .describe(
        'What the check before publication objected to. A run that was published has some when the same had held a run back a day before.',
      ),
    failure: nullableText.describe('Why the run failed or stayed unseen, in words.'),
    current: z.boolean().describe('Whether readers see this run.'),
    links: selfLink,
  })
  .describe('A run: what was used, what was left out, what came out.');

export const runsPageSchema = z
  .strictObject({ data: z.array(runSchema).describe('Newest first.'), next_cursor: nextCursor, links: pageLinksSchema })
  .describe('Runs.');

export const methodologyDocumentSchema = z
  .looseObject({
    version: z.string(),
    sha256: z.string().describe('Hash of the document; the same as in every score that was computed with it.'),
    title: z.string(),
    parameters: z
      .array(
        z.strictObject({
          name: z.string(),
          value: z.number(),
          unit: z.string(),
          range: nullableText.describe('What an expert might also have chosen; null for definitions.'),
          basis: z.enum(['fitted', 'published', 'expert', 'definition']),
          source: z.string(),
          section: z.string().describe('Section of the specification that uses it.'),
        }),
      )
      .describe('Every number of the method with its unit, range, basis and source.'),
    limitations: z.array(z.string()),
    links: selfLink,
  })
  .describe('The method: the document that the scorer reads.');

export const healthSchema = z
  .strictObject({
    status: z.string().describe('`ok`.'),
    ready: z.boolean().optional().describe('With `probe=ready`: `true`, there are scores to serve. Until then that is 503.'),
    run_id: z.string().optional().describe('With `probe=ready`: the run that readers see.'),
  })
  .describe('The service answers. For the state of the data see /v1/status.');

const rescoringSchema = z
  .strictObject({
    state: z
      .string()
      .describe(
        '`idle`: every fact that came in is in the scores. `waiting`: a run begins at `next_run_from`. `due`: it begins at any moment. `running`: a run is at work. `retrying`: the last attempts led to no published run, and the next one is made at `next_run_from`.',
      ),
    next_run_from: nullableText.describe('RFC 3339, UTC; null when no run is waited for, or it is due or at work.'),
    failed_attempts: z.int().describe('Attempts in a row that led to no published run.'),
    last_attempt_at: nullableText.describe('When a run was last started because facts came in; null: never.'),
    open_requests: z.int().describe('How many times something came in that the scores do not show yet.'),
    last_request_at: nullableText.describe('When the newest of them came in; null when there is none.'),
    reasons: z.array(z.string()).describe('What came in, the newest twelve, in sentences.'),
    evidence: z.array(z.string()).describe('Evidence ids of what came in, the newest hundred.'),
  })
  .describe('How far the scores have followed what came in.');

export const statusSchema = z
  .strictObject({
    status: z.string().describe('`ok`; `degraded`: scores are served, but see `reasons`; `empty`: nothing was published yet.'),
    reasons: z.array(z.string()).describe('Why it is not ok, in words.'),
    access: z
      .strictObject({
        mode: z.string().describe('`keys`: an API key is needed. `open`: everybody who reaches this address may read and write.'),
        client: z.string().describe('Whose suppliers you see and change.'),
      })
      .describe('Who is let in.'),
    current_run: z
      .strictObject({ run_id: z.string(), as_of: z.string(), published_at: z.string(), links: selfLink })
      .nullable()
      .describe('The run that readers see.'),
    last_run: z
      .strictObject({ run_id: z.string(), status: z.string(), started_at: z.string(), finished_at: nullableText, links: selfLink })
      .nullable()
      .describe('The run that was begun last.'),
    rescoring: rescoringSchema,
    signals: z.array(
      z.strictObject({
        theatre: z.string(),
        status: z.string(),
        data_as_of: nullableText,
        age_days: z.number().nullable().describe('Days from its newest observation to today; null is unknown.'),
      }),
    ),
    sources: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        newest_date: nullableText,
        age_days: nullableInt.describe('Days from its newest row to today; null where its rows do not speak of days.'),
        read_on: z.string(),
        ...readingAgeShape,
        reading_age_days: nullableInt.describe('Days from the last reading of the publisher to today.'),
      }),
    ),
    collected: z
      .array(
        z.strictObject({
          source: z.string().describe('As in /v1/sources.'),
          condition: z
            .string()
            .describe(
              '`current`; `blocked`: the publisher keeps programs out; `dead`: nothing is collected or reached, or nothing new has come for too long; `drifted`: it publishes something that is not understood; `failing`: the last run got no usable answer; `never_collected`.',
            ),
          reason: nullableText.describe('Why, as a sentence; null when all is well.'),
          last_run_at: nullableText.describe('When it was last asked.'),
          last_reached_at: nullableText.describe('When it last gave what it was asked for.'),
          last_content_on: nullableText.describe('Newest day that accepted documents speak of.'),
          quarantined: z.int().describe('Documents that wait for a person.'),
        }),
      )
      .describe('Sources that the service collects, with two clocks each: when it was asked, and how old its content is.'),
    links: selfLink,
  })
  .describe('Freshness of the data.');

export const indexSchema = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    links: z.record(z.string(), z.string()).describe('Where to go from here: paths on this server.'),
  })
  .describe('What this service is.');
