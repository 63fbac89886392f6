/**
 * Scores of suppliers for one buyer as they are and as a scenario has them. A stated closure stops what crosses a border on the way to the
 * buyer, deliveries and feeds alike; a lost supplier stops its sites, in its own chain and in those that it feeds. Nobody stands in for what a
 * supplier does not deliver, as in its score. Pure: the same arguments give the same numbers.
 */
import { inferredTransitExposure } from '../hazards/transit.ts';
import { hitsBuyer } from '../measures/measure-applicability.ts';
import { scoreOf } from '../scores/stage-score.ts';
import { chanceToRunOut } from '../scores/supplier-criticality.ts';
import { scoreSupplier } from '../scores/supplier-score.ts';
import { type SupplierFacts, supplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { supplierBuffer } from '../supplier-hazards/supplier-hazard.ts';
import { defaultCoverDays } from '../supply/loss.ts';
import { type BorderHit, elementNeed } from '../supply/supplier-borders.ts';
import { bandOf } from '../vocabulary/band-scale.ts';
import { lookup, type Methodology } from '../vocabulary/methodology.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import type { SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { Band } from '../vocabulary/scoring-result.ts';
import { withParameters } from './adjustable-parameters.ts';
import { type CertainEvent, certain, isLane } from './certain-events.ts';
import { withChangedNews } from './change-inputs.ts';
import { type DriverChange, driverChanges } from './evaluate-scenario.ts';
import type { LaneClosure, LostSupplier, OriginClosure, ScenarioChanges } from './scenario.ts';

/** A supplier of a run, with the inputs that its score was computed from. */
export interface SupplierOfRun {
  readonly supplier: string;
  readonly inputs: SupplierInputs;
}

export interface SupplierChange {
  readonly supplier: string;
  /** Two decimals; null: no site delivers, so there is no score. */
  readonly baseline: number | null;
  readonly scenario: number | null;
  readonly delta: number | null;
  readonly band_from: Band | 'unknown';
  readonly band_to: Band | 'unknown';
  readonly by_driver: readonly DriverChange[];
  /** Why the score is what it was, in one sentence; null where it moves. */
  readonly unchanged_because: string | null;
}

interface Sums {
  readonly hazards: ReadonlyMap<string, number>;
  readonly Lambda: number;
}

/** All suppliers that are given, in their order. `owners`: site of the register -> its supplier. */
export function evaluateSupplierScenario(
  all: readonly SupplierOfRun[],
  changes: ScenarioChanges,
  owners: Readonly<Record<string, string>>,
  methodology: Methodology,
): readonly SupplierChange[] {
  const changed = withParameters(methodology, changes.parameters);
  return all.map(({ supplier, inputs }) => {
    const before = sumsOf(inputs, methodology, () => []);
    const events: CertainEvent[] = [];
    const after = sumsOf(changedSupplier(inputs, changes, changed), changed, (facts) => {
      events.push(...eventsAt(facts, changes, owners));
      return events;
    });
    return changeOf(supplier, before, after, events, { changes, inputs, bands: methodology.parameters.bands });
  });
}

function sumsOf(
  inputs: SupplierInputs,
  methodology: Methodology,
  eventsOf: (facts: SupplierFacts) => readonly CertainEvent[],
): Sums | null {
  const result = scoreSupplier(inputs, methodology);
  const facts = result.score === null ? null : supplierFacts(inputs, methodology);
  if (result.score === null || facts === null) return null;
  const hazards = [...result.hazards, ...eventsOf(facts)];
  return {
    hazards: new Map(hazards.map(({ id, Lambda }) => [id, Lambda])),
    Lambda: hazards.reduce((sum, { Lambda }) => sum + Lambda, 0),
  };
}

/** Measures, signals and stock of the buyer; shares of origins in world supply are no part of a supplier's score. */
function changedSupplier(inputs: SupplierInputs, changes: ScenarioChanges, { parameters }: Methodology): SupplierInputs {
  const delivered = inputs.elements ?? [];
  const stock = changes.cover.reduce((present: number | null, { elements, days, factor, add_days }) => {
    const part = elements === null ? 1 : delivered.filter((one) => elements.includes(one)).length / Math.max(1, delivered.length);
    if (part === 0) return present;
    const stated = present ?? defaultCoverDays(inputs.buyer, parameters);
    return stated + part * (Math.max(0, (days ?? stated) * factor + add_days) - stated);
  }, inputs.cover_days ?? null);
  const news = withChangedNews(inputs, changes);
  return stock === (inputs.cover_days ?? null) ? news : { ...news, cover_days: stock };
}

/** Events of the scenario that stop a part of what the supplier delivers. */
function eventsAt(facts: SupplierFacts, { closures, suppliers_lost }: ScenarioChanges, owners: Readonly<Record<string, string>>) {
  const closed = closures.map((closure) => (isLane(closure) ? laneEvent(closure, facts) : originEvent(closure, facts)));
  return [lostEvent(suppliers_lost, facts, owners), ...closed].filter((event) => event !== null);
}

function eventOf(id: string, kind: CertainEvent['kind'], lost: number, days: number | null, facts: SupplierFacts): CertainEvent | null {
  if (lost <= 0) return null;
  const { parameters } = facts.methodology;
  const { coverDays } = supplierBuffer(facts, 0);
  return certain(id, kind, lost, coverDays, chanceToRunOut(coverDays, lost * (days ?? facts.asOf.horizonDays), parameters));
}

/** The sea way from the delivering sites to the buyer, as in the hazard `transit`. */
function laneEvent({ lane, days, severity }: LaneClosure, facts: SupplierFacts): CertainEvent | null {
  const { inputs, chain, domestic, methodology } = facts;
  const { parameters } = methodology;
  const exposed = chain.delivering
    .filter(({ site }) => !domestic.includes(site.country))
    .reduce((sum, { site, part }) => sum + part * inferredTransitExposure(site.country, site.stage, inputs.buyer, parameters), 0);
  return eventOf(`closure:${lane}`, 'closure', exposed * (severity ?? lookup(parameters.transit_rho, inputs.buyer)), days, facts);
}

/** Goods that leave the origin at the stages, for the buyer or for a site abroad that lives on it. */
function originEvent({ origin, stages, elements, targets, days, severity }: OriginClosure, facts: SupplierFacts): CertainEvent | null {
  const { borders, inputs, methodology } = facts;
  if (borders === null) return null;
  const { groups, parameters } = methodology;
  const isNamed = (element: string): boolean =>
    elements == null || elements.some((name) => name === element || groups[name.replace(/^@/, '')]?.includes(element) === true);
  const hit: BorderHit = ({ from, destination, element }) => {
    if (from.country !== origin || !stages.includes(from.stage)) return 0;
    if (targets != null && !hitsBuyer({ targets }, destination ?? inputs.buyer, groups)) return 0;
    if (element !== null) return isNamed(element) ? severity : 0;
    return severity * Math.max(0, ...from.elements.filter(isNamed).map((one) => elementNeed(one, from, parameters)));
  };
  return eventOf(`closure:${origin}`, 'closure', borders.lossAtBorders(hit), days, facts);
}

function lostEvent(lost: readonly LostSupplier[], facts: SupplierFacts, owners: Readonly<Record<string, string>>): CertainEvent | null {
  if (lost.length === 0) return null;
  const isLost = (id: string, country: string): boolean =>
    lost.some(({ supplier, countries }) => owners[id] === supplier && (countries === null || countries.includes(country)));
  const stopped = facts.chain.lossUnder((site, id) => (isLost(id, site.country) ? 1 : 0));
  const names = [...new Set(lost.map(({ supplier }) => supplier))].sort();
  return eventOf(`supplier_lost:${names.join('+')}`, 'supplier_lost', stopped, null, facts);
}

interface About {
  readonly changes: ScenarioChanges;
  readonly inputs: SupplierInputs;
  readonly bands: readonly number[];
}

function changeOf(
  supplier: string,
  before: Sums | null,
  after: Sums | null,
  events: readonly CertainEvent[],
  { changes, inputs, bands }: About,
): SupplierChange {
  const scoreIn = (sums: Sums | null): number | null => (sums === null ? null : scoreOf(sums.Lambda));
  const [baseline, scenario] = [publishedScore(scoreIn(before)), publishedScore(scoreIn(after))];
  const delta = baseline === null || scenario === null ? null : roundTo(scenario - baseline, 2);
  const band = (score: number | null): Band | 'unknown' => (score === null ? 'unknown' : bandOf(score, bands));
  return {
    supplier,
    baseline,
    scenario,
    delta,
    band_from: band(scoreIn(before)),
    band_to: band(scoreIn(after)),
    by_driver: driverChanges(before, after),
    unchanged_because: delta !== null && delta !== 0 ? null : stillBecause(before, after, events, changes, inputs),
  };
}

function stillBecause(
  before: Sums | null,
  after: Sums | null,
  events: readonly CertainEvent[],
  changes: ScenarioChanges,
  { buyer }: SupplierInputs,
): string {
  if (before === null || after === null) return 'No site of it delivers, so there is no score that could move.';
  const [event] = [...events].sort((left, right) => right.loss - left.loss);
  if (event !== undefined) {
    const part = `${roundTo(100 * event.loss, 1)} %`;
    return `The scenario stops ${part} of what it delivers to ${buyer}, and the stock of ${buyer} outlasts that.`;
  }
  if (Math.abs(after.Lambda - before.Lambda) > 0) return 'It moves by less than a hundredth of a point.';
  const { closures, suppliers_lost, shares } = changes;
  if (closures.length + suppliers_lost.length > 0) {
    return `Nothing that it delivers to ${buyer}, and nothing that its sites live on, passes what the scenario closes.`;
  }
  if (shares.length > 0) return 'Shares in world supply move scores of elements; a supplier is scored along its own chain.';
  return 'Nothing that the scenario changes reaches its chain, or something stronger already acts there.';
}
