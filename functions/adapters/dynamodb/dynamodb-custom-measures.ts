import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type StoredMeasure, storedMeasureSchema } from '#contracts/api/custom-measures/custom-measures.ts';
import { customMeasureKey, customMeasuresPartition } from '#contracts/store/signals-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { CustomMeasures } from '#functions/ports/custom-measures.ts';
import { conditionHeld } from './conditional-write.ts';

type Item = Record<string, unknown>;

const storedOf = ({ pk: _pk, sk: _sk, measure, ...item }: Item): StoredMeasure =>
  storedMeasureSchema.parse({ ...item, measure: JSON.parse(measure as string) });

/** Measures of clients in the Signals table: one item each, changed under a condition on its status. */
export function dynamodbCustomMeasures(client: DynamoDBDocumentClient, table: string): CustomMeasures {
  return {
    async get(of, id) {
      const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: customMeasureKey(of, id), ConsistentRead: true }));
      return item === undefined ? null : storedOf(item);
    },
    async list(of, status, limit, after) {
      const found: StoredMeasure[] = [];
      const pages = paginateQuery(
        { client, ...(after === null ? {} : { startingToken: { ...customMeasureKey(of, after) } }) },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: status === null ? '#status <> :status' : '#status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':pk': customMeasuresPartition(of), ':status': status ?? 'deleted' },
        },
      );
      for await (const { Items: items = [] } of pages) {
        found.push(...items.map(storedOf));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async put(of, measure, expected) {
      const item = { ...customMeasureKey(of, measure.id), ...measure, measure: canonicalJson(measure.measure) };
      const condition =
        expected === null
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#status = :expected',
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':expected': expected },
            };
      return conditionHeld(client.send(new PutCommand({ TableName: table, Item: item, ...condition })));
    },
  };
}
