/**
 * Keys of the Signals table: the inputs, in append-only versions. One place that writers, readers and tests
 * share.
 *
 * Partition, sort key: item (who writes it)
 *
 * - `SUPPLIERS#client`, supplier id: newest version of a supplier of the client, tombstones too (PUT,
 *   DELETE, import)
 * - `SUPPLIER#client#id`, version, ten digits: an earlier version (PUT, DELETE, import)
 * - `SUPPLIER-CLIENTS`, client: a client that has stored custom suppliers (PUT, import)
 * - `SUPPLIER-CHANGES#client`, instant, `#`, supplier id: a supplier was stored, changed or ended; expires
 *   (PUT, DELETE, import)
 * - `SUPPLIER-FEEDS#client`, supplier id, `#`, id of a supplier: the first feeds, or once fed, the second
 *   (PUT, import)
 * - `SERIES#signal`, `day#version` or `id#version`: an observation, or a measure; later versions correct
 *   earlier ones (POST observations, POST, PUT measures)
 * - `OWN-SERIES#measures@client`, `id#version`: a measure that only its client sees (POST, PUT measures)
 * - `COMPANIES`, `client#id`: newest version of a company of the client, tombstones too (PUT, DELETE
 *   companies)
 * - `ALERT-RULES`, `client#id`: newest version of an alert rule of the client, tombstones too (PUT, DELETE
 *   alert rules)
 * - `WEBHOOKS`, `client#id`: newest version of a webhook of the client, tombstones too (PUT, DELETE
 *   webhooks; a delivery that is answered with 410)
 * - `WEBHOOK-SECRETS`, `client#webhook#name`: a secret that signs messages to the webhook (PUT, DELETE
 *   webhooks)
 * - `ALERTS#client`, run, `#`, alert id: an alert that a rule has fired; expires (after each run)
 * - `ALERTS`, `MARK`: the run that rules were judged on last (after each run)
 * - `DELIVERIES#client#webhook`, delivery id: a message to a webhook with its tries; expires (after each
 *   run, test, replay, deliveries)
 * - `DELIVERIES`, instant, `#`, client, webhook, id: a message that is to be sent at this instant; deleted
 *   when it was (the same)
 * - `CLOCKS`, source: when a source was last collected, and how that ended (collectors)
 *
 * `client` comes from the API key, never from the request.
 */
import type { TableKey } from './table-layout.ts';

const digits = (version: number) => String(version).padStart(10, '0');

export const suppliersPartition = (client: string): string => `SUPPLIERS#${client}`;
export const supplierKey = (client: string, id: string): TableKey => ({
  pk: suppliersPartition(client),
  sk: id,
});
export const supplierVersionKey = (client: string, id: string, version: number): TableKey => ({
  pk: `SUPPLIER#${client}#${id}`,
  sk: digits(version),
});

export const SUPPLIER_CLIENTS_PARTITION = 'SUPPLIER-CLIENTS';
export const supplierClientKey = (client: string): TableKey => ({
  pk: SUPPLIER_CLIENTS_PARTITION,
  sk: client,
});
export const supplierChangesPartition = (client: string): string => `SUPPLIER-CHANGES#${client}`;
export const supplierChangeKey = (client: string, at: string, id: string): TableKey => ({
  pk: supplierChangesPartition(client),
  sk: `${at}#${id}`,
});

export const supplierFeedsPartition = (client: string): string => `SUPPLIER-FEEDS#${client}`;
export const supplierFeedsPrefix = (id: string): string => `${id}#`;
export const supplierFeedKey = (client: string, from: string, to: string): TableKey => ({
  pk: supplierFeedsPartition(client),
  sk: `${supplierFeedsPrefix(from)}${to}`,
});

/** `name@client` is out of reach of who may read and write all others. */
export const observationsPartition = (signal: string): string =>
  signal.includes('@') ? `OWN-SERIES#${signal}` : `SERIES#${signal}`;
const OWN_SERIES_OF_ALL = observationsPartition('*@*');
export const observationKey = (signal: string, subject: string, version: number): TableKey => ({
  pk: observationsPartition(signal),
  sk: `${subject}#${digits(version)}`,
});
export const CLOCKS_PARTITION = 'CLOCKS';
export const clockKey = (source: string): TableKey => ({ pk: CLOCKS_PARTITION, sk: source });

