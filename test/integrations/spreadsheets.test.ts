import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const documented = (file: string): string => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
const addressIn = (text: string): string => /(\/v1\/scores\?[^`"\s]*format=csv[^`"\s]*)/.exec(text)?.[1] ?? '';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('the CSV for spreadsheets', () => {
  test('is one table: a header, and as many cells in every row', async () => {
    const { text } = await api.call(addressIn(documented('integrations/spreadsheets/README.md')));
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ subject_id: 'Dy', score: '71.76', rationale: 'China requires, "for now", a licence.' });
    expect(rows.at(-1)).toMatchObject({ subject_id: 'Pm', score: '', band: 'unknown' });
  });
});

describe('the import set', () => {
  const page = documented('integrating.md');
  const columns = [...page.matchAll(/^\| `(\w+)` \| [^|]+ \| (\w+)(?:, (\d+))? \|$/gm)].map(([, name = '', type = '', length = '0']) => ({
    name,
    type,
    length: Number(length),
  }));

  test('has the columns that are documented, in their order, of their type and length', async () => {
    const { text } = await api.call(addressIn(page.slice(page.indexOf('The import set is'))));
    const [header = [], ...rows]: string[][] = parse(text);
    expect(header).toEqual(columns.map(({ name }) => name));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      for (const [index, { name, type, length }] of columns.entries()) {
        const cell = row[index] ?? '';
        if (type === 'decimal') expect([name, cell]).toEqual([name, expect.stringMatching(/^(-?\d+(\.\d+)?)?$/)]);
        else if (type === 'date') expect(cell).toMatch(/^\d{4}-\d\d-\d\d$/);
        else expect([name, cell.length <= length]).toEqual([name, true]);
      }
    }
    expect(new Set(rows.map(([key]) => key)).size).toBe(rows.length);
  });
});
