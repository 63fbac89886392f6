import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import {
  type ClientItem,
  type ClientItems,
  type Expected,
  VersionConflict,
} from '#functions/store/clients/client-items.ts';

export type KindOfItem = Readonly<{
  /** `alert rule` */
  one: string;
  list: string;
  most: number;
}>;

/** Ended things stay as tombstones. */
const IDS_PER_PLACE = 10;

export type ItemChange<T> = Readonly<{
  client: string;
  id: string;
  content: T;
  expected: Expected;
  now: string;
}>;

type Stored = Omit<ClientItem<unknown>, 'content'>;

/** Throws `not_found`. */
export async function existingItem<S extends Stored>(
  items: Readonly<{ get: (client: string, id: string) => Promise<S | null> }>,
  kind: Omit<KindOfItem, 'most'>,
  client: string,
  id: string,
): Promise<S> {
  const present = await items.get(client, id);
  if (present === null || present.deleted) throw noSuchItem(kind, id);
  return present;
}

export const noSuchItem = ({ one, list }: Omit<KindOfItem, 'most'>, id: string): ExpectedError =>
  new ExpectedError(
    'not_found',
    `You have stored no ${one} with the id ${JSON.stringify(id)}. GET ${list} lists yours; case matters.`,
  );

/** Throws `invalid_request` for one too many, `precondition_required` and `version_conflict`. */
export async function storeItem<T>(
  items: ClientItems<T>,
  kind: KindOfItem,
  { client, id, content, expected, now }: ItemChange<T>,
): Promise<ClientItem<T>> {
  await refuseOneTooMany(items, kind, client, id);
  return onCondition(kind.one, id, expected, () => items.put(client, id, content, expected, now));
}

async function refuseOneTooMany<T>(
  items: ClientItems<T>,
  { one, most }: KindOfItem,
  client: string,
  id: string,
) {
  const all = await items.list(client);
  const live = all.filter(({ deleted }) => !deleted);
  if (live.some((item) => item.id === id)) return;
  if (live.length >= most) {
    const detail = `You have ${live.length} of at most ${most}: end one (${one}) with DELETE, or change one of those you have.`;
    throw invalidRequest([{ parameter: 'id', code: 'too_many', detail }]);
  }
  if (all.length < most * IDS_PER_PLACE || all.some((item) => item.id === id)) return;
  const detail = `You have used ${all.length} ids: use one again that you have ended, for example ${all.find(({ deleted }) => deleted)?.id}.`;
  throw invalidRequest([{ parameter: 'id', code: 'too_many', detail }]);
}

/** Throws `not_found`, `precondition_required` and `version_conflict`. */
export async function endItem<S extends Stored>(
  items: Readonly<{
    get: (client: string, id: string) => Promise<S | null>;
    put: (client: string, id: string, content: null, expected: Expected, now: string) => Promise<S>;
  }>,
  kind: Omit<KindOfItem, 'most'>,
  { client, id, expected, now }: Omit<ItemChange<unknown>, 'content'>,
): Promise<Stored> {
  const present = await existingItem(items, kind, client, id);
  if (expected === 'nothing') throw versionRequired(kind.one, present);
  const { version, updated_at, deleted } = await onCondition(kind.one, id, expected, () =>
    items.put(client, id, null, expected, now),
  );
  return { id, version, updated_at, deleted };
}

/** Throws `precondition_required` and `version_conflict` where what is there is not what a write expects. */
export async function onCondition<S>(
  one: string,
  id: string,
  expected: Expected,
  write: () => Promise<S>,
): Promise<S> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const { present } = error;
    if (expected === 'new' && present !== null)
      throw new ExpectedError(
        'version_conflict',
        `${exists(one, present)}, and \`If-None-Match: *\` asks for a new one only. Choose another id, or change this one with \`If-Match: "${present.version}"\`.`,
      );
    if (expected === 'nothing' && present !== null) throw versionRequired(one, present);
    const there =
      present === null || present.deleted
        ? `there is no such ${one} now`
        : `now it has version ${present.version}`;
    throw new ExpectedError(
      'version_conflict',
      `${named(one, id)} was changed since you read it: ${there}. Read it again, apply your change, and send that with its \`ETag\`.`,
    );
  }
}

const named = (one: string, id: string) => `${one.charAt(0).toUpperCase()}${one.slice(1)} ${id}`;

type Version = Pick<Stored, 'id' | 'version'>;

const exists = (one: string, { id, version }: Version) => `${named(one, id)} exists, with version ${version}`;

const versionRequired = (one: string, present: Version): ExpectedError =>
  new ExpectedError(
    'precondition_required',
    `${exists(one, present)}. To change it send \`If-Match: "${present.version}"\`, so that nobody's change is lost.`,
  );