export const COMPANIES_PARTITION = 'COMPANIES';
export const ALERT_RULES_PARTITION = 'ALERT-RULES';
export const WEBHOOKS_PARTITION = 'WEBHOOKS';
export const WEBHOOK_SECRETS_PARTITION = 'WEBHOOK-SECRETS';
export const webhookSecretKey = (
  of: Readonly<{ client: string; webhook: string }>,
  name: string,
): TableKey => ({
  pk: WEBHOOK_SECRETS_PARTITION,
  sk: `${of.client}#${of.webhook}#${name}`,
});
/** The name of a client has no `#`. */
export const ofClientPrefix = (client: string): string => `${client}#`;

export const alertsPartition = (client: string): string => `ALERTS#${client}`;
export const alertKey = (client: string, position: string): TableKey => ({
  pk: alertsPartition(client),
  sk: position,
});
export const alertsMarkKey: TableKey = { pk: 'ALERTS', sk: 'MARK' };

export const deliveriesPartition = (client: string, webhook: string): string =>
  `DELIVERIES#${client}#${webhook}`;
export const deliveryKey = (client: string, webhook: string, id: string): TableKey => ({
  pk: deliveriesPartition(client, webhook),
  sk: id,
});
export const DUE_DELIVERIES_PARTITION = 'DELIVERIES';
/** `at`: with milliseconds, so that byte order is the order of time. */
export const dueDeliveryKey = (at: string, client: string, webhook: string, id: string): TableKey => ({
  pk: DUE_DELIVERIES_PARTITION,
  sk: `${at}#${client}#${webhook}#${id}`,
});
/** A star stands for any end of a name. Every other row is out of reach. */
export type PartitionRights = Readonly<{
  reads: readonly string[];
  puts: readonly string[];
}>;

const SUPPLIERS_OF_ALL = [
  suppliersPartition('*'),
  'SUPPLIER#*',
  supplierChangesPartition('*'),
  supplierFeedsPartition('*'),
];
const DELIVERIES_OF_ALL = deliveriesPartition('*', '*');

/**
 * By function. Secrets of webhooks are read by `deliver-alerts` alone. What `read` has of clients is what
 * their own keys may read.
 */
export const SIGNALS_RIGHTS = {
  read: {
    reads: [
      ...SUPPLIERS_OF_ALL,
      COMPANIES_PARTITION,
      observationsPartition('measures'),
      OWN_SERIES_OF_ALL,
      ALERT_RULES_PARTITION,
      WEBHOOKS_PARTITION,
      alertsMarkKey.pk,
      alertsPartition('*'),
      DELIVERIES_OF_ALL,
      CLOCKS_PARTITION,
    ],
    puts: [],
  },
  write: {
    reads: [
      ...SUPPLIERS_OF_ALL,
      COMPANIES_PARTITION,
      ALERT_RULES_PARTITION,
      WEBHOOKS_PARTITION,
      DELIVERIES_OF_ALL,
      observationsPartition('*'),
      OWN_SERIES_OF_ALL,
    ],
    puts: [
      ...SUPPLIERS_OF_ALL,
      SUPPLIER_CLIENTS_PARTITION,
      COMPANIES_PARTITION,
      ALERT_RULES_PARTITION,
      WEBHOOKS_PARTITION,
      DUE_DELIVERIES_PARTITION,
      DELIVERIES_OF_ALL,
      observationsPartition('*'),
      OWN_SERIES_OF_ALL,
    ],
  },
  compute: {
    reads: [...SUPPLIERS_OF_ALL, COMPANIES_PARTITION, OWN_SERIES_OF_ALL],
    puts: [],
  },
  collect: {
    reads: [observationsPartition('*'), CLOCKS_PARTITION],
    puts: [observationsPartition('*'), CLOCKS_PARTITION],
  },
  'deliver-alerts': {
    reads: [DUE_DELIVERIES_PARTITION, DELIVERIES_OF_ALL, WEBHOOKS_PARTITION, WEBHOOK_SECRETS_PARTITION],
    puts: [DUE_DELIVERIES_PARTITION, DELIVERIES_OF_ALL, WEBHOOKS_PARTITION],
  },
  'fire-alerts': {
    reads: [COMPANIES_PARTITION, ALERT_RULES_PARTITION, WEBHOOKS_PARTITION, alertsMarkKey.pk],
    puts: [alertsMarkKey.pk, DUE_DELIVERIES_PARTITION, DELIVERIES_OF_ALL],
  },
  'run-steps': {
    reads: [
      observationsPartition('*'),
      SUPPLIER_CLIENTS_PARTITION,
      suppliersPartition('*'),
      COMPANIES_PARTITION,
    ],
    puts: [],
  },
  'score-batch': { reads: [suppliersPartition('*')], puts: [] },
} as const satisfies Readonly<Record<string, PartitionRights>>;
