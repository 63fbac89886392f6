import { type CfnElement, Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { metricsNamespaceOf } from '#contracts/run/service-metrics.ts';
import type { StartRunEnvironment } from '../../shared/contracts/environment/scoring-environment.ts';
import { pointerKey, RESCORE_REQUESTS_PARTITION, RUNS_PARTITION, rescoreAttemptKey } from '../../shared/contracts/store/table-layout.ts';
import type { StageSettings } from '../stage-settings.ts';
import type { StorageStack } from '../storage-stack.ts';
import { acknowledgeNist } from './nist-reasons.ts';
import { NodeFunction } from './node-function.ts';
import { allowPartitions, READ_ACTIONS } from './table-rights.ts';

export interface PromptScoringProps {
  readonly storage: Pick<StorageStack, 'scores'>;
  /** The state machine of a run. */
  readonly machine: StateMachine;
  readonly codeVersion: string;
  readonly settings: StageSettings;
}

const EVERY_MINUTE = ScheduleExpression.rate(Duration.minutes(1));
/** The next minute looks again: what could not be delivered within one is not tried twice. */
const DELIVERED_WITHIN = Duration.minutes(1);

/**
 * Runs that follow facts: each minute a function looks whether something came in that no run has read, and starts the state machine if so.
 * Who brings facts only adds a request to the Scores table. That is one function and one schedule, the waits after failures included, where a
 * stream and queues would need both, dead-letter queues, and something that waits until the run at work is over.
 */
export class PromptScoring extends Construct {
  readonly starter: LambdaFunction;
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, { storage, machine, codeVersion, settings }: PromptScoringProps) {
    super(scope, id);
    const environment: StartRunEnvironment = {
      LOG_LEVEL: settings.logLevel,
      CODE_VERSION: codeVersion,
      SCORES_TABLE_NAME: storage.scores.tableName,
      RUN_MACHINE_ARN: machine.stateMachineArn,
      METRICS_NAMESPACE: metricsNamespaceOf(Stack.of(this).stackName),
    };
    this.starter = new NodeFunction(this, 'StartRunWhenDue', {
      entryFile: 'functions/scoring/start-run-when-due.handler.ts',
      description: 'Looks each minute whether facts came in that no run has read, and starts a run if so',
      environment,
      timeout: Duration.seconds(50),
      settings,
    }).function;
    const looksAt = [pointerKey.pk, RUNS_PARTITION, RESCORE_REQUESTS_PARTITION, rescoreAttemptKey.pk];
    allowPartitions(this.starter, storage.scores, READ_ACTIONS, looksAt);
    allowPartitions(this.starter, storage.scores, ['dynamodb:PutItem'], [rescoreAttemptKey.pk]);
    this.starter.addToRolePolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }));
    this.schedule = new Schedule(this, 'EachMinute', {
      description: 'Has Chokepoint look whether facts came in that no run has read',
      schedule: EVERY_MINUTE,
      enabled: settings.runsNightly,
      target: new LambdaInvoke(this.starter, { role: this.callerRole(), maxEventAge: DELIVERED_WITHIN, retryAttempts: 0 }),
    });
  }

  private callerRole(): Role {
    const role = new Role(this, 'Caller', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    acknowledgeNist(role, 'IAMNoInlinePolicy');
    const name = Stack.of(this).getLogicalId(this.starter.node.defaultChild as CfnElement);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${name}.Arn>:*]`,
      reason: 'Every version of this one function, and nothing else: the construct allows it beside the function itself.',
    });
    return role;
  }
}
