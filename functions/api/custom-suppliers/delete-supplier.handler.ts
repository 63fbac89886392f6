import { deleteSupplierRequest } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { signalsApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbCustomSuppliers } from '#functions/adapters/dynamodb/dynamodb-custom-suppliers.ts';
import { expectedOf } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { deleteCustomSupplier } from './custom-suppliers.ts';

const customSuppliers = oncePerColdStart(() =>
  dynamodbCustomSuppliers(dynamodbForReads(), readEnvironment(signalsApiEnvironmentSchema).SIGNALS_TABLE_NAME),
);

export const handler = writingApiHandler(deleteSupplierRequest, async ({ path, caller, event }) => ({
  body: await deleteCustomSupplier(caller, path.id, expectedOf(event.headers), new Date().toISOString(), {
    suppliers: customSuppliers(),
  }),
}));
