import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { baseRates } from '#domain/track-record/judgement.ts';
import { outcomeRecord } from '#domain/track-record/outcome-record.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';

const record = outcomeRecord(indexFacts(bundledReferenceData, METHODOLOGY.document), '2026-11-01', BUYERS, JUDGING_RULES[0]);
const page = readFileSync('docs/track-record.md', 'utf8');

it.each(['2010', '2023'])('has the base rates since %s that docs/track-record.md states', (year) => {
  const rules = { ...JUDGING_RULES[0], benchmark_since: `${year}-01-01` };
  const rates = baseRates({ as_of: '2026-11-01', horizon_days: 365 }, record, rules);
  for (const [outcome, { share, windows }] of Object.entries(rates)) {
    const happened = Math.round((share ?? 0) * windows).toLocaleString('en-US');
    const row = `| \`${outcome}\` | ${year} | ${happened} | ${windows.toLocaleString('en-US')} | ${(100 * (share ?? 0)).toFixed(1)} % |`;
    expect(page).toContain(row);
  }
});
