/** The score of an element if one supplier stops for the year, and nobody fills its part by right. */

import {
  type Chances,
  type ElementInputs,
  type JudgedNeed,
  judgedStage,
  needOf,
  networkOf,
} from '#domain/method/element.ts';
import type { FactsOnDay } from '#domain/method/facts.ts';
import type { StatedStop } from '#domain/method/stated-stop.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { publishedScore, roundTo } from '#domain/vocabulary/published-numbers.ts';
import type { SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import type { Band } from '#domain/vocabulary/score-document.ts';
import { STAGES, type Stage } from '#domain/vocabulary/scoring-inputs.ts';

export type SupplierOutput = Readonly<{
  supplier: string;
  name: string;
  element: string;
  stage: Stage;
  /** Null unknown. */
  output: Readonly<Record<string, number | null>>;
  evidence: readonly string[];
}>;

/** Figures are null when its part of the country's output is not known. */
export type PublishedCriticality = SupplierOutput &
  Readonly<{
    score: number | null;
    score_if_stopped: number | null;
    band_if_stopped: Band | null;
    points: number | null;
    /** At the stage of the score. */
    scarce: number | null;
    scarce_if_stopped: number | null;
    scarce_points: number | null;
  }>;

/** The sum of all rare earths. */
const ALL_RARE_EARTHS = /^(?:separated )?REO\b/;

function counts({ stage, capacity_of, elements }: SupplierSiteRow, element: string) {
  if (capacity_of === null || stage === 'metal' || stage === 'magnet' || !elements.includes(element))
    return false;
  return (
    ALL_RARE_EARTHS.test(capacity_of) ||
    new RegExp(`${element}(?![a-z])`).test(capacity_of.replace(/ .*/s, ''))
  );
}

const isRunning = ({ operating }: SupplierSiteRow) => operating === 'yes' || operating === 'partial';

/** Of what the capacity of the site counts; 0 when the register cannot tell. */
function nationalOutput(site: SupplierSiteRow, facts: FactsOnDay) {
  const measured = facts.data.elements.filter(({ symbol }) => counts(site, symbol));
  return measured.reduce((sum, { symbol, world_supply_tonnes }) => {
    const world = facts.world(symbol, site.stage);
    const total = Object.values(world).reduce((all, share) => all + share, 0);
    return total === 0 ? sum : sum + ((world[site.country] ?? 0) / total) * (world_supply_tonnes ?? 0);
  }, 0);
}

export function supplierOutputs(
  sites: readonly SupplierSiteRow[],
  facts: FactsOnDay,
  only?: string,
): readonly SupplierOutput[] {
  const national = new Map<SupplierSiteRow, number>();
  const shareOf = (site: SupplierSiteRow, element: string): number | null => {
    if (!counts(site, element) || !site.count_in_totals || site.capacity_tonnes_per_year === null)
      return null;
    const tonnes = entryOf(national, site, () => nationalOutput(site, facts));
    return tonnes === 0 ? null : Math.min(1, site.capacity_tonnes_per_year / tonnes);
  };
  const places = Map.groupBy(
    sites
      .filter(isRunning)
      .flatMap((site) =>
        site.elements.flatMap((element) =>
          only === undefined || element === only ? [{ site, element }] : [],
        ),
      ),
    ({ site, element }) => `${element} ${site.stage} ${site.supplier}`,
  );
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, of]) => {
      const [{ site, element }] = of as [(typeof of)[number]];
      const output: Record<string, number | null> = {};
      for (const { site: one } of of) {
        const share = shareOf(one, element);
        output[one.country] =
          share === null ? (output[one.country] ?? null) : Math.min(1, (output[one.country] ?? 0) + share);
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

export const byStageAndSupplier = (a: SupplierOutput, b: SupplierOutput): number =>
  `${a.stage} ${a.supplier}` < `${b.stage} ${b.supplier}` ? -1 : 1;

const MOST_CRITICAL = 100;

const knownOf = ({ output }: SupplierOutput): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(output).filter((entry): entry is [string, number] => entry[1] !== null));

/**
 * Without those of which a hundred others make at least as much at the same stage in the same countries:
 * the score rises with what is lost.
 */
export function mostMissed(outputs: readonly SupplierOutput[]): readonly SupplierOutput[] {
  const all = outputs.map((output) => ({ output, known: knownOf(output) }));
  const sum = (known: Readonly<Record<string, number>>): number =>
    Object.values(known).reduce((total, part) => total + part, 0);
  const kept = new Set<SupplierOutput>();
  for (const rivals of Map.groupBy(
    all,
    ({ output, known }) => `${output.stage} ${Object.keys(known).sort()}`,
  ).values()) {
    const larger: Readonly<Record<string, number>>[] = [];
    for (const { output, known } of rivals.toSorted((a, b) => sum(b.known) - sum(a.known))) {
      const parts = Object.entries(known);
      const isLarger = (other: typeof known) =>
        parts.length < 2 || parts.every(([country, part]) => (other[country] as number) >= part);
      if (larger.length >= MOST_CRITICAL && larger.filter(isLarger).length >= MOST_CRITICAL) continue;
      larger.push(known);
      kept.add(output);
    }
  }
  return outputs.filter((output) => kept.has(output));
}

type BothChances = Pick<Chances, 'score' | 'scarce'>;

type Flows = Readonly<Record<string, number>>;

export type Missed = BothChances &
  Readonly<{
    /** If these parts are lost for the year. */
    ifStopped: (stage: Stage, flows: Flows) => BothChances;
    /** Part of need, before anything is given up. */
    taken: (stage: Stage, flows: Flows) => number;
  }>;

/** Null for an element without a score. */
export function missedBy(inputs: ElementInputs, { parameters }: FactsOnDay): Missed | null {
  const network = networkOf(inputs, parameters);
  const last = network.stages.findLast((stage) => stage === (inputs.stage ?? stage));
  if (last === undefined) return null;
  const judged = (stops: readonly StatedStop[]) =>
    judgedStage({ ...inputs, stops }, last, network, parameters);
  const chancesOf = ({ chances }: JudgedNeed): BothChances => chances(parameters.horizon);
  const stopOf = (stage: Stage, flows: Flows): StatedStop => ({
    id: '',
    flows: { [stage]: flows },
    targets: null,
    begins: 0,
    lasts: null,
  });
  const stopped = new Map<string, BothChances>();
  return {
    ...chancesOf(judged([])),
    ifStopped: (stage, flows) =>
      entryOf(stopped, `${stage} ${canonicalJson(flows)}`, () => chancesOf(judged([stopOf(stage, flows)]))),
    taken(stage, flows) {
      const need = needOf(inputs, last, 'scarce', network.nation(last), parameters);
      const depth = need.stopped([stopOf(stage, flows)]);
      return depth === null ? 0 : need.taken(depth);
    },
  };
}

function published(made: SupplierOutput, missed: Missed | null): PublishedCriticality {
  const known = knownOf(made);
  const output = Object.fromEntries(
    Object.entries(made.output).map(([country, share]) => [country, roundTo(share, 4)]),
  );
  const of = { ...made, output };
  if (missed === null || Object.keys(known).length === 0)
    return {
      ...of,
      score: null,
      score_if_stopped: null,
      band_if_stopped: null,
      points: null,
      scarce: null,
      scarce_if_stopped: null,
      scarce_points: null,
    };
  const then = missed.ifStopped(made.stage, known);
  return {
    ...of,
    score: publishedScore(missed.score),
    score_if_stopped: publishedScore(then.score),
    band_if_stopped: bandOf(publishedScore(then.score)),
    points: roundTo(then.score - missed.score, 2),
    scarce: publishedScore(missed.scarce),
    scarce_if_stopped: publishedScore(then.scarce),
    scarce_points: roundTo(then.scarce - missed.scarce, 2),
  };
}

const byPoints = (a: PublishedCriticality, b: PublishedCriticality) =>
  (b.points ?? -1) - (a.points ?? -1) || (b.scarce_points ?? -1) - (a.scarce_points ?? -1);

/** Up to the stage that is asked about, most missed first. */
export const criticalSuppliers = (
  outputs: readonly SupplierOutput[],
  { stages, stage: asked = 'magnet' }: ElementInputs,
  missed: Missed | null,
): readonly PublishedCriticality[] =>
  outputs
    .filter(({ stage }) => stage in stages && STAGES.indexOf(stage) <= STAGES.indexOf(asked))
    .map((output) => {
      const known = knownOf(output);
      const isKnown = missed !== null && Object.keys(known).length > 0;
      return { output, taken: isKnown ? missed.taken(output.stage, known) : -1 };
    })
    .sort((a, b) => b.taken - a.taken)
    .slice(0, MOST_CRITICAL)
    .map(({ output }) => published(output, missed))
    .sort(byPoints);

export const criticality = (
  sites: readonly SupplierSiteRow[],
  facts: FactsOnDay,
  missed: (element: string) => Missed | null,
): readonly PublishedCriticality[] =>
  supplierOutputs(sites, facts)
    .map((output) => published(output, missed(output.element)))
    .sort(byPoints);
