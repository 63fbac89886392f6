import { quarantineSeenBy } from '#contracts/api/access.ts';
import { decideRequest } from '#contracts/ingestion/observations.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
import { decideQuarantine } from './decide-quarantine.ts';
import { observationServices } from './observations.services.ts';

export const handler = writingApiHandler(decideRequest, async ({ path, body, caller }) => {
  const { log, published } = observationServices();
  const decision = { id: path.id, ...body, client: caller.client, of: quarantineSeenBy(caller), now: new Date().toISOString() };
  return { body: await decideQuarantine(decision, { log, published: await published() }) };
});
