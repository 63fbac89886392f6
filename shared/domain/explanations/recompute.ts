/**
 * Checks a published explanation by making it again from its own inputs: score, contributions, stages, what-ifs, steps ahead, interval.
 * Nothing is taken from anywhere else but the methodology that the explanation names.
 */
import { canonicalJson } from '../numbers/canonical-json.ts';
import { worstCountrySource } from '../scores/country-score.ts';
import { scoreElement } from '../scores/element-score.ts';
import { scoreSupplier } from '../scores/supplier-score.ts';
import { hasStateAndEvent, type Methodology } from '../vocabulary/methodology.ts';
import type { ScoreDocument } from '../vocabulary/score-document.ts';
import type { ElementInputs, Stage, SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { ScoredStage } from '../vocabulary/scoring-result.ts';
import { type ConsideredStage, countryDocument } from './country-document.ts';
import { countrySourceDocument } from './country-source-document.ts';
import type { DocumentContext, Names } from './document-context.ts';
import { elementDocument } from './element-document.ts';
import type { PublishedSubject } from './published-subject.ts';
import { elementFigures, type ScoringMeans, type ShadowScoring, supplierFigures } from './score-from-inputs.ts';
import { supplierDocument } from './supplier-document.ts';

/** An explanation as it is served; more than a score document, and open. */
export type Explanation = ScoreDocument & Readonly<Record<string, unknown>>;

/** One place where the published document and the recomputation differ. */
export interface Disagreement {
  /** Path in the explanation, for example `contributions.0.points`. */
  readonly field: string;
  readonly published: unknown;
  readonly recomputed: unknown;
}

/** Unrounded numbers of two programs agree to this. */
const TOLERANCE = 1e-9;

/** Fields that depend on when and where a document is served, and those that need the whole run. */
const NOT_CONTENT = [
  'run_id',
  'computed_at',
  'rank',
  'links',
  'basis',
  'at_stage',
  'known_exceptions',
  'published_then',
  'content_sha256',
] as const;

/** The part of an explanation that the content hash covers; two runs with the same results have the same content. */
export function contentOf(explanation: object): Readonly<Record<string, unknown>> {
  const content: Record<string, unknown> = { ...explanation, rank: null };
  for (const name of NOT_CONTENT) if (name !== 'rank') delete content[name];
  return content;
}

/** Prose and names of rows: they do not follow from the inputs, and only the content hash covers them. */
const PROSE = new Set([
  ...['summary', 'description', 'title', 'status_reason', 'evidence', 'name', 'subject', 'chain', 'notes'],
  ...['headline', 'label', 'summary', 'description'].flatMap((text) => [text, `${text}_code`, `${text}_params`]),
]);
/** Come from other tables, or for countries from all other elements. */
const NOT_FROM_INPUTS = ['reference_indices', 'limitations', 'inputs', 'inputs_sha256'];

const NO_NAMES: Names = {
  country: (code) => code,
  element: (symbol) => symbol,
  measure: (id) => ({ title: id, from: '' }),
  site: (id) => id,
};

/** Methodologies and draws with which an explanation is recomputed. Methodologies in shadow take their inputs from the explanation. */
export interface RecomputingMeans extends ScoringMeans {
  readonly shadows: readonly Methodology[];
}

function shadowsOf<Inputs>(explanation: Explanation, { shadows }: RecomputingMeans): readonly ShadowScoring<Inputs>[] {
  const inputs = (explanation.shadow_inputs ?? {}) as Readonly<Record<string, Partial<Inputs>>>;
  return shadows.map((methodology) => ({ methodology, inputs: inputs[methodology.version] ?? {} }));
}

/** The document again, from the inputs of the explanation alone. Throws `RangeError` when they are no inputs of a score. */
function madeAgain(explanation: Explanation, means: RecomputingMeans): PublishedSubject {
  const { run_id, as_of, known_at, computed_at, methodology } = explanation;
  const context: DocumentContext = { run: { run_id, as_of, known_at, computed_at, methodology }, names: NO_NAMES };
  const type = explanation.subject.type;
  if (type === 'element') return elementAgain(explanation, explanation.inputs as ElementInputs, means, context);
  if (type === 'supplier') return supplierAgain(explanation, explanation.inputs as SupplierInputs, means, context);
  return hasStateAndEvent(means.methodology.parameters)
    ? countrySourceAgain(explanation, explanation.inputs as SupplierInputs | null, means, context)
    : countryAgain(explanation, explanation.inputs as ElementInputs | null, means, context);
}

function elementAgain(
  explanation: Explanation,
  inputs: ElementInputs,
  means: RecomputingMeans,
  context: DocumentContext,
): PublishedSubject {
  const result = scoreElement(inputs, means.methodology);
  const figures = elementFigures(inputs, result, means, shadowsOf<ElementInputs>(explanation, means));
  return elementDocument({ inputs, result, methodology: means.methodology, ...figures, evidenceOf: () => [] }, context);
}

function supplierAgain(
  explanation: Explanation,
  inputs: SupplierInputs,
  means: RecomputingMeans,
  context: DocumentContext,
): PublishedSubject {
  const { id } = explanation.subject;
  const result = scoreSupplier(inputs, means.methodology);
  const { elements, countries } = explanation;
  const { alternatives, interval } = supplierFigures(id, inputs, result, means, shadowsOf<SupplierInputs>(explanation, means));
  return supplierDocument(
    {
      id,
      name: id,
      inputs,
      result,
      methodology: means.methodology,
      alternatives,
      interval,
      elements,
      countries,
      unscoredBecause: '',
      evidenceOf: () => [],
      chain: [],
      notes: [],
    },
    context,
  );
}

/** A country is the worst of many elements: the explanation carries the inputs of that one, and the sums of all others to compare with. */
function countryAgain(
  explanation: Explanation,
  inputs: ElementInputs | null,
  means: RecomputingMeans,
  context: DocumentContext,
): PublishedSubject {
  const country = explanation.subject.id;
  const considered = (explanation.considered ?? []) as readonly {
    readonly element: string;
    readonly stage: string;
    readonly Lambda: number;
  }[];
  const result = inputs === null ? null : scoreElement(inputs, means.methodology);
  const stages = (result?.stages ?? []).filter((stage): stage is ScoredStage => stage.score !== null);
  const sumAt = (stage: ScoredStage): number => {
    return stage.hazards.filter(({ id }) => id.endsWith(`:${country}`)).reduce((sum, { Lambda }) => sum + Lambda, 0);
  };
  const stage = stages.find((one) => one.stage === explanation.stage);
  return countryDocument(
    {
      country,
      buyer: explanation.buyer,
      worst: inputs === null || stage === undefined ? null : { inputs, stage },
      considered: considered.map((one) => {
        const own = one.element === inputs?.element ? stages.find((other) => other.stage === one.stage) : undefined;
        return own === undefined ? one : { ...one, Lambda: sumAt(own) };
      }),
      methodology: means.methodology,
      alternatives: explanation.alternatives,
      evidenceOf: () => [],
    },
    context,
  );
}

/** A country as a source: the explanation carries the inputs of the worst one, and the sums of all others to compare with. */
function countrySourceAgain(
  explanation: Explanation,
  inputs: SupplierInputs | null,
  { methodology }: RecomputingMeans,
  context: DocumentContext,
): PublishedSubject {
  const { subject, buyer, element, stage, alternatives, hhi } = explanation;
  const considered = (explanation.considered ?? []) as readonly ConsideredStage[];
  const source = inputs === null ? null : { element: element as string, stage: stage as Stage, inputs };
  const worst = source === null ? null : worstCountrySource([source], methodology);
  return countrySourceDocument(
    {
      country: subject.id,
      buyer,
      worst,
      considered: considered.map((one) =>
        worst !== null && one.element === element && one.stage === stage ? { ...one, Lambda: worst.result.Lambda } : one,
      ),
      elementPoints: (explanation.element_points ?? null) as number | null,
      methodology,
      alternatives,
      hhi,
      evidenceOf: () => [],
    },
    context,
  );
}

/** A country's score is the largest of the sums it was compared with. */
function largestConsidered({ subject, considered, contributions }: Explanation): readonly Disagreement[] {
  if (subject.type !== 'country' || !Array.isArray(considered) || !Array.isArray(contributions)) return [];
  const largest = Math.max(0, ...considered.map(({ Lambda }) => Number(Lambda)));
  const own = contributions.reduce((sum, { Lambda }) => sum + Number(Lambda), 0);
  return Math.abs(largest - own) <= TOLERANCE ? [] : [{ field: 'considered', published: largest, recomputed: own }];
}

/** Where the explanation and its recomputation differ, in the order of its fields; empty: they agree. */
export function disagreements(
  explanation: Explanation,
  means: RecomputingMeans,
  sha256: (text: string) => string,
): readonly Disagreement[] {
  const again = madeAgain(explanation, means);
  // The document has its numbers as JSON has them: without `undefined`.
  const recomputed = JSON.parse(JSON.stringify({ ...again.document, ...again.explanation })) as Readonly<Record<string, unknown>>;
  const found: Disagreement[] = [];
  for (const [name, value] of Object.entries(recomputed)) {
    if (PROSE.has(name) || NOT_FROM_INPUTS.includes(name) || (NOT_CONTENT as readonly string[]).includes(name)) continue;
    compare(name, explanation[name], value, found);
  }
  return [
    ...found,
    ...largestConsidered(explanation),
    ...hashDisagreement('inputs_sha256', explanation.inputs_sha256, explanation.inputs, sha256),
    ...hashDisagreement('content_sha256', explanation.content_sha256, contentOf(explanation), sha256),
  ];
}

function hashDisagreement(field: string, published: unknown, content: unknown, sha256: (text: string) => string): readonly Disagreement[] {
  const recomputed = sha256(canonicalJson(content));
  return published === recomputed ? [] : [{ field, published, recomputed }];
}

function compare(field: string, published: unknown, recomputed: unknown, found: Disagreement[]): void {
  if (typeof published === 'number' && typeof recomputed === 'number') {
    if (Math.abs(published - recomputed) <= TOLERANCE * Math.max(1, Math.abs(recomputed))) return;
  } else if (isObject(published) && isObject(recomputed)) {
    const names = [...new Set([...Object.keys(published), ...Object.keys(recomputed)])];
    for (const name of names) if (!PROSE.has(name)) compare(`${field}.${name}`, published[name], recomputed[name], found);
    return;
  } else if ((published ?? null) === (recomputed ?? null)) {
    return; // explanations of earlier versions lack fields that are unknown for them
  }
  found.push({ field, published: published ?? null, recomputed: recomputed ?? null });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
