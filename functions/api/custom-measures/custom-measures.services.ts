import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { customMeasuresIn } from '#functions/store/custom-measures.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';

/** Measures of clients, in the Signals table. */
export const customMeasures = oncePerColdStart(() =>
  customMeasuresIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);
