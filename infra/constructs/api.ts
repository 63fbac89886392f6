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

export type ApiFunctionsProps = Readonly<{
  storage: Pick<StorageStack, 'scores' | 'signals' | 'access' | 'bucket'>;
  codeVersion: string;
  edgeProof: string;
  /** The gateway takes no firewall. */
  onlyThroughEdge: boolean;
  settings: StageSettings;
  tokens: Config['tokens'];
  measureReview: Config['measureReview'];
  privateWebhooks: Config['privateWebhooks'];
}>;

const DESCRIPTIONS: Readonly<Record<ApiFunctionName, string>> = {
  read: 'API: answers what is published, and what clients have stored',
  write: 'API: stores what clients send, and lists what writers and administrators may see',
  compute: 'API: scores something anew for one answer, and stores nothing',
};

/** Of reserved executions. */
const SHARES: Readonly<Record<ApiFunctionName, number>> = { read: 0.6, write: 0.1, compute: 0.3 };

/** Before the gateway gives up (29 s). */
const ANSWER_TIMEOUT = Duration.seconds(10);

/**
 * Three functions with all operations; the gateway sends each its own, and its role allows no more. What
 * writes changes its code at once, so that no two codes write at a time.
 */
export class ApiFunctions extends Construct {
  private readonly functions: ReadonlyMap<ApiFunctionName, IFunction>;
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

/** Only `write` puts rows of clients; it reads no secret of a webhook, and nobody writes a key. */
function allow(
  name: ApiFunctionName,
  answering: IFunction,
  { scores, signals, access, bucket }: ApiFunctionsProps['storage'],
) {
  const writes = name === 'write';
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
  // The one write that cannot return what was there.
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

export interface RoutedFunction extends Pick<GatewayRoute, 'method' | 'path' | 'work'> {
  readonly function: IFunction;
}

export type HttpApiProps = Readonly<{
  routes: readonly RoutedFunction[];
  /** Answers what has no route. */
  otherwise: IFunction;
  settings: StageSettings;
  /** The address of the gateway is off then. */
  address?: Config['api'];
}>;

/** No header and no query string, which may carry keys. */
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

/** A 429 of a function is the limit of one client. */
const THROTTLED = FilterPattern.all(
  FilterPattern.stringValue('$.status', '=', '429'),
  FilterPattern.stringValue('$.integration_status', '=', '-'),
);

/**
 * By what a request costs: a write two to six writes to tables, a computation a second of a processor, an
 * import a thousand writes.
 */
const SHARE_OF_THROTTLE: Readonly<Partial<Record<GatewayRoute['work'], number>>> = {
  write: 0.25,
  compute: 0.1,
  import: 0.05,
};
/** A page asks for several things at once. */
const LEAST_OF_ROUTE = { rate: 2, burst: 10 };

const throttleFor = (share: number, { requestsPerSecond: rate, requestBurst: burst }: StageSettings) => ({
  ThrottlingRateLimit: Math.max(LEAST_OF_ROUTE.rate, Math.ceil(share * rate)),
  ThrottlingBurstLimit: Math.max(LEAST_OF_ROUTE.burst, Math.ceil(share * burst)),
});

export class HttpApi extends Construct {
  readonly api: GatewayHttpApi;
  readonly stage: HttpStage;
  readonly accessLog: LogGroup;
  readonly host: string;
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
      detailedMetricsEnabled: false, // paid metrics for each route; the access log has the same
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

  /** The gateway takes no settings before. */
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

/** The gateway answers preflights itself, and marks its own 429 and 5xx as readable for those pages. */
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

export type GradualDeploymentProps = Readonly<{
  aliases: readonly Alias[];
  alarms: readonly Alarm[];
}>;

/** The slowest alarm of readers needs three bad periods of five minutes. */
const WAY = LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES;

/** CodeDeploy moves the aliases, and goes back when an alarm is on. */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, { aliases, alarms }: GradualDeploymentProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = this.mover(aliases);
    for (const alias of aliases) {
      const group = new LambdaDeploymentGroup(this, alias.node.scope?.node.id ?? '', {
        application,
        role: role.withoutPolicyUpdates(), // the construct's managed policy may move every alias of the account
        alias,
        alarms: [...alarms],
        deploymentConfig: WAY,
      });
      group.node.addDependency(role);
    }
  }

  /** What a deployment without hooks needs of AWSCodeDeployRoleForLambdaLimited. */
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
