import { deleteSupplierRequest } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { expectedOf } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { deleteCustomSupplier } from './custom-suppliers.ts';

const customSuppliers = oncePerColdStart(() =>
  customSuppliersIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);

export const handler = writingApiHandler(deleteSupplierRequest, async ({ path, caller, event }) => ({
  body: await deleteCustomSupplier(caller, path.id, expectedOf(event.headers), new Date().toISOString(), {
    suppliers: customSuppliers(),
  }),
}));
