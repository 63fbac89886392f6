import { type Quarantined, quarantinedSchema } from '#contracts/ingestion/observations.ts';
import { SERIES_NAMES } from '#contracts/signals/registry.ts';
import {
  observationKey,
  observationsPartition,
  QUARANTINE_PARTITION,
  quarantineKey,
  quarantinePrefix,
} from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import {
  type Observation,
  type ObservationReceipt,
  type ObservationVersion,
  observationSubject,
  type Review,
} from '#domain/signals/observations.ts';
import { firstWanted, type Item, type ItemRange, type Table } from './table.ts';

/** That which an observation speaks of: a thing with an id, or a day of a signal. */
export type ObservedThing = Pick<Observation, 'signal' | 'id' | 'date'>;

/** Where a page of the quarantine ended. */
export type QuarantinePosition = Pick<Quarantined, 'sent_by' | 'id'>;

const versionOf = (item: Item): ObservationVersion => ({
  observation: observationOf(JSON.parse(item.observation as string)),
  version: item.version as number,
  ...(item.receipt === undefined ? {} : { receipt: item.receipt as ObservationReceipt }),
  ...(item.review === undefined ? {} : { review: item.review as Review }),
});
/** In the store, as in a request, the name of the signal is called `series`. */
const storedOf = ({ signal, ...said }: Observation): object => ({ series: signal, ...said });
const observationOf = ({ series, ...said }: Omit<Observation, 'signal'> & { readonly series: string }): Observation => ({
  signal: series,
  ...said,
});
const quarantinedOf = ({ pk: _pk, sk: _sk, [EXPIRY_ATTRIBUTE]: _expiry, observation, ...item }: Item): Quarantined =>
  quarantinedSchema.parse({ ...item, observation: JSON.parse(observation as string) });
const itemOf = (entry: Quarantined): Item => ({
  ...quarantineKey(entry.sent_by, entry.id),
  ...entry,
  observation: JSON.stringify(entry.observation),
  [EXPIRY_ATTRIBUTE]: expiryOf(entry),
});

const DAY_SECONDS = 86_400;
/** Who has not looked within a quarter will not look any more; a decision is part of the record for longer. */
const WAITING_DAYS = 90;
const DECIDED_DAYS = 730;

const expiryOf = ({ received_at, decided_at }: Quarantined): number =>
  Math.ceil(Date.parse(decided_at ?? received_at) / 1000) + DAY_SECONDS * (decided_at === null ? WAITING_DAYS : DECIDED_DAYS);

const rangeOf = (observation: ObservedThing): ItemRange => ({
  pk: observationsPartition(observation.signal),
  prefix: `${observationSubject(observation)}#`,
});

/** Observations in versions that are added and never changed, and those that were not taken. */
export type ObservationLog = ReturnType<typeof observationLogIn>;

/**
 * Observations in the Signals table. A row that cannot be read is left out of `all`, and `onUnreadable` hears its key and what is wrong with it: one cut
 * text must not stop every night.
 */
export function observationLogIn(table: Table, onUnreadable: (key: string, why: unknown) => void = () => {}) {
  function readable(item: Item): ObservationVersion[] {
    try {
      return [versionOf(item)];
    } catch (error) {
      onUnreadable(`${item.pk} ${item.sk}`, error);
      return [];
    }
  }

  /** All versions of a series, by thing, oldest first. */
  const ofSeries = async (series: string): Promise<readonly ObservationVersion[]> =>
    (await table.range({ pk: observationsPartition(series) })).flatMap(readable);

  /** `client`: sees only what it sent; `null`: sees what anybody sent. */
  async function quarantined(client: string | null, id: string): Promise<Quarantined | null> {
    if (client !== null) {
      const item = await table.get(quarantineKey(client, id));
      return item === undefined ? null : quarantinedOf(item);
    }
    // The key of an item contains its sender, which the id does not reveal. This read is rare, so it goes over all, and no index is kept for it.
    const [found = null] = await firstWanted(table, { pk: QUARANTINE_PARTITION }, 1, (item) =>
      item.id === id ? quarantinedOf(item) : null,
    );
    return found;
  }

  return {
    /** Versions of what the observation speaks of, oldest first. Sees every acknowledged write. */
    versionsOf: async (observation: Observation): Promise<readonly ObservationVersion[]> =>
      (await table.range(rangeOf(observation))).map(versionOf),
    /** The newest of those versions, by one read however many there are; `null`: there is none. Sees every acknowledged write. */
    async newestOf(observation: ObservedThing): Promise<ObservationVersion | null> {
      const [item] = await table.range({ ...rangeOf(observation), descending: true, limit: 1 });
      return item === undefined ? null : versionOf(item);
    },
    /** Adds a version; `false` when somebody else has just added that one. It is stored once the promise resolves. */
    append: ({ observation, version, receipt, review }: ObservationVersion): Promise<boolean> =>
      table.put(
        {
          ...observationKey(observation.signal, observationSubject(observation), version),
          version,
          observation: JSON.stringify(storedOf(observation)),
          receipt,
          review,
        },
        'absent',
      ),
    ofSeries,
    /** All versions of all series. */
    all: async (): Promise<readonly ObservationVersion[]> => (await Promise.all(SERIES_NAMES.map(ofSeries))).flat(),
    /** Puts an item into quarantine; one that is there already, decided or not, stays as it is. Returns the stored item. */
    async quarantine(entry: Quarantined): Promise<Quarantined> {
      if (await table.put(itemOf(entry), 'absent')) return entry;
      return (await quarantined(entry.sent_by, entry.id)) ?? entry;
    },
    quarantined,
    /** Items in quarantine, in byte order of client and id; `after` is exclusive. `client`: null for all clients. */
    async listQuarantine(client: string | null, limit: number, after: QuarantinePosition | null): Promise<readonly Quarantined[]> {
      const items = await table.range({
        pk: QUARANTINE_PARTITION,
        ...(client === null ? {} : { prefix: quarantinePrefix(client) }),
        after: after && quarantineKey(after.sent_by, after.id).sk,
        limit,
        eventual: true,
      });
      return items.map(quarantinedOf);
    },
    /** Changes one that has the expected status; `false` when it was decided in between. */
    decide: (entry: Quarantined, expected: 'waiting' | 'releasing'): Promise<boolean> =>
      table.put(itemOf(entry), { equal: { status: expected } }),
  };
}
