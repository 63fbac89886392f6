/** Committed, so that no deployment forgets a name that the one before had. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { privateHostSchema } from '../shared/contracts/environment/private-hosts.ts';

const certificate = (region: string) =>
  z
    .string()
    .regex(
      new RegExp(`^arn:aws[a-z-]*:acm:${region}:\\d{12}:certificate/\\S+$`),
      `the ARN of a certificate in ${region}`,
    );
const domain = z.string().regex(/^(?:[a-z0-9-]+[.])+[a-z]{2,}$/, 'a name such as risk.example.com');
const table = z.string().regex(/^[A-Za-z0-9_.-]{3,255}$/, 'the name of a table');

const destination = z.union([
  z.strictObject({ email: z.email() }),
  z.strictObject({ url: z.url({ protocol: /^https$/ }) }),
]);

const configSchema = z
  .strictObject({
    account: z
      .string()
      .regex(/^\d{12}$/, '12 digits')
      .describe('account of the stacks; in prod it is needed'),
    region: z
      .string()
      .regex(/^[a-z]{2}(?:-[a-z]+)+-[1-9]$/, 'the name of a region')
      .describe('region of the stacks; in prod it is needed'),
    alarms: z
      .strictObject({ page: destination, ticket: destination })
      .describe(
        'who is woken by alarms, and who reads those that can wait, each by mail or a paging service; in prod it is needed',
      ),
    monthlyBudgetDollars: z
      .int()
      .min(1)
      .max(1_000_000)
      .describe('above it those who read tickets are told of the bill'),
    collectContact: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[\x20-\x7e]+$/, 'plain characters')
      .describe('address or mail that publishers are told'),
    keysSecret: z
      .string()
      .min(1)
      .max(200)
      .describe(
        'name of the secret that holds {"CENSUS_API_KEY", "DATA_GO_KR_KEY"}; what has no key is not collected',
      ),
    requestsPerSecond: z
      .int()
      .min(1)
      .max(10_000)
      .describe('throttle of the whole API; the burst is twice that'),
    apiConcurrency: z
      .int()
      .min(20)
      .max(10_000)
      .nullable()
      .describe('executions of Lambda that the API has to itself; null: it shares those of the account'),
    logDays: z.enum(RetentionDays).describe('how long every log is kept'),
    requestsPerLogLine: z
      .int()
      .min(1)
      .max(9999)
      .describe('one in so many good and quick reads has a line in the log; 1: each'),
    minutesBetweenRuns: z
      .int()
      .min(1)
      .max(1440)
      .describe('least time between runs that follow facts; after a long run the pause is as long as it'),
    mostRunsADay: z.int().min(1).max(1440).describe('runs of a day that follow facts'),
    gradualDeployment: z.boolean().describe('whether new code meets a tenth of the readers first'),
    corsAllowedOrigins: z
      .array(
        z
          .string()
          .regex(
            /^https?:\/\/[A-Za-z0-9.[\]:-]+$/,
            'scheme and host without a path, as https://risk.example.com',
          ),
      )
      .describe('origins whose pages may read the API from a browser'),
    data: z
      .strictObject({
        scores: table,
        signals: table,
        access: table,
        bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
      })
      .describe(
        'tables and bucket that are there already, from a restore or a destroyed stack: all four, because they are of one moment',
      ),
    copies: z
      .strictObject({
        vaultArn: z
          .string()
          .regex(
            /^arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:backup-vault:\S+$/,
            'the ARN of a vault of AWS Backup',
          ),
        roleArn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/, 'the ARN of a role'),
      })
      .describe(
        'vault in another account or region that a copy of tables and bucket goes to each night, and the role of AWS Backup here',
      ),
    pipeline: z
      .strictObject({ repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'owner/name') })
      .describe('repository at GitHub whose pipeline may deploy the stage'),
    kmsKeyArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
        'the ARN of a key by its id, not by an alias',
      )
      .describe('key of yours that everything stored is encrypted with'),
    tokens: z
      .strictObject({
        issuer: z.url({ protocol: /^https$/ }),
        audiences: z.array(z.string().regex(/^[^\s,]+$/)).min(1),
      })
      .describe('whose tokens (JWT) show who asks, beside keys'),
    measureReview: z
      .enum(['second_person', 'one_person'])
      .describe(
        'who has to accept a public measure before it counts: another client than entered it, or nobody',
      ),
    privateWebhooks: z
      .strictObject({
        hosts: z.array(privateHostSchema).min(1),
        subnetIds: z.array(z.string().regex(/^subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})$/)).min(1),
        securityGroupIds: z.array(z.string().regex(/^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/)).min(1),
      })
      .describe(
        'hosts and networks of yours that webhooks may lead to, and where in your network they are sent from',
      ),
    page: z
      .strictObject({ domainName: domain, certificateArn: certificate('us-east-1') })
      .describe('name of the page'),
    webAclArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/\S+$/,
        'a web ACL with the scope CLOUDFRONT',
      )
      .describe('firewall of yours in front of page and API'),
    api: z
      .strictObject({ domainName: domain, certificateArn: certificate('[a-z0-9-]+') })
      .describe('name of the API itself'),
  })
  .partial()
  .extend({ like: z.enum(['dev', 'prod']).describe('whose settings the stage has') })
  .superRefine((config, context) => {
    if (config.like !== 'prod') return;
    for (const name of ['account', 'region', 'alarms'] as const)
      if (config[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'production needs it' });
  });

export const CONFIG_PROPERTIES = configSchema.shape;
export type Config = z.output<typeof configSchema>;

export type StageSettings = Readonly<{
  /** For bills. */
  stage: string;
  /** Tables outlive `cdk destroy`. The bucket is kept in every stage. */
  protectsData: boolean;
  logRetention: RetentionDays;
  logLevel: 'debug' | 'info';
  /** Of the whole API, before any function runs. */
  requestsPerSecond: number;
  requestBurst: number;
  /** Per execution environment, in code. */
  requestsPerKeyAndMinute: number;
  /** Of good and quick reads. */
  requestsPerLogLine: number;
  /** Never `*`. */
  corsAllowedOrigins: readonly string[];
  minutesBetweenRuns: number;
  mostRunsADay: number;
  runsNightly: boolean;
  batchesAtOnce: number;
  /**
   * Executions for the batches of two runs, so that no night starves another, or the API. A new account has
   * 10 and refuses any reservation, hence not in `dev`.
   */
  reservesConcurrency: boolean;
  /** Executions of the API: neither starves the other, nor the account. Null: they share its pool. */
  apiConcurrency: number | null;
  /** A tenth of readers meets new code first, and an alarm of theirs takes it back. */
  gradualDeployment: boolean;
}>;

