import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { gatewayRoutesOf } from '#contracts/api/api-functions.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, functions } = synthesizedService('prod');
const integrations = new Map(resourcesOf(template, 'AWS::ApiGatewayV2::Integration'));
const aliases = new Map(resourcesOf(template, 'AWS::Lambda::Alias'));

/** Route key -> file of the function, followed through the integration as the gateway does. */
const deployedRoutes = Object.fromEntries(
  resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
    const integration = integrations.get(Properties.Target['Fn::Join'][1][1].Ref);
    const { Ref: alias, 'Fn::GetAtt': [direct] = [] } = integration?.Properties.IntegrationUri ?? {};
    const functionId = aliases.get(alias)?.Properties.FunctionName.Ref ?? direct;
    return [Properties.RouteKey, functions.find(({ logicalId }) => logicalId === functionId)?.entryFile];
  }),
);

describe('the HTTP API', () => {
  it('has the routes that the table of operations needs, and sends all else to the function that reads', () => {
    expect(deployedRoutes).toEqual({
      ...Object.fromEntries(gatewayRoutesOf(API_ROUTES).map(({ method, path, function: name }) => [`${method} ${path}`, `api/${name}`])),
      $default: 'api/read',
    });
  });

  it('speaks payload 2.0 to every function', () => {
    for (const [id, { Properties }] of integrations) {
      expect(Properties, id).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
    }
  });

  it('has one stage that puts nothing in front of the paths, and limits requests before a function runs', () => {
    const stages = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(1);
    expect(stages[0]?.[1].Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400, DetailedMetricsEnabled: false },
    });
  });

  it('logs every request as JSON, without query strings and headers that may carry keys', () => {
    const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    const format = stage?.[1].Properties.AccessLogSettings.Format;
    expect(JSON.parse(format)).toMatchObject({ request_id: '$context.requestId', status: '$context.status', route: '$context.routeKey' });
    expect(format).not.toMatch(/query|authorization/i);
  });

  it('counts the requests that the throttle turned away', () => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ ($.status = "429") && ($.integration_status = "-") }',
      MetricTransformations: [Match.objectLike({ MetricName: 'ThrottledRequests', MetricValue: '1' })],
    });
  });

  it('is open to the pages of listed origins only, never to every page', () => {
    const corsOf = (stage: 'dev' | 'prod') =>
      resourcesOf(synthesizedService(stage).template, 'AWS::ApiGatewayV2::Api')[0]?.[1].Properties.CorsConfiguration;
    expect(corsOf('dev')).toMatchObject({
      AllowOrigins: ['http://localhost:8080'],
      AllowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    });
    expect(corsOf('prod')).toBeUndefined();
  });
});
