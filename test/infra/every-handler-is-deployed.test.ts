import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { API_FUNCTIONS } from '#contracts/api/api-functions.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { SOURCE_NAMES } from '#contracts/collection/source-contracts.ts';
import { deliverAlertsEnvironmentSchema, fireAlertsEnvironmentSchema } from '#contracts/environment/alerts-environment.ts';
import { collectorEnvironmentSchema, listWatchEnvironmentSchema } from '#contracts/environment/collector-environment.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import {
  afterRunEnvironmentSchema,
  beginRunEnvironmentSchema,
  ownScoringEnvironmentSchema,
  scoringEnvironmentSchema,
  startRunEnvironmentSchema,
} from '#contracts/environment/scoring-environment.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, storage, functions } = synthesizedService('prod');

const COLLECTOR = 'functions/sources/collect.handler.ts';
const WATCH = 'functions/sources/announcements/watch-lists.handler.ts';
/** A whole core for what computes. */
const STEP_OF_RUN = /^functions[/]scoring[/](?!start-run)/;
const memoryOf = (entryFile: string): number => (entryFile === WATCH ? 512 : STEP_OF_RUN.test(entryFile) ? 1769 : 1024);

describe('the functions that are deployed', () => {
  it('are the steps of a run, the functions of the API and the watch of announcements on disk, each exactly once, and the collector once for each source', () => {
    const collectors = SOURCE_NAMES.map(() => COLLECTOR);
    const onDisk = [
      ...globSync('functions/{scoring,scoring/own,sources/announcements,alerts}/*.handler.ts'),
      ...API_FUNCTIONS.map((name) => `api/${name}`),
      ...collectors,
    ].sort();
    expect(onDisk.length).toBeGreaterThan(10);
    expect(functions.map(({ entryFile }) => entryFile).sort()).toEqual(onDisk);
    expect(Object.keys(template.findResources('AWS::Lambda::Function'))).toHaveLength(onDisk.length); // none that CDK slipped in
  });

  it('answer with every handler file on disk that is no step of a run', () => {
    const onDisk = globSync('functions/api/**/*.handler.ts').sort();
    expect(onDisk.length).toBeGreaterThan(30);
    expect([...new Set(API_ROUTES.map(({ handler }) => handler as string))].sort()).toEqual(onDisk);
  });

  it('run on Node 24 and arm64, with memory and a limit of time, and without traces that would see nothing', () => {
    for (const { entryFile, properties } of functions) {
      expect(properties, entryFile).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        MemorySize: memoryOf(entryFile),
      });
      expect(properties.Timeout, entryFile).toBeLessThanOrEqual(entryFile.startsWith('api/') ? 10 : 900);
      expect(properties.TracingConfig, entryFile).toBeUndefined();
      expect(properties.FunctionName, entryFile).toBeUndefined();
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
    for (const { entryFile, properties } of functions) {
      const schema = schemaOf(entryFile);
      expect(Object.keys(properties.Environment.Variables).sort(), entryFile).toEqual(Object.keys(schema.shape).sort());
    }
  });

  it('get values that their schema accepts', () => {
    for (const { entryFile, properties } of functions) {
      const values = Object.fromEntries(
        Object.entries(properties.Environment.Variables).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : 'known-when-deployed',
        ]),
      );
      expect(schemaOf(entryFile).safeParse(values).error?.issues, entryFile).toBeUndefined();
    }
  });

  it('name the code they run by its content: the same on every machine, and the same in all functions', () => {
    const named = functions.filter(({ entryFile }) => !entryFile.startsWith('functions/alerts/')); // what they write names runs
    const versions = new Set(named.map(({ properties }) => properties.Environment.Variables.CODE_VERSION));
    expect([...versions]).toEqual([expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{8}$/)]);
  });

  it('take the storage from the other stack by reference, so that it cannot be deleted under them', () => {
    expect(JSON.stringify(template.toJSON())).toContain('"Fn::ImportValue":"Storage:ExportsOutputRefScores');
    expect(storage.dependencies).toEqual([]);
  });
});

function schemaOf(entryFile: string) {
  if (entryFile === COLLECTOR) return collectorEnvironmentSchema;
  if (entryFile === WATCH) return listWatchEnvironmentSchema;
  if (entryFile.startsWith('api/')) return apiEnvironmentSchema;
  if (entryFile.endsWith('/start-run-when-due.handler.ts')) return startRunEnvironmentSchema;
  if (entryFile.endsWith('/fire-alerts.handler.ts')) return fireAlertsEnvironmentSchema;
  if (entryFile.endsWith('/deliver-alerts.handler.ts')) return deliverAlertsEnvironmentSchema;
  if (entryFile.endsWith('/begin-run.handler.ts')) return beginRunEnvironmentSchema;
  if (entryFile.startsWith('functions/scoring/own/')) return ownScoringEnvironmentSchema;
  return /[/](after-run|record-ended-execution)[.]handler[.]ts$/.test(entryFile) ? afterRunEnvironmentSchema : scoringEnvironmentSchema;
}
