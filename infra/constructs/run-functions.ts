import { basename } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { metricsNamespaceOf } from '#contracts/run/service-metrics.ts';
import type {
  AfterRunEnvironment,
  BeginRunEnvironment,
  OwnScoringEnvironment,
  ScoringEnvironment,
} from '../../shared/contracts/environment/scoring-environment.ts';
import {
  ownPlanKey,
  ownRankingKey,
  ownRanksKey,
  ownRowsKey,
  ownRunKey,
  ownScoresPartition,
  RUN_DRAWS_FOLDER,
  RUN_OBJECTS_FOLDER,
  RUN_PARTITIONS,
  RUNS_PARTITION,
  SCORE_TABLES_FOLDER,
} from '../../shared/contracts/store/table-layout.ts';
import type { StageSettings } from '../stage-settings.ts';
import type { StorageStack } from '../storage-stack.ts';
import { allowObjects } from './bucket-rights.ts';
import type { EntryFile } from './bundled-code.ts';
import { constructIdOf, NodeFunction } from './node-function.ts';
import { allowPartitions, allowSignals } from './table-rights.ts';

/** The steps of a run, as functions. Their messages are in shared/contracts/run/run-messages.ts. */
export interface RunSteps {
  readonly begin: LambdaFunction;
  readonly scoreBatch: LambdaFunction;
  readonly complete: LambdaFunction;
  readonly planOwn: LambdaFunction;
  readonly scoreOwnBatch: LambdaFunction;
  readonly rankOwn: LambdaFunction;
  readonly publish: LambdaFunction;
  readonly after: LambdaFunction;
  readonly fail: LambdaFunction;
  /** No step of the machine: writes down that an execution ended badly. */
  readonly recordEnded: IFunction;
}

export interface RunFunctionsProps {
  readonly storage: Pick<StorageStack, 'scores' | 'signals' | 'bucket'>;
  /** Hears what a run has changed. */
  readonly events: EventBus;
  /** Names the code that runs: written into every run. */
  readonly codeVersion: string;
  readonly settings: StageSettings;
}

interface RowsOfStep {
  readonly actions: readonly string[];
  /** Names of partitions; a star stands for any end. */
  readonly partitions: readonly string[];
}

interface RunStepSpecification {
  readonly handlerFile: EntryFile;
  readonly description: string;
  /** DynamoDB actions that the step may take on rows that runs make for everybody; no others are granted. */
  readonly actions?: readonly string[];
  /** Other rows of the Scores table that the step may reach. */
  readonly rows?: readonly RowsOfStep[];
  /** Access of the step to the input snapshots. */
  readonly snapshots: 'none' | 'reads' | 'writes';
  /** Access of the step to the objects of runs. */
  readonly runObjects: 'none' | 'reads' | 'writes';
  /** Access of the step to the draws of runs; without it, none. */
  readonly draws?: 'reads' | 'writes';
  /** Whether the step reads the Signals table: `SIGNALS_RIGHTS` has of what. */
  readonly readsSignals?: true;
  /** Whether the step writes the scores of published runs as tables. */
  readonly writesTables?: true;
  /** Whether the step sends events about the changes of a run. */
  readonly sendsEvents?: true;
  readonly timeout: Duration;
}

/** A whole core: steps of a run compute, and cost the same for half the time. */
const MEGABYTES_OF_A_CORE = 1769;

const ANY_CUSTOM_SCORES = ownScoresPartition('*', '*');
const ANY_CUSTOM_ROWS = ownRowsKey('*', '*', '*', 0).pk;
const OWN_RANKS_OF_ANY = [ownRankingKey('*', '*', '*', 0).pk, ownRanksKey('*', '*', '*').pk, ownRunKey('*', '*').pk];

