import { quarantineSeenBy } from '#contracts/api/access.ts';
import { decideRequest } from '#contracts/ingestion/observations.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { decideQuarantine } from '#functions/sources/observations/decide-quarantine.ts';
import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import { observationServices } from './observations.services.ts';
import { whenObservationsCount } from './when-observations-count.ts';

const clock = (): string => new Date().toISOString();

export const handler = writingApiHandler(decideRequest, async ({ path, body, caller }) => {
  const { log, requests, scores, published } = observationServices();
  const decision = { id: path.id, ...body, client: caller.client, key: caller.key, of: quarantineSeenBy(caller), now: clock() };
  const known = await published();
  const { result, stored } = await followedByRescoring({ log, requests, how: 'out of quarantine', clock }, (followed) =>
    decideQuarantine(decision, { log: followed, published: known }),
  );
  const otherwise = result.status === 'discarded' ? 'It was discarded and is never used.' : 'It was known already, so no score changes.';
  return { body: { ...result, ...(await whenObservationsCount(stored.length, otherwise, clock(), scores)) } };
});
