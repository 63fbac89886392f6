import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectionDifferencesPage } from '#functions/commands/pages/collection/collection-differences-page.ts';
import { recordedDocuments } from '#functions/commands/pages/collection/recorded-documents.ts';

const recorded = await recordedDocuments();
const page = collectionDifferencesPage(recorded);

describe('docs/collection-differences.md', () => {
  it('is what the command writes today', () => {
    expect(readFileSync('docs/collection-differences.md', 'utf8')).toBe(page);
  });

  it('explains every difference: one without a cause stops the page', () => {
    const series = recorded.mndSeries.map((row) =>
      row.report_date === '2026-08-08' ? { ...row, aircraft_total: '15', value_source: 'madeye' } : row,
    );
    expect(() => collectionDifferencesPage({ ...recorded, mndSeries: series })).toThrow(/aircraft of 2026-08-08: 14, in the series 15/);
  });

  it('shows that all days of the coast guard that could be read are those of the series', () => {
    const rows = page.split('\n').filter((line) => /^\| data_/.test(line));
    expect(rows).toHaveLength(6);
    expect(rows.every((row) => row.endsWith('| 0 |'))).toBe(true);
    expect(rows.filter((row) => row.includes('| taken |'))).toHaveLength(5);
  });
});
