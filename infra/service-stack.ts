import { CfnOutput, Duration, FileSystem, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  API_FUNCTIONS,
  API_ROUTES,
  type ApiFunction,
  type ApiHandlerFile,
  DEFAULT_ROUTE,
  RESCORING_HANDLERS,
} from '../shared/contracts/api/api-routes.ts';
import type {
  DescribingApiEnvironment,
  GuardedApiEnvironment,
  ReadingApiEnvironment,
  SignalsApiEnvironment,
} from '../shared/contracts/environment/function-environments.ts';
import type { AfterRunEnvironment, BeginRunEnvironment, ScoringEnvironment } from '../shared/contracts/environment/scoring-environment.ts';
import { USED_PARTITIONS, WRITER_PARTITIONS } from '../shared/contracts/store/access-layout.ts';
import { HttpApi } from './constructs/http-api.ts';
import { NightlyScoring, type RunSteps } from './constructs/nightly-scoring.ts';
import { type HandlerFile, NodeFunction, projectFolder } from './constructs/node-function.ts';
import { ServiceAlarms } from './constructs/service-alarms.ts';
import type { StageSettings } from './stage-settings.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly storage: StorageStack;
  readonly alarmEmail: string | undefined;
}

/** Reads exactly what a page of the API needs; no scan, no write, no other table. */
const READ_ACTIONS = ['dynamodb:GetItem', 'dynamodb:Query'];
/** Versions are added, never changed or deleted; one item per supplier or series says which is the newest. */
const SIGNAL_WRITES = ['dynamodb:PutItem', 'dynamodb:BatchWriteItem', 'dynamodb:UpdateItem'];

interface RunStepSpecification {
  readonly handlerFile: HandlerFile;
  readonly description: string;
  /** What the step does to the Scores table, and nothing beside it. */
  readonly actions: readonly string[];
  /** What it does to the input snapshots. */
  readonly snapshots: 'none' | 'reads' | 'writes';
  /** Whether it tells others what a run has changed. */
  readonly sendsEvents?: true;
  readonly timeout: Duration;
}

/** The steps of a run. No step may delete: rows of old runs expire. */
const RUN_STEPS: Readonly<Record<keyof RunSteps, RunStepSpecification>> = {
  begin: {
    handlerFile: 'functions/scoring/begin-run.handler.ts',
    description: 'Run, step 1: pins inputs and code, names the batches',
    // BatchGetItem is for what the run before has left of its last step.
    actions: [
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:BatchWriteItem',
    ],
    snapshots: 'writes',
    sendsEvents: true, // the same
    timeout: Duration.minutes(5),
  },
  scoreBatch: {
    handlerFile: 'functions/scoring/score-batch.handler.ts',
    description: 'Run, step 2: scores some subjects for all buyers',
    actions: ['dynamodb:GetItem', 'dynamodb:BatchWriteItem'],
    snapshots: 'reads',
    timeout: Duration.minutes(5),
  },
  complete: {
    handlerFile: 'functions/scoring/complete-run.handler.ts',
    description: 'Run, step 3: counts, guards, ranks',
    actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
    snapshots: 'reads',
    timeout: Duration.minutes(10),
  },
  publish: {
    handlerFile: 'functions/scoring/publish-run.handler.ts',
    description: 'Run, step 4: moves the pointer that readers follow',
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    snapshots: 'none',
    timeout: Duration.minutes(1),
  },
  after: {
    handlerFile: 'functions/scoring/after-run.handler.ts',
    description: 'Run, step 5: history, changes, events, expiry of superseded rows',
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
    snapshots: 'none',
    sendsEvents: true,
    timeout: Duration.minutes(10),
  },
  fail: {
    handlerFile: 'functions/scoring/fail-run.handler.ts',
    description: 'Marks a run that a step gave up on as failed',
    actions: ['dynamodb:UpdateItem'],
    snapshots: 'none',
    timeout: Duration.minutes(1),
  },
};

/** A hung answer ends before the gateway gives up (29 s), and a cold start under load still fits. */
const ANSWER_TIMEOUT = Duration.seconds(10);

