import { expect, test } from 'vitest';
import { NDJSON } from '#contracts/api/custom-suppliers.ts';
import { type ImportPlace, importSuppliers } from '#functions/api/custom-suppliers/import-suppliers.ts';
import { type CustomSuppliers, customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const known = { elements: new Set(['Dy']), suppliers: new Map(), sites: new Set<string>() };
const line = (n: number): string =>
  JSON.stringify({
    id: `s${String(n).padStart(3, '0')}`,
    name: `S ${n}`,
    sites: [{ id: 'a', name: 'A', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
  });
const FILE = Array.from({ length: 40 }, (_, n) => line(n)).join('\n');

function place(suppliers: CustomSuppliers, more: Partial<ImportPlace> = {}): ImportPlace {
  process.env.LOG_LEVEL = 'error';
  return {
    suppliers,
    client: 'acme',
    key: 'acme000000',
    now: '2026-11-26T08:00:00.000Z',
    known,
    screen: () => [],
    ...more,
  };
}

test('an import that the store cuts off says which rows are not stored, and the same again does the rest', async () => {
  const suppliers = customSuppliersIn(tableInMemory());
  let isFull = true;
  const failing: CustomSuppliers = {
    ...suppliers,
    async put(client, id, ...rest) {
      if (isFull && id === 's020') throw new Error('throttled');
      return suppliers.put(client, id, ...rest);
    },
  };
  const error = await importSuppliers(FILE, NDJSON, false, place(failing)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'temporarily_unavailable',
    message: expect.stringMatching(/^31 of 40 suppliers are stored and 9 are not/),
    advice: { retryAfterSeconds: 2 },
  });
  const { errors } = error as { errors: readonly { pointer: string; detail: string }[] };
  expect(errors.map(({ pointer }) => pointer)).toEqual([
    '/21',
    '/33',
    '/34',
    '/35',
    '/36',
    '/37',
    '/38',
    '/39',
    '/40',
  ]);
  const stored = (await suppliers.list('acme', 100, null)).map(({ id }) => id);
  for (const { detail } of errors) expect(stored.some((id) => detail.includes(id))).toBe(false);
  expect(stored).toHaveLength(31);
  isFull = false;
  expect(
    await importSuppliers(FILE, NDJSON, false, place(failing, { now: '2026-11-26T08:00:02.000Z' })),
  ).toMatchObject({
    suppliers: 40,
    created: 9,
    unchanged: 31,
  });
});

test('an import that has no time for more ends after whole rows, before it is ended; one that stores nothing says of none that it is stored', async () => {
  const suppliers = customSuppliersIn(tableInMemory());
  const dry = importSuppliers(FILE, NDJSON, true, place(suppliers, { hasTime: () => false }));
  await expect(dry).rejects.toMatchObject({ code: 'took_too_long', errors: [] });
  let looks = 0;
  const hasTime = (): boolean => {
    looks += 1;
    return looks < 2;
  };
  await expect(importSuppliers(FILE, NDJSON, false, place(suppliers, { hasTime }))).rejects.toMatchObject({
    message: expect.stringMatching(
      /^32 of 40 suppliers are stored and 8 are not, because there was no time for more/,
    ),
  });
  expect(await suppliers.list('acme', 100, null)).toHaveLength(32);
});

test('a first row that fails is the fault of the store alone: nothing is stored, and nothing is said to be', async () => {
  const suppliers = customSuppliersIn(tableInMemory());
  const failing: CustomSuppliers = { ...suppliers, put: () => Promise.reject(new Error('gone')) };
  await expect(importSuppliers(FILE, NDJSON, false, place(failing))).rejects.toThrow('gone');
});

test('a table as an office exports it is read: titles over its headings, semicolons, headings in words', async () => {
  const suppliers = customSuppliersIn(tableInMemory());
  const table = [
    'Suppliers of 2026;;;;;;',
    '',
    'ID;Name;Site ID;Site name;Country;Stage;Elements',
    'a;Müller, Söhne;w;Werk;DEU;magnet;Dy',
  ].join('\r\n');
  expect(await importSuppliers(table, 'text/csv', false, place(suppliers))).toMatchObject({ created: 1 });
  expect((await suppliers.get('acme', 'a'))?.supplier.name).toBe('Müller, Söhne');
});
