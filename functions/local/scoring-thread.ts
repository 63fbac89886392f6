/** Scores while another thread has the store and HTTP. */
import { workerData } from 'node:worker_threads';
import type { BatchRequest, CustomBatch } from '#contracts/run/run-messages.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { customStepsHere } from '#functions/scoring/custom-scoring.ts';
import { replaySubjects, subjectsToReplay } from '#functions/scoring/results/replay-history.ts';
import { factIndexOf } from '#functions/scoring/results/run-scorer.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { storeBeside } from '#functions/store/sqlite/sqlite-store.ts';
import { type LocalPlace, localScoringServices } from './local-scoring.ts';
import { completeAndRank } from './run-pipeline.ts';

export type ThreadWork =
  | Readonly<{ kind: 'batch'; request: BatchRequest }>
  | Readonly<{ kind: 'complete'; run_id: string; now: string }>
  | Readonly<{ kind: 'custom-plan'; run_id: string }>
  | Readonly<{ kind: 'custom-batch'; batch: CustomBatch }>
  | Readonly<{ kind: 'custom-close'; run_id: string; batches: readonly CustomBatch[] }>
  | Readonly<{ kind: 'after'; run_id: string; now: string }>
  | Readonly<{ kind: 'replay'; types: readonly SubjectType[]; dates: readonly string[] }>;

const place = workerData as LocalPlace;
const services = localScoringServices(place, storeBeside(place.folder, 'repeatable').tables);
const customSteps = customStepsHere(services.customScoring);

/** The pool loads it by its name. */
export async function doWork(work: ThreadWork): Promise<unknown> {
  if (work.kind === 'batch') return scoreBatch(work.request, services);
  if (work.kind === 'complete') return completeAndRank(work.run_id, work.now, services);
  if (work.kind === 'custom-plan') return customSteps.plan(work.run_id);
  if (work.kind === 'custom-batch') return customSteps.score(work.batch);
  if (work.kind === 'custom-close') return customSteps.close(work.run_id, work.batches);
  if (work.kind === 'after') return afterRun(work.run_id, work.now, services);
  const index = factIndexOf(bundledReferenceData, METHODOLOGY.document);
  return services.history.put(
    replaySubjects(
      index,
      subjectsToReplay(index.on(work.dates.at(-1) ?? ''), work.types),
      work.dates,
      BUYERS,
    ),
  );
}
