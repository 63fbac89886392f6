import type { FieldError } from '#contracts/api/problem.ts';
import { countsAtOnce, countsNever } from '#contracts/ingestion/observations.ts';
import type { Listing, NameScreen } from '#domain/exposures/listed-names.ts';
import { ExpectedError, invalidRequest, MOST_NAMED, tookTooLong } from '#functions/http/expected-errors.ts';
import { logger } from '#functions/http/logger.ts';
import type { CustomSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import {
  type CustomSites,
  errorOfFeed,
  errorsOfNames,
  feedsFromCustom,
  type KnownFacts,
  storedSites,
} from './custom-suppliers.ts';
import { type FileError, type FileSupplier, readSupplierFile, toldError } from './supplier-file.ts';

const MOST_MISTAKES = 1000;
const WRITES_IN_FLIGHT = 16;

export type ImportPlace = Readonly<{
  suppliers: CustomSuppliers;
  client: string;
  key?: string | null;
  now: string;
  known: KnownFacts;
  screen: NameScreen;
  /** Absent: always. */
  hasTime?: () => boolean;
}>;

type Outcome = Readonly<{
  id: string;
  status: 'created' | 'updated' | 'unchanged';
  version: number | null;
  listings: readonly Listing[];
}>;

const LINKS = {
  suppliers: '/v1/suppliers?custom=only',
  scores: '/v1/scores?subject_type=supplier&custom=only&sort=id',
} as const;

function fileMistakes(known: KnownFacts) {
  const sites = new Map<string, readonly string[]>();
  const feeds: (ReturnType<typeof feedsFromCustom>[number] & Pick<FileSupplier, 'placeOf'>)[] = [];
  return {
    of(entry: FileSupplier): readonly FileError[] {
      const placed = ({ pointer = '', detail }: FieldError): FileError => ({
        ...entry.placeOf(pointer),
        detail,
      });
      sites.set(
        entry.id,
        entry.parts.sites.map(({ id }) => id),
      );
      for (const feed of feedsFromCustom(entry.id, entry.parts, known))
        feeds.push({ ...feed, placeOf: entry.placeOf });
      return [...entry.validationErrors, ...errorsOfNames(entry.id, entry.parts, known).map(placed)];
    },
    /** Feeds from suppliers that neither stand in the file nor are stored. */
    async betweenSuppliers(
      stored: (ids: readonly string[]) => Promise<CustomSites>,
    ): Promise<readonly FileError[]> {
      const elsewhere = [
        ...new Set(feeds.flatMap(({ supplier }) => (sites.has(supplier) ? [] : [supplier]))),
      ];
      const others = elsewhere.length === 0 ? new Map<string, readonly string[]>() : await stored(elsewhere);
      return feeds.flatMap(({ pointer, supplier, from, placeOf }) => {
        const error = errorOfFeed(pointer, supplier, from, sites.get(supplier) ?? others.get(supplier));
        return error === null ? [] : [{ ...placeOf(error.pointer ?? pointer), detail: error.detail }];
      });
    },
  };
}

/**
 * All, or none if there is any mistake. Throws `invalid_request` with every mistake, and
 * `temporarily_unavailable` with what is not stored where it was cut off.
 */
export async function importSuppliers(text: string, mediaType: string, dryRun: boolean, place: ImportPlace) {
  const entries: FileSupplier[] = [];
  const validationErrors: FileError[] = [];
  const mistakes = fileMistakes(place.known);
  for (const entry of readSupplierFile(text, mediaType)) {
    entries.push(entry);
    for (const mistake of mistakes.of(entry)) validationErrors.push(mistake); // there may be more than a call takes arguments
    if (validationErrors.length > MOST_MISTAKES) break; // another kind of file, most likely
  }
  if (validationErrors.length <= MOST_MISTAKES)
    validationErrors.push(
      ...(await mistakes.betweenSuppliers((ids) => storedSites(place.client, ids, place.suppliers))),
    );
  if (validationErrors.length > 0) throw invalidRequest(validationErrors.map(toldError));
  if (entries.length === 0)
    throw new ExpectedError('malformed_body', 'There is no supplier in the body; send at least one.');
  const results: Outcome[] = [];
  for (let n = 0; n < entries.length; n += WRITES_IN_FLIGHT) {
    const some = entries.slice(n, n + WRITES_IN_FLIGHT);
    if (n > 0 && place.hasTime?.() === false)
      throw dryRun ? tookTooLong() : partlyStored(entries, results, 'there was no time for more', null);
    const settled = await Promise.allSettled(
      some.map(async (entry) => ({
        ...(await (dryRun ? wouldBe(entry, place) : stored(entry, place))),
        listings: listingsOf(entry, place),
      })),
    );
    results.push(...settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed === undefined) continue;
    if (results.length === 0 || dryRun) throw failed.reason;
    throw partlyStored(entries, results, 'the store refused one of them', failed.reason);
  }
  const count = (status: Outcome['status']): number =>
    results.filter((result) => result.status === status).length;
  return {
    dry_run: dryRun,
    suppliers: results.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    ...(dryRun ? countsNever('A dry run stores nothing, so no score changes.') : countsAtOnce(place.now)),
    results,
    links: LINKS,
  };
}

/**
 * Sent again it goes on, as what is stored is found unchanged; so no answer is kept for its Idempotency-Key.
 */
function partlyStored(
  entries: readonly FileSupplier[],
  results: readonly Outcome[],
  why: string,
  cause: unknown,
): ExpectedError {
  const isStored = new Set(results.map(({ id }) => id));
  const missing = entries.filter(({ id }) => !isStored.has(id));
  if (cause !== null) {
    logger().error('an import stopped before its end', {
      stored: results.length,
      of: entries.length,
      who: 'the caller got 503 with Retry-After and the rows that are not stored',
      what_to_do: 'nothing where the caller sends it again; if this lasts, look at the error',
      error: cause instanceof Error ? cause : String(cause),
    });
  }
  const errors = missing.slice(0, MOST_NAMED).map(({ id, placeOf }) => {
    const { row } = placeOf('');
    return { pointer: `/${row}`, code: 'not_stored', detail: `Row ${row}: supplier ${id} is not stored.` };
  });
  const detail = `${results.length} of ${entries.length} suppliers are stored and ${missing.length} are not, because ${why}; \`errors\` names ${errors.length === missing.length ? 'them' : `the first ${errors.length}`}. Send the same again in 2 seconds: what is stored is found unchanged, and the rest follows.`;
  return new ExpectedError('temporarily_unavailable', detail, errors, { retryAfterSeconds: 2 });
}

const listingsOf = ({ supplier }: FileSupplier, { screen }: ImportPlace): readonly Listing[] =>
  supplier === null
    ? []
    : screen(
        supplier.name,
        supplier.sites.map(({ country }) => country),
      );

async function stored(
  { id, supplier }: FileSupplier,
  { suppliers, client, key = null, now }: ImportPlace,
): Promise<Omit<Outcome, 'listings'>> {
  if (supplier === null) throw new Error(`supplier ${id} was not checked before it was stored`);
  const { version, updated_at } = await suppliers.put(client, id, supplier, 'anything', now, key);
  return { id, version, status: updated_at !== now ? 'unchanged' : version === 1 ? 'created' : 'updated' };
}

async function wouldBe(
  { id, supplier }: FileSupplier,
  { suppliers, client }: ImportPlace,
): Promise<Omit<Outcome, 'listings'>> {
  const present = await suppliers.get(client, id);
  if (present === null) return { id, version: null, status: 'created' };
  const same = !present.deleted && JSON.stringify(present.supplier) === JSON.stringify(supplier);
  return same
    ? { id, version: present.version, status: 'unchanged' }
    : { id, version: null, status: 'updated' };
}
