import { storedRuleSchema } from '#contracts/api/alerts.ts';
import { ALERT_RULES_PARTITION } from '#contracts/store/signals-layout.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { type ClientItems, clientItemsIn } from '../clients/client-items.ts';
import type { Table } from '../table/table.ts';

export const alertRulesIn = (table: Table): ClientItems<AlertRule> =>
  clientItemsIn(table, ALERT_RULES_PARTITION, 'alert rule', storedRuleSchema.shape.rule);
