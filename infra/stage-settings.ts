import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** The sets of settings there are. Each is a stage, and what a stage with a name of its own is like. */
export const DEPLOYMENT_STAGES = ['dev', 'prod'] as const;
export type DeploymentStage = (typeof DEPLOYMENT_STAGES)[number];

/** Name of a deployment, which is part of the names of its stacks, so that several fit in one account, and whose settings it has. */
export interface NamedStage {
  readonly stage: string;
  readonly like: DeploymentStage;
}

/** Every difference between the stages. What is not here is the same everywhere; functions do not know their stage. */
export interface StageSettings {
  /** Tag of every resource, beside that of the service, so that costs can be told apart. */
  readonly stage: string;
  /** Tables outlive `cdk destroy` and refuse deletion. The bucket of inputs is kept in every stage. */
  readonly protectsData: boolean;
  readonly logRetention: RetentionDays;
  readonly logLevel: 'debug' | 'info';
  /** Limit of the whole HTTP API, before any function runs; above it callers get 429. */
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
  /** Limit of one API key per minute and execution environment, in code; below the limit of the whole API. */
  readonly requestsPerKeyAndMinute: number;
  /** One in so many good and quick answers has a line in the log of its function; the access log has them all. */
  readonly requestsPerLogLine: number;
  /** Origins whose pages may read the API from a browser. Never `*`. */
  readonly corsAllowedOrigins: readonly string[];
  /** Whether the schedules collect and start runs by themselves. */
  readonly runsNightly: boolean;
  /** Batches scored at the same time. Write units of the table are the limit, not functions: ten already write 1,000 subjects/s. */
  readonly batchesAtOnce: number;
  /**
   * Keeps `batchesAtOnce` executions for the scorer out of the account's pool and caps it there, so that a night cannot starve the API; and one
   * for each collector, so that a schedule and a file that is handed in wait for each other.
   * A new account has a pool of 10 and refuses any reservation, hence not in `dev`.
   */
  readonly reservesConcurrency: boolean;
  /**
   * Executions that the functions of the API have to themselves, all together, and the most they run at once: a night or another service of the
   * account cannot starve readers, and readers who wait for a store that hangs cannot starve the account. `null`: they share its pool.
   */
  readonly apiConcurrency: number | null;
  /** Whether new code of the functions that readers use gets a tenth of their requests at first, and is taken back when an alarm of readers goes on. */
  readonly gradualDeployment: boolean;
}

export const stageSettings: Readonly<Record<DeploymentStage, StageSettings>> = {
  dev: {
    stage: 'dev',
    protectsData: false,
    logRetention: RetentionDays.ONE_WEEK,
    logLevel: 'debug',
    requestsPerSecond: 20,
    requestBurst: 40,
    requestsPerKeyAndMinute: 300,
    requestsPerLogLine: 1,
    corsAllowedOrigins: ['http://localhost:8080'],
    runsNightly: true,
    batchesAtOnce: 4,
    reservesConcurrency: false,
    apiConcurrency: null,
    gradualDeployment: false,
  },
  prod: {
    stage: 'prod',
    protectsData: true,
    logRetention: RetentionDays.THREE_MONTHS,
    logLevel: 'info',
    requestsPerSecond: 200,
    requestBurst: 400,
    requestsPerKeyAndMinute: 600,
    requestsPerLogLine: 10,
    corsAllowedOrigins: [],
    runsNightly: true,
    batchesAtOnce: 10,
    reservesConcurrency: true,
    apiConcurrency: 200, // one second of the whole throttle at work at once
    gradualDeployment: true,
  },
};

/** Limits and origins that a deployment sets without a change of the code, as they are given on the command line or in a file. */
interface GivenSettings {
  readonly requestsPerSecond?: unknown;
  readonly corsAllowedOrigins?: unknown;
  readonly apiConcurrency?: unknown;
  readonly gradualDeployment?: unknown;
}

const MOST_REQUESTS_PER_SECOND = 10_000; // of an account and region, unless AWS has raised it
/** Every function of the API needs some; and an account with the usual 1,000 keeps 100 for everybody. */
const API_CONCURRENCY = { least: 100, most: 10_000 };

/**
 * Settings of a stage, with what is given in their place: requests a second (the burst is twice that), origins separated by commas, executions
 * of the API, and whether new code comes gradually.
 * @throws when a given value cannot be right.
 */
