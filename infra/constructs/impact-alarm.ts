import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface ImpactAlarmProps {
  /** Who is hurt and how, and what to do first. It is the whole text that a woken person reads. */
  readonly impact: string;
  readonly metric: IMetric;
  readonly topic: ITopic;
  /** Alarm at this value and above; with `below` set, under it. */
  readonly threshold: number;
  readonly below?: boolean;
  /** Periods of the metric that are looked at. @default 1 */
  readonly periods?: number;
  /** How many of them must be bad. @default all */
  readonly badPeriods?: number;
  /** Whether no data is bad news: true for things that must happen. @default false */
  readonly silenceIsBad?: boolean;
}

/** An alarm that names who is affected. It notifies twice: when it starts and when it is over. */
export class ImpactAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    super(scope, id);
    if (props.impact.trim().length < 40) throw new Error(`alarm ${id}: say in a sentence who is hurt and what to do`);
    const periods = props.periods ?? 1;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `${props.impact} What to do: docs/runbook.md#${id.toLowerCase()}; dashboard ${Stack.of(this).stackName}.`,
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: props.badPeriods ?? periods,
      comparisonOperator: props.below ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(props.topic));
    this.alarm.addOkAction(new SnsAction(props.topic));
  }
}
