import { describe, expect, it } from 'vitest';
import { type DeployedFunction, resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, storage, functions } = synthesizedService('prod');
const tableArn = (id: string) => ({ 'Fn::ImportValue': expect.stringMatching(new RegExp(`^Storage:ExportsOutputFnGetAtt${id}.*Arn`)) });
const noResourcesOfItsOwn = new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
const api = functions.filter(({ handlerFile }) => handlerFile.startsWith('functions/api/'));
const scoring = functions.filter(({ handlerFile }) => handlerFile.startsWith('functions/scoring/'));
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

  it('lets a function of the API read single items and partitions of the Scores table, or no table at all', () => {
    for (const one of api) {
      const readsScores = 'SCORES_TABLE_NAME' in one.properties.Environment.Variables;
      expect(tableActions(one), one.handlerFile).toEqual(readsScores ? ['dynamodb:GetItem', 'dynamodb:Query'] : []);
    }
    expect(api.some((one) => tableActions(one).length === 0)).toBe(true);
  });

  it('lets no function scan, delete, or change a table', () => {
    const forbidden = /^dynamodb:(Scan|Delete|.*Table|PartiQL|.*Backup|Export)/;
    for (const one of functions)
      expect(
        tableActions(one).filter((action) => forbidden.test(action)),
        one.handlerFile,
      ).toEqual([]);
  });

  it('reaches the Scores table only, by its exact ARN', () => {
    for (const one of functions) {
      for (const { actions, resources } of one.statements.filter((statement) =>
        statement.actions.some((action) => action.startsWith('dynamodb:')),
      )) {
        expect(actions.every((action) => action.startsWith('dynamodb:'))).toBe(true);
        expect(resources, one.handlerFile).toEqual([tableArn('Scores')]);
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
