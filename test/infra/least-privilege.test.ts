import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { PUBLISHED_PARTITIONS } from '#contracts/store/table-layout.ts';
import { stacksOf } from '../../infra/stacks.ts';
import {
  BESIDES,
  type DeployedFunction,
  functionNamed,
  PROD,
  resourcesOf,
  synthContext,
  synthesized,
} from './synthesized.ts';

const { service, functions } = PROD;

const EVERYTHING = synthesized({
  ...BESIDES,
  privateWebhooks: { hosts: ['desk'], subnetIds: ['subnet-0123abcd'], securityGroupIds: ['sg-0123abcd'] },
});

const OF_BOOTSTRAP = /[:/]cdk-hnb659fds-[a-z-]+-123456789012-eu-west-1/;

/** Rights that name no resource of ours, and why. */
const WIDE_RIGHTS: Readonly<Record<string, { readonly why: string; readonly rights: readonly string[] }>> = {
  AlertingDeliverAlerts: {
    why: 'Lambda makes interfaces in a network with the rights of the function, before there is one to name',
    rights: [
      ...['AssignPrivateIpAddresses', 'CreateNetworkInterface', 'DeleteNetworkInterface'],
      ...['DescribeNetworkInterfaces', 'DescribeSubnets', 'UnassignPrivateIpAddresses'],
    ].map((action) => `ec2:${action} on *`),
  },
  Gradual: { why: 'the action takes no resource', rights: ['cloudwatch:DescribeAlarms on *'] },
  NightlyMachine: {
    why: 'deliveries of logs take no resource',
    rights: [
      ...['CreateLogDelivery', 'DeleteLogDelivery', 'DescribeLogGroups', 'DescribeResourcePolicies'],
      ...['GetLogDelivery', 'ListLogDeliveries', 'PutResourcePolicy', 'UpdateLogDelivery'],
    ].map((action) => `logs:${action} on *`),
  },
  Publisher: {
    why: 'the CDK writes actions so, on the bucket of the page and that of its assets',
    rights: [
      's3:Abort*',
      's3:DeleteObject*',
      's3:GetBucket*',
      's3:GetBucket*',
      's3:GetObject*',
      's3:GetObject*',
      's3:List*',
      's3:List*',
    ],
  },
};

const tableOf = (resource: unknown): string | undefined =>
  /"Chokepoint-prod-Storage:ExportsOutputFnGetAtt(Scores|Signals|Access)[0-9A-F]+Arn[0-9A-F]+"/.exec(
    JSON.stringify(resource),
  )?.[1];

const PUBLISHED = PUBLISHED_PARTITIONS.join(' ');

const rightsTo = ({ statements }: DeployedFunction): string[] =>
  statements
    .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
    .flatMap(({ actions, resources, conditions }) => {
      const { 'ForAllValues:StringLike': like, Null: none } = (conditions ?? {}) as Record<
        string,
        Record<string, string | string[]>
      >;
      // The first condition also holds for a request without a partition.
      const partitions =
        none?.['dynamodb:LeadingKeys'] === 'false'
          ? [like?.['dynamodb:LeadingKeys'] ?? 'ALL'].flat().join(' ')
          : 'ALL';
      const verbs = actions.map((action) => action.replace(/^dynamodb:|Item$/g, '')).join('+');
      return resources.map(
        (resource) => `${tableOf(resource)} ${verbs}: ${partitions.replace(PUBLISHED, '(published)')}`,
      );
    })
    .sort();

const READS_SCORES = [
  'Scores BatchGet+Get+Query: (published) OWN-SCORES#*#*#* OWN-RANKING#*#*#* OWN-RUNS#* COMPANY-RESULTS#*#*',
];
const SUPPLIERS = 'SUPPLIERS#* SUPPLIER#* SUPPLIER-CHANGES#* SUPPLIER-FEEDS#*';

