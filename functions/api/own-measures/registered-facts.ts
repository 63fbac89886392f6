import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import { CONTROL_CLASSES, controlKind, END_USES } from '#domain/method/measure.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { nothingPublished } from '#functions/requests/expected-errors.ts';
import { catalogue, runDocument } from '../published-run/run-documents.ts';
import type { MeasureFacts } from './doubts-about-measure.ts';

/** Elements and register of the current run, and the control classes that act on scores. Throws `nothing_published`. */
export async function registeredFacts(scores: PublishedScores): Promise<MeasureFacts> {
  const pointer = await scores.currentRun();
  if (pointer === null) throw nothingPublished();
  const [elements, { measures }] = await Promise.all([
    catalogue(scores, pointer.run_id, 'element'),
    runDocument(scores, pointer.run_id, 'measures', measuresDocumentSchema),
  ]);
  const acts = (name: string): boolean => END_USES.some((use) => controlKind(name, use) !== null);
  return {
    elements: new Set(elements.map(({ id }) => id)),
    classes: new Set(CONTROL_CLASSES.filter(acts)),
    register: measures,
  };
}
