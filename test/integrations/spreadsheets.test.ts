import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const documented = (file: string): string => readFileSync(new URL(`../../docs/integrations/${file}`, import.meta.url), 'utf8');
const addressIn = (text: string): string => /(\/v1\/scores\?[^`"\s]*format=csv[^`"\s]*)/.exec(text)?.[1] ?? '';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('the CSV for spreadsheets', () => {
  test('is one table: a header, and as many cells in every row', async () => {
    const { text } = await api.call(addressIn(documented('spreadsheets/README.md')));
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ subject_id: 'Dy', score: '71.76', rationale: 'China requires, "for now", a licence.' });
    expect(rows.at(-1)).toMatchObject({ subject_id: 'Pm', score: '', band: 'unknown' });
  });
});

describe.each(['servicenow', 'archer'])('the import set for %s', (system) => {
  const page = documented(`${system}/README.md`);
  const columns = [...page.matchAll(/^\| `(\w+)` \| [^|]+ \| (\w+)(?:, (\d+))? \|$/gm)].map(([, name = '', type = '', length = '0']) => ({
    name,
    type,
    length: Number(length),
  }));

  test('has the columns that are documented, in their order, of their type and length', async () => {
    const { text } = await api.call(addressIn(page));
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

/** Calc writes numbers with fifteen digits. */
const cells = (text: string): string[][] =>
  (parse(text) as string[][]).map((row) =>
    row.map((cell) => (/^-?\d+\.\d+$/.test(cell) ? String(Number(Number(cell).toPrecision(12))) : cell)),
  );

const soffice = spawnSync('soffice', ['--version']).status === 0;
if (!soffice) console.log('SKIPPED: soffice is not installed (Debian: libreoffice-calc-nogui); LibreOffice does not read the CSV');

test.runIf(soffice)('LibreOffice Calc reads every row, number and empty cell as it was sent, and runs no formula', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-calc-'));
  const convert = (file: string, ...options: string[]) =>
    spawnSync('soffice', [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      ...options,
      '--outdir',
      folder,
      join(folder, file),
    ]);
  for (const type of ['element', 'supplier']) {
    const { text } = await api.call(`/v1/scores?subject_type=${type}&format=csv`);
    writeFileSync(join(folder, 'scores.csv'), text);
    convert('scores.csv', '--infilter=CSV:44,34,76,1', '--convert-to', 'xlsx');
    rmSync(join(folder, 'scores.csv'));
    convert('scores.xlsx', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false');
    expect(cells(readFileSync(join(folder, 'scores.csv'), 'utf8'))).toEqual(cells(text));
  }
  rmSync(folder, { recursive: true });
});
