import { signalsApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { ownSuppliersRequest } from '#contracts/own-suppliers.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbOwnSuppliers } from '#functions/adapters/dynamodb-own-suppliers.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { listOwnSuppliers } from './list-own-suppliers.ts';

const ownSuppliers = oncePerColdStart(() =>
  dynamodbOwnSuppliers(dynamodbForReads(), readEnvironment(signalsApiEnvironmentSchema).SIGNALS_TABLE_NAME),
);

export const handler = apiHandler(ownSuppliersRequest, async ({ query, caller, event }) => {
  const paging = pagingOf(event, null);
  const { rows, at } = await listOwnSuppliers(ownSuppliers(), caller.client, query.limit, paging.at);
  return answerIfChanged(event, { body: { data: rows, ...paging.links(at) }, headers: { 'cache-control': 'private, no-cache' } });
});
