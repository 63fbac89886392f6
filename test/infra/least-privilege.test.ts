import { describe, expect, it } from 'vitest';
import { API_FUNCTIONS } from '#contracts/api/api-routes.ts';
import { type DeployedFunction, resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, storage, functions } = synthesizedService('prod');
const noResourcesOfItsOwn = new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
const api = functions.filter(({ handlerFile }) => handlerFile.match(/^functions\/(api|ingestion)\//) !== null);
const scoring = functions.filter(({ handlerFile }) => handlerFile.startsWith('functions/scoring/'));
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

describe('what each role may do', () => {
  it('sees the functions at all', () => {
    expect(api.length).toBeGreaterThan(10);
    expect(scoring).toHaveLength(6);
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

  it('lets a function of the API do to each table what its operations do, and nothing to the others', () => {
    for (const one of api) {
      const use = API_FUNCTIONS.find(({ handler }) => handler === one.handlerFile);
      const reads = ['dynamodb:GetItem', 'dynamodb:Query'];
      const writes = ['dynamodb:BatchWriteItem', ...reads, 'dynamodb:PutItem', 'dynamodb:UpdateItem'].sort();
      expect([one.handlerFile, actionsOn(one, 'Scores')]).toEqual([one.handlerFile, use?.readsScores ? reads : []]);
      expect([one.handlerFile, actionsOn(one, 'Signals')]).toEqual([
        one.handlerFile,
        use?.usesSignals ? (use.writes ? writes : reads) : [],
      ]);
      const onAccess = use?.writes
        ? ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']
        : ['dynamodb:GetItem', 'dynamodb:UpdateItem'];
      expect([one.handlerFile, actionsOn(one, 'Access')]).toEqual([one.handlerFile, use?.isGuarded ? onAccess : []]);
    }
    expect(api.some((one) => tableActions(one).length === 0)).toBe(true);
  });

  it('lets no function write an API key: what it writes beside keys is named by the beginning of the partition', () => {
    for (const one of api) {
      for (const { conditions } of one.statements.filter(
        ({ actions, resources }) => writesOf(actions).length > 0 && isTable(resources, 'Access'),
      )) {
        const partitions = (conditions as Record<string, Record<string, string[]>> | null)?.['ForAllValues:StringLike']?.[
          'dynamodb:LeadingKeys'
        ];
        expect(partitions, one.handlerFile).toContain('USED#*');
        for (const partition of partitions ?? []) expect(partition).toMatch(/^(USED|REQUEST|WRITES)#[*]$/);
      }
    }
  });

  it('lets no function scan, delete, or change a table', () => {
    const forbidden = /^dynamodb:(Scan|Delete|.*Table|PartiQL|.*Backup|Export)/;
    for (const one of functions)
      expect(
        tableActions(one).filter((action) => forbidden.test(action)),
        one.handlerFile,
      ).toEqual([]);
  });

  it('lets the steps of a run write the Scores table only, and read observations where a run begins', () => {
    for (const one of scoring) {
      const elsewhere = one.statements.flatMap(({ actions, resources }) => (isTable(resources, 'Scores') ? [] : writesOf(actions)));
      expect([one.handlerFile, elsewhere]).toEqual([one.handlerFile, []]);
    }
  });

  it('reaches tables by their exact ARN', () => {
    for (const one of functions) {
      for (const { actions, resources } of one.statements.filter((statement) =>
        statement.actions.some((action) => action.startsWith('dynamodb:')),
      )) {
        expect(actions.every((action) => action.startsWith('dynamodb:'))).toBe(true);
        expect(resources.map(tableOf), one.handlerFile).not.toContain(undefined);
      }
    }
  });

  it('writes logs to its own log group, and uses a star for tracing only', () => {
    for (const one of functions) {
      for (const { actions, resources } of one.statements) {
        if (resources.includes('*'))
          expect(
            actions.filter((action) => !noResourcesOfItsOwn.has(action)),
            one.handlerFile,
          ).toEqual([]);
        if (actions.some((action) => action.startsWith('logs:'))) {
          expect(actions).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
          expect(resources).toEqual([{ 'Fn::GetAtt': [one.properties.LoggingConfig.LogGroup.Ref, 'Arn'] }]);
        }
      }
    }
  });

  it('lets the steps of a run touch input snapshots only, and only the first one write them', () => {
    const s3 = (one: DeployedFunction): string[] =>
      one.statements.flatMap(({ actions }) => actions.filter((action) => action.startsWith('s3:'))).sort();
    expect(Object.fromEntries(scoring.map((one) => [one.handlerFile.replace(/^.*\/(.*)[.]handler[.]ts$/, '$1'), s3(one)]))).toEqual({
      'begin-run': ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
      'score-batch': ['s3:GetObject'],
      'complete-run': ['s3:GetObject'],
      'publish-run': [],
      'after-run': [],
      'fail-run': [],
    });
    expect(api.flatMap(s3)).toEqual([]);
  });

  it('lets the steps that finish a run put events on the bus of the stack, and nobody else', () => {
    const [bus, ...otherBuses] = resourcesOf(template, 'AWS::Events::EventBus');
    expect(otherBuses).toEqual([]);
    const onBus = functions.flatMap(({ handlerFile, statements }) =>
      statements
        .filter(({ actions }) => actions.some((action) => action.startsWith('events:')))
        .map((statement) => ({ handlerFile, statement })),
    );
    expect(onBus.map(({ handlerFile }) => handlerFile).sort()).toEqual([
      'functions/scoring/after-run.handler.ts',
      'functions/scoring/begin-run.handler.ts',
    ]);
    for (const { statement } of onBus) {
      expect(statement.actions).toEqual(['events:PutEvents']);
      expect(statement.resources).toEqual([{ 'Fn::GetAtt': [bus?.[0], 'Arn'] }]);
    }
  });

  it('lets only the state machine call the steps, and only the gateway call the API', () => {
    const callers = resourcesOf(template, 'AWS::Lambda::Permission').map(([, permission]) => permission.Properties);
    expect(new Set(callers.map((caller) => caller.Principal))).toEqual(new Set(['apigateway.amazonaws.com']));
    expect(new Set(callers.map((caller) => caller.FunctionName['Fn::GetAtt'][0]))).toEqual(new Set(api.map(({ logicalId }) => logicalId)));
    for (const caller of callers) expect(JSON.stringify(caller.SourceArn)).toContain('execute-api');
  });

  it('shares nothing with another stack but the storage', () => {
    expect(storage.dependencies).toEqual([]);
  });
});
