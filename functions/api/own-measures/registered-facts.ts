import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { nothingPublished } from '#functions/requests/expected-errors.ts';
import { catalogue, runDocument } from '../published-run/run-documents.ts';
import { methodologyOfRun } from '../published-run/run-inputs.ts';
import type { MeasureFacts } from './doubts-about-measure.ts';

/** Elements, control classes, groups and register of the current run. Throws `nothing_published`. */
export async function registeredFacts(scores: PublishedScores): Promise<MeasureFacts> {
  const pointer = await scores.currentRun();
  if (pointer === null) throw nothingPublished();
  const run = await scores.run(pointer.run_id);
  if (run === null) throw new Error(`run ${pointer.run_id} is published but has no record`);
  const [elements, { measures }, found] = await Promise.all([
    catalogue(scores, run.run_id, 'element'),
    runDocument(scores, run.run_id, 'measures', measuresDocumentSchema),
    methodologyOfRun(scores, run.run_id, run.methodology.version),
  ]);
  if (found === null) throw new Error(`run ${run.run_id} has no document of its methodology ${run.methodology.version}`);
  const { parameters, groups } = found.methodology;
  return {
    elements: new Set(elements.map(({ id }) => id)),
    classes: new Set(Object.keys(parameters.control_class).filter((name) => parameters.control_class[name]?.group !== 'none')),
    groups,
    register: measures,
  };
}
