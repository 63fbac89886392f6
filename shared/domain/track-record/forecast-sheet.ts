/** Forecasts of a published run as they are pinned: nothing but what was forecast. */
import * as z from 'zod';
import type { Frozen } from '../vocabulary/frozen.ts';
import { type Interval, methodologySchema, type ScoreDocument } from '../vocabulary/score-document.ts';

export type Sha256 = (text: string) => string;

/** Percent as published; null where there was no forecast, which is not 0. */
export type PublishedForecast = Readonly<{
  id: string;
  score: number | null;
  /** Elements: that some cannot get what they order. */
  scarce: number | null;
  p_90: number | null;
  interval: Interval | null;
  scarce_interval: Interval | null;
}>;

export const day = z.iso.date();
export const count = z.int().nonnegative();
export const sha256Schema = z.string().describe('Lower-case hexadecimal SHA-256.');

export const forecastRunShape = {
  run_id: z.string(),
  as_of: day.describe('Day the forecasts speak of; their windows begin after it.'),
  known_at: day.describe('Only facts that were public by this day were used.'),
  horizon_days: count,
  methodology: methodologySchema,
};
export type ForecastRun = Frozen<z.infer<z.ZodObject<typeof forecastRunShape>>>;

/** As a link of the chain names it: address within its run (parts from 0) and hash of its canonical JSON. */
export const sheetReferenceSchema = z
  .strictObject({
    subject_type: z.enum(['element', 'supplier', 'country']),
    buyer: z.string(),
    part: count,
    forecasts: count,
    sha256: sha256Schema.describe(
      'Of the bytes that /v1/track-record/links answers with `sheet=run_id:subject_type:buyer:part`.',
    ),
  })
  .describe('A sheet of forecasts.');
export type SheetReference = Frozen<z.infer<typeof sheetReferenceSchema>>;
export type SheetAddress = Pick<SheetReference, 'subject_type' | 'buyer' | 'part'>;

export interface ForecastSheet extends ForecastRun, SheetAddress {
  readonly forecasts: readonly PublishedForecast[];
}

export function forecastOf({
  subject: { id },
  score,
  scarce,
  p_90,
  interval,
  scarce_interval,
}: ScoreDocument): PublishedForecast {
  return { id, score, scarce, p_90, interval, scarce_interval };
}

export const forecastSheet = (
  run: ForecastRun,
  address: SheetAddress,
  forecasts: readonly PublishedForecast[],
): ForecastSheet => ({
  ...run,
  ...address,
  forecasts: forecasts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
});
