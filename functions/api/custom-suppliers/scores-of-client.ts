import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import type { Rank, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { CustomRanks, CustomRun, CustomScores, ScoredCustomSupplier } from '#functions/store/custom-scores.ts';
import type { ScoreStored } from '../published-run/rescorer.ts';
import type { Basis } from '../published-run/score-links.ts';

/** Computes what no run has stored. */
export interface ComputedScores {
  /** Whether the facts beside this code are those of the run; a deployment between two runs can bring others. */
  readonly isCodeOfRun: boolean;
  /** Loads the facts, at the first score that has to be computed. */
  readonly load: () => Promise<ScoreStored>;
}

/** A score with how it came about: `published` by the run, or computed `on_request` with the same result. */
interface ScoreWithBasis {
  readonly document: ScoreDocument;
  readonly basis: Basis;
}

/** Scores of one client's custom suppliers in a run. */
export interface ScoresOfClient extends Omit<ScoreStored, 'score' | 'inputs'>, Pick<ComputedScores, 'isCodeOfRun'> {
  /** `null`: the run has not ranked the suppliers of the client, and all of them are scored when they are read. */
  readonly atNight: CustomRun | null;
  /** Reads the stored scores of many suppliers at once; each of them can be asked for without. */
  prepare(suppliers: readonly Pick<StoredSupplier, 'id'>[]): Promise<void>;
  score(stored: StoredSupplier, buyer: string): Promise<ScoreWithBasis>;
  /** Whether the run has stored a score of the version, or it is computed when it is read. */
  basisOf(stored: StoredSupplier): Promise<Basis>;
  /** The score that the run has stored of a version of a supplier; `null`: it has scored another one, or none. */
  published(id: string, version: number, buyer: string): Promise<ScoreDocument | null>;
  /** Versions that the run has scored of these suppliers, by id. */
  versionsAtNight(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/**
 * Scores of a client's custom suppliers in a run: as the run has stored them where it has scored the present version, else computed from the
 * facts of the run.
 */
export async function scoresOfClient(
  client: string,
  runId: string,
  customScores: CustomScores,
  computed: ComputedScores,
): Promise<ScoresOfClient> {
  const atNight = await customScores.run(client, runId);
  const read = new Map<string, Promise<ScoredCustomSupplier | null>>();
  const ranksOf = new Map<string, Promise<CustomRanks | null>>();
  const ranks = (buyer: string): Promise<CustomRanks | null> => entryOf(ranksOf, buyer, () => customScores.ranks(client, runId, buyer));

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
  async function stored(id: string): Promise<ScoredCustomSupplier | null> {
    readMany([id]);
    return (await read.get(id)) ?? null;
  }
  async function atBuyer({ id, version }: Pick<StoredSupplier, 'id' | 'version'>, buyer: string): Promise<ScoreWithBasis | null> {
    const found = await stored(id);
    const score = found?.version === version ? found.scores.find(({ document }) => document.buyer === buyer) : undefined;
    return score === undefined ? null : { document: await ranked(score.document), basis: 'published' };
  }
  const ranked = async (document: ScoreDocument): Promise<ScoreDocument> => ({
    ...document,
    rank: rankOf(await ranks(document.buyer), document.score),
  });

  return {
    atNight,
    isCodeOfRun: computed.isCodeOfRun,
    async prepare(suppliers) {
      readMany(suppliers.map(({ id }) => id));
      await Promise.all(suppliers.map(({ id }) => read.get(id)));
    },
    async score(one, buyer) {
      const found = await atBuyer(one, buyer);
      return found ?? { document: await (await computed.load()).score(one, buyer), basis: 'on_request' };
    },
    basisOf: async ({ id, version }) => ((await stored(id))?.version === version ? 'published' : 'on_request'),
    published: async (id, version, buyer) => (await atBuyer({ id, version }, buyer))?.document ?? null,
    async versionsAtNight(ids) {
      readMany(ids);
      const found = await Promise.all(ids.map(stored));
      return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one.version]])));
    },
    async explain(one, buyer) {
      const explanation = await (await computed.load()).explain(one, buyer);
      const found = await atBuyer(one, buyer);
      return found === null ? explanation : { ...explanation, rank: found.document.rank };
    },
    history: async (days, buyer) => (await computed.load()).history(days, buyer),
  };
}

/** The place of a score among the client's custom suppliers. Custom suppliers are not drawn together, so their places have no interval. */
function rankOf(ranks: CustomRanks | null, score: number | null): Rank | null {
  if (ranks === null || score === null) return null;
  let [from, to] = [0, ranks.scores.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ranks.scores[middle] ?? 0) > score) from = middle + 1;
    else to = middle;
  }
  const position = ranks.scores[from] === score ? ranks.positions[from] : undefined;
  return position === undefined ? null : { position, of: ranks.of, from: null, to: null };
}
