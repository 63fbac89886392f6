import type { StoredMeasure } from '#contracts/api/own-measures/own-measures.ts';
import { evaluateInputs } from '#domain/scenarios/evaluate-scenario.ts';
import type { Measure } from '#domain/vocabulary/scoring-inputs.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { elementInputsOf, methodologyOfRun } from '../published-run/run-inputs.ts';
import { subjectNotFound } from '../published-run/subject-not-found.ts';

interface Asked {
  readonly id: string;
  readonly buyer: string;
}

/** In the form in which the facts of a run hold measures. */
function measureOfClient({ id, measure }: StoredMeasure): Measure {
  const { control_class, origins, targets, elements, stages, title: _title, citation: _citation, note: _note, ...days } = measure;
  return { id, control_class, origins, targets, applies: [{ elements, stages, coverage: 1 }], ...days };
}

const named = ({ id, measure: { title } }: StoredMeasure) => ({ id, title });

/**
 * The element as the run scored it, and with accepted measures of a client beside those of the register. Throws `not_found` for an element that the
 * run does not have, and `temporarily_unavailable` for a run that did not store its inputs.
 */
export async function getElementWithOwn(
  scores: PublishedScores,
  pointer: RunPointer,
  { id, buyer }: Asked,
  accepted: readonly StoredMeasure[],
) {
  const run = await scores.run(pointer.run_id);
  if (run === null) throw new Error(`run ${pointer.run_id} is published but has no record`);
  const [{ elements, names }, found] = await Promise.all([
    elementInputsOf(scores, run.run_id, buyer),
    methodologyOfRun(scores, run.run_id, run.methodology.version),
  ]);
  if (found === null) throw new Error(`run ${run.run_id} has no document of its methodology ${run.methodology.version}`);
  const inputs = elements.find(({ element }) => element === id);
  if (inputs === undefined) throw await subjectNotFound(scores, run.run_id, { type: 'element', id, buyer });
  const classes = found.methodology.parameters.control_class;
  const isKnown = ({ measure }: StoredMeasure): boolean => Object.hasOwn(classes, measure.control_class);
  const [added, strange] = [accepted.filter(isKnown), accepted.filter((one) => !isKnown(one))];
  const withOwn = { ...inputs, measures: [...(inputs.measures ?? []), ...added.map(measureOfClient)] };
  const { element, ...change } = evaluateInputs(inputs, withOwn, found.methodology);
  return {
    subject: { type: 'element', id: element, name: names[element] ?? element },
    ...change,
    buyer,
    measures: added.map(named),
    left_out: strange.map((one) => ({
      ...named(one),
      why: `Methodology ${run.methodology.version} has no class ${one.measure.control_class}.`,
    })),
    links: {
      self: `/v1/elements/${id}/own-measures?buyer=${buyer}`,
      score: `/v1/elements/${id}/score?buyer=${buyer}`,
      measures: '/v1/measures?own=only',
    },
    run_id: run.run_id,
    as_of: run.as_of,
  };
}
