import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ExistingData, parseExistingData } from '../../infra/existing-data.ts';
import { type Resource, resourcesOf, synthesizedService } from './synthesized-service.ts';

const existing: ExistingData = { scores: 'restored-scores', signals: 'restored-signals', access: 'restored-access', bucket: 'kept-bucket' };
const CONTEXT = 'scores=restored-scores,signals=restored-signals,access=restored-access';

describe('tables and bucket by name', () => {
  it('are all four or none', () => {
    expect(parseExistingData(undefined, undefined)).toBeUndefined();
    expect(parseExistingData(CONTEXT, 'kept-bucket')).toEqual(existing);
    expect(parseExistingData('access=restored-access, signals=restored-signals, scores=restored-scores', 'kept-bucket')).toEqual(existing);
    for (const [tables, bucket, says] of [
      [CONTEXT, undefined, 'bucket is undefined'],
      [undefined, 'kept-bucket', 'tables is undefined'],
      ['scores=a-1,signals=b-1', 'kept-bucket', 'tables does not name access'],
      [`${CONTEXT},alerts=d-1`, 'kept-bucket', 'tables names "alerts", which is no table'],
      ['scores=restored,signals=restored,access=c-1', 'kept-bucket', 'twice'],
      ['scores=a b,signals=b-1,access=c-1', 'kept-bucket', 'gives scores the name "a b"'],
      ['scores', 'kept-bucket', 'gives scores the name ""'],
      [CONTEXT, 'Kept_Bucket', 'bucket is "Kept_Bucket"'],
    ]) {
      expect(() => parseExistingData(tables, bucket), `${tables} ${bucket}`).toThrow(says);
      expect(() => parseExistingData(tables, bucket)).toThrow('for example: -c tables=scores=NAME,signals=NAME,access=NAME -c bucket=NAME');
    }
  });
});

describe('stacks over tables that are there already', () => {
  let own: ReturnType<typeof synthesizedService>;
  let named: ReturnType<typeof synthesizedService>;
  beforeAll(() => {
    own = synthesizedService('prod');
    named = synthesizedService('prod', undefined, { existing });
  });
  const environments = ({ template }: ReturnType<typeof synthesizedService>) =>
    resourcesOf(template, 'AWS::Lambda::Function').map(([id, { Properties }]): [string, Resource['Properties']] => [
      id,
      Properties.Environment?.Variables ?? {},
    ]);

  it('make none, and do not let the stack of storage be empty, which would delete it', () => {
    const storage = Template.fromStack(named.storage);
    storage.resourceCountIs('AWS::DynamoDB::Table', 0);
    storage.resourceCountIs('AWS::S3::Bucket', 0);
    storage.hasResourceProperties('AWS::SSM::Parameter', { Value: JSON.stringify(existing) });
    storage.hasOutput('AccessTableName', { Value: 'restored-access' });
  });

  it('give every function the names in place of those of the tables that were made, and change nothing else of its environment', () => {
    const expected: Record<string, string> = {
      SCORES_TABLE_NAME: existing.scores,
      SIGNALS_TABLE_NAME: existing.signals,
      ACCESS_TABLE_NAME: existing.access,
      SNAPSHOTS_BUCKET_NAME: existing.bucket,
      ARCHIVE_BUCKET_NAME: existing.bucket,
    };
    const before = new Map(environments(own));
    expect(before.size).toBeGreaterThan(8);
    for (const [id, variables] of environments(named)) {
      const own = Object.entries(before.get(id) ?? {}).map(([name, value]) => [name, expected[name] ?? value]);
      expect(variables, id).toEqual(Object.fromEntries(own));
    }
  });

  it('allow the same actions, on the named tables', () => {
    const actionsOf = ({ functions }: typeof own) =>
      functions.map(({ entryFile, statements }) => [entryFile, statements.flatMap(({ actions }) => actions).sort()]);
    expect(actionsOf(named)).toEqual(actionsOf(own));
    const resources = JSON.stringify(named.functions.flatMap(({ statements }) => statements.flatMap((statement) => statement.resources)));
    for (const table of ['scores', 'signals', 'access']) expect(resources).toContain(`:table/restored-${table}`);
    expect(resources).toContain(':s3:::kept-bucket/input-snapshots/*');
  });

  it('import nothing from the stack of storage, which is deployed after: an export that is still imported cannot go', () => {
    expect(JSON.stringify(named.template.toJSON())).not.toContain('Fn::ImportValue');
    expect(JSON.stringify(own.template.toJSON())).toContain('Fn::ImportValue');
    expect(own.service.dependencies).toEqual([own.storage]);
    expect(named.service.dependencies).toEqual([]);
    expect(named.storage.dependencies).toEqual([named.service]);
  });

  it('watch the named tables for requests that are turned away', () => {
    const alarms = JSON.stringify(named.template.findResources('AWS::CloudWatch::Alarm'));
    for (const table of [existing.scores, existing.signals, existing.access]) expect(alarms).toContain(`"Value":"${table}"`);
  });
});
