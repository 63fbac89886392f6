import { logger } from '#functions/runtime/logger.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { type JudgingPorts, judgeDueRuns } from './judge-due-runs.ts';
import { appendPublishedRuns } from './pin-forecasts.ts';

/**
 * Pins what was published and judges what is due. An error of pinning is thrown: the run is not done without it. An error of judging is
 * logged: the next night tries again, and nothing is lost meanwhile.
 */
export async function keepTrackRecord(pointer: RunPointer, ports: JudgingPorts): Promise<void> {
  await appendPublishedRuns(pointer, ports);
  try {
    await judgeDueRuns(pointer, ports);
  } catch (error) {
    logger().error('runs whose windows have closed could not be judged; the next run tries again', {
      run_id: pointer.run_id,
      who: 'readers of /v1/track-record see the outcomes later',
      what_to_do: 'mend what the error names; forecasts and chain are not touched by it',
      error: error instanceof Error ? error : String(error),
    });
  }
}
