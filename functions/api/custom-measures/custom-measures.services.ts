import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { customMeasuresIn } from '#functions/store/custom-measures.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';

/** Measures of clients, in the Signals table. */
export const customMeasures = oncePerColdStart(() =>
  customMeasuresIn(dynamodbTable(dynamodbForReads(), readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);
