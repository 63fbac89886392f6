import { signalsApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { deleteSupplierRequest } from '#contracts/own-suppliers.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbOwnSuppliers } from '#functions/adapters/dynamodb-own-suppliers.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { writingApiHandler } from '#functions/runtime/writing-api-handler.ts';
import { deleteOwnSupplier, expectedOf } from './own-suppliers.ts';

const ownSuppliers = oncePerColdStart(() =>
  dynamodbOwnSuppliers(dynamodbForReads(), readEnvironment(signalsApiEnvironmentSchema).SIGNALS_TABLE_NAME),
);

export const handler = writingApiHandler(deleteSupplierRequest, ({ path, caller, event }) =>
  deleteOwnSupplier(caller.client, path.id, expectedOf(event.headers), new Date().toISOString(), { suppliers: ownSuppliers() }),
);
