import { CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { ANNOUNCEMENT_PUBLISHERS, type SourceContract } from '#contracts/collection/source-contracts.ts';
import { DEFAULT_FUNCTION, gatewayRoutesOf } from '../shared/contracts/api/api-functions.ts';
import { API_ROUTES } from '../shared/contracts/api/api-routes.ts';
import { SIGNAL_NAMES } from '../shared/contracts/signals/registry.ts';
import { fingerprintOfCode } from './code-version.ts';
import { Alerts } from './constructs/alerts.ts';
import { AnnouncementLists } from './constructs/announcement-lists.ts';
import { ApiFunctions } from './constructs/api-functions.ts';
import { Collectors } from './constructs/collectors.ts';
import { Dashboard, dashboardAddress } from './constructs/dashboard.ts';
import { GradualDeployment } from './constructs/gradual-deployment.ts';
import { HttpApi } from './constructs/http-api.ts';
import { MonthlyBudget } from './constructs/monthly-budget.ts';
import { NightlyScoring } from './constructs/nightly-scoring.ts';
import { NodeFunction } from './constructs/node-function.ts';
import { PromptScoring } from './constructs/prompt-scoring.ts';
import { SavedQueries } from './constructs/saved-queries.ts';
import { ScoreCatalogue } from './constructs/score-catalogue.ts';
import { ServiceAlarms } from './constructs/service-alarms.ts';
import type { AlarmDestination, ApiAddress, StageSettings, TokenIssuer } from './stage-settings.ts';
import type { StorageStack } from './storage-stack.ts';
import { tagAll } from './tags.ts';

export interface ServiceStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly storage: StorageStack;
  /** Whoever is told of alarms. */
  readonly alarmDestination: AlarmDestination | undefined;
  /** The sources that are collected. */
  readonly sources: readonly SourceContract[];
  /** Address or mail that publishers are told; without it they are told the name of the program only. */
  readonly collectContact: string | undefined;
  /** Whoever is told of alarms is told when a month costs more. */
  readonly monthlyBudgetDollars?: number | undefined;
  /** A name of the API itself. */
  readonly apiAddress?: ApiAddress | undefined;
  /** Whoever issues tokens that show who asks, beside keys. */
  readonly tokens?: TokenIssuer | undefined;
}

/** Everything that can be thrown away and deployed again. Composes the constructs; each of them is one capability. */
export class ServiceStack extends Stack {
  readonly http: HttpApi;
  /** Where alarms are heard. */
  readonly alarmTopic: ITopic;
  readonly nightly: NightlyScoring;
  /** Judges alert rules, and sends what fired. */
  readonly alerts: Alerts;
  /** Starts runs that follow facts which came in. */
  readonly prompt: PromptScoring;
  readonly collectors: Collectors;
  /** Reads the lists in which publishers announce measures. */
  readonly announcements: AnnouncementLists;
  /** Event bus for whoever wants to act on a new ranking; docs/events.md describes its events. */
  readonly events: EventBus;
  /**
   * Shows the functions that a request came through our CloudFront distribution: the random end of the id of this stack, which no caller learns.
   * It decides which address a limit of requests counts for, and no right.
   */
  readonly edgeProof: string;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, { ...props, terminationProtection: props.settings.protectsData });
    tagAll(this, props.settings);
    const { settings, storage } = props;
    // Named tables are not made by the stack beside this one, which then lets go of what it had made: after this stack has stopped importing it.
    if (storage.takesOver) storage.addStackDependency(this, 'an export goes when nobody imports it any more');
    const codeVersion = fingerprintOfCode();

    this.edgeProof = Fn.select(2, Fn.split('/', this.stackId));
    const functions = new ApiFunctions(this, 'Api', { storage, codeVersion, edgeProof: this.edgeProof, settings, tokens: props.tokens });
    this.http = new HttpApi(this, 'Http', {
      routes: gatewayRoutesOf(API_ROUTES).map((route) => ({ ...route, function: functions.named(route.function) })),
      otherwise: functions.named(DEFAULT_FUNCTION),
      settings,
      address: props.apiAddress,
    });
    this.events = new EventBus(this, 'Events', { description: 'What happened to the runs of Chokepoint, and what they changed' });
    this.nightly = new NightlyScoring(this, 'Nightly', { storage, events: this.events, codeVersion, settings });
    new ScoreCatalogue(this, 'Catalogue', storage);
    this.alerts = new Alerts(this, 'Alerting', { storage, events: this.events, settings });
    this.prompt = new PromptScoring(this, 'Prompt', { storage, machine: this.nightly.machine, codeVersion, settings });
    this.collectors = new Collectors(this, 'Collectors', {
      sources: props.sources,
      storage,
      codeVersion,
      contact: props.collectContact,
      settings,
    });
    this.announcements = new AnnouncementLists(this, 'Announcements', {
      publishers: ANNOUNCEMENT_PUBLISHERS,
      storage,
      codeVersion,
      contact: props.collectContact,
      settings,
    });
    const { topic, alarms, ofReaders } = new ServiceAlarms(this, 'Alarms', {
      http: this.http,
      nightly: this.nightly,
      prompt: this.prompt,
      alerts: this.alerts,
      collectors: this.collectors,
      announcements: this.announcements,
      signals: SIGNAL_NAMES,
      tables: storage,
      destination: props.alarmDestination,
    });
    if (settings.gradualDeployment) new GradualDeployment(this, 'Gradual', { aliases: functions.aliases, alarms: ofReaders });
    if (props.monthlyBudgetDollars !== undefined)
      new MonthlyBudget(this, 'Budget', { limit: props.monthlyBudgetDollars, stage: settings.stage, topic });
    new Dashboard(this, 'Dashboard', { stage: this.http.stage, alarms, signals: SIGNAL_NAMES });
    new SavedQueries(this, 'Queries', {
      requests: logsOf(functions),
      steps: logsOf(this.nightly),
      access: this.http.accessLog,
    });
    new CfnOutput(this, 'DashboardUrl', { value: dashboardAddress(this), description: 'Where to look first when an alarm is on' });
    this.alarmTopic = topic;
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn, description: 'Where alarms are heard: subscribe who has to know' });
    new CfnOutput(this, 'ApiUrl', { value: `https://${this.http.host}`, description: 'Where the API answers' });
    new CfnOutput(this, 'EventBusArn', { value: this.events.eventBusArn, description: 'Where rules hear of changes' });
    new CfnOutput(this, 'RunMachineArn', { value: this.nightly.machine.stateMachineArn, description: 'Starts a run by hand' });
  }
}

/** Logs of the functions of a construct. */
const logsOf = (construct: Construct): ILogGroup[] =>
  construct.node.findAll().flatMap((each) => (each instanceof NodeFunction ? [each.function.logGroup] : []));
