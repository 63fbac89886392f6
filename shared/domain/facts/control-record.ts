/**
 * How often an origin has controlled its exports, in announcement equivalents: the part of what it exports, weighted by world shares, that
 * the measures of a day hit. What is long ago is forgotten with a half-life.
 *
 *   n = sum over days d of x_d 2^(-(now - d)/h),   t = h/ln 2 (1 - 2^(-T/h)) years,   T = days since the start of the record
 *
 * Measures of the policy table count, and events of other governments that are no row of it.
 */
import { coverageOf, type MeasureScope, namesStage } from '../measures/measure-applicability.ts';
import { type AsOf, type DatedMeasure, datedMeasures } from '../measures/measure-state.ts';
import { type DayNumber, firstDayOf, lastDayOf } from '../time/partial-date.ts';
import { type Methodology, type Parameters, type RecordPrior, recordPriorOf } from '../vocabulary/methodology.ts';
import type { ControlEventRow } from '../vocabulary/reference-data.ts';
import { type ControlRecordEntry, type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import type { MeasuresAndReliefs } from './policy-measures.ts';
import { elementIds, type ReferenceIndex } from './reference-index.ts';

/** Exports of an origin: share of world output of an element at a stage. */
interface ExportedShare {
  readonly element: string;
  readonly stage: Stage;
  readonly share: number;
}

/** Day -> element and stage -> largest part of it that a measure of the day hits, and the rows of what hits. */
type HitDays = Map<DayNumber, { readonly parts: Map<ExportedShare, number>; readonly rows: Set<string> }>;

/** Record of an origin, with the rows of the tables that were counted. */
export interface CountedRecord extends ControlRecordEntry {
  readonly rows: readonly string[];
}

/** Origin -> what it exports, of all elements and stages. */
function exportsByOrigin(index: ReferenceIndex): ReadonlyMap<CountryCode, readonly ExportedShare[]> {
  return index.remembered('exports by origin', () => {
    const exported = new Map<CountryCode, ExportedShare[]>();
    for (const element of elementIds(index.data)) {
      for (const stage of STAGES) {
        const rows = index.shares(element, stage);
        const world = rows.reduce((sum, { share }) => sum + share, 0);
        for (const { country, share } of rows) {
          exported.set(country, [...(exported.get(country) ?? []), { element, stage, share: share / world }]);
        }
      }
    }
    return exported;
  });
}

/** Record of an origin that exports nothing scored, or is the unnamed remainder: nothing was counted, over the years of the others. */
export function emptyRecord(asOf: AsOf, { parameters }: Methodology): ControlRecordEntry {
  return { n: 0, t: yearsCounted(recordPriorOf('default', priorsOf(parameters)), asOf, parameters.year_days) };
}

const priorsOf = ({ new_control_record: priors }: Methodology['parameters']): Readonly<Record<CountryCode, RecordPrior>> =>
  priors as Readonly<Record<CountryCode, RecordPrior>>;

const knowledgeOf = ({ day, knownAt }: AsOf): DayNumber => Math.min(day, knownAt);

function yearsCounted({ start, half_life_years }: RecordPrior, asOf: AsOf, yearDays: number): number {
  const halfLife = half_life_years * yearDays;
  const days = Math.max(0, knowledgeOf(asOf) - firstDayOf(start));
  return ((halfLife / Math.LN2) * (1 - 2 ** (-days / halfLife))) / yearDays;
}

/** Origin -> its record against a destination, for all subjects of a day. */
export function controlRecord(
  index: ReferenceIndex,
  destination: CountryCode,
  asOf: AsOf,
  known: MeasuresAndReliefs,
): Readonly<Record<CountryCode, CountedRecord>> {
  const { methodology } = index;
  const { parameters } = methodology;
  const measures = datedMeasures(known.measures, known.reliefs, parameters).filter(({ knownFrom }) => knownFrom <= knowledgeOf(asOf));
  const record: Record<CountryCode, CountedRecord> = {};
  for (const [origin, exported] of [...exportsByOrigin(index)].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (origin === 'OTH') continue;
    const prior = recordPriorOf(origin, priorsOf(parameters));
    const hits: HitDays = new Map();
    addMeasures(hits, origin, exported, destination, measures, asOf, index);
    addEvents(hits, origin, exported, destination, index.data.control_events ?? [], asOf, methodology);
    const counted = [...hits].filter(([day]) => day >= firstDayOf(prior.start)).sort(([left], [right]) => left - right);
    record[origin] = {
      n: countOf(counted, exported, prior, asOf, parameters.year_days),
      t: yearsCounted(prior, asOf, parameters.year_days),
      rows: [...new Set(counted.flatMap(([, { rows }]) => [...rows]))],
    };
  }
  return record;
}

/** The discounted sum of what the days hit, over what the origin exports. */
function countOf(
  hits: readonly (readonly [DayNumber, { readonly parts: ReadonlyMap<ExportedShare, number> }])[],
  exported: readonly ExportedShare[],
  prior: RecordPrior,
  asOf: AsOf,
  yearDays: number,
): number {
  const total = exported.reduce((sum, { share }) => sum + share, 0);
  const halfLife = prior.half_life_years * yearDays;
  let count = 0;
  for (const [day, { parts }] of hits) {
    let hit = 0;
    for (const one of exported) hit += (parts.get(one) ?? 0) * one.share;
    count += (hit / total) * 2 ** (-(knowledgeOf(asOf) - day) / halfLife);
  }
  return count;
}

function add(hits: HitDays, day: DayNumber, exported: ExportedShare, part: number, row: string | undefined): void {
  const onDay = hits.get(day) ?? { parts: new Map<ExportedShare, number>(), rows: new Set<string>() };
  onDay.parts.set(exported, Math.max(onDay.parts.get(exported) ?? 0, part));
  if (row !== undefined) onDay.rows.add(row);
  hits.set(day, onDay);
}

/** Measures of the policy table; one that is only announced, or was suspended before it took effect, counts as an announcement. */
function addMeasures(
  hits: HitDays,
  origin: CountryCode,
  exported: readonly ExportedShare[],
  destination: CountryCode,
  measures: readonly DatedMeasure[],
  asOf: AsOf,
  { methodology: { parameters, groups }, policyRow }: ReferenceIndex,
): void {
  const knowledge = knowledgeOf(asOf);
  for (const { measure, knownFrom, effectiveFrom, suspendedFrom } of measures) {
    if (!parameters.new_control_count_classes.includes(measure.control_class) || !measure.origins.includes(origin)) continue;
    const neverTookEffect = suspendedFrom <= knowledge && suspendedFrom <= effectiveFrom;
    const weight = effectiveFrom > knowledge || neverTookEffect ? parameters.p_announced : 1;
    for (const one of exported) {
      const scope: MeasureScope = { element: one.element, stage: one.stage, buyer: destination, origin, unionHitsMembers: true };
      const coverage = coverageOf(measure, scope, measures, knownFrom, knowledge, groups);
      if (coverage > 0) add(hits, knownFrom, one, coverage * weight, policyRow(measure.id)?.row);
    }
  }
}

/** Outcomes after which an event never stopped anything. */
const CAME_TO_NOTHING: readonly ControlEventRow['outcome'][] = ['withdrawn', 'never_enforced', 'waived'];

/**
 * Day since which it was known that nothing came of an event. Where no source gives it, an announcement counts for a while and then no longer:
 * leaving it out from its first day would tell the past how it ended.
 */
const nothingSince = (
  { withdrawn_known_from }: ControlEventRow,
  known: DayNumber,
  { announcement_lapse_days = 0 }: Parameters,
): DayNumber => (withdrawn_known_from === null ? known + announcement_lapse_days : lastDayOf(withdrawn_known_from));

/** Measures of governments anywhere that are no row of the policy table; threats, taxes and statements have no class. */
function addEvents(
  hits: HitDays,
  origin: CountryCode,
  exported: readonly ExportedShare[],
  destination: CountryCode,
  events: readonly ControlEventRow[],
  asOf: AsOf,
  { parameters, groups }: Methodology,
): void {
  const knowledge = knowledgeOf(asOf);
  const members = groups.EUU ?? [];
  const reaches = ({ targets }: ControlEventRow): boolean =>
    targets.includes('ALL') ||
    targets.includes(destination) ||
    (destination === 'EUU' && members.some((member) => targets.includes(member))) ||
    (targets.includes('EUU') && members.includes(destination));
  for (const event of events) {
    const known = lastDayOf(event.known_from);
    if (event.origin !== origin || event.policy_id !== null || event.actor_kind !== 'government' || known > knowledge) continue;
    if (event.control_class === null || !parameters.new_control_count_classes.includes(event.control_class) || !reaches(event)) continue;
    const cameToNothing = CAME_TO_NOTHING.includes(event.outcome);
    if (cameToNothing && nothingSince(event, known, parameters) <= knowledge) continue;
    const effective = firstDayOf(event.effective_from ?? event.announced ?? event.known_from);
    const weight = cameToNothing || effective > knowledge ? parameters.p_announced : 1;
    for (const one of exported) {
      if (event.elements.includes(one.element) && namesStage(event.stages, one.stage)) add(hits, known, one, weight, event.row);
    }
  }
}
