import type {
  CustomBatch,
  CustomBatchRows,
  CustomRankingPage,
  CustomRanks,
  CustomRun,
  CustomScores,
  ScoredInRun,
} from '#functions/store/custom-scores.ts';

const copy = <T>(value: T): T => structuredClone(value);

/** Scores of custom suppliers over maps; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryCustomScores(): CustomScores {
  const plans = new Map<string, readonly CustomBatch[]>();
  const scores = new Map<string, ScoredInRun[]>();
  const rows = new Map<string, CustomBatchRows[]>();
  const pages = new Map<string, CustomRankingPage[]>();
  const ranks = new Map<string, CustomRanks>();
  const runs = new Map<string, CustomRun>();
  const add = <T>(
    map: Map<string, T[]>,
    key: string,
    value: T,
    isSame: (one: T) => boolean,
    order: (one: T) => string | number,
  ): void => {
    const others = (map.get(key) ?? []).filter((one) => !isSame(one));
    map.set(
      key,
      [...others, copy(value)].sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    );
  };
  return {
    async putPlan(runId, batches) {
      plans.set(runId, copy(batches));
    },
    batch: async (runId, number) => copy(plans.get(runId)?.[number] ?? null),
    async putScored(client, runId, suppliers) {
      for (const scored of suppliers) {
        const one = { run_id: runId, scored };
        add(
          scores,
          `${client}#${scored.id}`,
          one,
          (other) => other.run_id === runId,
          ({ run_id }) => run_id,
        );
      }
    },
    async putRows(client, runId, buyer, found) {
      add(
        rows,
        `${client}#${runId}#${buyer}`,
        found,
        ({ batch }) => batch === found.batch,
        ({ batch }) => batch,
      );
    },
    rows: async (client, runId, buyer) => copy(rows.get(`${client}#${runId}#${buyer}`) ?? []),
    async putRankingPages(some) {
      for (const page of some)
        add(
          pages,
          `${page.client}#${page.run_id}#${page.buyer}`,
          page,
          (other) => other.page === page.page,
          ({ page: number }) => number,
        );
    },
    async putRanks(client, runId, buyer, given) {
      ranks.set(`${client}#${runId}#${buyer}`, copy(given));
    },
    async putRun(run) {
      runs.set(`${run.client}#${run.run_id}`, copy(run));
    },
    run: async (client, runId) => copy(runs.get(`${client}#${runId}`) ?? null),
    ranks: async (client, runId, buyer) => copy(ranks.get(`${client}#${runId}#${buyer}`) ?? null),
    rankingPages: async (client, runId, buyer, from, count) =>
      copy(
        (pages.get(`${client}#${runId}#${buyer}`) ?? []).filter(({ page }) => page >= from).slice(0, count),
      ),
    scored: async (client, runId, ids) =>
      new Map(
        ids.flatMap((id) => {
          const one = scores.get(`${client}#${id}`)?.find(({ run_id }) => run_id === runId);
          return one === undefined ? [] : [[id, copy(one.scored)]];
        }),
      ),
    record: async (client, id, limit) => copy((scores.get(`${client}#${id}`) ?? []).slice(-limit)),
  };
}
