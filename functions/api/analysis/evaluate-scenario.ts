import type { ScenarioRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { assumptionsOf } from '#domain/scenarios/assumptions.ts';
import { type ChangedScore, evaluateElements, evaluateSuppliers } from '#domain/scenarios/evaluate-scenario.ts';
import { composed, NO_CHANGES, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunRecord } from '#functions/store/run-ledger.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { elementInputsOf, methodologyOfRun, stopFactsOf, supplierInputsOf } from '../published-run/run-inputs.ts';
import { PAGE_SCALE } from '../published-run/score-links.ts';
import { askedOnly, scenarioLink } from './scenario-link.ts';
import { scenarioErrors } from './scenario-validation.ts';

/**
 * Scores of a run as they are and as the scenario has them: the run record, its inputs for the buyer, its method, and for lost suppliers
 * and for closed lanes one more document each. Throws `invalid_request` for names that mean nothing in the run, `not_found` for a run that is gone.
 */
export async function answerScenario(scores: PublishedScores, request: ScenarioRequest) {
  const run = await runOf(scores, request.run_id);
  const runId = run.run_id;
  const changes = composed(templateOf(request), changesOf(request));
  const [{ elements, names }, { document: method, reference }, facts] = await Promise.all([
    elementInputsOf(scores, runId, request.buyer),
    methodologyOfRun(scores, runId),
    stopFactsOf(scores, runId, changes),
  ]);
  const errors = scenarioErrors(request, { elements, facts, method });
  if (errors.length > 0) throw invalidRequest(errors);
  const isAsked = (element: string): boolean => request.elements?.includes(element) !== false;
  const results = request.subject_type === 'supplier' ? await ofSuppliers() : ofElements();
  const { run_id: _run, ...question } = request;
  return {
    scenario: JSON.parse(canonicalJson(askedOnly(question))) as Record<string, unknown>,
    changes: askedOnly(changes),
    buyer: request.buyer,
    baseline: { run_id: runId, as_of: run.as_of, known_at: run.known_at, inputs_sha256: run.inputs_sha256, methodology: reference },
    summary: summaryOf(results),
    results: [...results].sort(largestFirst),
    assumptions: assumptionsOf(changes, { buyer: request.buyer, as_of: run.as_of, outputs: facts.outputs, methodology: method }),
    scale: PAGE_SCALE,
    share_url: scenarioLink({ ...question, run_id: runId }),
    run_id: runId,
    as_of: run.as_of,
  };

  function ofElements(): readonly Result[] {
    const chosen = elements.filter(({ element }) => isAsked(element));
    return evaluateElements(chosen, changes, facts, method).map((change, at) => {
      const id = chosen[at]?.element as string;
      return { subject: { type: 'element', id, name: names[id] ?? id }, ...change };
    });
  }

  /** Suppliers that deliver one of the elements asked for. */
  async function ofSuppliers(): Promise<readonly Result[]> {
    const chosen = (await supplierInputsOf(scores, runId, request.buyer)).filter(
      ({ inputs }) => request.elements === undefined || Object.keys(inputs.elements).some(isAsked),
    );
    const inputs = chosen.map((one) => one.inputs);
    return evaluateSuppliers(inputs, changes, facts, method, elements).map((change, at) => {
      const { name, inputs: of } = chosen[at] as (typeof chosen)[number];
      return { subject: { type: 'supplier', id: of.supplier, name }, ...change };
    });
  }
}

/** The run that readers see counts from its publication on, although its record is closed a moment later. */
async function runOf(scores: PublishedScores, asked: string | undefined): Promise<RunRecord> {
  const current = (await requirePublished(scores)).run_id;
  const run = await scores.run(asked ?? current);
  if (run !== null && (run.run_id === current || run.status === 'completed' || run.status === 'unfinished')) return run;
  if (asked === undefined) throw new Error(`run ${current} is published but has no record`);
  const detail = `There is no completed run ${asked}, or it is no longer kept. Leave out \`run_id\` to stand on the newest; /v1/runs lists them.`;
  throw new ExpectedError('not_found', detail, [{ pointer: '/run_id', code: 'unknown_id', detail }]);
}

const templateOf = ({ template }: ScenarioRequest): ScenarioChanges =>
  SCENARIO_TEMPLATES.find(({ id }) => id === template)?.changes ?? NO_CHANGES;

function changesOf(request: ScenarioRequest): ScenarioChanges {
  const { measures_added, measures_lifted, measures_unsuspended, pressure, shares, parameters } = request;
  return {
    measures_added,
    measures_lifted,
    measures_unsuspended,
    pressure,
    shares,
    parameters: Object.fromEntries(Object.entries(parameters).sort()),
    closures: request.closures.map(
      ({ origin = null, lane = null, stages = null, processed_in = null, elements = null, targets = null, days = null, ...rest }) => ({
        ...{ origin, lane, stages, processed_in, elements, targets, days },
        ...rest,
      }),
    ),
    suppliers_lost: request.suppliers_lost.map(({ supplier, countries = null }) => ({ supplier, countries })),
    cover: request.cover.map(({ elements = null, days = null, factor, add_days }) => ({ elements, days, factor, add_days })),
  };
}

function summaryOf(found: readonly Result[]) {
  const count = (holds: (change: Result) => boolean): number => found.filter(holds).length;
  return {
    elements: found.length,
    raised: count(({ delta }) => (delta ?? 0) > 0),
    lowered: count(({ delta }) => (delta ?? 0) < 0),
    unchanged: count(({ delta }) => delta === 0),
    unscored: count(({ delta }) => delta === null),
    band_changes: count(({ band_from, band_to }) => band_from !== band_to),
  };
}

type Result = ChangedScore & { readonly subject: { readonly type: string; readonly id: string; readonly name: string } };

const sizeOf = ({ delta }: Result): number => (delta === null ? -1 : Math.abs(delta));
const largestFirst = (left: Result, right: Result): number => sizeOf(right) - sizeOf(left) || (left.subject.id < right.subject.id ? -1 : 1);
