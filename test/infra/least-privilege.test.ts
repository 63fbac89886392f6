import { describe, expect, it } from 'vitest';
import { SOURCE_NAMES } from '#contracts/collection/source-contracts.ts';
import { PUBLISHED_PARTITIONS } from '#contracts/store/table-layout.ts';
import { type DeployedFunction, type Resource, resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, storage, functions } = synthesizedService('prod');
const noResourcesOfItsOwn = new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
const api = functions.filter(({ entryFile }) => entryFile.startsWith('api/'));
const STARTER = 'functions/scoring/start-run-when-due.handler.ts';
const judge = functions.find(({ entryFile }) => entryFile === 'functions/alerts/fire-alerts.handler.ts') as DeployedFunction;
const starter = functions.find(({ entryFile }) => entryFile === STARTER) as DeployedFunction;
const collectors = functions.filter(({ entryFile }) => entryFile === 'functions/sources/collect.handler.ts');
const sourceOf = ({ properties }: DeployedFunction): string => properties.Environment.Variables.SOURCE;
/** The steps of a run. */
const scoring = functions.filter(({ entryFile }) => entryFile.startsWith('functions/scoring/') && entryFile !== STARTER);
/** Statements with the same actions are merged, so one may name several tables. */
const tableOf = (resource: unknown): string | undefined =>
  /"Storage:ExportsOutputFnGetAtt(Scores|Signals|Access)[0-9A-F]+Arn[0-9A-F]+"/.exec(JSON.stringify(resource))?.[1];

/** What runs publish: the same for every client. */
const PUBLISHED = PUBLISHED_PARTITIONS.join(' ');

/** Every right to a row: of which table, to do what, to which partitions. */
const rightsTo = ({ statements }: DeployedFunction): string[] =>
  statements
    .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
    .flatMap(({ actions, resources, conditions }) => {
      const { 'ForAllValues:StringLike': like, Null: none } = (conditions ?? {}) as Record<string, Record<string, string | string[]>>;
      // A request that names no partition meets the first condition; the second one asks that there is one.
      const partitions = none?.['dynamodb:LeadingKeys'] === 'false' ? [like?.['dynamodb:LeadingKeys'] ?? 'ALL'].flat().join(' ') : 'ALL';
      const verbs = actions.map((action) => action.replace(/^dynamodb:|Item$/g, '')).join('+');
      return resources.map((resource) => `${tableOf(resource)} ${verbs}: ${partitions.replace(PUBLISHED, '(published)')}`);
    })
    .sort();

const READS_SCORES = [
  'Scores BatchGet+Get+Query: (published)',
  'Scores BatchGet+Get+Query: OWN-SCORE#*#* OWN-RANKING#*#*#* OWN-RANKS#*#* OWN-RUN#*',
];
const SUPPLIERS = 'SUPPLIERS#* SUPPLIER#* SUPPLIER-CHANGES#*';

