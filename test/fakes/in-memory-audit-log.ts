import type { AuditEntry, AuditLog, AuditPosition } from '#functions/ports/audit-log.ts';

/** The record of writes over a map; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryAuditLog(): AuditLog {
  const entries = new Map<string, AuditEntry>();
  const place = ({ at, id }: AuditPosition): string => `${at}#${id}`;
  return {
    async put(entry) {
      entries.set(place(entry), entry);
    },
    list: async ({ from, to }, limit, before) =>
      [...entries.values()]
        .filter((entry) => entry.at.slice(0, 10) >= from && entry.at.slice(0, 10) <= to)
        .filter((entry) => before === null || place(entry) < place(before))
        .sort((one, other) => (place(one) < place(other) ? 1 : -1))
        .slice(0, limit),
  };
}
