import { signalsDocumentSchema } from '#contracts/run/run-documents.ts';
import type { CompleteRunResponse, RunStep } from '#contracts/run/run-messages.ts';
import { logger } from '#functions/http/logger.ts';
import type { Metrics } from '#functions/http/metrics.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';
import { dateOf, daysBetween, type Instant } from './run-clock.ts';

const MS = 1000;

const known = <Name extends string>(name: Name, value: number | null) =>
  value === null ? {} : { [name]: value };

/** Whether the guard let the run pass or not. */
export function measureResults({ passed, figures }: CompleteRunResponse, metrics: Metrics): void {
  metrics.put({
    of: {},
    values: {
      RunsRefused: passed ? 0 : 1,
      ScoresMade: figures.scored,
      ScoresUnknown: figures.unscored,
      ...known('MeanCoverage', figures.mean_coverage),
      ...known('LargestMovement', figures.largest_movement),
      ...known('FarMovements', figures.far_movements),
    },
  });
}

export async function measureSignals(
  runId: string,
  scores: Pick<PublishedScores, 'document'>,
  metrics: Metrics,
): Promise<void> {
  const { signals } = await runDocument(scores, runId, 'signals', signalsDocumentSchema);
  for (const { theatre, age_days } of signals) {
    if (age_days !== null) metrics.put({ of: { Signal: theatre }, values: { SignalAgeDays: age_days } });
  }
}

/** Of what readers see; nothing before the first publication. */
export function measureAge(pointer: RunPointer | null, now: Instant, metrics: Metrics): void {
  if (pointer === null) return;
  const seconds = Math.round((Date.parse(now) - Date.parse(pointer.published_at)) / MS);
  metrics.put({
    of: {},
    values: { PublishAge: seconds, ScoresAgeDays: daysBetween(pointer.as_of, dateOf(now)) },
  });
}

export type StepName = RunStep | 'ScoreBatch' | 'ScoreCustomBatch' | 'RecordEnded';

/** Steps without which a run is published all the same. */
const CUSTOM_STEPS: readonly string[] = [
  'PlanCustomSuppliers',
  'ScoreCustomBatch',
  'CloseClients',
] satisfies readonly StepName[];

export type CapacityUsed = Readonly<{
  read: number;
  write: number;
}>;

export type StepWatch = Readonly<{
  metrics: Metrics;
  capacityUsed: () => CapacityUsed | null;
  clock: () => number;
  /** `debug` on one machine, where progress is shown elsewhere. */
  level: 'info' | 'debug';
}>;

/**
 * Has a line in the log before and after a step, and measures how long it took and what it used. An error is
 * logged and thrown on. `about`: which call it is, above all the run; `null`: not known yet.
 */
export async function observedStep<T>(
  step: StepName,
  about: Readonly<{
    run_id: string | null;
    client?: string;
    batch?: number;
    execution?: string;
  }>,
  work: () => Promise<T>,
  { metrics, capacityUsed, clock, level }: StepWatch,
): Promise<T> {
  const [begun, before] = [clock(), capacityUsed()];
  logger()[level]('a step of a run begins', { step, ...about });
  const usedSoFar = (): UsedByStep => {
    const duration_ms = Math.round(clock() - begun);
    const after = capacityUsed();
    return before === null || after === null
      ? { duration_ms }
      : { duration_ms, write_units: after.write - before.write, read_units: after.read - before.read };
  };
  try {
    const result = await work();
    const used = usedSoFar();
    const run_id = (result as Readonly<{ run_id?: string }> | undefined)?.run_id ?? about.run_id;
    logger()[level]('a step of a run has ended', { step, ...about, run_id, ...used });
    metrics.put({
      of: { Step: step },
      values: { StepDuration: used.duration_ms, ...measuredUnits(used), StepFailures: 0 },
    });
    return result;
  } catch (error) {
    const used = usedSoFar();
    const advice = CUSTOM_STEPS.includes(step) ? CUSTOM_ADVICE : ADVICE;
    logger().error('a step of a run failed', { step, ...about, ...used, ...advice, error });
    metrics.put({ of: { Step: step }, values: { StepFailures: 1, ...measuredUnits(used) } });
    throw error;
  }
}

const ADVICE = {
  who: 'readers see the run before, unless this one was published already',
  what_to_do:
    'nothing while the step is tried again; when the run ends as failed, mend what the error names and start the run again',
};
const CUSTOM_ADVICE = {
  who: 'clients with custom suppliers: where it stays so, theirs are scored when they are read; the run goes on',
  what_to_do:
    'nothing while the step is tried again; else mend what the error names, and the next run scores them again',
};

type UsedByStep = Readonly<{ duration_ms: number; write_units?: number; read_units?: number }>;

const measuredUnits = ({ write_units, read_units }: UsedByStep) => ({
  ...(write_units === undefined ? {} : { WriteUnits: write_units }),
  ...(read_units === undefined ? {} : { ReadUnits: read_units }),
});
