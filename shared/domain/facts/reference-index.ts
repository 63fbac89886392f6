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
import { editionDays, editionsKnownBy, newestEditions, stagesOfOneVintage } from './editions.ts';
import { knownBy, type MeasuresAndReliefs, measuresConcerning, measuresFrom, policyRows, publicDays } from './policy-measures.ts';
import { suspensionDecisions } from './suspension-decisions.ts';

/** Reads one table by a key of several parts. */
type Find<Row, Key extends readonly string[]> = (...key: Key) => Row;

export interface ReferenceIndex {
  /** With one edition of each table: the newest, or in an index `asKnown` the one of that day. */
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
  /** Whether the world shares of a stage are known from one edition only. */
  readonly oneVintage: Find<boolean, [element: string, stage: Stage]>;
  /**
   * The index with the shares, governance and reliance that were published by a day. The index itself for methodologies that know one vintage
   * only, and for facts of one edition.
   */
  readonly asKnown: (knownAt: DayNumber) => ReferenceIndex;
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

type StructureOfSupply = Pick<
  ReferenceIndex,
  'data' | 'element' | 'shares' | 'stagesOf' | 'imports' | 'importReliance' | 'cover' | 'demand' | 'route' | 'governance' | 'remembered'
>;

function structureOfSupply(data: ReferenceData): StructureOfSupply {
  const shares = manyByKey(
    data.shares.filter((row) => row.share > 0),
    (row) => [row.element, row.stage],
  );
  const everyElement = data.routes.filter((row) => row.elements === null);
  return {
    data,
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
    remembered: rememberByKey(),
  };
}

/** Indexes of the editions known on a day, one for every set of editions that counted together. */
function indexesByEdition(allEditions: ReferenceData, newest: ReferenceIndex): (knownAt: DayNumber) => ReferenceIndex {
  const days = editionDays(allEditions);
  const byEditions = new Map<number, ReferenceIndex>();
  function asKnown(knownAt: DayNumber): ReferenceIndex {
    const published = days.filter((day) => day <= knownAt).length;
    const index = byEditions.get(published) ?? { ...newest, ...structureOfSupply(editionsKnownBy(allEditions, knownAt)), asKnown };
    byEditions.set(published, index);
    return index;
  }
  return asKnown;
}

/** Indexes a snapshot for a methodology; `registry`: the signals that are known. Assembling inputs from it costs microseconds; building it, milliseconds. */
export function indexReferenceData(
  allEditions: ReferenceData,
  methodology: Methodology,
  registry: SignalRegistry = SIGNALS,
): ReferenceIndex {
  const data = newestEditions(allEditions);
  const structure = structureOfSupply(data);
  const { remembered } = structure;
  const all = measuresFrom(data, methodology.parameters);
  const { groups } = methodology;
  const concerning = (element: string) => remembered(`measures|${element}`, () => measuresConcerning(all, element, groups));
  const days = publicDays(all);
  // Remembered by what is known, not by the day: a history has thousands of days.
  const factsPublicBy = (knownAt: DayNumber): number => days.filter((day) => day <= knownAt).length;
  const index: ReferenceIndex = {
    ...structure,
    methodology,
    policyRow: oneByKey(policyRows(data, methodology.parameters), (row) => [row.id]),
    measuresConcerning: concerning,
    measuresKnown: (element, knownAt) =>
      remembered(`policy|${element}|${factsPublicBy(knownAt)}`, () => knownBy(element === null ? all : concerning(element), knownAt)),
    suspensionDecisions: (knownAt) =>
      remembered(`decisions|${factsPublicBy(knownAt)}`, () => suspensionDecisions(knownBy(all, knownAt), methodology.parameters)),
    signalRows: newestRows(data, signalsOf(methodology.parameters, registry)),
    oneVintage: stagesOfOneVintage(allEditions),
    asKnown: () => index,
  };
  if (methodology.parameters.facts_as_known !== true) return index;
  return { ...index, asKnown: indexesByEdition(allEditions, index) };
}

/** Symbols of all elements, in byte order; the ones without a market among them. */
export function elementIds(data: Pick<ReferenceData, 'elements'>): readonly string[] {
  return data.elements.map((row) => row.symbol).sort();
}
