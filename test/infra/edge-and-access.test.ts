import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { warnOfNoBudget } from '../../infra/constructs/monthly-budget.ts';
import { CONTEXT_PROPERTIES } from '../../infra/given-context.ts';
import { parseTokens, stageSettings } from '../../infra/stage-settings.ts';
import { resourcesOf, synthesizedFirewall, synthesizedPage, synthesizedWith } from './synthesized-service.ts';

describe('limits of dear operations', () => {
  const [stage] = resourcesOf(synthesizedWith({}).template, 'AWS::ApiGatewayV2::Stage');
  const limits: Record<string, { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }> = stage?.[1].Properties.RouteSettings;

  it('are a quarter of the throttle for writes, a tenth for computations, a twentieth for imports, and reads have all of it', () => {
    expect(limits['POST /v1/suppliers:import']).toEqual({ ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 });
    for (const write of ['PUT /{proxy+}', 'POST /{proxy+}', 'DELETE /{proxy+}', 'ANY /v1/signals/quarantine'])
      expect(limits[write], write).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
    for (const question of ['POST /v1/lookups', 'ANY /v1/scenario-evaluations', 'POST /v1/exposures', 'POST /v1/alert-rules:rehearse'])
      expect(limits[question], question).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 });
    expect(limits.$default).toBeUndefined();
  });

  it('name routes that are made before the stage, as the gateway knows no others', () => {
    const { template } = synthesizedWith({});
    const routes = Object.fromEntries(
      resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([id, { Properties }]) => [Properties.RouteKey, id]),
    );
    const [made] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    const { DependsOn } = (made?.[1] ?? {}) as { DependsOn?: string[] };
    expect(Object.keys(limits).length).toBeGreaterThan(8);
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
      entryFile.startsWith('api/') ? [[entryFile, properties.ReservedConcurrentExecutions] as const] : [],
    );

  it('are reserved in prod: every function has some, the readers of scores most, all together no more than was said', () => {
    const reserved = Object.fromEntries(reservedIn());
    expect(reserved).toEqual({ 'api/read': 120, 'api/write': 20, 'api/compute': 60 });
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

describe('tokens beside keys', () => {
  const tokens = { issuer: 'https://issuer.example/pool', audiences: ['chokepoint', 'chokepoint-test'] } as const;

  it('are told to the functions, which take none without', () => {
    const told = (options: Parameters<typeof synthesizedWith>[0]) =>
      synthesizedWith(options).functions.flatMap(({ properties: { Environment } }) =>
        Environment.Variables.ACCESS === undefined ? [] : `${Environment.Variables.JWT_ISSUER} ${Environment.Variables.JWT_AUDIENCES}`,
      );
    expect(new Set(told({ tokens }))).toEqual(new Set(['https://issuer.example/pool chokepoint,chokepoint-test']));
    expect(new Set(told({}))).toEqual(new Set([' ']));
  });

  it('are taken from outside when they can be right', () => {
    expect(parseTokens(undefined, undefined)).toBeUndefined();
    expect(parseTokens(tokens.issuer, 'chokepoint, chokepoint-test')).toEqual(tokens);
    for (const [issuer, audience] of [
      [tokens.issuer, undefined],
      [undefined, 'chokepoint'],
      ['http://issuer.example', 'chokepoint'],
      [tokens.issuer, 'chokepoint,,'],
    ])
      expect(() => parseTokens(issuer, audience)).toThrow('give both, for example: -c jwtIssuer=');
  });
});

describe('a firewall that is made', () => {
  const { page, firewall } = synthesizedFirewall('ap-northeast-1');
  const [acl] = resourcesOf(firewall, 'AWS::WAFv2::WebACL');
  // biome-ignore lint/suspicious/noExplicitAny: a template is untyped JSON
  const rules = (acl?.[1].Properties.Rules ?? []) as any[];

  it('has the rules that AWS keeps, of which two only count: bodies above 8 KB, and requests without a name of a program', () => {
    const groups = rules.flatMap(({ Statement }) => Statement.ManagedRuleGroupStatement ?? []);
    expect(groups.map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    expect(groups.flatMap(({ RuleActionOverrides }) => RuleActionOverrides ?? [])).toEqual([
      { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } },
      { Name: 'NoUserAgent_HEADER', ActionToUse: { Count: {} } },
    ]);
  });

  it('limits addresses and keys, above what the functions allow, and says when to come again', () => {
    const limits = rules.filter(({ Statement }) => Statement.RateBasedStatement !== undefined);
    expect(limits.map(({ Statement: { RateBasedStatement: one } }) => [one.AggregateKeyType, one.CustomKeys?.[0].Header.Name])).toEqual([
      ['IP', undefined],
      ['CUSTOM_KEYS', 'authorization'],
      ['CUSTOM_KEYS', 'x-api-key'],
    ]);
    for (const { Statement, Action } of limits) {
      expect(Statement.RateBasedStatement).toMatchObject({ Limit: 6000, EvaluationWindowSec: 300 });
      expect(Statement.RateBasedStatement.Limit).toBeGreaterThan(5 * stageSettings.prod.requestsPerKeyAndMinute);
      expect(Action.Block.CustomResponse).toEqual({ ResponseCode: 429, ResponseHeaders: [{ Name: 'retry-after', Value: '60' }] });
    }
  });

  it('counts each rule, in an order of its own, and shows no keys in samples', () => {
    expect(acl?.[1].Properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(rules.map(({ Priority }) => Priority)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const { VisibilityConfig } of rules)
      expect(VisibilityConfig).toMatchObject({ CloudWatchMetricsEnabled: true, SampledRequestsEnabled: false });
  });

  it('stands before the distribution in another region', () => {
    const [distribution] = resourcesOf(page, 'AWS::CloudFront::Distribution');
    const { WebACLId } = distribution?.[1].Properties.DistributionConfig ?? {};
    expect(JSON.stringify(WebACLId)).toMatch(/ExportsReader.*Firewall.*Arn/);
    expect(resourcesOf(firewall, 'Custom::CrossRegionExportWriter')).toHaveLength(1);
  });
});

describe('a name of the API itself', () => {
  const apiAddress = { domainName: 'api.risk.example.com', certificateArn: 'arn:aws:acm:ap-northeast-1:123456789012:certificate/1' };

  it('switches the address of the gateway off, and is served with TLS 1.2', () => {
    const { template } = synthesizedWith({ apiAddress });
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: apiAddress.domainName,
      DomainNameConfigurations: [{ CertificateArn: apiAddress.certificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    template.hasOutput('ApiUrl', { Value: 'https://api.risk.example.com' });
  });

  it('is where the edge asks', () => {
    const [distribution] = resourcesOf(synthesizedPage('prod', { apiAddress }).template, 'AWS::CloudFront::Distribution');
    const names = distribution?.[1].Properties.DistributionConfig.Origins.map(({ DomainName }: { DomainName: unknown }) => DomainName);
    expect(names).toContain(apiAddress.domainName);
    expect(JSON.stringify(names)).not.toContain('execute-api');
  });

  it('is not asked for: without it the address of the gateway answers', () => {
    const { template } = synthesizedWith({});
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: false });
    template.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
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
