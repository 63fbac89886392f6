import * as z from 'zod';
import type { GovernanceRow } from '#domain/vocabulary/reference-data.ts';
import { lastDateOf } from '../calendar.ts';
import { identifierCell, optionalNumber, partialDate, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { compiledOn, editionNamedIn, editionProvenance, knownFromSource } from '../provenance.ts';

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

const withEdition = (row: GovernanceRow): GovernanceRow => ({ ...row, ...editionNamedIn(row.source, row.known_from) });

const INDICATORS_URL = 'https://www.worldbank.org/en/publication/worldwide-governance-indicators';

const editionSchema = z.object({
  iso3: text('a country code').regex(/^[A-Z]{3}$/, 'three capital letters'),
  edition: identifierCell,
  published: partialDate,
  year: text('a year'),
  political_stability_est: optionalNumber(-4, 4),
  political_stability_se: optionalNumber(0, 4),
  wgi_mean_est: optionalNumber(-4, 4),
});

/** `governance_by_edition.csv`: the newest year of the indicators as it was published in earlier updates. */
export function loadEarlierGovernance(folder: string, present: readonly GovernanceRow[], problems: ProblemList): readonly GovernanceRow[] {
  const table = readCsvTable(folder, 'governance_by_edition.csv', editionSchema, problems);
  rejectDuplicates(table, 'iso3', (cells) => `${cells.iso3}:${cells.edition}`);
  const names = new Map(present.map(({ country, name }) => [country, name]));
  return table.rows.flatMap(({ line, cells }) => {
    const name = names.get(cells.iso3);
    if (name === undefined) {
      table.reject(line, 'iso3', cells.iso3, 'a country of governance.csv');
      return [];
    }
    return [
      {
        row: `governance:${cells.iso3}@${cells.edition}`,
        country: cells.iso3,
        name,
        political_stability: cells.political_stability_est,
        political_stability_se: cells.political_stability_se,
        wgi_mean: cells.wgi_mean_est,
        edition: cells.edition,
        published: lastDateOf(cells.published),
        source: `World Bank Worldwide Governance Indicators, ${cells.published.slice(0, 4)} update (data year ${cells.year})`,
        source_url: INDICATORS_URL,
        date: cells.year,
        quality: 'high',
        ...editionProvenance(cells.published),
        note: null,
      },
    ];
  });
}

/** `governance.csv`: Worldwide Governance Indicators of one economy. */
export function loadGovernance(folder: string, problems: ProblemList): readonly GovernanceRow[] {
  const table = readCsvTable(folder, 'governance.csv', schema, problems);
  rejectDuplicates(table, 'iso3', (cells) => cells.iso3);
  return table.rows.map(({ cells }) =>
    withEdition({
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
    }),
  );
}
