import { type CfnElement, Duration, RemovalPolicy, Stack, TimeZone, Token, Validations } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
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
import { EVENT_SOURCE } from '../../shared/contracts/run/run-events.ts';
import { RUN_OBJECTS_FOLDER } from '../../shared/contracts/store/table-layout.ts';
import { MAP_RESULTS_FOLDER, nameAcrossStacks } from '../storage-stack.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { acknowledgeNist } from './nist-reasons.ts';
import { RunFunctions, type RunFunctionsProps, type RunSteps } from './run-functions.ts';

/** Properties of the functions of the run. The state machine itself also sends `run.failed` to the bus. */
export type NightlyScoringProps = RunFunctionsProps;

/**
 * 03:30 in Tokyo: the buyer's day before is over in every report that is made by then, five hours are left to repair a failed night
 * before offices open, and Japan has no daylight saving time that could skip or repeat the hour.
 */
const NIGHTLY = ScheduleExpression.cron({ minute: '30', hour: '3', timeZone: TimeZone.ASIA_TOKYO });

/**
 * How long and how often the start of a run is tried again. The default of the construct is 185 times over 24 hours, with which
 * last night's run could start tonight.
 */
const START_WITHIN = Duration.hours(2);
const START_RETRIES = 8;

/** A whole run takes minutes; one that takes an hour hangs. */
const RUN_TIMEOUT = Duration.hours(1);

/** Errors of the code itself and of its inputs: a second try would end the same. */
const DETERMINISTIC_ERRORS = ['RunRefused', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'ZodError'];

/** A step that took too long: the task says so when it ends first, and else Lambda, by the second name or, as its documentation has it, the third. */
const HUNG = [Errors.TIMEOUT, 'Sandbox.Timedout', 'Lambda.Unknown'];

/** Reads plans of runs, and no other object: the construct would allow it all of the bucket. */
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
    const actions = ['s3:GetObject', 's3:PutObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'];
    return [new PolicyStatement({ actions, resources })];
  }
}

const ON_FAILURE: CatchProps = { errors: [Errors.ALL], resultPath: '$.error' };

/** The run id, which is all that goes from step to step: facts and results travel through the table. */
const runIdOnly = TaskInput.fromObject({ run_id: JsonPath.stringAt('$.run_id') });

/**
 * The nightly run: schedule -> begin -> score the batches side by side -> complete (fan-in and guard) -> custom suppliers of clients -> publish -> after.
 *
 * A step that gives up marks the run as failed and ends the execution as failed; the pointer is not touched, so the last good run stands.
 * Whatever fails of custom suppliers is left out, and the run goes on. An execution succeeds only when its run was published and everything after it was
 * done, or when a newer run was published first.
 */
export class NightlyScoring extends Construct {
  readonly machine: StateMachine;
  readonly schedule: Schedule;
  /** Queue of starts of a run that the scheduler could not deliver. */
  readonly lostStarts: Queue;
  /** Moves the pointer: when it has answered, a run is published, whatever becomes of what follows. */
  readonly publisher: IFunction;
  /** Steps of custom suppliers that concern all clients: a run in which one of them fails is published without any client's own ranking. */
  readonly ownSteps: readonly IFunction[];

  constructor(scope: Construct, id: string, props: NightlyScoringProps) {
    super(scope, id);
    this.node.setContext(STEPFUNCTIONS_USE_DISTRIBUTED_MAP_RESULT_WRITER_V2, true);
    const { steps } = new RunFunctions(this, 'Steps', props);
    this.publisher = steps.publish;
    this.ownSteps = [steps.planOwn, steps.rankOwn];
    this.machine = this.stateMachine(steps, props);
    this.recordEndedExecutions(steps.recordEnded);
    this.lostStarts = deadLetterQueue(this, 'LostStarts');
    this.schedule = new Schedule(this, 'Nightly', {
      description: 'Starts the nightly run of Chokepoint',
      schedule: NIGHTLY,
      enabled: props.settings.runsNightly,
      target: new StepFunctionsStartExecution(this.machine, {
        input: ScheduleTargetInput.fromObject({}),
        maxEventAge: START_WITHIN,
        retryAttempts: START_RETRIES,
        deadLetterQueue: this.lostStarts,
      }),
    });
    // The role that starts the machine stands in the stack itself, where the construct of the scheduler puts it.
    for (const role of Stack.of(this).node.children.filter(({ node }) => node.id.startsWith('SchedulerRoleForTarget')))
      acknowledgeNist(role, 'IAMNoInlinePolicy');
  }

