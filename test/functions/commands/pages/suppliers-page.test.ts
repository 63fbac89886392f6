import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { suppliersPage } from '#functions/commands/pages/suppliers-page.ts';

const [base] = bundledMethodologies.values();
if (base === undefined) throw new Error('no methodology ships');
const page = suppliersPage(bundledReferenceData, methodologyOf(base.document));

describe('docs/suppliers.md', () => {
  it('is what `npm run docs:suppliers` makes of the shipped data', () => {
    expect(readFileSync(new URL('../../../../docs/suppliers.md', import.meta.url), 'utf8')).toBe(page);
  });

  it('has every case that must come out, and no number that is none', () => {
    for (const name of [
      'Lynas',
      'MP Materials',
      'Japanese magnet makers',
      'Chinese separation groups',
      'Caremag',
      'Serra Verde',
      'Seadrift',
    ]) {
      expect(page).toMatch(new RegExp(`^### .*${name}`, 'm'));
    }
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});
