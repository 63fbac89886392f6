import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb/dynamodb-run-ledger.ts';
import {
  cdk,
  createKey,
  decoded,
  type Execution,
  execute,
  type FunctionResult,
  functionNamed,
  functionsByRoute,
  functionsOffBus,
  invoke,
  requestEvent,
} from './emulated-aws.ts';
import { type FaultRule, Faults } from './faults.ts';

const STORAGE = 'Chokepoint-prod-Storage';
const SERVICE = 'Chokepoint-prod-Service';
const DOCUMENTED = ['-c', 'stage=prod', '-c', 'alarmEmail=on-call@example.com', '-c', 'collectContact=ops@example.com'];
const SCORE = 'GET /v1/elements/{id}/score';

interface Outputs {
  readonly [STORAGE]: Readonly<Record<'ScoresTableName' | 'SignalsTableName' | 'AccessTableName' | 'SnapshotsBucketName', string>>;
  readonly [SERVICE]: { readonly ApiUrl: string; readonly RunMachineArn: string; readonly EventBusArn: string };
}

/** What readers and the person on call have after a night in which something failed. */
interface Seen {
  readonly execution: string;
  /** The run that readers have, beside the one of the night. */
  readonly readersHave: 'the run before' | 'the run of the night';
  readonly record: string;
  readonly failure: RegExp;
  readonly status: RegExp;
}

/** Faults of the review, at each step, with what was seen. They stand in docs/findings/aws-findings.md. */
const FAULTS: readonly (readonly [name: string, rules: readonly FaultRule[], seen: Seen])[] = [
  [
    'Begin: the table answers 500',
    [{ functions: 'BeginRun', operations: '.*Item|Query', fault: 'internal_error' }],
    {
      execution: 'FAILED',
      readersHave: 'the run before',
      record: 'failed',
      failure: /Begin/,
      status: /failed; the scores are those of run/,
    },
  ],
  [
    'ScoreBatch: the bucket answers 500',
    [{ functions: 'ScoreBatch', operations: 'S3.PUT', fault: 'internal_error' }],
    {
      execution: 'FAILED',
      readersHave: 'the run before',
      record: 'failed',
      failure: /the step ScoreBatches gave up/,
      status: /failed; the scores are those of run/,
    },
  ],
  [
    'Complete: all writes are throttled',
    [{ functions: 'CompleteRun', operations: 'BatchWriteItem|PutItem', fault: 'throttled' }],
    {
      execution: 'FAILED',
      readersHave: 'the run before',
      record: 'failed',
      failure: /the step Complete gave up/,
      status: /failed; the scores are those of run/,
    },
  ],
  [
    'After: the bus answers 500',
    [{ functions: 'AfterRun', operations: 'PutEvents', fault: 'internal_error' }],
    { execution: 'FAILED', readersHave: 'the run of the night', record: 'published', failure: /^null$/, status: /.*/ },
  ],
];

/** A deployment of prod as docs/deploy.md has it, and faults below its functions at each step of a night. The steps stand on each other. */
describe('a rehearsal of prod', () => {
  let folder: string;
  let outputs: Outputs;
  let functions: ReadonlyMap<string, string>;
  let faults: Faults;
  let key: string;
  let before: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chokepoint-rehearsal-'));
    faults = await Faults.start(process.env.FAULTS_FILE ?? '');
  });
  afterAll(async () => {
    faults.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function deploy(): Promise<void> {
    const outputsFile = join(folder, 'outputs.json');
    const how = ['--require-approval', 'never', '--no-notices', '--method=direct', '--no-previous-parameters'];
    await cdk('deploy', STORAGE, SERVICE, ...DOCUMENTED, ...how, '--output', join(folder, 'cdk.out'), '--outputs-file', outputsFile);
    outputs = JSON.parse(await readFile(outputsFile, 'utf8'));
    functions = await functionsByRoute(outputs[SERVICE].ApiUrl.replace(/^https:\/\/([^.]+)[.].*$/, '$1'));
  }
  const read = async (operation: string, address: string) => {
    const routeKey = operation.replace(/^GET/, 'ANY');
    return decoded((await invoke(functions.get(routeKey) ?? '', requestEvent({ operation, address, key }, routeKey))) as FunctionResult);
  };
  const scoreOfDysprosium = () => read(SCORE, '/v1/elements/Dy/score?buyer=JPN');
  const ledger = () => dynamodbRunLedger(dynamodbForRuns(), outputs[STORAGE].ScoresTableName);

  /** EventBridge tells of executions that ended badly; the emulator does not, so the rehearsal calls the function of the rule. */
  async function night(name: string): Promise<Execution> {
    const arn = outputs[SERVICE].RunMachineArn;
    const startDate = Date.now();
    const execution = await execute(arn, name, { as_of: '2026-10-01', known_at: '2026-10-01' });
    if (execution.status !== 'SUCCEEDED')
      await invoke(await functionNamed('RecordEndedExecution'), {
        detail: {
          name,
          stateMachineArn: arn,
          executionArn: `${arn.replace(':stateMachine:', ':execution:')}:${name}`,
          status: execution.status,
          error: execution.error ?? null,
          cause: execution.cause ?? null,
          startDate,
          stopDate: Date.now(),
        },
      });
    return execution;
  }

  it('deploys as documented, and publishes a night', async () => {
    await cdk('bootstrap', ...DOCUMENTED, '--output', join(folder, 'cdk.out'));
    await deploy();
    key = await createKey(outputs[STORAGE].AccessTableName, 'acme-risk', ['scores:read']);
    await functionsOffBus(outputs[SERVICE].EventBusArn);
    expect(await night('first-night')).toMatchObject({ status: 'SUCCEEDED' });
    const answer = await scoreOfDysprosium();
    expect(answer.statusCode).toBe(200);
    before = JSON.parse(answer.body).run_id;
  });

  it.each(FAULTS)('%s', async (name, rules, seen) => {
    const execution = await faults.during(rules, () => night(name.replace(/\W+/g, '-')));
    const [last] = await ledger().list(1, null);
    const answer = await scoreOfDysprosium();
    const { run_id: runId } = JSON.parse(answer.body);
    const status = JSON.parse((await read('GET /v1/status', '/v1/status')).body);
    const got = {
      execution: execution.status,
      readersHave: runId === before ? 'the run before' : 'the run of the night',
      record: last?.status,
      failure: String(last?.failure),
      status: `${status.status} ${status.reasons.join(' ')}`,
    };
    console.log(
      `| ${name} | ${answer.statusCode}, ${got.readersHave} | ${got.execution} | ${got.record}: ${got.failure} | ${got.status} |`,
    );
    expect(answer.statusCode).toBe(200);
    expect(got).toEqual({
      ...seen,
      failure: expect.stringMatching(seen.failure),
      status: expect.stringMatching(seen.status),
    });
    before = runId;
  });

  it('hangs: a reader whose table does not answer gets a 503 that says when to come back', async () => {
    const began = performance.now();
    const answer = await faults.during([{ functions: 'ScoresRead|Score', operations: 'GetItem', fault: 'hangs' }], scoreOfDysprosium);
    console.log(
      `| a table that hangs | ${answer.statusCode}, Retry-After ${answer.headers['retry-after']} after ${Math.round(performance.now() - began)} ms | | | |`,
    );
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  });

  it('is whole again with the next night', async () => {
    expect(await night('night-after-the-faults')).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse((await scoreOfDysprosium()).body).run_id).not.toBe(before);
  });
});
