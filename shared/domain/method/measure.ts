/** What a measure covers, whether it counts on a day, and from when (section 3). */

import { type DayNumber, firstDayOf, lastDayOf } from '../time/calendar.ts';
import type { EndUse } from '../vocabulary/score-document.ts';
import type { ControlClass, CountryCode, IsoDate, MeasureType, Stage } from '../vocabulary/scoring-inputs.ts';

/** From strict to lenient. */
export const CONTROL_KINDS = ['ban', 'licence', 'partial'] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

const CIVIL: Readonly<Record<ControlClass, ControlKind | null>> = {
  embargo: 'ban',
  ban: 'ban',
  origin_ban: 'ban',
  licence: 'licence',
  extraterritorial_licence: 'licence',
  export_quota: 'partial',
  supply_disruption: 'partial',
  end_use_broad: 'partial',
  end_use_defence: null,
  end_use_semiconductor: null,
  entity_list: null,
  watch_list: null,
  technology_ban: null,
  production_quota: null,
  none: null,
};
const KINDS: Readonly<Record<EndUse, typeof CIVIL>> = {
  civil: CIVIL,
  defence: { ...CIVIL, end_use_defence: 'ban', end_use_broad: 'ban' },
  semiconductor_advanced: { ...CIVIL, end_use_semiconductor: 'licence' },
};

/** How a class of control acts on flows of an end use; null: not at all. */
export const controlKind = (controlClass: ControlClass, endUse: EndUse = 'civil'): ControlKind | null =>
  KINDS[endUse][controlClass];

export const TYPE_OF_CLASS: Readonly<Record<ControlClass, MeasureType>> = {
  embargo: 'ban',
  ban: 'ban',
  origin_ban: 'ban',
  licence: 'licence',
  extraterritorial_licence: 'licence',
  export_quota: 'quota',
  production_quota: 'quota',
  supply_disruption: 'supply_disruption',
  technology_ban: 'technology_ban',
  end_use_broad: 'end_use_ban',
  end_use_defence: 'end_use_ban',
  end_use_semiconductor: 'end_use_ban',
  entity_list: 'entity_list',
  watch_list: 'entity_list',
  none: 'other',
};

/** A measure known on the day of the score. Dates may name a month or a year. */
export type Measure = Readonly<{
  id: string;
  control_class: ControlClass;
  origins: readonly CountryCode[];
  targets: readonly CountryCode[];
  /** Part of the element's flow, by stage. */
  coverage: { readonly [stage in Stage]?: number };
  known_from: IsoDate;
  /** Null: when it is known. */
  effective_from: IsoDate | null;
  /** Last day in force, told once it was over. */
  ended: IsoDate | null;
  /** An end told in advance: it may hold beyond it until somebody says what happened. */
  stated_end?: IsoDate | null;
  /** Day on which another row ends it. */
  ended_by_row?: IsoDate | null;
  suspended_from: IsoDate | null;
  suspended_to: IsoDate | null;
  extended_to: readonly IsoDate[];
}>;

/** `days`: age in force, else until it takes effect (again). */
export type MeasureStatus =
  | Readonly<{ status: 'in_force'; days: number }>
  | Readonly<{ status: 'announced'; days: number }>
  | Readonly<{
      status: 'suspended';
      days: number;
      /** Day after a suspension ran out without a decision; null while it runs. */
      undecided_since: DayNumber | null;
    }>;

/** Members of the European Union, which is one buyer (`EUU`). */
export const EU_MEMBERS: readonly CountryCode[] =
  'AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE'.split(
    ' ',
  );
const UNION: ReadonlySet<CountryCode> = new Set([...EU_MEMBERS, 'EUU']);

/** Is the country the buyer, or a member of it (`EUU`)? */
export const isOwn = (buyer: CountryCode, country: CountryCode): boolean =>
  buyer === 'EUU' ? UNION.has(country) : country === buyer;

/** Do targets name this buyer, a member of it, or its Union? `ALL` names nobody. */
const namesBuyer = (targets: readonly CountryCode[], buyer: CountryCode) =>
  targets.some((target) => isOwn(buyer, target) || (target === 'EUU' && UNION.has(buyer)));

export const hitsBuyer = (targets: readonly CountryCode[], buyer: CountryCode): boolean =>
  targets.includes('ALL') || namesBuyer(targets, buyer);

export const effectiveDay = ({
  effective_from,
  known_from,
}: Pick<Measure, 'effective_from' | 'known_from'>): DayNumber =>
  effective_from === null ? lastDayOf(known_from) : firstDayOf(effective_from);

/** Infinity without an end. */
export function lastDay({ ended, ended_by_row }: Measure): DayNumber {
  const stated = ended === null ? Number.POSITIVE_INFINITY : lastDayOf(ended);
  return ended_by_row == null ? stated : Math.min(stated, firstDayOf(ended_by_row) - 1);
}

/** First day after a suspension; null of one that is not suspended, or without end. */
export const resumesOn = ({ suspended_from, suspended_to, extended_to }: Measure): DayNumber | null =>
  suspended_from === null || suspended_to === null
    ? null
    : Math.max(...[suspended_to, ...extended_to].map(lastDayOf)) + 1;

