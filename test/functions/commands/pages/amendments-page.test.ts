import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import {
  amendmentInputsSha256,
  amendmentsPage,
  judgedVersions,
  type MeasuredAmendments,
} from '#functions/commands/pages/amendments-page.ts';

const read = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const [base, later] = ['1.0.0', '1.1.0'].map((version) => bundledMethodologies.get(version)?.document);
if (base === undefined || later === undefined) throw new Error('1.0.0 and 1.1.0 have to ship');
const measured = JSON.parse(read('shared/measured/methodology-1.1.0.json')) as MeasuredAmendments;

describe('docs/methodology-1.1.0.md', () => {
  it('is what `npm run docs:methodology-1.1.0` makes of the shipped data and the measured figures', () => {
    expect(amendmentsPage(bundledReferenceData, base, later, measured)).toBe(read('docs/methodology-1.1.0.md'));
  });

  it('rests on a back-test of the shipped data and documents', () => {
    const versions = judgedVersions(base, later);
    expect(measured.inputs_sha256).toBe(amendmentInputsSha256(bundledReferenceData, versions));
    expect(measured.summaries.map(({ version }) => version)).toEqual(versions.map(({ version }) => version));
  });

  it('shows the amended version within 0.0015 of the Brier score of the base for every outcome, and the rule that was dropped outside', () => {
    const brier = (version: string, outcome: string): number => {
      const figures = measured.summaries.find((one) => one.version === version)?.figures;
      return figures?.find((one) => one.outcome === outcome)?.brier ?? Number.NaN;
    };
    for (const outcome of ['control', 'disruption', 'outlasting_disruption'])
      expect(brier('1.1.0', outcome) - brier('1.0.0', outcome)).toBeLessThan(0.0015);
    expect(brier('1.0.0.with.stock-draw', 'control') - brier('1.0.0', 'control')).toBeGreaterThan(0.003);
  });
});
