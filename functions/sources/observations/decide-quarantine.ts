import type { Quarantined } from '#contracts/ingestion/observations.ts';
import { SENT_CONTRACTS } from '#contracts/signals/registry.ts';
import type { Observation } from '#domain/signals/observations.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { ObservationLog } from '#functions/store/observation-log.ts';
import { implausibleCounts, type PublishedCounts, readObservation, store } from './ingest-observations.ts';

interface Decision {
  readonly id: string;
  readonly decision: 'release' | 'discard';
  readonly note: string;
  readonly client: string;
  /** Id of the API key; null where access is open, and where a token or a signature shows who asks. */
  readonly key: string | null;
  /** Whose observations it may decide on; `null`: anybody's. */
  readonly of: string | null;
  /** RFC 3339. */
  readonly now: string;
}

interface DecisionPorts {
  readonly log: ObservationLog;
  readonly published: PublishedCounts;
}

/**
 * Releases or discards an observation in quarantine. The same decision sent again gives the same result. It is decided before anything is
 * stored, so that of two people who decide at the same time one is obeyed; a crash in between leaves it `releasing`, and releasing it again finishes
 * that. Throws `not_found` and `version_conflict`.
 */
export async function decideQuarantine(decision: Decision, ports: DecisionPorts): Promise<Quarantined> {
  const { id, of, client } = decision;
  const present = await ports.log.quarantined(of, id);
  if (present === null)
    throw new ExpectedError('not_found', `There is no observation ${id} in quarantine. GET /v1/observations/quarantine lists them.`);
  if (present.status === (decision.decision === 'release' ? 'released' : 'discarded')) return present;
  const mayFinish = present.status === 'releasing' && decision.decision === 'release';
  if (present.status !== 'waiting' && !mayFinish) throw decided(present);
  const made = { decided_at: decision.now, decided_by: client, decided_with: decision.key, note: decision.note };
  if (decision.decision === 'discard') return settled({ ...present, ...made, status: 'discarded' }, 'waiting', of, ports.log);
  const observation = releasable(present);
  const releasing = mayFinish ? present : await settled({ ...present, ...made, status: 'releasing' }, 'waiting', of, ports.log);
  await storeReleased(observation, releasing, ports);
  return settled({ ...releasing, status: 'released' }, 'releasing', of, ports.log);
}

/** Stores a decision where nobody has decided otherwise; returns what stands. */
async function settled(next: Quarantined, expected: 'waiting' | 'releasing', of: string | null, log: ObservationLog): Promise<Quarantined> {
  if (await log.decide(next, expected)) return next;
  const there = await log.quarantined(of, next.id);
  if (there !== null && (there.status === next.status || (next.status === 'releasing' && there.status === 'released'))) return there;
  throw decided(there ?? next);
}

function releasable(entry: Quarantined): Observation {
  const observation = readObservation(entry.observation, entry.received_at.slice(0, 10), SENT_CONTRACTS);
  if (!('validationErrors' in observation)) return observation;
  const detail = `It cannot be used as it is: ${observation.validationErrors.join(' ')} Send it anew, and discard this one.`;
  throw invalidRequest([{ parameter: 'id', code: 'not_releasable', detail }]);
}

/** As sent by its sender, with counts far above any on record held down until a document of the publisher states the same. */
async function storeReleased(observation: Observation, entry: Quarantined, { log, published }: DecisionPorts): Promise<void> {
  const implausible = await implausibleCounts(observation, { published, log, isFromPublisher: false });
  const held = implausible.map(({ name, most }) => [name, most] as const);
  await store(
    observation,
    { log, published, client: entry.sent_by, key: entry.sent_with, now: entry.received_at },
    { released_by: entry.decided_by, held_to: Object.fromEntries(held) },
  );
}

const decided = ({ id, status, decided_by }: Quarantined): ExpectedError =>
  new ExpectedError(
    'version_conflict',
    `The observation ${id} was ${status === 'releasing' ? 'released' : status} by ${decided_by} already.`,
  );
