import { runPaceEnvironmentSchema } from '#contracts/environment/run-pace.ts';
import type { RunPace } from '#functions/store/runs/next-run.ts';
import { readEnvironment } from './cold-start.ts';

export function runPace(): RunPace {
  const { MINUTES_BETWEEN_RUNS, MOST_RUNS_A_DAY } = readEnvironment(runPaceEnvironmentSchema);
  return { minutesBetweenRuns: MINUTES_BETWEEN_RUNS, mostRunsADay: MOST_RUNS_A_DAY };
}
