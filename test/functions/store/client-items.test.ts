import { beforeEach, describe, expect, it } from 'vitest';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { alertRulesIn } from '#functions/store/alerts/alert-rules.ts';
import { type ClientItems, VersionConflict } from '#functions/store/clients/client-items.ts';
import { Contention } from '#functions/store/table/contention.ts';
import { anyRule } from '#test/builders/alerts.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const named = (name: string): AlertRule =>
  anyRule({ name, min_points: 2.5, subjects: { type: 'element', ids: ['Dy'] } });
const [monday, tuesday] = ['2026-11-02T09:00:00.000Z', '2026-11-03T09:00:00.000Z'] as const;

describe('things that clients store', () => {
  let items: ClientItems<AlertRule>;
  beforeEach(() => {
    items = alertRulesIn(tableInMemory());
  });

  it('are kept as they were sent, with a version that grows', async () => {
    expect(await items.get('acme', 'one')).toBeNull();
    expect(await items.put('acme', 'one', named('規則 "1"'), 'nothing', monday)).toMatchObject({
      version: 1,
      updated_at: monday,
      deleted: false,
    });
    expect(await items.put('acme', 'one', named('Two'), { version: 1 }, tuesday)).toMatchObject({
      version: 2,
      updated_at: tuesday,
    });
    expect(await items.get('acme', 'one')).toEqual({
      id: 'one',
      version: 2,
      updated_at: tuesday,
      deleted: false,
      content: named('Two'),
    });
  });

  it('have no new version for the content that they have', async () => {
    await items.put('acme', 'one', named('One'), 'nothing', monday);
    for (const expected of ['nothing', { version: 1 }, { version: 7 }] as const)
      expect(await items.put('acme', 'one', named('One'), expected, tuesday)).toMatchObject({
        version: 1,
        updated_at: monday,
      });
    await expect(items.put('acme', 'one', named('One'), 'new', tuesday)).rejects.toBeInstanceOf(
      VersionConflict,
    );
  });

  it('are changed only from the expected version', async () => {
    await items.put('acme', 'one', named('One'), 'nothing', monday);
    await expect(items.put('acme', 'one', named('Two'), 'nothing', tuesday)).rejects.toMatchObject({
      present: { version: 1 },
    });
    await expect(items.put('acme', 'one', named('Two'), { version: 2 }, tuesday)).rejects.toBeInstanceOf(
      VersionConflict,
    );
    await expect(items.put('acme', 'two', null, 'something', tuesday)).rejects.toEqual(
      new VersionConflict(null),
    );
    await expect(items.put('acme', 'two', null, 'anything', tuesday)).rejects.toEqual(
      new VersionConflict(null),
    );
  });

  it('are ended with a tombstone, and can be stored again', async () => {
    await items.put('acme', 'one', named('One'), 'nothing', monday);
    expect(await items.put('acme', 'one', null, { version: 1 }, tuesday)).toMatchObject({
      version: 2,
      deleted: true,
      content: named('One'),
    });
    expect(await items.listAll()).toEqual([]);
    expect((await items.list('acme')).map(({ id, deleted }) => [id, deleted])).toEqual([['one', true]]);
    expect(await items.put('acme', 'one', named('One'), 'nothing', tuesday)).toMatchObject({
      version: 3,
      deleted: false,
    });
  });

  it('are those of a client alone, also where the name of another begins alike', async () => {
    for (const [client, id] of [
      ['acme-b', 'x'],
      ['acme', 'b'],
      ['acme', 'a'],
      ['bolt', 'a'],
    ] as const)
      await items.put(client, id, named(`${client} ${id}`), 'nothing', monday);
    expect((await items.list('acme')).map(({ content }) => content.name)).toEqual(['acme a', 'acme b']);
    expect((await items.listAll()).map(({ client, id }) => `${client} ${id}`).sort()).toEqual([
      'acme a',
      'acme b',
      'acme-b x',
      'bolt a',
    ]);
    expect(await items.get('bolt', 'b')).toBeNull();
  });

  it('are changed by many writers at once, each in its turn', async () => {
    await items.put('acme', 'one', named('One'), 'nothing', monday);
    const writes = Array.from({ length: 10 }, (_, n) =>
      items.put('acme', 'one', named(`Name ${n}`), 'something', tuesday),
    );
    const settled = await Promise.allSettled(writes);
    const versions = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.version] : []));
    for (const one of settled) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Contention);
    expect(versions.sort((one, other) => one - other)).toEqual(
      Array.from({ length: versions.length }, (_, n) => n + 2),
    );
    expect((await items.get('acme', 'one'))?.version).toBe(versions.length + 1);
  });
});
