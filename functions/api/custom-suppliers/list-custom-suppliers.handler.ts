import { customSuppliersRequest } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { listCustomSuppliers } from './list-custom-suppliers.ts';

const customSuppliers = oncePerColdStart(() =>
  customSuppliersIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);

export const handler = apiHandler(customSuppliersRequest, async ({ query, caller, event }) => {
  const paging = pagingOf(event, null);
  const { rows, at } = await listCustomSuppliers(customSuppliers(), caller.client, query.limit, paging.at);
  return answerIfChanged(event, { body: { data: rows, ...paging.links(at) }, headers: PRIVATE });
});
