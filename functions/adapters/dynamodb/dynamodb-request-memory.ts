import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { requestKey, writesKey } from '#contracts/store/access-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import {
  CLAIM_SECONDS,
  type ClaimOutcome,
  REMEMBERED_SECONDS,
  type RequestClaim,
  type RequestMemory,
  type StoredResponse,
} from '#functions/ports/request-memory.ts';
import { gunzipJson, gzipJson } from '../gzip-json.ts';

const SECONDS_PER_MINUTE = 60;
/** Counters are of no use when their minute is over. */
const COUNTER_MINUTES = 10;

/** An item has at most 400 kB; the answer to a large import has more, also when it is packed. */
const PIECE_BYTES = 350_000;

/** Requests and counters in the Access table. An expired row counts as gone, whether or not DynamoDB has deleted it yet. */
export function dynamodbRequestMemory(client: DynamoDBDocumentClient, table: string): RequestMemory {
  async function outcomeOf({ client: of, keyHash, fingerprint }: RequestClaim): Promise<ClaimOutcome> {
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: requestKey(of, keyHash), ConsistentRead: true }));
    if (item !== undefined && item.fingerprint !== fingerprint) return { status: 'other_request' };
    if (item?.answer === undefined) return { status: 'in_flight' };
    const pieces = [item.answer as Uint8Array];
    for (let piece = 1; piece < ((item.pieces as number | undefined) ?? 1); piece += 1) {
      const further = await client.send(new GetCommand({ TableName: table, Key: requestKey(of, keyHash, piece), ConsistentRead: true }));
      pieces.push(further.Item?.answer as Uint8Array);
    }
    return { status: 'done', answer: gunzipJson(Buffer.concat(pieces)) as StoredResponse };
  }

  return {
    async claim(request, now) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: {
              ...requestKey(request.client, request.keyHash),
              fingerprint: request.fingerprint,
              locked_until: now + CLAIM_SECONDS,
              [EXPIRY_ATTRIBUTE]: now + REMEMBERED_SECONDS,
            },
            ConditionExpression:
              'attribute_not_exists(pk) OR #expiry < :now OR (fingerprint = :fingerprint AND attribute_not_exists(answer) AND locked_until < :now)',
            ExpressionAttributeNames: { '#expiry': EXPIRY_ATTRIBUTE },
            ExpressionAttributeValues: { ':now': now, ':fingerprint': request.fingerprint },
          }),
        );
        return { status: 'first' };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return outcomeOf(request);
        throw error;
      }
    },
    async keep({ client: of, keyHash }, answer, now) {
      const packed = gzipJson(answer);
      const pieces = Math.ceil(packed.length / PIECE_BYTES);
      // The first piece last: an answer is there with all of its pieces, or not at all.
      for (let piece = 1; piece < pieces; piece += 1) {
        const part = packed.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
        const Item = { ...requestKey(of, keyHash, piece), answer: part, [EXPIRY_ATTRIBUTE]: now + REMEMBERED_SECONDS };
        await client.send(new PutCommand({ TableName: table, Item }));
      }
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: requestKey(of, keyHash),
          UpdateExpression: 'SET answer = :answer, pieces = :pieces',
          ExpressionAttributeValues: { ':answer': packed.subarray(0, PIECE_BYTES), ':pieces': pieces },
        }),
      );
    },
    async release({ client: of, keyHash }) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: requestKey(of, keyHash),
          UpdateExpression: 'SET locked_until = :never',
          ExpressionAttributeValues: { ':never': 0 },
        }),
      );
    },
    async countWrite(of, minute) {
      const { Attributes: after } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: writesKey(of, minute),
          UpdateExpression: 'ADD writes :one SET #expiry = :expiry',
          ExpressionAttributeNames: { '#expiry': EXPIRY_ATTRIBUTE },
          ExpressionAttributeValues: { ':one': 1, ':expiry': (minute + COUNTER_MINUTES) * SECONDS_PER_MINUTE },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return (after?.writes as number | undefined) ?? 1;
    },
  };
}
