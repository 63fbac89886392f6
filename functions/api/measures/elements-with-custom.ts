import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { measuresOnDay } from '#domain/method/facts.ts';
import { isKnownBy } from '#domain/method/register.ts';
import type { ObservationVersion } from '#domain/signals/observations.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import { type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';
import { withOwnMeasures } from './list-measures.ts';

/** Beside the measures of the register or in their place, and which were known on its day. */
export async function elementsWithCustom(
  scores: PublishedScores,
  run: RunRecord,
  elements: readonly ElementInputs[],
  own: readonly ObservationVersion[],
) {
  const { measures } = await runDocument(scores, run.run_id, 'measures', measuresDocumentSchema);
  const register = withOwnMeasures(measures, own);
  const known = dayNumber(run.known_at);
  const [day, read] = [run.as_of, elements[0]?.decisions?.read_to ?? run.as_of].map(dayNumber) as [
    number,
    number,
  ];
  const ofElement = measuresOnDay(register, day, known, read);
  const ids = new Set(own.map(({ observation }) => observation.id));
  return {
    elements:
      own.length === 0
        ? elements
        : elements.map((inputs) => ({
            ...inputs,
            measures: ofElement(inputs.element).map(({ measure }) => measure),
          })),
    measures: register
      .filter((row) => ids.has(row.id) && isKnownBy(row, known))
      .map(({ id, title }) => ({ id, title })),
  };
}
