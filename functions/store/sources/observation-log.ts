import { SERIES_NAMES } from '#contracts/signals/registry.ts';
import { observationKey, observationsPartition } from '#contracts/store/signals-layout.ts';
import {
  type Observation,
  type ObservationReceipt,
  type ObservationVersion,
  observationSubject,
  type Review,
} from '#domain/signals/observations.ts';
import type { Item, ItemRange, Table } from '../table/table.ts';

export type ObservedThing = Pick<Observation, 'signal' | 'id' | 'date'>;

const versionOf = (item: Item): ObservationVersion => ({
  observation: observationOf(JSON.parse(item.observation as string)),
  version: item.version as number,
  ...(item.receipt === undefined ? {} : { receipt: item.receipt as ObservationReceipt }),
  ...(item.review === undefined ? {} : { review: item.review as Review }),
});
/** In the store, as in a request, the name of the signal is called `series`. */
const storedOf = ({ signal, ...said }: Observation): object => ({ series: signal, ...said });
const observationOf = ({
  series,
  ...said
}: Omit<Observation, 'signal'> & Readonly<{ series: string }>): Observation => ({
  signal: series,
  ...said,
});
const rangeOf = (observation: ObservedThing): ItemRange => ({
  pk: observationsPartition(observation.signal),
  prefix: `${observationSubject(observation)}#`,
});

export type ObservationLog = ReturnType<typeof observationLogIn>;

/**
 * A row that cannot be read is left out of `all`, and `onUnreadable` hears its key: one cut text must not
 * stop every night.
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

  const ofSeries = async (series: string): Promise<readonly ObservationVersion[]> =>
    (await table.range({ pk: observationsPartition(series) })).flatMap(readable);

  return {
    versionsOf: async (observation: Observation): Promise<readonly ObservationVersion[]> =>
      (await table.range(rangeOf(observation))).map(versionOf),
    async newestOf(observation: ObservedThing): Promise<ObservationVersion | null> {
      const [item] = await table.range({ ...rangeOf(observation), descending: true, limit: 1 });
      return item === undefined ? null : versionOf(item);
    },
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
    all: async (): Promise<readonly ObservationVersion[]> =>
      (await Promise.all(SERIES_NAMES.map(ofSeries))).flat(),
  };
}
