import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
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
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import {
  API_FUNCTIONS,
  type ApiFunctionName,
  type GatewayRoute,
} from '../../shared/contracts/api/api-route.ts';
import type { ApiEnvironment } from '../../shared/contracts/environment/function-environments.ts';
import { metricsNamespaceOf } from '../../shared/contracts/run/service-metrics.ts';
import {
  KEY_PARTITIONS,
  REQUEST_PARTITIONS,
  SESSION_PARTITIONS,
  USED_PARTITIONS,
  WRITER_PARTITIONS,
} from '../../shared/contracts/store/access-layout.ts';
import { WEBHOOK_SECRETS_PARTITION } from '../../shared/contracts/store/signals-layout.ts';
import {
  companyResultsKey,
  OWN_PARTITIONS,
  PUBLISHED_PARTITIONS,
  RESCORE_REQUESTS_PARTITION,
  RUN_OBJECTS_FOLDER,
  rescoreAttemptKey,
} from '../../shared/contracts/store/table-layout.ts';
import type { Config, StageSettings } from '../config.ts';
import type { StorageStack } from '../storage-stack.ts';
import { NodeFunction } from './node-function.ts';
import { allowObjects, allowPartitions, allowSignals, READ_ACTIONS } from './rights.ts';

export interface ApiFunctionsProps {
  readonly storage: Pick<StorageStack, 'scores' | 'signals' | 'access' | 'bucket'>;
  /** Names the code that runs: part of every ETag. */
  readonly codeVersion: string;
  /** Proof of the CloudFront distribution in front: requests that carry it came through there. */
  readonly edgeProof: string;
  /** Whether requests without it are refused: the gateway takes no firewall, the distribution does. */
  readonly onlyThroughEdge: boolean;
  readonly settings: StageSettings;
  /** Whoever issues tokens that show who asks, beside keys. */
  readonly tokens: Config['tokens'];
  /** Who has to accept a public measure before it counts. */
  readonly measureReview: Config['measureReview'];
  readonly privateWebhooks: Config['privateWebhooks'];
}

const DESCRIPTIONS: Readonly<Record<ApiFunctionName, string>> = {
  read: 'API: answers what is published, and what clients have stored',
  write: 'API: stores what clients send, and lists what writers and administrators may see',
  compute: 'API: scores something anew for one answer, and stores nothing',
};

/** Shares of the executions of the API, where some are reserved. */
const SHARES: Readonly<Record<ApiFunctionName, number>> = { read: 0.6, write: 0.1, compute: 0.3 };

/** A hung response ends before the gateway gives up (29 s), and a cold start under load still fits. */
const ANSWER_TIMEOUT = Duration.seconds(10);

/**
 * The three functions of the API. All have the code of all operations; the gateway sends each what is its
 * own, and its role lets it do no more. In what
 * readers and questions meet, new code meets some of them first; what writes changes at once, so that no two
 * codes write at a time.
 */
export class ApiFunctions extends Construct {
  private readonly functions: ReadonlyMap<ApiFunctionName, IFunction>;
  /** Aliases by which readers are answered. */
  readonly aliases: readonly Alias[];

  constructor(scope: Construct, id: string, props: ApiFunctionsProps) {
    super(scope, id);
    const { settings } = props;
    const made = API_FUNCTIONS.map((name) => {
      const { function: answering, live } = new NodeFunction(
        this,
        `${name[0]?.toUpperCase()}${name.slice(1)}`,
        {
          entryFile: 'api',
          description: DESCRIPTIONS[name],
          environment: environmentOf(metricsNamespaceOf(Stack.of(this).stackName), props),
          logsItsRequests: true,
          hasAlias: name !== 'write',
          timeout: ANSWER_TIMEOUT,
          settings,
          ...(settings.apiConcurrency === null
            ? {}
            : { reservedConcurrency: Math.floor(SHARES[name] * settings.apiConcurrency) }),
        },
      );
      allow(name, answering, props.storage);
      return { name, answering, live };
    });
    this.functions = new Map(
      made.map(({ name, answering, live }) => [name, (live ?? answering) as IFunction]),
    );
    this.aliases = made.flatMap(({ live }) => live ?? []);
  }

  get all(): readonly IFunction[] {
    return [...this.functions.values()];
  }

  named(name: ApiFunctionName): IFunction {
    return this.functions.get(name) as IFunction;
  }
}

/**
 * The rights of a function. Only `write` puts rows of clients, beside figures that `compute` keeps; it reads
 * no secret of a webhook, and nobody writes a key.
 */
