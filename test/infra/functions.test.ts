import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import {
  deliverAlertsEnvironmentSchema,
  fireAlertsEnvironmentSchema,
} from '#contracts/environment/alerts-environment.ts';
import { collectorEnvironmentSchema } from '#contracts/environment/collector-environment.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import {
  runStepsEnvironmentSchema,
  scoreBatchEnvironmentSchema,
  watchRunsEnvironmentSchema,
} from '#contracts/environment/scoring-environment.ts';
import { PROD, resourcesOf } from './synthesized.ts';

const { service, functions } = PROD;
const SCHEMAS = {
  Read: apiEnvironmentSchema,
  Write: apiEnvironmentSchema,
  Compute: apiEnvironmentSchema,
  Steps: runStepsEnvironmentSchema,
  Scorer: scoreBatchEnvironmentSchema,
  WatchRuns: watchRunsEnvironmentSchema,
  FireAlerts: fireAlertsEnvironmentSchema,
  DeliverAlerts: deliverAlertsEnvironmentSchema,
  Collect: collectorEnvironmentSchema,
} as const;

describe('the functions that are deployed', () => {
  it('have every handler on disk that is no operation of the API, each once, and the operations all', () => {
    expect(functions.map(({ name }) => name)).toEqual(Object.keys(SCHEMAS));
    const own = globSync('functions/{scoring,sources,alerts}/**/*.handler.ts').sort();
    expect(functions.flatMap(({ entryFile }) => (entryFile === 'api' ? [] : [entryFile])).sort()).toEqual(
      own,
    );
    expect(Object.keys(service.findResources('AWS::Lambda::Function'))).toHaveLength(functions.length); // none that CDK slipped in
    const handlers = globSync('functions/api/**/*.handler.ts').sort();
    expect([...new Set(API_ROUTES.map(({ handler }) => handler.split('#')[0] ?? ''))].sort()).toEqual(
      handlers,
    );
  });

  it('keep their logs for a stated time, each in a group of its own', () => {
    service.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
    const groups = new Set(resourcesOf(service, 'AWS::Logs::LogGroup').map(([id]) => id));
    const used = functions.map(({ properties }) => properties.LoggingConfig.LogGroup.Ref);
    expect(new Set(used).size).toBe(functions.length);
    expect(used.filter((id) => !groups.has(id))).toEqual([]);
  });

  it.each(Object.entries(SCHEMAS))(
    'give %s exactly the environment that its schema reads, with values that it accepts',
    (name, schema) => {
      const variables: Record<string, unknown> = functions.find((one) => one.name === name)?.properties
        .Environment.Variables;
      expect(Object.keys(variables).sort()).toEqual(Object.keys(schema.shape).sort());
      const values = Object.entries(variables).map(([variable, value]) => [
        variable,
        typeof value === 'string' ? value : 'known-when-deployed',
      ]);
      expect(schema.safeParse(Object.fromEntries(values)).error?.issues).toBeUndefined();
    },
  );

  it('name the code they run by its content: the same on every machine, and the same in all functions', () => {
    const versions = functions.flatMap(
      ({ properties }) => properties.Environment.Variables.CODE_VERSION ?? [],
    );
    expect([...new Set(versions)]).toEqual([expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{8}$/)]);
  });
});
