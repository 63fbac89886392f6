import { bundledReferenceData } from './bundled-reference-data.ts';

type Counts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Counts by series and day in the tables that ship, under the names of the log of observations. */
export const shippedCounts = (): Readonly<Record<'taiwan_strait' | 'senkaku', Counts>> => ({
  taiwan_strait: new Map(
    bundledReferenceData.taiwan_strait.map((row) => [row.report_date, row as unknown as Readonly<Record<string, unknown>>]),
  ),
  senkaku: new Map(bundledReferenceData.senkaku.map((row) => [row.day, row as unknown as Readonly<Record<string, unknown>>])),
});
