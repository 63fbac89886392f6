import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyText } from '#contracts/api/access.ts';
import { type ApiRoute, functionOf } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { observationsPartition } from '#contracts/store/signals-layout.ts';
import { apiKeysIn } from '#functions/store/access/api-keys.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { watchedTables } from '#test/builders/watched-tables.ts';
import { ACCESS_TABLE, sqliteStore } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../functions/api/api-under-test.ts';
import { mayRequest, type RowRequest, rowRequestOf } from './row-requests.ts';
import { type DeployedFunction, functionNamed, PROD } from './synthesized.ts';

const { functions } = PROD;
const roleOf = (name: string): DeployedFunction => functionNamed(`${name[0]?.toUpperCase()}${name.slice(1)}`);

const SECRET = 'x'.repeat(43);

describe('partitions of the tables', () => {
  let api: ApiUnderTest;
  let asking = 'set-up';
  let session: Record<string, string> = {};
  const sent = new Map<string, RowRequest[]>();

  const during = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    asking = name;
    await work();
    asking = 'set-up';
  };
  const call = (route: ApiRoute, address = route.example, body: unknown = route.exampleBody) => {
    const media =
      route.request.body === undefined ? (route.request.textMedia?.[0] ?? '') : 'application/json';
    const text = route.request.body === undefined ? String(body) : JSON.stringify(body);
    return during(functionOf(route), () =>
      api.call(address, {
        method: route.methods[0],
        headers: {
          ...session,
          ...(body === undefined ? {} : { 'content-type': media }),
          'idempotency-key': `k-${route.operationId}`,
        },
        ...(body === undefined ? {} : { body: text }),
      }),
    );
  };

  beforeAll(async () => {
    const store = await sqliteStore(null, (tables) =>
      watchedTables(tables, (call) => sent.set(asking, [...(sent.get(asking) ?? []), rowRequestOf(call)])),
    );
    api = await startApiUnderTest({ store, access: 'keys' });
    process.env.KEYS_REMEMBERED_SECONDS = '0'; // so that every request reads its key
    await publishWorld(api.store);
    await apiKeysIn(api.store.table(ACCESS_TABLE)).add(
      {
        id: 'everything',
        client: 'acme-risk',
        scopes: ['admin'],
        secret_sha256: createHash('sha256').update(SECRET).digest('hex'),
        created_at: '2026-01-01T00:00:00.000Z',
        expires_at: null,
        revoked_at: null,
      },
      () => undefined,
    );
    const begun = await api.call('/v1/session', {
      method: 'POST',
      headers: { 'x-api-key': keyText('everything', SECRET) },
    });
    session = {
      cookie: begun.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
      'sec-fetch-site': 'same-origin',
    };
    const writing = API_ROUTES.filter(({ methods }) => methods[0] !== 'GET' && methods[0] !== 'DELETE');
    const ending = API_ROUTES.filter(({ methods }) => methods[0] === 'DELETE');
    const reading = API_ROUTES.filter(({ methods }) => methods[0] === 'GET');
    for (const route of [...writing, ...reading, ...ending]) await call(route);
  });
  afterAll(() => api.close());

  it('are asked for by every function of the API', () => {
    expect([...sent.keys()].filter((name) => name !== 'set-up').sort()).toEqual(
      [...new Set(API_ROUTES.map(functionOf))].sort(),
    );
  });

  it('that an operation reads or writes are open to its function', () => {
    const refused = [...sent].flatMap(([name, requests]) =>
      name === 'set-up'
        ? []
        : requests
            .filter((request) => !mayRequest(roleOf(name), request))
            .map((request) => ({ name, ...request })),
    );
    expect(refused).toEqual([]);
    expect([...sent.values()].flat().length).toBeGreaterThan(200);
  });
});

describe('secrets of webhooks', () => {
  it('are read by the function that delivers, alone', () => {
    const reads = [
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ];
    const may = (one: DeployedFunction, action: string) =>
      mayRequest(one, { action, table: 'Signals', partitions: ['WEBHOOK-SECRETS'] });
    // A put or an update can be made to return what was there.
    const readers = functions
      .filter((one) => reads.some((action) => may(one, action)))
      .map(({ name }) => name);
    expect(readers).toEqual(['DeliverAlerts']);
  });

  it('are out of reach beside rows that may be read, in one request', () => {
    const both: RowRequest = {
      action: 'dynamodb:BatchGetItem',
      table: 'Scores',
      partitions: ['OWN-RUNS#acme', 'RESCORING#ATTEMPT'],
    };
    const compute = roleOf('compute');
    expect(mayRequest(compute, both)).toBe(false);
    expect(mayRequest(compute, { ...both, partitions: ['OWN-RUNS#acme'] })).toBe(true);
  });
});

describe('what a function of the API cannot do', () => {
  it.each([
    ['write', 'Signals', 'CLOCKS'],
    ['write', 'Signals', 'ALERTS#acme-risk'],
    ['write', 'Scores', 'POINTER'],
    ['write', 'Scores', 'OWN-RUNS#acme-risk'],
    ['write', 'Access', 'KEY#0123456789'],
    ['write', 'Access', 'CLIENTS'],
    ['read', 'Access', 'WRITES#acme-risk'],
    ['read', 'Signals', 'SUPPLIERS#acme-risk'],
    ['compute', 'Signals', 'SUPPLIERS#acme-risk'],
    ['compute', 'Scores', 'RESCORING#REQUESTS'],
  ])('%s writes nothing to %s %s', (name, table, partition) => {
    for (const action of [
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
    ])
      expect(mayRequest(roleOf(name), { action, table, partitions: [partition] }), action).toBe(false);
  });

  it.each([
    ['read', 'SUPPLIER-CLIENTS'],
    ['compute', 'SERIES#measures'],
    ['collect', observationsPartition('measures@acme-risk')],
    ['steps', observationsPartition('measures@acme-risk')],
    ['compute', 'ALERT-RULES'],
    ['compute', 'DELIVERIES#acme-risk#hook'],
  ])('%s does not see %s', (name, partition) => {
    for (const action of ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem'])
      expect(mayRequest(roleOf(name), { action, table: 'Signals', partitions: [partition] })).toBe(false);
  });

  it('reads no list of clients, and no answer that was kept for another request', () => {
    for (const partition of ['CLIENTS', 'REQUEST#acme-risk#hash'])
      expect(
        mayRequest(roleOf('read'), {
          action: 'dynamodb:GetItem',
          table: 'Access',
          partitions: [partition],
        }),
      ).toBe(false);
  });
});
