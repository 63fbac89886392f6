import * as z from 'zod';
import { ALERT_RULES_PARTITION } from '#contracts/store/signals-layout.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { type ClientItems, clientItemsIn } from './client-items.ts';
import type { Table } from './table.ts';

const names = z.array(z.string());
const leastRule = z.object({
  name: z.string(),
  subjects: z.object({ type: z.string(), ids: names.nullable() }),
  figure: z.string().nullable(),
  materials: names.nullable(),
  buyers: names,
  when: z.object({
    any_move: z.boolean(),
    at_or_above: z.number().nullable(),
    band_crossing: z.boolean(),
    measure_in_force: z.boolean(),
    expiry_within_days: z.number().nullable(),
  }),
  min_points: z.number(),
  causes: names,
  enabled: z.boolean(),
});

/** Alert rules of clients, in the Signals table. */
export const alertRulesIn = (table: Table): ClientItems<AlertRule> =>
  clientItemsIn(table, ALERT_RULES_PARTITION, 'alert rule', leastRule);