  /** An execution that is stopped or takes too long runs no state any more: EventBridge tells of those, and of every failed one. */
  private recordEndedExecutions(recorder: IFunction): void {
    const rule = new Rule(this, 'ExecutionEndedBadly', {
      description: 'Executions of the nightly run that ended without success',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [this.machine.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [new FunctionTarget(recorder, { maxEventAge: Duration.hours(24), retryAttempts: 185 })],
    });
    Validations.of(rule).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'It is tried for a day, also while the table is away; an alarm on the executions themselves has told a person by then.',
    });
  }

  private stateMachine(steps: RunSteps, props: NightlyScoringProps): StateMachine {
    const { settings } = props;
    const log = new LogGroup(this, 'ExecutionLog', { retention: settings.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    acknowledgeNist(log, 'CloudWatchLogGroupEncrypted');
    const machine = new StateMachine(this, 'Machine', {
      comment: 'begin -> score batches -> complete -> custom suppliers -> publish -> after; a failed run changes nothing that readers see',
      definitionBody: DefinitionBody.fromChainable(this.definition(steps, props)),
      timeout: RUN_TIMEOUT,
      tracingEnabled: true,
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
    });
    // All versions: the tasks are granted theirs only, and a deployment would take the right to the older ones from a night that still needs them.
    const { recordEnded: _, ...tasks } = steps;
    for (const task of Object.values<LambdaFunction>(tasks)) task.grantInvoke(machine);
    acknowledgeNist(machine, 'IAMNoInlinePolicy');
    Validations.of(machine.role).acknowledge(
      { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'X-Ray and the delivery of execution logs accept no resource but *.' },
      ...[RUN_OBJECTS_FOLDER, MAP_RESULTS_FOLDER].map((folder) => ({
        id: `AwsSolutions-IAM5[Resource::${nameAcrossStacks(props.storage.bucket)}/${folder}/*]`,
        reason: 'Objects are named by their run or execution, which nobody knows at deployment.',
      })),
      ...Object.values(steps).map((step: IFunction) => ({
        id: `AwsSolutions-IAM5[Resource::<${logicalIdOf(step)}.Arn>:*]`,
        reason: 'Every version of this one function, and nothing else: a night in flight goes on with the versions it began with.',
      })),
    );
    Validations.of(machine).acknowledge(
      ...['/*:*', ':*'].map((end) => ({
        id: `AwsSolutions-IAM5[Resource::${executionsOf(machine)}${end}]`,
        reason: 'The executions of this one machine, which a Distributed Map starts, looks at and stops.',
      })),
    );
    return machine;
  }

  private definition(steps: RunSteps, props: NightlyScoringProps): IChainable {
    const { events, settings, storage } = props;
    const bucket = storage.bucket as IBucket;
    const scoreBatches = new DistributedMap(this, 'ScoreBatches', {
      itemReader: new PlanReader({ bucket, key: JsonPath.stringAt('$.plan') }),
      // A batch that is missing would be found by the guard after all others were scored.
      toleratedFailurePercentage: 0,
      mapExecutionType: StateMachineType.STANDARD, // an express execution may take five minutes, and trouble is ridden out for half an hour
      maxConcurrency: settings.batchesAtOnce,
      resultWriterV2: new OutcomeWriter({ bucket, prefix: MAP_RESULTS_FOLDER }),
      resultPath: JsonPath.DISCARD,
    });
    scoreBatches.itemProcessor(this.step('ScoreBatch', steps.scoreBatch, Duration.minutes(5)));
    const complete = this.step('Complete', steps.complete, Duration.minutes(15), { payload: runIdOnly, resultPath: '$.guard' });
    const publish = this.step('Publish', steps.publish, Duration.minutes(1), { payload: runIdOnly, resultPath: '$.publication' });
    // Nothing is caught after publishing: to mark a published run as failed would be a lie. The execution fails and wakes somebody.
    const after = this.step('After', steps.after, Duration.minutes(15), { payload: runIdOnly, resultPath: JsonPath.DISCARD });

    const completed = after.next(new Succeed(this, 'Completed'));
    const gaveUp = this.markFailed(steps.fail, events, completed);
    const published = publish
      .addCatch(gaveUp('Publish'), ON_FAILURE)
      .next(
        new Choice(this, 'IsItPublished')
          .when(Condition.booleanEquals('$.publication.published', true), after)
          .otherwise(new Succeed(this, 'Overtaken', { comment: 'a newer run was published first' })),
      );
    const refused = this.tellFailed('TellRefused', events, 'the guard refused it, for what the record of the run lists').next(
      new Fail(this, 'RefusedByGuard', {
        error: 'RefusedByGuard',
        cause: 'The guard of the run found what its record lists; the last good run stands.',
      }),
    );
    // There is no run yet that could be marked: EventBridge calls the function that makes a record.
    const notBegun = new Fail(this, 'NotBegun', { errorPath: '$.error.Error', causePath: '$.error.Cause' });
    const begin = { request: JsonPath.entirePayload, execution: JsonPath.executionName };
    return this.step('Begin', steps.begin, Duration.minutes(5), { payload: TaskInput.fromObject(begin) })
      .addCatch(notBegun, ON_FAILURE)
      .next(scoreBatches.addCatch(gaveUp('ScoreBatches'), ON_FAILURE))
      .next(complete.addCatch(gaveUp('Complete'), ON_FAILURE))
      .next(
        new Choice(this, 'DidTheGuardPass')
          .when(Condition.booleanEquals('$.guard.passed', true), this.ownSuppliers(steps, props, published))
          .otherwise(refused),
      );
  }

  /**
   * Scores and ranks the custom suppliers of clients, and goes on in any case: they never hold back the run of all. A batch that fails costs its client the
   * ranking, and nobody else. Tries are few, and functions stop when the run is old (functions/scoring/own/own-time-budget.ts): the execution has to publish.
   */
  private ownSuppliers(steps: RunSteps, { settings, storage }: NightlyScoringProps, goesOn: IChainable): IChainable {
    const onFailure: CatchProps = { errors: [Errors.ALL], resultPath: '$.own_error' };
    const few = { attempts: 3 };
    const bucket = storage.bucket as IBucket;
    const scoreBatches = new DistributedMap(this, 'ScoreOwnBatches', {
      itemReader: new PlanReader({ bucket, key: JsonPath.stringAt('$.own.plan') }),
      toleratedFailurePercentage: 100,
      mapExecutionType: StateMachineType.STANDARD,
      maxConcurrency: settings.batchesAtOnce,
      resultWriterV2: new OutcomeWriter({ bucket, prefix: MAP_RESULTS_FOLDER }),
      resultPath: JsonPath.DISCARD,
    });
    scoreBatches.itemProcessor(this.step('ScoreOwnBatch', steps.scoreOwnBatch, Duration.minutes(5), few));
    const rank = this.step('RankOwn', steps.rankOwn, Duration.minutes(10), { payload: runIdOnly, resultPath: JsonPath.DISCARD, ...few });
    const scored = scoreBatches.addCatch(goesOn, onFailure).next(rank.addCatch(goesOn, onFailure)).next(goesOn);
    const isThereWork = new Choice(this, 'AreThereOwnSuppliers')
      .when(Condition.numberGreaterThan('$.own.batches', 0), scored)
      .otherwise(goesOn);
    return this.step('PlanOwn', steps.planOwn, Duration.minutes(5), { payload: runIdOnly, resultPath: '$.own', ...few })
      .addCatch(goesOn, onFailure)
      .next(isThereWork);
  }

  /**
   * A function of the run. Every step writes the same bytes when it runs again, so errors are tried again for more than half an hour, except those that
   * the same inputs give again; a step that hung is tried once more.
   *
   * The task names the version of the function that was deployed with this definition, and an execution keeps the definition it was started with: a
   * night goes on with its own code when other code is deployed in the middle of it. An alias would move under it.
   */
  private step(
    id: string,
    lambdaFunction: LambdaFunction,
    timeout: Duration,
    { attempts = 40, ...result }: { payload?: TaskInput; resultPath?: string; attempts?: number } = {},
  ): LambdaInvoke {
    const step = new LambdaInvoke(this, id, {
      lambdaFunction: lambdaFunction.currentVersion as IFunction, // the getter of its role may give undefined, the property may not
      payloadResponseOnly: true,
      taskTimeout: Timeout.duration(timeout),
      retryOnServiceExceptions: false, // the default has no jitter; below is one policy for all errors
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
   * Where a step goes that gave up: the run is marked with the name of the step, and the execution fails; unless readers see the run, which then goes on.
   * Error names only: causes carry stack traces, and the record of a run is public. The execution log has the whole.
   */
  private markFailed(fail: LambdaFunction, events: EventBus, goesOn: IChainable): (step: string) => Pass {
    const failure = JsonPath.format(
      'the step {} gave up with {} in execution {}',
      JsonPath.stringAt('$.step'),
      JsonPath.stringAt('$.error.Error'),
      JsonPath.executionName,
    );
    const tell = this.tellFailed('TellFailed', events, failure).next(
      new Fail(this, 'RunFailed', { errorPath: '$.error.Error', causePath: '$.error.Cause' }),
    );
    const mark = this.step('MarkFailed', fail, Duration.minutes(1), {
      payload: TaskInput.fromObject({ run_id: JsonPath.stringAt('$.run_id'), failure }),
      resultPath: '$.marked',
    });
    mark.addCatch(tell, { errors: [Errors.ALL], resultPath: '$.mark_error' });
    mark.next(new Choice(this, 'DoReadersSeeIt').when(Condition.booleanEquals('$.marked.published', true), goesOn).otherwise(tell));
    return (step) => {
      const gaveUp = new Pass(this, `${step}GaveUp`, { result: Result.fromString(step), resultPath: '$.step' });
      gaveUp.next(mark);
      return gaveUp;
    };
  }

  /** Sends `run.failed`. No function sends this event: when a run fails, its functions may be what fails. */
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

/** How cdk-nag writes the ARN of the executions of a machine: with the names of partition and region where the stack has a region, and with references where it has none. */
function executionsOf(machine: StateMachine): string {
  const stack = Stack.of(machine);
  const [partition, region] = Token.isUnresolved(stack.region) ? ['<AWS::Partition>', '<AWS::Region>'] : [stack.partition, stack.region];
  const name = stack.getLogicalId(machine.node.defaultChild as CfnElement);
  return `arn:${partition}:states:${region}:<AWS::AccountId>:execution:{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${name}"}]}]}`;
}

const logicalIdOf = (step: IFunction): string => Stack.of(step).getLogicalId(step.node.defaultChild as CfnElement);
