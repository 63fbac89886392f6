import { utils, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { rowsOrUnread } from '#functions/sources/publishers/tables.ts';

const bookOf = (sheet: ReturnType<typeof utils.aoa_to_sheet>): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'a');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
};
const workbook = bookOf(
  utils.aoa_to_sheet([
    ['month', 'value'],
    ['2026-07', 1.5],
  ]),
);
const whyOf = (bytes: Uint8Array) => rowsOrUnread('table.xlsx', bytes) as { readonly unread: readonly { readonly why: string }[] };

/** Says in the directory, or in the header of each part, that all parts unpack to so many bytes. */
function lie(bytes: Uint8Array, where: 'directory' | 'header', size: number): Uint8Array {
  const file = Buffer.from(bytes);
  const [signature, at] = where === 'directory' ? [0x02014b50, 24] : [0x04034b50, 22];
  for (let n = 0; n + 4 < file.length; n += 1) if (file.readUInt32LE(n) === signature) file.writeUInt32LE(size, n + at);
  return file;
}

test('a workbook is read by its first sheet', () => {
  expect(rowsOrUnread('table.xlsx', workbook)).toEqual([
    ['month', 'value'],
    ['2026-07', 1.5],
  ]);
});

test('a workbook that unpacks to too much is not unpacked', () => {
  const bomb = zipSync({ ...unzipSync(workbook), 'xl/media/image1.png': new Uint8Array(100_000_000) });
  expect(bomb.length).toBeLessThan(200_000);
  expect(whyOf(bomb).unread[0]?.why).toMatch(/unpacks to \d{9} bytes, above 67108864/);
});

test('what the headers of parts say of their size counts for nothing, neither too much nor nothing', () => {
  for (const size of [0xffff_fff0, 0]) expect(rowsOrUnread('table.xlsx', lie(workbook, 'header', size))).toHaveLength(2);
});

test('a directory that promises too little has its parts cut, and too much is refused', () => {
  const bomb = zipSync({ ...unzipSync(workbook), 'xl/worksheets/sheet1.xml': new Uint8Array(100_000_000) });
  expect(whyOf(lie(bomb, 'directory', 10)).unread).toHaveLength(1);
  expect(whyOf(lie(workbook, 'directory', 0x7fff_ffff)).unread[0]?.why).toContain('unpacks to');
});

test('a sheet that one far cell makes endless is refused', () => {
  const parts = unzipSync(workbook);
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array);
  const far = sheet
    .replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    .replace(/<dimension[^>]*>/, '');
  expect(whyOf(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(far) })).unread[0]?.why).toContain('spans 17179869184 cells');
});
