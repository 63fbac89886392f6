import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { sourceClocksIn } from '#functions/store/source-clocks.ts';

/** Clocks of the sources that are collected. */
export const sourceClocks = oncePerColdStart(() =>
  sourceClocksIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);
