import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceCondition } from '#contracts/collection/collected-document.ts';
import { collectSource } from '#functions/sources/collect-source.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import { collectorAt } from '#test/builders/collectors.ts';

it('the edition of next year is found in the catalogue of releases, and is told to wait for a person', async () => {
  const table = readFileSync('test/fixtures/publishers/usgs-mcs/MCS2026_Commodities_Data.csv', 'latin1');
  const later = table
    .replace(/,(202[45]),/g, (_, year) => `,${Number(year) + 1},`)
    .replaceAll('900,000', 'many');
  const { publisher, asked, ports } = await collectorAt('2027-02-08T01:00:00.000Z', {
    '/catalog/items': (request, response) => {
      const file = (year: number) => ({
        name: `MCS${year}_Commodities_Data.csv`,
        url: `http://${request.headers.host}/file/${year}`,
      });
      const items = [
        {
          title: 'Mineral Commodity Summaries 2026 Data Release',
          files: [{ name: 'MCS2026_Fig1.csv', url: 'x' }, file(2026)],
        },
        { title: 'Mineral Commodity Summaries 2027 Data Release', files: [file(2027)] },
        { title: 'Stocks of metals' },
      ];
      response.end(JSON.stringify({ total: items.length, items }));
    },
    '/file/2026': (_request, response) => response.end(Buffer.from(table, 'latin1')),
    '/file/2027': (_request, response) => response.end(Buffer.from(later, 'latin1')),
  });
  const { contract, ...rest } = sourceReader('usgs-mcs') as SourceReader;
  const discovery = { ...contract.discovery, pages: [`http://127.0.0.1:${publisher.port}/catalog/items`] };
  const source = { ...rest, contract: { ...contract, hosts: ['127.0.0.1'], discovery } } as SourceReader;
  const { ingested, clock } = await collectSource(source, null, ports);
  expect(asked()).toEqual(['/catalog/items', '/file/2027', '/file/2026']);
  // A cell that nobody can read is told to whoever takes the edition over; it holds back no document.
  expect(ingested).toMatchObject({ read: 2, quarantined: [] });
  expect(clock.last_content_on).toBe('2026-12-31');
  expect(sourceCondition(contract, clock, '2027-02-08')).toEqual({
    condition: 'current',
    reason:
      'An edition of United States Geological Survey about 2026 waits for npm run editions; the facts go up to 2025.',
  });
});
