import { quarantineSeenBy } from '#contracts/access.ts';
import { decideRequest } from '#contracts/observations.ts';
import { observationServices } from '#functions/runtime/observation-services.ts';
import { writingApiHandler } from '#functions/runtime/writing-api-handler.ts';
import { decideQuarantine } from './decide-quarantine.ts';

export const handler = writingApiHandler(decideRequest, async ({ path, body, caller }) => {
  const { log, published } = observationServices();
  const decision = { id: path.id, ...body, client: caller.client, of: quarantineSeenBy(caller), now: new Date().toISOString() };
  return { body: await decideQuarantine(decision, { log, published: await published() }) };
});
