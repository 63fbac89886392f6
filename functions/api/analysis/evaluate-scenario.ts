import type { ScenarioRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { assumptionsOf } from '#domain/scenarios/assumptions.ts';
import { type ElementChange, evaluateScenario } from '#domain/scenarios/evaluate-scenario.ts';
import { evaluateSupplierScenario } from '#domain/scenarios/evaluate-supplier-scenario.ts';
import { type Closure, composed, NO_CHANGES, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { hasStateAndEvent, isAmended, type Methodology } from '#domain/vocabulary/methodology.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import type { RunRecord } from '#functions/ports/run-ledger.ts';
import { ExpectedError, invalidRequest } from '#functions/requests/expected-errors.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { elementInputsOf, methodologyOfRun, supplierInputsOf, supplierOutputsOf } from '../published-run/run-inputs.ts';
import { PAGE_SCALE } from '../published-run/score-links.ts';
import { askedOnly, scenarioLink } from './scenario-link.ts';
import { scenarioErrors } from './scenario-validation.ts';

/**
 * Scores of a run as they are and as the scenario has them: the run record, its inputs for the buyer, a methodology, and for lost
 * suppliers one more document. Throws `invalid_request` for names that mean nothing in the run, `not_found` for a run that is gone.
 */
export async function answerScenario(scores: PublishedScores, request: ScenarioRequest) {
  const run = await runOf(scores, request.run_id);
  const runId = run.run_id;
  const version = request.methodology ?? run.methodology.version;
  const changes = composed(templateOf(request), changesOf(request));
  const needsOutputs = changes.suppliers_lost.length > 0;
  const [inputs, pinned, outputs] = await Promise.all([
    elementInputsOf(scores, runId, request.buyer),
    methodologyOfRun(scores, runId, version),
    needsOutputs ? supplierOutputsOf(scores, runId) : [],
  ]);
  if (pinned === null) throw unknownMethodology(version);
  const { methodology } = pinned;
  // Amendments read the facts in their own way, and the run kept its inputs as its own methodology reads them.
  if (version !== run.methodology.version && isAmended(methodology.parameters)) throw otherReading(version, run.methodology.version);
  const validationErrors = scenarioErrors(request, { elements: inputs.elements, outputs, methodology });
  if (validationErrors.length > 0) throw invalidRequest(validationErrors);
  const chosen = inputs.elements.filter(({ element }) => request.elements?.includes(element) !== false);
  const results =
    request.subject_type === 'supplier'
      ? await suppliersUnder(scores, run, request, changes, methodology)
      : evaluateScenario(chosen, changes, outputs, methodology).map((change) => published(change, inputs.names));
  const { run_id: _run, ...question } = request;
  return {
    scenario: JSON.parse(canonicalJson(askedOnly(question))) as Record<string, unknown>,
    changes: askedOnly(changes),
    buyer: request.buyer,
    baseline: { run_id: runId, as_of: run.as_of, known_at: run.known_at, inputs_sha256: run.inputs_sha256, methodology: pinned.reference },
    summary: summaryOf(results),
    results: [...results].sort(largestFirst),
    assumptions: assumptionsOf(changes, { buyer: request.buyer, as_of: run.as_of, outputs, methodology }),
    scale: PAGE_SCALE,
    share_url: scenarioLink({ ...question, run_id: runId }),
    run_id: runId,
    as_of: run.as_of,
  };
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

function unknownMethodology(version: string): ExpectedError {
  const detail = `The run has no methodology ${JSON.stringify(version)}. /v1/methodologies lists them.`;
  return invalidRequest([{ pointer: '/methodology', code: 'unknown_id', detail }]);
}

function otherReading(version: string, own: string): ExpectedError {
  const detail = `${version} reads the facts in its own way, and the run kept its inputs as ${own} reads them. Send ${own} or one of its variants, or leave \`methodology\` out.`;
  return invalidRequest([{ pointer: '/methodology', code: 'invalid_value', detail }]);
}

const templateOf = ({ template }: ScenarioRequest): ScenarioChanges =>
  SCENARIO_TEMPLATES.find(({ id }) => id === template)?.changes ?? NO_CHANGES;

function changesOf(request: ScenarioRequest): ScenarioChanges {
  const { measures_added, measures_lifted, measures_unsuspended, signals, shares, parameters } = request;
  return {
    measures_added,
    measures_lifted,
    measures_unsuspended,
    signals,
    shares,
    parameters: Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    closures: request.closures.map(closureOf),
    suppliers_lost: request.suppliers_lost.map(({ supplier, countries = null }) => ({ supplier, countries })),
    cover: request.cover.map(({ elements = null, days = null, factor, add_days }) => ({ elements, days, factor, add_days })),
  };
}

function closureOf({
  lane,
  origin,
  stages,
  processed_in,
  elements,
  targets,
  days,
  severity,
}: ScenarioRequest['closures'][number]): Closure {
  if (lane !== undefined) return { lane, days: days ?? null, severity: severity ?? null };
  return {
    origin: origin ?? '',
    stages: stages ?? STAGES,
    processed_in: processed_in ?? null,
    elements: elements ?? null,
    targets: targets ?? null,
    days: days ?? null,
    severity: severity ?? 1,
  };
}

/** Suppliers of the run, those that deliver one of the elements asked for. Throws `invalid_request` for a methodology without borders. */
async function suppliersUnder(
  scores: PublishedScores,
  { run_id }: RunRecord,
  { buyer, elements }: ScenarioRequest,
  changes: ScenarioChanges,
  methodology: Methodology,
): Promise<readonly Result[]> {
  if (!hasStateAndEvent(methodology.parameters)) throw withoutBorders(methodology.version);
  const { suppliers, owners, names } = await supplierInputsOf(scores, run_id, buyer);
  const chosen = suppliers.filter(
    ({ inputs }) => elements === undefined || inputs.elements?.some((one) => elements.includes(one)) === true,
  );
  return evaluateSupplierScenario(chosen, changes, owners, methodology).map(({ supplier, ...change }) => ({
    subject: { type: 'supplier', id: supplier, name: names[supplier] ?? supplier },
    ...change,
    ...{ stage_from: null, stage_to: null, stages: [] },
  }));
}

function withoutBorders(version: string): ExpectedError {
  const detail = `Methodology ${version} does not look at the borders that the goods of a supplier cross, which closures and controls act on. Ask for elements, or leave \`methodology\` out.`;
  return invalidRequest([{ pointer: '/subject_type', code: 'conflicting_parameters', detail }]);
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

const published = ({ element, ...change }: ElementChange, names: Readonly<Record<string, string>>): Result => ({
  subject: { type: 'element', id: element, name: names[element] ?? element },
  ...change,
});
type Result = Omit<ElementChange, 'element'> & { readonly subject: { readonly type: string; readonly id: string; readonly name: string } };

const sizeOf = ({ delta }: Result): number => (delta === null ? -1 : Math.abs(delta));
const largestFirst = (left: Result, right: Result): number => sizeOf(right) - sizeOf(left) || (left.subject.id < right.subject.id ? -1 : 1);
