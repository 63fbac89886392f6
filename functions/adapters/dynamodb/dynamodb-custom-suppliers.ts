import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CustomSupplier, type StoredSupplier, storedSupplierSchema } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import {
  SUPPLIER_CLIENTS_PARTITION,
  supplierChangeKey,
  supplierChangesPartition,
  supplierClientKey,
  supplierKey,
  suppliersPartition,
  supplierVersionKey,
} from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE, type TableKey } from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { retriedAgainstOthers } from '#functions/ports/contention.ts';
import { type CustomSuppliers, nextVersion } from '#functions/ports/custom-suppliers.ts';
import { conditionHeld } from './conditional-write.ts';

/** Longer than the scores of any run are kept: nobody asks what changed since an older one. */
const CHANGES_KEPT_SECONDS = 120 * 86_400;

type Item = Record<string, unknown>;
type Page = { readonly Items?: Item[] | undefined; readonly LastEvaluatedKey?: Item | undefined };

const storedOf = (item: Item): StoredSupplier => storedSupplierSchema.parse({ ...item, supplier: JSON.parse(item.supplier as string) });
const itemOf = (key: TableKey, { supplier, ...rest }: StoredSupplier): Item => ({ ...key, ...rest, supplier: canonicalJson(supplier) });

/**
 * Suppliers in the Signals table. The newest version is one item, changed under a condition. Before it is replaced it is copied to the
 * item of its version, so a crash between the two loses nothing and a repetition is harmless.
 */
export function dynamodbCustomSuppliers(client: DynamoDBDocumentClient, table: string): CustomSuppliers {
  async function read(key: TableKey): Promise<StoredSupplier | null> {
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return item === undefined ? null : storedOf(item);
  }

  const registered = new Set<string>();

  /** A client comes into the list with the first change that this process makes for it; once more is harmless. */
  async function register(of: string): Promise<void> {
    if (registered.has(of)) return;
    await client.send(new PutCommand({ TableName: table, Item: { ...supplierClientKey(of) } }));
    registered.add(of);
  }

  async function noteChange(of: string, { id, updated_at }: StoredSupplier): Promise<void> {
    const expiry = { [EXPIRY_ATTRIBUTE]: Math.floor(Date.parse(updated_at) / 1000) + CHANGES_KEPT_SECONDS };
    await client.send(new PutCommand({ TableName: table, Item: { ...supplierChangeKey(of, updated_at, id), ...expiry } }));
  }

  /** `false`: somebody else was faster. */
  async function replace(of: string, present: StoredSupplier | null, next: StoredSupplier): Promise<boolean> {
    const key = supplierKey(of, next.id);
    await register(of);
    if (present !== null) {
      await client.send(new PutCommand({ TableName: table, Item: itemOf(supplierVersionKey(of, next.id, present.version), present) }));
      await noteChange(of, next); // before the change: who reads the list never misses it, and a note without a change is harmless
    }
    return conditionHeld(
      client.send(
        new PutCommand({
          TableName: table,
          Item: itemOf(key, next),
          ...(present === null
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': present.version } }),
        }),
      ),
    );
  }

  /** New suppliers, the many of a first import, cost one call: the first attempt reads nothing. */
  async function putNew(of: string, id: string, supplier: CustomSupplier, now: string, by: string | null): Promise<StoredSupplier | null> {
    const first = nextVersion(null, id, supplier, 'anything', now, by);
    if (!(await replace(of, null, first))) return null;
    await noteChange(of, first); // after it: most attempts of a repeated import change nothing, and would only fill the list
    return first;
  }

  return {
    get: (of, id) => read(supplierKey(of, id)),
    async clients() {
      const found: string[] = [];
      let from: Item | undefined;
      do {
        const page: Page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': SUPPLIER_CLIENTS_PARTITION },
            ConsistentRead: true,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        found.push(...(page.Items ?? []).map(({ sk }) => sk as string));
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return found;
    },
    async changedSince(of, instant, limit) {
      const { Items: items = [], LastEvaluatedKey: more }: Page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': supplierChangesPartition(of), ':from': instant },
          ConsistentRead: true,
          Limit: limit + 1,
        }),
      );
      if (items.length > limit || (more !== undefined && items.length <= limit)) return null;
      return [...new Set(items.map(({ sk }) => (sk as string).slice((sk as string).indexOf('#') + 1)))];
    },
    async version(of, id, version) {
      const newest = await read(supplierKey(of, id));
      return newest?.version === version ? newest : read(supplierVersionKey(of, id, version));
    },
    async versions(of, id, limit) {
      const newest = await read(supplierKey(of, id));
      if (newest === null) return [];
      const found: StoredSupplier[] = [];
      let from: Item | undefined = { ...supplierVersionKey(of, id, newest.version) }; // a copy of the newest may be there already
      while (from !== undefined && found.length < limit - 1) {
        const page: Page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': from.pk },
            ScanIndexForward: false,
            ConsistentRead: true,
            Limit: limit - 1 - found.length,
            ExclusiveStartKey: from,
          }),
        );
        found.push(...(page.Items ?? []).map(storedOf));
        from = page.LastEvaluatedKey;
      }
      return [...found.reverse(), newest];
    },
    async list(of, limit, after) {
      const found: StoredSupplier[] = [];
      let from: Item | undefined = after === null ? undefined : { ...supplierKey(of, after) };
      let rows = limit + 1;
      do {
        const page: Page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            FilterExpression: 'deleted = :no',
            ExpressionAttributeValues: { ':pk': suppliersPartition(of), ':no': false },
            Limit: rows,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        found.push(...(page.Items ?? []).map(storedOf));
        from = page.LastEvaluatedKey;
        rows *= 2; // who has ended many suppliers has long rows of tombstones
      } while (from !== undefined && found.length < limit);
      return found.slice(0, limit);
    },
    async put(of, id, supplier, expected, now, by = null) {
      if (supplier !== null && (expected === 'anything' || expected === 'nothing' || expected === 'new')) {
        const made = await putNew(of, id, supplier, now, by);
        if (made !== null) return made;
      }
      return retriedAgainstOthers(`supplier ${id}`, async () => {
        const present = await read(supplierKey(of, id));
        const next = nextVersion(present, id, supplier, expected, now, by);
        return next === present || (await replace(of, present, next)) ? next : null;
      });
    },
  };
}
