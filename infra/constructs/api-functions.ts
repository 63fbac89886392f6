import { Duration, Stack } from 'aws-cdk-lib';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { metricsNamespaceOf } from '#contracts/run/service-metrics.ts';
import { API_FUNCTIONS, type ApiFunctionName } from '../../shared/contracts/api/api-functions.ts';
import type { ApiEnvironment } from '../../shared/contracts/environment/function-environments.ts';
import { KEY_PARTITIONS, REQUEST_PARTITIONS, USED_PARTITIONS, WRITER_PARTITIONS } from '../../shared/contracts/store/access-layout.ts';
import { WEBHOOK_SECRETS_PARTITION } from '../../shared/contracts/store/signals-layout.ts';
import {
  OWN_SCORE_PARTITIONS,
  PUBLISHED_PARTITIONS,
  RESCORE_REQUESTS_PARTITION,
  RUN_OBJECTS_FOLDER,
  rescoreAttemptKey,
} from '../../shared/contracts/store/table-layout.ts';
import type { StageSettings, TokenIssuer } from '../stage-settings.ts';
import type { StorageStack } from '../storage-stack.ts';
import { allowObjects } from './bucket-rights.ts';
import { NodeFunction } from './node-function.ts';
import { allowPartitions, allowSignals, READ_ACTIONS } from './table-rights.ts';

export interface ApiFunctionsProps {
  readonly storage: Pick<StorageStack, 'scores' | 'signals' | 'access' | 'bucket'>;
  /** Names the code that runs: part of every ETag. */
  readonly codeVersion: string;
  /** Proof of the CloudFront distribution in front: requests that carry it came through there. */
  readonly edgeProof: string;
  readonly settings: StageSettings;
  /** Whoever issues tokens that show who asks, beside keys. */
  readonly tokens: TokenIssuer | undefined;
}

/** The scores of a page are read at once. */
const READ_OF_MANY = [...READ_ACTIONS, 'dynamodb:BatchGetItem'];

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
 * The three functions of the API. All have the code of all operations; the gateway sends each what is its own, and its role lets it do no more. In what
 * readers and questions meet, new code meets some of them first; what writes changes at once, so that no two codes write at a time.
 */
export class ApiFunctions extends Construct {
  private readonly functions: ReadonlyMap<ApiFunctionName, IFunction>;
  /** Aliases by which readers are answered. */
  readonly aliases: readonly Alias[];

  constructor(scope: Construct, id: string, props: ApiFunctionsProps) {
    super(scope, id);
    const { settings } = props;
    const made = API_FUNCTIONS.map((name) => {
      const { function: answering, live } = new NodeFunction(this, `${name[0]?.toUpperCase()}${name.slice(1)}`, {
        entryFile: 'api',
        description: DESCRIPTIONS[name],
        environment: environmentOf(metricsNamespaceOf(Stack.of(this).stackName), props),
        logsItsRequests: true,
        hasAlias: name !== 'write',
        timeout: ANSWER_TIMEOUT,
        settings,
        ...(settings.apiConcurrency === null ? {} : { reservedConcurrency: Math.floor(SHARES[name] * settings.apiConcurrency) }),
      });
      allow(name, answering, props.storage);
      return { name, answering, live };
    });
    this.functions = new Map(made.map(({ name, answering, live }) => [name, (live ?? answering) as IFunction]));
    this.aliases = made.flatMap(({ live }) => live ?? []);
  }

  named(name: ApiFunctionName): IFunction {
    return this.functions.get(name) as IFunction;
  }
}

/** The rights of a function. Only `write` puts rows of clients; it reads no secret of a webhook, and nobody writes a key: one that is taken over cannot give itself a scope. */
function allow(name: ApiFunctionName, answering: IFunction, { scores, signals, access, bucket }: ApiFunctionsProps['storage']): void {
  const writes = name === 'write';
  allowPartitions(answering, scores, READ_OF_MANY, PUBLISHED_PARTITIONS);
  // Scores of a page of a client's own suppliers are read at once.
  allowPartitions(answering, scores, READ_OF_MANY, OWN_SCORE_PARTITIONS);
  allowObjects(answering, bucket, RUN_OBJECTS_FOLDER, 'reads');
  allowSignals(answering, signals, name);
  allowPartitions(answering, access, ['dynamodb:GetItem'], writes ? [KEY_PARTITIONS, REQUEST_PARTITIONS] : [KEY_PARTITIONS]);
  if (name === 'read') allowPartitions(answering, scores, READ_ACTIONS, [RESCORE_REQUESTS_PARTITION, rescoreAttemptKey.pk]);
  if (!writes) {
    allowPartitions(answering, access, ['dynamodb:UpdateItem'], [USED_PARTITIONS]);
    return;
  }
  allowPartitions(answering, access, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], WRITER_PARTITIONS);
  // Of all writes the one that cannot return what was there.
  allowPartitions(answering, signals, ['dynamodb:BatchWriteItem'], [WEBHOOK_SECRETS_PARTITION]);
  allowPartitions(answering, scores, ['dynamodb:PutItem'], [RESCORE_REQUESTS_PARTITION]);
}

const environmentOf = (namespace: string, { settings, storage, codeVersion, edgeProof, tokens }: ApiFunctionsProps): ApiEnvironment => ({
  LOG_LEVEL: settings.logLevel,
  CORS_ALLOWED_ORIGINS: settings.corsAllowedOrigins.join(','),
  CODE_VERSION: codeVersion,
  RATE_LIMIT_PER_MINUTE: String(settings.requestsPerKeyAndMinute),
  REQUESTS_PER_LOG_LINE: String(settings.requestsPerLogLine),
  METRICS_NAMESPACE: namespace,
  EDGE_PROOF: edgeProof,
  ACCESS: 'keys',
  ACCESS_TABLE_NAME: storage.access.tableName,
  KEYS_REMEMBERED_SECONDS: '5',
  JWT_ISSUER: tokens?.issuer ?? '',
  JWT_AUDIENCES: tokens?.audiences.join(',') ?? '',
  SCORES_TABLE_NAME: storage.scores.tableName,
  SNAPSHOTS_BUCKET_NAME: storage.bucket.bucketName,
  SIGNALS_TABLE_NAME: storage.signals.tableName,
});
