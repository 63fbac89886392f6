import type { StoredMeasure } from '#contracts/api/custom-measures.ts';
import { CONTROL_CLASSES, type Measure, symbolsOf } from '#domain/method/measure.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { measureOf } from '#domain/scenarios/change-inputs.ts';
import { elementChange } from '#domain/scenarios/evaluate-scenario.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { subjectNotFound } from '../published-run/run-documents.ts';
import { elementInputsOf, methodologyOfRun } from '../published-run/run-inputs.ts';

interface Asked {
  readonly id: string;
  readonly buyer: string;
}

/** In the form in which the inputs of a run hold measures. */
function measureOfClient({ id, measure }: StoredMeasure): Measure {
  const { known_from, effective_from, effective_to, suspended_from, suspended_to } = measure;
  const dates = { known_from, effective_from, ended: effective_to, suspended_from, suspended_to };
  return measureOf(id, { ...measure, coverage: 1 }, dates);
}

const named = ({ id, measure: { title } }: StoredMeasure) => ({ id, title });

/**
 * The element as the run scored it, and with accepted measures of a client beside those of the register. Throws `not_found` for an element that the
 * run does not have, and `temporarily_unavailable` for a run that did not store its inputs.
 */
export async function getElementWithCustom(
  scores: PublishedScores,
  pointer: RunPointer,
  { id, buyer }: Asked,
  accepted: readonly StoredMeasure[],
) {
  const run = await scores.run(pointer.run_id);
  if (run === null) throw new Error(`run ${pointer.run_id} is published but has no record`);
  const [{ elements, names }, { document }] = await Promise.all([
    elementInputsOf(scores, run.run_id, buyer),
    methodologyOfRun(scores, run.run_id),
  ]);
  const inputs = elements.find(({ element }) => element === id);
  if (inputs === undefined) throw await subjectNotFound(scores, run.run_id, { type: 'element', id, buyer });
  const whyNot = ({ measure: { control_class, effective_from } }: StoredMeasure): string | null => {
    if (!CONTROL_CLASSES.includes(control_class)) return `Methodology ${document.version} has no class ${control_class}.`;
    return effective_from === null ? 'It states no day from which it is in force.' : null;
  };
  const added = accepted.filter((one) => whyNot(one) === null);
  const custom = added.filter(({ measure }) => measure.elements.flatMap(symbolsOf).includes(id)).map(measureOfClient);
  const change = elementChange(inputs, { ...inputs, measures: [...inputs.measures, ...custom] }, parametersOf(document));
  return {
    subject: { type: 'element', id, name: names[id] ?? id },
    ...change,
    buyer,
    measures: added.map(named),
    left_out: accepted.flatMap((one) => {
      const why = whyNot(one);
      return why === null ? [] : [{ ...named(one), why }];
    }),
    links: {
      self: `/v1/elements/${id}/custom-measures?buyer=${buyer}`,
      score: `/v1/elements/${id}/score?buyer=${buyer}`,
      measures: '/v1/measures?custom=only',
    },
    run_id: run.run_id,
    as_of: run.as_of,
  };
}
