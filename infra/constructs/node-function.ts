import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  ApplicationLogLevel,
  Architecture,
  type IVersion,
  Function as LambdaFunction,
  LoggingFormat,
  ParamsAndSecretsLayerVersion,
  ParamsAndSecretsVersions,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageSettings } from '../config.ts';
import { bundledCode, type EntryFile } from './bundled-code.ts';

export type NodeFunctionProps<Environment extends Readonly<Record<string, string>>> = Readonly<{
  entryFile: EntryFile;
  description: string;
  environment: Environment;
  timeout: Duration;
  settings: StageSettings;
  /** CPU comes with memory: below 1,024 MB slow reads are several times slower. @default 1024 */
  memoryMegabytes?: number;
  reservedConcurrency?: number;
  deadLetterQueue?: Queue;
  /** Lambda's own three lines for every call are left out. @default false */
  logsItsRequests?: boolean;
  /** @default false */
  readsSecrets?: boolean;
  /** @default false */
  hasAlias?: boolean;
}>;

/** Every Lambda default once. The managed policy may write to every log group, hence a role of its own. */
export class NodeFunction<Environment extends Readonly<Record<string, string>>> extends Construct {
  readonly function: LambdaFunction;
  readonly live: Alias | undefined;
  readonly entryFile: EntryFile;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Environment>) {
    super(scope, id);
    this.entryFile = props.entryFile;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: bundledCode(props.entryFile),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 1024,
      timeout: props.timeout,
      environment: { ...props.environment },
      role,
      logGroup,
      // A night may use it, or be taken back to it.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      ...(props.logsItsRequests
        ? {
            loggingFormat: LoggingFormat.JSON,
            systemLogLevelV2: SystemLogLevel.WARN,
            applicationLogLevelV2:
              props.settings.logLevel === 'debug' ? ApplicationLogLevel.DEBUG : ApplicationLogLevel.INFO,
          }
        : {}),
      ...(props.readsSecrets
        ? { paramsAndSecrets: ParamsAndSecretsLayerVersion.fromVersion(ParamsAndSecretsVersions.V1_0_103) }
        : {}),
      ...(props.deadLetterQueue === undefined ? {} : { deadLetterQueue: props.deadLetterQueue }),
      ...(props.reservedConcurrency === undefined
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
    // The getter of the role of a version may give undefined.
    this.live = props.hasAlias
      ? new Alias(this, 'Live', { aliasName: 'live', version: this.function.currentVersion as IVersion })
      : undefined;
  }
}
