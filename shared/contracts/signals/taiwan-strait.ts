/** Contract of the signal `taiwan_strait`: the daily reports of Taiwan's Ministry of National Defense. */
import * as z from 'zod';
import { calendarDate } from '../api/request-parts.ts';
import { observedCount, publicationShape, type SignalContract } from './signal-contract.ts';

export const taiwanStraitContract = {
  label: 'Taiwan Strait',
  observationWords:
    'taiwan_strait, `date` of the report: `aircraft`, `crossed_median_or_adiz`, `navy_ships`, `official_ships`, null where the report gives none.',
  observation: z.strictObject({
    series: z.literal('taiwan_strait'),
    date: calendarDate.describe('Day of the report; it covers the 24 hours to 06:00 of that day.'),
    values: z
      .strictObject({
        aircraft: observedCount.nullable(),
        crossed_median_or_adiz: observedCount.nullable().default(null),
        navy_ships: observedCount.nullable().default(null),
        official_ships: observedCount.nullable().default(null),
      })
      .describe('Counts of the report; null where it gives none.'),
    ...publicationShape,
    definition: z
      .enum(['all_detected', 'adiz_only'])
      .default('all_detected')
      .describe('Which aircraft are counted: all that were detected, or those in the air defence zone only. Definitions are never mixed.'),
  }),
} as const satisfies SignalContract;