/** What is not said here is out of reach. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  Read: [
    ...READS_SCORES,
    'Access Get: KEY#* SESSION#*',
    'Access Update: USED#*',
    'Scores Get+Query: RESCORING#REQUESTS RESCORING#ATTEMPT',
    `Signals Get+Query: ${SUPPLIERS} COMPANIES SERIES#measures OWN-SERIES#*@* ALERT-RULES WEBHOOKS ALERTS ALERTS#* DELIVERIES#*#* CLOCKS`,
  ],
  Compute: [
    ...READS_SCORES,
    'Access Get: KEY#* SESSION#*',
    'Access Update: USED#*',
    'Scores Put: COMPANY-RESULTS#*#*',
    `Signals Get+Query: ${SUPPLIERS} COMPANIES OWN-SERIES#*@*`,
  ],
  Write: [
    ...READS_SCORES,
    'Access Delete+Put: SESSION#*',
    'Access Get: KEY#* SESSION#* REQUEST#*',
    'Access Put+Update: REQUEST#* WRITES#* USED#*',
    'Scores Put: RESCORING#REQUESTS',
    'Signals BatchWrite: WEBHOOK-SECRETS', // of all writes the one that cannot return what was there
    `Signals Get+Query: ${SUPPLIERS} COMPANIES ALERT-RULES WEBHOOKS DELIVERIES#*#* SERIES#* OWN-SERIES#*@*`,
    `Signals Put: ${SUPPLIERS} SUPPLIER-CLIENTS COMPANIES ALERT-RULES WEBHOOKS DELIVERIES DELIVERIES#*#* SERIES#* OWN-SERIES#*@*`,
  ],
  FireAlerts: [
    'Scores Get+Query: (published) COMPANY-RESULTS#*#*',
    'Signals BatchWrite: ALERTS#*',
    'Signals Get+Query: COMPANIES ALERT-RULES WEBHOOKS ALERTS',
    'Signals Put: ALERTS DELIVERIES DELIVERIES#*#*',
  ],
  // It alone opens connections to addresses of clients, and reads their secrets.
  DeliverAlerts: [
    'Signals Delete: DELIVERIES',
    'Signals Get+Query: DELIVERIES DELIVERIES#*#* WEBHOOKS WEBHOOK-SECRETS',
    'Signals Put: DELIVERIES DELIVERIES#*#* WEBHOOKS',
  ],
  // It parses what publishers send, and reaches nothing of any client.
  Collect: ['Scores Put: RESCORING#REQUESTS', 'Signals Get+Put+Query: SERIES#* CLOCKS'],
  Steps: [
    'Scores BatchGet+Get+Put+Query+Update: (published) COUNTER',
    // It could delete: no partition of the track record is among these.
    'Scores BatchWrite: POINTER RUNS SCORES#* RANKING#* DOCUMENT#* HISTORY#* CHANGES CHANGES#* DAYS',
    'Scores BatchWrite: OWN-RUNS#*',
    'Scores Put: COMPANY-RESULTS#*#*',
    'Scores Query: OWN-RANKING#*#*#*',
    'Signals Get+Query: SERIES#* SUPPLIER-CLIENTS SUPPLIERS#* COMPANIES',
  ],
  Scorer: [
    'Scores BatchWrite: OWN-SCORES#*#*#* OWN-RANKING#*#*#*',
    'Scores Get: RUNS',
    'Signals Get+Query: SUPPLIERS#*',
  ],
  WatchRuns: [
    'Scores Get+Put+Query+Update: (published) COUNTER',
    'Scores Get+Query: RESCORING#REQUESTS RESCORING#ATTEMPT',
    'Scores Put: RESCORING#ATTEMPT',
  ],
};

const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  Read: ['GetObject: runs'],
  Write: ['GetObject: runs'],
  Compute: ['GetObject: runs'],
  Steps: ['GetObject+PutObject: input-snapshots run-draws runs scores', 'ListBucket'],
  Scorer: ['GetObject+PutObject: run-draws runs', 'GetObject: input-snapshots', 'ListBucket'],
  WatchRuns: [],
  FireAlerts: [],
  DeliverAlerts: [],
  Collect: ['GetObject+PutObject: collected raw', 'GetObject: handed-in', 'ListBucket'],
};

const folderOf = (resource: unknown): string =>
  /"[/]([^"]*)[/][*]"\]\]\}$/.exec(JSON.stringify(resource))?.[1] ?? '';

describe('what each role may do', () => {
  it('is known of every function', () => {
    const names = functions.map(({ name }) => name).sort();
    expect([Object.keys(RIGHTS).sort(), Object.keys(OBJECTS).sort()]).toEqual([names, names]);
  });

  it('of every role of every stack is named: no star in an action, no resource but ours, no managed policy, except for what is listed', () => {
    const { storage, service, page } = EVERYTHING;
    const found = [storage, service, page].flatMap((template) => {
      for (const [id, { Properties }] of resourcesOf(template, 'AWS::IAM::Role'))
        expect([Properties.ManagedPolicyArns, Properties.Policies], id).toEqual([undefined, undefined]);
      return resourcesOf(template, 'AWS::IAM::Policy').flatMap(([id, { Properties }]) => {
        const role = `${Properties.Roles[0].Ref}`.replace(/(Role)?[0-9A-F]{8}$/, '');
        return Properties.PolicyDocument.Statement.flatMap(
          ({ Action, Resource }: { Action: unknown; Resource: unknown }) => {
            const actions = [Action].flat() as string[];
            expect(actions.length, id).toBeGreaterThan(0);
            return [
              ...actions.filter((action) => action.includes('*')),
              ...[Resource]
                .flat()
                .flatMap((resource) =>
                  typeof resource === 'string' && !OF_BOOTSTRAP.test(resource)
                    ? actions.map((action) => `${action} on ${resource}`)
                    : [],
                ),
            ].map((right) => `${role}: ${right}`);
          },
        );
      });
    });
    const allowed = Object.entries(WIDE_RIGHTS).flatMap(([role, { rights }]) =>
      rights.map((right) => `${role}: ${right}`),
    );
    expect(found.sort()).toEqual(allowed.sort());
  });

  it('lets the pipeline be the roles of the bootstrap, from one environment of one repository', () => {
    const roles = resourcesOf(EVERYTHING.service, 'AWS::IAM::Role').filter(([id]) =>
      id.startsWith('Pipeline'),
    );
    expect(roles.map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement)).toMatchObject([
      [
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': 'repo:acme/chokepoint:environment:prod',
            },
          },
        },
      ],
    ]);
    const policies = resourcesOf(EVERYTHING.service, 'AWS::IAM::Policy').filter(([id]) =>
      id.startsWith('Pipeline'),
    );
    const [statement, ...others] = policies.flatMap(
      ([, { Properties }]) => Properties.PolicyDocument.Statement,
    );
    expect([statement.Action, others]).toEqual(['sts:AssumeRole', []]);
    expect(
      statement.Resource.map((resource: object) => /:iam::.*(?=")/.exec(JSON.stringify(resource))?.[0]),
    ).toEqual(
      ['deploy', 'file-publishing', 'lookup'].map(
        (name) => `:iam::123456789012:role/cdk-hnb659fds-${name}-role-123456789012-eu-west-1`,
      ),
    );
  });

  it('takes the roles of the bootstrap by the qualifier that the account has', () => {
    const app = new App({ context: { ...synthContext, '@aws-cdk/core:bootstrapQualifier': 'other1234' } });
    const { service: own } = stacksOf(app, 'dev', { like: 'dev', ...BESIDES });
    const roles = JSON.stringify(Template.fromStack(own).findResources('AWS::IAM::Policy'));
    expect(roles).toContain('role/cdk-other1234-deploy-role-');
    expect(roles).not.toContain('hnb659fds-deploy');
  });

  it.each(Object.entries(RIGHTS))('lets %s reach these rows of tables, and no other', (name, rights) => {
    expect(rightsTo(functionNamed(name))).toEqual([...rights].sort());
  });

  it.each(Object.entries(OBJECTS))('lets %s reach these objects, and no other', (name, rights) => {
    const found = functionNamed(name).statements.flatMap(({ actions, resources }) => {
      const verbs = actions
        .filter((action) => action.startsWith('s3:'))
        .map((action) => action.slice('s3:'.length));
      if (verbs.length === 0) return [];
      const folders = resources
        .map(folderOf)
        .filter((folder) => folder !== '')
        .sort();
      return [folders.length === 0 ? verbs.join('+') : `${verbs.join('+')}: ${folders.join(' ')}`];
    });
    expect(found.sort()).toEqual([...rights].sort());
  });

  it('lets one function start the machine, those of runs and the judge of rules put events on the bus, and nobody do anything else', () => {
    const [[bus], [machine]] = [
      resourcesOf(service, 'AWS::Events::EventBus'),
      resourcesOf(service, 'AWS::StepFunctions::StateMachine'),
    ];
    const others = functions.flatMap(({ name, statements }) =>
      statements
        .filter(({ actions }) => !actions.some((action) => /^(dynamodb|s3|logs):/.test(action)))
        .map(({ actions, resources }) => `${name} ${actions.join()} ${JSON.stringify(resources)}`),
    );
    const ofAlerts = resourcesOf(service, 'AWS::SNS::Topic')
      .map(([id]) => id)
      .find((id) => id.startsWith('Alerting'));
    const onBus = JSON.stringify([{ 'Fn::GetAtt': [bus?.[0], 'Arn'] }]);
    expect(others.sort()).toEqual([
      `DeliverAlerts sns:Publish ${JSON.stringify([{ Ref: ofAlerts }])}`,
      `FireAlerts events:PutEvents ${onBus}`,
      `FireAlerts sqs:SendMessage ${JSON.stringify([{ 'Fn::GetAtt': [resourcesOf(service, 'AWS::SQS::Queue')[0]?.[0], 'Arn'] }])}`,
      `Steps events:PutEvents ${onBus}`,
      `WatchRuns events:PutEvents ${onBus}`,
      `WatchRuns states:StartExecution ${JSON.stringify([{ Ref: machine?.[0] }])}`,
    ]);
  });

  it('lets the sender of messages make interfaces in a network of the operator, where webhooks may lead into one', () => {
    const privateWebhooks = {
      hosts: ['http://10.20.0.0/16', 'desk'],
      subnetIds: ['subnet-0123abcd'],
      securityGroupIds: ['sg-0123abcd'],
    };
    const placed = synthesized({ privateWebhooks }).functions;
    const { properties, statements } = functionNamed('DeliverAlerts', placed);
    expect(properties.VpcConfig).toEqual({
      SubnetIds: ['subnet-0123abcd'],
      SecurityGroupIds: ['sg-0123abcd'],
    });
    for (const name of ['DeliverAlerts', 'Write'])
      expect(functionNamed(name, placed).properties.Environment.Variables.WEBHOOK_PRIVATE_HOSTS).toBe(
        'http://10.20.0.0/16,desk',
      );
    const ofNetwork = (all: typeof statements) =>
      all.flatMap(({ actions }) => actions).filter((action) => action.startsWith('ec2:'));
    expect(ofNetwork(statements)).toHaveLength(6);
    expect(placed.filter((one) => ofNetwork(one.statements).length > 0)).toHaveLength(1);
  });

  it('lets the collector read the one secret that is named, as it is now, and none stand in its settings', () => {
    const { functions: all } = synthesized({ keysSecret: 'chokepoint/keys', ...BESIDES });
    const found = all.filter(({ statements }) => JSON.stringify(statements).includes('secretsmanager'));
    expect(found.map(({ name }) => name)).toEqual(['Collect']);
    const [collect] = found;
    const rights = collect?.statements.filter(({ actions }) => /^secretsmanager/.test(`${actions}`));
    expect(rights?.map(({ actions }) => actions)).toEqual([['secretsmanager:GetSecretValue']]);
    expect(JSON.stringify(rights?.[0]?.resources)).toContain(
      ':secretsmanager:eu-west-1:123456789012:secret:chokepoint/keys-??????',
    );
    expect(collect?.properties.Layers).toHaveLength(1);
    expect(collect?.properties.Environment.Variables.KEYS_SECRET).toBe('chokepoint/keys');
    expect(JSON.stringify(collect?.properties.Environment)).not.toContain('{{resolve:');
    expect(functionNamed('Collect').properties.Layers).toBeUndefined();
  });

  it('reaches tables by their exact ARN, and the log group of the function alone', () => {
    for (const { name, properties, statements } of functions) {
      for (const { actions, resources } of statements) {
        if (resources.includes('*')) expect(actions, name).toEqual([]);
        if (actions.some((action) => action.startsWith('dynamodb:')))
          expect(resources.map(tableOf), name).not.toContain(undefined);
        if (!actions.some((action) => action.startsWith('logs:'))) continue;
        expect(actions).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
        expect(resources).toEqual([{ 'Fn::GetAtt': [properties.LoggingConfig.LogGroup.Ref, 'Arn'] }]);
      }
    }
  });

  it('has each function called by what it is for', () => {
    const rules = Object.fromEntries(resourcesOf(service, 'AWS::Events::Rule'));
    const called = Object.values(rules).map(({ Properties: { EventPattern, Targets } }) => [
      functions.find(({ logicalId }) => logicalId === Targets[0].Arn['Fn::GetAtt'][0])?.name,
      EventPattern['detail-type'],
    ]);
    expect(called.sort()).toEqual([
      ['Collect', ['Object Created']],
      ['FireAlerts', ['run.completed']],
      ['WatchRuns', ['Step Functions Execution Status Change']],
    ]);
    const scheduled = resourcesOf(service, 'AWS::Scheduler::Schedule').map(
      ([, { Properties }]) => Properties.Target.Arn,
    );
    const ofFunctions = scheduled.flatMap(
      (arn) => functions.find(({ logicalId }) => logicalId === arn['Fn::GetAtt']?.[0])?.name ?? [],
    );
    expect([...new Set(ofFunctions)].sort()).toEqual(['Collect', 'DeliverAlerts', 'WatchRuns']);
  });
});
