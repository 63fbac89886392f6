import type { Quarantined } from '#contracts/ingestion/observations.ts';
import type { ObservationLog } from '#functions/ports/observation-log.ts';
import { ExpectedError, invalidRequest } from '#functions/requests/expected-errors.ts';
import { type PublishedCounts, readObservation, store } from './ingest-observations.ts';

interface Decision {
  readonly id: string;
  readonly decision: 'release' | 'discard';
  readonly note: string;
  readonly client: string;
  /** Whose observations it may decide on; `null`: anybody's. */
  readonly of: string | null;
  /** RFC 3339. */
  readonly now: string;
}

/**
 * Releases or discards an observation in quarantine. The same decision sent again gives the same result. Throws `not_found` and
 * `version_conflict`.
 */
export async function decideQuarantine(
  { id, decision, note, client, of, now }: Decision,
  { log, published }: { readonly log: ObservationLog; readonly published: PublishedCounts },
): Promise<Quarantined> {
  const present = await log.quarantined(of, id);
  if (present === null)
    throw new ExpectedError('not_found', `There is no observation ${id} in quarantine. GET /v1/signals/quarantine lists them.`);
  const status = decision === 'release' ? 'released' : 'discarded';
  if (present.status === status) return present;
  if (present.status !== 'waiting') throw decided(present);
  // Stored before it is called released: a crash in between leaves it waiting, and releasing it again finds it known.
  if (decision === 'release') await release(present, log, published);
  const next: Quarantined = { ...present, status, decided_at: now, decided_by: client, note };
  if (await log.decide(next)) return next;
  throw decided((await log.quarantined(of, id)) ?? present);
}

async function release(entry: Quarantined, log: ObservationLog, published: PublishedCounts): Promise<void> {
  const observation = readObservation(entry.observation, entry.received_at.slice(0, 10));
  if ('validationErrors' in observation) {
    const detail = `It cannot be used as it is: ${observation.validationErrors.join(' ')} Send it anew, and discard this one.`;
    throw invalidRequest([{ parameter: 'id', code: 'not_releasable', detail }]);
  }
  await store(observation, { log, published });
}

const decided = ({ id, status, decided_by }: Quarantined): ExpectedError =>
  new ExpectedError('version_conflict', `The observation ${id} was ${status} by ${decided_by} already.`);
