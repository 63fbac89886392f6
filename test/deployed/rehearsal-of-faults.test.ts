import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runObjects, scoreKey } from '#contracts/store/table-layout.ts';
import { type Execution, errorsLoggedSince, execute, onTables } from './emulated-aws.ts';
import { type FaultRule, Faults } from './faults.ts';
import { RehearsedProd, STORAGE } from './rehearsed-prod.ts';

interface Seen {
  readonly execution: string;
  readonly readersHave: 'the run before' | 'the run of the night';
  readonly record: string;
  readonly failure: RegExp;
  readonly status: RegExp;
  readonly alarm: string;
  readonly event: RegExp | null;
}

const RUN_BEFORE = /failed; the scores are those of run/;
const gaveUp = (step: string, error: string): Seen => ({
  execution: 'FAILED',
  readersHave: 'the run before',
  record: 'failed',
  failure: new RegExp(`the step ${step} gave up with ${error}`),
  status: RUN_BEFORE,
  alarm: 'RunFailed',
  event: new RegExp(`the step ${step} gave up with ${error}`),
});

const PUBLISHED: Seen = {
  execution: 'FAILED',
  readersHave: 'the run of the night',
  record: 'published',
  failure: /^null$/,
  status: /.*/,
  alarm: 'RunFailed',
  event: null,
};
const objectsOf = (batches: string): string =>
  runObjects.explanations('r[0-9]{10}', 0).replace('000000.explanations', `${batches}[.]`);

const FAULTS: readonly (readonly [name: string, rules: readonly FaultRule[], seen: Seen])[] = [
  [
    'Begin: the table answers 500',
    [{ functions: ' Begin$', operations: '.*Item|Query', fault: 'internal_error' }],
    gaveUp('Begin', 'InternalServerError'),
  ],
  [
    'ScoreBatch: the bucket answers 503 to all writes',
    [{ functions: 'Scorer', operations: 'S3.PUT', fault: 'slow_down' }],
    gaveUp('ScoreBatches', 'States.ExceedToleratedFailureThreshold'),
  ],
  [
    'ScoreBatch: half of the batches die',
    [
      {
        functions: 'Scorer',
        operations: 'S3.PUT',
        paths: objectsOf('[0-9]{5}[13579]'),
        fault: 'internal_error',
      },
    ],
    gaveUp('ScoreBatches', 'States.ExceedToleratedFailureThreshold'),
  ],
  [
    'ScoreBatch: the bucket says that it has what a batch found, and has not',
    [{ functions: 'Scorer', operations: 'S3.PUT', paths: objectsOf('000003'), fault: 'swallowed' }],
    {
      ...gaveUp('', ''),
      failure: /the guard refused the run: \d+ of \d+ results are missing, the first is /,
      event: /the guard refused it, for what the record of the run lists/,
    },
  ],
  [
    'Complete: all writes are throttled',
    [{ functions: ' Complete$', operations: 'BatchWriteItem|PutItem', fault: 'throttled' }],
    gaveUp('Complete', 'ProvisionedThroughputExceededException'),
  ],
  [
    'Publish: the table says that it moved the pointer, and did not',
    [{ functions: ' Publish$', operations: 'PutItem', fault: 'swallowed' }],
    gaveUp('Publish', 'WriteLost'),
  ],
  [
    'Publish: the table never answers',
    [{ functions: ' Publish$', operations: 'GetItem', fault: 'hangs' }],
    gaveUp('Publish', '(Sandbox.Timedout|States.Timeout)'),
  ],
  [
    'FollowBatch: the table answers 500',
    [{ functions: ' FollowBatch$', operations: '.*Item|Query', fault: 'internal_error' }],
    PUBLISHED,
  ],
  [
    'After: the bus answers 500',
    [{ functions: ' (Show|CloseBatch)$', operations: 'PutEvents', fault: 'internal_error' }],
    PUBLISHED,
  ],
];

