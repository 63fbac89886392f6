import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { EXPIRY_ATTRIBUTE, RESCORE_REQUESTS_PARTITION, rescoreAttemptKey, rescoreRequestKey } from '#contracts/store/table-layout.ts';
import type { RescoreRequest, RunAttempt } from '#functions/ports/next-run.ts';
import type { RescoreRequests } from '#functions/ports/rescore-requests.ts';
import { conditionHeld } from './conditional-write.ts';

type Item = Readonly<Record<string, unknown>>;

/** A request is answered within minutes; a week tells afterwards why a run began. */
const KEPT_SECONDS = 7 * 86_400;
/** The sort key of an item has at most 1,024 bytes, and an id may be a sentence. */
const ID_LENGTH = 32;

const shortId = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, ID_LENGTH);

function requestOf({ pk: _pk, sk: _sk, [EXPIRY_ATTRIBUTE]: _expiry, ...request }: Item): RescoreRequest {
  return request as unknown as RescoreRequest;
}

/**
 * Requests for a run, and the attempts to make one, in the Scores table. `consistent`: whether reads see every acknowledged write, which
 * costs twice; a page of status does without.
 */
export function dynamodbRescoreRequests(client: DynamoDBDocumentClient, table: string, consistent = true): RescoreRequests {
  return {
    async add(id, request) {
      const expiry = Math.floor(Date.parse(request.at) / 1000) + KEPT_SECONDS;
      const item = { ...rescoreRequestKey(request.at, shortId(id)), ...request, [EXPIRY_ATTRIBUTE]: expiry };
      await client.send(new PutCommand({ TableName: table, Item: item }));
    },

    async since(instant, limit) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk > :since',
          ExpressionAttributeValues: { ':pk': RESCORE_REQUESTS_PARTITION, ':since': instant },
          ConsistentRead: consistent,
          Limit: limit,
        },
      );
      const found: RescoreRequest[] = [];
      for await (const { Items: items = [] } of pages) {
        found.push(...items.map(requestOf));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },

    async lastAttempt() {
      const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: rescoreAttemptKey, ConsistentRead: consistent }));
      if (item === undefined) return null;
      const { number, at, tries } = item as RunAttempt & Item;
      return { number, at, tries };
    },

    async recordAttempt(attempt) {
      const put = new PutCommand({
        TableName: table,
        Item: { ...rescoreAttemptKey, ...attempt },
        ConditionExpression: 'attribute_not_exists(pk) OR #number < :number',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':number': attempt.number },
      });
      return conditionHeld(client.send(put));
    },
  };
}
