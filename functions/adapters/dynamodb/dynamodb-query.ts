import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from './dynamodb-batch-write.ts';

/** Items of a partition. `from` and `to` are inclusive bounds of the sort key; `to` needs `from`. All items where no bound and no limit is given. */
interface ItemRange {
  readonly pk: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly newestFirst?: boolean;
  /** Sees every row whose write was confirmed. */
  readonly isConsistent?: boolean;
}

/** Items of a partition in the order of the sort key, over as many answers as it takes. */
export async function itemsInRange(
  client: DynamoDBDocumentClient,
  table: string,
  { pk, from, to, limit = Number.POSITIVE_INFINITY, newestFirst = false, isConsistent = false }: ItemRange,
): Promise<readonly Item[]> {
  const range = from === undefined ? '' : to === undefined ? ' AND sk >= :from' : ' AND sk BETWEEN :from AND :to';
  const bounds = { ...(from === undefined ? {} : { ':from': from }), ...(to === undefined ? {} : { ':to': to }) };
  const items: Item[] = [];
  let begin: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: `pk = :pk${range}`,
        ExpressionAttributeValues: { ':pk': pk, ...bounds },
        ScanIndexForward: !newestFirst,
        ConsistentRead: isConsistent,
        ...(Number.isFinite(limit) ? { Limit: limit - items.length } : {}),
        ...(begin === undefined ? {} : { ExclusiveStartKey: begin }),
      }),
    );
    items.push(...(answer.Items ?? []));
    begin = answer.LastEvaluatedKey;
  } while (begin !== undefined && items.length < limit);
  return items;
}
