import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, test } from 'vitest';
import type { ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { monthOfName } from '#functions/sources/publishers/senkaku-jcg/month-table.ts';
import { senkakuJcgReader } from '#functions/sources/publishers/senkaku-jcg/senkaku-jcg.reader.ts';
import { madePdf, piecesOfLayout } from '../made-pdf.ts';

const FOLDER = 'test/fixtures/publishers/jcg';

const read = async (name: string, bytes: Uint8Array): Promise<ReadDocument> => {
  const documents = await senkakuJcgReader.read({ name, address: null, bytes, receivedOn: '2026-11-27' });
  expect(documents).toHaveLength(1);
  return documents[0] as ReadDocument;
};

const readText = (name: string, text: string): Promise<ReadDocument> =>
  read(name, new TextEncoder().encode(text));

const readFixture = (name: string): Promise<ReadDocument> => read(name, readFileSync(`${FOLDER}/${name}`));

const days = ({ observations }: ReadDocument): readonly string[] =>
  observations.map(
    ({ date, values }) => `${date}: ${values.contiguous_zone_vessels}/${values.territorial_sea_vessels}`,
  );

const totals = ({ printed_totals }: ReadDocument): readonly (readonly [number, number])[] =>
  printed_totals.map(({ printed, read: sum }) => [printed, sum] as const);

const rowsOf = (file: string): readonly Record<string, string>[] =>
  parse(readFileSync(file), { columns: true, comment: '#' });

const asDays = (rows: readonly Record<string, string>[]): readonly string[] =>
  rows.map((row) => `${row.date}: ${row.contiguous_zone_vessels}/${row.territorial_sea_vessels}`);

describe('text with columns, and the PDF of it', () => {
  const series = asDays(rowsOf('shared/reference-tables/signals/senkaku_daily.csv'));
  const layouts = globSync(`${FOLDER}/*.layout.txt`).map((file) => basename(file));

  it.each(layouts)('%s gives the days of the series, either way', async (name) => {
    const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
    const [fromText, fromPdf] = [
      await readText(name, text),
      await read(name.replace('.layout.txt', '.pdf'), madePdf([piecesOfLayout(text)])),
    ];
    expect(fromPdf).toEqual(fromText);
    expect(fromText.unread).toEqual([]);
    expect(totals(fromText).every(([printed, sum]) => printed === sum)).toBe(true);
    expect(days(fromText)).toEqual(series.filter((day) => day.startsWith(fromText.document)));
    expect(days(fromText).length).toBeGreaterThan(7);
  });

  it('is the same where the PDF sets every letter by itself', async () => {
    const text = readFileSync(`${FOLDER}/data_R8_8.layout.txt`, 'utf8');
    const letters = piecesOfLayout(text).flatMap(({ text: piece, x, y }) =>
      [...piece].map((letter, index) => ({ text: letter, x: x + index * 6, y })),
    );
    expect(await read('data_R8_8.pdf', madePdf([letters]))).toEqual(await readText('data_R8_8.pdf', text));
  });

  it('states nothing for days after the one up to which it counts', async () => {
    const document = await readFixture('data_R8_10.layout.txt');
    expect(document).toMatchObject({ document: '2026-10', period_end: '2026-10-08' });
    expect(days(document)).toEqual(
      ['8', '4', '4', '4', '4', '4', '4', '4'].map((count, index) => `2026-10-0${index + 1}: ${count}/0`),
    );
  });

  it('states nothing for days after the last one with vessels where an open month does not say up to when it counts', async () => {
    const text = readFileSync(`${FOLDER}/data_R8_10.layout.txt`, 'utf8').replace(
      /[(（][^()（）]*現在[)）]/u,
      '',
    );
    const [document] = await senkakuJcgReader.read({
      name: 'data_R8_10.layout.txt',
      address: null,
      bytes: new TextEncoder().encode(text),
      receivedOn: '2026-10-20',
    });
    expect(document).toMatchObject({ period_end: '2026-10-08', unread: [] });
    expect(document?.observations).toHaveLength(8);
  });

  it('takes a blank for 0 on a day that is counted', async () => {
    expect(days(await readFixture('data_R8_8.layout.txt'))).toContain('2026-08-08: 0/0');
  });
});

test('text that lost its columns is refused, with what to hand in', async () => {
  const document = await readFixture('data_R8_10.order.txt');
  expect(document.observations).toEqual([]);
  expect(document.unread[0]?.why).toMatch(/pdftotext -layout/);
});

describe('what is no table', () => {
  it.each([
    ['a web page', '<html>404</html>', /web page/],
    ['an empty file', '  \n', /empty/],
    ['a text about something else', '1 2\n3 4\n', /month/],
  ])('%s gives one document without observations that says so', async (_, text, why) => {
    const document = await readText('data_R8_9.pdf', text);
    expect(document).toMatchObject({
      document: 'data_R8_9.pdf',
      period_end: null,
      observations: [],
      printed_totals: [],
    });
    expect(document.unread[0]?.why).toMatch(why);
  });

  it('includes bytes that are no text, a PDF of a picture, and a PDF of two months', async () => {
    expect((await read('x', new Uint8Array([0xff, 0xfe, 0x00]))).unread[0]?.why).toMatch(/UTF-8/);
    expect((await read('x.pdf', madePdf([[]]))).unread[0]?.why).toMatch(/no text/);
    const page = piecesOfLayout(readFileSync(`${FOLDER}/data_R8_8.layout.txt`, 'utf8'));
    expect((await read('x.pdf', madePdf([page, page]))).unread[0]?.why).toMatch(/2 pages/);
  });
});

describe('what does not fit', () => {
  const layout = readFileSync(`${FOLDER}/data_R8_8.layout.txt`, 'utf8');
  const unreadOf = async (text: string, name = 'data_R8_8.layout.txt'): Promise<readonly string[]> =>
    (await readText(name, text)).unread.map(({ why }) => why);

  it('shows: a number between two columns', async () => {
    expect(
      await unreadOf(
        layout.replace(
          '         2      4                    18     4',
          `${'2'.padStart(10)}${'4'.padStart(14)}${'18'.padStart(15)}     4`,
        ),
      ),
    ).toEqual([expect.stringMatching(/between two columns/)]);
  });

  it('shows: a number beside no day', async () => {
    expect(
      await unreadOf(layout.replace('         14     4            4 ', '                4            4 ')),
    ).toEqual(
      expect.arrayContaining([expect.stringMatching(/beside no day/), expect.stringMatching(/each once/)]),
    );
  });

  it('shows: a note that nobody has seen', async () => {
    expect(await unreadOf(`${layout}・8月5日の集計方法を変更\n`)).toEqual([
      expect.stringMatching(/known to have this line/),
    ]);
  });

  it('shows: a cell that is no number, and more vessels inside than around', async () => {
    expect(
      await unreadOf(
        layout.replace('3      4                    19     4', '3      4                    19     四'),
      ),
    ).toContainEqual(expect.stringMatching(/not a number/));
    expect(await unreadOf(layout.replace('14     4            4 ', '14     4            9 '))).toContainEqual(
      expect.stringMatching(/More vessels/),
    );
  });

  it('shows: headings that moved, a month that is not the one of the file, totals that are gone', async () => {
    expect(await unreadOf(layout.replaceAll('領海侵入  ', '入域回数  '))).toEqual([
      expect.stringMatching(/headings/),
    ]);
    expect(await unreadOf(layout, 'data_R8_7.layout.txt')).toEqual([expect.stringMatching(/2026-07/)]);
    expect(await unreadOf(layout.replace(/\n[^\n]*のべ[\s\S]*$/u, '\n'))).toEqual([
      expect.stringMatching(/totals/),
    ]);
  });

  it('shows: vessels on a day that is not counted yet, or that the month does not have', async () => {
    const october = readFileSync(`${FOLDER}/data_R8_10.layout.txt`, 'utf8');
    expect(
      await unreadOf(
        october.replace('9                           25', '9      4                    25'),
        'data_R8_10.txt',
      ),
    ).toContainEqual(expect.stringMatching(/up to which the table counts/));
    const september = layout.replace('８月', '９月').replace('8/31', '9/30').replace('R8   8', 'R8   9');
    expect(await unreadOf(september, 'data_R8_9.txt')).toContainEqual(
      expect.stringMatching(/month does not have/),
    );
  });
});

describe('names of files', () => {
  it.each([
    ['data_h24_09.pdf', 2012, 9],
    ['data_h31_04.pdf', 2019, 4],
    ['data_R_05.pdf', 2019, 5],
    ['data_R2_1.pdf', 2020, 1],
    ['data_R8_10.layout.txt', 2026, 10],
  ])('%s is %i-%i', (name, year, month) => {
    expect(monthOfName(name)).toEqual({ year, month });
  });

  it('need not say a month', () => {
    expect(monthOfName('siryo17.csv')).toBeNull();
  });
});
