import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { SubjectOverTime } from '../changes/differences.ts';
import type { DayRange } from '../published-run/day-range.ts';
import {
  type CustomSupplierPorts,
  customSupplierHistory,
  customSupplierOnDay,
} from './custom-supplier-in-time.ts';

const MOST_WEEKS = 104;

/** As it is now, before the newest run as the version that stood on the day. */
export async function customSupplierOverTime(
  client: string,
  stored: StoredSupplier,
  buyer: string,
  run: RunPointer,
  ports: CustomSupplierPorts,
): Promise<SubjectOverTime> {
  const { document, basis } = await (await ports.scorerOf(run, client)).score(stored, buyer);
  const shownIn = async (range: DayRange) => {
    const question = { client, buyer, range, interval: 'week', limit: MOST_WEEKS } as const;
    const { found } = await customSupplierHistory(stored, question, null, ports);
    return found.rows;
  };
  return {
    named: document,
    async shownOn(day) {
      if (day < run.as_of) return (await shownIn({ from: day, to: day }))[0] ?? null;
      return {
        as_of: run.as_of,
        score: document.score,
        scarce: null,
        band: document.band,
        origin: basis === 'published' ? basis : 'replayed',
      };
    },
    shownIn,
    // Runs tell no change of it.
    publishedDays: [],
    async explainedOn(day) {
      const time = { as_of: day, known_at: day, end_use: PUBLISHED_END_USE };
      const { scorer, version } = await customSupplierOnDay(client, stored, time, ports, true);
      return scorer.explain(version, buyer);
    },
    publishedBetween: async () => [],
  };
}
