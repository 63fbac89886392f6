import { postSignalsRequest } from '#contracts/ingestion/observations.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
import { ingestObservations } from './ingest-observations.ts';
import { observationServices } from './observations.services.ts';

export const handler = writingApiHandler(postSignalsRequest, async ({ body, caller }) => {
  const { log, published } = observationServices();
  const ports = { log, published: await published(), client: caller.client, now: new Date().toISOString() };
  return { body: await ingestObservations(body.observations, ports) };
});