/** Everything that can be thrown away and deployed again. Composes the constructs; each of them is one capability. */
export class ServiceStack extends Stack {
  readonly http: HttpApi;
  readonly nightly: NightlyScoring;
  /** For whoever wants to act on a new ranking; docs/events.md says what is on it. */
  readonly events: EventBus;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { settings, storage } = props;
    const codeVersion = fingerprintOfCode();

    const answering = this.apiFunctions(settings, storage, codeVersion);
    this.http = new HttpApi(this, 'Http', {
      routes: API_ROUTES.flatMap((route) =>
        route.methods.map((method) => ({ method, path: route.path, function: answering(route.handler) })),
      ),
      otherwise: answering(DEFAULT_ROUTE.handler),
      settings,
    });
    this.events = new EventBus(this, 'Events', { description: 'What happened to the runs of Chokepoint, and what they changed' });
    this.nightly = new NightlyScoring(this, 'Nightly', {
      steps: this.runSteps(settings, storage, codeVersion),
      events: this.events,
      settings,
    });
    new ServiceAlarms(this, 'Alarms', {
      http: this.http,
      nightly: this.nightly,
      scores: storage.scores,
      alarmEmail: props.alarmEmail,
    });
    new CfnOutput(this, 'ApiUrl', { value: this.http.api.apiEndpoint, description: 'Where the API answers' });
    new CfnOutput(this, 'EventBusArn', { value: this.events.eventBusArn, description: 'Where rules hear of changes' });
    new CfnOutput(this, 'RunMachineArn', { value: this.nightly.machine.stateMachineArn, description: 'Starts a run by hand' });
  }

  /** One function per handler file of the route table, with a role that may do to each table what the operation does, or nothing at all. */
  private apiFunctions(settings: StageSettings, storage: StorageStack, codeVersion: string): (handler: ApiHandlerFile) => IFunction {
    const functions = new Map<ApiHandlerFile, IFunction>();
    for (const api of API_FUNCTIONS) {
      const { handler } = api;
      const answering = new NodeFunction(this, constructIdOf(handler), {
        handlerFile: handler,
        description: descriptionOf(handler),
        environment: apiEnvironment(api, settings, storage, codeVersion),
        timeout: ANSWER_TIMEOUT,
        settings,
        shipsRescorer: RESCORING_HANDLERS.has(handler),
      }).function;
      if (api.readsScores) storage.scores.grant(answering, ...READ_ACTIONS);
      if (api.usesSignals) storage.signals.grant(answering, ...READ_ACTIONS, ...(api.writes ? SIGNAL_WRITES : []));
      if (api.isGuarded) allowAccess(answering, storage.access, api.writes);
      functions.set(handler, answering);
    }
    return (handler) => {
      const answering = functions.get(handler);
      if (answering === undefined) throw new Error(`the route table names ${handler}, but API_FUNCTIONS does not`);
      return answering;
    };
  }

  private runSteps(settings: StageSettings, storage: StorageStack, codeVersion: string): RunSteps {
    const environment: ScoringEnvironment = {
      LOG_LEVEL: settings.logLevel,
      CODE_VERSION: codeVersion,
      SCORES_TABLE_NAME: storage.scores.tableName,
      SNAPSHOTS_BUCKET_NAME: storage.bucket.bucketName,
    };
    const afterEnvironment: AfterRunEnvironment = { ...environment, EVENT_BUS_ARN: this.events.eventBusArn };
    const beginEnvironment: BeginRunEnvironment = { ...afterEnvironment, SIGNALS_TABLE_NAME: storage.signals.tableName };
    const environmentOf = { begin: beginEnvironment, after: afterEnvironment };
    const make = (step: keyof RunSteps): IFunction => {
      const { handlerFile, description, actions, snapshots, sendsEvents, timeout } = RUN_STEPS[step];
      const made = new NodeFunction(this, constructIdOf(handlerFile), {
        handlerFile,
        description,
        environment: { ...(step === 'begin' || step === 'after' ? environmentOf[step] : environment) },
        timeout,
        settings,
        ...(step === 'scoreBatch' && settings.reservesConcurrency ? { reservedConcurrency: settings.batchesAtOnce } : {}),
      }).function;
      storage.scores.grant(made, ...actions);
      if (step === 'begin') storage.signals.grant(made, 'dynamodb:Query');
      if (sendsEvents) this.events.grantPutEventsTo(made);
      if (snapshots !== 'none') allowSnapshots(made, storage.bucket, snapshots);
      return made;
    };
    return {
      begin: make('begin'),
      scoreBatch: make('scoreBatch'),
      complete: make('complete'),
      publish: make('publish'),
      after: make('after'),
      fail: make('fail'),
    };
  }
}

