import type { Quarantined } from '#contracts/observations.ts';
import { type Observation, type ObservationVersion, observationSubject } from '#domain/signals/observations.ts';
import type { ObservationLog } from '#functions/ports/observation-log.ts';

/** Observations over lists; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryObservationLog(): ObservationLog {
  const versions: ObservationVersion[] = [];
  const quarantine = new Map<string, Quarantined>();
  const same = (a: Observation, b: Observation): boolean => a.series === b.series && observationSubject(a) === observationSubject(b);
  return {
    versionsOf: async (observation) => versions.filter((entry) => same(entry.observation, observation)),
    async append(entry) {
      if (versions.some(({ observation, version }) => same(observation, entry.observation) && version === entry.version)) return false;
      versions.push(entry);
      return true;
    },
    all: async () => [...versions],
    async quarantine(entry) {
      const present = quarantine.get(entry.id);
      if (present === undefined) quarantine.set(entry.id, entry);
      return present ?? entry;
    },
    quarantined: async (id) => quarantine.get(id) ?? null,
    listQuarantine: async (limit, after) =>
      [...quarantine.values()]
        .filter(({ id }) => after === null || id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    async decide(entry) {
      if (quarantine.get(entry.id)?.status !== 'waiting') return false;
      quarantine.set(entry.id, entry);
      return true;
    },
  };
}
