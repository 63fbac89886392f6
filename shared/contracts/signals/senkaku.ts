/** Contract of the signal `senkaku`: the daily table of the Japan Coast Guard, and events in the waters and airspace around Japan. */
import * as z from 'zod';
import { calendarDate } from '../api/request-parts.ts';
import { observedCount, publicationShape, type SignalContract } from './signal-contract.ts';

export const senkakuContract = {
  label: 'Senkaku/Diaoyu islands',
  observationWords: 'senkaku: `contiguous_zone_vessels`, `territorial_sea_vessels`.',
  observation: z.strictObject({
    series: z.literal('senkaku'),
    date: calendarDate.describe('The day that was counted.'),
    values: z.strictObject({ contiguous_zone_vessels: observedCount, territorial_sea_vessels: observedCount }),
    ...publicationShape,
  }),
} as const satisfies SignalContract;
