/**
 * A thread that scores, so that the thread of the store and of HTTP stays free to answer. It gets one piece of work after another and
 * answers each by its number.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { elementReplay, REPLAY_DRAWS, type ReplayElement } from '#functions/scoring/results/replay-history.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { PUBLISHED_METHODOLOGY } from '#functions/scoring/scoring.services.ts';
import { type LocalPlace, localClient, localScoringServices } from './local-scoring.ts';

export type ThreadWork =
  | { readonly kind: 'batch'; readonly request: ScoreBatchRequest }
  | { readonly kind: 'replay'; readonly element: string; readonly dates: readonly string[] };

export interface ThreadRequest {
  readonly number: number;
  readonly work: ThreadWork;
}

export interface ThreadResponse {
  readonly number: number;
  /** `null`: done. */
  readonly failure: string | null;
}

if (parentPort === null) throw new Error('scoring-thread is started as a thread');
const port = parentPort;
const place = workerData as LocalPlace;
const services = localScoringServices(place, localClient(place));
let replay: ReplayElement | null = null;

function makeReplay(): ReplayElement {
  const methodology = bundledMethodologies.get(PUBLISHED_METHODOLOGY);
  if (methodology === undefined) throw new Error(`methodology ${PUBLISHED_METHODOLOGY} is not part of this code`);
  return elementReplay({
    data: bundledReferenceData,
    methodology: methodologyOf(methodology.document),
    seedOf: sha256Seed,
    draws: REPLAY_DRAWS,
  });
}

async function run(work: ThreadWork): Promise<void> {
  if (work.kind === 'batch') {
    await scoreBatch(work.request, services);
    return;
  }
  replay ??= makeReplay();
  await services.history.merge(replay(work.element, work.dates, BUYERS));
}

port.on('message', ({ number, work }: ThreadRequest) => {
  run(work).then(
    () => port.postMessage({ number, failure: null } satisfies ThreadResponse),
    (error: unknown) =>
      port.postMessage({ number, failure: error instanceof Error ? error.message : String(error) } satisfies ThreadResponse),
  );
});
