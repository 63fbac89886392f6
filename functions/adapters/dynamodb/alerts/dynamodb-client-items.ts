import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { ofClientPrefix } from '#contracts/store/signals-layout.ts';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { type ClientItem, type ClientItems, nextItem } from '#functions/ports/alerts/client-items.ts';
import { retriedAgainstOthers } from '#functions/ports/contention.ts';
import { conditionHeld } from '../conditional-write.ts';

type Item = Record<string, unknown>;

const itemOf = <T>({ id, version, updated_at, deleted, content }: Item): ClientItem<T> => ({
  id: id as string,
  version: version as number,
  updated_at: updated_at as string,
  deleted: deleted as boolean,
  content: JSON.parse(content as string) as T,
});

/** Things of clients in one partition, an item each, changed under a condition on its version. `what`: what it is called in errors. */
export function dynamodbClientItems<T>(client: DynamoDBDocumentClient, table: string, partition: string, what: string): ClientItems<T> {
  const keyOf = (of: string, id: string): TableKey => ({ pk: partition, sk: `${ofClientPrefix(of)}${id}` });

  async function read(of: string, id: string): Promise<ClientItem<T> | null> {
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(of, id), ConsistentRead: true }));
    return item === undefined ? null : itemOf(item);
  }

  async function query(prefix: string | null): Promise<readonly Item[]> {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: prefix === null ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partition, ...(prefix === null ? {} : { ':prefix': prefix }) },
      },
    );
    const found: Item[] = [];
    for await (const { Items: items = [] } of pages) found.push(...items);
    return found;
  }

  /** `false`: somebody else was faster. */
  async function replace(of: string, present: ClientItem<T> | null, { content, ...next }: ClientItem<T>): Promise<boolean> {
    const item = { ...keyOf(of, next.id), ...next, client: of, content: JSON.stringify(content) };
    const condition =
      present === null
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': present.version } };
    return conditionHeld(client.send(new PutCommand({ TableName: table, Item: item, ...condition })));
  }

  return {
    get: read,
    list: async (of) => (await query(ofClientPrefix(of))).map((item) => itemOf<T>(item)),
    async listAll() {
      return (await query(null)).map((item) => ({ ...itemOf<T>(item), client: item.client as string })).filter(({ deleted }) => !deleted);
    },
    put: (of, id, content, expected, now) =>
      retriedAgainstOthers(`${what} ${id}`, async () => {
        const present = await read(of, id);
        const next = nextItem(present, id, content, expected, now);
        return next === present || (await replace(of, present, next)) ? next : null;
      }),
  };
}
