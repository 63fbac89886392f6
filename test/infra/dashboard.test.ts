import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SERVICE_METRICS } from '#contracts/run/service-metrics.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const { template, functions } = synthesizedService('prod');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
const bodyOf = () =>
  JSON.stringify(resourcesOf(template, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties.DashboardBody));

describe('the dashboard', () => {
  it('is one, and shows every alarm and every metric that the service measures', () => {
    expect(resourcesOf(template, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
    const body = bodyOf();
    expect(alarms.length).toBeGreaterThan(15);
    for (const [id] of alarms) expect(body, id).toContain(id);
    for (const name of Object.keys(SERVICE_METRICS)) {
      if (name !== 'ReadUnits') expect(body, name).toContain(`\\"${name}\\"`);
    }
  });

  it('reads the namespace into which the functions measure', () => {
    const namespaces = functions
      .map(({ properties }) => properties.Environment.Variables.METRICS_NAMESPACE)
      .filter((name) => name !== undefined);
    expect([...new Set(namespaces)]).toEqual(['Chokepoint/Service']);
    expect(bodyOf()).toContain('Chokepoint/Service');
    for (const [, { Properties }] of alarms) {
      if (Properties.Namespace?.startsWith?.('Chokepoint/')) expect(Properties.Namespace).toBe('Chokepoint/Service');
    }
  });
});

describe('saved queries', () => {
  it('ask the logs of the functions of requests, of the steps of a run, and of the gateway', () => {
    const queries = resourcesOf(template, 'AWS::Logs::QueryDefinition').map(([, { Properties }]) => Properties);
    expect(queries.map(({ Name }) => Name).sort()).toEqual(
      ['AnswersByStatus', 'FailedRequests', 'RequestsByKey', 'SlowRoutes', 'StepsOfRuns'].map((name) => `Service/${name}`),
    );
    const groupsOf = (name: string): number => queries.find(({ Name }) => Name === `Service/${name}`)?.LogGroupNames.length;
    expect(groupsOf('StepsOfRuns')).toBe(10);
    expect(groupsOf('FailedRequests')).toBe(functions.filter(({ entryFile }) => entryFile.startsWith('api/')).length);
    expect(groupsOf('SlowRoutes')).toBe(1);
  });

  it('stay within the 50 log groups that one query may ask', () => {
    for (const [, { Properties }] of resourcesOf(template, 'AWS::Logs::QueryDefinition'))
      expect(Properties.LogGroupNames.length).toBeLessThanOrEqual(50);
  });
});

describe('the runbook', () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8');
  const nameOf = (id: string): string => /^Alarms([A-Z][A-Za-z]*?)Alarm[0-9A-F]{8}$/.exec(id)?.[1] ?? id;

  it('has a section for each alarm, to which its text leads, with who is affected, what to do and how to see that it is over', () => {
    for (const [id, { Properties }] of alarms) {
      const name = nameOf(id);
      expect(Properties.AlarmDescription, name).toContain(`docs/runbook.md#${name.toLowerCase()}`);
      const section = runbook.split(/^### /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
      expect(section, name).toMatch(/\*\*Means\*\*/);
      expect(section, name).toMatch(/\*\*Affected\*\*/);
      expect(section, name).toMatch(/\*\*First\*\*/);
      expect(section, name).toMatch(/\*\*Over\*\*/);
    }
  });

  it('has no section for an alarm that is not there', () => {
    const sections = [...(runbook.split('\n## Alarms')[1]?.split('\n## ')[0] ?? '').matchAll(/^### (\S+)$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(alarms.map(([id]) => nameOf(id)).sort());
  });
});