export function settingsOf({ stage, like }: NamedStage, given: GivenSettings): StageSettings {
  const { requestsPerSecond: rate, corsAllowedOrigins: origins, apiConcurrency: executions, gradualDeployment: gradual } = given;
  return {
    ...stageSettings[like],
    stage,
    ...(rate === undefined ? {} : throttleOf(rate)),
    ...(origins === undefined ? {} : { corsAllowedOrigins: originsOf(origins) }),
    ...(executions === undefined ? {} : { apiConcurrency: executionsOf(executions) }),
    ...(gradual === undefined ? {} : { gradualDeployment: isOn(gradual) }),
  };
}

function throttleOf(given: unknown): Pick<StageSettings, 'requestsPerSecond' | 'requestBurst'> {
  const rate = Number(given);
  if (!Number.isInteger(rate) || rate < 1 || rate > MOST_REQUESTS_PER_SECOND)
    throw new Error(`requestsPerSecond is ${JSON.stringify(given)}; give a whole number from 1 to ${MOST_REQUESTS_PER_SECOND}`);
  return { requestsPerSecond: rate, requestBurst: 2 * rate };
}

function executionsOf(given: unknown): number | null {
  if (given === 'off') return null;
  const executions = Number(given);
  const { least, most } = API_CONCURRENCY;
  if (!Number.isInteger(executions) || executions < least || executions > most)
    throw new Error(
      `apiConcurrency is ${JSON.stringify(given)}; give a whole number from ${least} to ${most}, at most what your account has less 100 and what the runs reserve, or off`,
    );
  return executions;
}

function isOn(given: unknown): boolean {
  if (given === 'on' || given === 'off') return given === 'on';
  throw new Error(`gradualDeployment is ${JSON.stringify(given)}; give on or off, for example: -c gradualDeployment=off`);
}

function originsOf(given: unknown): readonly string[] {
  const origins = `${given}`.split(',').flatMap((origin) => (origin.trim() === '' ? [] : [origin.trim()]));
  const wrong = origins.find((origin) => !/^https?:\/\/[A-Za-z0-9.[\]:-]+$/.test(origin));
  if (wrong !== undefined)
    throw new Error(
      `corsAllowedOrigins has ${JSON.stringify(wrong)}; give scheme and host without a path, for example: https://risk.example.com`,
    );
  return origins;
}

const STAGE_NAME = /^[a-z][a-z0-9]{0,15}$/;

/**
 * `like` is needed for a name that is not itself a set of settings.
 * @throws when they are no name and no set of settings.
 */
export function parseStage(stage: unknown, like?: unknown): NamedStage {
  const shipped = DEPLOYMENT_STAGES.find((name) => name === stage);
  const settings = like === undefined ? shipped : DEPLOYMENT_STAGES.find((name) => name === like);
  if (typeof stage === 'string' && STAGE_NAME.test(stage) && settings !== undefined && (shipped === undefined || shipped === settings))
    return { stage, like: settings };
  throw new Error(
    `stage is ${JSON.stringify(stage)} and like ${JSON.stringify(like)}; give one of ${DEPLOYMENT_STAGES.join(', ')}, for example: -c stage=dev; or a name of your own of at most 16 small letters and digits with the settings it has, for example: -c stage=staging -c like=prod`,
  );
}

/**
 * Region of all stacks; not given: that of the credentials.
 * @throws when there is a context value that is no name of a region.
 */
export function parseRegion(value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && /^[a-z]{2}(?:-[a-z]+)+-[1-9]$/.test(value))) return value;
  throw new Error(`region is ${JSON.stringify(value)}; give the name of a region, for example: -c region=ap-northeast-1`);
}

/**
 * Dollars a month above which the bill is spoken of.
 * @throws when there is a context value that is no sum.
 */
export function parseMonthlyBudget(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const dollars = Number(value);
  if (Number.isFinite(dollars) && dollars >= 1) return dollars;
  throw new Error(`monthlyBudgetDollars is ${JSON.stringify(value)}; give US dollars from 1, for example: -c monthlyBudgetDollars=200`);
}

/** @throws when there is a context value that is neither an address with a scheme nor a mail address. */
export function parseCollectContact(value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && /^(?:https?:\/\/\S+|[^@\s]+@[^@\s]+)$/.test(value))) return value;
  throw new Error(`collectContact is ${JSON.stringify(value)}; give an address or mail, for example: -c collectContact=ops@example.com`);
}

/** Whoever is told of alarms: a mail address, or the address of a service that wakes people. */
export type AlarmDestination = { readonly email: string } | { readonly url: string };

