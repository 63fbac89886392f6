/** Storing, releasing and deleting measures of a client. */
import { createHash } from 'node:crypto';
import type { CustomMeasure, StoredMeasure } from '#contracts/api/custom-measures/custom-measures.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { CustomMeasures } from '#functions/store/custom-measures.ts';
import { doubtsAboutMeasure, type MeasureFacts } from './doubts-about-measure.ts';

const ID_DIGITS = 16;
const MAX_ATTEMPTS = 5;

/** As an answer shows it. */
export const shownMeasure = ({ id, ...stored }: StoredMeasure) => ({
  id,
  ...stored,
  links: { self: `/v1/measures/${id}`, measures: '/v1/measures?custom=include' },
});

const idOf = (measure: CustomMeasure): string =>
  `custom-${createHash('sha256').update(canonicalJson(measure)).digest('hex').slice(0, ID_DIGITS)}`;

/**
 * Stores a measure, in quarantine where there are doubts. The same content again answers what is there; a deleted one comes back.
 * `now`: RFC 3339. `isNew`: it was not there.
 */
export async function storeCustomMeasure(
  client: string,
  measure: CustomMeasure,
  now: string,
  { measures, facts }: { readonly measures: CustomMeasures; readonly facts: () => Promise<MeasureFacts> },
): Promise<{ readonly stored: StoredMeasure; readonly isNew: boolean }> {
  const id = idOf(measure);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const present = await measures.get(client, id);
    if (present !== null && present.status !== 'deleted') return { stored: present, isNew: false };
    const { firm, soft } = doubtsAboutMeasure(measure, await facts(), now.slice(0, 10));
    const reasons = [...firm, ...soft];
    const stored: StoredMeasure = {
      id,
      status: reasons.length === 0 ? 'accepted' : 'quarantined',
      reasons,
      releasable: firm.length === 0,
      sent_at: now,
      changed_at: now,
      release_note: null,
      measure,
    };
    if (await measures.put(client, stored, present?.status ?? null)) return { stored, isNew: true };
  }
  throw changedByOthers(id);
}

const changedByOthers = (id: string): ExpectedError =>
  new ExpectedError('version_conflict', `The measure ${id} is being changed by another request. Read /v1/measures:custom and try again.`);

async function present(measures: CustomMeasures, client: string, id: string): Promise<StoredMeasure> {
  const stored = await measures.get(client, id);
  if (stored === null) throw new ExpectedError('not_found', `You have no measure ${id}. GET /v1/measures:custom lists yours.`);
  return stored;
}

/** Takes a measure out of quarantine. Throws `not_found` and `invalid_request`. */
export async function releaseCustomMeasure(
  client: string,
  { id, note }: { readonly id: string; readonly note: string },
  now: string,
  measures: CustomMeasures,
): Promise<StoredMeasure> {
  const stored = await present(measures, client, id);
  if (stored.status === 'accepted') return stored;
  if (stored.status === 'deleted') throw new ExpectedError('not_found', `The measure ${id} was deleted. Send it again to have it back.`);
  if (!stored.releasable) {
    const detail = `It cannot be used as it is: ${stored.reasons.join(' ')} Send it anew, and delete this one.`;
    throw invalidRequest([{ parameter: 'id', code: 'not_releasable', detail }]);
  }
  const next: StoredMeasure = { ...stored, status: 'accepted', changed_at: now, release_note: note };
  if (await measures.put(client, next, 'quarantined')) return next;
  throw changedByOthers(id);
}

/** Ends a measure; it stays in the record. Throws `not_found`. */
export async function deleteCustomMeasure(client: string, id: string, now: string, measures: CustomMeasures): Promise<StoredMeasure> {
  const stored = await present(measures, client, id);
  if (stored.status === 'deleted') return stored;
  const next: StoredMeasure = { ...stored, status: 'deleted', changed_at: now };
  if (await measures.put(client, next, stored.status)) return next;
  throw changedByOthers(id);
}
