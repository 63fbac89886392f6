import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRoute, gatewayRoutesOf } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { scopeOf } from '#contracts/api/request-parts.ts';
import { ANNOUNCEMENT_LISTS } from '#contracts/collection/announcement-lists.ts';
import { SOURCE_NAMES } from '#contracts/collection/source-contracts.ts';
import { RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';
import { scoreKey } from '#contracts/store/table-layout.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { documentedBlocks } from '#test/integrations/shell-of-the-pages.ts';
import {
  cdk,
  createKey,
  decoded,
  errorsLoggedSince,
  execute,
  type FunctionResult,
  functionsByRoute,
  functionsOffBus,
  type HttpCall,
  invoke,
  onTables,
  requestEvent,
  schedules,
  subscribe,
  unsubscribe,
} from './emulated-aws.ts';
import { scoreOnThisMachine } from './score-on-this-machine.ts';

const run = promisify(execFile);
const hasAwsCommand = spawnSync('aws', ['--version']).status === 0;
if (!hasAwsCommand) console.log('SKIPPED: aws is not installed; nothing of docs/operating.md is pasted');
const PASTED = /^(export |output\(|resource\(|for NAME|aws s3 cp|aws sns subscribe)/;

const STORAGE = 'Chokepoint-dev-Storage';
const SERVICE = 'Chokepoint-dev-Service';
const AS_OF = '2026-10-01';
const DYSPROSIUM_RULE = 'dysprosium-japan';
const COMPLETED_RULE = 'completed';

interface Outputs {
  readonly [STORAGE]: {
    readonly ScoresTableName: string;
    readonly SignalsTableName: string;
    readonly AccessTableName: string;
    readonly SnapshotsBucketName: string;
  };
  readonly [SERVICE]: {
    readonly ApiUrl: string;
    readonly RunMachineArn: string;
    readonly EventBusArn: string;
  };
}

interface Heard {
  readonly source: string;
  readonly 'detail-type': keyof typeof RUN_EVENT_SCHEMAS;
  readonly detail: Readonly<Record<string, unknown>>;
}

function routeOf(operationId: string): ApiRoute {
  const route = API_ROUTES.find((candidate) => candidate.operationId === operationId);
  if (route === undefined) throw new Error(`there is no operation ${operationId}`);
  return route;
}

function exampleOf({ methods, path, example, exampleBody, operationId }: ApiRoute, key: string): HttpCall {
  const contentType = typeof exampleBody === 'string' ? 'text/csv' : 'application/json';
  return {
    operation: `${methods[0]} ${path}`,
    address: example,
    key,
    headers: {
      ...(exampleBody === undefined ? {} : { 'content-type': contentType }),
      ...(operationId === 'postObservations' ? { 'idempotency-key': 'first-observations' } : {}),
      ...(/^delete(Supplier|Company|AlertRule|Webhook)$/.test(operationId) ? { 'if-match': '*' } : {}),
    },
    ...(exampleBody === undefined
      ? {}
      : { body: typeof exampleBody === 'string' ? exampleBody : JSON.stringify(exampleBody) }),
  };
}

const SCHEDULED = SOURCE_NAMES.length - ANNOUNCEMENT_LISTS.length + 1;

/** From an empty account to a score, and away again. The steps stand on each other. */
describe('the deployed stacks', () => {
  let folder: string;
  let outputs: Outputs;
  let functions: ReadonlyMap<string, string>;
  let key: string;
  let heardOfDysprosium: () => Promise<readonly unknown[]>;
  let heardOfCompletion: () => Promise<readonly unknown[]>;
  let judges: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chokepoint-deployed-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const ledger = () => runLedgerIn(tablesForRuns()(outputs[STORAGE].ScoresTableName));
  const routeOfGateway = (operation: string): string =>
    [operation, operation.replace(/^[A-Z]+/, 'ANY'), operation.replace(/ .*/, ' /{proxy+}')].find((route) =>
      functions.has(route),
    ) ?? '$default';
  const send = async (call: HttpCall) => {
    const routeKey = routeOfGateway(call.operation);
    return decoded(
      (await invoke(functions.get(routeKey) ?? '', requestEvent(call, routeKey))) as FunctionResult,
    );
  };
  const read = (operation: string, address: string) => send({ operation, address, key });
  const firstRun = async () => {
    const run = await ledger().get('r0000000001');
    if (run === null) throw new Error('the run is gone');
    return run;
  };

  it('come up in an empty account with bootstrap and deploy', async () => {
    await cdk('bootstrap', '--output', join(folder, 'cdk.out'));
    const outputsFile = join(folder, 'outputs.json');
    // The emulator has no CloudFront.
    const how = [
      '--require-approval',
      'never',
      '--no-notices',
      '--exclusively',
      '--method=direct',
      '--no-previous-parameters',
    ];
    await cdk(
      'deploy',
      STORAGE,
      SERVICE,
      ...how,
      '--output',
      join(folder, 'cdk.out'),
      '--outputs-file',
      outputsFile,
    );
    outputs = JSON.parse(await readFile(outputsFile, 'utf8'));
    expect(outputs[SERVICE].RunMachineArn).toMatch(/^arn:aws:states:/);
  });

  it('have a function behind every route, and a schedule that starts the machine', async () => {
    functions = await functionsByRoute(outputs[SERVICE].ApiUrl.replace(/^https:\/\/([^.]+)[.].*$/, '$1'));
    expect([...functions.keys()].sort()).toEqual(
      ['$default', ...gatewayRoutesOf(API_ROUTES).map(({ method, path }) => `${method} ${path}`)].sort(),
    );
    for (const [routeKey, arn] of functions) expect(arn, routeKey).toMatch(/^arn:aws:lambda:.*:function:/);
    const started = (await schedules()).map(({ Target }) => Target.Arn);
    expect(started.filter((arn) => !arn.includes(':function:'))).toEqual([outputs[SERVICE].RunMachineArn]);
    const startedFunctions = started.filter((arn) => arn.includes(':function:'));
    const times = (part: string): number => startedFunctions.filter((arn) => arn.includes(part)).length;
    expect([times('-SourcesCollect'), times('-NightlyWatchRuns'), times('-AlertingDeliverAlerts')]).toEqual([
      SCHEDULED,
      1,
      1,
    ]);
    expect(startedFunctions).toHaveLength(SCHEDULED + 2);
  });

  it('take a key that an operator has made in the deployed table, and nothing without one', async () => {
    key = await createKey(outputs[STORAGE].AccessTableName, 'acme-risk', [
      'scores:read',
      'signals:write',
      'suppliers:write',
      'measures:write',
      'companies:write',
      'alerts:write',
    ]);
    expect(key).toMatch(/^cpk_/);
    const score = { operation: 'GET /v1/elements/{id}/score', address: '/v1/elements/Dy/score?buyer=JPN' };
    const refused = await send(score);
    expect([refused.statusCode, JSON.parse(refused.body).code]).toEqual([401, 'key_missing']);
    const unknown = await send({ ...score, key: `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` });
    expect([unknown.statusCode, JSON.parse(unknown.body).code]).toEqual([401, 'key_unknown']);
  });

  it('say before the first run that there are no scores yet, instead of failing', async () => {
    const answer = await read('GET /v1/elements/{id}/score', '/v1/elements/Dy/score?buyer=JPN');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('take rules on the bus, with the pattern of the documentation', async () => {
    const bus = outputs[SERVICE].EventBusArn;
    const pattern =
      /another score for Japan:[^`]*```json\n(.*?)```/s.exec(
        await readFile('docs/integrations/events/README.md', 'utf8'),
      )?.[1] ?? '';
    heardOfDysprosium = await subscribe(bus, DYSPROSIUM_RULE, pattern);
    heardOfCompletion = await subscribe(
      bus,
      COMPLETED_RULE,
      JSON.stringify({ 'detail-type': ['run.completed'] }),
    );
    judges = await functionsOffBus(bus);
    expect(judges).toEqual([expect.stringContaining('-Alerting')]);
  });

  it('score everything in one execution of the state machine, what a client has stored with it', async () => {
    const suppliers = customSuppliersIn(tablesForRuns()(outputs[STORAGE].SignalsTableName));
    const magnets = customSupplierSchema.parse({
      name: 'Hanoi Magnets',
      sites: [{ id: 'hanoi', name: 'Hanoi', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
    });
    await suppliers.put('acme-risk', 'hanoi-magnets', magnets, 'anything', `${AS_OF}T08:00:00.000Z`);
    const execution = await execute(outputs[SERVICE].RunMachineArn, 'first-night', {
      as_of: AS_OF,
      known_at: AS_OF,
    });
    expect(execution.cause).toBeUndefined();
    expect(execution.status).toBe('SUCCEEDED');
  });

  it('judge alert rules when the run is completed', async () => {
    for (const judge of judges) expect(await invoke(judge, { 'detail-type': 'run.completed' })).toBeNull();
  });

  it('point readers to that run, whose record says what it used', async () => {
    const pointer = await ledger().pointer();
    expect(pointer).toMatchObject({ run_id: 'r0000000001', previous_run_id: null, version: 1, as_of: AS_OF });
    const run = await ledger().get('r0000000001');
    expect(run).toMatchObject({ status: 'completed', as_of: AS_OF, known_at: AS_OF, failure: null });
    expect(run?.written_documents).toBe(run?.expected_documents);
    expect(run?.inputs_sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['element', 'Dy', 'JPN'],
    ['element', 'Ga', 'USA'],
    ['supplier', 'lynas', 'JPN'],
  ] as const)('answer the score of %s %s for %s that this machine computes', async (type, id, buyer) => {
    const answer = await read(`GET /v1/${type}s/{id}/score`, `/v1/${type}s/${id}/score?buyer=${buyer}`);
    expect(answer.statusCode).toBe(200);
    const expected = scoreOnThisMachine(await firstRun(), { type, id }, buyer);
    const { score, band, top_drivers: drivers, run_id: runId } = JSON.parse(answer.body);
    expect({
      score,
      band,
      drivers: drivers.map((driver: { id: string; points: number }) => [driver.id, driver.points]),
      runId,
    }).toEqual({
      score: expected.score,
      band: expected.band,
      drivers: expected.top_drivers.map((driver) => [driver.id, driver.points]),
      runId: 'r0000000001',
    });
  });

  it('tell subscribers of the score they have asked about, and that the run is completed', async () => {
    const dysprosium = scoreOnThisMachine(await firstRun(), { type: 'element', id: 'Dy' }, 'JPN');
    const heard = (await heardOfDysprosium()) as Heard[];
    expect(heard.map(({ detail }) => detail)).toMatchObject([
      { kind: 'appeared', buyer: 'JPN', score_after: dysprosium.score },
    ]);
    const completed = (await heardOfCompletion()) as Heard[];
    expect(completed.map(({ detail }) => detail)).toMatchObject([
      { event_id: 'run.completed:r0000000001', as_of: AS_OF, band_changes: 0 },
    ]);
    for (const { source, 'detail-type': type, detail } of [...heard, ...completed]) {
      expect([source, RUN_EVENT_SCHEMAS[type].safeParse(detail).error?.issues]).toEqual([
        'chokepoint',
        undefined,
      ]);
    }
  });

  it('answer the score of a day that no run was made for with the scorer beside the function', async () => {
    const day = '2025-04-10';
    const answer = await read('GET /v1/elements/{id}/score', `/v1/elements/Dy/score?buyer=JPN&as_of=${day}`);
    expect(answer.statusCode).toBe(200);
    const expected = scoreOnThisMachine(
      { ...(await firstRun()), as_of: day, known_at: day },
      { type: 'element', id: 'Dy' },
      'JPN',
    );
    expect(JSON.parse(answer.body)).toMatchObject({
      as_of: day,
      score: expected.score,
      band: expected.band,
      interval: expected.interval,
    });
  });

  it('answer every route of the table with its example and the shape that it promises', async () => {
    const operator = await createKey(outputs[STORAGE].AccessTableName, 'operator', ['admin']);
    const heardOf = {
      id: 'heard-of-2026',
      title: 'Licences for neodymium, heard of',
      actor: 'China MOFCOM',
      known_from: '2026-09-15',
    };
    await send({ ...exampleOf(routeOf('postMeasure'), key), body: JSON.stringify(heardOf) });
    for (const route of API_ROUTES) {
      const answer = await send(exampleOf(route, scopeOf(route.request) === 'admin' ? operator : key));
      expect(answer.statusCode, route.operationId).toBe(route.created ? 201 : 200);
      if (answer.statusCode < 300 && route.answer !== null) {
        expect(
          route.answer.schema.safeParse(JSON.parse(answer.body)).error?.issues ?? [],
          route.operationId,
        ).toEqual([]);
      }
    }
  });

  it('keep what a client has sent: a repeated request is answered from memory, a custom supplier has a score', async () => {
    const repeated = await send(exampleOf(routeOf('postObservations'), key));
    expect([repeated.statusCode, repeated.headers['idempotency-replayed']]).toEqual([200, 'true']);
    expect((await send(exampleOf(routeOf('putSupplier'), key))).statusCode).toBe(200); // deleted by the example that deletes it
    const own = await read('GET /v1/suppliers/{id}/score', '/v1/suppliers/acme-magnets/score?buyer=JPN');
    expect(own.statusCode).toBe(200);
    expect(JSON.parse(own.body)).toMatchObject({
      status: 'scored',
      subject: { type: 'supplier', id: 'acme-magnets' },
    });
    const ofNight = await read('GET /v1/suppliers/{id}/score', '/v1/suppliers/hanoi-magnets/score?buyer=JPN');
    expect(JSON.parse(ofNight.body)).toMatchObject({
      status: 'scored',
      basis: 'published',
      rank: { position: 1, of: 1 },
    });
  });

  it('answer HEAD as GET without a body, and a method that is not served with those that are', async () => {
    const score = {
      operation: 'GET /v1/elements/{id}/score',
      address: '/v1/elements/Dy/score?buyer=JPN',
      key,
    };
    const [get, head] = [await send(score), await send({ ...score, method: 'HEAD' })];
    expect([head.statusCode, head.headers.etag, head.body]).toEqual([200, get.headers.etag, '']);
    const refused = await send({ ...score, method: 'PATCH' });
    expect([refused.statusCode, refused.headers.allow, JSON.parse(refused.body).code]).toEqual([
      405,
      'GET, HEAD, OPTIONS',
      'method_not_allowed',
    ]);
  });

  it('answer an unknown path with a problem document', async () => {
    const answer = await read('$default', '/v1/weather');
    expect(answer.statusCode).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 404, instance: '/v1/weather' });
  });

  it('answer 500 for a row that somebody damaged, name it in the log, and serve the others', async () => {
    const { pk, sk } = scoreKey((await firstRun()).run_id, { type: 'element', id: 'Tb' });
    const damaged = { pk: { S: pk }, sk: { S: sk }, body: { B: Buffer.from('{"cut":').toString('base64') } };
    await onTables('PutItem', { TableName: outputs[STORAGE].ScoresTableName, Item: damaged });
    const since = Date.now();
    const statusOf = async (id: string) =>
      (await read('GET /v1/elements/{id}/score', `/v1/elements/${id}/score?buyer=JPN`)).statusCode;
    expect([await statusOf('Tb'), await statusOf('Dy')]).toEqual([500, 200]);
    const lines = await errorsLoggedSince('ApiRead', since);
    expect(lines).toEqual([
      expect.stringContaining(`the item ${pk} ${sk} of the Scores table cannot be read`),
    ]);
  });

  it.runIf(hasAwsCommand)('obey what a person pastes at night', async () => {
    const pasted = documentedBlocks()
      .flatMap(({ commands }) => commands)
      .filter((command) => PASTED.test(command))
      .toSorted((one, other) => Number(one.startsWith('aws')) - Number(other.startsWith('aws'))); // they take their names from the others
    expect(pasted).toHaveLength(8);
    const filledIn = pasted
      .join('\n')
      .replace('STAGE=prod', 'STAGE=dev')
      .replace('ALERT_TOPIC_ARN', '$(output AlertTopicArn)');
    await writeFile(join(folder, 'report.csv'), 'date,count\n');
    const script = `${filledIn}\necho "$API_URL $RUN_MACHINE_ARN"; aws s3 ls --recursive "s3://$SNAPSHOTS_BUCKET_NAME/handed-in/"`;
    const { stdout } = await run('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder });
    expect(stdout).toContain(`${outputs[SERVICE].ApiUrl} ${outputs[SERVICE].RunMachineArn}\n`);
    expect(stdout).toContain('handed-in/SOURCE/report.csv');
    const states = (await schedules()).map(({ State, Name }) => [State, /Nightly|WatchRuns/.test(Name)]);
    expect(states).toContainEqual(['DISABLED', true]);
    for (const [state, isOfRuns] of states) expect(state).toBe(isOfRuns ? 'DISABLED' : 'ENABLED');
  });

  it('go away again, the tables of a development stage with them', async () => {
    for (const rule of [DYSPROSIUM_RULE, COMPLETED_RULE])
      await unsubscribe(outputs[SERVICE].EventBusArn, rule);
    await cdk('destroy', '--all', '--force', '--no-notices', '--output', join(folder, 'cdk.out'));
    await expect(ledger().pointer()).rejects.toThrow(/not found|non-existent|does not exist/i);
  });
});
