import type * as z from 'zod';
import { collectionOf } from '#contracts/api/request-parts.ts';
import { type CatalogueEntry, supplierNamesDocumentSchema } from '#contracts/run/catalogue-documents.ts';
import { listedNamesDocumentSchema, signalsDocumentSchema } from '#contracts/run/run-documents.ts';
import { type NameScreen, nameScreen } from '#domain/exposures/listed-names.ts';
import type { Pressure } from '#domain/method/pressure.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { closestMatch, ExpectedError, nothingPublished } from '#functions/http/expected-errors.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import {
  type CatalogueParts,
  type PublishedScores,
  partOf,
  partWith,
  readDocument,
  runDocument,
  type SubjectKey,
  storedCatalogue,
} from '#functions/store/scores/published-scores.ts';
import type { PointInTime } from './rescorer.ts';

/** Throws `nothing_published`. */
export async function requirePublished(scores: PublishedScores): Promise<RunPointer> {
  const run = await scores.currentRun();
  if (run === null) throw nothingPublished();
  return run;
}

type Documents = Pick<PublishedScores, 'document'>;

const numbersUpTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, number) => number);

/** All, or one part of a large register. */
export async function catalogueNear(
  scores: Documents,
  runId: string,
  type: SubjectType,
  id: string,
): Promise<readonly CatalogueEntry[]> {
  const found = await storedCatalogue(scores, runId, type);
  if ('entries' in found) return found.entries;
  return partOf(scores, runId, partWith(id, found.parts));
}

export async function nameScreenOf(scores: Documents, runId: string): Promise<NameScreen> {
  const { names } = await runDocument(scores, runId, 'listed-names', listedNamesDocumentSchema);
  return nameScreen(names);
}

/** `isWhole`: a small one, read at once. */
export type CataloguePage = Readonly<{
  entries: readonly CatalogueEntry[];
  total: number;
  isWhole: boolean;
}>;

export async function cataloguePage(
  scores: Documents,
  runId: string,
  type: SubjectType,
  { start, limit }: Readonly<{ start: number; limit: number }>,
): Promise<CataloguePage> {
  const found = await storedCatalogue(scores, runId, type);
  if ('entries' in found)
    return { entries: found.entries.slice(start, start + limit), total: found.entries.length, isWhole: true };
  const { total, entries_per_part: size, first_ids } = found.parts;
  const [from, to] = [
    Math.floor(start / size),
    Math.min(first_ids.length, Math.ceil((start + limit) / size)),
  ];
  const parts = await Promise.all(
    numbersUpTo(Math.max(0, to - from)).map((number) => partOf(scores, runId, from + number)),
  );
  return {
    entries: parts.flat().slice(start - from * size, start - from * size + limit),
    total,
    isWhole: false,
  };
}

type SupplierNames = z.output<typeof supplierNamesDocumentSchema>['entries'];

export async function supplierNamesOf(
  scores: Documents,
  runId: string,
  parts: CatalogueParts,
): Promise<SupplierNames> {
  const documents = await Promise.all(
    numbersUpTo(parts.name_parts).map((part) =>
      runDocument(scores, runId, `names:suppliers:${part}`, supplierNamesDocumentSchema),
    ),
  );
  return documents.flatMap(({ entries }) => entries);
}

/** Null: no longer stored. */
export async function pressureOfRun(
  runId: string,
  scores: Pick<PublishedScores, 'document'>,
): Promise<Readonly<Record<string, Pressure>> | null> {
  const content = await scores.document(runId, 'signals');
  return content === null ? null : readDocument(content, runId, 'signals', signalsDocumentSchema).pressure;
}

/** On the day and knowledge of the run, what is computed stands on the observations of published scores. */
export async function onSignalsOfRun(
  when: PointInTime,
  run: RunPointer,
  scores: Pick<PublishedScores, 'document'>,
): Promise<PointInTime> {
  if (when.as_of !== run.as_of || when.known_at !== run.as_of) return when;
  const pressure = await pressureOfRun(run.run_id, scores);
  return pressure === null ? when : { ...when, pressure };
}

export async function subjectNotFound(
  scores: PublishedScores,
  runId: string,
  { type, id, buyer }: SubjectKey,
): Promise<ExpectedError> {
  const entries = await catalogueNear(scores, runId, type, id);
  if (entries.some((entry) => entry.id === id)) {
    return new ExpectedError(
      'not_found',
      `${type} ${id} is in the catalogue, but run ${runId} has no score of it for buyer ${buyer}.`,
    );
  }
  const meant =
    type === 'country' && /^[A-Za-z]{2}$/.test(id) ? ofTwoLetters(id, entries) : closestEntry(id, entries);
  const guess = meant === null ? '' : ` Did you mean ${meant.id} (${meant.name})?`;
  const standard = type === 'country' ? ' Countries have ISO 3166-1 alpha-3 codes.' : '';
  const detail = `There is no ${type} with the id ${JSON.stringify(id)}.${guess}${standard} GET /v1/${collectionOf[type]} lists all; case matters.`;
  return new ExpectedError('not_found', detail, [{ parameter: 'id', code: 'unknown_id', detail }]);
}

/** ISO 3166-1 alpha-2: `CN` is China and not the nearest three letters. */
function ofTwoLetters(code: string, entries: readonly CatalogueEntry[]): CatalogueEntry | null {
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(code.toUpperCase());
  return entries.find((entry) => entry.name === name) ?? null;
}

/** `dy` and `Dysprosium` both give `Dy`. */
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
