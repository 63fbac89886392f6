import * as z from 'zod';
import type { GeopoliticalRiskRow } from '#domain/vocabulary/reference-data.ts';
import { lastDateOf } from '../calendar.ts';
import { optionalNumber, partialDate } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';

/** The record of controls begins in 2010; months before December 2009 are not shipped. */
const FIRST_MONTH = '2009-12';

const schema = z.object({
  month: partialDate.regex(/^\d{4}-\d{2}$/, 'a month YYYY-MM'),
  GPR: optionalNumber(0),
  GPRC_CHN: optionalNumber(0),
  GPRC_TWN: optionalNumber(0),
  GPRC_JPN: optionalNumber(0),
  GPRC_KOR: optionalNumber(0),
});

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** `gpr_monthly_selected.csv`: the index of a month counts newspaper articles of it, so it is known at the start of the next. */
export function loadGeopoliticalRisk(folder: string, problems: ProblemList): readonly GeopoliticalRiskRow[] {
  const table = readCsvTable(folder, 'gpr_monthly_selected.csv', schema, problems);
  rejectDuplicates(table, 'month', (cells) => cells.month);
  return table.rows
    .filter(({ cells }) => cells.month >= FIRST_MONTH)
    .map(({ cells }) => ({
      row: `geopolitical-risk:${cells.month}`,
      month: cells.month,
      world: cells.GPR,
      china: cells.GPRC_CHN,
      taiwan: cells.GPRC_TWN,
      japan: cells.GPRC_JPN,
      korea: cells.GPRC_KOR,
      source: 'Geopolitical Risk index (Caldara and Iacoviello, 2022)',
      source_url: 'https://www.matteoiacoviello.com/gpr.htm',
      date: cells.month,
      quality: 'A',
      known_from: dayAfter(lastDateOf(cells.month)),
      known_from_basis: 'assumed' as const,
      note: null,
    }));
}
