import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { tagsOf } from '../tags.ts';

export interface MonthlyBudgetProps {
  /** US dollars. */
  readonly limit: number;
  readonly stage: string;
  /** Where alarms are heard. */
  readonly topic: Topic;
}

/** Tells of the bill of a deployment: when four fifths of the sum are spent, when all of it is, and when the month will end above it. */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { limit, stage, topic }: MonthlyBudgetProps) {
    super(scope, id);
    const mayPublish = topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'BudgetsOfThisAccount',
        principals: [new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    const subscribers = [{ subscriptionType: 'SNS', address: topic.topicArn }];
    const at = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers,
    });
    const budget = new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limit, unit: 'USD' },
        // Both tags: another service of the account may have a stage of this name.
        filterExpression: {
          and: Object.entries(tagsOf(stage)).map(([key, value]) => ({ tags: { key, values: [value], matchOptions: ['EQUALS'] } })),
        },
        metrics: ['UnblendedCost'],
      },
      notificationsWithSubscribers: [at('ACTUAL', 80), at('ACTUAL', 100), at('FORECASTED', 100)],
    });
    // A budget is refused when it may not speak to its topic.
    if (mayPublish.policyDependable !== undefined) budget.node.addDependency(mayPublish.policyDependable);
  }
}

/** A bill hurts no reader, and only whoever pays it knows what is too much: a deployment without a budget is spoken of, not refused. */
export const warnOfNoBudget = (stack: Stack): void =>
  Annotations.of(stack).addWarningV2(
    'chokepoint:noBudget',
    'nobody is told what this deployment costs; give a sum, for example: -c monthlyBudgetDollars=200',
  );
