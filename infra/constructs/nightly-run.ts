import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  type CatchProps,
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  Errors,
  Fail,
  type IChainable,
  JitterType,
  JsonPath,
  LogLevel,
  Pass,
  Result,
  ResultWriterV2,
  S3JsonItemReader,
  StateMachine,
  StateMachineType,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { EventBridgePutEvents, LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { STEPFUNCTIONS_USE_DISTRIBUTED_MAP_RESULT_WRITER_V2 } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import type {
  RunStepsEnvironment,
  ScoreBatchEnvironment,
  WatchRunsEnvironment,
} from '../../shared/contracts/environment/scoring-environment.ts';
import { EVENT_SOURCE } from '../../shared/contracts/run/run-events.ts';
import type { RunStep } from '../../shared/contracts/run/run-messages.ts';
import { metricsNamespaceOf } from '../../shared/contracts/run/service-metrics.ts';
import {
  BATCH_PARTITIONS,
  companyResultsKey,
  ownRankingKey,
  ownRunKey,
  RESCORE_REQUESTS_PARTITION,
  RUN_DRAWS_FOLDER,
  RUN_OBJECTS_FOLDER,
  RUN_PARTITIONS,
  RUNS_PARTITION,
  rescoreAttemptKey,
  SCORE_TABLES_FOLDER,
} from '../../shared/contracts/store/table-layout.ts';
import type { StageSettings } from '../config.ts';
import { MAP_RESULTS_FOLDER, type StorageStack } from '../storage-stack.ts';
import { NodeFunction } from './node-function.ts';
import { allowListing, allowObjects, allowPartitions, allowSignals, READ_ACTIONS } from './rights.ts';
import { inTokyo, type Schedules } from './schedules.ts';

export type NightlyRunProps = Readonly<{
  storage: Pick<StorageStack, 'scores' | 'signals' | 'bucket'>;
  events: EventBus;
  codeVersion: string;
  settings: StageSettings;
  schedules: Schedules;
  /** News of ended executions that could not be delivered. */
  lostCalls: Queue;
}>;

/** Steps compute, and cost the same for half the time. */
const MEGABYTES_OF_A_CORE = 1769;
const INPUT_SNAPSHOTS_FOLDER = 'input-snapshots';

/**
 * 03:30 in Tokyo: the day before is over in every report, and five hours are left to repair a failed night.
 */
const NIGHTLY = inTokyo({ hour: '3', minute: '30' });

const RUN_TIMEOUT = Duration.hours(1);

/** A second try would end the same. */
const DETERMINISTIC_ERRORS = [
  'RunRefused',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'ZodError',
  'FeedWentOn',
];

/** The task says so when it ends first, else Lambda, by the second name or, as documented, the third. */
const HUNG = [Errors.TIMEOUT, 'Sandbox.Timedout', 'Lambda.Unknown'];

/** The construct would allow it all of the bucket. */
class PlanReader extends S3JsonItemReader {
  override providePolicyStatements(): PolicyStatement[] {
    const resources = [this.bucket?.arnForObjects(`${RUN_OBJECTS_FOLDER}/*`) ?? ''];
    return [new PolicyStatement({ actions: ['s3:GetObject'], resources })];
  }
}

/** Writes how batches ended, and no other object: the construct would allow it all of the bucket. */
class OutcomeWriter extends ResultWriterV2 {
  override providePolicyStatements(): PolicyStatement[] {
    const resources = [this.bucket?.arnForObjects(`${MAP_RESULTS_FOLDER}/*`) ?? ''];
    const actions = [
      's3:GetObject',
      's3:PutObject',
      's3:ListMultipartUploadParts',
      's3:AbortMultipartUpload',
    ];
    return [new PolicyStatement({ actions, resources })];
  }
}

const ON_FAILURE: CatchProps = { errors: [Errors.ALL], resultPath: '$.error' };

/**
 * Sends a step its name and the run id, which is all that goes from step to step: facts and results travel
 * through the stores.
 */
const messageTo = (
  step: RunStep,
  more: Readonly<Record<string, unknown>> = { run_id: JsonPath.stringAt('$.run_id') },
): TaskInput => TaskInput.fromObject({ step, ...more });

/**
 * Begin -> score batches side by side -> complete (guard) -> rank batches -> custom suppliers and companies
 * -> publish -> follow batches -> show -> close batches -> after; an earlier run that is not finished goes
 * the same way first. A step that gives up marks the run as failed and ends the execution; the pointer is not
 * touched. What fails of clients is left out, and the run goes on. An execution succeeds when its run was
 * published and all after it was done, or when a newer run was published first.
 */
export class NightlyRun extends Construct {
  readonly machine: StateMachine;
  readonly steps: LambdaFunction;
  readonly scorer: LambdaFunction;
  /** Starts runs that follow facts, makes up a night, and records bad ends. */
  readonly watch: LambdaFunction;

  constructor(scope: Construct, id: string, props: NightlyRunProps) {
    super(scope, id);
    this.node.setContext(STEPFUNCTIONS_USE_DISTRIBUTED_MAP_RESULT_WRITER_V2, true);
    this.steps = this.stepsFunction(props);
    this.scorer = this.scorerFunction(props);
    this.machine = this.stateMachine(props);
    this.watch = this.watchFunction(props);
    this.recordEndedExecutions(props.lostCalls);
    props.schedules.start('Nightly', this.machine, NIGHTLY);
    props.schedules.callEachMinute('WatchRuns', this.watch);
  }

  private environment({ storage, codeVersion, settings }: NightlyRunProps) {
    return {
      LOG_LEVEL: settings.logLevel,
      CODE_VERSION: codeVersion,
      SCORES_TABLE_NAME: storage.scores.tableName,
      SNAPSHOTS_BUCKET_NAME: storage.bucket.bucketName,
      METRICS_NAMESPACE: metricsNamespaceOf(Stack.of(this).stackName),
    };
  }

  /** The batches and a step of two runs: neither waits for the other, nor do readers. */
  private reserved({ reservesConcurrency, batchesAtOnce }: StageSettings) {
    return reservesConcurrency ? { reservedConcurrency: 2 * (batchesAtOnce + 1) } : {};
  }

  /**
   * No step may delete what never expires: a write of many rows at once may, and is not for the track record.
   */
  private stepsFunction(props: NightlyRunProps): LambdaFunction {
    const { storage, events, settings } = props;
    const environment: RunStepsEnvironment = {
      ...this.environment(props),
      EVENT_BUS_ARN: events.eventBusArn,
      SIGNALS_TABLE_NAME: storage.signals.tableName,
    };
    const made = new NodeFunction(this, 'Steps', {
      entryFile: 'functions/scoring/run-steps.handler.ts',
      description:
        'Run: begins it, guards and ranks what was scored, publishes, and writes history, changes and events',
      environment,
      timeout: Duration.minutes(15),
      memoryMegabytes: MEGABYTES_OF_A_CORE,
      settings,
      ...this.reserved(settings),
    }).function;
    const rows = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'].map(
      (action) => `dynamodb:${action}`,
    );
    allowPartitions(made, storage.scores, rows, RUN_PARTITIONS);
    allowPartitions(made, storage.scores, ['dynamodb:BatchWriteItem'], BATCH_PARTITIONS);
    const ranking = ownRankingKey('*', '*', '*', 0).pk;
    allowPartitions(made, storage.scores, ['dynamodb:BatchWriteItem'], [ownRunKey('*', '*').pk]);
    allowPartitions(made, storage.scores, ['dynamodb:PutItem'], [companyResultsKey('*', '*', '*', '*').pk]);
    allowPartitions(made, storage.scores, ['dynamodb:Query'], [ranking]);
    allowSignals(made, storage.signals, 'run-steps');
    events.grantPutEventsTo(made);
    allowObjects(
      made,
      storage.bucket,
      [INPUT_SNAPSHOTS_FOLDER, RUN_OBJECTS_FOLDER, RUN_DRAWS_FOLDER, SCORE_TABLES_FOLDER],
      'writes',
    );
    allowListing(made, storage.bucket);
    return made;
  }

  private scorerFunction(props: NightlyRunProps): LambdaFunction {
    const { storage, settings } = props;
    const environment: ScoreBatchEnvironment = {
      ...this.environment(props),
      SIGNALS_TABLE_NAME: storage.signals.tableName,
    };
    const made = new NodeFunction(this, 'Scorer', {
      entryFile: 'functions/scoring/score-batch.handler.ts',
      description: 'Run: scores some subjects, or some custom suppliers of a client, for all buyers',
      environment,
      timeout: Duration.minutes(5),
      memoryMegabytes: MEGABYTES_OF_A_CORE,
      settings,
      ...this.reserved(settings),
    }).function;
    allowPartitions(made, storage.scores, ['dynamodb:GetItem'], [RUNS_PARTITION]);
    const found = ['OWN-SCORES#*#*#*', ownRankingKey('*', '*', '*', 0).pk];
    allowPartitions(made, storage.scores, ['dynamodb:BatchWriteItem'], found);
    allowSignals(made, storage.signals, 'score-batch');
    allowObjects(made, storage.bucket, [INPUT_SNAPSHOTS_FOLDER], 'reads');
    allowObjects(made, storage.bucket, [RUN_OBJECTS_FOLDER, RUN_DRAWS_FOLDER], 'writes');
    allowListing(made, storage.bucket);
    return made;
  }

  /**
   * Whoever brings facts adds a request to the Scores table, looked for each minute: a stream and queues
   * would need this too, and something that waits for the run at work.
   */
  private watchFunction(props: NightlyRunProps): LambdaFunction {
    const { storage, events, settings } = props;
    const environment: WatchRunsEnvironment = {
      ...this.environment(props),
      EVENT_BUS_ARN: events.eventBusArn,
      RUN_MACHINE_ARN: this.machine.stateMachineArn,
      MINUTES_BETWEEN_RUNS: String(settings.minutesBetweenRuns),
      MOST_RUNS_A_DAY: String(settings.mostRunsADay),
    };
    const made = new NodeFunction(this, 'WatchRuns', {
      entryFile: 'functions/scoring/watch-runs.handler.ts',
      description: 'Starts runs that follow facts, makes up a night, and records executions that ended badly',
      environment,
      timeout: Duration.seconds(50),
      settings,
    }).function;
    const records = ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
    allowPartitions(made, storage.scores, records, RUN_PARTITIONS);
    allowPartitions(made, storage.scores, READ_ACTIONS, [RESCORE_REQUESTS_PARTITION, rescoreAttemptKey.pk]);
    allowPartitions(made, storage.scores, ['dynamodb:PutItem'], [rescoreAttemptKey.pk]);
    events.grantPutEventsTo(made);
    made.addToRolePolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.machine.stateMachineArn] }),
    );
    return made;
  }

  /** An execution that is stopped or takes too long runs no state any more. */
  private recordEndedExecutions(deadLetterQueue: Queue): void {
    new Rule(this, 'ExecutionEndedBadly', {
      description: 'Executions of the nightly run that ended without success',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [this.machine.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [
        new FunctionTarget(this.watch, {
          deadLetterQueue,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }

  private stateMachine(props: NightlyRunProps): StateMachine {
    const log = new LogGroup(this, 'ExecutionLog', {
      retention: props.settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const machine = new StateMachine(this, 'Machine', {
      comment:
        'begin -> score batches -> complete -> rank batches -> what clients own -> publish -> follow batches -> show -> close batches -> after; a failed run changes nothing that readers see',
      definitionBody: DefinitionBody.fromChainable(this.definition(props)),
      timeout: RUN_TIMEOUT,
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
    });
    // All versions: a deployment would take the right to older ones from a night that still needs them.
    for (const task of [this.steps, this.scorer]) task.grantInvoke(machine);
    return machine;
  }

  private definition(props: NightlyRunProps): IChainable {
    const { events } = props;
    // A missing batch would be found by the guard after all others were scored.
    const scoreBatches = this.batches(
      'ScoreBatches',
      props,
      '$.plan',
      this.step('ScoreBatch', this.scorer, Duration.minutes(5)),
    );
    const complete = this.step('Complete', this.steps, Duration.minutes(15), {
      payload: messageTo('Complete'),
      resultPath: '$.guard',
    });
    const rankBatches = this.batches('RankBatches', props, '$.plan', this.batchStep('RankBatch'));
    const publish = this.step('Publish', this.steps, Duration.minutes(1), {
      payload: messageTo('Publish'),
      resultPath: '$.publication',
    });
    // To mark a published run as failed would be a lie: the execution fails and wakes somebody.
    const ofRun = this.followUp('', '$', props, {});
    const { planFollowUp } = ofRun;
    ofRun.after.next(new Succeed(this, 'Completed'));
    const gaveUp = this.markFailed(events, planFollowUp);
    const published = publish
      .addCatch(gaveUp('Publish'), ON_FAILURE)
      .next(
        new Choice(this, 'IsItPublished')
          .when(Condition.booleanEquals('$.publication.published', true), planFollowUp)
          .otherwise(new Succeed(this, 'Overtaken', { comment: 'a newer run was published first' })),
      );
    const refused = this.tellFailed(
      'TellRefused',
      events,
      'the guard refused it, for what the record of the run lists',
    ).next(
      new Fail(this, 'RefusedByGuard', {
        error: 'RefusedByGuard',
        cause: 'The guard of the run found what its record lists; the last good run stands.',
      }),
    );
    // No run could be marked: EventBridge calls what makes a record.
    const notBegun = new Fail(this, 'NotBegun', { errorPath: '$.error.Error', causePath: '$.error.Cause' });
    const begin = { request: JsonPath.entirePayload, execution: JsonPath.executionName };
    const beginning = this.step('Begin', this.steps, Duration.minutes(5), {
      payload: messageTo('Begin', begin),
    });
    beginning
      .addCatch(notBegun, ON_FAILURE)
      .next(scoreBatches.addCatch(gaveUp('ScoreBatches'), ON_FAILURE))
      .next(complete.addCatch(gaveUp('Complete'), ON_FAILURE))
      .next(
        new Choice(this, 'DidTheGuardPass')
          .when(
            Condition.booleanEquals('$.guard.passed', true),
            rankBatches
              .addCatch(gaveUp('RankBatches'), ON_FAILURE)
              .next(this.customSuppliers(props, published)),
          )
          .otherwise(refused),
      );
    return this.settle(props, beginning);
  }

  /**
   * Finishes an earlier run in the same steps, and asks again. What fails of it stops no run: that one tells
   * the changes with its own.
   */
  private settle(props: NightlyRunProps, goesOn: IChainable): IChainable {
    const earlier = { resultPath: '$.earlier', attempts: 3 };
    const settle = this.step('Settle', this.steps, Duration.minutes(1), {
      payload: messageTo('Settle', {}),
      ...earlier,
    });
    const { planFollowUp, followBatches, show, closeBatches, after } = this.followUp(
      'Earlier',
      '$.earlier',
      props,
      { attempts: 3 },
    );
    after.next(settle);
    for (const one of [settle, planFollowUp, followBatches, show, closeBatches, after])
      one.addCatch(goesOn, { errors: [Errors.ALL], resultPath: '$.earlier_error' });
    return settle.next(
      new Choice(this, 'IsARunUnfinished')
        .when(Condition.booleanEquals('$.earlier.found', true), planFollowUp)
        .otherwise(goesOn),
    );
  }

  private followUp(whose: string, path: string, props: NightlyRunProps, tries: { attempts?: number }) {
    const ofRun = (step: RunStep) =>
      this.step(`${whose}${step}`, this.steps, Duration.minutes(15), {
        payload: messageTo(step, { run_id: JsonPath.stringAt(`${path}.run_id`) }),
        resultPath: JsonPath.DISCARD,
        ...tries,
      });
    const ofBatches = (id: string, step: RunStep) =>
      this.batches(`${whose}${id}`, props, `${path}.plan`, this.batchStep(step, whose, tries));
    const [planFollowUp, show, after] = [ofRun('PlanFollowUp'), ofRun('Show'), ofRun('After')];
    const [followBatches, closeBatches] = [
      ofBatches('FollowBatches', 'FollowBatch'),
      ofBatches('CloseBatches', 'CloseBatch'),
    ];
    // Another run was told in between.
    show.addCatch(planFollowUp, { errors: ['FeedWentOn'], resultPath: JsonPath.DISCARD });
    planFollowUp.next(followBatches).next(show).next(closeBatches).next(after);
    return { planFollowUp, followBatches, show, closeBatches, after };
  }

  private batchStep(step: RunStep, whose = '', tries: { attempts?: number } = {}): LambdaInvoke {
    return this.step(`${whose}${step}`, this.steps, Duration.minutes(5), {
      payload: messageTo(step, { request: JsonPath.entirePayload }),
      ...tries,
    });
  }

  private batches(
    id: string,
    { settings, storage }: NightlyRunProps,
    plan: string,
    step: LambdaInvoke,
    toleratedFailurePercentage = 0,
  ): DistributedMap {
    const bucket = storage.bucket as IBucket;
    const map = new DistributedMap(this, id, {
      itemReader: new PlanReader({ bucket, key: JsonPath.stringAt(plan) }),
      toleratedFailurePercentage,
      mapExecutionType: StateMachineType.STANDARD, // an express execution may take five minutes, and trouble is ridden out for half an hour
      maxConcurrency: settings.batchesAtOnce,
      resultWriterV2: new OutcomeWriter({ bucket, prefix: MAP_RESULTS_FOLDER }),
      resultPath: JsonPath.DISCARD,
    });
    map.itemProcessor(step);
    return map;
  }

  /**
   * Goes on in any case. A batch that fails costs its client the ranking. Tries are few, and functions stop
   * when the run is old (functions/scoring/custom-scoring.ts): the execution has to publish.
   */
  private customSuppliers(props: NightlyRunProps, goesOn: IChainable): IChainable {
    const onFailure: CatchProps = { errors: [Errors.ALL], resultPath: '$.custom_error' };
    const few = { attempts: 3 };
    const scoreBatch = this.step('ScoreCustomBatch', this.scorer, Duration.minutes(5), few);
    const scoreBatches = this.batches('ScoreCustomBatches', props, '$.custom.plan', scoreBatch, 100);
    const close = this.step('CloseClients', this.steps, Duration.minutes(10), {
      payload: messageTo('CloseClients'),
      resultPath: JsonPath.DISCARD,
      ...few,
    })
      .addCatch(goesOn, onFailure)
      .next(goesOn);
    const isThereWork = new Choice(this, 'AreThereCustomSuppliers')
      .when(
        Condition.numberGreaterThan('$.custom.batches', 0),
        scoreBatches.addCatch(close, onFailure).next(close),
      )
      .otherwise(close);
    return this.step('PlanCustomSuppliers', this.steps, Duration.minutes(5), {
      payload: messageTo('PlanCustomSuppliers'),
      resultPath: '$.custom',
      ...few,
    })
      .addCatch(close, onFailure)
      .next(isThereWork);
  }

  /**
   * Steps write the same bytes again, so errors are tried again for half an hour, but for deterministic ones;
   * a step that hung once more. The task names the version that was deployed with it: a night goes on with
   * its own code.
   */
  private step(
    id: string,
    lambdaFunction: LambdaFunction,
    timeout: Duration,
    { attempts = 40, ...result }: { payload?: TaskInput; resultPath?: string; attempts?: number } = {},
  ): LambdaInvoke {
    const step = new LambdaInvoke(this, id, {
      lambdaFunction: lambdaFunction.currentVersion as IFunction, // the getter of its role may give undefined
      payloadResponseOnly: true,
      taskTimeout: Timeout.duration(timeout),
      retryOnServiceExceptions: false, // the default has no jitter
      ...result,
    });
    step.addRetry({ errors: DETERMINISTIC_ERRORS, maxAttempts: 0 });
    step.addRetry({ errors: HUNG, interval: Duration.seconds(5), maxAttempts: 1 });
    step.addRetry({
      errors: [Errors.ALL],
      interval: Duration.seconds(5),
      backoffRate: 2,
      maxAttempts: attempts,
      maxDelay: Duration.minutes(2),
      jitterStrategy: JitterType.FULL,
    });
    return step;
  }

  /**
   * Marks the run, and fails the execution unless readers see it. Error names only: causes carry stack
   * traces, and the record of a run is public.
   */
  private markFailed(events: EventBus, goesOn: IChainable): (step: string) => Pass {
    const failure = JsonPath.format(
      'the step {} gave up with {} in execution {}',
      JsonPath.stringAt('$.step'),
      JsonPath.stringAt('$.error.Error'),
      JsonPath.executionName,
    );
    const tell = this.tellFailed('TellFailed', events, failure).next(
      new Fail(this, 'RunFailed', { errorPath: '$.error.Error', causePath: '$.error.Cause' }),
    );
    const mark = this.step('MarkFailed', this.steps, Duration.minutes(1), {
      payload: messageTo('MarkFailed', { run_id: JsonPath.stringAt('$.run_id'), failure }),
      resultPath: '$.marked',
    });
    mark.addCatch(tell, { errors: [Errors.ALL], resultPath: '$.mark_error' });
    mark.next(
      new Choice(this, 'DoReadersSeeIt')
        .when(Condition.booleanEquals('$.marked.published', true), goesOn)
        .otherwise(tell),
    );
    return (step) => {
      const gaveUp = new Pass(this, `${step}GaveUp`, {
        result: Result.fromString(step),
        resultPath: '$.step',
      });
      gaveUp.next(mark);
      return gaveUp;
    };
  }

  /** By no function: these may be what fails. */
  private tellFailed(id: string, eventBus: EventBus, reason: string): EventBridgePutEvents {
    const detail = TaskInput.fromObject({
      event_id: JsonPath.format('run.failed:{}', JsonPath.stringAt('$.run_id')),
      run_id: JsonPath.stringAt('$.run_id'),
      as_of: JsonPath.stringAt('$.as_of'),
      reason,
    });
    const told = new EventBridgePutEvents(this, id, {
      entries: [{ source: EVENT_SOURCE, detailType: 'run.failed', detail, eventBus }],
      resultPath: JsonPath.DISCARD,
    });
    told.addRetry({ interval: Duration.seconds(5), maxAttempts: 5, jitterStrategy: JitterType.FULL });
    return told;
  }
}