/** The steps stand on each other. */
describe('prod in trouble', () => {
  let prod: RehearsedProd;
  let faults: Faults;
  let before: string;

  beforeAll(async () => {
    faults = await Faults.start(process.env.FAULTS_FILE ?? '');
    prod = await RehearsedProd.up();
    before = (await prod.score('element', 'Dy')).body.run_id;
  });
  afterAll(() => faults.close());

  async function look(name: string, execution: Execution, seen: Seen): Promise<void> {
    const [last] = await prod.ledger.list(1, null);
    const { statusCode, body } = await prod.score('element', 'Dy');
    const { alarms, told } = await prod.onCall(execution);
    const got = {
      execution: execution.status,
      readersHave: body.run_id === before ? 'the run before' : 'the run of the night',
      record: last?.status,
      failure: String(last?.failure),
      status: await prod.status(),
    };
    console.log(
      `| ${name} | ${statusCode}, ${got.readersHave} | ${got.execution} | ${alarms.join(', ')}; ${told.length === 0 ? 'no event' : `run.failed: "${told.join('", "')}"`} | ${got.record}: ${got.failure} | ${got.status} |`,
    );
    expect([statusCode, alarms]).toEqual([200, [seen.alarm]]);
    expect(told).toEqual(seen.event === null ? [] : [expect.stringMatching(seen.event)]);
    expect(got).toEqual({
      execution: seen.execution,
      readersHave: seen.readersHave,
      record: seen.record,
      failure: expect.stringMatching(seen.failure),
      status: expect.stringMatching(seen.status),
    });
    before = body.run_id;
  }

  it.each(FAULTS)('%s', async (name, rules, seen) => {
    await look(name, await faults.during(rules, () => prod.night(name)), seen);
  });

  it('a person stops the night', async () => {
    const isScoring = async () => (await prod.ledger.list(1, null))[0]?.status === 'running';
    const execution = await prod.night('stopped', (machine, name) => execute(machine, name, {}, isScoring));
    await look('a person stops the execution', execution, {
      ...gaveUp('', ''),
      execution: 'ABORTED',
      failure: /the execution stopped-\w+ was stopped by hand while its subjects were scored or counted/,
      alarm: 'RunFailed',
      event: /was stopped by hand/,
    });
  });

  it('hangs: a reader whose table does not answer gets a 503 that says when to come back', async () => {
    const began = performance.now();
    const { statusCode, headers } = await faults.during(
      [{ functions: 'ApiRead', operations: 'GetItem', fault: 'hangs' }],
      () => prod.score('element', 'Dy'),
    );
    console.log(
      `| a reader whose table hangs | ${statusCode}, Retry-After ${headers['retry-after']}, after ${Math.round(performance.now() - began)} ms |`,
    );
    expect([statusCode, headers['retry-after']]).toEqual([503, '2']);
  });

  it('a damaged row: its readers get a 500, the others are served, and the log names the row', async () => {
    const key = scoreKey(before, { type: 'element', id: 'Tb' });
    const Item = {
      pk: { S: key.pk },
      sk: { S: key.sk },
      body: { B: Buffer.from('{"cut":').toString('base64') },
    };
    await onTables('PutItem', { TableName: prod.outputs[STORAGE].ScoresTableName, Item });
    const since = Date.now();
    const [damaged, other] = [await prod.score('element', 'Tb'), await prod.score('element', 'Dy')];
    const lines = await errorsLoggedSince('ApiRead', since);
    console.log(
      `| a damaged row | ${damaged.statusCode} ${damaged.body.detail}; others ${other.statusCode} | ${lines.join(' ').slice(0, 1500)} |`,
    );
    expect([damaged.statusCode, damaged.body.code, other.statusCode]).toEqual([500, 'internal_error', 200]);
    expect(lines).toEqual([
      expect.stringContaining(`the item ${key.pk} ${key.sk} of the Scores table cannot be read`),
    ]);
  });

  it('is whole again with the next night', async () => {
    expect(await prod.night('night-after-the-faults')).toMatchObject({ status: 'SUCCEEDED' });
    const [dysprosium, terbium] = [await prod.score('element', 'Dy'), await prod.score('element', 'Tb')];
    expect([dysprosium.statusCode, terbium.statusCode]).toEqual([200, 200]);
    expect(dysprosium.body.run_id).not.toBe(before);
  });
});
