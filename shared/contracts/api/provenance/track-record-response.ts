/** Responses of the track record: what was forecast by published runs, what happened, and the chain that pins it. */
import * as z from 'zod';
import type * as links from '#domain/track-record/chain.ts';
import type * as sheets from '#domain/track-record/forecast-sheet.ts';
import type * as scores from '#domain/track-record/track-record.ts';
import { methodologySchema, nextCursor, pageLinksSchema, runStampShape } from '../scores/score-response.ts';

const day = z.iso.date();
const figure = z.number().nullable();
const count = z.int().nonnegative();
const sha256 = z.string().describe('Lower-case hexadecimal SHA-256.');
const percent = z.number().nullable().describe('Percent as published; null: no such forecast, which is not 0.');

const sheetReference = z
  .strictObject({
    subject_type: z.enum(['element', 'supplier', 'country']),
    buyer: z.string(),
    part: count,
    forecasts: count.describe('How many forecasts the sheet has.'),
    sha256: sha256.describe('Of the bytes that /v1/track-record/links/{run_id}/forecasts answers.'),
  })
  .describe('A sheet of forecasts.') satisfies z.ZodType<sheets.SheetReference>;

const chainLink = z
  .strictObject({
    sequence: z.int().describe('1 for the first link, then without a gap.'),
    run_id: z.string(),
    as_of: day.describe('Day the forecasts speak of; their windows begin after it.'),
    known_at: day.describe('Only facts that were public by this day were used.'),
    published_at: z.string().describe('When readers began to see the run. RFC 3339, UTC.'),
    horizon_days: count.describe('Length of the windows.'),
    inputs_sha256: sha256.describe('Hash of the facts that the run used.'),
    methodology: methodologySchema,
    rules_sha256: sha256.describe('Hash of the canonical JSON of the judging rules that held when the run was published.'),
    parts: z.array(sheetReference).describe('Sheets of forecasts, each with its hash.'),
    previous_sha256: sha256.nullable().describe('`sha256` of the link before; null in the first.'),
    sha256: sha256.describe('Of the canonical JSON (RFC 8785) of this object without its member `sha256`.'),
  })
  .describe('A published run in the hash chain.') satisfies z.ZodType<links.ChainLink>;

export const trackRecordLinksSchema = z
  .strictObject({ data: z.array(chainLink), next_cursor: nextCursor, links: pageLinksSchema })
  .describe('Links of the chain over published runs.');

const quantiles = z
  .strictObject({ p05: z.number(), p50: z.number(), p95: z.number() })
  .nullable()
  .describe('Points of the interval of the forecast beside it, percent; null where there is none.');

export const forecastSheetSchema = z
  .strictObject({
    run_id: z.string(),
    as_of: day,
    known_at: day,
    horizon_days: count,
    methodology: methodologySchema,
    subject_type: z.enum(['element', 'supplier', 'country']),
    buyer: z.string(),
    part: count,
    forecasts: z.array(
      z.strictObject({
        id: z.string(),
        score: percent,
        state: percent,
        new_event: percent,
        interval: quantiles,
      }),
    ),
  })
  .describe('Forecasts of a published run, as canonical JSON: hash the bytes as they come.') satisfies z.ZodType<sheets.ForecastSheet>;

const outcomeName = z.enum(['score', 'state', 'new_event']);

const outcomeScores = z
  .strictObject({
    outcome: outcomeName,
    origins: count.describe('Judged runs: the first of each month.'),
    forecasts: count.describe('Forecasts with a known outcome: every figure is made of them.'),
    happened: count.describe('Forecasts after which it happened.'),
    event_days: count.describe('Days on which the events behind `happened` began, each once: the number of independent events.'),
    unknown: count.describe('Forecasts whose outcome is not known. They are left out, never counted as no.'),
    not_asked: count.describe('Forecasts of a state where nothing was in force: nothing to judge.'),
    not_forecast: count.describe('Elements and buyers without a forecast of this kind.'),
    mean_forecast: figure.describe('0 to 1.'),
    brier: figure.describe('Mean squared distance of the forecast from what happened, 0 is best.'),
    benchmark: z
      .strictObject({ forecasts: count, brier: figure })
      .describe('The constant that was known when the forecasts were made, and over how many of them.'),
    brier_skill: figure.describe('1 - Brier / Brier of the benchmark on the same forecasts; 0 is no better than the constant.'),
    reliability: z.array(z.strictObject({ from: z.number(), to: z.number(), forecasts: count, mean_forecast: figure, observed: figure })),
    reason: z.string().nullable().describe('Why there are no figures; null when there are.'),
  })
  .describe('How good the published forecasts were.') satisfies z.ZodType<scores.OutcomeScores>;