function allow(
  name: ApiFunctionName,
  answering: IFunction,
  { scores, signals, access, bucket }: ApiFunctionsProps['storage'],
): void {
  const writes = name === 'write';
  // Scores of a page are read at once.
  allowPartitions(
    answering,
    scores,
    [...READ_ACTIONS, 'dynamodb:BatchGetItem'],
    [...PUBLISHED_PARTITIONS, ...OWN_PARTITIONS],
  );
  allowObjects(answering, bucket, [RUN_OBJECTS_FOLDER], 'reads');
  allowSignals(answering, signals, name);
  allowPartitions(
    answering,
    access,
    ['dynamodb:GetItem'],
    [KEY_PARTITIONS, SESSION_PARTITIONS, ...(writes ? [REQUEST_PARTITIONS] : [])],
  );
  if (name === 'read')
    allowPartitions(answering, scores, READ_ACTIONS, [RESCORE_REQUESTS_PARTITION, rescoreAttemptKey.pk]);
  if (name === 'compute')
    allowPartitions(answering, scores, ['dynamodb:PutItem'], [companyResultsKey('*', '*', '*', '*').pk]);
  if (!writes) {
    allowPartitions(answering, access, ['dynamodb:UpdateItem'], [USED_PARTITIONS]);
    return;
  }
  allowPartitions(answering, access, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], WRITER_PARTITIONS);
  allowPartitions(answering, access, ['dynamodb:PutItem', 'dynamodb:DeleteItem'], [SESSION_PARTITIONS]);
  // Of all writes the one that cannot return what was there.
  allowPartitions(answering, signals, ['dynamodb:BatchWriteItem'], [WEBHOOK_SECRETS_PARTITION]);
  allowPartitions(answering, scores, ['dynamodb:PutItem'], [RESCORE_REQUESTS_PARTITION]);
}

const environmentOf = (
  namespace: string,
  {
    settings,
    storage,
    codeVersion,
    edgeProof,
    onlyThroughEdge,
    tokens,
    measureReview = 'second_person',
    privateWebhooks,
  }: ApiFunctionsProps,
): ApiEnvironment => ({
  LOG_LEVEL: settings.logLevel,
  CORS_ALLOWED_ORIGINS: settings.corsAllowedOrigins.join(','),
  CODE_VERSION: codeVersion,
  RATE_LIMIT_PER_MINUTE: String(settings.requestsPerKeyAndMinute),
  REQUESTS_PER_LOG_LINE: String(settings.requestsPerLogLine),
  METRICS_NAMESPACE: namespace,
  EDGE_PROOF: edgeProof,
  ONLY_THROUGH_EDGE: onlyThroughEdge ? 'yes' : 'no',
  ACCESS: 'keys',
  ACCESS_TABLE_NAME: storage.access.tableName,
  KEYS_REMEMBERED_SECONDS: '5',
  JWT_ISSUER: tokens?.issuer ?? '',
  JWT_AUDIENCES: tokens?.audiences.join(',') ?? '',
  SCORES_TABLE_NAME: storage.scores.tableName,
  SNAPSHOTS_BUCKET_NAME: storage.bucket.bucketName,
  SIGNALS_TABLE_NAME: storage.signals.tableName,
  MEASURE_REVIEW: measureReview,
  WEBHOOK_PRIVATE_HOSTS: privateWebhooks?.hosts.join(',') ?? '',
  MINUTES_BETWEEN_RUNS: String(settings.minutesBetweenRuns),
  MOST_RUNS_A_DAY: String(settings.mostRunsADay),
  ALERT_MAIL: 'topic',
});

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
  readonly address?: Config['api'];
}

/**
 * Fields of a request in the access log: enough to follow up a complaint, but no header and no query string,
 * as they may carry keys.
 */
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

/**
 * Requests that the stage throttle turned away: those that no function was called for. A 429 of a function is
 * the limit of one client.
 */
const THROTTLED = FilterPattern.all(
  FilterPattern.stringValue('$.status', '=', '429'),
  FilterPattern.stringValue('$.integration_status', '=', '-'),
);

/**
 * Share of the throttle of the API that one route may have, by what a request costs; a route that is not here
 * may have all of it. A write
 * costs two to six writes to tables; a computation is a second of a processor where a read is some
 * milliseconds; an
 * import is a thousand writes.
 */
const SHARE_OF_THROTTLE: Readonly<Partial<Record<GatewayRoute['work'], number>>> = {
  write: 0.25,
  compute: 0.1,
  import: 0.05,
};
/** Least that a route has in a stage with a small throttle: a page asks for several things at once. */
const LEAST_OF_ROUTE = { rate: 2, burst: 10 };

const throttleFor = (share: number, { requestsPerSecond: rate, requestBurst: burst }: StageSettings) => ({
  ThrottlingRateLimit: Math.max(LEAST_OF_ROUTE.rate, Math.ceil(share * rate)),
  ThrottlingBurstLimit: Math.max(LEAST_OF_ROUTE.burst, Math.ceil(share * burst)),
});

