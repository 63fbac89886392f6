import { readFileSync } from 'node:fs';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import type { Config } from '../../infra/config.ts';
import type { EntryFile } from '../../infra/constructs/bundled-code.ts';
import { NodeFunction } from '../../infra/constructs/node-function.ts';
import type { ServiceStack } from '../../infra/service-stack.ts';
import { stacksOf } from '../../infra/stacks.ts';

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is untyped JSON
  readonly Properties: any;
}

export interface DeployedFunction {
  readonly name: string;
  readonly entryFile: EntryFile;
  readonly logicalId: string;
  readonly properties: Resource['Properties'];
  readonly statements: readonly RoleStatement[];
}

export interface RoleStatement {
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly conditions: unknown;
}

/** The CDK command passes the flags of cdk.json; a test has to. */
export const synthContext: Readonly<Record<string, unknown>> = {
  ...JSON.parse(readFileSync('cdk.json', 'utf8')).context,
  'aws:cdk:bundling-stacks': [],
};

export const resourcesOf = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];

/** As deployed but without bundles. Not given: prod, with a mail for alarms. */
export function synthesized(given: Partial<Config> = {}, sources?: readonly SourceContract[]) {
  const app = new App({ context: { ...synthContext } });
  const config: Config = {
    like: 'prod',
    alarms: { page: { email: 'on-call@example.com' }, ticket: { email: 'desk@example.com' } },
    ...given,
  };
  const stacks = stacksOf(app, config.like, config, sources);
  const [storage, service, page] = [stacks.storage, stacks.service, stacks.page].map((stack) =>
    Template.fromStack(stack),
  ) as [Template, Template, Template];
  return { app, stacks, storage, service, page, functions: functionsOf(stacks.service, service) };
}

export const BESIDES = {
  account: '123456789012',
  region: 'eu-west-1',
  monthlyBudgetDollars: 200,
  pipeline: { repository: 'acme/chokepoint' },
  copies: {
    vaultArn: 'arn:aws:backup:eu-central-1:210987654321:backup-vault:there',
    roleArn: 'arn:aws:iam::123456789012:role/service-role/AWSBackupDefaultServiceRole',
  },
} as const satisfies Partial<Config>;

export const PROD = synthesized();

export const functionNamed = (
  name: string,
  functions: readonly DeployedFunction[] = PROD.functions,
): DeployedFunction => {
  const found = functions.find((one) => one.name === name);
  if (found === undefined)
    throw new Error(`no function ${name} among ${functions.map((one) => one.name).join(', ')}`);
  return found;
};

function functionsOf(service: ServiceStack, template: Template): DeployedFunction[] {
  const policies = resourcesOf(template, 'AWS::IAM::Policy').map(([, policy]) => policy.Properties);
  const functions = Object.fromEntries(resourcesOf(template, 'AWS::Lambda::Function'));
  return service.node
    .findAll()
    .filter((construct) => construct instanceof NodeFunction)
    .map(({ node, entryFile, function: made }) => {
      const logicalId = Stack.of(made).getLogicalId(made.node.defaultChild as CfnElement);
      const properties = functions[logicalId]?.Properties;
      const roleId = properties.Role['Fn::GetAtt'][0];
      const statements: RoleStatement[] = policies
        .filter((policy) => policy.Roles.some((role: { Ref: string }) => role.Ref === roleId))
        .flatMap((policy) => policy.PolicyDocument.Statement)
        .filter(({ Effect }) => Effect === 'Allow')
        .map((statement) => ({
          actions: [statement.Action].flat(),
          resources: [statement.Resource].flat(),
          conditions: statement.Condition ?? null,
        }));
      return { name: node.id, entryFile, logicalId, properties, statements };
    });
}
