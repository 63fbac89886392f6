import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CustomSupplier, type StoredSupplier, storedSupplierSchema } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { supplierKey, suppliersPartition, supplierVersionKey } from '#contracts/store/signals-layout.ts';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { retriedAgainstOthers } from '#functions/ports/contention.ts';
import { type CustomSuppliers, fits, nextVersion, SupplierConflict } from '#functions/ports/custom-suppliers.ts';
import { conditionHeld } from './conditional-write.ts';

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

  /** `false`: somebody else was faster. */
  async function replace(of: string, present: StoredSupplier | null, next: StoredSupplier): Promise<boolean> {
    const key = supplierKey(of, next.id);
    if (present !== null)
      await client.send(new PutCommand({ TableName: table, Item: itemOf(supplierVersionKey(of, next.id, present.version), present) }));
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
    const first = nextVersion(null, id, supplier, now, by);
    return (await replace(of, null, first)) ? first : null;
  }

  return {
    get: (of, id) => read(supplierKey(of, id)),
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
      if (supplier !== null && (expected === 'anything' || expected === 'nothing')) {
        const made = await putNew(of, id, supplier, now, by);
        if (made !== null) return made;
      }
      return retriedAgainstOthers(`supplier ${id}`, async () => {
        const present = await read(supplierKey(of, id));
        if (!fits(present, expected)) throw new SupplierConflict(present);
        const next = nextVersion(present, id, supplier, now, by);
        return next === present || (await replace(of, present, next)) ? next : null;
      });
    },
  };
}
