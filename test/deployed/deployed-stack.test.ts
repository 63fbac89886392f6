import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_ROUTES } from '#contracts/api-routes.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb-run-ledger.ts';
import { cdk, decoded, execute, functionsByRoute, getRequest, type HttpAnswer, invoke, schedules } from './emulated-aws.ts';
import { scoreOnThisMachine } from './score-on-this-machine.ts';

const STORAGE = 'Chokepoint-dev-Storage';
const SERVICE = 'Chokepoint-dev-Service';
const AS_OF = '2026-10-01';

interface Outputs {
  readonly [STORAGE]: { readonly ScoresTableName: string };
  readonly [SERVICE]: { readonly ApiUrl: string; readonly RunMachineArn: string };
}
/** From an empty account to a score over the deployed functions, and away again. The steps stand on each other. */
describe('the deployed stacks', () => {
  let folder: string;
  let outputs: Outputs;
  let functions: ReadonlyMap<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chokepoint-deployed-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const ledger = () => dynamodbRunLedger(dynamodbForRuns(), outputs[STORAGE].ScoresTableName);
  const get = async (routeKey: string, path: string, parameters: Record<string, string> = {}, query: Record<string, string> = {}) =>
    decoded((await invoke(functions.get(routeKey) ?? '', getRequest(routeKey, path, parameters, query))) as HttpAnswer);

  it('come up in an empty account with bootstrap and deploy', async () => {
    await cdk('bootstrap', '--output', join(folder, 'cdk.out'));
    const outputsFile = join(folder, 'outputs.json');
    const how = ['--require-approval', 'never', '--no-notices', '--method=direct', '--no-previous-parameters'];
    await cdk('deploy', '--all', ...how, '--output', join(folder, 'cdk.out'), '--outputs-file', outputsFile);
    outputs = JSON.parse(await readFile(outputsFile, 'utf8'));
    expect(outputs[SERVICE].RunMachineArn).toMatch(/^arn:aws:states:/);
  });

  it('have a function behind every route, and a schedule that starts the machine', async () => {
    functions = await functionsByRoute(outputs[SERVICE].ApiUrl.replace(/^https:\/\/([^.]+)[.].*$/, '$1'));
    expect([...functions.keys()].sort()).toEqual(
      ['$default', ...API_ROUTES.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`))].sort(),
    );
    for (const [routeKey, arn] of functions) expect(arn, routeKey).toMatch(/^arn:aws:lambda:.*:function:/);
    expect((await schedules()).map(({ Target }) => Target.Arn)).toEqual([outputs[SERVICE].RunMachineArn]);
  });

  it('say before the first run that there are no scores yet, instead of failing', async () => {
    const answer = await get('GET /v1/elements/{id}/score', '/v1/elements/Dy/score', { id: 'Dy' }, { buyer: 'JPN' });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('score everything in one execution of the state machine', async () => {
    const execution = await execute(outputs[SERVICE].RunMachineArn, 'first-night', { as_of: AS_OF, known_at: AS_OF });
    expect(execution.cause).toBeUndefined();
    expect(execution.status).toBe('SUCCEEDED');
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
    const answer = await get(`GET /v1/${type}s/{id}/score`, `/v1/${type}s/${id}/score`, { id }, { buyer });
    expect(answer.statusCode).toBe(200);
    const run = await ledger().get('r0000000001');
    if (run === null) throw new Error('the run is gone');
    const expected = scoreOnThisMachine(run, { type, id }, buyer);
    const { score, band, top_drivers: drivers, run_id: runId } = JSON.parse(answer.body);
    expect({ score, band, drivers: drivers.map((driver: { id: string; points: number }) => [driver.id, driver.points]), runId }).toEqual({
      score: expected.score,
      band: expected.band,
      drivers: expected.top_drivers.map((driver) => [driver.id, driver.points]),
      runId: 'r0000000001',
    });
  });

  it('answer every route of the table with its example', async () => {
    for (const { path, example, methods } of API_ROUTES) {
      const { pathname, searchParams } = new URL(example, 'https://api.example');
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      const values = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)?.slice(1) ?? [];
      const parameters = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
      const answer = await get(`${methods[0]} ${path}`, pathname, parameters, Object.fromEntries(searchParams));
      expect(answer.statusCode, example).toBe(200);
    }
  });

  it('answer an unknown path with a problem document', async () => {
    const answer = await get('$default', '/v1/weather');
    expect(answer.statusCode).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 404, instance: '/v1/weather' });
  });

  it('go away again, the tables of a development stage with them', async () => {
    await cdk('destroy', '--all', '--force', '--no-notices', '--output', join(folder, 'cdk.out'));
    await expect(ledger().pointer()).rejects.toThrow(/not found|non-existent|does not exist/i);
  });
});
