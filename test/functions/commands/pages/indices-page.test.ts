import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { indicesPage } from '#functions/commands/pages/indices-page.ts';

const [base] = bundledMethodologies.values();
if (base === undefined) throw new Error('no methodology ships');
const page = indicesPage(bundledReferenceData, methodologyOf(base.document));
const lines = page.split('\n');

describe('docs/indices.md', () => {
  it('is what `npm run docs:indices` makes of the shipped data', () => {
    expect(readFileSync(new URL('../../../../docs/indices.md', import.meta.url), 'utf8')).toBe(page);
  });

  it('has a line for every element, the ones without a market as unknown', () => {
    for (const { symbol, name } of bundledReferenceData.elements)
      expect(lines.filter((line) => line.startsWith(`| ${symbol} ${name} |`))).toHaveLength(1);
    expect(page).toContain('| Pm promethium | unknown |  | unknown | unknown | unknown | unknown |  |  |');
  });

  it('says why the elements far apart are, by name of what the indices do not have', () => {
    const reasons = lines
      .slice(lines.findIndex((line) => line.startsWith('| element | rank by score')) + 2)
      .filter((line) => line.startsWith('|'));
    expect(reasons.length).toBeGreaterThan(5);
    for (const line of reasons) expect(line).toMatch(/control.* of the supply of JPN/);
  });
});
