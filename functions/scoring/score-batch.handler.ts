import { batchRequestSchema, customBatchSchema } from '#contracts/run/run-messages.ts';
import { customStepServices } from './custom-scoring.services.ts';
import { scoreCustomBatch, whileThereIsTime } from './custom-scoring.ts';
import { observedStep } from './observed-step.ts';
import { stepWatch } from './publishing-steps.services.ts';
import { scoreBatch } from './score-batch.ts';
import { pinnedRunServices } from './scoring-steps.services.ts';

/** Of subjects, or of the custom suppliers of a client. */
export const handler = async (event: unknown): Promise<unknown> => {
  if (event !== null && typeof event === 'object' && 'subjects' in event) {
    const request = batchRequestSchema.parse(event);
    const { run_id, batch } = request;
    return observedStep(
      'ScoreBatch',
      { run_id, batch },
      () => scoreBatch(request, pinnedRunServices()),
      stepWatch(),
    );
  }
  const request = customBatchSchema.parse(event);
  const { run_id, client, batch } = request;
  const ports = customStepServices();
  const work = () =>
    whileThereIsTime('score', run_id, new Date().toISOString(), ports.ledger, () =>
      scoreCustomBatch(request, ports),
    );
  return observedStep('ScoreCustomBatch', { run_id, client, batch }, work, stepWatch());
};
