import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { counterKey, dayKey, pointerKey, RUNS_PARTITION, runIdOf, runKey, TABLE_LAYOUT_VERSION } from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { RunLedger, RunPointer, RunRecord } from '#functions/ports/run-ledger.ts';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import { conditionHeld, writeOnCondition } from './conditional-write.ts';

type Stored = Readonly<Record<string, unknown>>;

/** Layout of rows that were written before runs and the pointer carried it. */
const UNMARKED_LAYOUT = 1;
const layoutOf = ({ layout }: Stored): number => (typeof layout === 'number' ? layout : UNMARKED_LAYOUT);

/** The current run was written by a later version, in a layout that this one does not know. Nothing is damaged; this version cannot read it. */
class StoreOfLaterVersion extends Error {
  override readonly name = 'StoreOfLaterVersion';
  constructor(runId: string, found: number) {
    super(
      `run ${runId} is stored in layout ${found}, and this version of the code reads up to ${TABLE_LAYOUT_VERSION}: deploy the version that wrote it, or roll back to a run of this version`,
    );
  }
}

/** Compresses the list of refused facts, which is long and nearly the same in every run, so that a page of runs stays a cheap read. */
const packed = (changes: Partial<RunRecord>): Stored =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, name === 'left_out' ? gzipJson(value) : value]));

/** A stored run record. */
export function runRecordOf(item: Stored): RunRecord {
  const { pk: _pk, sk: _sk, layout: _layout, left_out, ...rest } = item;
  return { ...rest, left_out: gunzipJson(left_out as Uint8Array) } as unknown as RunRecord;
}

/**
 * A stored pointer. It carries the layout of the run that it names, so that readers and steps look at that without another read.
 * @throws {StoreOfLaterVersion} when the run cannot be read by this version.
 */
export function runPointerOf(item: Stored): RunPointer {
  const { pk: _pk, sk: _sk, layout: _layout, ...pointer } = item;
  const layout = layoutOf(item);
  if (layout > TABLE_LAYOUT_VERSION) throw new StoreOfLaterVersion(String(pointer.run_id), layout);
  return pointer as unknown as RunPointer;
}

/** Runs newest first: a query of one partition, backwards. */
export async function queryRuns(
  client: DynamoDBDocumentClient,
  table: string,
  limit: number,
  before: string | null,
  isConsistent = false,
): Promise<readonly RunRecord[]> {
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: before === null ? 'pk = :runs' : 'pk = :runs AND sk < :before',
      ExpressionAttributeValues: before === null ? { ':runs': RUNS_PARTITION } : { ':runs': RUNS_PARTITION, ':before': before },
      ScanIndexForward: false,
      Limit: limit,
      ConsistentRead: isConsistent,
    }),
  );
  return (answer.Items ?? []).map(runRecordOf);
}

/** Run records, the counter and the pointer in the Scores table. */
export function dynamodbRunLedger(client: DynamoDBDocumentClient, table: string): RunLedger {
  return {
    async nextRunId() {
      const answer = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: counterKey,
          UpdateExpression: 'ADD last_number :one',
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return runIdOf(answer.Attributes?.last_number as number);
    },

    async create(run) {
      const put = new PutCommand({
        TableName: table,
        Item: { ...runKey(run.run_id), ...packed(run), layout: TABLE_LAYOUT_VERSION },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      await writeOnCondition(client, client.send(put), {
        table,
        key: runKey(run.run_id),
        isWritten: ({ execution, started_at }) => execution === run.execution && started_at === run.started_at,
        conflict: `run ${run.run_id} exists already`,
      });
    },

    async update(runId, changes, whileStatus) {
      const entries = Object.entries(packed(changes));
      const update = new UpdateCommand({
        TableName: table,
        Key: runKey(runId),
        UpdateExpression: `SET ${entries.map((_, n) => `#f${n} = :v${n}`).join(', ')}`,
        ConditionExpression: whileStatus === undefined ? 'attribute_exists(pk)' : 'attribute_exists(pk) AND #status = :status',
        ExpressionAttributeNames: {
          ...Object.fromEntries(entries.map(([name], n) => [`#f${n}`, name])),
          ...(whileStatus === undefined ? {} : { '#status': 'status' }),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(entries.map(([, value], n) => [`:v${n}`, value])),
          ...(whileStatus === undefined ? {} : { ':status': whileStatus }),
        },
      });
      await writeOnCondition(client, client.send(update), {
        table,
        key: runKey(runId),
        isWritten(item) {
          const run = runRecordOf(item);
          return canonicalJson({ ...run, ...changes }) === canonicalJson(run);
        },
        conflict: `run ${runId} does not exist or is not ${whileStatus ?? 'there'}`,
      });
    },

    async get(runId) {
      const answer = await client.send(new GetCommand({ TableName: table, Key: runKey(runId), ConsistentRead: true }));
      return answer.Item === undefined ? null : runRecordOf(answer.Item);
    },

    list: (limit, before) => queryRuns(client, table, limit, before, true),

    async pointer() {
      const answer = await client.send(new GetCommand({ TableName: table, Key: pointerKey, ConsistentRead: true }));
      return answer.Item === undefined ? null : runPointerOf(answer.Item);
    },

    async movePointer(expected, next) {
      const { Item: run } = await client.send(new GetCommand({ TableName: table, Key: runKey(next.run_id), ConsistentRead: true }));
      const put = new PutCommand({
        TableName: table,
        // Of the run, not of this code: who goes back to a run of before has its layout.
        Item: { ...pointerKey, ...next, layout: run === undefined ? TABLE_LAYOUT_VERSION : layoutOf(run) },
        ...(expected === null
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'run_id = :run AND version = :version',
              ExpressionAttributeValues: { ':run': expected.run_id, ':version': expected.version },
            }),
      });
      await writeOnCondition(client, client.send(put), {
        table,
        key: pointerKey,
        isWritten: (item) => canonicalJson(runPointerOf(item)) === canonicalJson(next),
        conflict: `the pointer no longer names ${expected?.run_id ?? 'nothing'}`,
      });
    },

    async rememberDay(day, runId) {
      const update = new UpdateCommand({
        TableName: table,
        Key: dayKey(day),
        UpdateExpression: 'SET run_id = :run',
        ConditionExpression: 'attribute_not_exists(run_id) OR run_id < :run',
        ExpressionAttributeValues: { ':run': runId },
      });
      await conditionHeld(client.send(update)); // where it does not hold, a later run stands there
    },
  };
}