/** Null when it does not count: ended, or suspended without an end. */
export function measureStatus(measure: Measure, day: DayNumber): MeasureStatus | null {
  if (lastDayOf(measure.known_from) > day || lastDay(measure) < day) return null;
  if (measure.suspended_from !== null && firstDayOf(measure.suspended_from) <= day) {
    const resumes = resumesOn(measure);
    if (resumes === null) return null;
    return {
      status: 'suspended',
      days: Math.max(1, resumes - day),
      undecided_since: resumes <= day ? resumes : null,
    };
  }
  const starts = effectiveDay(measure);
  return starts <= day
    ? { status: 'in_force', days: day - starts }
    : { status: 'announced', days: starts - day };
}

/** First day, and day after the last, on which it held up to a day; null: never. */
export function heldUntil(
  measure: Measure,
  day: DayNumber,
): Readonly<{ from: DayNumber; until: DayNumber }> | null {
  if (lastDayOf(measure.known_from) > day) return null;
  const { suspended_from } = measure;
  const from = effectiveDay(measure);
  const until = Math.min(
    day,
    lastDay(measure) + 1,
    suspended_from === null ? Number.POSITIVE_INFINITY : firstDayOf(suspended_from),
  );
  return from < until ? { from, until } : null;
}

/**
 * Day since which a flow has been controlled without a break, by measures each of which ended no earlier
 * than the day before the next.
 */
export function controlledSince(
  measure: Measure,
  others: readonly Measure[],
  flow: Readonly<{ origin: CountryCode; stage: Stage; destination: CountryCode }>,
): DayNumber {
  const earlier = others.filter(
    (other) =>
      controlKind(other.control_class) !== null &&
      other.origins.includes(flow.origin) &&
      (other.coverage[flow.stage] ?? 0) > 0 &&
      hitsBuyer(other.targets, flow.destination),
  );
  let since = effectiveDay(measure);
  for (;;) {
    const before = earlier.filter((other) => effectiveDay(other) < since && lastDay(other) >= since - 1);
    if (before.length === 0) return since;
    since = Math.min(...before.map(effectiveDay));
  }
}

export type TradeReading = Readonly<{
  id: string;
  origin: CountryCode;
  stages: readonly string[];
  buyer: CountryCode;
  /** A site of which alone it speaks; absent: all of the origin. */
  site?: string;
  /** Buyers for whom it does not count, as they have a reading of their own. */
  except?: readonly CountryCode[];
  /** Months or days; both are read as the last day of the period. */
  seen_from: IsoDate | null;
  seen_to: IsoDate;
  /** Was the flow below 80 % of what it was before? */
  below: boolean;
  known_from: IsoDate;
}>;

export type Sight = Readonly<{
  day: DayNumber;
  id: string;
  below: boolean;
}>;

/** The policy stage `refining` covers `separation`. */
export const coversStage = (stages: readonly string[], stage: Stage): boolean =>
  stages.includes(stage) || (stage === 'separation' && stages.includes('refining'));

export type Flow = Readonly<{
  origin: CountryCode;
  stage: Stage;
  destination: CountryCode;
  /** A site whose goods are read by themselves. */
  site: string | null;
}>;

/** One a quarter backwards from the last month of each row; by day, then row. */
export function sightsOf(
  readings: readonly TradeReading[],
  { origin, stage, destination, site }: Flow,
  day: DayNumber,
  quarter: number,
): readonly Sight[] {
  const sights: Sight[] = [];
  for (const row of readings) {
    if (row.origin !== origin || !coversStage(row.stages, stage) || lastDayOf(row.known_from) > day) continue;
    if (!hitsBuyer([row.buyer], destination) || hitsBuyer(row.except ?? [], destination)) continue;
    if (row.site !== undefined && row.site !== site) continue;
    const to = lastDayOf(row.seen_to);
    const from = row.seen_from === null ? to : Math.min(to, lastDayOf(row.seen_from));
    for (let at = to; at >= from; at -= quarter)
      if (at <= day) sights.push({ day: at, id: row.id, below: row.below });
  }
  return sights.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
}

const LREE = ['La', 'Ce', 'Pr', 'Nd', 'Sm'];
const HREE = ['Eu', 'Gd', 'Tb', 'Dy', 'Ho', 'Er', 'Tm', 'Yb', 'Lu', 'Y'];
export const ELEMENT_GROUPS: Readonly<Record<string, readonly string[]>> = {
  LREE,
  HREE,
  REE: [...LREE, ...HREE, 'Sc'],
};

/** Dual-use goods: what a ban or licence of the same origin covers. */
export const DUAL_USE = '@dual_use';

/** An element, or `@` and a group. */
export const symbolsOf = (name: string): readonly string[] =>
  name.startsWith('@') ? (ELEMENT_GROUPS[name.slice(1)] ?? []) : [name];

/** Can a measure ever reach an element? One on dual-use goods can, whatever is licensed today. */
export const mayReach = (names: readonly string[], element: string): boolean =>
  names.some((name) => name === DUAL_USE || symbolsOf(name).includes(element));
