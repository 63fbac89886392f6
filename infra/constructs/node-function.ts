import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, LogLevel, NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage-settings.ts';

/** Absolute, with a slash at the end. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** A function is named by its file, for example `functions/api/scores/get-score.handler.ts`. */
export type HandlerFile = `functions/${string}.handler.ts`;

export interface NodeFunctionProps<Environment extends Readonly<Record<string, string>>> {
  readonly handlerFile: HandlerFile;
  readonly description: string;
  /** All variables of the function, typed by its schema in shared/contracts/environment/function-environments.ts. */
  readonly environment: Environment;
  readonly timeout: Duration;
  readonly settings: StageSettings;
  /** CPU comes with memory: below 1,024 MB the 99th percentile of a read is several times the median. @default 1024 */
  readonly memoryMegabytes?: number;
  readonly reservedConcurrency?: number;
  /** Whether the code and the facts that score any day lie beside the bundle, for functions that load them when they are needed. */
  readonly shipsRescorer?: boolean;
}

/** A second bundle beside `index.mjs`; its name is the one that functions/rescoring/load-rescorer.ts imports. */
const rescorerBundle: ICommandHooks = {
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (inputFolder, outputFolder) => [
    `${inputFolder}/node_modules/.bin/esbuild ${inputFolder}/functions/rescoring/rescorer.ts --bundle --platform=node --format=esm --target=node24 --minify --log-level=warning --outfile=${outputFolder}/rescorer.mjs`,
  ],
};

/**
 * Every Lambda default once: Node 24 on arm64, one minified ES module with its own AWS SDK, logs that end, a role of its own.
 *
 * The role is made here instead of taking the managed policy for basic execution, because that one may write to every log group.
 */
export class NodeFunction<Environment extends Readonly<Record<string, string>>> extends Construct {
  readonly function: LambdaFunction;
  readonly handlerFile: HandlerFile;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Environment>) {
    super(scope, id);
    this.handlerFile = props.handlerFile;
    const logGroup = new LogGroup(this, 'Logs', { retention: props.settings.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
    this.function = new NodejsFunction(this, 'Function', {
      description: props.description,
      entry: `${projectFolder}${props.handlerFile}`,
      projectRoot: projectFolder,
      depsLockFilePath: `${projectFolder}package-lock.json`,
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 1024,
      timeout: props.timeout,
      environment: { ...props.environment },
      role,
      logGroup,
      // Sampled (one request a second and 5 % of the rest): shows whether the time went to the start, the table or the code.
      tracing: Tracing.ACTIVE,
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'], // without it the SDK's larger CommonJS build is taken
        bundleAwsSDK: true, // pins the version that was tested, and starts no slower than the runtime's own
        minify: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.EXTERNAL,
        sourcesContent: false,
        logLevel: LogLevel.WARNING,
        ...(props.shipsRescorer === true ? { commandHooks: rescorerBundle } : {}),
        esbuildArgs: { '--alias': [`@aws-sdk/credential-provider-node=${projectFolder}functions/runtime/lambda-credentials.ts`] },
      },
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'xray:PutTraceSegments and xray:PutTelemetryRecords accept no resource but *.',
    });
    Validations.of(this.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'A dead-letter queue takes asynchronous calls only; the gateway and the state machine call and wait, and see the error themselves.',
    });
  }
}
