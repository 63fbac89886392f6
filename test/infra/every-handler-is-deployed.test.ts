import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { API_FUNCTIONS, environmentSchemaOf } from '#contracts/api/api-routes.ts';
import {
  afterRunEnvironmentSchema,
  beginRunEnvironmentSchema,
  scoringEnvironmentSchema,
} from '#contracts/environment/scoring-environment.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, storage, functions } = synthesizedService('prod');

describe('the functions that are deployed', () => {
  it('are the handler files on disk, each exactly once', () => {
    const onDisk = globSync('functions/**/*.handler.ts').sort();
    expect(onDisk.length).toBeGreaterThan(10);
    expect(functions.map(({ handlerFile }) => handlerFile).sort()).toEqual(onDisk);
    expect(Object.keys(template.findResources('AWS::Lambda::Function'))).toHaveLength(onDisk.length); // none that CDK slipped in
  });

  it('run on Node 24 and arm64, with memory, a limit of time and tracing', () => {
    for (const { handlerFile, properties } of functions) {
      expect(properties, handlerFile).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        MemorySize: 1024,
        TracingConfig: { Mode: 'Active' },
      });
      expect(properties.Timeout, handlerFile).toBeLessThanOrEqual(handlerFile.match(/^functions\/(api|ingestion)\//) !== null ? 10 : 600);
      expect(properties.FunctionName, handlerFile).toBeUndefined();
    }
  });

  it('keep their logs for a stated time, each in a group of its own', () => {
    const groups = Object.fromEntries(resourcesOf(template, 'AWS::Logs::LogGroup'));
    for (const [id, group] of Object.entries(groups)) expect(group.Properties.RetentionInDays, id).toBe(90);
    const used = functions.map(({ properties }) => properties.LoggingConfig.LogGroup.Ref);
    expect(new Set(used).size).toBe(functions.length);
    expect(used.filter((id) => groups[id] === undefined)).toEqual([]);
  });

  it('get exactly the environment that their schema reads', () => {
    for (const { handlerFile, properties } of functions) {
      const schema = schemaOf(handlerFile);
      expect(Object.keys(properties.Environment.Variables).sort(), handlerFile).toEqual(Object.keys(schema.shape).sort());
    }
  });

  it('get values that their schema accepts', () => {
    for (const { handlerFile, properties } of functions) {
      const values = Object.fromEntries(
        Object.entries(properties.Environment.Variables).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : 'known-when-deployed',
        ]),
      );
      expect(schemaOf(handlerFile).safeParse(values).error?.issues, handlerFile).toBeUndefined();
    }
  });

  it('name the code they run by its content: the same on every machine, and the same in all functions', () => {
    const versions = new Set(functions.map(({ properties }) => properties.Environment.Variables.CODE_VERSION));
    expect([...versions]).toEqual([expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{8}$/)]);
  });

  it('take the storage from the other stack by reference, so that it cannot be deleted under them', () => {
    expect(JSON.stringify(template.toJSON())).toContain('"Fn::ImportValue":"Storage:ExportsOutputRefScores');
    expect(storage.dependencies).toEqual([]);
  });
});

function schemaOf(handlerFile: string) {
  const api = API_FUNCTIONS.find(({ handler }) => handler === handlerFile);
  if (api !== undefined) return environmentSchemaOf(api);
  if (handlerFile.endsWith('/begin-run.handler.ts')) return beginRunEnvironmentSchema;
  return handlerFile.endsWith('/after-run.handler.ts') ? afterRunEnvironmentSchema : scoringEnvironmentSchema;
}