/** The steps of a run. No step may delete: rows of old runs expire. */
const RUN_STEPS: Readonly<Record<keyof RunSteps, RunStepSpecification>> = {
  begin: {
    handlerFile: 'functions/scoring/begin-run.handler.ts',
    description: 'Run, step 1: pins inputs and code, names the batches',
    actions: [
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:BatchWriteItem',
    ],
    readsSignals: true,
    snapshots: 'writes',
    runObjects: 'writes',
    writesTables: true, // what the run before has left of its last step
    sendsEvents: true, // the same
    timeout: Duration.minutes(5),
  },
  scoreBatch: {
    handlerFile: 'functions/scoring/score-batch.handler.ts',
    description: 'Run, step 2: scores some subjects for all buyers',
    actions: ['dynamodb:GetItem'],
    snapshots: 'reads',
    runObjects: 'writes',
    draws: 'writes',
    timeout: Duration.minutes(5),
  },
  complete: {
    handlerFile: 'functions/scoring/complete-run.handler.ts',
    description: 'Run, step 3: counts, guards, ranks',
    // BatchGetItem looks whether what was written is there.
    actions: [
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:BatchWriteItem',
    ],
    snapshots: 'reads',
    runObjects: 'writes',
    draws: 'reads',
    timeout: Duration.minutes(15), // 100,000 suppliers take a few
  },
  planOwn: {
    handlerFile: 'functions/scoring/own/plan-own.handler.ts',
    description: "Run: lists clients' custom suppliers, names their batches",
    rows: [
      { actions: ['dynamodb:GetItem'], partitions: [RUNS_PARTITION] },
      { actions: ['dynamodb:BatchWriteItem'], partitions: [ownPlanKey('*', 0).pk] },
    ],
    readsSignals: true,
    snapshots: 'none',
    runObjects: 'writes',
    timeout: Duration.minutes(5),
  },
  scoreOwnBatch: {
    handlerFile: 'functions/scoring/own/score-own-batch.handler.ts',
    description: 'Run: scores some custom suppliers of a client for all buyers',
    rows: [
      { actions: ['dynamodb:GetItem'], partitions: [RUNS_PARTITION, ownPlanKey('*', 0).pk] },
      { actions: ['dynamodb:BatchWriteItem'], partitions: [ANY_CUSTOM_SCORES, ANY_CUSTOM_ROWS] },
    ],
    readsSignals: true,
    snapshots: 'reads',
    runObjects: 'none',
    timeout: Duration.minutes(5),
  },
  rankOwn: {
    handlerFile: 'functions/scoring/own/rank-own.handler.ts',
    description: "Run: ranks clients' custom suppliers",
    rows: [
      { actions: ['dynamodb:GetItem'], partitions: [RUNS_PARTITION] },
      { actions: ['dynamodb:Query'], partitions: [ANY_CUSTOM_ROWS] },
      { actions: ['dynamodb:BatchWriteItem'], partitions: OWN_RANKS_OF_ANY },
    ],
    snapshots: 'none',
    runObjects: 'reads',
    timeout: Duration.minutes(10),
  },
  publish: {
    handlerFile: 'functions/scoring/publish-run.handler.ts',
    description: 'Run, step 4: moves the pointer that readers follow',
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    snapshots: 'none',
    runObjects: 'none',
    timeout: Duration.minutes(1),
  },
  after: {
    handlerFile: 'functions/scoring/after-run.handler.ts',
    description: 'Run, step 5: history, changes, events, tables, expiry of superseded rows',
    actions: [
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:BatchWriteItem',
    ],
    snapshots: 'none',
    runObjects: 'reads',
    writesTables: true,
    sendsEvents: true,
    timeout: Duration.minutes(15),
  },
  fail: {
    handlerFile: 'functions/scoring/fail-run.handler.ts',
    description: 'Marks a run that a step gave up on as failed',
    actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    snapshots: 'none',
    runObjects: 'none',
    timeout: Duration.minutes(1),
  },
  recordEnded: {
    handlerFile: 'functions/scoring/record-ended-execution.handler.ts',
    description: 'Sees to it that an execution that failed, timed out or was stopped has a failed run, and tells the bus',
    actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    snapshots: 'none',
    runObjects: 'none',
    sendsEvents: true,
    timeout: Duration.minutes(1),
  },
};