/** @throws when a value is no address, when both are given, and like prod when none is: its alarms would be heard by nobody. */
export function parseAlarmDestination(like: DeploymentStage, email: unknown, url: unknown): AlarmDestination | undefined {
  const example = 'for example: -c alarmEmail=on-call@example.com or -c alarmUrl=https://events.pager.example/KEY';
  if (email === undefined && url === undefined) {
    if (like === 'prod') throw new Error(`nobody would hear the alarms of prod; say who does, ${example}`);
    return undefined;
  }
  if (url === undefined && typeof email === 'string' && /^[^@\s]+@[^@\s]+$/.test(email)) return { email };
  if (email === undefined && typeof url === 'string' && /^https:\/\/[^\s/]+\S*$/.test(url)) return { url };
  throw new Error(`alarmEmail is ${JSON.stringify(email)} and alarmUrl ${JSON.stringify(url)}; give one address, ${example}`);
}

/** @throws when there is a domain without a certificate or the other way round, or one of them cannot be right. */
export function parsePageAddress(domainName: unknown, certificateArn: unknown): { domainName: string; certificateArn: string } | undefined {
  if (domainName === undefined && certificateArn === undefined) return undefined;
  // CloudFront takes certificates of this region only.
  const isCertificate =
    typeof certificateArn === 'string' && /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate[/]\S+$/.test(certificateArn);
  if (isDomain(domainName) && isCertificate) return { domainName, certificateArn };
  throw new Error(
    `domainName is ${JSON.stringify(domainName)} and certificateArn ${JSON.stringify(certificateArn)}; give both, the certificate from us-east-1, for example: -c domainName=risk.example.com -c certificateArn=arn:aws:acm:us-east-1:123456789012:certificate/ID`,
  );
}

/**
 * A firewall that is there already, or one that these stacks make, which needs to be told the region of the others.
 * @throws when there is a context value that is no web ACL for CloudFront, or one is to be made in no known region.
 */
export function parseFirewall(arn: unknown, own: unknown, region: string | undefined): { arn: string } | 'own' | undefined {
  if (arn === undefined && own === undefined) return undefined;
  if (arn === undefined && own === 'own' && region !== undefined) return 'own';
  if (own === undefined && typeof arn === 'string' && /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global[/]webacl[/]\S+$/.test(arn))
    return { arn };
  throw new Error(
    `webAclArn is ${JSON.stringify(arn)}, webAcl ${JSON.stringify(own)} and region ${JSON.stringify(region)}; give a web ACL with the scope CLOUDFRONT, for example: -c webAclArn=arn:aws:wafv2:us-east-1:123456789012:global/webacl/NAME/ID, or have one made: -c webAcl=own -c region=ap-northeast-1`,
  );
}

/**
 * A name of the API itself, with a certificate from its region. The address that the gateway gives is off then.
 * @throws when there is one without the other, or one of them cannot be right.
 */
export function parseApiAddress(domainName: unknown, certificateArn: unknown, region: string | undefined): ApiAddress | undefined {
  if (domainName === undefined && certificateArn === undefined) return undefined;
  const [, found] =
    (typeof certificateArn === 'string' && /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate[/]\S+$/.exec(certificateArn)) || [];
  if (isDomain(domainName) && found !== undefined && (region === undefined || region === found))
    return { domainName, certificateArn: certificateArn as string };
  throw new Error(
    `apiDomainName is ${JSON.stringify(domainName)} and apiCertificateArn ${JSON.stringify(certificateArn)}; give both, the certificate from the region of the stacks${region === undefined ? '' : `, ${region}`}, for example: -c apiDomainName=api.risk.example.com -c apiCertificateArn=arn:aws:acm:ap-northeast-1:123456789012:certificate/ID`,
  );
}

/** A name and the certificate of it. */
export interface ApiAddress {
  readonly domainName: string;
  readonly certificateArn: string;
}

const isDomain = (value: unknown): value is string => typeof value === 'string' && /^(?:[a-z0-9-]+[.])+[a-z]{2,}$/.test(value);

/** Tokens (JWT) of whoever issues them, for this service as their audience. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audiences: readonly [string, ...string[]];
}

/** @throws when there is an issuer without an audience or the other way round, or something that cannot be one. */
export function parseTokens(issuer: unknown, audience: unknown): TokenIssuer | undefined {
  if (issuer === undefined && audience === undefined) return undefined;
  const [first = '', ...others] = `${audience ?? ''}`.split(',').map((one) => one.trim());
  if (typeof issuer === 'string' && /^https:[/][/][^\s?#]+$/.test(issuer) && ![first, ...others].includes(''))
    return { issuer, audiences: [first, ...others] };
  throw new Error(
    `jwtIssuer is ${JSON.stringify(issuer)} and jwtAudience ${JSON.stringify(audience)}; give both, for example: -c jwtIssuer=https://cognito-idp.eu-west-1.amazonaws.com/POOL -c jwtAudience=CLIENT`,
  );
}
