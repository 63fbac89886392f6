import { postSignalsRequest } from '#contracts/observations.ts';
import { observationServices } from '#functions/runtime/observation-services.ts';
import { writingApiHandler } from '#functions/runtime/writing-api-handler.ts';
import { ingestObservations } from './ingest-observations.ts';

export const handler = writingApiHandler(postSignalsRequest, async ({ body, caller }) => {
  const { log, published } = observationServices();
  const ports = { log, published: await published(), client: caller.client, now: new Date().toISOString() };
  return { body: await ingestObservations(body.observations, ports) };
});
