import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { HistoryPoint, Rank, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type {
  CustomRow,
  CustomRun,
  CustomScores,
  ScoredCustomSupplier,
} from '#functions/store/clients/custom-scores.ts';
import { type CustomSuppliers, newestVersions } from '#functions/store/clients/custom-suppliers.ts';
import {
  ChainTooLong,
  chainWith,
  type SupplierChain,
  versionOf,
} from '#functions/store/clients/supplier-chain.ts';
import type { ExplanationDocument } from '#functions/store/scores/published-scores.ts';
import type { ScoreStored, SupplierOnDay } from '../published-run/rescorer.ts';
import type { Basis } from '../published-run/score-links.ts';

export type ComputedScores = Readonly<{
  /** A deployment between two runs can bring other facts. */
  isCodeOfRun: boolean;
  load: () => Promise<ScoreStored>;
}>;

/** `on_request` has the same result as the run would have. */
type ScoreWithBasis = Readonly<{
  document: ScoreDocument;
  basis: Basis;
}>;

export interface ScoresOfClient extends Pick<ComputedScores, 'isCodeOfRun'> {
  /** `null`: they are scored when they are read. */
  readonly atNight: CustomRun | null;
  rows(buyer: string): Promise<readonly CustomRow[]>;
  /** Each can be asked for without. */
  readScores(ids: readonly string[]): void;
  /** Also what those live on that are to be scored. */
  prepare(suppliers: readonly StoredSupplier[]): Promise<void>;
  score(stored: StoredSupplier, buyer: string): Promise<ScoreWithBasis>;
  explain(stored: StoredSupplier, buyer: string): Promise<ExplanationDocument>;
  history(days: readonly SupplierOnDay[], buyer: string): Promise<readonly HistoryPoint[]>;
  basisOf(stored: StoredSupplier): Promise<Basis>;
  /** `null`: another version was scored, or what it lives on has changed. */
  published(id: string, version: number, buyer: string): Promise<ScoreDocument | null>;
  chainOf(stored: StoredSupplier): Promise<SupplierChain>;
  /** `null`: too many. */
  changedSinceNight(): Promise<readonly string[] | null>;
}

const MOST_CHANGED = 1000;
/** One stored during the listing may be noted as before it. */
const LISTING_MINUTES = 15;

/**
 * As the run has stored them where that is still so, else computed from its facts. Throws `invalid_request`
 * where a supplier lives on too many others.
 */
export async function scoresOfClient(
  client: string,
  runId: string,
  {
    customScores,
    suppliers,
  }: Readonly<{
    customScores: CustomScores;
    suppliers: Pick<CustomSuppliers, 'changedSince' | 'get'>;
  }>,
  computed: ComputedScores,
): Promise<ScoresOfClient> {
  const atNight = await customScores.run(client, runId);
  const read = new Map<string, Promise<ScoredCustomSupplier | null>>();

  const readMany = (ids: readonly string[]): void => {
    const missing = [...new Set(ids)].filter((id) => !read.has(id));
    if (atNight === null || missing.length === 0) return;
    const all = customScores.scored(client, runId, missing);
    for (const id of missing)
      read.set(
        id,
        all.then((found) => found.get(id) ?? null),
      );
  };

  let changed: Promise<readonly string[] | null> | null = null;
  const changedSinceNight = (): Promise<readonly string[] | null> => {
    const since = atNight === null ? 0 : Date.parse(atNight.listed_at) - LISTING_MINUTES * 60_000;
    changed ??= suppliers.changedSince(client, new Date(since).toISOString(), MOST_CHANGED);
    return changed;
  };
  let versions: Promise<ReadonlyMap<string, StoredSupplier>> | null = null;
  async function isAsItWas({ above = {} }: ScoredCustomSupplier): Promise<boolean> {
    if (Object.keys(above).length === 0) return true;
    const changes = await changedSinceNight();
    const looked = changes === null ? Object.keys(above) : changes.filter((id) => Object.hasOwn(above, id));
    if (looked.length === 0) return true;
    if (changes !== null) versions ??= newestVersions(client, changes, suppliers);
    const now = await (versions ?? newestVersions(client, looked, suppliers));
    return looked.every((id) => versionOf(now.get(id)) === above[id]);
  }
  async function atNightOf({
    id,
    version,
  }: Pick<StoredSupplier, 'id' | 'version'>): Promise<ScoredCustomSupplier | null> {
    readMany([id]);
    const found = (await read.get(id)) ?? null;
    return found?.version === version && (await isAsItWas(found)) ? found : null;
  }
  async function atBuyer(
    stored: Pick<StoredSupplier, 'id' | 'version'>,
    buyer: string,
  ): Promise<ScoreWithBasis | null> {
    const score = (await atNightOf(stored))?.scores.find(({ document }) => document.buyer === buyer);
    return score === undefined ? null : { document: await ranked(score.document), basis: 'published' };
  }
  const ranked = async (document: ScoreDocument): Promise<ScoreDocument> => ({
    ...document,
    rank: rankOf(await customScores.order(client, runId, document.buyer), document.score),
  });

  let chain: Promise<SupplierChain> = Promise.resolve(new Map());
  /** With those of earlier ones of this answer: they are scored as one register. */
  const chainOf = (some: readonly StoredSupplier[]): Promise<SupplierChain> => {
    const before = chain;
    const more = before.then((known) => chainForAnswer(client, some, known, suppliers));
    chain = more.catch(() => before);
    return more;
  };

  return {
    atNight,
    isCodeOfRun: computed.isCodeOfRun,
    changedSinceNight,
    rows: async (buyer) =>
      atNight === null ? [] : (await customScores.rows(client, runId, buyer)).flatMap(({ rows }) => rows),
    readScores: readMany,
    chainOf: (one) => chainOf([one]),
    async prepare(some) {
      readMany(some.map(({ id }) => id));
      const known = await Promise.all(some.map(atNightOf));
      await chainOf(some.filter((_, n) => known[n] === null));
    },
    async score(one, buyer) {
      const found = await atBuyer(one, buyer);
      if (found !== null) return found;
      const above = await chainOf([one]);
      return { document: await (await computed.load()).score(one, buyer, above), basis: 'on_request' };
    },
    basisOf: async (one) => ((await atNightOf(one)) === null ? 'on_request' : 'published'),
    published: async (id, version, buyer) => (await atBuyer({ id, version }, buyer))?.document ?? null,
    async explain(one, buyer) {
      const explanation = await (await computed.load()).explain(one, buyer, await chainOf([one]));
      const found = await atBuyer(one, buyer);
      return found === null ? explanation : { ...explanation, rank: found.document.rank };
    },
    async history(days, buyer) {
      const above = await chainOf(days.map(({ stored }) => stored));
      return (await computed.load()).history(days, buyer, above);
    },
  };
}

export async function chainForAnswer(
  client: string,
  some: readonly StoredSupplier[],
  known: SupplierChain,
  suppliers: Pick<CustomSuppliers, 'get'>,
): Promise<SupplierChain> {
  try {
    return await chainWith(client, some, known, suppliers);
  } catch (error) {
    if (!(error instanceof ChainTooLong)) throw error;
    const detail = `${error.message} Ask for fewer suppliers at once, or state fewer feeds from suppliers of your own.`;
    throw invalidRequest([{ parameter: 'id', code: 'too_many_suppliers', detail }]);
  }
}

/** Not drawn together, so that places have no interval. */
function rankOf(order: readonly number[], score: number | null): Rank | null {
  const at = score === null ? -1 : order.indexOf(score);
  return at < 0 ? null : { position: at + 1, of: order.length, from: null, to: null };
}
