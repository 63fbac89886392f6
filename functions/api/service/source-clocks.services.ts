import { signalsApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbSourceClocks } from '#functions/adapters/dynamodb/dynamodb-source-clocks.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** Clocks of the sources that are collected. */
export const sourceClocks = oncePerColdStart(() =>
  dynamodbSourceClocks(dynamodbForReads(), readEnvironment(signalsApiEnvironmentSchema).SIGNALS_TABLE_NAME),
);
