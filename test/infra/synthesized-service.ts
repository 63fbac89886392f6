import { readFileSync } from 'node:fs';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SOURCE_CONTRACTS, type SourceContract } from '#contracts/collection/source-contracts.ts';
import { NodeFunction } from '../../infra/constructs/node-function.ts';
import { type CustomerKey, encryptWith } from '../../infra/customer-key.ts';
import { ownFirewall } from '../../infra/firewall-stack.ts';
import { PageStack, type PageStackProps } from '../../infra/page-stack.ts';
import { ServiceStack, type ServiceStackProps } from '../../infra/service-stack.ts';
import { type DeploymentStage, stageSettings } from '../../infra/stage-settings.ts';
import { StorageStack, type StorageStackProps } from '../../infra/storage-stack.ts';

/** A resource as CloudFormation would get it. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is untyped JSON
  readonly Properties: any;
}

export interface DeployedFunction {
  /** Of its construct, or the file of its handler. */
  readonly entryFile: string;
  readonly logicalId: string;
  readonly properties: Resource['Properties'];
  /** Statements of the role that allow something. */
  readonly statements: readonly RoleStatement[];
}

/** A statement with actions and resources as lists. */
export interface RoleStatement {
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly conditions: unknown;
}

/** The feature flags of a real synth, without bundling. The CDK command passes them to the app; a test has to do it itself. */
export const synthContext: Readonly<Record<string, unknown>> = {
  ...JSON.parse(readFileSync('cdk.json', 'utf8')).context,
  'aws:cdk:bundling-stacks': [],
};

/** What a deployment may be told beside its stage. */
type Options = Partial<
  Pick<ServiceStackProps, 'settings' | 'env' | 'monthlyBudgetDollars' | 'tokens' | 'apiAddress'> & Pick<StorageStackProps, 'existing'>
>;

function stacksIn(app: App, stage: DeploymentStage, sources: readonly SourceContract[], options: Options = {}) {
  const { settings = stageSettings[stage], env = {}, existing } = options;
  const storage = new StorageStack(app, 'Storage', { env, settings, existing });
  const service = new ServiceStack(app, 'Service', {
    ...options,
    env,
    settings,
    storage,
    sources,
    collectContact: undefined,
    alarmDestination: { email: 'on-call@example.com' },
  });
  return { storage, service };
}

/** Both stacks of a stage, as deployed but without bundled code, which takes seconds and changes nothing else. */
export function synthesizedService(stage: DeploymentStage, sources: readonly SourceContract[] = SOURCE_CONTRACTS, options: Options = {}) {
  const app = new App({ context: { ...synthContext } });
  const { storage, service } = stacksIn(app, stage, sources, options);
  const template = Template.fromStack(service);
  return { app, storage, service, template, functions: functionsOf(service, template) };
}

/** Both stacks of a stage that is told something. */
export const synthesizedWith = (options: Options, stage: DeploymentStage = 'prod') => synthesizedService(stage, SOURCE_CONTRACTS, options);

/** The stack of the page in front of a service. */
export function synthesizedPage(
  stage: DeploymentStage,
  { address, webAclArn, apiAddress }: Partial<Pick<PageStackProps, 'address' | 'webAclArn'> & Options> = {},
) {
  const app = new App({ context: { ...synthContext } });
  const { service } = stacksIn(app, stage, SOURCE_CONTRACTS, { apiAddress });
  const page = new PageStack(app, 'Page', { settings: stageSettings[stage], service, address, webAclArn });
  return { page, template: Template.fromStack(page) };
}

/** Storage, service and page with a key of the customer. */
export function synthesizedWithKey(key: CustomerKey) {
  const app = new App({ context: { ...synthContext } });
  const { storage, service } = stacksIn(app, 'prod', SOURCE_CONTRACTS, { monthlyBudgetDollars: 200 });
  const page = new PageStack(app, 'Page', { settings: stageSettings.prod, service, address: undefined, webAclArn: undefined });
  encryptWith(key, storage, [service, page]);
  return [storage, service, page].map((stack) => Template.fromStack(stack));
}

/** The firewall that a page in another region has made, and the page. */
export function synthesizedFirewall(region: string) {
  const app = new App({ context: { ...synthContext } });
  const env = { region };
  const settings = stageSettings.prod;
  const { service } = stacksIn(app, 'prod', SOURCE_CONTRACTS, { env });
  const webAclArn = ownFirewall(app, 'Firewall', settings);
  const page = new PageStack(app, 'Page', { env, settings, service, address: undefined, webAclArn, crossRegionReferences: true });
  return { page: Template.fromStack(page), firewall: Template.fromStack(app.node.findChild('Firewall') as Stack) };
}

export const resourcesOf = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];

function functionsOf(service: ServiceStack, template: Template): DeployedFunction[] {
  const policies = resourcesOf(template, 'AWS::IAM::Policy').map(([, policy]) => policy.Properties);
  const functions = Object.fromEntries(resourcesOf(template, 'AWS::Lambda::Function'));
  return service.node
    .findAll()
    .filter((construct) => construct instanceof NodeFunction)
    .map(({ entryFile: file, node, function: made }) => {
      const entryFile = file === 'api' ? `api/${node.id.toLowerCase()}` : file;
      const logicalId = Stack.of(made).getLogicalId(made.node.defaultChild as CfnElement);
      const properties = functions[logicalId]?.Properties;
      const roleId = properties.Role['Fn::GetAtt'][0];
      const own = policies
        .filter((policy) => policy.Roles.some((role: { Ref: string }) => role.Ref === roleId))
        .flatMap((policy) => policy.PolicyDocument.Statement);
      const statements: RoleStatement[] = own
        .filter(({ Effect }) => Effect === 'Allow')
        .map((statement) => ({
          actions: [statement.Action].flat(),
          resources: [statement.Resource].flat(),
          conditions: statement.Condition ?? null,
        }));
      return { entryFile, logicalId, properties, statements };
    });
}
