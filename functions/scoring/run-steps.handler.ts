/** The steps of a run but its scoring. Clocks are read here: use cases have none. */
import * as z from 'zod';
import * as messages from '#contracts/run/run-messages.ts';
import { runObjects } from '#contracts/store/table-layout.ts';
import { logger } from '#functions/http/logger.ts';
import { closeBatch, closeRun, followBatch, planFollowUp, showRun } from './after-run.ts';
import { beginRun, settleEarlierRuns } from './begin-run.ts';
import { completeRun } from './complete-run.ts';
import { customStepServices } from './custom-scoring.services.ts';
import { closeClients, planCustomBatches, whileThereIsTime } from './custom-scoring.ts';
import { measureResults, measureSignals, observedStep } from './observed-step.ts';
import { ABANDONED_AFTER_HOURS } from './operational-settings.ts';
import { failRun, publishRun } from './publish-run.ts';
import { afterRunServices, runLedger, runMetrics, stepWatch } from './publishing-steps.services.ts';
import { rankBatch } from './rank-batch.ts';
import { beginRunServices, pinnedRunServices } from './scoring-steps.services.ts';

const now = () => new Date().toISOString();

async function settle(): Promise<messages.SettleResponse> {
  const ports = { ...afterRunServices(), abandonedAfterHours: ABANDONED_AFTER_HOURS };
  const run = await observedStep(
    'Settle',
    { run_id: null },
    () => settleEarlierRuns(now(), ports),
    stepWatch(),
  );
  return run === null
    ? { found: false }
    : { found: true, run_id: run.run_id, plan: runObjects.plan(run.run_id) };
}

/** A state has room for 256 KiB: batches go to the next step as an object. */
async function begin(event: unknown): Promise<messages.BeginRunResponse> {
  const work = async () => {
    const { request, execution } = messages.beginStepRequestSchema.parse(event);
    return beginRun(request, now(), beginRunServices(), execution);
  };
  const {
    run_id,
    as_of,
    batches,
    counts_far_above: farAbove,
  } = await observedStep('Begin', { run_id: null }, work, stepWatch());
  runMetrics().put({ of: {}, values: { CountsFarAbove: farAbove.length } });
  return { run_id, as_of, batches: batches.length, plan: runObjects.plan(run_id) };
}

async function complete(run_id: string) {
  const completed = await observedStep(
    'Complete',
    { run_id },
    () => completeRun(run_id, now(), pinnedRunServices()),
    stepWatch(),
  );
  measureResults(completed, runMetrics());
  return completed;
}

function ofBatch(step: messages.RunStep, work: (request: messages.BatchRequest) => Promise<void>) {
  return (event: unknown) => {
    const { request } = messages.batchStepRequestSchema.parse(event);
    return observedStep(
      step,
      { run_id: request.run_id, batch: request.batch },
      () => work(request),
      stepWatch(),
    );
  };
}

function planStep(run_id: string) {
  const ports = customStepServices();
  const work = async () => {
    const batches = await whileThereIsTime('score', run_id, now(), ports.ledger, () =>
      planCustomBatches(run_id, ports),
    );
    return ports.plans.handOut(run_id, batches ?? []);
  };
  return observedStep('PlanCustomSuppliers', { run_id }, work, stepWatch());
}

function closeStep(run_id: string) {
  const ports = customStepServices();
  const work = async () => {
    const batches = () => ports.plans.batches(run_id);
    const closed = await whileThereIsTime('close', run_id, now(), ports.ledger, async () =>
      closeClients(run_id, await batches(), ports),
    );
    const unranked = closed?.unranked ?? new Set((await batches()).map(({ client }) => client)).size;
    runMetrics().put({ of: {}, values: { CustomClientsUnranked: unranked } });
  };
  return observedStep('CloseClients', { run_id }, work, stepWatch());
}

const publish = (run_id: string) =>
  observedStep('Publish', { run_id }, () => publishRun(run_id, now(), runLedger()), stepWatch());

const planFollow = (run_id: string) =>
  observedStep('PlanFollowUp', { run_id }, () => planFollowUp(run_id, afterRunServices()), stepWatch());

const show = (run_id: string) =>
  observedStep('Show', { run_id }, () => showRun(run_id, afterRunServices()), stepWatch());

async function after(run_id: string) {
  const services = afterRunServices();
  const done = await observedStep('After', { run_id }, () => closeRun(run_id, now(), services), stepWatch());
  await measureSignals(run_id, services.scores, runMetrics()).catch((error: Error) =>
    logger().warn('the age of the signals could not be measured; the run is done', { run_id, error }),
  );
  return done;
}

/** Unless readers see the run. */
async function fail(event: unknown): Promise<messages.FailRunResponse> {
  const { run_id, failure } = messages.failRunRequestSchema.parse(event);
  return observedStep(
    'MarkFailed',
    { run_id },
    () => failRun(run_id, failure, now(), runLedger()),
    stepWatch(),
  );
}

const ofRun = (work: (runId: string) => Promise<unknown>) => (event: unknown) =>
  work(messages.runStepRequestSchema.parse(event).run_id);

const STEPS: Readonly<Record<messages.RunStep, (event: unknown) => Promise<unknown>>> = {
  Settle: settle,
  Begin: begin,
  Complete: ofRun(complete),
  RankBatch: ofBatch('RankBatch', (request) => rankBatch(request, pinnedRunServices())),
  PlanCustomSuppliers: ofRun(planStep),
  CloseClients: ofRun(closeStep),
  Publish: ofRun(publish),
  PlanFollowUp: ofRun(planFollow),
  FollowBatch: ofBatch('FollowBatch', (request) => followBatch(request, afterRunServices())),
  Show: ofRun(show),
  CloseBatch: ofBatch('CloseBatch', (request) => closeBatch(request, now(), afterRunServices())),
  After: ofRun(after),
  MarkFailed: fail,
};

export const handler = (event: unknown): Promise<unknown> =>
  STEPS[z.object({ step: z.enum(messages.RUN_STEPS) }).parse(event).step](event);
