/** Response of /v1/backtest: results of judging the method against past events. */
import * as z from 'zod';
import type * as figures from '#domain/back-test/published-figures.ts';
import type * as report from '#domain/back-test/report.ts';
import { backTestParts } from './back-test-parts-response.ts';

const day = z.iso.date();
const figure = z.number().nullable();
const count = z.int().nonnegative();

const interval = z
  .strictObject({ value: figure, low: figure, high: figure })
  .describe('A figure with its 95 % bootstrap interval; null where it is not defined.') satisfies z.ZodType<figures.BootstrapInterval>;

const forecastSkill = z
  .strictObject({
    forecast: z.string().describe('What was forecast with: the score, a part of it, a base rate, a signal or an index.'),
    outcome: z.string().describe('What it was held against.'),
    horizon_days: count,
    forecasts: count.describe('Forecasts judged. Their windows overlap.'),
    happened: count.describe('Forecasts after which it happened.'),
    events: count.describe('Distinct days on which something began: the real size of the sample.'),
    mean_forecast: figure.describe('Null for an index that is no probability.'),
    brier: figure,
    brier_skill: interval.nullable().describe('1 - Brier / Brier of the Gamma-Poisson base rate; 0 is no better than the base rate.'),
    log_loss: figure.describe('Probabilities cut to 0.001 ... 0.999.'),
    auc: interval.describe('Area under the ROC curve; 0.5 is no skill.'),
    auc_within_day: interval.nullable().describe('The same among forecasts of one day: who, not when.'),
  })
  .describe('How good one forecast was.') satisfies z.ZodType<report.ForecastSkill>;

const reliabilityTable = z.strictObject({
  forecast: z.string(),
  outcome: z.string(),
  horizon_days: count,
  bins: z.array(z.strictObject({ from: z.number(), to: z.number(), forecasts: count, mean_forecast: figure, observed: figure })),
}) satisfies z.ZodType<report.ReliabilityTable>;

const leadTime = z.strictObject({
  forecast: z.string(),
  outcome: z.string(),
  warning_score: z.number(),
  hits: count,
  warned: count,
  median_lead_days: figure,
  warnings: count,
  false_warnings: count,
}) satisfies z.ZodType<report.LeadTime>;

const signalAlarm = z.strictObject({
  signal: z.string(),
  announcements: count,
  announcements_with_alarm: count,
  windows: count,
  windows_with_alarm: count,
}) satisfies z.ZodType<report.SignalAlarm>;

const exploratoryWindow = z.strictObject({
  series: z.string(),
  window_days: count,
  announcements: count,
  control_days: count,
  auc: interval,
}) satisfies z.ZodType<report.ExploratoryWindow>;

const baseRate = z.strictObject({
  clock_start: day,
  last_day: day,
  events: count,
  years: z.number(),
  mean_per_year: z.number(),
  p_30: z.number(),
  p_90: z.number(),
}) satisfies z.ZodType<report.BaseRateFigures>;

const scoreAroundEvent = z.strictObject({
  event: day,
  element: z.string(),
  buyer: z.string(),
  score: z.record(z.string(), figure).describe('Days from the announcement -> score; null where the facts end before.'),
  refit_on_the_eve: figure,
  peak_after: z.number(),
  peak_day: z.int(),
  moved_after_days: z.int().nullable().describe('Days until the score differed from that of the eve by 5 points; null: it did not.'),
}) satisfies z.ZodType<report.ScoreAroundEvent>;

const eventCurve = z.strictObject({
  event: day,
  measures: z.array(z.string()),
  pairs: count,
  days: z.array(z.int()),
  score: z.array(figure),
  score_without_signals: z.array(figure),
}) satisfies z.ZodType<report.EventCurve>;

/** The report as it ships. */
export const backTestReport = z.strictObject({
  methodology: z.string().describe('The version that was tested in full.'),
  reading: z.array(z.string()).describe('What the figures say, in plain words.'),
  look_ahead: z
    .array(z.strictObject({ what: z.string(), basis: z.string(), refitted: z.boolean(), how: z.string() }))
    .describe('What was made with the events in sight, and whether the refit figures are free of it.'),
  inputs_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  first_origin: day,
  last_day: day,
  origins: count,
  pairs: count,
  skill: z.array(forecastSkill).describe('Forecasts for elements and buyers.'),
  reliability: z.array(reliabilityTable),
  lead_time: z.array(leadTime),
  signals: z.array(forecastSkill).describe('Forecasts of whether any control is announced.'),
  signal_alarms: z.array(signalAlarm),
  exploratory: z.array(exploratoryWindow),
  base_rates: z.array(baseRate),
  around_events: z.array(scoreAroundEvent),
  event_curves: z.array(eventCurve),
  methodologies: z.array(
    z.strictObject({
      version: z.string(),
      sha256: z.string().describe('Hash of the document that was judged.'),
      figures: z.array(forecastSkill),
    }),
  ),
  state_and_event: backTestParts.nullable().describe('Null when no methodology with two parts was judged.'),
  variants_tried: count.describe('How many figures of skill were looked at: the more, the more look good by chance.'),
}) satisfies z.ZodType<report.BackTestReport>;

export const backTestSchema = backTestReport
  .extend({ links: z.strictObject({ self: z.string(), methodology: z.string() }).describe('Paths on this server.') })
  .describe('The back-test: published skill, negative results included.');
