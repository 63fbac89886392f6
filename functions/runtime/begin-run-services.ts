import { beginRunEnvironmentSchema } from '#contracts/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbObservationLog } from '#functions/adapters/dynamodb-observation-log.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { factsWithObservations } from './newest-facts.ts';
import { oncePerColdStart } from './once-per-cold-start.ts';
import { readEnvironment } from './read-environment.ts';
import { runEventsOnBus } from './run-events-on-bus.ts';
import { runServices } from './run-services.ts';

/** The ports of the first step, the only one that carries the facts which ship with this code and reads what came in since. */
export const beginRunServices: () => ScoringPorts = oncePerColdStart(() => {
  const log = dynamodbObservationLog(dynamodbForRuns(), readEnvironment(beginRunEnvironmentSchema).SIGNALS_TABLE_NAME);
  return { ...runServices(), newestFacts: factsWithObservations(log), events: runEventsOnBus() };
});
