/** A thread: documents of publishers take no memory from the service, and end nothing but it. */

import { parentPort, workerData } from 'node:worker_threads';
import { caughtUp } from '#contracts/collection/collected-document.ts';
import { collectSource, howCollected } from '#functions/sources/collect-source.ts';
import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import { SOURCE_READERS } from '#functions/sources/source-registry.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { LOCAL_TABLES, storeBeside } from '#functions/store/sqlite/sqlite-store.ts';
import { localCollection } from './local-collection.ts';
import type { LocalPlace } from './local-scoring.ts';

const place = workerData as LocalPlace;

/** The first that finds no network ends it. */
async function collect(): Promise<string> {
  const { tables } = storeBeside(place.folder, 'accepted');
  const requests = rescoreRequestsIn(tables(LOCAL_TABLES.scores));
  const collection = localCollection(place.folder, tables(LOCAL_TABLES.signals));
  const told: string[] = [];
  try {
    for (const source of SOURCE_READERS) {
      const bringer = {
        log: collection.log,
        requests,
        how: howCollected(source),
        clock: () => new Date().toISOString(),
      };
      const { result } = await followedByRescoring(bringer, (log) =>
        collectSource(source, null, { ...collection, log }),
      );
      const { ingested, clock, attempts } = result;
      const nothingAnswered =
        clock.last_outcome === 'unreachable' && attempts.every(({ status }) => status === null);
      if (told.length === 0 && nothingAnswered)
        return 'Nothing is collected: this machine has no network, or publishers do not answer. COLLECT=off ends the attempts.';
      const { accepted, drafts, farAbove } = ingested;
      const waiting =
        clock.quarantined === 0
          ? []
          : [`${clock.quarantined} in quarantine (npm run ingest -- ${source.contract.name})`];
      const drafted = drafts.length === 0 ? [] : [`${drafts.length} measures to review`];
      const toCheck = [...waiting, ...drafted, ...farAbove].map((what) => `, ${what}`).join('');
      const days = clock.coverage === null ? '' : `, ${caughtUp(clock.coverage)}`;
      told.push(
        `${source.contract.name} ${clock.last_outcome === 'ok' ? `${accepted.length} new${toCheck}` : clock.last_outcome}${days}`,
      );
    }
    return `Collected: ${told.join('; ')}.`;
  } finally {
    await collection.close();
  }
}

parentPort?.postMessage(await collect());
