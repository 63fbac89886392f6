import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  type CfnStage,
  CorsHttpMethod,
  type CorsPreflightOptions,
  DomainName,
  HttpApi as GatewayHttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { GatewayRoute } from '../../shared/contracts/api/api-functions.ts';
import type { ApiAddress, StageSettings } from '../stage-settings.ts';
import { acknowledgeNist } from './nist-reasons.ts';

/** A route of the API and the function that answers it; several routes may share a function. */
export interface RoutedFunction extends Pick<GatewayRoute, 'method' | 'path' | 'work'> {
  readonly function: IFunction;
}

export interface HttpApiProps {
  readonly routes: readonly RoutedFunction[];
  /** Answers every path and method without a route, so that those errors are problem documents as well. */
  readonly otherwise: IFunction;
  readonly settings: StageSettings;
  /** A name of its own; the address that the gateway gives is off then. */
  readonly address?: ApiAddress | undefined;
}

/** Fields of a request in the access log: enough to follow up a complaint, but no header and no query string, as they may carry keys. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    request_id: '$context.requestId',
    time: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    path: '$context.path',
    status: '$context.status',
    latency_ms: '$context.responseLatency',
    integration_status: '$context.integrationStatus',
    integration_latency_ms: '$context.integrationLatency',
    integration_error: '$context.integrationErrorMessage',
    response_bytes: '$context.responseLength',
    source_ip: '$context.identity.sourceIp',
    user_agent: '$context.identity.userAgent',
  }),
);

/** Requests that the stage throttle turned away: those that no function was called for. A 429 of a function is the limit of one client. */
const THROTTLED = FilterPattern.all(
  FilterPattern.stringValue('$.status', '=', '429'),
  FilterPattern.stringValue('$.integration_status', '=', '-'),
);

/**
 * Share of the throttle of the API that one route may have, by what a request costs; a route that is not here may have all of it. A write
 * costs two to six writes to tables and an entry of the audit; a computation is a second of a processor where a read is some milliseconds; an
 * import is a thousand writes.
 */
const SHARE_OF_THROTTLE: Readonly<Partial<Record<GatewayRoute['work'], number>>> = { write: 0.25, compute: 0.1, import: 0.05 };
/** Least that a route has in a stage with a small throttle: a page asks for several things at once. */
const LEAST_OF_ROUTE = { rate: 2, burst: 10 };

const throttleFor = (share: number, { requestsPerSecond: rate, requestBurst: burst }: StageSettings) => ({
  ThrottlingRateLimit: Math.max(LEAST_OF_ROUTE.rate, Math.ceil(share * rate)),
  ThrottlingBurstLimit: Math.max(LEAST_OF_ROUTE.burst, Math.ceil(share * burst)),
});

