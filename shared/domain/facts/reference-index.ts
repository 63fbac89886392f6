/** The shipped facts by the keys with which inputs are assembled; built once per snapshot and methodology. */

import { type RememberByKey, rememberByKey } from '../numbers/memoized.ts';
import { newestRows, type SignalRows } from '../signals/newest-rows.ts';
import { SIGNALS, signalsOf } from '../signals/registry.ts';
import type { SignalRegistry } from '../signals/signal.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type {
  BuyerImportRow,
  CoverRow,
  DemandRow,
  ElementRow,
  GovernanceRow,
  ImportRelianceRow,
  PolicyRow,
  ReferenceData,
  RouteRow,
  ShareRow,
} from '../vocabulary/reference-data.ts';
import { STAGES, type Stage, type SuspensionDecision } from '../vocabulary/scoring-inputs.ts';
import { knownBy, type MeasuresAndReliefs, measuresConcerning, measuresFrom, policyRows, publicDays } from './policy-measures.ts';
import { suspensionDecisions } from './suspension-decisions.ts';

/** Reads one table by a key of several parts. */
type Find<Row, Key extends readonly string[]> = (...key: Key) => Row;

export interface ReferenceIndex {
  readonly data: ReferenceData;
  readonly methodology: Methodology;
  readonly element: Find<ElementRow | null, [symbol: string]>;
  /** Shares above 0 of a stage; `OTH` with 0 means that there is no remainder. */
  readonly shares: Find<readonly ShareRow[], [element: string, stage: Stage]>;
  readonly stagesOf: (element: string) => readonly Stage[];
  readonly imports: Find<readonly BuyerImportRow[], [buyer: string, name: string, stage: Stage]>;
  readonly importReliance: Find<ImportRelianceRow | null, [buyer: string, name: string, stage: Stage]>;
  readonly cover: Find<CoverRow | null, [buyer: string, name: string, component: CoverRow['component']]>;
  readonly demand: Find<DemandRow | null, [buyer: string, element: string, stage: Stage]>;
  readonly route: Find<RouteRow | null, [buyer: string, origin: string, stage: Stage]>;
  readonly governance: Find<GovernanceRow | null, [country: string]>;
  /** A row of the policy table by id, as the methodology reads the table: a supplementary row may replace the row with its id. */
  readonly policyRow: Find<PolicyRow | null, [id: string]>;
  readonly measuresConcerning: (element: string) => MeasuresAndReliefs;
  /** Measures and reliefs that were public by a day, for an element; for `null`, those of all elements. */
  readonly measuresKnown: (element: string | null, knownAt: DayNumber) => MeasuresAndReliefs;
  /** Outcomes of suspensions that were known on a day, in the order in which they became known. */
  readonly suspensionDecisions: (knownAt: DayNumber) => readonly SuspensionDecision[];
  readonly signalRows: SignalRows;
  /** Memoizes what `make` returns for a key, because the structure of supply is the same on many dates. */
  readonly remembered: RememberByKey;
}

const join = (parts: readonly string[]): string => parts.join('|');

function oneByKey<Row>(rows: readonly Row[], keyOf: (row: Row) => readonly string[]): (...key: readonly string[]) => Row | null {
  const byKey = new Map(rows.map((row) => [join(keyOf(row)), row]));
  return (...key) => byKey.get(join(key)) ?? null;
}

function manyByKey<Row>(rows: readonly Row[], keyOf: (row: Row) => readonly string[]): (...key: readonly string[]) => readonly Row[] {
  const byKey = Map.groupBy(rows, (row) => join(keyOf(row)));
  return (...key) => byKey.get(join(key)) ?? [];
}

/** Indexes a snapshot for a methodology; `registry`: the signals that are known. Assembling inputs from it costs microseconds; building it, milliseconds. */
export function indexReferenceData(data: ReferenceData, methodology: Methodology, registry: SignalRegistry = SIGNALS): ReferenceIndex {
  const shares = manyByKey(
    data.shares.filter((row) => row.share > 0),
    (row) => [row.element, row.stage],
  );
  const everyElement = data.routes.filter((row) => row.elements === null);
  const all = measuresFrom(data, methodology.parameters);
  const remembered = rememberByKey();
  const { groups } = methodology;
  const concerning = (element: string) => remembered(`measures|${element}`, () => measuresConcerning(all, element, groups));
  const days = publicDays(all);
  // Memoized by what is known, not by the day: a history has thousands of days.
  const factsPublicBy = (knownAt: DayNumber): number => days.filter((day) => day <= knownAt).length;
  return {
    data,
    methodology,
    element: oneByKey(data.elements, (row) => [row.symbol]),
    shares,
    stagesOf: (element) => STAGES.filter((stage) => shares(element, stage).length > 0),
    imports: manyByKey(
      data.buyer_imports.filter((row) => row.share > 0),
      (row) => [row.buyer, row.element, row.stage],
    ),
    importReliance: oneByKey(data.import_reliance, (row) => [row.buyer, row.element, row.stage]),
    cover: oneByKey(data.cover, (row) => [row.buyer, row.element, row.component]),
    demand: oneByKey(data.demand, (row) => [row.buyer, row.element, row.stage]),
    route: oneByKey(everyElement, (row) => [row.buyer, row.origin, row.stage]),
    governance: oneByKey(data.governance, (row) => [row.country]),
    policyRow: oneByKey(policyRows(data, methodology.parameters), (row) => [row.id]),
    measuresConcerning: concerning,
    measuresKnown: (element, knownAt) =>
      remembered(`policy|${element}|${factsPublicBy(knownAt)}`, () => knownBy(element === null ? all : concerning(element), knownAt)),
    suspensionDecisions: (knownAt) =>
      remembered(`decisions|${factsPublicBy(knownAt)}`, () => suspensionDecisions(knownBy(all, knownAt), methodology.parameters)),
    signalRows: newestRows(data, signalsOf(methodology.parameters, registry)),
    remembered,
  };
}

/** Symbols of all elements, in byte order; the ones without a market among them. */
export function elementIds(data: Pick<ReferenceData, 'elements'>): readonly string[] {
  return data.elements.map((row) => row.symbol).sort();
}
