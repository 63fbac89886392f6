import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { CustomSuppliers } from '#functions/store/custom-suppliers.ts';
import { storedSuppliers } from '../custom-suppliers/stored-suppliers.ts';
import type { ScoresOfClient } from './scores-of-client.ts';

/** Most suppliers, and most of their sites, that are scored and put among the others for one answer; each takes about 2.5 ms. */
const MOST_RANKED = 1000;
const MOST_RANKED_SITES = 5000;
/** A supplier that was being stored while the night listed them may be noted as before the listing. */
const LISTING_MINUTES = 15;

/** Changes that a client has made since the run listed its suppliers. */
export interface ChangesSinceNight {
  /** Suppliers as they are now: those that the run has not scored, or not in this version. */
  readonly changed: readonly StoredSupplier[];
  /** Ids whose rows of the run are out of date, ended ones too. */
  readonly outdated: ReadonlySet<string>;
  /** `false`: too many were changed to be scored for one answer; none of them is in `changed`. */
  readonly all: boolean;
}

const tooMany = (suppliers: readonly StoredSupplier[], buyers: number): boolean =>
  suppliers.length * buyers > MOST_RANKED ||
  suppliers.reduce((sum, { supplier: { sites } }) => sum + sites.length, 0) * buyers > MOST_RANKED_SITES;

/**
 * Suppliers that have to be scored for a ranking, beside those that the run has ranked. Throws `invalid_request` where the run has ranked none of
 * the client's, and there are more than one answer can score.
 */
export async function changesSinceNight(
  client: string,
  buyers: number,
  scorer: ScoresOfClient,
  suppliers: Pick<CustomSuppliers, 'changedSince' | 'get' | 'list'>,
): Promise<ChangesSinceNight> {
  const { atNight } = scorer;
  if (atNight === null) {
    const changed = await suppliers.list(client, MOST_RANKED + 1, null);
    if (tooMany(changed, buyers)) throw notRankedYet();
    return { changed, outdated: new Set(), all: true };
  }
  const since = new Date(Date.parse(atNight.listed_at) - LISTING_MINUTES * 60_000).toISOString();
  const ids = await suppliers.changedSince(client, since, MOST_RANKED);
  if (ids === null) return AS_THE_NIGHT_LEFT_IT;
  const [present, atNightBy] = await Promise.all([storedSuppliers(client, ids, suppliers), scorer.versionsAtNight(ids)]);
  const changed = present.filter(({ id, version }) => atNightBy.get(id) !== version);
  if (tooMany(changed, buyers)) return AS_THE_NIGHT_LEFT_IT;
  const upToDate = new Set(present.filter(({ id, version }) => atNightBy.get(id) === version).map(({ id }) => id));
  return { changed, outdated: new Set(ids.filter((id) => !upToDate.has(id))), all: true };
}

const AS_THE_NIGHT_LEFT_IT: ChangesSinceNight = { changed: [], outdated: new Set(), all: false };

const notRankedYet = () =>
  invalidRequest([
    {
      parameter: 'custom',
      code: 'too_many_suppliers',
      detail: `No run has ranked your suppliers yet, and those you have stored are more than ${MOST_RANKED}, or have more than ${MOST_RANKED_SITES} sites (each counts once for every buyer): too many to be put in order for one answer. The next run ranks them. Until then read them in the order of their ids with \`custom=only&sort=id\`, page by page.`,
    },
  ]);
