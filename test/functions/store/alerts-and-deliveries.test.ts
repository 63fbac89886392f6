import { beforeEach, describe, expect, it } from 'vitest';
import {
  endOfRun,
  type FiredAlerts,
  firedAlertsIn,
  positionOfAlert,
} from '#functions/store/alerts/fired-alerts.ts';
import {
  newDelivery,
  type WebhookDeliveries,
  webhookDeliveriesIn,
} from '#functions/store/alerts/webhook-deliveries.ts';
import { firedAlert } from '#test/builders/alerts.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const EXPIRES = 2_000_000_000;
const alertOf = (run: number, name: string) =>
  firedAlert({ id: `alert_${name.padEnd(22, '0')}`, run_id: `r${String(run).padStart(10, '0')}` });
const all = { after: '', upTo: endOfRun('r9999999999'), limit: 100, order: 'oldest' } as const;
const [noon, later] = ['2026-11-02T12:00:00.000Z', '2026-11-02T12:00:05.000Z'] as const;
const deliveryOf = (hash: string, created_at: string = noon, client = 'acme', webhook = 'desk') =>
  newDelivery({
    client,
    webhook,
    type: 'alert.fired',
    message: `alert_${hash.padEnd(22, '0')}`,
    body: '{"type":"alert.fired","data":"重"}',
    created_at,
  });

describe('alerts and deliveries', () => {
  let alerts: FiredAlerts;
  let deliveries: WebhookDeliveries;
  beforeEach(() => {
    alerts = firedAlertsIn(tableInMemory());
    deliveries = webhookDeliveriesIn(tableInMemory());
  });

  describe('alerts', () => {
    it('are read in the order of runs, or the newest first, and only those of a client', async () => {
      await alerts.add('acme', [alertOf(10, 'b'), alertOf(9, 'z'), alertOf(10, 'a')], EXPIRES);
      await alerts.add('acme-b', [alertOf(9, 'other')], EXPIRES);
      const names = async (range: Parameters<FiredAlerts['page']>[1]) =>
        (await alerts.page('acme', range)).map(({ id }) => id[6]);
      expect(await names(all)).toEqual(['z', 'a', 'b']);
      expect(await names({ ...all, order: 'newest' })).toEqual(['b', 'a', 'z']);
      expect(await names({ ...all, order: 'newest', limit: 1 })).toEqual(['b']);
      expect(await names({ ...all, upTo: endOfRun('r0000000009') })).toEqual(['z']);
      expect(await names({ ...all, after: endOfRun('r0000000009') })).toEqual(['a', 'b']);
      expect(await names({ ...all, after: positionOfAlert(alertOf(10, 'a')) })).toEqual(['b']);
      expect(await names({ ...all, upTo: '' })).toEqual([]);
    });

    it('are the same when they are written again', async () => {
      for (let n = 0; n < 2; n += 1) await alerts.add('acme', [alertOf(1, 'a')], EXPIRES);
      expect(await alerts.page('acme', all)).toEqual([alertOf(1, 'a')]);
    });

    it('have a mark that never goes back', async () => {
      expect(await alerts.mark()).toBeNull();
      const mark = { run_id: 'r0000000009', position: '2026-11-02#0000000009000001', at: noon };
      await alerts.moveMark(mark);
      await alerts.moveMark({ ...mark, run_id: 'r0000000008' });
      expect(await alerts.mark()).toEqual(mark);
      await alerts.moveMark({ ...mark, run_id: 'r0000000010' });
      expect((await alerts.mark())?.run_id).toBe('r0000000010');
    });
  });

  describe('deliveries', () => {
    it('are stored once, with the very bytes of their body', async () => {
      expect(await deliveries.add(deliveryOf('a'))).toBe(true);
      expect(await deliveries.add({ ...deliveryOf('a'), body: 'another' })).toBe(false);
      expect(await deliveries.get(deliveryOf('a'))).toEqual(deliveryOf('a'));
      expect(await deliveries.get(deliveryOf('b'))).toBeNull();
    });

    it('are listed newest first, those of one webhook', async () => {
      for (const one of [
        deliveryOf('a'),
        deliveryOf('b', later),
        deliveryOf('c', later, 'acme', 'other'),
        deliveryOf('d', later, 'bolt'),
      ])
        await deliveries.add(one);
      const ids = async (limit: number, before: string | null) =>
        (await deliveries.list('acme', 'desk', limit, before)).map(({ id }) => id);
      const [a, b] = [deliveryOf('a').id, deliveryOf('b', later).id];
      expect(await ids(10, null)).toEqual([b, a]);
      expect(await ids(1, null)).toEqual([b]);
      expect(await ids(10, b)).toEqual([a]);
    });

    it('are due from their instant on, until that is settled', async () => {
      await deliveries.add(deliveryOf('b', later));
      await deliveries.add(deliveryOf('a'));
      expect(await deliveries.due('2026-11-02T11:59:59.999Z', 10)).toEqual([]);
      const [first] = await deliveries.due(noon, 10);
      expect(first).toEqual({ client: 'acme', webhook: 'desk', id: deliveryOf('a').id, at: noon });
      expect((await deliveries.due(later, 10)).map(({ at }) => at)).toEqual([noon, later]);
      expect(await deliveries.due(later, 1)).toHaveLength(1);
      if (first !== undefined) for (let n = 0; n < 2; n += 1) await deliveries.settle(first);
      expect((await deliveries.due(later, 10)).map(({ at }) => at)).toEqual([later]);
    });

    it('are changed from the revision before, by one of those who try', async () => {
      await deliveries.add(deliveryOf('a'));
      const attempt = { at: noon, status: 500, error: 'answered 500', milliseconds: 12 };
      const next = { ...deliveryOf('a'), tries: 1, attempts: [attempt], next_attempt_at: later, revision: 2 };
      expect(await Promise.all([deliveries.change(next), deliveries.change(next)])).toEqual(
        expect.arrayContaining([true, false]),
      );
      expect(await deliveries.get(next)).toEqual(next);
      expect((await deliveries.due(later, 10)).map(({ at }) => at)).toEqual([noon, later]);
      expect(await deliveries.change({ ...next, revision: 9 })).toBe(false);
      expect(await deliveries.change({ ...next, id: deliveryOf('b').id })).toBe(false);
    });
  });
});
