import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { ClientItem, ClientItems } from '#functions/store/client-items.ts';
import { type Expected, VersionConflict } from '#functions/store/custom-suppliers.ts';

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

/** Throws `not_found`. */
export async function existingItem<T>(
  items: ClientItems<T>,
  kind: KindOfItem,
  client: string,
  id: string,
): Promise<ClientItem<T>> {
  const present = await items.get(client, id);
  if (present === null || present.deleted) throw noSuchItem(kind, id);
  return present;
}

const noSuchItem = ({ one, list }: KindOfItem, id: string): ExpectedError =>
  new ExpectedError(
    'not_found',
    `You have stored no ${one} with the id ${JSON.stringify(id)}. GET ${list} lists yours; case matters.`,
  );

/** Throws `invalid_request` for one too many, `precondition_required` and `version_conflict`. */
export async function storeItem<T>(
  items: ClientItems<T>,
  kind: KindOfItem,
  change: ItemChange<T>,
): Promise<ClientItem<T>> {
  await refuseOneTooMany(items, kind, change.client, change.id);
  return putItem(items, kind, change);
}

async function refuseOneTooMany<T>(
  items: ClientItems<T>,
  { one, most }: KindOfItem,
  client: string,
  id: string,
): Promise<void> {
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
export async function endItem<T>(
  items: ClientItems<T>,
  kind: KindOfItem,
  { client, id, expected, now }: Omit<ItemChange<T>, 'content'>,
): Promise<Omit<ClientItem<T>, 'content'>> {
  const present = await existingItem(items, kind, client, id);
  if (expected === 'nothing') throw versionRequired(kind, present);
  const { content: _content, ...ended } = await putItem(items, kind, {
    client,
    id,
    content: null,
    expected,
    now,
  });
  return ended;
}

async function putItem<T>(
  items: ClientItems<T>,
  kind: KindOfItem,
  { client, id, content, expected, now }: ItemChange<T | null>,
): Promise<ClientItem<T>> {
  try {
    return await items.put(client, id, content, expected, now);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const { present } = error;
    if (expected === 'new' && present !== null) {
      const detail = `The ${kind.one} ${id} exists, with version ${present.version}, and \`If-None-Match: *\` asks for a new one only.`;
      throw new ExpectedError('version_conflict', detail);
    }
    if (expected === 'nothing' && present !== null) throw versionRequired(kind, present);
    const there =
      present === null || present.deleted ? 'there is none now' : `now it has version ${present.version}`;
    const detail = `The ${kind.one} ${id} was changed since you read it: ${there}. Read it again, apply your change, and send that with its \`ETag\`.`;
    throw new ExpectedError('version_conflict', detail);
  }
}

const versionRequired = (
  { one }: KindOfItem,
  { id, version }: Pick<ClientItem<unknown>, 'id' | 'version'>,
): ExpectedError =>
  new ExpectedError(
    'precondition_required',
    `The ${one} ${id} exists, with version ${version}. To change it send \`If-Match: "${version}"\`, so that nobody's change is lost.`,
  );
