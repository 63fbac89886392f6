import type { Quarantined } from '#contracts/ingestion/observations.ts';
import { type ObservationVersion, observationSubject } from '#domain/signals/observations.ts';
import type { ObservationLog, ObservedThing, QuarantinePosition } from '#functions/ports/observation-log.ts';

/** Observations over lists; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryObservationLog(): ObservationLog {
  const versions: ObservationVersion[] = [];
  const quarantine = new Map<string, Quarantined>();
  const keyOf = ({ sent_by, id }: QuarantinePosition): string => `${sent_by}#${id}`;
  const isSeenBy = (client: string | null) => (entry: Quarantined) => client === null || entry.sent_by === client;
  const same = (a: ObservedThing, b: ObservedThing): boolean => a.signal === b.signal && observationSubject(a) === observationSubject(b);
  return {
    versionsOf: async (observation) => versions.filter((entry) => same(entry.observation, observation)),
    newestOf: async (observation) =>
      versions
        .filter((entry) => same(entry.observation, observation))
        .reduce<ObservationVersion | null>((newest, entry) => (newest === null || newest.version < entry.version ? entry : newest), null),
    async append(entry) {
      if (versions.some(({ observation, version }) => same(observation, entry.observation) && version === entry.version)) return false;
      versions.push(entry);
      return true;
    },
    all: async () => [...versions],
    async quarantine(entry) {
      const present = quarantine.get(keyOf(entry));
      if (present === undefined) quarantine.set(keyOf(entry), entry);
      return present ?? entry;
    },
    quarantined: async (client, id) => [...quarantine.values()].filter(isSeenBy(client)).find((entry) => entry.id === id) ?? null,
    listQuarantine: async (client, limit, after) =>
      [...quarantine.values()]
        .filter(isSeenBy(client))
        .filter((entry) => after === null || keyOf(entry) > keyOf(after))
        .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
        .slice(0, limit),
    async decide(entry, expected) {
      if (quarantine.get(keyOf(entry))?.status !== expected) return false;
      quarantine.set(keyOf(entry), entry);
      return true;
    },
  };
}