const eventVerdict = z.enum(['happened', 'did_not_happen', 'unknown']).describe('Whether it outlasted the cover of the buyer.');

const miss = z
  .strictObject({
    run_id: z.string(),
    as_of: day,
    id: z.string().describe('Element.'),
    buyer: z.string(),
    outcome: outcomeName,
    forecast: z.number().describe('Percent, as published.'),
    happened: z.boolean().describe('Did the outcome come about?'),
    squared_error: z.number().describe('Squared distance of forecast / 100 from 1 where it happened, from 0 where it did not.'),
    events: z
      .array(z.strictObject({ id: z.string(), day: day.describe('Day on which it began.'), verdict: eventVerdict }))
      .describe('Controls and disruptions that decided the outcome, with the day on which each began; /v1/measures has the controls.'),
  })
  .describe('A judged forecast.') satisfies z.ZodType<scores.ForecastMiss>;

const baseRate = z
  .strictObject({
    share: figure.describe('0 to 1; null where no window was over.'),
    windows: count.describe('Windows with a known outcome, elements x buyers x months.'),
  })
  .describe('How often the outcome came in windows that were over on `as_of`.');

const closes = day.describe('Last day of the window.');
const judgedFrom = day.describe('Day of judging: facts that were public by then count.');

const judgedRun = z.strictObject({
  run_id: z.string(),
  as_of: day,
  closes,
  judged_from: judgedFrom,
  rules_sha256: sha256,
  judged_by: z
    .strictObject({ run_id: z.string(), as_of: day, inputs_sha256: sha256 })
    .describe('The run from whose facts the outcomes were read.'),
  base_rates: z
    .strictObject({ score: baseRate, state: baseRate, new_event: baseRate.describe('Base rate of a new event.') })
    .describe('The benchmark of each outcome.'),
});

const rulesDocument = z.record(z.string(), z.unknown()).describe('The rules in words and numbers.');

export const trackRecordSchema = z
  .strictObject({
    origin: z.literal('published').describe('Everything here is of runs that were published at the time. Nothing is replayed.'),
    summary: z.string().describe('How far the record is, in a sentence.'),
    pinned: z
      .strictObject({
        runs: count.describe('Links of the chain.'),
        forecasts: count,
        first: z.strictObject({ run_id: z.string(), as_of: day, published_at: z.string() }).describe('The first link.'),
        head: z
          .strictObject({ sequence: z.int().describe('Place of the link, which is how many there are.'), run_id: z.string(), sha256 })
          .describe('Note the hash: it fixes all that came before.'),
      })
      .nullable()
      .describe('What the chain holds; null: no run has been pinned yet.'),
    first_window: z
      .strictObject({ run_id: z.string(), closes, judged_from: judgedFrom })
      .nullable()
      .describe('The first window that counts: its last day, and the first day on which it is judged.'),
    outcomes: z.array(outcomeScores).describe('Scores of the judged forecasts, one entry per outcome.'),
    data: z.array(miss).describe('Judged forecasts of the outcome that was asked for, the largest misses first; the worst 1,000 are kept.'),
    next_cursor: nextCursor,
    judged: z.array(judgedRun).describe('Runs that have been judged, oldest first.'),
    not_judged: z.array(z.strictObject({ subject_type: z.string(), reason: z.string() })).describe('Pinned, and not judged yet.'),
    rules: z
      .array(z.strictObject({ version: z.string(), sha256, document: rulesDocument }))
      .describe('Rules by which outcomes are judged, oldest first; the last one is pinned by the runs of today.'),
    replayed: z
      .strictObject({
        origin: z.literal('replayed'),
        note: z.string(),
      })
      .describe('Where judged replays are. They are no part of this record.'),
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('What published runs have forecast, and what happened.');
