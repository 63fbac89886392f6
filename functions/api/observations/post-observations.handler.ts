import { postObservationsRequest } from '#contracts/ingestion/observations.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import { ingestObservations } from '#functions/sources/observations/ingest-observations.ts';
import { observationServices } from './observations.services.ts';
import { whenObservationsCount } from './when-observations-count.ts';

const clock = () => new Date().toISOString();

export const handler = writingApiHandler(postObservationsRequest, async ({ body, caller }) => {
  const { log, requests, scores, published } = observationServices();
  const ports = { published: await published(), client: caller.client, key: caller.key, now: clock() };
  const { result, stored } = await followedByRescoring(
    { log, requests, how: 'over HTTP', clock },
    (followed) => ingestObservations(body.observations, { ...ports, log: followed }),
  );
  const otherwise = 'Nothing new was stored, so no score changes.';
  return { body: { ...result, ...(await whenObservationsCount(stored.length, otherwise, clock(), scores)) } };
});
