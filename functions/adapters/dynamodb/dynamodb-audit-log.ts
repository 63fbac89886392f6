import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { auditKey, auditPartition, auditPosition } from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { AUDIT_DAYS, type AuditEntry, type AuditLog } from '#functions/ports/audit-log.ts';

const DAY_SECONDS = 86_400;
/** Sorts after every instant of a day. */
const END_OF_DAY = '~';

const entryOf = ({ pk: _pk, sk: _sk, [EXPIRY_ATTRIBUTE]: _expiry, ...entry }: Record<string, unknown>): AuditEntry =>
  entry as unknown as AuditEntry;

/** Months from the newest to the oldest, as `2026-10`. */
function monthsBack(from: string, to: string): readonly string[] {
  const months: string[] = [];
  let [year, month] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name < from.slice(0, 7)) return months;
    months.push(name);
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
  }
}

/** The record of writes in the Signals table, a partition a month. */
export function dynamodbAuditLog(client: DynamoDBDocumentClient, table: string): AuditLog {
  return {
    async put(entry) {
      const expiry = Math.ceil(Date.parse(entry.at) / 1000) + AUDIT_DAYS * DAY_SECONDS;
      await client.send(new PutCommand({ TableName: table, Item: { ...auditKey(entry), ...entry, [EXPIRY_ATTRIBUTE]: expiry } }));
    },
    async list({ from, to }, limit, before) {
      const found: AuditEntry[] = [];
      const last = before === null ? `${to}${END_OF_DAY}` : auditPosition(before);
      for (const month of monthsBack(from, last.slice(0, 10))) {
        const pages = paginateQuery(
          { client, pageSize: limit },
          {
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            ExpressionAttributeValues: { ':pk': auditPartition(month), ':from': from, ':to': last },
            ScanIndexForward: false,
            ConsistentRead: true,
          },
        );
        for await (const { Items: items = [] } of pages) {
          found.push(...items.map(entryOf).filter((entry) => before === null || auditPosition(entry) !== last));
          if (found.length >= limit) return found.slice(0, limit);
        }
      }
      return found;
    },
  };
}
