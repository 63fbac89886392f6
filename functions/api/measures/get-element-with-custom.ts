import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import { measuresOnDay } from '#domain/method/facts.ts';
import { controlKind, hitsBuyer } from '#domain/method/measure.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { isKnownBy } from '#domain/method/register.ts';
import { elementChange } from '#domain/scenarios/evaluate-scenario.ts';
import type { ObservationVersion } from '#domain/signals/observations.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { runDocument, subjectNotFound } from '../published-run/run-documents.ts';
import { elementInputsOf, methodologyOfRun } from '../published-run/run-inputs.ts';
import { withOwnMeasures } from './list-measures.ts';

interface Asked {
  readonly id: string;
  readonly buyer: string;
}

/**
 * The element as the run scored it, and with the accepted measures of a client beside those of the register or in their place. Throws `not_found` for an
 * element that the run does not have, and `temporarily_unavailable` for a run that did not store its inputs.
 */
export async function getElementWithCustom(
  scores: PublishedScores,
  pointer: RunPointer,
  { id, buyer }: Asked,
  own: readonly ObservationVersion[],
) {
  const run = await scores.run(pointer.run_id);
  if (run === null) throw new Error(`run ${pointer.run_id} is published but has no record`);
  const [{ elements, names }, { document }, { measures }] = await Promise.all([
    elementInputsOf(scores, run.run_id, buyer),
    methodologyOfRun(scores, run.run_id),
    runDocument(scores, run.run_id, 'measures', measuresDocumentSchema),
  ]);
  const inputs = elements.find(({ element }) => element === id);
  if (inputs === undefined) throw await subjectNotFound(scores, run.run_id, { type: 'element', id, buyer });
  const register = withOwnMeasures(measures as unknown as readonly PolicyRow[], own);
  const known = dayNumber(run.known_at);
  const ofElement = measuresOnDay(register, dayNumber(run.as_of), known)(id).map(({ measure }) => measure);
  const ids = new Set(own.map(({ observation }) => observation.id));
  const counted = ofElement.filter(
    ({ targets, control_class }) => hitsBuyer(targets, buyer) && controlKind(control_class, inputs.end_use) !== null,
  );
  return {
    subject: { type: 'element', id, name: names[id] ?? id },
    ...elementChange(inputs, { ...inputs, measures: own.length === 0 ? inputs.measures : counted }, parametersOf(document)),
    buyer,
    measures: register.filter((row) => ids.has(row.id) && isKnownBy(row, known)).map((row) => ({ id: row.id, title: row.title })),
    links: {
      self: `/v1/elements/${id}/custom-measures?buyer=${buyer}`,
      score: `/v1/elements/${id}/score?buyer=${buyer}`,
      measures: '/v1/measures?visibility=own',
    },
    run_id: run.run_id,
    as_of: run.as_of,
  };
}
