/**
 * Entry point of a worker of the pool in scoring-threads.ts. It scores, so that the thread of the store and of HTTP stays free to respond.
 */
import { workerData } from 'node:worker_threads';
import type { RankOwnRequest, ScoreOwnBatchRequest } from '#contracts/run/own-run-messages.ts';
import type { ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { completeRun } from '#functions/scoring/complete-run.ts';
import { ownStepsHere } from '#functions/scoring/own/score-own-suppliers.ts';
import { REPLAY_DRAWS, type ReplayedSubject, type ReplaySubject, subjectReplay } from '#functions/scoring/results/replay-history.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { type LocalPlace, localScoringServices, threadClient } from './local-scoring.ts';

export type ThreadWork =
  | { readonly kind: 'batch'; readonly request: ScoreBatchRequest }
  | { readonly kind: 'complete'; readonly run_id: string; readonly now: string }
  | { readonly kind: 'own-plan'; readonly run_id: string; readonly now: string }
  | { readonly kind: 'own-batch'; readonly request: ScoreOwnBatchRequest }
  | { readonly kind: 'own-rank'; readonly request: RankOwnRequest }
  | { readonly kind: 'after'; readonly run_id: string; readonly now: string }
  | { readonly kind: 'replay'; readonly subject: ReplayedSubject; readonly dates: readonly string[] };

const place = workerData as LocalPlace;
const services = localScoringServices(place, threadClient(place, 'repeatable'));
const ownSteps = ownStepsHere(services.ownSuppliers);
let replay: ReplaySubject | null = null;

function makeReplay(): ReplaySubject {
  const methodology = bundledMethodologies.get(PUBLISHED_METHODOLOGY);
  if (methodology === undefined) throw new Error(`methodology ${PUBLISHED_METHODOLOGY} is not part of this code`);
  return subjectReplay({
    data: bundledReferenceData,
    methodology: methodologyOf(methodology.document),
    seedOf: sha256Seed,
    draws: REPLAY_DRAWS,
  });
}

/** Does a step of a run, or scores the past of a subject into the store, and gives what the step answers. The pool loads this by its name. */
export async function doWork(work: ThreadWork): Promise<unknown> {
  if (work.kind === 'batch') return scoreBatch(work.request, services);
  if (work.kind === 'complete') return completeRun(work.run_id, work.now, services);
  if (work.kind === 'own-plan') return ownSteps.plan(work.run_id, work.now);
  if (work.kind === 'own-batch') return ownSteps.score(work.request);
  if (work.kind === 'own-rank') return ownSteps.rank(work.request);
  if (work.kind === 'after') return afterRun(work.run_id, work.now, services);
  replay ??= makeReplay();
  return services.history.merge(replay(work.subject, work.dates, BUYERS));
}
