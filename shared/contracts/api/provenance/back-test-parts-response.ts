/** The part of the response of /v1/backtest in which state and new event are judged apart. */
import * as z from 'zod';
import type * as parts from '#domain/back-test/state-and-event/parts-report.ts';

const figure = z.number().nullable();
const count = z.int().nonnegative();
const interval = z
  .strictObject({ value: figure, low: figure, high: figure })
  .describe('A figure with its 95 % bootstrap interval over event days; null where it is not defined.');

const skillAgainst = z
  .strictObject({
    constant: interval.describe('The frequency so far, of outcomes that were resolved on the day: out of sample.'),
    never: interval.describe('A forecast of 0.'),
    persistence: interval.describe('As it was: a control in the last year; of a state, the last reading of trade.'),
    concentration: interval.describe('The constant in proportion to the share of the largest foreign origin.'),
    hindsight: interval.describe('The frequency of the forecasts that are judged, which nobody knew beforehand.'),
  })
  .describe('1 - Brier / Brier of a forecast without a method; 0 is no better.') satisfies z.ZodType<parts.SkillAgainst>;

const partFigure = z
  .strictObject({
    outcome: z.string(),
    horizon_days: count,
    since: z.iso.date().describe('First origin that is judged.'),
    forecast: z.string().describe('A part of a score, or a forecast without a method.'),
    methodology: z.string().nullable().describe('Null for a forecast without a method.'),
    forecasts: count.describe('Forecasts judged. Their windows overlap.'),
    unknown: count.describe('Forecasts left out because nobody knows what happened.'),
    happened: count,
    events: count.describe('Distinct days on which something began: the real size of the sample.'),
    blocks: count.describe('Blocks that the bootstrap draws.'),
    mean_forecast: figure.describe('Null for an index that is no probability, as are the next two.'),
    brier: figure,
    skill: skillAgainst.nullable(),
    auc: interval.describe('Area under the ROC curve over all days; 0.5 is no skill.'),
    auc_within_day: interval.describe('The same among pairs of one day: who, not when.'),
  })
  .describe('How good one forecast of one outcome was.') satisfies z.ZodType<parts.PartFigure>;

const reliability = z.strictObject({
  outcome: z.string(),
  horizon_days: count,
  forecast: z.string(),
  methodology: z.string().nullable(),
  bins: z.array(
    z.strictObject({ from: z.number(), to: z.number(), forecasts: count, mean_forecast: figure, observed: figure, events: count }),
  ),
}) satisfies z.ZodType<parts.PartReliability>;

export const backTestParts = z
  .strictObject({
    methodologies: z.array(z.strictObject({ version: z.string(), sha256: z.string().describe('Hash of the document that was judged.') })),
    reading: z.array(z.string()).describe('What the figures say, in plain words.'),
    goals: z
      .array(z.strictObject({ goal: z.string(), met: z.boolean(), figures: z.string() }))
      .describe('What was to be reached, met or missed.'),
    figures: z.array(partFigure),
    reliability: z.array(reliability),
  })
  .describe(
    'State and new event, each judged by its own outcome. Outcomes that nobody knows are missing.',
  ) satisfies z.ZodType<parts.PartsReport>;
