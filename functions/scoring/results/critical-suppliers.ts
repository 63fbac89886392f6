import { suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { type SupplierOutputShare, supplierOutputShares } from '#domain/facts/suppliers/supplier-output.ts';
import { type Criticality, criticalityAt, type SupplierOutput } from '#domain/scores/supplier-criticality.ts';
import { publishedDays, publishedProbability, publishedScore, roundTo } from '#domain/vocabulary/published-numbers.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { Band } from '#domain/vocabulary/scoring-result.ts';
import type { ElementScorer, ScoringContext } from './scoring-context.ts';

/** The score of an element for a buyer if a supplier fails. The figures are null when its part of the country's output is not known. */
export interface PublishedCriticality {
  readonly supplier: string;
  readonly name: string;
  readonly element: string;
  readonly stage: Stage;
  /** Country -> part of its output of the element at the stage, and how that is known. */
  readonly output: Readonly<Record<string, { readonly share: number | null; readonly basis: SupplierOutputShare['basis'] }>>;
  readonly gap: number | null;
  readonly deficit: number | null;
  readonly tts_days: number | null;
  readonly p_runs_out: number | null;
  readonly score: number | null;
  readonly score_if_failed: number | null;
  readonly band_if_failed: Band | null;
  readonly points: number | null;
  readonly evidence: readonly string[];
}

/** Output of one supplier of one element at one stage, in all countries where it has sites. */
export interface OutputAtStage {
  readonly supplier: string;
  readonly name: string;
  readonly element: string;
  readonly stage: Stage;
  readonly places: readonly SupplierOutputShare[];
}

/** Output of all suppliers on the day of the run, by element, stage and supplier in byte order. */
export function supplierOutputs({ index, run }: ScoringContext): readonly OutputAtStage[] {
  return index.remembered(`supplier_outputs|${run.as_of}|${run.known_at}`, () => {
    const all = suppliersOf(index.data.supplier_sites).flatMap(({ id, name }) => {
      const places = supplierOutputShares(index, id, run.as_of, run.known_at);
      const together = Map.groupBy(places, ({ element, stage }) => `${element}|${stage}`);
      return [...together.values()].map((own): OutputAtStage => {
        const { element, stage } = own[0] as SupplierOutputShare;
        return { supplier: id, name, element, stage, places: own };
      });
    });
    const keyOf = ({ element, stage, supplier }: OutputAtStage): string => `${element}|${stage}|${supplier}`;
    return all.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  });
}

/** Outputs by supplier or by element, in the same order. */
const outputsBy = (what: 'supplier' | 'element', id: string, context: ScoringContext): readonly OutputAtStage[] =>
  context.index
    .remembered(`supplier_outputs_by_${what}|${context.run.as_of}|${context.run.known_at}`, () =>
      Map.groupBy(supplierOutputs(context), (output) => output[what]),
    )
    .get(id) ?? [];

/** Country -> part of its output, where it is known. */
const knownOutput = (places: readonly SupplierOutputShare[]): SupplierOutput =>
  Object.fromEntries(places.flatMap(({ country, share }) => (share === null ? [] : [[country, share] as const])));

/** Most suppliers of an element that are published: those that it would miss most. An item has no room for thousands, and nobody reads them. */
const MOST_CRITICAL = 100;

/** Elements that would miss a supplier, by the rise of their score, largest first; those for which the rise is unknown come last. */
export const criticalityOfSupplier = (supplier: string, buyer: string, context: ScoringContext, elements: ElementScorer) =>
  criticalities(outputsBy('supplier', supplier, context), buyer, context, elements);

/** Suppliers that an element would miss, in the same order, and how many more the register has; nothing is said of those where there are none. */
export function criticalSuppliersOf(element: string, buyer: string, context: ScoringContext, elements: ElementScorer) {
  const outputs = outputsBy('element', element, context).filter(({ stage }) => context.atStage === null || stage === context.atStage);
  const all = criticalities(outputs, buyer, context, elements);
  return {
    critical_suppliers: all.slice(0, MOST_CRITICAL),
    ...(all.length > MOST_CRITICAL ? { critical_suppliers_left_out: all.length - MOST_CRITICAL } : {}),
  };
}

function criticalities(
  outputs: readonly OutputAtStage[],
  buyer: string,
  context: ScoringContext,
  elements: ElementScorer,
): readonly PublishedCriticality[] {
  return outputs
    .map((output) => published(output, criticalityFor(output, buyer, context, elements)))
    .sort((left, right) => (right.points ?? -1) - (left.points ?? -1));
}

function criticalityFor({ element, stage, places }: OutputAtStage, buyer: string, context: ScoringContext, elements: ElementScorer) {
  const output = knownOutput(places);
  if (Object.keys(output).length === 0) return null;
  const { assembled, result } = elements.scored(element, buyer);
  return result.score === null ? null : criticalityAt(stage, output, assembled.inputs, context.methodology);
}

function published({ supplier, name, element, stage, places }: OutputAtStage, found: Criticality | null): PublishedCriticality {
  const four = (value: number | null): number | null => roundTo(value, 4);
  return {
    supplier,
    name,
    element,
    stage,
    output: Object.fromEntries(places.map(({ country, share, basis }) => [country, { share: four(share), basis }])),
    gap: four(found?.gap ?? null),
    deficit: four(found?.deficit ?? null),
    tts_days: publishedDays(found?.tts_days ?? null),
    p_runs_out: publishedProbability(found?.p_runs_out ?? null),
    score: publishedScore(found?.score ?? null),
    score_if_failed: publishedScore(found?.score_if_failed ?? null),
    band_if_failed: found?.band_if_failed ?? null,
    points: publishedScore(found?.points ?? null),
    evidence: places.flatMap((place) => place.evidence),
  };
}
