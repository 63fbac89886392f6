import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { measuresOnDay } from '#domain/method/facts.ts';
import { controlKind, hitsBuyer } from '#domain/method/measure.ts';
import { isKnownBy } from '#domain/method/register.ts';
import type { ObservationVersion } from '#domain/signals/observations.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { runDocument } from '#functions/store/run-documents.ts';
import type { RunRecord } from '#functions/store/run-ledger.ts';
import { withOwnMeasures } from './list-measures.ts';

/**
 * Inputs of a run with the accepted measures of a client beside those of the register or in their place, and
 * which of them were known on its day.
 */
export async function elementsWithCustom(
  scores: PublishedScores,
  run: RunRecord,
  elements: readonly ElementInputs[],
  own: readonly ObservationVersion[],
) {
  const { measures } = await runDocument(scores, run.run_id, 'measures', measuresDocumentSchema);
  const register = withOwnMeasures(measures, own);
  const known = dayNumber(run.known_at);
  const ofElement = measuresOnDay(register, dayNumber(run.as_of), known);
  const ids = new Set(own.map(({ observation }) => observation.id));
  return {
    elements:
      own.length === 0 ? elements : elements.map((inputs) => ({ ...inputs, measures: countedFor(inputs) })),
    measures: register
      .filter((row) => ids.has(row.id) && isKnownBy(row, known))
      .map(({ id, title }) => ({ id, title })),
  };

  function countedFor({ element, buyer, end_use }: ElementInputs) {
    const all = ofElement(element).map(({ measure }) => measure);
    return all.filter(
      ({ targets, control_class }) =>
        hitsBuyer(targets, buyer) && controlKind(control_class, end_use) !== null,
    );
  }
}
