import { Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type ApiFunction, apiFunctionsOf } from '../../shared/contracts/api/api-functions.ts';
import type { ApiFunctionName, ApiRoute } from '../../shared/contracts/api/api-route.ts';
import type {
  DescribingApiEnvironment,
  GuardedApiEnvironment,
  HealthEnvironment,
  ReadingApiEnvironment,
  SignalsApiEnvironment,
} from '../../shared/contracts/environment/function-environments.ts';
import { metricsNamespaceOf } from '../../shared/contracts/run/service-metrics.ts';
import { KEY_PARTITIONS, REQUEST_PARTITIONS, USED_PARTITIONS, WRITER_PARTITIONS } from '../../shared/contracts/store/access-layout.ts';
import { WEBHOOK_SECRETS_PARTITION } from '../../shared/contracts/store/signals-layout.ts';
import {
  OWN_SCORE_PARTITIONS,
  PUBLISHED_PARTITIONS,
  pointerKey,
  RESCORE_REQUESTS_PARTITION,
  RUN_OBJECTS_FOLDER,
  rescoreAttemptKey,
} from '../../shared/contracts/store/table-layout.ts';
import type { OtherAccess } from '../other-access.ts';
import type { StageSettings } from '../stage-settings.ts';
import type { StorageStack } from '../storage-stack.ts';
import { allowObjects } from './bucket-rights.ts';
import { constructIdOf, NodeFunction } from './node-function.ts';
import { allowPartitions, allowSignals, READ_ACTIONS } from './table-rights.ts';

export interface ApiFunctionsProps {
  readonly routes: readonly ApiRoute[];
  readonly storage: Pick<StorageStack, 'scores' | 'signals' | 'access' | 'bucket'>;
  /** Names the code that runs: part of every ETag. */
  readonly codeVersion: string;
  /** Proof of the CloudFront distribution in front: requests that carry it came through there. */
  readonly edgeProof: string;
  readonly settings: StageSettings;
  /** Ways beside keys to show who asks. */
  readonly otherAccess: OtherAccess;
}

/** Scores of a page of a client's custom suppliers are read at once. */
const READ_OF_MANY = [...READ_ACTIONS, 'dynamodb:BatchGetItem'];
const SCORES_OF_CUSTOM: readonly string[] = ['analysis', 'custom-suppliers-read', 'custom-suppliers-write'] satisfies ApiFunctionName[];

/**
 * Parts of the executions of the API that a function has, where some are reserved; the others have one part each. A hundredth of a second of a
 * score is asked for most; scenarios take a second each, and custom suppliers are scored when they are read.
 */
const PARTS: Readonly<Partial<Record<ApiFunctionName, number>>> = {
  'scores-read': 8,
  'subjects-read': 6,
  scenarios: 6,
  analysis: 4,
  'custom-suppliers-read': 2,
};
/**
 * Functions that answer most of what is asked, and write nothing: in these new code meets some readers before it meets all. What writes changes at
 * once, so that no two codes write at a time; of what is asked for seldom, a tenth would tell nothing.
 */
const READERS: readonly ApiFunctionName[] = ['scores-read', 'subjects-read', 'changes-read', 'facts-read', 'analysis'];

const partsOf = (name: ApiFunctionName): number => PARTS[name] ?? 1;

/** A hung response ends before the gateway gives up (29 s), and a cold start under load still fits. */
const ANSWER_TIMEOUT = Duration.seconds(10);

/** Most characters that Lambda accepts as the description of a function. */
const LONGEST_DESCRIPTION = 256;

/**
 * The functions that the table of routes names, each with a role that may do to each table what its operations do, or nothing at all.
 * An operation in a function that is there already adds no resource here.
 */
export class ApiFunctions extends Construct {
  private readonly functions: ReadonlyMap<ApiFunctionName, IFunction>;
  private readonly moved: Alias[] = [];

  constructor(scope: Construct, id: string, props: ApiFunctionsProps) {
    super(scope, id);
    const apis = apiFunctionsOf(props.routes);
    const { apiConcurrency: executions } = props.settings;
    const parts = apis.reduce((sum, { name }) => sum + partsOf(name), 0);
    const reserved = ({ name }: ApiFunction) => (executions === null ? undefined : Math.floor((executions * partsOf(name)) / parts));
    this.functions = new Map(apis.map((api) => [api.name, this.deployed(api, reserved(api), props)]));
  }

  /** @throws when no route names the function. */
  named(name: ApiFunctionName): IFunction {
    const found = this.functions.get(name);
    if (found === undefined) throw new Error(`no route is answered by the function ${name}`);
    return found;
  }

  /** Aliases by which readers are answered. */
  get aliases(): readonly Alias[] {
    return this.moved;
  }

