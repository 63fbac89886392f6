import * as z from 'zod';
import { alertSchema, type FiredAlert } from '#contracts/api/alerts.ts';
import { alertKey, alertsMarkKey, alertsPartition } from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { jsonText, readItem, readItemOrNull } from './stored-item.ts';
import type { Table } from './table.ts';

/** Place of an alert among those of its client: run, `#`, its id. Byte order is the order of runs. */
export type AlertPosition = string;

export const positionOfAlert = ({ run_id, id }: Pick<FiredAlert, 'run_id' | 'id'>): AlertPosition =>
  `${run_id}#${id}`;
/** Behind every alert of a run. */
export const endOfRun = (runId: string): AlertPosition => `${runId}#~`;

/**
 * How far rules were judged. Readers see no alert behind it, so they never pass one that is still being
 * written.
 */
const alertsMark = z.object({
  run_id: z.string(),
  /** Position of the feed of changes up to which rules were judged. */
  position: z.string(),
  /** When it was set. RFC 3339, UTC. */
  at: z.string(),
});
export type AlertsMark = Readonly<z.infer<typeof alertsMark>>;
const firedAlert = z.object({ alert: jsonText(alertSchema) });

/** Alerts between two positions, `after` exclusive and `upTo` inclusive. */
export interface AlertRange {
  readonly after: AlertPosition;
  readonly upTo: AlertPosition;
  readonly limit: number;
  readonly order: 'oldest' | 'newest';
}

/** Alerts that rules of clients have fired. */
export type FiredAlerts = ReturnType<typeof firedAlertsIn>;

/**
 * Alerts in the Signals table, a partition for each client, and one item that says how far rules were judged.
 */
export function firedAlertsIn(table: Table) {
  /** `null`: rules were never judged. Sees every acknowledged write. */
  const mark = async (): Promise<AlertsMark | null> =>
    readItemOrNull(alertsMark, await table.get(alertsMarkKey));

  return {
    /** Writes alerts of a client; the same again changes nothing. `expiresAt`: epoch seconds. */
    add: (client: string, alerts: readonly FiredAlert[], expiresAt: number): Promise<void> =>
      table.putMany(
        alerts.map((alert) => ({
          ...alertKey(client, positionOfAlert(alert)),
          alert: JSON.stringify(alert),
          [EXPIRY_ATTRIBUTE]: expiresAt,
        })),
      ),
    /** The oldest of a range first, or the newest. */
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
    /** Moves forwards only: an older mark is ignored, and one of the same run takes the place of that. */
    async moveMark(next: AlertsMark): Promise<void> {
      const item = { ...alertsMarkKey, ...next };
      if (await table.put(item, { below: { run_id: next.run_id } })) return;
      await table.put(item, { equal: { run_id: next.run_id } });
    },
  };
}
