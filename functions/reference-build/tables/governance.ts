import * as z from 'zod';
import type { GovernanceRow } from '#domain/vocabulary/reference-data.ts';
import { optionalNumber, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { compiledOn, knownFromSource } from '../provenance.ts';

const schema = z.object({
  iso3: text('a country code').regex(/^[A-Z]{3}$/, 'three capital letters'),
  country: text('a name'),
  year: text('a year'),
  political_stability_est: optionalNumber(-4, 4),
  political_stability_se: optionalNumber(0, 4),
  wgi_mean_est: optionalNumber(-4, 4),
  source: text('a source'),
  confidence: text('a grade'),
});

const INDICATORS_URL = 'https://www.worldbank.org/en/publication/worldwide-governance-indicators';

/** `governance.csv`: Worldwide Governance Indicators of one economy. */
export function loadGovernance(folder: string, problems: ProblemList): readonly GovernanceRow[] {
  const table = readCsvTable(folder, 'governance.csv', schema, problems);
  rejectDuplicates(table, 'iso3', (cells) => cells.iso3);
  return table.rows.map(({ cells }) => ({
    row: `governance:${cells.iso3}`,
    country: cells.iso3,
    name: cells.country,
    political_stability: cells.political_stability_est,
    political_stability_se: cells.political_stability_se,
    wgi_mean: cells.wgi_mean_est,
    source: cells.source,
    source_url: INDICATORS_URL,
    date: cells.year,
    quality: cells.confidence,
    ...knownFromSource(cells.source, cells.year, compiledOn.supply),
    note: null,
  }));
}