/** The functions of a run, each with the rights of its step. */
export class RunFunctions extends Construct {
  readonly steps: RunSteps;

  constructor(scope: Construct, id: string, props: RunFunctionsProps) {
    super(scope, id);
    this.steps = {
      begin: this.step('begin', props),
      scoreBatch: this.step('scoreBatch', props),
      complete: this.step('complete', props),
      planOwn: this.step('planOwn', props),
      scoreOwnBatch: this.step('scoreOwnBatch', props),
      rankOwn: this.step('rankOwn', props),
      publish: this.step('publish', props),
      after: this.step('after', props),
      fail: this.step('fail', props),
      recordEnded: this.step('recordEnded', props),
    };
  }

  private step(step: keyof RunSteps, props: RunFunctionsProps): LambdaFunction {
    const {
      handlerFile,
      description,
      actions = [],
      rows = [],
      readsSignals,
      snapshots,
      runObjects,
      draws,
      writesTables,
      sendsEvents,
      timeout,
    } = RUN_STEPS[step];
    const { storage, events, settings } = props;
    const made = new NodeFunction(this, constructIdOf(handlerFile), {
      entryFile: handlerFile,
      description,
      environment: environmentOf(step, metricsNamespaceOf(Stack.of(this).stackName), props),
      timeout,
      memoryMegabytes: MEGABYTES_OF_A_CORE,
      settings,
      ...(step === 'scoreBatch' && settings.reservesConcurrency ? { reservedConcurrency: settings.batchesAtOnce } : {}),
    }).function;
    if (actions.length > 0) allowPartitions(made, storage.scores, actions, RUN_PARTITIONS);
    for (const { actions: some, partitions } of rows) allowPartitions(made, storage.scores, some, partitions);
    if (readsSignals) allowSignals(made, storage.signals, basename(handlerFile, '.handler.ts'));
    if (sendsEvents) events.grantPutEventsTo(made);
    if (snapshots !== 'none') allowObjectsIfThere(made, storage.bucket, 'input-snapshots', snapshots);
    if (runObjects !== 'none') allowObjectsIfThere(made, storage.bucket, RUN_OBJECTS_FOLDER, runObjects);
    if (draws !== undefined) allowObjectsIfThere(made, storage.bucket, RUN_DRAWS_FOLDER, draws);
    if (writesTables) allowObjects(made, storage.bucket, SCORE_TABLES_FOLDER, 'writes');
    return made;
  }
}

function environmentOf(
  step: keyof RunSteps,
  namespace: string,
  { storage, events, codeVersion, settings }: RunFunctionsProps,
): Record<string, string> {
  const scoring: ScoringEnvironment = {
    LOG_LEVEL: settings.logLevel,
    CODE_VERSION: codeVersion,
    SCORES_TABLE_NAME: storage.scores.tableName,
    SNAPSHOTS_BUCKET_NAME: storage.bucket.bucketName,
    METRICS_NAMESPACE: namespace,
  };
  if (step === 'planOwn' || step === 'scoreOwnBatch' || step === 'rankOwn') {
    const own: OwnScoringEnvironment = { ...scoring, SIGNALS_TABLE_NAME: storage.signals.tableName };
    return { ...own };
  }
  if (step !== 'begin' && step !== 'after' && step !== 'recordEnded') return { ...scoring };
  const after: AfterRunEnvironment = { ...scoring, EVENT_BUS_ARN: events.eventBusArn };
  if (step !== 'begin') return { ...after };
  const begin: BeginRunEnvironment = { ...after, SIGNALS_TABLE_NAME: storage.signals.tableName };
  return { ...begin };
}

/** Objects of a folder, and the right to list: without it S3 answers 403 instead of 404 for an object that is not there yet. */
function allowObjectsIfThere(step: IFunction, bucket: IBucket, folder: string, access: 'reads' | 'writes'): void {
  allowObjects(step, bucket, folder, access);
  step.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
}