/** Function -> every right that its role has to rows of tables. Whatever is not said here is out of its reach. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  read: [
    ...READS_SCORES,
    'Access Get: KEY#*',
    'Access Update: USED#*',
    'Scores Get+Query: RESCORING#REQUESTS RESCORING#ATTEMPT',
    `Signals Get+Query: ${SUPPLIERS} MEASURES#* ALERT-RULES WEBHOOKS ALERTS ALERTS#* DELIVERIES#*#* CLOCKS`,
  ],
  compute: [...READS_SCORES, 'Access Get: KEY#*', 'Access Update: USED#*', `Signals Get+Query: ${SUPPLIERS}`],
  write: [
    ...READS_SCORES,
    'Access Get: KEY#* REQUEST#*',
    'Access Put+Update: REQUEST#* WRITES#* USED#*',
    'Scores Put: RESCORING#REQUESTS',
    'Signals BatchWrite: WEBHOOK-SECRETS', // of all writes the one that cannot return what was there
    `Signals Get+Query: ${SUPPLIERS} MEASURES#* ALERT-RULES WEBHOOKS DELIVERIES#*#* SERIES#* QUARANTINE`,
    `Signals Put: ${SUPPLIERS} SUPPLIER-CLIENTS MEASURES#* ALERT-RULES WEBHOOKS DELIVERIES DELIVERIES#*#* SERIES#* QUARANTINE`,
  ],
  'fire-alerts': [
    'Scores Get+Query: (published)',
    'Signals BatchWrite: ALERTS#*',
    'Signals Get+Query: ALERT-RULES WEBHOOKS ALERTS',
    'Signals Put: ALERTS DELIVERIES DELIVERIES#*#*',
  ],
  // It alone opens connections to addresses of clients, and reads their secrets.
  'deliver-alerts': [
    'Signals Delete: DELIVERIES',
    'Signals Get+Query: DELIVERIES DELIVERIES#*#* WEBHOOKS WEBHOOK-SECRETS',
    'Signals Put: DELIVERIES DELIVERIES#*#* WEBHOOKS',
  ],
  // It parses what publishers send, and reaches nothing of any client.
  collect: ['Scores Put: RESCORING#REQUESTS', 'Signals Get+Put+Query: SERIES#* CLOCKS'],
  'watch-lists': [],
  'start-run-when-due': ['Scores Get+Query: POINTER RUNS RESCORING#REQUESTS RESCORING#ATTEMPT', 'Scores Put: RESCORING#ATTEMPT'],
  'begin-run': ['Scores BatchGet+BatchWrite+Get+Put+Query+Update: (published) COUNTER', 'Signals Get+Query: SERIES#* QUARANTINE'],
  'score-batch': ['Scores Get: (published) COUNTER'],
  'complete-run': ['Scores BatchGet+BatchWrite+Get+Put+Query+Update: (published) COUNTER'],
  'publish-run': ['Scores Get+Put+Update: (published) COUNTER'],
  'after-run': ['Scores BatchGet+BatchWrite+Get+Put+Query+Update: (published) COUNTER'],
  'fail-run': ['Scores Get+Update: (published) COUNTER'],
  'record-ended-execution': ['Scores Get+Put+Query+Update: (published) COUNTER'],
  'plan-own': ['Scores BatchWrite: OWN-PLAN#*', 'Scores Get: RUNS', 'Signals Get+Query: SUPPLIER-CLIENTS SUPPLIERS#*'],
  'score-own-batch': ['Scores BatchWrite: OWN-SCORE#*#* OWN-ROWS#*#*#*', 'Scores Get: RUNS OWN-PLAN#*', 'Signals Get+Query: SUPPLIERS#*'],
  'rank-own': ['Scores BatchWrite: OWN-RANKING#*#*#* OWN-RANKS#*#* OWN-RUN#*', 'Scores Get: RUNS', 'Scores Query: OWN-ROWS#*#*#*'],
};

const nameOf = ({ entryFile }: DeployedFunction): string => entryFile.replace(/^.*\/(.*?)([.]handler[.]ts)?$/, '$1');

describe('what each role may do', () => {
  it('sees the functions at all', () => {
    expect(api).toHaveLength(3);
    expect(scoring).toHaveLength(10);
  });

  it('names actions one by one: no star in any action of any policy', () => {
    const actions = resourcesOf(template, 'AWS::IAM::Policy').flatMap(
      ([
        ,
        {
          Properties: { PolicyDocument },
        },
      ]) => PolicyDocument.Statement.flatMap((statement: { Action: string | string[] }) => [statement.Action].flat()),
    );
    expect(actions.length).toBeGreaterThan(50);
    expect(actions.filter((action: string) => action.includes('*'))).toEqual([]);
  });

  it('attaches no managed policy, which would allow more than is used', () => {
    for (const [id, role] of resourcesOf(template, 'AWS::IAM::Role')) expect(role.Properties.ManagedPolicyArns, id).toBeUndefined();
  });

  it.each(Object.entries(RIGHTS))('lets %s reach these rows of tables, and no other', (name, rights) => {
    const own = functions.filter((one) => nameOf(one) === name);
    expect(own.length).toBeGreaterThan(0);
    for (const one of own) expect(rightsTo(one)).toEqual([...rights].sort());
  });

  it('knows the rights of every function', () => {
    expect([...new Set(functions.map(nameOf))].sort()).toEqual(Object.keys(RIGHTS).sort());
  });

  it('lets the function that starts runs write no object, and start the one state machine', () => {
    const [machine] = resourcesOf(template, 'AWS::StepFunctions::StateMachine');
    const own = starter.statements.filter(({ actions }) => actions.some((action) => /^(states|events|s3):/.test(action)));
    expect(own.map(({ actions, conditions }) => [[...actions].sort(), conditions])).toEqual([[['states:StartExecution'], null]]);
    expect(own.at(-1)?.resources).toEqual([{ Ref: machine?.[0] }]);
  });

  it('reaches tables by their exact ARN', () => {
    for (const one of functions) {
      for (const { actions, resources } of one.statements.filter((statement) =>
        statement.actions.some((action) => action.startsWith('dynamodb:')),
      )) {
        expect(actions.every((action) => action.startsWith('dynamodb:'))).toBe(true);
        expect(resources.map(tableOf), one.entryFile).not.toContain(undefined);
      }
    }
  });

  it('writes logs to its own log group, and uses a star for tracing only', () => {
    for (const one of functions) {
      for (const { actions, resources } of one.statements) {
        if (resources.includes('*'))
          expect(
            actions.filter((action) => !noResourcesOfItsOwn.has(action)),
            one.entryFile,
          ).toEqual([]);
        if (actions.some((action) => action.startsWith('logs:'))) {
          expect(actions).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
          expect(resources).toEqual([{ 'Fn::GetAtt': [one.properties.LoggingConfig.LogGroup.Ref, 'Arn'] }]);
        }
      }
    }
  });

  it('lets the steps of a run touch snapshots of inputs and objects of runs only, and write what they make', () => {
    const s3 = (one: DeployedFunction): string[] =>
      [...new Set(one.statements.flatMap(({ actions }) => actions.filter((action) => action.startsWith('s3:'))))].sort();
    expect(Object.fromEntries(scoring.map((one) => [one.entryFile.replace(/^.*\/(.*)[.]handler[.]ts$/, '$1'), s3(one)]))).toEqual({
      'begin-run': ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
      'score-batch': ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
      'complete-run': ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
      'publish-run': [],
      'after-run': ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
      'fail-run': [],
      'record-ended-execution': [],
      'plan-own': ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
      'score-own-batch': ['s3:GetObject', 's3:ListBucket'],
      'rank-own': ['s3:GetObject', 's3:ListBucket'],
    });
    const folders = scoring.flatMap(({ statements }) =>
      statements
        .filter(({ actions }) => actions.includes('s3:GetObject'))
        .flatMap(({ resources }) => resources.map((resource) => /"(\/[^"]*)"\]\]\}$/.exec(JSON.stringify(resource))?.[1])),
    );
    expect([...new Set(folders)].sort()).toEqual(['/input-snapshots/*', '/run-draws/*', '/runs/*', '/scores/*']);
    for (const one of api) expect(['', 's3:GetObject']).toContain(s3(one).join());
  });

  it('lets the steps that finish a run and the function that judges rules put events on the bus of the stack, and nobody else', () => {
    const [bus, ...otherBuses] = resourcesOf(template, 'AWS::Events::EventBus');
    expect(otherBuses).toEqual([]);
    const onBus = functions.flatMap(({ entryFile, statements }) =>
      statements
        .filter(({ actions }) => actions.some((action) => action.startsWith('events:')))
        .map((statement) => ({ entryFile, statement })),
    );
    expect(onBus.map(({ entryFile }) => entryFile).sort()).toEqual([
      'functions/alerts/fire-alerts.handler.ts',
      'functions/scoring/after-run.handler.ts',
      'functions/scoring/begin-run.handler.ts',
      'functions/scoring/record-ended-execution.handler.ts',
    ]);
    for (const { statement } of onBus) {
      expect(statement.actions).toEqual(['events:PutEvents']);
      expect(statement.resources).toEqual([{ 'Fn::GetAtt': [bus?.[0], 'Arn'] }]);
    }
  });

  it('lets a collector reach the archive of its own source and files handed in for it', () => {
    expect(collectors.map(sourceOf)).toEqual(SOURCE_NAMES);
    for (const one of collectors) {
      const source = sourceOf(one);
      const s3 = one.statements.filter(({ actions }) => actions.some((action) => action.startsWith('s3:')));
      const pathsOf = (resources: readonly unknown[]): string[] =>
        resources.map((resource) => /"(\/[^"]*)"\]\]\}$/.exec(JSON.stringify(resource))?.[1] ?? '(the bucket)');
      expect(s3.map(({ actions, resources }) => [actions, pathsOf(resources)])).toEqual([
        [
          ['s3:GetObject', 's3:PutObject'],
          [`/collected/${source}/*`, `/raw/${source}/*`],
        ],
        [['s3:GetObject'], [`/handed-in/${source}/*`]],
        [['s3:ListBucket'], ['(the bucket)']],
      ]);
    }
  });

  it('lets the watch of announcements reach the archive of its lists', () => {
    const watch = functions.find(
      ({ entryFile }) => entryFile === 'functions/sources/announcements/watch-lists.handler.ts',
    ) as DeployedFunction;
    const s3 = watch.statements.filter(({ actions }) => actions.some((action) => action.startsWith('s3:')));
    const paths = (resources: readonly unknown[]): string[] =>
      resources.map((resource) => /"(\/[^"]*)"\]\]\}$/.exec(JSON.stringify(resource))?.[1] ?? '(the bucket)');
    expect(s3.map(({ actions, resources }) => [actions, paths(resources)])).toEqual([
      [
        ['s3:GetObject', 's3:PutObject'],
        ['/raw/measures-eu-official-journal/*', '/raw/measures-federal-register/*', '/raw/measures-mofcom/*'],
      ],
      [['s3:ListBucket'], ['(the bucket)']],
    ]);
  });

  it('lets a new file start the collector of its own source and nothing else', () => {
    const ofExecutions = ([, { Properties }]: [string, { readonly Properties: { readonly EventPattern: object } }]): boolean =>
      JSON.stringify(Properties.EventPattern).includes('aws.states');
    const rules = Object.fromEntries(resourcesOf(template, 'AWS::Events::Rule').filter((rule) => !ofExecutions(rule)));
    const started = resourcesOf(template, 'AWS::Lambda::Permission')
      .map(([, permission]) => permission.Properties)
      .filter(({ Principal, SourceArn }) => Principal === 'events.amazonaws.com' && SourceArn['Fn::GetAtt'][0] in rules)
      .filter(({ FunctionName }) => FunctionName['Fn::GetAtt'][0] !== judge.logicalId)
      .map(({ FunctionName, SourceArn }) => ({
        source: sourceOf(collectors.find(({ logicalId }) => logicalId === FunctionName['Fn::GetAtt'][0]) as DeployedFunction),
        pattern: rules[SourceArn['Fn::GetAtt'][0]]?.Properties.EventPattern,
      }));
    expect(started.map(({ source }) => source).sort()).toEqual([...SOURCE_NAMES].sort());
    expect(Object.keys(rules)).toHaveLength(SOURCE_NAMES.length + 1); // and the one that has alert rules judged
    const ofRuns = Object.values(rules).filter(({ Properties }) => Properties.Targets[0].Arn['Fn::GetAtt'][0] === judge.logicalId);
    expect(ofRuns.map(({ Properties }) => Properties.EventPattern)).toEqual([{ source: ['chokepoint'], 'detail-type': ['run.completed'] }]);
    expect(ofRuns[0]?.Properties.Targets[0]).toMatchObject({
      RetryPolicy: { MaximumRetryAttempts: 8, MaximumEventAgeInSeconds: 7200 },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^AlertingLostCalls/), 'Arn'] } },
    });
    for (const { source, pattern } of started) {
      expect(pattern).toMatchObject({
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { object: { key: [{ prefix: `handed-in/${source}/` }] } },
      });
    }
  });

  it('lets only the state machine call the steps, and only the gateway call the API', () => {
    const callers = resourcesOf(template, 'AWS::Lambda::Permission')
      .map(([, permission]) => permission.Properties)
      .filter(({ Principal }) => Principal !== 'events.amazonaws.com'); // of collectors: the test above
    expect(new Set(callers.map((caller) => caller.Principal))).toEqual(new Set(['apigateway.amazonaws.com']));
    const aliases = Object.fromEntries(resourcesOf(template, 'AWS::Lambda::Alias'));
    const calledIn = ({ FunctionName: { Ref: alias, 'Fn::GetAtt': [direct] = [] } }: Resource['Properties']): string =>
      aliases[alias]?.Properties.FunctionName.Ref ?? direct;
    expect(new Set(callers.map(calledIn))).toEqual(new Set(api.map(({ logicalId }) => logicalId)));
    for (const caller of callers) expect(JSON.stringify(caller.SourceArn)).toContain('execute-api');
  });

  it('shares nothing with another stack but the storage', () => {
    expect(storage.dependencies).toEqual([]);
  });
});
