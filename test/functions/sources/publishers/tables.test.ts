import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { rowsOrUnread, unzipWithin } from '#functions/sources/publishers/tables.ts';

const archive = zipSync({ 'a.csv': new Uint8Array(100), 'b.png': new Uint8Array(100_000_000) });

/** Says in the directory of an archive that all parts unpack to so many bytes. */
function lie(bytes: Uint8Array, size: number): Uint8Array {
  const file = Buffer.from(bytes);
  for (let n = 0; n + 4 < file.length; n += 1) if (file.readUInt32LE(n) === 0x02014b50) file.writeUInt32LE(size, n + 24);
  return file;
}

test('an archive that unpacks to too much is not unpacked; parts that nobody wants count for nothing', () => {
  expect(() => unzipWithin(archive, 1_000_000)).toThrow(/unpacks to 100000100 bytes, above 1000000/);
  expect(Object.keys(unzipWithin(archive, 1_000_000, (name) => name.endsWith('.csv')))).toEqual(['a.csv']);
});

test('a directory that promises too little has its parts cut, and too much is refused', () => {
  expect(unzipWithin(lie(archive, 10), 200_000)['b.png']?.length ?? 0).toBeLessThanOrEqual(200_000);
  expect(() => unzipWithin(lie(archive, 0x7fff_ffff), 1_000_000)).toThrow('unpacks to');
});

test('a workbook is no table, and told what to send', () => {
  expect(rowsOrUnread('table.xlsx', archive)).toMatchObject({ unread: [{ why: expect.stringContaining('as CSV') }] });
});
