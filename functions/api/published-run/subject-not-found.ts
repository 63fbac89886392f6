import { collectionOf } from '#contracts/api/request-parts.ts';
import type { CatalogueEntry } from '#contracts/run/catalogue-documents.ts';
import { closestMatch, ExpectedError } from '#functions/http/expected-errors.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/published-scores.ts';
import { catalogueNear } from './run-documents.ts';

/** The error for a subject that the run does not have, with the one that was probably meant. Costs one read, on this path only. */
export async function subjectNotFound(scores: PublishedScores, runId: string, { type, id, buyer }: SubjectKey): Promise<ExpectedError> {
  const entries = await catalogueNear(scores, runId, type, id);
  if (entries.some((entry) => entry.id === id)) {
    return new ExpectedError('not_found', `${type} ${id} is in the catalogue, but run ${runId} has no score of it for buyer ${buyer}.`);
  }
  const meant = type === 'country' && /^[A-Za-z]{2}$/.test(id) ? ofTwoLetters(id, entries) : closestEntry(id, entries);
  const guess = meant === null ? '' : ` Did you mean ${meant.id} (${meant.name})?`;
  const standard = type === 'country' ? ' Countries have ISO 3166-1 alpha-3 codes.' : '';
  const detail = `There is no ${type} with the id ${JSON.stringify(id)}.${guess}${standard} GET /v1/${collectionOf[type]} lists all; case matters.`;
  return new ExpectedError('not_found', detail, [{ parameter: 'id', code: 'unknown_id', detail }]);
}

/** The country that an ISO 3166-1 alpha-2 code means; `CN` is China and not the nearest three letters. */
function ofTwoLetters(code: string, entries: readonly CatalogueEntry[]): CatalogueEntry | null {
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(code.toUpperCase());
  return entries.find((entry) => entry.name === name) ?? null;
}

/** The catalogue entry with the most similar id, else name: `dy` and `Dysprosium` both give `Dy`. */
function closestEntry(given: string, entries: readonly CatalogueEntry[]): CatalogueEntry | null {
  const byId = closestMatch(
    given,
    entries.map((entry) => entry.id),
  );
  const sameId = entries.find((entry) => entry.id === byId && byId?.toLowerCase() === given.toLowerCase());
  if (sameId !== undefined) return sameId;
  const byName = closestMatch(
    given,
    entries.map((entry) => entry.name),
  );
  return entries.find((entry) => entry.name === byName) ?? entries.find((entry) => entry.id === byId) ?? null;
}
