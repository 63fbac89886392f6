/** It is there to be killed. */

import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import { ingestObservations } from '#functions/sources/observations/ingest-observations.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { SIGNALS_TABLE, sqliteStore, TABLE } from '#test/functions/store/embedded-store.ts';
import { requestOf, takenAt } from './sent-observations.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
const store = await sqliteStore(folder);
const log = observationLogIn(store.table(SIGNALS_TABLE));
const requests = rescoreRequestsIn(store.table(TABLE));
for (let request = Number(from); ; request += 1) {
  process.stdout.write(`sent ${request}\n`);
  const ports = { published: {}, client: 'local', now: '2026-11-25T12:00:00.000Z' };
  const bringer = { log, requests, how: 'over HTTP', clock: () => takenAt(request) };
  const { result } = await followedByRescoring(bringer, (followed) =>
    ingestObservations(requestOf(request), { ...ports, log: followed }),
  );
  process.stdout.write(`done ${request} ${result.results.map(({ status }) => status).join(',')}\n`);
}
