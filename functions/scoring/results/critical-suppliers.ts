/** The score that an element gets if one supplier stops for the year: its part of its country's output is lost, and nobody fills it by right. */

import { type ElementInputs, scoreElement } from '#domain/method/element.ts';
import type { FactsOnDay } from '#domain/method/facts.ts';
import type { StatedStop } from '#domain/method/stop-chance.ts';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { publishedScore, roundTo } from '#domain/vocabulary/published-numbers.ts';
import type { SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import type { Band } from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';

/** The score of an element for a buyer without a supplier. Figures are null when its part of the country's output is not known. */
export interface PublishedCriticality {
  readonly supplier: string;
  readonly name: string;
  readonly element: string;
  readonly stage: Stage;
  /** Country -> part of its output of the element at the stage that the supplier makes; null unknown. */
  readonly output: Readonly<Record<string, number | null>>;
  readonly score: number | null;
  readonly score_if_stopped: number | null;
  readonly band_if_stopped: Band | null;
  /** The rise of the score. */
  readonly points: number | null;
  readonly evidence: readonly string[];
}

/** The output that one supplier makes of an element at a stage. */
export interface SupplierOutput {
  readonly supplier: string;
  readonly name: string;
  readonly element: string;
  readonly stage: Stage;
  readonly output: Readonly<Record<string, number | null>>;
  readonly evidence: readonly string[];
}

/** Words for the sum of all rare earths. */
const ALL_RARE_EARTHS = /^(?:separated )?REO\b/;

/** Does the capacity count tonnes of the element: its words name it (`NdPr oxide`, `Ge`), or all rare earths? */
function counts({ stage, capacity_of, elements }: SupplierSiteRow, element: string): boolean {
  if (capacity_of === null || stage === 'metal' || stage === 'magnet' || !elements.includes(element)) return false;
  return ALL_RARE_EARTHS.test(capacity_of) || new RegExp(`${element}(?![a-z])`).test(capacity_of.replace(/ .*/s, ''));
}

const isRunning = ({ operating }: SupplierSiteRow): boolean => operating === 'yes' || operating === 'partial';

/** Part of its country's output of an element that a site makes; null when the register cannot tell. */
function shareOf(site: SupplierSiteRow, element: string, facts: FactsOnDay): number | null {
  if (!counts(site, element) || !site.count_in_totals || site.capacity_tonnes_per_year === null) return null;
  const measured = facts.data.elements.filter(({ symbol }) => counts(site, symbol));
  const national = measured.reduce((sum, { symbol, world_supply_tonnes }) => {
    const world = facts.world(symbol, site.stage);
    const total = Object.values(world).reduce((all, share) => all + share, 0);
    return total === 0 ? sum : sum + ((world[site.country] ?? 0) / total) * (world_supply_tonnes ?? 0);
  }, 0);
  return national === 0 ? null : Math.min(1, site.capacity_tonnes_per_year / national);
}

/** Outputs of every supplier, by element, stage and supplier in byte order. */
export function supplierOutputs(sites: readonly SupplierSiteRow[], facts: FactsOnDay): readonly SupplierOutput[] {
  const places = Map.groupBy(
    sites.filter(isRunning).flatMap((site) => site.elements.map((element) => ({ site, element }))),
    ({ site, element }) => `${element} ${site.stage} ${site.supplier}`,
  );
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, of]) => {
      const [{ site, element }] = of as [(typeof of)[number]];
      const output: Record<string, number | null> = {};
      for (const { site: one } of of) {
        const share = shareOf(one, element, facts);
        output[one.country] = share === null ? (output[one.country] ?? null) : Math.min(1, (output[one.country] ?? 0) + share);
      }
      return {
        supplier: site.supplier,
        name: site.supplier_name,
        element,
        stage: site.stage,
        output,
        evidence: of.map(({ site: { row } }) => row),
      };
    });
}

/** Most suppliers that are published of an element: those that it would miss most. */
const MOST_CRITICAL = 100;

/** Scores of elements that were made already: an element and its suppliers both ask for them. */
export type MadeScores = Map<string, number | null>;

function scoreOf(made: MadeScores, inputs: ElementInputs, stop: StatedStop | null, { parameters }: FactsOnDay): number | null {
  const key = `${inputs.element} ${inputs.buyer} ${stop === null ? '' : `${Object.keys(stop.flows)} ${stop.id}`}`;
  const score = made.get(key) ?? scoreElement(stop === null ? inputs : { ...inputs, stops: [stop] }, parameters)?.score ?? null;
  made.set(key, score);
  return score;
}

function published(
  { supplier, name, element, stage, output, evidence }: SupplierOutput,
  inputs: ElementInputs,
  facts: FactsOnDay,
  made: MadeScores,
): PublishedCriticality {
  const known = Object.fromEntries(Object.entries(output).filter((entry): entry is [string, number] => entry[1] !== null));
  const of = {
    supplier,
    name,
    element,
    stage,
    output: Object.fromEntries(Object.entries(output).map(([country, share]) => [country, roundTo(share, 4)])),
    evidence,
  };
  const none = { ...of, score: null, score_if_stopped: null, band_if_stopped: null, points: null };
  if (Object.keys(known).length === 0) return none;
  const now = scoreOf(made, inputs, null, facts);
  const then = scoreOf(made, inputs, { id: supplier, flows: { [stage]: known }, targets: null, begins: 0, lasts: null }, facts);
  if (now === null || then === null) return none;
  return {
    ...of,
    score: publishedScore(now),
    score_if_stopped: publishedScore(then),
    band_if_stopped: bandOf(publishedScore(then)),
    points: roundTo(then - now, 2),
  };
}

const byPoints = (a: PublishedCriticality, b: PublishedCriticality): number => (b.points ?? -1) - (a.points ?? -1);

/** Suppliers that an element would miss at the stages that are asked about, those of which most is known first. */
export const criticalSuppliers = (
  element: string,
  inputs: ElementInputs,
  sites: readonly SupplierSiteRow[],
  facts: FactsOnDay,
  made: MadeScores,
): readonly PublishedCriticality[] =>
  supplierOutputs(
    sites.filter(({ elements }) => elements.includes(element)),
    facts,
  )
    .filter((output) => output.element === element && output.stage in inputs.stages)
    .map((output) => published(output, inputs, facts, made))
    .sort(byPoints)
    .slice(0, MOST_CRITICAL);

/** Elements that would miss the supplier of these sites. */
export const criticality = (
  sites: readonly SupplierSiteRow[],
  facts: FactsOnDay,
  inputsOf: (element: string) => ElementInputs,
  made: MadeScores,
): readonly PublishedCriticality[] =>
  supplierOutputs(sites, facts)
    .map((output) => published(output, inputsOf(output.element), facts, made))
    .sort(byPoints);
