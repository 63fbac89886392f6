import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { gatewayRoutesOf } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import type { Config } from '../../infra/config.ts';
import { PROD, type Resource, resourcesOf, synthesized } from './synthesized.ts';

const { service, functions } = PROD;
const DEV = synthesized({ like: 'dev', alarms: undefined } as Partial<Config>);
const integrations = new Map(resourcesOf(service, 'AWS::ApiGatewayV2::Integration'));
const aliases = new Map(resourcesOf(service, 'AWS::Lambda::Alias'));
const stageOf = (one: typeof PROD) =>
  resourcesOf(one.service, 'AWS::ApiGatewayV2::Stage')[0]?.[1] as Resource & { readonly DependsOn: string[] };

describe('the HTTP API', () => {
  it('has the routes that the table of operations needs, each to its function, and sends all else to the function that reads', () => {
    const deployed = resourcesOf(service, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
      const integration = integrations.get(Properties.Target['Fn::Join'][1][1].Ref);
      const { Ref: alias, 'Fn::GetAtt': [direct] = [] } = integration?.Properties.IntegrationUri ?? {};
      const functionId = aliases.get(alias)?.Properties.FunctionName.Ref ?? direct;
      return [
        Properties.RouteKey,
        functions.find(({ logicalId }) => logicalId === functionId)?.name.toLowerCase(),
      ];
    });
    expect(Object.fromEntries(deployed)).toEqual({
      ...Object.fromEntries(
        gatewayRoutesOf(API_ROUTES).map(({ method, path, function: name }) => [`${method} ${path}`, name]),
      ),
      $default: 'read',
    });
    for (const [id, { Properties }] of integrations)
      expect(Properties, id).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
  });

  it('limits writes to a quarter, computations to a tenth, imports to a twentieth, and leaves a small stage enough for a page', () => {
    const { RouteSettings: limits } = stageOf(PROD).Properties;
    expect(limits['POST /v1/suppliers:import']).toEqual({
      ThrottlingRateLimit: 10,
      ThrottlingBurstLimit: 20,
    });
    for (const write of ['PUT /{proxy+}', 'POST /{proxy+}', 'DELETE /{proxy+}'])
      expect(limits[write], write).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
    for (const question of [
      'POST /v1/lookups',
      'ANY /v1/scenario-evaluations',
      'POST /v1/alert-rules:rehearse',
    ])
      expect(limits[question], question).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 });
    expect(stageOf(DEV).Properties.RouteSettings['POST /v1/lookups']).toEqual({
      ThrottlingRateLimit: 2,
      ThrottlingBurstLimit: 10,
    });
    const routes = Object.fromEntries(
      resourcesOf(service, 'AWS::ApiGatewayV2::Route').map(([id, { Properties }]) => [
        Properties.RouteKey,
        id,
      ]),
    );
    expect(stageOf(PROD).DependsOn).toEqual(
      expect.arrayContaining(Object.keys(limits).map((key) => routes[key])),
    );
  });

  it('logs every request as JSON, without query strings and headers that may carry keys, and counts what the throttle turned away', () => {
    const format = stageOf(PROD).Properties.AccessLogSettings.Format;
    expect(JSON.parse(format)).toMatchObject({
      request_id: '$context.requestId',
      path: '$context.path',
      status: '$context.status',
    });
    expect(format).not.toMatch(/query|authorization/i);
    service.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ ($.status = "429") && ($.integration_status = "-") }', // the limit of one client has a status of its function
      MetricTransformations: [Match.objectLike({ MetricName: 'ThrottledRequests', MetricValue: '1' })],
    });
  });

  it('is open to the pages of listed origins only, never to every page', () => {
    const corsOf = (one: typeof PROD) =>
      resourcesOf(one.service, 'AWS::ApiGatewayV2::Api')[0]?.[1].Properties.CorsConfiguration;
    expect(corsOf(DEV)).toMatchObject({
      AllowOrigins: ['http://localhost:8080'],
      AllowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    });
    expect(corsOf(PROD)).toBeUndefined();
  });

  it('has executions of its own in prod, no more than was said, and shares those of the account in dev', () => {
    const reserved = (one: typeof PROD) =>
      one.functions.flatMap(({ entryFile, properties }) =>
        entryFile === 'api' ? [properties.ReservedConcurrentExecutions] : [],
      );
    expect(reserved(PROD)).toEqual([120, 20, 60]);
    expect(reserved(DEV)).toEqual([undefined, undefined, undefined]);
    expect(reserved(synthesized({ apiConcurrency: null }))).toEqual([undefined, undefined, undefined]);
    const all = functions.map(({ properties }) => properties.ReservedConcurrentExecutions ?? 0);
    expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(900); // of the 1,000 of an account
  });

  it('takes tokens of the issuer that it is told, and none without', () => {
    const told = (one: typeof PROD) =>
      one.functions.flatMap(({ entryFile, properties: { Environment } }) =>
        entryFile === 'api'
          ? `${Environment.Variables.JWT_ISSUER} ${Environment.Variables.JWT_AUDIENCES}`
          : [],
      );
    expect(
      new Set(told(synthesized({ tokens: { issuer: 'https://issuer.example', audiences: ['a', 'b'] } }))),
    ).toEqual(new Set(['https://issuer.example a,b']));
    expect(new Set(told(PROD))).toEqual(new Set([' ']));
  });

  it('is called by the gateway alone', () => {
    const calledIn = ({
      FunctionName: { Ref: alias, 'Fn::GetAtt': [direct] = [] },
    }: Resource['Properties']): string => aliases.get(alias)?.Properties.FunctionName.Ref ?? direct;
    const callers = resourcesOf(service, 'AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    for (const { logicalId, entryFile } of functions) {
      const principals = new Set(
        callers.filter((caller) => calledIn(caller) === logicalId).map(({ Principal }) => Principal),
      );
      if (entryFile === 'api') expect([...principals]).toEqual(['apigateway.amazonaws.com']);
      else expect([...principals].every((principal) => principal === 'events.amazonaws.com')).toBe(true);
    }
  });
});

