import { Duration, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

/** Japan has no summer time that could skip or repeat an hour. */
export const inTokyo = (
  at: Readonly<{
    hour: string;
    minute: string;
    day?: string;
  }>,
): ScheduleExpression => ScheduleExpression.cron({ ...at, timeZone: TimeZone.ASIA_TOKYO });

/** With the defaults, last night's work could start tonight. */
const OF_A_NIGHT = { maxEventAge: Duration.minutes(45), retryAttempts: 3 };
/** The next minute looks again. */
const OF_A_MINUTE = { maxEventAge: Duration.minutes(1), retryAttempts: 0 };

export class Schedules extends Construct {
  private readonly role = new Role(this, 'Caller', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
  });
  private readonly enabled: boolean;

  constructor(scope: Construct, id: string, enabled: boolean) {
    super(scope, id);
    this.enabled = enabled;
  }

  call(id: string, called: IFunction, schedule: ScheduleExpression, input: object): void {
    const target = new LambdaInvoke(called, {
      role: this.role,
      input: ScheduleTargetInput.fromObject(input),
      ...OF_A_NIGHT,
    });
    new Schedule(this, id, { schedule, enabled: this.enabled, target });
  }

  callEachMinute(id: string, called: IFunction): void {
    const target = new LambdaInvoke(called, { role: this.role, ...OF_A_MINUTE });
    new Schedule(this, id, {
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      enabled: this.enabled,
      target,
    });
  }

  start(id: string, machine: IStateMachine, schedule: ScheduleExpression): void {
    const target = new StepFunctionsStartExecution(machine, {
      role: this.role,
      input: ScheduleTargetInput.fromObject({}),
      ...OF_A_NIGHT,
    });
    new Schedule(this, id, { schedule, enabled: this.enabled, target });
  }
}
