import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { counterKey, dayKey, pointerKey, RUNS_PARTITION, runIdOf, runKey } from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { RunLedger, RunPointer, RunRecord } from '#functions/ports/run-ledger.ts';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import { conditionHeld, writeOnCondition } from './conditional-write.ts';

type Stored = Readonly<Record<string, unknown>>;

/** Compresses the list of refused facts, which is long and nearly the same in every run, so that a page of runs stays a cheap read. */
const packed = (changes: Partial<RunRecord>): Stored =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, name === 'left_out' ? gzipJson(value) : value]));

/** A stored run record. */
export function runRecordOf(item: Stored): RunRecord {
  const { pk: _pk, sk: _sk, left_out, ...rest } = item;
  return { ...rest, left_out: gunzipJson(left_out as Uint8Array) } as unknown as RunRecord;
}

/** A stored pointer. */
export function runPointerOf({ pk: _pk, sk: _sk, ...pointer }: Stored): RunPointer {
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
        Item: { ...runKey(run.run_id), ...packed(run) },
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
      const put = new PutCommand({
        TableName: table,
        Item: { ...pointerKey, ...next },
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
