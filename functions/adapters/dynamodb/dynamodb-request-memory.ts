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

/** Requests and counters in the Access table. An expired row counts as gone, whether or not DynamoDB has deleted it yet. */
export function dynamodbRequestMemory(client: DynamoDBDocumentClient, table: string): RequestMemory {
  async function outcomeOf({ client: of, keyHash, fingerprint }: RequestClaim): Promise<ClaimOutcome> {
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: requestKey(of, keyHash), ConsistentRead: true }));
    if (item !== undefined && item.fingerprint !== fingerprint) return { status: 'other_request' };
    if (item?.answer === undefined) return { status: 'in_flight' };
    return { status: 'done', answer: gunzipJson(item.answer as Uint8Array) as StoredResponse };
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
    async keep({ client: of, keyHash }, answer) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: requestKey(of, keyHash),
          UpdateExpression: 'SET answer = :answer',
          ExpressionAttributeValues: { ':answer': gzipJson(answer) },
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
