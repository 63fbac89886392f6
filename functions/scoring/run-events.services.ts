import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterRunEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { eventbridgeRunEvents } from '#functions/adapters/eventbridge-run-events.ts';
import type { RunEvents } from '#functions/ports/run-events.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** The bus of this deployment. Nobody waits for a run: patient. */
export const runEventsOnBus: () => RunEvents = oncePerColdStart(() =>
  eventbridgeRunEvents(new EventBridgeClient({ maxAttempts: 8 }), readEnvironment(afterRunEnvironmentSchema).EVENT_BUS_ARN),
);