/** What Lambda takes as a description has an end. */
const LONGEST_DESCRIPTION = 256;

function descriptionOf(handler: ApiHandlerFile): string {
  const routes = API_ROUTES.filter((route) => route.handler === handler).map(({ methods, path }) => `${methods[0]} ${path}`);
  return `Answers ${routes.join(', ') || 'requests without a route'}`.slice(0, LONGEST_DESCRIPTION);
}

function apiEnvironment(api: ApiFunction, settings: StageSettings, storage: StorageStack, codeVersion: string): Record<string, string> {
  const describing: DescribingApiEnvironment = {
    LOG_LEVEL: settings.logLevel,
    CORS_ALLOWED_ORIGINS: settings.corsAllowedOrigins.join(','),
    CODE_VERSION: codeVersion,
    RATE_LIMIT_PER_MINUTE: String(settings.requestsPerKeyAndMinute),
  };
  if (!api.isGuarded) return { ...describing };
  const guarded: GuardedApiEnvironment = { ...describing, ACCESS: 'keys', ACCESS_TABLE_NAME: storage.access.tableName };
  if (!api.readsScores && !api.usesSignals) return { ...guarded };
  const reading: ReadingApiEnvironment = { ...guarded, SCORES_TABLE_NAME: storage.scores.tableName };
  if (!api.usesSignals) return { ...reading };
  const using: SignalsApiEnvironment = { ...reading, SIGNALS_TABLE_NAME: storage.signals.tableName };
  return { ...using };
}

/** Reads keys; writes its own kinds of rows, never a key: a function that is taken over cannot give itself a scope. */
function allowAccess(answering: IFunction, access: Table, writes: boolean): void {
  access.grant(answering, 'dynamodb:GetItem');
  answering.addToRolePolicy(
    new PolicyStatement({
      actions: writes ? ['dynamodb:PutItem', 'dynamodb:UpdateItem'] : ['dynamodb:UpdateItem'],
      resources: [access.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': writes ? WRITER_PARTITIONS : [USED_PARTITIONS] } },
    }),
  );
}

/** Snapshots only, not the rest of the bucket. Without ListBucket S3 answers 403 instead of 404 for a snapshot that is not there yet. */
function allowSnapshots(step: IFunction, bucket: Bucket, access: 'reads' | 'writes'): void {
  const actions = access === 'writes' ? ['s3:GetObject', 's3:PutObject'] : ['s3:GetObject'];
  step.addToRolePolicy(new PolicyStatement({ actions, resources: [bucket.arnForObjects('input-snapshots/*')] }));
  if (access === 'writes') step.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
  if (step.role === undefined) throw new Error(`${step.node.path} has no role`);
  Validations.of(step.role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${nameAcrossStacks(bucket)}/input-snapshots/*]`,
    reason: 'A snapshot is named by the hash of its content, which nobody knows at deployment.',
  });
}

/** How cdk-nag writes the ARN of a resource of another stack. */
function nameAcrossStacks(bucket: Bucket): string {
  const owner = Stack.of(bucket);
  return owner.resolve(owner.exportValue(bucket.bucketArn))['Fn::ImportValue'];
}

/** `functions/api/scores/get-score.handler.ts` -> `GetScore`. */
function constructIdOf(handlerFile: string): string {
  const name = handlerFile.slice(handlerFile.lastIndexOf('/') + 1, -'.handler.ts'.length);
  return name.replace(/(^|-)([a-z])/g, (_, _dash: string, letter: string) => letter.toUpperCase());
}

/** Names the code that runs: part of every ETag, and written into every run. Same sources, same name, on any machine. */
function fingerprintOfCode(): string {
  return ['functions', 'shared'].map((folder) => FileSystem.fingerprint(`${projectFolder}${folder}`).slice(0, 8)).join('-');
}
