import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import registry from '#functions/reference-build/registry/source-registry.json' with { type: 'json' };

const page = readFileSync('docs/reference-data.md', 'utf8');

describe('the page on the reference data', () => {
  it.each(Object.entries(bundledReferenceData).map(([table, rows]) => [table, rows.length]))('counts the rows of %s: %i', (table, rows) => {
    expect(page).toContain(`| ${table} | ${rows} | `);
  });

  it('lists every source with its licence and what may be passed on', () => {
    for (const { id, publisher, licence, redistribution, cadence } of bundledReferenceData.sources) {
      expect(page).toContain(`| \`${id}\` | ${publisher} | ${licence} | ${redistribution} | ${cadence} |`);
    }
  });

  it('names the days on which the tables were compiled', () => {
    expect(page).toContain(`(${registry.read_on.supply}, the buyer's side ${registry.read_on.buyers})`);
  });
});
