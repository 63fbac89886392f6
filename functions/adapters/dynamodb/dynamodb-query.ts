import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';

/** All items under a partition key, in the order of the sort key. Strongly consistent: sees every row whose write was confirmed. */
export async function partitionItems(
  client: DynamoDBDocumentClient,
  table: string,
  pk: string,
): Promise<readonly Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  const query = { TableName: table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true };
  for await (const { Items: found } of paginateQuery({ client }, query)) items.push(...(found ?? []));
  return items;
}
