import { beginRunEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbObservationLog } from '#functions/adapters/dynamodb/dynamodb-observation-log.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { factsWithObservations } from './newest-facts.services.ts';
import { runServices } from './run.services.ts';
import { runEventsOnBus } from './run-events.services.ts';
import type { ScoringPorts } from './scoring-ports.ts';

/** The ports of the first step, the only one that carries the facts which ship with this code and reads what came in since. */
export const beginRunServices: () => ScoringPorts = oncePerColdStart(() => {
  const log = dynamodbObservationLog(dynamodbForRuns(), readEnvironment(beginRunEnvironmentSchema).SIGNALS_TABLE_NAME);
  return { ...runServices(), newestFacts: factsWithObservations(log), events: runEventsOnBus() };
});
