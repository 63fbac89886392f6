import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { signalsPage } from '#functions/commands/pages/signals-page.ts';

const [base] = bundledMethodologies.values();
if (base === undefined) throw new Error('no methodology ships');
const page = signalsPage(bundledReferenceData, methodologyOf(base.document));

describe('docs/signals.md', () => {
  it('is what `npm run docs:signals` makes of the shipped data', () => {
    expect(readFileSync(new URL('../../../../docs/signals.md', import.meta.url), 'utf8')).toBe(page);
  });

  it('shows the share of days of each signal, the exercises, and what must not move the state', () => {
    expect(page).toContain('| **taiwan_strait: all series, x_t before decay** | 1410 | 7.3 % | 1.7 % | 0.4 % |');
    // With August 2016, the largest surge on record, which the series without its two missing months could not show.
    expect(page).toContain('| **senkaku: state** | 4664 | 7.8 % | 2.4 % | 0.7 % |');
    expect(page).toContain('x_t >= 1 in 7 of 10,\nx_t >= 0.5 in 9 of 10');
    expect(page).toContain('cut to four, the state changes on 0 of 4664 days; with every empty day\nfilled up to four, on 0.');
    expect(page).toContain('| taiwan_strait | 2026-09-19 | 8 | 7 | 0.000 | unknown | 0.250 |');
  });
});