/** The public HTTP API: one $default stage with access log and throttle; functions find the operation of a request themselves. */
export class HttpApi extends Construct {
  readonly api: GatewayHttpApi;
  readonly stage: HttpStage;
  /** One line for each request. */
  readonly accessLog: LogGroup;
  /** Host that answers: that of its own name, or the one that the gateway gives. */
  readonly host: string;
  /** Requests turned away with 429. */
  readonly throttledRequests: IMetric;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const cors = corsFor(props.settings.corsAllowedOrigins);
    this.api = new GatewayHttpApi(this, 'Api', {
      description: 'Chokepoint: risk of a supply disruption of critical elements that outlasts the cover of a buyer',
      createDefaultStage: false,
      disableExecuteApiEndpoint: props.address !== undefined,
      ...(cors === undefined ? {} : { corsPreflight: cors }),
    });
    this.accessLog = new LogGroup(this, 'AccessLog', { retention: props.settings.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    acknowledgeNist(this.accessLog, 'CloudWatchLogGroupEncrypted');
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default', // any other name would stand in front of every path
      autoDeploy: true,
      throttle: { rateLimit: props.settings.requestsPerSecond, burstLimit: props.settings.requestBurst },
      detailedMetricsEnabled: false, // more than two hundred paid metrics, one set per route; the access log has the same by route
      accessLogSettings: { destination: new LogGroupLogDestination(this.accessLog), format: accessLogFormat },
    });
    this.throttledRequests = new MetricFilter(this, 'ThrottledRequests', {
      logGroup: this.accessLog,
      filterPattern: THROTTLED,
      metricNamespace: `Chokepoint/${Stack.of(this).stackName}`,
      metricName: 'ThrottledRequests',
      metricValue: '1',
    }).metric({ statistic: 'sum', period: Duration.minutes(5) });
    this.host = props.address?.domainName ?? `${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    if (props.address !== undefined) this.addName(props.address);
    this.addRoutes(props);
    this.throttleDearRoutes(props);
  }

  private addName({ domainName, certificateArn }: ApiAddress): void {
    const name = new DomainName(this, 'Name', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'NameOfApi', { api: this.api, domainName: name, stage: this.stage });
    new CfnOutput(this, 'NameTarget', { value: name.regionalDomainName, description: `Point ${domainName} to it (CNAME)` });
  }

  /** The gateway takes a setting of a route only when the route is there, so the stage waits for those routes. */
  private throttleDearRoutes({ routes, settings }: HttpApiProps): void {
    const limits = routes.flatMap(({ method, path, work }) => {
      const share = SHARE_OF_THROTTLE[work];
      return share === undefined ? [] : [[HttpRouteKey.with(path, httpMethod(method, path)).key, throttleFor(share, settings)] as const];
    });
    const stage = this.stage.node.defaultChild as CfnStage;
    stage.routeSettings = Object.fromEntries(limits);
    stage.node.addDependency(...limits.map(([key]) => this.node.findChild(key)));
  }

  private addRoutes({ routes, otherwise }: HttpApiProps): void {
    const integrations = new Map<IFunction, HttpLambdaIntegration>();
    const integrationOf = (answers: IFunction): HttpLambdaIntegration => {
      const integration =
        integrations.get(answers) ??
        new HttpLambdaIntegration(`To${answers.node.scope?.node.id ?? ''}`, answers, { scopePermissionToRoute: false });
      integrations.set(answers, integration);
      return integration;
    };
    for (const { method, path, function: answers } of routes)
      this.addRoute(HttpRouteKey.with(path, httpMethod(method, path)), integrationOf(answers));
    this.addRoute(HttpRouteKey.DEFAULT, integrationOf(otherwise));
  }

  private addRoute(routeKey: HttpRouteKey, integration: HttpLambdaIntegration): void {
    const route = new HttpRoute(this, routeKey.key, {
      httpApi: this.api,
      routeKey,
      integration,
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The functions ask for an API key themselves: an authorizer that reads keys from three headers would be one more function in the way of every request, in latency and cost; what needs none is in the route table as public.',
    });
  }
}

/** The gateway answers preflights itself, and marks its own 429 and 5xx, which no function ever sees, as readable for those pages. */
function corsFor(allowedOrigins: readonly string[]): CorsPreflightOptions | undefined {
  if (allowedOrigins.length === 0) return undefined;
  if (allowedOrigins.includes('*')) throw new Error('corsAllowedOrigins: list the origins; * would open the API to every page');
  return {
    allowOrigins: [...allowedOrigins],
    allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.HEAD, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'x-api-key', 'x-request-id'],
    exposeHeaders: ['etag', 'idempotency-replayed', 'link', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
    maxAge: Duration.hours(1),
  };
}

function httpMethod(method: string, path: string): HttpMethod {
  const known = Object.values(HttpMethod).find((name) => name === method);
  if (known === undefined) throw new Error(`route ${method} ${path}: the method must be one of ${Object.values(HttpMethod).join(', ')}`);
  return known;
}
