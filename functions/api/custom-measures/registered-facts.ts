import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import { CONTROL_CLASSES, controlKind } from '#domain/method/measure.ts';
import { END_USES } from '#domain/vocabulary/score-document.ts';
import { nothingPublished } from '#functions/http/expected-errors.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { catalogue, runDocument } from '../published-run/run-documents.ts';
import type { MeasureFacts } from './doubts-about-measure.ts';

/** Classes of control that stop an element's flow to a buyer of some use. */
const COUNTED_CLASSES: ReadonlySet<string> = new Set(CONTROL_CLASSES.filter((of) => END_USES.some((use) => controlKind(of, use) !== null)));

/** Elements, control classes and register of the current run. Throws `nothing_published`. */
export async function registeredFacts(scores: PublishedScores): Promise<MeasureFacts> {
  const run = await scores.currentRun();
  if (run === null) throw nothingPublished();
  const [elements, { measures }] = await Promise.all([
    catalogue(scores, run.run_id, 'element'),
    runDocument(scores, run.run_id, 'measures', measuresDocumentSchema),
  ]);
  return { elements: new Set(elements.map(({ id }) => id)), classes: COUNTED_CLASSES, register: measures };
}
