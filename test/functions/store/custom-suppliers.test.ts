import { beforeEach, describe, expect, it } from 'vitest';
import { type CustomSupplier, customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { VersionConflict } from '#functions/store/clients/client-items.ts';
import { type CustomSuppliers, customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { Contention } from '#functions/store/table/contention.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const named = (name: string): CustomSupplier =>
  customSupplierSchema.parse({
    name,
    sites: [{ id: 'a', name: 'Werk Säure 上海', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
  });
const [monday, tuesday] = ['2026-11-02T09:00:00.000Z', '2026-11-03T09:00:00.000Z'] as const;

describe('custom suppliers', () => {
  let suppliers: CustomSuppliers;
  beforeEach(() => {
    suppliers = customSuppliersIn(tableInMemory());
  });

  it('are numbered by version, and every version is kept', async () => {
    expect(await suppliers.put('acme', 's', named('One'), 'nothing', monday)).toMatchObject({
      version: 1,
      updated_at: monday,
      deleted: false,
    });
    expect(await suppliers.put('acme', 's', named('Two'), { version: 1 }, tuesday)).toMatchObject({
      version: 2,
      updated_at: tuesday,
    });
    expect((await suppliers.get('acme', 's'))?.supplier.name).toBe('Two');
    expect((await suppliers.version('acme', 's', 1))?.supplier).toEqual(named('One'));
    expect((await suppliers.version('acme', 's', 2))?.supplier.name).toBe('Two');
    expect(await suppliers.version('acme', 's', 3)).toBeNull();
  });

  it('are changed by many writers at once, each in its turn or told that others were faster, where each takes what is there', async () => {
    await suppliers.put('acme', 's', named('First'), 'nothing', monday);
    const writes = Array.from({ length: 20 }, (_, n) =>
      suppliers.put('acme', 's', named(`Name ${n}`), 'something', tuesday),
    );
    const settled = await Promise.allSettled(writes);
    const versions = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.version] : []));
    expect(versions.sort((one, other) => one - other)).toEqual(
      Array.from({ length: versions.length }, (_, n) => n + 2),
    );
    expect(versions.length).toBeGreaterThan(5);
    for (const one of settled) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Contention);
    expect((await suppliers.get('acme', 's'))?.version).toBe(versions.length + 1);
  });

  it('are not made by who takes something that is there for granted', async () => {
    await expect(suppliers.put('acme', 's', named('One'), 'something', monday)).rejects.toThrow(
      new VersionConflict(null),
    );
    await suppliers.put('acme', 's', named('One'), 'nothing', monday);
    await suppliers.put('acme', 's', null, 'something', tuesday);
    await expect(suppliers.put('acme', 's', named('One'), 'something', tuesday)).rejects.toBeInstanceOf(
      VersionConflict,
    );
  });

  it('name the key that stored a version', async () => {
    await suppliers.put('acme', 's', named('One'), 'nothing', monday, 'acme000000');
    await suppliers.put('acme', 's', named('Two'), 'anything', monday);
    expect((await suppliers.versions('acme', 's', 5)).map((one) => one.stored_by)).toEqual([
      'acme000000',
      undefined,
    ]);
  });

  it('have a record of their versions, oldest first, of which the newest are read', async () => {
    expect(await suppliers.versions('acme', 's', 10)).toEqual([]);
    for (const [name, now] of [
      ['One', monday],
      ['Two', tuesday],
    ] as const)
      await suppliers.put('acme', 's', named(name), 'anything', now);
    await suppliers.put('acme', 's', null, 'anything', tuesday);
    await suppliers.put('acme', 's2', named('Another'), 'anything', tuesday);
    const read = async (limit: number) =>
      (await suppliers.versions('acme', 's', limit)).map(({ version, deleted, supplier }) => [
        version,
        deleted,
        supplier.name,
      ]);
    const all = [
      [1, false, 'One'],
      [2, false, 'Two'],
      [3, true, 'Two'],
    ];
    expect(await read(10)).toEqual(all);
    expect(await read(2)).toEqual(all.slice(1));
    expect(await read(1)).toEqual(all.slice(2));
    expect(await suppliers.versions('other', 's', 10)).toEqual([]);
  });

  it('are not changed by who expects another version, and the refusal says what is there', async () => {
    await suppliers.put('acme', 's', named('One'), 'nothing', monday);
    for (const expected of ['nothing', { version: 2 }] as const) {
      const refusal = await suppliers
        .put('acme', 's', named('Two'), expected, tuesday)
        .catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(VersionConflict);
      expect((refusal as VersionConflict).present).toMatchObject({ version: 1 });
    }
    await expect(suppliers.put('acme', 'new', named('One'), { version: 1 }, monday)).rejects.toThrow(
      VersionConflict,
    );
  });

  it('stay as they are when the same is stored again', async () => {
    await suppliers.put('acme', 's', named('One'), 'anything', monday);
    for (const expected of ['anything', 'nothing', 'something', { version: 1 }] as const)
      expect(await suppliers.put('acme', 's', named('One'), expected, tuesday)).toMatchObject({
        version: 1,
        updated_at: monday,
      });
    await expect(suppliers.put('acme', 's', named('One'), 'new', tuesday)).rejects.toThrow(VersionConflict);
  });

  it('are changed once by a write that comes again', async () => {
    await suppliers.put('acme', 's', named('One'), 'new', monday);
    for (const at of [monday, tuesday])
      expect(await suppliers.put('acme', 's', named('Two'), { version: 1 }, at)).toMatchObject({
        version: 2,
        updated_at: monday,
      });
  });

  it('end with a tombstone, and begin again with the next version', async () => {
    await suppliers.put('acme', 's', named('One'), 'nothing', monday);
    expect(await suppliers.put('acme', 's', null, { version: 1 }, tuesday)).toMatchObject({
      version: 2,
      deleted: true,
    });
    expect(await suppliers.list('acme', 10, null)).toEqual([]);
    await expect(suppliers.put('acme', 's', named('Two'), { version: 2 }, tuesday)).rejects.toThrow(
      VersionConflict,
    );
    expect(await suppliers.put('acme', 's', named('One'), 'nothing', tuesday)).toMatchObject({
      version: 3,
      deleted: false,
    });
    await expect(suppliers.put('acme', 'never', null, 'anything', tuesday)).rejects.toThrow(VersionConflict);
  });

  it('are listed in byte order of id, page by page, without tombstones', async () => {
    for (const id of ['b', 'a', 'c', 'B', '10', '9'])
      await suppliers.put('acme', id, named(id), 'nothing', monday);
    await suppliers.put('acme', 'b', null, 'anything', tuesday);
    const ids = async (limit: number, after: string | null) =>
      (await suppliers.list('acme', limit, after)).map(({ id }) => id);
    expect(await ids(10, null)).toEqual(['10', '9', 'B', 'a', 'c']);
    expect(await ids(2, null)).toEqual(['10', '9']);
    expect(await ids(2, '9')).toEqual(['B', 'a']);
    expect(await ids(2, 'a')).toEqual(['c']);
  });

  it('have their clients in a list, and what was changed since an instant, each once', async () => {
    expect(await suppliers.clients()).toEqual([]);
    await suppliers.put('acme', 'a', named('One'), 'nothing', monday);
    await suppliers.put('acme', 'b', named('One'), 'nothing', monday);
    await suppliers.put('other', 'c', named('One'), 'nothing', tuesday);
    await suppliers.put('acme', 'b', named('Two'), { version: 1 }, tuesday);
    await suppliers.put('acme', 'b', named('Two'), 'anything', tuesday); // the same: no change
    await suppliers.put('acme', 'a', null, { version: 1 }, tuesday);
    expect(await suppliers.clients()).toEqual(['acme', 'other']);
    expect((await suppliers.changedSince('acme', monday, 4))?.toSorted()).toEqual(['a', 'b']);
    expect(await suppliers.changedSince('acme', monday, 3)).toBeNull();
    expect((await suppliers.changedSince('acme', tuesday, 2))?.toSorted()).toEqual(['a', 'b']);
    expect(await suppliers.changedSince('acme', '2026-11-04T00:00:00.000Z', 10)).toEqual([]);
    expect(await suppliers.changedSince('acm', monday, 10)).toEqual([]);
  });

  it('of one client are not those of another, whatever the names', async () => {
    await suppliers.put('acme', 's', named('Of acme'), 'nothing', monday);
    for (const other of ['acm', 'acme-2', 'ACME', 'acme#s']) {
      expect(await suppliers.get(other, 's')).toBeNull();
      expect(await suppliers.list(other, 10, null)).toEqual([]);
    }
    expect(await suppliers.put('other', 's', named('Of other'), 'nothing', monday)).toMatchObject({
      version: 1,
    });
    expect((await suppliers.get('acme', 's'))?.supplier.name).toBe('Of acme');
  });

  it('are changed by one of many who change the same version', async () => {
    await suppliers.put('acme', 's', named('One'), 'nothing', monday);
    const tries = await Promise.allSettled(
      ['A', 'B', 'C', 'D'].map((name) => suppliers.put('acme', 's', named(name), { version: 1 }, tuesday)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await suppliers.get('acme', 's'))?.version).toBe(2);
  });
});

it('a long row of tombstones is read in few queries', async () => {
  const table = tableInMemory();
  let queries = 0;
  const suppliers = customSuppliersIn({
    ...table,
    range(range) {
      queries += 1;
      return table.range(range);
    },
  });
  const ids = Array.from({ length: 100 }, (_, n) => `s${String(n).padStart(3, '0')}`);
  await Promise.all(ids.map((id) => suppliers.put('acme', id, named(id), 'nothing', monday)));
  await Promise.all(ids.slice(1, 99).map((id) => suppliers.put('acme', id, null, 'anything', tuesday)));
  expect((await suppliers.list('acme', 2, null)).map(({ id }) => id)).toEqual(['s000', 's099']);
  expect(queries).toBe(6); // of 3, 6, 12, 24, 48 and 96 rows
});
