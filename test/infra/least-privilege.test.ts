import { describe, expect, it } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { hasSideEffects, scopeOf } from '#contracts/api/request-parts.ts';
import { SOURCE_NAMES } from '#contracts/collection/source-contracts.ts';
import { type DeployedFunction, type Resource, resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, storage, functions } = synthesizedService('prod');
const noResourcesOfItsOwn = new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
const api = functions.filter(({ entryFile }) => entryFile.endsWith('.function.ts'));
const STARTER = 'functions/scoring/start-run-when-due.handler.ts';
const DELIVERER = 'functions/alerts/deliver-alerts.handler.ts';
const judge = functions.find(({ entryFile }) => entryFile === 'functions/alerts/fire-alerts.handler.ts') as DeployedFunction;
const starter = functions.find(({ entryFile }) => entryFile === STARTER) as DeployedFunction;
const collectors = functions.filter(({ entryFile }) => entryFile === 'functions/collection/collect.handler.ts');
const sourceOf = ({ properties }: DeployedFunction): string => properties.Environment.Variables.SOURCE;
/** The steps of a run. */
const scoring = functions.filter(({ entryFile }) => entryFile.startsWith('functions/scoring/') && entryFile !== STARTER);
/** Statements with the same actions are merged, so one may name several tables. */
const tableOf = (resource: unknown): string | undefined =>
  /"Storage:ExportsOutputFnGetAtt(Scores|Signals|Access)[0-9A-F]+Arn[0-9A-F]+"/.exec(JSON.stringify(resource))?.[1];
const isTable = (resources: readonly unknown[], table: string): boolean => resources.some((resource) => tableOf(resource) === table);
const writesOf = (actions: readonly string[]): string[] => actions.filter((action) => /^dynamodb:(Put|Update|BatchWrite)/.test(action));
const actionsOn = ({ statements }: DeployedFunction, table: string): string[] =>
  statements
    .filter(({ resources }) => isTable(resources, table))
    .flatMap(({ actions }) => actions.filter((action) => action.startsWith('dynamodb:')))
    .sort();
const tableActions = ({ statements }: DeployedFunction): string[] =>
  statements.flatMap(({ actions }) => actions.filter((action) => action.startsWith('dynamodb:'))).sort();

