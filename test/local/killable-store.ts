import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { toyParts, toyRunScorer } from '#test/builders/toy-run-scorer.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { sqliteStore } from '#test/functions/store/embedded-store.ts';

export const KILLABLE_BUYERS = ['JPN', 'USA'] as const;
export const BASES: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from({ length: 12 }, (_, n) => [`element#E${String(n).padStart(2, '0')}`, 5 * n + 1]),
);

const runNumber = (runId: string): number => Number(runId.slice(1));
export const scoreOfRun = (base: number, runId: string): number =>
  Math.round(100 * base + (runNumber(runId) % 1000)) / 100;
const dayOfRun = (runId: string): string => isoDate(dayNumber('2026-01-01') + (runNumber(runId) % 360));

export async function openKillableStore(folder: string): Promise<{
  readonly ports: ScoringPorts;
  readonly dayOfNextRun: () => Promise<string>;
  readonly close: () => Promise<void>;
}> {
  const store = await sqliteStore(folder);
  const world = { scores: BASES, buyers: KILLABLE_BUYERS, facts: 'same' };
  const ports: ScoringPorts = {
    ...scoringPorts({
      ...store,
      ...toyParts(world),
      snapshots: inMemoryStore().snapshots,
      makeScorer: async (run) => {
        const scores = Object.fromEntries(
          Object.entries(BASES).map(([key, base]) => [key, scoreOfRun(base, run.run_id)]),
        );
        return toyRunScorer({ ...world, scores, facts: run.run_id }, run);
      },
    }),
    subjectsPerBatch: 3,
    abandonedAfterHours: 0,
  };
  return {
    ports,
    close: store.close,
    async dayOfNextRun() {
      const [last] = await ports.ledger.list(1, null);
      return dayOfRun(`r${(last === undefined ? 0 : runNumber(last.run_id)) + 1}`);
    },
  };
}