/**
 * The public HTTP API: one $default stage with access log and throttle; functions find the operation of a
 * request themselves.
 */
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
      description:
        'Chokepoint: risk of a supply disruption of critical elements that outlasts the cover of a buyer',
      createDefaultStage: false,
      disableExecuteApiEndpoint: props.address !== undefined,
      ...(cors === undefined ? {} : { corsPreflight: cors }),
    });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: props.settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
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

  private addName({ domainName, certificateArn }: NonNullable<Config['api']>): void {
    const name = new DomainName(this, 'Name', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'NameOfApi', { api: this.api, domainName: name, stage: this.stage });
    new CfnOutput(this, 'NameTarget', {
      value: name.regionalDomainName,
      description: `Point ${domainName} to it (CNAME)`,
    });
  }

  /**
   * The gateway takes a setting of a route only when the route is there, so the stage waits for those routes.
   */
  private throttleDearRoutes({ routes, settings }: HttpApiProps): void {
    const limits = routes.flatMap(({ method, path, work }) => {
      const share = SHARE_OF_THROTTLE[work];
      return share === undefined
        ? []
        : [[HttpRouteKey.with(path, httpMethod(method, path)).key, throttleFor(share, settings)] as const];
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
        new HttpLambdaIntegration(`To${answers.node.scope?.node.id ?? ''}`, answers, {
          scopePermissionToRoute: false,
        });
      integrations.set(answers, integration);
      return integration;
    };
    for (const { method, path, function: answers } of routes)
      this.addRoute(HttpRouteKey.with(path, httpMethod(method, path)), integrationOf(answers));
    this.addRoute(HttpRouteKey.DEFAULT, integrationOf(otherwise));
  }

  private addRoute(routeKey: HttpRouteKey, integration: HttpLambdaIntegration): void {
    new HttpRoute(this, routeKey.key, { httpApi: this.api, routeKey, integration });
  }
}

/**
 * The gateway answers preflights itself, and marks its own 429 and 5xx, which no function ever sees, as
 * readable for those pages.
 */
function corsFor(allowedOrigins: readonly string[]): CorsPreflightOptions | undefined {
  if (allowedOrigins.length === 0) return undefined;
  if (allowedOrigins.includes('*'))
    throw new Error('corsAllowedOrigins: list the origins; * would open the API to every page');
  return {
    allowOrigins: [...allowedOrigins],
    allowMethods: [
      CorsHttpMethod.GET,
      CorsHttpMethod.HEAD,
      CorsHttpMethod.POST,
      CorsHttpMethod.PUT,
      CorsHttpMethod.DELETE,
    ],
    allowHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'x-api-key',
      'x-request-id',
    ],
    exposeHeaders: [
      'etag',
      'idempotency-replayed',
      'link',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'x-request-id',
    ],
    maxAge: Duration.hours(1),
  };
}

function httpMethod(method: string, path: string): HttpMethod {
  const known = Object.values(HttpMethod).find((name) => name === method);
  if (known === undefined)
    throw new Error(
      `route ${method} ${path}: the method must be one of ${Object.values(HttpMethod).join(', ')}`,
    );
  return known;
}

export interface GradualDeploymentProps {
  readonly aliases: readonly Alias[];
  /** Any of them takes the new code back, and with it the whole deployment. */
  readonly alarms: readonly Alarm[];
}

/**
 * A tenth for half an hour, then all: the slowest alarm on what readers feel needs three bad periods of five
 * minutes in a row, the first of which new
 * code may meet in its middle. With the quarter of an hour or less that is usual it could never be heard in
 * time.
 */
const WAY = LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES;

/**
 * CodeDeploy moves the aliases in place of CloudFormation, which waits for it, and goes back to what was
 * there when one of the alarms is on.
 */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, { aliases, alarms }: GradualDeploymentProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = this.mover(aliases);
    for (const alias of aliases) {
      const group = new LambdaDeploymentGroup(this, alias.node.scope?.node.id ?? '', {
        application,
        role: role.withoutPolicyUpdates(), // the construct adds a managed policy, which may move every alias of the account
        alias,
        alarms: [...alarms],
        deploymentConfig: WAY,
      });
      group.node.addDependency(role);
    }
  }

  /**
   * The actions of AWSCodeDeployRoleForLambdaLimited that a deployment without hooks and revisions in S3
   * needs, on these aliases alone.
   */
  private mover(aliases: readonly Alias[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
        resources: aliases.flatMap(({ lambda, aliasName }) => [
          lambda.functionArn,
          `${lambda.functionArn}:${aliasName}`,
        ]),
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }));
    return role;
  }
}
