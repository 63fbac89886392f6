import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readAndCheck } from '#functions/sources/ingest-documents.ts';
import { KNOWN_MISPRINTS } from '#functions/sources/publishers/usgs-mcs/known-misprints.ts';
import type { SourceReader } from '#functions/sources/source-reader.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';

const source = sourceReader('usgs-mcs') as SourceReader;

/** The table of an edition with one total, and one row that stands for all that the total should be the sum of. */
async function statusOf(edition: string, commodity: string, year: number, printed: number, rows: number) {
  const text = [
    `SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_${year}`,
    `${edition},"${commodity}",Elsewhere,Mine production,metric tons,${rows}`,
    `${edition},"${commodity}",World total (rounded),Mine production,metric tons,${printed}`,
  ].join('\n');
  const bytes = new TextEncoder().encode(text);
  const raw = {
    name: `${edition}_World_Data.csv`,
    address: null,
    bytes,
    receivedOn: '2026-11-27',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const [document] = await readAndCheck(source, [raw], { documents: [], shipped: {} });
  return { status: document?.status, codes: document?.doubts.map(({ code }) => code), misprint: document?.printed_totals[0]?.misprint };
}

// Printed totals and sums of rows as docs/publishers.md has them, from the publisher's tables.
const TOTALS = [
  ['MCS2023', 'Silicon', 2021, 9150, 8818],
  ['MCS2024', 'Manganese', 2022, 19_800, 20_109],
  ['MCS2024', 'Tantalum', 2022, 1990, 2051],
  ['MCS2025', 'Clays', 2024, 4400, 44_240],
  ['MCS2025', 'Soda ash', 2023, 23_000, 12_080],
  ['MCS2025', 'Soda ash', 2024, 24_000, 11_590],
  ['MCS2025', 'Talc, crude', 2023, 6710, 6202],
  ['MCS2025', 'Talc, crude', 2024, 6900, 6320],
] as const;

describe('a total that is known to disagree with its rows', () => {
  it('is one of eight, each with its reason', () => {
    expect(KNOWN_MISPRINTS.map(({ edition, commodity, year, printed, rows }) => [edition, commodity, year, printed, rows])).toEqual(TOTALS);
    for (const { reason } of KNOWN_MISPRINTS) expect(reason).toMatch(/^[A-Z].{30,}[.]$/);
  });

  it.each(TOTALS)('keeps no table back, and says why: %s, %s of %d', async (edition, commodity, year, printed, rows) => {
    expect(await statusOf(edition, commodity, year, printed, rows)).toEqual({
      status: 'accepted',
      codes: [],
      misprint: expect.any(String),
    });
  });

  it.each([
    ['of another edition', 'MCS2026', 'Clays', 2024, 4400, 44_240],
    ['of another commodity', 'MCS2025', 'Talc', 2024, 4400, 44_240],
    ['of another year', 'MCS2025', 'Clays', 2023, 4400, 44_240],
    ['whose printed figure is another', 'MCS2025', 'Clays', 2024, 4300, 44_240],
    ['whose rows are others', 'MCS2025', 'Clays', 2024, 4400, 44_250],
  ] as const)('is not one %s: that waits for a person', async (_, edition, commodity, year, printed, rows) => {
    expect(await statusOf(edition, commodity, year, printed, rows)).toEqual({
      status: 'quarantined',
      codes: ['total_differs'],
      misprint: undefined,
    });
  });
});