const SETTINGS: Readonly<Record<Config['like'], Omit<StageSettings, 'stage'>>> = {
  dev: {
    protectsData: false,
    logRetention: RetentionDays.ONE_WEEK,
    logLevel: 'debug',
    requestsPerSecond: 20,
    requestBurst: 40,
    requestsPerKeyAndMinute: 300,
    requestsPerLogLine: 1,
    minutesBetweenRuns: 1,
    mostRunsADay: 48,
    corsAllowedOrigins: ['http://localhost:8080'],
    runsNightly: true,
    batchesAtOnce: 4,
    reservesConcurrency: false,
    apiConcurrency: null,
    gradualDeployment: false,
  },
  prod: {
    protectsData: true,
    logRetention: RetentionDays.THREE_MONTHS,
    logLevel: 'info',
    requestsPerSecond: 200,
    requestBurst: 400,
    requestsPerKeyAndMinute: 600,
    requestsPerLogLine: 10,
    minutesBetweenRuns: 5,
    mostRunsADay: 48,
    corsAllowedOrigins: [],
    runsNightly: true,
    batchesAtOnce: 10,
    reservesConcurrency: true,
    apiConcurrency: 200, // one second of the whole throttle at work at once
    gradualDeployment: true,
  },
};

export function settingsOf(stage: string, config: Config): StageSettings {
  const { like, requestsPerSecond: rate } = config;
  const given = {
    apiConcurrency: config.apiConcurrency,
    logRetention: config.logDays,
    requestsPerLogLine: config.requestsPerLogLine,
    minutesBetweenRuns: config.minutesBetweenRuns,
    mostRunsADay: config.mostRunsADay,
    gradualDeployment: config.gradualDeployment,
    corsAllowedOrigins: config.corsAllowedOrigins,
  };
  return {
    ...SETTINGS[like],
    stage,
    ...(rate === undefined ? {} : { requestsPerSecond: rate, requestBurst: 2 * rate }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

const STAGE_NAME = /^[a-z][a-z0-9]{0,15}$/; // part of the names of the stacks

/** `signedIn`: account of the credentials. Throws when the file is wrong or names another account. */
export function readConfig(
  stage: string,
  folder: string,
  signedIn = process.env.CDK_DEFAULT_ACCOUNT,
): Config {
  if (!STAGE_NAME.test(stage))
    throw new Error(`-c stage=${stage}: at most 16 small letters and digits, as -c stage=prod`);
  const file = resolve(folder, `${stage}.json`);
  if (!existsSync(file))
    throw new Error(
      `${file} is not there: write what the stage ${stage} is, as config/dev.json has it (docs/operating.md)`,
    );
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  const { data, error } = configSchema.safeParse(content);
  if (data === undefined)
    throw new Error(`${file} is wrong (docs/operating.md has every property):\n${z.prettifyError(error)}`);
  if (data.account !== undefined && signedIn !== undefined && data.account !== signedIn)
    throw new Error(
      `${file} is of the account ${data.account}, and the credentials are those of ${signedIn}: nothing was made`,
    );
  return data;
}
