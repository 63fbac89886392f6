import { CfnOutput, Duration, FileSystem, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DEFAULT_FUNCTION, gatewayRoutesOf } from '../shared/contracts/api/api-route.ts';
import { API_ROUTES } from '../shared/contracts/api/api-routes.ts';
import type { SourceContract } from '../shared/contracts/collection/source-contracts.ts';
import { SIGNAL_NAMES } from '../shared/contracts/signals/registry.ts';
import type { Config, StageSettings } from './config.ts';
import { ServiceAlarms } from './constructs/alarms.ts';
import { Alerts } from './constructs/alerts.ts';
import { ApiFunctions, GradualDeployment, HttpApi } from './constructs/api.ts';
import { projectFolder } from './constructs/bundled-code.ts';
import { Collector } from './constructs/collector.ts';
import { Dashboard, dashboardAddress } from './constructs/dashboard.ts';
import { DeployRole } from './constructs/deploy-role.ts';
import { NightlyRun } from './constructs/nightly-run.ts';
import { Objectives } from './constructs/objectives.ts';
import { Schedules } from './constructs/schedules.ts';
import { ScoreCatalogue } from './constructs/score-catalogue.ts';
import type { StorageStack } from './storage-stack.ts';

export type ServiceStackProps = StackProps &
  Readonly<{
    settings: StageSettings;
    config: Pick<
      Config,
      | 'alarms'
      | 'monthlyBudgetDollars'
      | 'collectContact'
      | 'keysSecret'
      | 'tokens'
      | 'api'
      | 'measureReview'
      | 'pipeline'
      | 'privateWebhooks'
      | 'webAclArn'
    >;
    storage: StorageStack;
    sources: readonly SourceContract[];
  }>;

/** What can be thrown away and deployed again. */
export class ServiceStack extends Stack {
  readonly http: HttpApi;
  readonly nightly: NightlyRun;
  readonly alerts: Alerts;
  readonly collector: Collector;
  readonly events: EventBus;
  /** The random end of the id of this stack, which no caller learns. */
  readonly edgeProof: string;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, { ...props, terminationProtection: props.settings.protectsData });
    const { settings, config, storage } = props;
    // The stack beside this one lets go of what it had made after this one has stopped importing it.
    if (storage.takesOver) storage.addStackDependency(this, 'an export goes when nobody imports it any more');
    const codeVersion = fingerprintOfCode();
    const schedules = new Schedules(this, 'Schedules', settings.runsNightly);
    const lostCalls = new Queue(this, 'LostCalls', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.edgeProof = Fn.select(2, Fn.split('/', this.stackId));
    this.events = new EventBus(this, 'Events', {
      description: 'What happened to the runs of Chokepoint, and what they changed',
    });

    const functions = new ApiFunctions(this, 'Api', {
      storage,
      codeVersion,
      edgeProof: this.edgeProof,
      onlyThroughEdge: config.webAclArn !== undefined,
      settings,
      tokens: config.tokens,
      measureReview: config.measureReview,
      privateWebhooks: config.privateWebhooks,
    });
    this.http = new HttpApi(this, 'Http', {
      routes: gatewayRoutesOf(API_ROUTES).map((route) => ({
        ...route,
        function: functions.named(route.function),
      })),
      otherwise: functions.named(DEFAULT_FUNCTION),
      settings,
      address: config.api,
    });
    this.nightly = new NightlyRun(this, 'Nightly', {
      storage,
      events: this.events,
      codeVersion,
      settings,
      schedules,
      lostCalls,
    });
    this.alerts = new Alerts(this, 'Alerting', {
      storage,
      events: this.events,
      settings,
      schedules,
      lostCalls,
      within: config.privateWebhooks,
    });
    const { sources } = props;
    this.collector = new Collector(this, 'Sources', {
      sources,
      storage,
      codeVersion,
      contact: config.collectContact,
      keysSecret: config.keysSecret,
      settings,
      schedules,
      lostCalls,
    });

    const { databaseName } = new ScoreCatalogue(this, 'Catalogue', storage);
    new Objectives(this, 'Objectives', { http: this.http, collector: this.collector });
    const { topics, alarms, ofReaders } = new ServiceAlarms(this, 'Alarms', {
      http: this.http,
      nightly: this.nightly,
      alerts: this.alerts,
      collector: this.collector,
      lostCalls,
      destinations: config.alarms,
      monthlyBudgetDollars: config.monthlyBudgetDollars,
      stage: settings.stage,
    });
    if (settings.gradualDeployment)
      new GradualDeployment(this, 'Gradual', { aliases: functions.aliases, alarms: [ofReaders] });
    new Dashboard(this, 'Dashboard', {
      stage: this.http.stage,
      alarms,
      tables: { scores: storage.scores, signals: storage.signals, access: storage.access },
      functions: [...functions.all, this.nightly.scorer, this.nightly.steps],
      signals: SIGNAL_NAMES,
    });
    if (config.pipeline !== undefined) {
      const { arn: value } = new DeployRole(this, 'Pipeline', { ...config.pipeline, stage: settings.stage });
      new CfnOutput(this, 'DeployRoleArn', {
        value,
        description: 'For the pipeline: variable DEPLOY_ROLE_ARN',
      });
    }
    new CfnOutput(this, 'DashboardUrl', {
      value: dashboardAddress(this),
      description: 'Where to look first when an alarm is on',
    });
    new CfnOutput(this, 'PageTopicArn', {
      value: topics.page.topicArn,
      description: 'Alarms that wake somebody',
    });
    new CfnOutput(this, 'TicketTopicArn', {
      value: topics.ticket.topicArn,
      description: 'Alarms that can wait for the morning, and the bill',
    });
    new CfnOutput(this, 'AlertTopicArn', {
      value: this.alerts.topic.topicArn,
      description: 'Alerts of clients as mail: subscribe addresses',
    });
    if (config.webAclArn === undefined)
      new CfnOutput(this, 'ApiUrl', {
        value: `https://${this.http.host}`,
        description: 'Where the API answers',
      });
    new CfnOutput(this, 'EventBusArn', {
      value: this.events.eventBusArn,
      description: 'Where rules hear of changes',
    });
    new CfnOutput(this, 'AthenaDatabase', {
      value: databaseName,
      description: 'Database and workgroup that SQL asks scores of',
    });
    new CfnOutput(this, 'RunMachineArn', {
      value: this.nightly.machine.stateMachineArn,
      description: 'Starts a run by hand',
    });
  }
}

/** Same sources, same name. */
const fingerprintOfCode = () =>
  ['functions', 'shared']
    .map((folder) => FileSystem.fingerprint(`${projectFolder}${folder}`).slice(0, 8))
    .join('-');
