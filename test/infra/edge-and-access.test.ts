import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { warnOfNoBudget } from '../../infra/constructs/monthly-budget.ts';
import { CONTEXT_PROPERTIES } from '../../infra/given-context.ts';
import { stageSettings } from '../../infra/stage-settings.ts';
import { resourcesOf, synthesizedWith } from './synthesized-service.ts';

describe('limits of dear operations', () => {
  const [stage] = resourcesOf(synthesizedWith({}).template, 'AWS::ApiGatewayV2::Stage');
  const limits: Record<string, { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }> = stage?.[1].Properties.RouteSettings;

  it('are a quarter of the throttle for writes, a tenth for computations, a twentieth for imports, and reads have all of it', () => {
    expect(limits['POST /v1/suppliers:import']).toEqual({ ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 });
    for (const write of ['PUT /v1/suppliers/{id}', 'POST /v1/signals', 'PUT /v1/webhooks/{id}', 'DELETE /v1/measures/{id}'])
      expect(limits[write], write).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
    for (const question of ['POST /v1/lookups', 'POST /v1/scenario-evaluations', 'POST /v1/exposures', 'POST /v1/alert-rules:rehearse'])
      expect(limits[question], question).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 });
    for (const read of ['ANY /v1/scores', 'ANY /v1/elements/{id}/score', 'ANY /v1/status', 'ANY /v1/health'])
      expect(limits[read], read).toBeUndefined();
  });

  it('name routes that are made before the stage, as the gateway knows no others', () => {
    const { template } = synthesizedWith({});
    const routes = Object.fromEntries(
      resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([id, { Properties }]) => [Properties.RouteKey, id]),
    );
    const [made] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    const { DependsOn } = (made?.[1] ?? {}) as { DependsOn?: string[] };
    expect(Object.keys(limits).length).toBeGreaterThan(15);
    expect(DependsOn).toEqual(expect.arrayContaining(Object.keys(limits).map((key) => routes[key])));
  });

  it('leave a small stage enough for a page', () => {
    const [small] = resourcesOf(synthesizedWith({}, 'dev').template, 'AWS::ApiGatewayV2::Stage');
    expect(small?.[1].Properties.RouteSettings['POST /v1/lookups']).toEqual({ ThrottlingRateLimit: 2, ThrottlingBurstLimit: 10 });
  });
});

describe('executions of the API', () => {
  const reservedIn = (settings = stageSettings.prod) =>
    synthesizedWith({ settings }).functions.flatMap(({ entryFile, properties }) =>
      entryFile.endsWith('.function.ts') ? [[entryFile, properties.ReservedConcurrentExecutions] as const] : [],
    );

  it('are reserved in prod: every function has some, the readers of scores most, all together no more than was said', () => {
    const reserved = Object.fromEntries(reservedIn());
    expect(Object.values(reserved).every((count) => count >= 3)).toBe(true);
    const sum = Object.values(reserved).reduce((one: number, other: number) => one + other, 0);
    expect(sum).toBeGreaterThan(180);
    expect(sum).toBeLessThanOrEqual(200);
    expect(Math.max(...Object.values(reserved))).toBe(reserved['functions/deployed/scores-read.function.ts']);
  });

  it('are enough for the least that can be given, and leave an account of 1,000 its 100 beside the runs', () => {
    for (const [file, count] of reservedIn({ ...stageSettings.prod, apiConcurrency: 100 })) expect(count, file).toBeGreaterThanOrEqual(2);
    const all = synthesizedWith({}).functions.map(({ properties }) => properties.ReservedConcurrentExecutions ?? 0);
    expect(all.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(900);
  });

  it('are shared with the account in dev, and where that is said', () => {
    for (const settings of [stageSettings.dev, { ...stageSettings.prod, apiConcurrency: null }])
      expect(new Set(reservedIn(settings).map(([, count]) => count))).toEqual(new Set([undefined]));
  });
});

describe('a budget', () => {
  it('watches what both tags name, and tells the topic of alarms at four fifths, at all, and when all will be spent', () => {
    const { template } = synthesizedWith({ monthlyBudgetDollars: 250 });
    const [topic] = resourcesOf(template, 'AWS::SNS::Topic');
    const at = (type: string, threshold: number) => ({
      Notification: { NotificationType: type, Threshold: threshold, ThresholdType: 'PERCENTAGE', ComparisonOperator: 'GREATER_THAN' },
      Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: topic?.[0] } }],
    });
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: {
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: 250, Unit: 'USD' },
        FilterExpression: {
          And: [
            { Tags: { Key: 'Service', Values: ['chokepoint'], MatchOptions: ['EQUALS'] } },
            { Tags: { Key: 'Stage', Values: ['prod'], MatchOptions: ['EQUALS'] } },
          ],
        },
        Metrics: ['UnblendedCost'],
      },
      NotificationsWithSubscribers: [at('ACTUAL', 80), at('ACTUAL', 100), at('FORECASTED', 100)],
    });
  });

  it('may speak to that topic', () => {
    synthesizedWith({ monthlyBudgetDollars: 250 }).template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'budgets.amazonaws.com' },
            Action: 'sns:Publish',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      }),
    });
  });

  it('is missed in so many words', () => {
    const stack = new Stack();
    warnOfNoBudget(stack);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('-c monthlyBudgetDollars=200'));
  });
});

describe('another region', () => {
  it('has the stacks of the first one, and names it nowhere: all facts, tables and logs are where the stack is', () => {
    const { template } = synthesizedWith({ env: { region: 'ap-northeast-1' } });
    const { template: anywhere } = synthesizedWith({});
    const count = (one: typeof template) => Object.keys(one.toJSON().Resources).length;
    expect(count(template)).toBe(count(anywhere));
    expect(JSON.stringify(template.toJSON())).not.toMatch(/eu-west-1|us-east-1/);
  });
});

describe('docs/deploy.md', () => {
  it('has a row for every property', () => {
    const text = readFileSync('docs/deploy.md', 'utf8');
    expect(Object.keys(CONTEXT_PROPERTIES).filter((name) => !new RegExp(`^[|].*\\b${name}\\b`, 'm').test(text))).toEqual([]);
  });
});
