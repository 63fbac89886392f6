/** What the runbook has people type at night, held against what is deployed and what is logged: none of it can be run here. */
import { globSync, readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { plainRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { logKeyId } from '#functions/http/request-log.ts';
import { observedStep } from '#functions/scoring/nights/observed-step.ts';
import { inMemoryMetrics } from '#test/fakes/in-memory-metrics.ts';
import { resourcesOf, synthesizedService } from '#test/infra/synthesized-service.ts';

const { template, storage } = synthesizedService('prod');
const runbook = readFileSync('docs/runbook.md', 'utf8');

/** An address is served when a route has its path and, where one is named, its method. */
const isServed = (address: string, method?: string): boolean =>
  API_ROUTES.some(
    ({ path, methods }) =>
      (address === path || new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address)) &&
      (method === undefined || (methods as readonly string[]).includes(method)),
  );

describe('addresses of the API', () => {
  const asked = globSync(['README.md', 'docs/*.md']).flatMap((page) =>
    readFileSync(page, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('curl '))
      .flatMap((line) =>
        [...line.matchAll(/(?:API_URL|127\.0\.0\.1:8080)(\/[^\s"'`?|)]*)/g)].map(([, address = '']) => ({
          page,
          address,
          method: / -X (\w+)/.exec(line)?.[1] ?? 'GET',
        })),
      ),
  );

  it('in commands of the documents are served', () => {
    expect(asked.filter(({ page }) => page === 'docs/runbook.md').length).toBeGreaterThan(15);
    expect(asked.filter(({ address, method }) => !isServed(address, method))).toEqual([]);
  });

  it('in the texts of alarms are served', () => {
    const named = resourcesOf(template, 'AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
      [...String(JSON.stringify(Properties.AlarmDescription)).matchAll(/\/v1\/[\w/:-]+/g)].map(([address]) => address.replace(/:$/, '')),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((address) => !isServed(address))).toEqual([]);
  });
});

describe('names that the runbook looks up', () => {
  const resources = Object.entries(template.toJSON().Resources as Record<string, { Type: string }>);
  const found = (type: string, part: string) => resources.filter(([id, { Type }]) => Type === `AWS::${type}` && id.includes(part));

  it('find one resource each', () => {
    const asked = [...runbook.matchAll(/\$\(resource ([\w:]+) (\w+)\)/g)].map(([, type = '', part = '']) => [type, part] as const);
    const logs = [...runbook.matchAll(/^ask (\w+) /gm)].map(([, part = '']) => ['Logs::LogGroup', part] as const);
    expect(asked.length).toBeGreaterThan(10);
    expect(logs.length).toBeGreaterThan(5);
    expect([...asked, ...logs].filter(([type, part]) => found(type, part).length !== 1)).toEqual([]);
  });

  it('are outputs of the stacks', () => {
    const outputs = [storage, template].flatMap((stack) =>
      Object.keys((stack instanceof Template ? stack : Template.fromStack(stack)).toJSON().Outputs),
    );
    const asked = [...runbook.matchAll(/\$\(output (\w+)\)/g)].map(([, name = '']) => name);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !outputs.includes(name))).toEqual([]);
  });

  it('are set by its first command, every one that a command uses', () => {
    const set = new Set(['NAME', ...[...runbook.matchAll(/\b([A-Z_]+)=(?=\$\(|\w)/g)].map(([, name]) => name)]);
    const used = [...runbook.matchAll(/\$([A-Z][A-Z_]+)/g)].map(([, name]) => name);
    expect(used.filter((name) => !set.has(name))).toEqual([]);
  });

  it('end in the two schedules that start runs', () => {
    const starting = resourcesOf(template, 'AWS::Scheduler::Schedule').filter(([, { Properties }]) =>
      /Machine|StartRunWhenDue/.test(JSON.stringify(Properties.Target.Arn)),
    );
    const off = /^for NAME in (.*?);/m.exec(runbook)?.[1] ?? '';
    const switched = [...off.matchAll(/resource Scheduler::Schedule (\w+)/g)].flatMap(([, part = '']) =>
      found('Scheduler::Schedule', part),
    );
    expect(switched.map(([id]) => id).sort()).toEqual(starting.map(([id]) => id).sort());
  });
});

/** Words of the language of Logs Insights that the queries use. */
const LANGUAGE = /^(stats|count|by|filter|pct|sum|coalesce|as|and|or|sort|desc|limit|fields|ispresent)$/;
/** Names of fields in a query: neither words of the language nor names that it gives itself, and none that Insights adds (`@timestamp`). */
function fieldsOf(query: string): readonly string[] {
  const bare = query.replace(/"[^"]*"/g, '');
  const given = [...bare.matchAll(/\bas (\w+)/g)].map(([, name]) => name);
  return [...bare.matchAll(/(?<![@\w.])[a-z_]\w*(?:\.\w+)*/g)]
    .map(([word]) => word)
    .filter((word) => !LANGUAGE.test(word) && !given.includes(word));
}

/** Names of all fields, those within others with a dot. */
const namesIn = (value: object): readonly string[] =>
  Object.entries(value).flatMap(([name, inner]) => [
    name,
    ...(typeof inner === 'object' && inner !== null ? namesIn(inner).map((within) => `${name}.${within}`) : []),
  ]);

/** As the gateway calls a function that reads scores. */
const EVENT: APIGatewayProxyEventV2 = {
  version: '2.0',
  routeKey: 'GET /v1/health',
  rawPath: '/v1/health',
  rawQueryString: '',
  headers: {},
  requestContext: {
    accountId: '123456789012',
    apiId: 'abc',
    domainName: 'abc.execute-api.eu-west-1.amazonaws.com',
    domainPrefix: 'abc',
    http: { method: 'GET', path: '/v1/health', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'curl/8' },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: 'GET /v1/health',
    stage: '$default',
    time: '01/Oct/2026:00:00:00 +0000',
    timeEpoch: 0,
  },
  isBase64Encoded: false,
};
const CONTEXT = { getRemainingTimeInMillis: () => 1000 } as Context;

describe('queries of logs', () => {
  let lines: Record<string, unknown>[];
  beforeEach(() => {
    lines = [];
    const environment = { LOG_LEVEL: 'info', CORS_ALLOWED_ORIGINS: '', CODE_VERSION: 'test', REQUESTS_PER_LOG_LINE: '2' };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => lines.push(JSON.parse(String(text))) > 0);
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const accessLog = (): readonly string[] => {
    const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    return Object.keys(JSON.parse(stage?.[1].Properties.AccessLogSettings.Format));
  };
  const requestLog = async (): Promise<readonly string[]> => {
    logKeyId(EVENT, 'nFja9hNoF4');
    for (let n = 0; n < 4; n += 1) await apiHandler(plainRequest, async () => ({ body: {} }))(EVENT, CONTEXT);
    await apiHandler(plainRequest, () => Promise.reject(new Error('the table is gone')))(EVENT, CONTEXT);
    return lines.flatMap(namesIn);
  };
  const stepLog = async (): Promise<readonly string[]> => {
    const watch = { metrics: inMemoryMetrics(), clock: () => 1, capacityUsed: () => ({ read: 1, write: 1 }), level: 'info' } as const;
    await observedStep('ScoreBatch', { run_id: 'r0000000001', batch: 1 }, async () => ({}), watch);
    await observedStep('After', { run_id: 'r0000000001' }, () => Promise.reject(new Error('no bus')), watch).catch(() => undefined);
    return lines.flatMap(namesIn);
  };
  const saved = (name: string): string =>
    resourcesOf(template, 'AWS::Logs::QueryDefinition')
      .map(([, { Properties }]) => Properties)
      .find(({ Name }) => Name.endsWith(`/${name}`))?.QueryString;

  it('that are saved ask for fields that are logged', async () => {
    const access = accessLog();
    const request = await requestLog();
    const step = await stepLog();
    const logged = { SlowRoutes: access, AnswersByStatus: access, FailedRequests: request, RequestsByKey: request, StepsOfRuns: step };
    for (const [name, fields] of Object.entries(logged)) {
      expect(fieldsOf(saved(name)).length, name).toBeGreaterThan(1);
      expect(
        fieldsOf(saved(name)).filter((field) => !fields.includes(field)),
        name,
      ).toEqual([]);
    }
  });

  it('of the runbook ask for fields that are logged, and name saved queries that there are', async () => {
    const logs: Readonly<Record<string, readonly string[]>> = { HttpAccessLog: accessLog(), ApiReadLogs: await requestLog() };
    for (const [, log = '', query = ''] of runbook.matchAll(/^ask (\w+) \d+ '([^']*)'/gm)) {
      expect(
        fieldsOf(query).filter((field) => !logs[log]?.includes(field)),
        query,
      ).toEqual([]);
    }
    for (const [, name = ''] of runbook.matchAll(/saved query ([A-Z]\w+)/g)) expect(saved(name), name).toBeDefined();
  });
});