/** Holds for requests that name rows of these partitions and no others; a request that names none does not meet it. */
const onlyPartitions = (partitions: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

const TABLES = ['Scores', 'Signals', 'Access'] as const;
const READS = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITES = ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'];
/** Also the scores of many own suppliers at once. */
const READS_MANY = ['dynamodb:BatchGetItem', ...READS];
/** Reads keys, and notes the day on which one was used. */
const CHECKS = ['dynamodb:GetItem', 'dynamodb:UpdateItem'];
/** Also keeps answers by Idempotency-Key and counts writes. */
const REMEMBERS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** Function -> table -> what its role may do there; a table that is not named is out of reach. */
const RIGHTS: Readonly<Record<string, Partial<Record<(typeof TABLES)[number], readonly string[]>>>> = {
  public: {},
  health: { Scores: ['dynamodb:GetItem'] },
  'methodology-read': { Access: CHECKS },
  'changes-read': { Access: CHECKS, Scores: READS },
  'facts-read': { Access: CHECKS, Scores: READS },
  'runs-read': { Access: CHECKS, Scores: READS },
  'status-read': { Access: CHECKS, Scores: READS, Signals: READS }, // the clocks of collected sources
  scenarios: { Access: CHECKS, Scores: READS },
  'scores-read': { Access: CHECKS, Scores: READS },
  'subjects-read': { Access: CHECKS, Scores: READS },
  analysis: { Access: CHECKS, Scores: READS_MANY, Signals: READS },
  'custom-suppliers-read': { Access: CHECKS, Scores: READS_MANY, Signals: READS },
  'alerts-read': { Access: CHECKS, Scores: READS, Signals: READS },
  'alerts-write': { Access: REMEMBERS, Scores: READS, Signals: WRITES },
  'own-measures-read': { Access: CHECKS, Scores: READS, Signals: READS },
  'custom-suppliers-write': { Access: REMEMBERS, Scores: READS_MANY, Signals: WRITES },
  // It adds requests for runs to the Scores table, and nothing else: a test below.
  'observations-write': { Access: REMEMBERS, Scores: [...READS, 'dynamodb:PutItem'].sort(), Signals: WRITES },
};

describe('what each role may do', () => {
  it('sees the functions at all', () => {
    expect(api.length).toBeGreaterThan(10);
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

  it.each(Object.keys(RIGHTS))('lets the function %s do to each table what this says', (name) => {
    const one = api.find(({ entryFile }) => entryFile === `functions/deployed/${name}.function.ts`) as DeployedFunction;
    expect(TABLES.map((table) => [table, actionsOn(one, table)])).toEqual(TABLES.map((table) => [table, RIGHTS[name]?.[table] ?? []]));
  });

  it('knows the rights of every function of the API', () => {
    expect(api.map(({ entryFile }) => entryFile).sort()).toEqual(
      Object.keys(RIGHTS)
        .map((name) => `functions/deployed/${name}.function.ts`)
        .sort(),
    );
  });

  it('runs an operation with more rights than it needs only where this says so', () => {
    const needs = { Scores: 'readsScores', Signals: 'usesSignals' } as const;
    const surplus = API_ROUTES.flatMap((route) =>
      (['Scores', 'Signals'] as const)
        .filter((table) => RIGHTS[route.function]?.[table] !== undefined && !route[needs[table]])
        .map((table) => `${route.operationId} may read ${table}`),
    );
    expect(surplus).toEqual([
      'listOwnSuppliers may read Scores',
      'deleteSupplier may read Scores',
      'listQuarantine may read Scores',
      'listOwnMeasures may read Scores',
      'releaseMeasure may read Scores',
      'deleteMeasure may read Scores',
      'listAlertRules may read Scores',
      'getAlertRule may read Scores',
      'listAlerts may read Scores',
      'getAlertsFeed may read Scores',
      'putWebhook may read Scores',
      'listWebhooks may read Scores',
      'getWebhook may read Scores',
      'testWebhook may read Scores',
      'listDeliveries may read Scores',
      'replayDelivery may read Scores',
      'deleteWebhook may read Scores',
      'deleteAlertRule may read Scores',
      'listAudit may read Scores',
    ]);
  });

  it('keeps apart what needs no key, what a reader may do, and what a writer may do', () => {
    for (const [name, { Access }] of Object.entries(RIGHTS)) {
      const own = API_ROUTES.filter((route) => route.function === name).map(({ request }) => request);
      expect([name, own.map((request) => scopeOf(request) !== 'public')]).toEqual([name, own.map(() => Access !== undefined)]);
      expect([name, own.map(hasSideEffects)]).toEqual([name, own.map(() => Access === REMEMBERS)]);
    }
  });

  it('lets the function that needs no key read which run is published, and nothing else', () => {
    const { statements } = api.find(({ entryFile }) => entryFile.endsWith('/health.function.ts')) as DeployedFunction;
    const onScores = statements.filter(({ resources }) => isTable(resources, 'Scores'));
    expect(onScores.map(({ conditions }) => conditions)).toEqual([onlyPartitions(['POINTER'])]);
  });

  it('lets what brings facts add requests for runs to the Scores table, and nothing else', () => {
    const { statements } = api.find(({ entryFile }) => entryFile.endsWith('/observations-write.function.ts')) as DeployedFunction;
    const puts = statements.filter(({ actions, resources }) => isTable(resources, 'Scores') && writesOf(actions).length > 0);
    expect(puts.map(({ actions, conditions }) => ({ actions, conditions }))).toEqual([
      { actions: ['dynamodb:PutItem'], conditions: onlyPartitions(['RESCORING#REQUESTS']) },
    ]);
  });

  it('lets the function that starts runs read the Scores table, record its attempt, write the copy of the pointer and no other object, and start the one state machine', () => {
    const [machine] = resourcesOf(template, 'AWS::StepFunctions::StateMachine');
    const own = starter.statements.filter(({ actions }) => actions.some((action) => /^(dynamodb|states|events|s3):/.test(action)));
    expect(own.map(({ actions, conditions }) => [[...actions].sort(), conditions])).toEqual([
      [READS, null],
      [['dynamodb:PutItem'], onlyPartitions(['RESCORING#ATTEMPT'])],
      [['s3:PutObject'], null],
      [['states:StartExecution'], null],
    ]);
    expect(JSON.stringify(own.at(-2)?.resources)).toMatch(/Snapshots.*"[/]runs[/]pointer-copy[.]json"/);
    expect(own.at(-1)?.resources).toEqual([{ Ref: machine?.[0] }]);
  });

  it('lets no function write an API key: what it writes beside keys is named by the beginning of the partition', () => {
    for (const one of api) {
      for (const { conditions } of one.statements.filter(
        ({ actions, resources }) => writesOf(actions).length > 0 && isTable(resources, 'Access'),
      )) {
        const partitions = (conditions as Record<string, Record<string, string[]>> | null)?.['ForAllValues:StringLike']?.[
          'dynamodb:LeadingKeys'
        ];
        expect(partitions, one.entryFile).toContain('USED#*');
        for (const partition of partitions ?? []) expect(partition).toMatch(/^(USED|REQUEST|WRITES)#[*]$/);
      }
    }
  });

  it('lets no function scan, delete, or change a table', () => {
    const forbidden = /^dynamodb:(Scan|Delete|.*Table|PartiQL|.*Backup|Export)/;
    for (const one of functions.filter(({ entryFile }) => entryFile !== DELIVERER))
      expect(
        tableActions(one).filter((action) => forbidden.test(action)),
        one.entryFile,
      ).toEqual([]);
  });

  it('lets the function that opens connections to addresses of clients see their messages and secrets, and delete notes of what is due', () => {
    const { statements } = functions.find(({ entryFile }) => entryFile === DELIVERER) as DeployedFunction;
    const onTables = statements.filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')));
    expect(onTables.map(({ resources, actions, conditions }) => [resources.map(tableOf), [...actions].sort(), conditions])).toEqual([
      [['Signals'], ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], onlyPartitions(['DELIVERIES', 'DELIVERIES#*', 'WEBHOOKS'])],
      [['Signals'], ['dynamodb:DeleteItem'], onlyPartitions(['DELIVERIES'])],
    ]);
  });

  it('lets the function that judges rules write alerts and messages, and nothing else', () => {
    const writing = judge.statements.filter(({ actions }) => writesOf(actions).length > 0);
    expect(writing.map(({ resources, conditions }) => [resources.map(tableOf), conditions])).toEqual([
      [['Signals'], onlyPartitions(['ALERTS', 'ALERTS#*', 'DELIVERIES', 'DELIVERIES#*'])],
    ]);
  });

  it('lets the steps of a run write the Scores table only, and read observations where a run begins', () => {
    for (const one of scoring) {
      const elsewhere = one.statements.flatMap(({ actions, resources }) => (isTable(resources, 'Scores') ? [] : writesOf(actions)));
      expect([one.entryFile, elsewhere]).toEqual([one.entryFile, []]);
    }
  });

  it('lets the steps for own suppliers read what clients have stored, write scores of own suppliers, and reach no other row', () => {
    const rights = (name: string) =>
      functions
        .find(({ entryFile }) => entryFile === `functions/scoring/own/${name}.handler.ts`)
        ?.statements.filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
        .map(({ resources, actions, conditions }) => [resources.map(tableOf).join(), actions.join(), conditions]);
    expect(rights('plan-own')).toEqual([
      ['Scores', 'dynamodb:GetItem', onlyPartitions(['RUNS'])],
      ['Scores', 'dynamodb:BatchWriteItem', onlyPartitions(['OWN-PLAN#*'])],
      ['Signals', 'dynamodb:Query', onlyPartitions(['SUPPLIER-CLIENTS', 'SUPPLIERS#*'])],
    ]);
    expect(rights('score-own-batch')).toEqual([
      ['Scores', 'dynamodb:GetItem', onlyPartitions(['RUNS', 'OWN-PLAN#*'])],
      ['Scores', 'dynamodb:BatchWriteItem', onlyPartitions(['OWN-SCORE#*#*', 'OWN-ROWS#*#*#*'])],
      ['Signals', 'dynamodb:Query', onlyPartitions(['SUPPLIERS#*'])],
    ]);
    expect(rights('rank-own')).toEqual([
      ['Scores', 'dynamodb:GetItem', onlyPartitions(['RUNS'])],
      ['Scores', 'dynamodb:Query', onlyPartitions(['OWN-ROWS#*#*#*'])],
      ['Scores', 'dynamodb:BatchWriteItem', onlyPartitions(['OWN-RANKING#*#*#*', 'OWN-RANKS#*#*', 'OWN-RUN#*'])],
    ]);
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
      'after-run': ['s3:GetObject', 's3:ListBucket'],
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
    expect([...new Set(folders)].sort()).toEqual(['/input-snapshots/*', '/run-draws/*', '/runs/*']);
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

  it('lets a collector reach the archive of its own source, files handed in for it, the log, and requests for runs', () => {
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
      expect(actionsOn(one, 'Signals')).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']);
      const onScores = one.statements.filter(({ resources }) => isTable(resources, 'Scores'));
      expect(onScores.map(({ actions, conditions }) => ({ actions, conditions }))).toEqual([
        { actions: ['dynamodb:PutItem'], conditions: onlyPartitions(['RESCORING#REQUESTS']) },
      ]);
      expect(actionsOn(one, 'Access')).toEqual([]);
    }
  });

  it('lets the watch of announcements reach the archive of its lists, and no table', () => {
    const watch = functions.find(({ entryFile }) => entryFile === 'functions/measures/watch-lists.handler.ts') as DeployedFunction;
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
    expect(TABLES.flatMap((table) => actionsOn(watch, table))).toEqual([]);
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
