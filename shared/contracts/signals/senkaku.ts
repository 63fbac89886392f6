/** Contract of the signal `senkaku`: the daily table of the Japan Coast Guard, and events in the waters and airspace around Japan. */
import * as z from 'zod';
import type { EezEventRow, SenkakuDayRow } from '#domain/vocabulary/reference-data.ts';
import { calendarDate } from '../api/request-parts.ts';
import { count, day, identifier, period, provenance, words } from '../facts/cells.ts';
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
  tables: {
    senkaku: z.array(
      z.strictObject({
        ...provenance,
        day,
        contiguous_zone_vessels: count,
        territorial_sea_vessels: count,
      }) satisfies z.ZodType<SenkakuDayRow>,
    ),
    eez_events: z.array(
      z.strictObject({
        ...provenance,
        id: identifier,
        day: period,
        day_precision: words,
        end_day: period.nullable(),
        kind: words,
        actor: words,
        place: words,
        near: words,
        detail: words,
      }) satisfies z.ZodType<EezEventRow>,
    ),
  },
} as const satisfies SignalContract;
