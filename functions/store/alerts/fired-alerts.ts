import * as z from 'zod';
import { alertSchema, type FiredAlert } from '#contracts/api/alerts.ts';
import { alertKey, alertsMarkKey, alertsPartition } from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { jsonText, readItem, readItemOrNull } from '../table/stored-item.ts';
import type { Table } from '../table/table.ts';

/** Run, `#`, id of the alert: byte order is the order of runs. */
export type AlertPosition = string;

export const positionOfAlert = ({ run_id, id }: FiredAlert): AlertPosition => `${run_id}#${id}`;
export const endOfRun = (runId: string): AlertPosition => `${runId}#~`;

/** How far rules were judged. Readers see no alert behind it. */
const alertsMark = z.object({
  run_id: z.string(),
  position: z.string(),
  at: z.string(),
});
export type AlertsMark = Readonly<z.infer<typeof alertsMark>>;
const firedAlert = z.object({ alert: jsonText(alertSchema) });

/** `after` exclusive, `upTo` inclusive. */
export type AlertRange = Readonly<{
  after: AlertPosition;
  upTo: AlertPosition;
  limit: number;
  order: 'oldest' | 'newest';
}>;

export type FiredAlerts = ReturnType<typeof firedAlertsIn>;

/** A partition for each client, and one item that says how far rules were judged. */
export function firedAlertsIn(table: Table) {
  const mark = async (): Promise<AlertsMark | null> =>
    readItemOrNull(alertsMark, await table.get(alertsMarkKey));

  return {
    /** The same again changes nothing. `expiresAt`: epoch seconds. */
    add: (client: string, alerts: readonly FiredAlert[], expiresAt: number): Promise<void> =>
      table.putMany(
        alerts.map((alert) => ({
          ...alertKey(client, positionOfAlert(alert)),
          alert: JSON.stringify(alert),
          [EXPIRY_ATTRIBUTE]: expiresAt,
        })),
      ),
    async page(client: string, { after, upTo, limit, order }: AlertRange): Promise<readonly FiredAlert[]> {
      if (after >= upTo) return [];
      const range = {
        pk: alertsPartition(client),
        after,
        to: upTo,
        limit,
        descending: order === 'newest',
        eventual: true,
      };
      return (await table.range(range)).map((item) => readItem(firedAlert, item).alert);
    },
    mark,
    /** Moves forwards only; a mark of the same run takes the place of that. */
    async moveMark(next: AlertsMark): Promise<void> {
      const item = { ...alertsMarkKey, ...next };
      if (await table.put(item, { below: { run_id: next.run_id } })) return;
      await table.put(item, { equal: { run_id: next.run_id } });
    },
  };
}
