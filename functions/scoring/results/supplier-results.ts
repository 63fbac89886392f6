import { type SampledFigures, supplierFigures } from '#domain/explanations/score-from-inputs.ts';
import { supplierDocument } from '#domain/explanations/supplier-document.ts';
import { supplierExplanation } from '#domain/explanations/supplier-explanation.ts';
import { policyEvidence } from '#domain/facts/measure-evidence.ts';
import type { ReferenceIndex } from '#domain/facts/reference-index.ts';
import { type AssembledSupplier, type SupplierQuestion, supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { registerOf } from '#domain/facts/suppliers/supplier-register.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import type { SupplierHazardResult, SupplierResult } from '#domain/vocabulary/scoring-result.ts';
import { criticalityOfSupplier } from './critical-suppliers.ts';
import { forEndUse } from './end-use-inputs.ts';
import { measureStates } from './measure-states.ts';
import type { ElementScorer, Found, ScoringContext, SubjectScoring } from './scoring-context.ts';
import { publishedShadows, shadowInputs } from './shadow-inputs.ts';

/** Suppliers of the register: the score along their chain, the alternatives, and the interval. */
export function supplierScoring(context: ScoringContext, elements: ElementScorer): SubjectScoring {
  const subjects = suppliersOf(context.index.data.supplier_sites).map(({ id, name }) => ({ type: 'supplier' as const, id, name }));
  const nameOf = new Map(subjects.map(({ id, name }) => [id, name]));
  return { type: 'supplier', subjects, find: (id, buyer) => findSupplier(id, nameOf.get(id) ?? id, buyer, context, elements) };
}

/** Interval and alternatives of a supplier, with its draws where they order suppliers. */
type SupplierFigures = Pick<SampledFigures, 'alternatives' | 'interval'> & Partial<Pick<SampledFigures, 'draws'>>;

export interface NamedSupplier {
  /** Id in the register. */
  readonly id: string;
  /** Id under which readers know the supplier. */
  readonly subject: string;
  readonly name: string;
}

/**
 * Scores a supplier of the context's register for a buyer, and makes its documents. `figures`: computes interval and alternatives, which is
 * nearly all of the work.
 */
export function scoredSupplier(
  { id, subject, name }: NamedSupplier,
  buyer: string,
  context: ScoringContext,
  figures: (...given: Parameters<typeof supplierFigures>) => SupplierFigures = supplierFigures,
) {
  const { run, index, methodology, signals } = context;
  const question = { supplier: id, buyer, as_of: run.as_of, known_at: run.known_at, signals: signals.readings };
  const refusal = context.refusalOf({ type: 'supplier', id, buyer });
  const assembled = refusal === null ? forEndUse(supplierInputs(index, question), context.endUse) : nothingAssembled(question);
  const { inputs, chain, notes } = assembled;
  const result = scoreSupplier(inputs, methodology);
  const shadows = (refusal === null ? context.shadows : []).map((shadow) => ({
    methodology: shadow.index.methodology,
    inputs: shadowInputs(inputs, supplierInputs(shadow.index, { ...question, signals: shadow.signals }).inputs),
  }));
  const { alternatives, interval, draws = null } = figures(subject, inputs, result, context, shadows);
  const own = registerOf(index, run.as_of, run.known_at).sitesOf(id);
  const published = supplierDocument(
    {
      id: subject,
      name,
      inputs,
      result,
      methodology,
      alternatives,
      interval,
      elements: result.score === null ? distinct(own.flatMap((site) => site.elements)) : (inputs.elements ?? []),
      countries: countriesOfWorks(own),
      unscoredBecause: refusal ?? `No site of ${name} delivers on ${run.as_of}. ${notes.map(({ text }) => text).join(' ')}`.trim(),
      chain: chain.map(({ row: _row, ...site }) => site),
      evidenceOf: (hazard) => supplierEvidence(hazard, assembled, index),
      notes,
    },
    context.context,
  );
  return { assembled, result, shadows, published, draws };
}

/** Inputs of a supplier that rests on a refused fact: no site delivers, and so it has no score. */
function nothingAssembled({ buyer, as_of, known_at, signals }: SupplierQuestion): AssembledSupplier {
  return { inputs: { buyer, as_of, known_at: known_at ?? as_of, sites: {}, signals }, chain: [], notes: [], evidence: [], listing: null };
}

function findSupplier(id: string, name: string, buyer: string, context: ScoringContext, elements: ElementScorer): Found {
  return foundSupplier({ id, subject: id, name }, buyer, context, { criticality: criticalityOfSupplier(id, buyer, context, elements) });
}

/** The complete scoring result of a supplier. `more`: parts that need other subjects. */
export function foundSupplier(
  named: NamedSupplier,
  buyer: string,
  context: ScoringContext,
  more: Readonly<Record<string, unknown>>,
): Found {
  const { assembled, result, shadows, published, draws } = scoredSupplier(named, buyer, context);
  const { inputs, notes } = assembled;
  const { sites, cover_days, world_share, listing, china_content, governance } = inputs;
  const detail = {
    ...alongTheChain(assembled, result, context),
    ...more,
    shadow_inputs: publishedShadows(shadows),
  };
  return {
    published: { ...published, explanation: { ...published.explanation, ...detail } },
    facts: {
      inputs: { sites, cover_days, world_share, listing, china_content, governance },
      measures: measureStates(inputs, context.methodology.parameters),
    },
    referenceIndices: {},
    evidence: [...assembled.evidence, ...notes.flatMap((note) => note.evidence)],
    draws,
  };
}

/** The score split down to sites, companies and measures, with what hangs on a single source; empty without a score. */
function alongTheChain(assembled: AssembledSupplier, result: SupplierResult, { methodology }: ScoringContext) {
  if (result.score === null) return { site_contributions: [] };
  const { contributions, notes: _notes, ...found } = supplierExplanation(assembled, result, methodology);
  return { site_contributions: contributions, ...found };
}

/** The country of a company is that of its works: first the one with most sites that run, then with most sites. */
export function countriesOfWorks(sites: readonly { readonly country: string; readonly operating: string | null }[]): readonly string[] {
  const sitesIn = (country: string, some = sites): number => some.filter((site) => site.country === country).length;
  const running = sites.filter(({ operating }) => operating === 'yes' || operating === 'partial');
  return distinct(sites.map(({ country }) => country)).toSorted(
    (one, other) => sitesIn(other, running) - sitesIn(one, running) || sitesIn(other) - sitesIn(one),
  );
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** Rows of the sites the hazard reaches the deliveries through, of the measures behind it, and of the listing. */
function supplierEvidence(
  hazard: SupplierHazardResult,
  { chain, listing, evidence, controls }: AssembledSupplier,
  index: ReferenceIndex,
): readonly string[] {
  const [kind, place] = hazard.id.split(':');
  const hit = chain.filter((site) => place === undefined || site.country === place || site.id === place);
  const measured = 'Lambda_measures' in hazard ? Object.keys(hazard.Lambda_measures).map((id) => id.replace(/#residual$/, '')) : [];
  const measures = measured.map((id) => policyEvidence(index, id));
  const seen = measured.flatMap((id) => controls?.outcomes[id] ?? []);
  const counted = kind === 'new_control' && place !== undefined ? (controls?.record[place] ?? []) : [];
  const listed = kind === 'listing' ? (listing?.evidence ?? []) : [];
  const governance = kind === 'origin_instability' || kind === 'new_control' ? evidence.filter((row) => row === `governance:${place}`) : [];
  return [...new Set([...measures, ...seen, ...counted, ...listed, ...hit.flatMap((site) => site.evidence), ...governance])];
}
