import * as z from 'zod';
import { ofClientPrefix } from '#contracts/store/signals-layout.ts';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { typed } from '#contracts/store/typed.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { retriedAgainstOthers } from '../table/contention.ts';
import { jsonText, readItem } from '../table/stored-item.ts';
import type { Item, Table } from '../table/table.ts';

export type ClientItem<T> = Readonly<{
  id: string;
  version: number;
  updated_at: string;
  /** A tombstone; `content` is that of the version before. */
  deleted: boolean;
  content: T;
}>;

/** What is there was changed in between, or is not in the expected state. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
  readonly present: Pick<ClientItem<unknown>, 'id' | 'version' | 'deleted'> | null;
  constructor(present: VersionConflict['present']) {
    super(present === null ? 'there is no such thing' : `it has version ${present.version}`);
    this.present = present;
  }
}

/**
 * The state that a write requires. A tombstone counts as nothing. `new` refuses even the repetition of a
 * write that was done.
 */
export type Expected = { readonly version: number } | 'nothing' | 'new' | 'something' | 'anything';

/** `same`: what is there is what the change makes. */
export function fits(
  present: Pick<ClientItem<unknown>, 'version' | 'deleted'> | null,
  expected: Expected,
  same: boolean,
): boolean {
  if (expected === 'anything') return true;
  const gone = present === null || present.deleted;
  if (expected === 'new') return gone;
  if (expected === 'nothing') return gone || same;
  return !gone && (expected === 'something' || present.version === expected.version || same);
}

/** `present` itself when nothing changes. Throws `VersionConflict`, also where there is nothing to end. */
export function nextItem<T>(
  present: ClientItem<T> | null,
  id: string,
  content: T | null,
  expected: Expected,
  now: string,
): ClientItem<T> {
  const next = content ?? present?.content;
  if (next === undefined) throw new VersionConflict(null);
  const deleted = content === null;
  const isSame =
    present !== null && present.deleted === deleted && canonicalJson(present.content) === canonicalJson(next);
  if (!fits(present, expected, isSame)) throw new VersionConflict(present);
  return isSame
    ? present
    : { id, version: (present?.version ?? 0) + 1, updated_at: now, deleted, content: next };
}

const clientItem = z.object({
  client: z.string(),
  id: z.string(),
  version: z.int(),
  updated_at: z.string(),
  deleted: z.boolean(),
});

/** Few of each client. `client` comes from the API key. */
export type ClientItems<T> = ReturnType<typeof clientItemsIn<T>>;

/** `what`: what it is called in errors. `least`: what no content of theirs is without. */
export function clientItemsIn<T>(table: Table, partition: string, what: string, least: z.ZodType) {
  const ownedItem = clientItem.extend({ content: jsonText(typed<T>(least)) });
  const itemOf = (item: Item): ClientItem<T> => {
    const { client: _owner, ...rest } = readItem(ownedItem, item);
    return rest;
  };
  const keyOf = (client: string, id: string): TableKey => ({
    pk: partition,
    sk: `${ofClientPrefix(client)}${id}`,
  });

  async function get(client: string, id: string): Promise<ClientItem<T> | null> {
    const item = await table.get(keyOf(client, id));
    return item === undefined ? null : itemOf(item);
  }

  /** `false`: somebody else was faster. */
  const replace = (
    client: string,
    present: ClientItem<T> | null,
    { content, ...next }: ClientItem<T>,
  ): Promise<boolean> =>
    table.put(
      { ...keyOf(client, next.id), ...next, client, content: JSON.stringify(content) },
      present === null ? 'absent' : { equal: { version: present.version } },
    );

  return {
    get,
    list: async (client: string): Promise<readonly ClientItem<T>[]> =>
      (await table.range({ pk: partition, prefix: ofClientPrefix(client) })).map(itemOf),
    async listAll(): Promise<readonly (ClientItem<T> & Readonly<{ client: string }>)[]> {
      const items = await table.range({ pk: partition });
      return items.map((item) => readItem(ownedItem, item)).filter(({ deleted }) => !deleted);
    },
    /** `null` is a tombstone. The same content stores nothing. Throws `VersionConflict`, `Contention`. */
    put: (
      client: string,
      id: string,
      content: T | null,
      expected: Expected,
      now: string,
    ): Promise<ClientItem<T>> =>
      retriedAgainstOthers(`${what} ${id}`, async () => {
        const present = await get(client, id);
        const next = nextItem(present, id, content, expected, now);
        return next === present || (await replace(client, present, next)) ? next : null;
      }),
  };
}
