import { signalsApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbCustomMeasures } from '#functions/adapters/dynamodb/dynamodb-custom-measures.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** Measures of clients, in the Signals table. */
export const customMeasures = oncePerColdStart(() =>
  dynamodbCustomMeasures(dynamodbForReads(), readEnvironment(signalsApiEnvironmentSchema).SIGNALS_TABLE_NAME),
);