describe('a name of the API itself', () => {
  const api = {
    domainName: 'api.risk.example.com',
    certificateArn: 'arn:aws:acm:ap-northeast-1:123456789012:certificate/1',
  };
  const named = synthesized({ api });

  it('switches the address of the gateway off, is served with TLS 1.2, and is where the edge asks', () => {
    named.service.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    named.service.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: api.domainName,
      DomainNameConfigurations: [
        { CertificateArn: api.certificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
      ],
    });
    named.service.hasOutput('ApiUrl', { Value: 'https://api.risk.example.com' });
    const [distribution] = resourcesOf(named.page, 'AWS::CloudFront::Distribution');
    expect(JSON.stringify(distribution?.[1].Properties.DistributionConfig.Origins)).toContain(api.domainName);
    service.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: false });
    service.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  });
});

describe('new code', () => {
  const groups = resourcesOf(service, 'AWS::CodeDeploy::DeploymentGroup').map(
    ([, { Properties }]) => Properties,
  );

  it('meets a tenth of those who read and ask first, by an alias each, and is taken back by the alarm of readers', () => {
    expect([...aliases.values()].map(({ Properties }) => Properties.FunctionName.Ref).sort()).toEqual([
      expect.stringMatching(/^ApiCompute/),
      expect.stringMatching(/^ApiRead/),
    ]);
    expect(groups).toHaveLength(2);
    const alarms = Object.fromEntries(resourcesOf(service, 'AWS::CloudWatch::Alarm'));
    for (const {
      DeploymentConfigName,
      AlarmConfiguration: watched,
      AutoRollbackConfiguration: back,
    } of groups) {
      expect(DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent30Minutes');
      expect(back).toEqual({
        Enabled: true,
        Events: expect.arrayContaining(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM']),
      });
      expect(watched.Alarms.map(({ Name }: { Name: { Ref: string } }) => Name.Ref)).toEqual([
        expect.stringMatching(/^AlarmsServerErrors/),
      ]);
      expect(alarms).toHaveProperty(watched.Alarms[0].Name.Ref);
    }
  });

  it('is moved by a role that can move these aliases and look at alarms, and no more', () => {
    const [role] = resourcesOf(service, 'AWS::IAM::Role').filter(([id]) => id.startsWith('Gradual'));
    expect(role?.[1].Properties.ManagedPolicyArns).toBeUndefined();
    const statements = resourcesOf(service, 'AWS::IAM::Policy').flatMap(([, { Properties }]) =>
      Properties.Roles[0].Ref === role?.[0] ? Properties.PolicyDocument.Statement : [],
    );
    expect(statements.map(({ Action }: { Action: string | string[] }) => [Action].flat())).toEqual([
      ['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
      ['cloudwatch:DescribeAlarms'],
    ]);
    expect(JSON.stringify(statements[0].Resource)).not.toContain('"*"');
  });
});