  private deployed(api: ApiFunction, reserved: number | undefined, props: ApiFunctionsProps): IFunction {
    const { storage, settings } = props;
    const { function: made, live } = new NodeFunction(this, constructIdOf(api.file), {
      entryFile: api.file,
      description: descriptionOf(api),
      environment: environmentOf(api, metricsNamespaceOf(Stack.of(this).stackName), props),
      logsItsRequests: true,
      hasAlias: READERS.includes(api.name),
      timeout: ANSWER_TIMEOUT,
      settings,
      ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
    });
    if (api.readsScores && api.isGuarded) allowPartitions(made, storage.scores, READ_ACTIONS, PUBLISHED_PARTITIONS);
    if (SCORES_OF_CUSTOM.includes(api.name)) allowPartitions(made, storage.scores, READ_OF_MANY, OWN_SCORE_PARTITIONS);
    if (api.name === 'status-read') allowPartitions(made, storage.scores, READ_ACTIONS, [RESCORE_REQUESTS_PARTITION, rescoreAttemptKey.pk]);
    if (api.readsScores && api.isGuarded) allowObjects(made, storage.bucket, RUN_OBJECTS_FOLDER, 'reads');
    if (api.readsScores && !api.isGuarded) allowPointer(made, storage.scores);
    if (api.usesSignals) allowSignals(made, storage.signals, api.name);
    if (api.name === 'alerts-write') allowPartitions(made, storage.signals, ['dynamodb:BatchWriteItem'], [WEBHOOK_SECRETS_PARTITION]);
    if (api.isGuarded) allowAccess(made, storage.access, api.writes);
    if (api.asksForRuns) allowRescoreRequests(made, storage.scores);
    if (live === undefined) return made;
    this.moved.push(live);
    return live as IFunction; // the getter of its role may give undefined, the property may not
  }
}

const descriptionOf = ({ routes }: ApiFunction): string =>
  `Answers ${routes.map(({ methods, path }) => `${methods[0]} ${path}`).join(', ')}`.slice(0, LONGEST_DESCRIPTION);

function environmentOf(
  api: ApiFunction,
  namespace: string,
  { settings, storage, codeVersion, edgeProof, otherAccess }: Omit<ApiFunctionsProps, 'routes'>,
): Record<string, string> {
  const describing: DescribingApiEnvironment = {
    LOG_LEVEL: settings.logLevel,
    CORS_ALLOWED_ORIGINS: settings.corsAllowedOrigins.join(','),
    CODE_VERSION: codeVersion,
    RATE_LIMIT_PER_MINUTE: String(settings.requestsPerKeyAndMinute),
    REQUESTS_PER_LOG_LINE: String(settings.requestsPerLogLine),
    METRICS_NAMESPACE: namespace,
    EDGE_PROOF: edgeProof,
  };
  const health: HealthEnvironment = { ...describing, SCORES_TABLE_NAME: storage.scores.tableName };
  if (!api.isGuarded) return api.readsScores ? { ...health } : { ...describing };
  const guarded: GuardedApiEnvironment = {
    ...describing,
    ACCESS: 'keys',
    ACCESS_TABLE_NAME: storage.access.tableName,
    KEYS_REMEMBERED_SECONDS: '5',
    TOKENS: otherAccess.tokens === undefined ? 'off' : 'on',
    IAM_CLIENTS: JSON.stringify(otherAccess.iamClients ?? {}),
  };
  if (!api.readsScores && !api.usesSignals) return { ...guarded };
  const reading: ReadingApiEnvironment = {
    ...guarded,
    SCORES_TABLE_NAME: storage.scores.tableName,
    SNAPSHOTS_BUCKET_NAME: storage.bucket.bucketName,
  };
  if (!api.usesSignals) return { ...reading };
  const using: SignalsApiEnvironment = { ...reading, SIGNALS_TABLE_NAME: storage.signals.tableName };
  return { ...using };
}

/** Reads which run is published, and no score: what needs no key can give nothing away. */
const allowPointer = (answering: IFunction, scores: ITable): void =>
  allowPartitions(answering, scores, ['dynamodb:GetItem'], [pointerKey.pk]);

/** Adds requests for a run that follows what came in, and writes no other row of the Scores table. For whatever brings facts. */
const allowRescoreRequests = (bringing: IFunction, scores: ITable): void =>
  allowPartitions(bringing, scores, ['dynamodb:PutItem'], [RESCORE_REQUESTS_PARTITION]);

/** Reads keys; writes its own kinds of rows, never a key: a function that is taken over cannot give itself a scope. */
function allowAccess(answering: IFunction, access: ITable, writes: boolean): void {
  allowPartitions(answering, access, ['dynamodb:GetItem'], writes ? [KEY_PARTITIONS, REQUEST_PARTITIONS] : [KEY_PARTITIONS]);
  allowPartitions(
    answering,
    access,
    writes ? ['dynamodb:PutItem', 'dynamodb:UpdateItem'] : ['dynamodb:UpdateItem'],
    writes ? WRITER_PARTITIONS : [USED_PARTITIONS],
  );
}
