import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';

const page = readFileSync('docs/reference-data.md', 'utf8');

describe('the page on the reference data', () => {
  it('lists every source with its licence and what may be passed on', () => {
    for (const { id, publisher, licence, redistribution, cadence } of bundledReferenceData.sources) {
      expect(page).toContain(`| \`${id}\` | ${publisher} | ${licence} | ${redistribution} | ${cadence} |`);
    }
  });
});
