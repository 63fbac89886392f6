import { expect, test } from 'vitest';
import { rowsOrUnread } from '#functions/sources/publishers/tables.ts';

test('a workbook is no table, and told what to send', () => {
  const workbook = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 20, 0]);
  expect(rowsOrUnread('table.xlsx', workbook)).toMatchObject({
    unread: [{ why: expect.stringContaining('as CSV') }],
  });
});
