import type { ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import { inRankingOrder, type PlacesInTurn, placesInTurn, placesOverDraws, type RankBounds, ranksWith } from '#domain/runs/ranking.ts';
import type { Rank, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { RunRows, SubjectResult } from '#functions/store/run-rows.ts';
import { SUBJECTS_PLACED_IN_MEMORY } from '../operational-settings.ts';

/** Subjects of a type for a buyer, which are put in one order. */
export interface RankedGroup {
  readonly type: SubjectType;
  readonly buyer: string;
  /** In the order of the ranking, those without a score at the end. */
  readonly ids: readonly string[];
  readonly ranks: ReadonlyMap<string, Rank>;
}

type DrawsOfRun = Pick<RunRows, 'draws'>;

/** Scores of a run by type and buyer, from which its ranks are made: of each subject an id and a number. */
export class RankedGroups {
  private readonly groups = new Map<
    string,
    { readonly type: SubjectType; readonly buyer: string; readonly ids: string[]; readonly scores: (number | null)[] }
  >();

  add({ document: { subject, buyer }, exact }: SubjectResult): void {
    const key = `${subject.type}#${buyer}`;
    const group = this.groups.get(key) ?? { type: subject.type, buyer, ids: [], scores: [] };
    this.groups.set(key, group);
    group.ids.push(subject.id);
    group.scores.push(exact.score);
  }

  /** The groups with their ranks. Draws are read as often as their number needs, a batch at a time. */
  async ranked(runId: string, plan: readonly ScoreBatchRequest[], rows: DrawsOfRun): Promise<readonly RankedGroup[]> {
    const ranked: RankedGroup[] = [];
    for (const type of new Set([...this.groups.values()].map((group) => group.type))) {
      const ofType = [...this.groups.values()].filter((group) => group.type === type);
      const buyers = ofType.map(({ buyer }) => buyer);
      const intervals = await intervalsOf(ofType, drawsOf(runId, type, buyers, plan, rows));
      for (const { buyer, ids, scores } of ofType) {
        const subjects = ids.map((id, n) => ({ id, score: scores[n] ?? null }));
        const ranks = ranksWith(subjects, intervals.get(buyer) ?? new Map());
        ranked.push({ type, buyer, ids: inOrder(ids, ranks), ranks });
      }
    }
    return ranked;
  }
}

const inOrder = (ids: readonly string[], ranks: ReadonlyMap<string, Rank>): readonly string[] =>
  ids
    .map((id) => ({ subject: { id }, rank: ranks.get(id) ?? null }))
    .sort(inRankingOrder)
    .map(({ subject }) => subject.id);

interface SampledSubject {
  readonly id: string;
  readonly buyer: string;
  readonly draws: Uint16Array;
}

/** Goes through the draws of a type, a batch at a time. Called again, it goes through them again. */
type DrawsInTurn = () => AsyncIterable<readonly SampledSubject[]>;

/** Draws of the batches that have the type. A batch has its subjects in the order of the plan, each for all buyers: that every one is there was checked before. */
function drawsOf(
  runId: string,
  type: SubjectType,
  buyers: readonly string[],
  plan: readonly ScoreBatchRequest[],
  rows: DrawsOfRun,
): DrawsInTurn {
  return async function* () {
    for (const { batch, subjects } of plan.filter((one) => one.subjects.some((subject) => subject.type === type))) {
      const keys = subjects.flatMap((subject) => buyers.map((buyer) => ({ ...subject, buyer })));
      const draws = await rows.draws(runId, batch);
      yield keys.flatMap(({ type: its, id, buyer }, n) => {
        const some = draws[n];
        return some == null || its !== type ? [] : [{ id, buyer, draws: some }];
      });
    }
  };
}

/** Buyer -> subject -> bounds of its places. */
type IntervalsByBuyer = ReadonlyMap<string, ReadonlyMap<string, RankBounds>>;

async function intervalsOf(
  groups: readonly { readonly buyer: string; readonly ids: readonly string[] }[],
  inTurn: DrawsInTurn,
): Promise<IntervalsByBuyer> {
  const most = Math.max(...groups.map(({ ids }) => ids.length));
  return most <= SUBJECTS_PLACED_IN_MEMORY ? intervalsInMemory(inTurn) : intervalsByCounting(inTurn);
}

async function intervalsInMemory(inTurn: DrawsInTurn): Promise<IntervalsByBuyer> {
  const byBuyer = new Map<string, Map<string, Uint16Array>>();
  for await (const subjects of inTurn()) {
    for (const { id, buyer, draws } of subjects) {
      const ofBuyer = byBuyer.get(buyer) ?? new Map<string, Uint16Array>();
      byBuyer.set(buyer, ofBuyer.set(id, draws));
    }
  }
  return new Map([...byBuyer].map(([buyer, draws]) => [buyer, placesOverDraws(draws)]));
}

async function intervalsByCounting(inTurn: DrawsInTurn): Promise<IntervalsByBuyer> {
  const counts = new Map<string, PlacesInTurn>();
  for await (const subjects of inTurn()) {
    for (const { buyer, draws } of subjects) {
      const ofBuyer = counts.get(buyer) ?? placesInTurn(draws.length);
      counts.set(buyer, ofBuyer);
      ofBuyer.count(draws);
    }
  }
  const byBuyer = new Map<string, Map<string, RankBounds>>();
  for await (const subjects of inTurn()) {
    for (const { id, buyer, draws } of subjects) {
      const bounds = counts.get(buyer)?.intervalOf(draws);
      const ofBuyer = byBuyer.get(buyer) ?? new Map<string, RankBounds>();
      if (bounds !== undefined) byBuyer.set(buyer, ofBuyer.set(id, bounds));
    }
  }
  return byBuyer;
}
