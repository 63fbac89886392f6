import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { FiredAlert } from '#contracts/api/alerts/alerts.ts';
import { alertKey, alertsMarkKey, alertsPartition } from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { type AlertsMark, type FiredAlerts, positionOfAlert } from '#functions/ports/alerts/fired-alerts.ts';
import { conditionHeld } from '../conditional-write.ts';
import { putItems } from '../dynamodb-batch-write.ts';

/** Alerts in the Signals table, a partition for each client, and one item that says how far rules were judged. */
export function dynamodbFiredAlerts(client: DynamoDBDocumentClient, table: string): FiredAlerts {
  return {
    async add(of, alerts, expiresAt) {
      const items = alerts.map((alert) => ({
        ...alertKey(of, positionOfAlert(alert)),
        alert: JSON.stringify(alert),
        [EXPIRY_ATTRIBUTE]: expiresAt,
      }));
      await putItems(client, table, items);
    },
    async page(of, { after, upTo, limit, order }) {
      const found: FiredAlert[] = [];
      if (after >= upTo) return found;
      const pages = paginateQuery(
        { client, pageSize: limit },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :upTo',
          // Behind a position comes it and the smallest character: BETWEEN takes both of its ends.
          ExpressionAttributeValues: { ':pk': alertsPartition(of), ':after': `${after}\u0001`, ':upTo': upTo },
          ScanIndexForward: order === 'oldest',
        },
      );
      for await (const { Items: items = [] } of pages) {
        found.push(...items.map((item) => JSON.parse(item.alert as string) as FiredAlert));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async mark() {
      const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: alertsMarkKey, ConsistentRead: true }));
      if (item === undefined) return null;
      const { run_id, position, at } = item as AlertsMark & Record<string, unknown>;
      return { run_id, position, at };
    },
    async moveMark(mark) {
      await conditionHeld(
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...alertsMarkKey, ...mark },
            ConditionExpression: 'attribute_not_exists(pk) OR run_id <= :run',
            ExpressionAttributeValues: { ':run': mark.run_id },
          }),
        ),
      );
    },
  };
}
