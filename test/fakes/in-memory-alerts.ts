import type { FiredAlert } from '#contracts/api/alerts/alerts.ts';
import { type AlertsMark, type FiredAlerts, positionOfAlert } from '#functions/ports/alerts/fired-alerts.ts';
import type { DueDelivery, WebhookDeliveries, WebhookDelivery } from '#functions/ports/alerts/webhook-deliveries.ts';

/** Alerts over a map; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryFiredAlerts(): FiredAlerts {
  const alerts = new Map<string, FiredAlert>();
  let newest: AlertsMark | null = null;
  return {
    async add(client, added) {
      for (const alert of added) alerts.set(`${client}|${positionOfAlert(alert)}`, structuredClone(alert));
    },
    async page(client, { after, upTo, limit, order }) {
      const found = [...alerts]
        .flatMap(([key, alert]) => (key.startsWith(`${client}|`) ? [{ position: positionOfAlert(alert), alert }] : []))
        .filter(({ position }) => position > after && position <= upTo)
        .sort((one, other) => (one.position < other.position === (order === 'oldest') ? -1 : 1));
      return found.slice(0, limit).map(({ alert }) => alert);
    },
    mark: async () => newest,
    async moveMark(mark) {
      if (newest === null || newest.run_id <= mark.run_id) newest = mark;
    },
  };
}

/** Messages to webhooks over maps; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryWebhookDeliveries(): WebhookDeliveries {
  const stored = new Map<string, WebhookDelivery>();
  const notes = new Map<string, DueDelivery>();
  const keyOf = ({ client, webhook, id }: Pick<WebhookDelivery, 'client' | 'webhook' | 'id'>) => `${client}#${webhook}#${id}`;
  const note = ({ client, webhook, id, next_attempt_at: at }: WebhookDelivery): void => {
    if (at !== null) notes.set(`${at}#${keyOf({ client, webhook, id })}`, { client, webhook, id, at });
  };
  return {
    async add(delivery) {
      note(delivery);
      if (stored.has(keyOf(delivery))) return false;
      stored.set(keyOf(delivery), structuredClone(delivery));
      return true;
    },
    get: async (key) => structuredClone(stored.get(keyOf(key)) ?? null),
    list: async (client, webhook, limit, before) =>
      [...stored.values()]
        .filter((one) => one.client === client && one.webhook === webhook && (before === null || one.id < before))
        .sort((one, other) => (one.id > other.id ? -1 : 1))
        .slice(0, limit),
    due: async (now, limit) =>
      [...notes]
        .filter(([, { at }]) => at <= now)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, due]) => due)
        .slice(0, limit),
    async change(next) {
      note(next);
      if (stored.get(keyOf(next))?.revision !== next.revision - 1) return false;
      stored.set(keyOf(next), structuredClone(next));
      return true;
    },
    async settle(due) {
      notes.delete(`${due.at}#${keyOf(due)}`);
    },
  };
}
