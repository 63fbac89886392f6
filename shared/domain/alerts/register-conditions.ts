/** Which measures of the register a rule tells of: those that come into force, and those with an end ahead. */
import { hitsBuyer } from '../measures/measure-applicability.ts';
import { type DatedMeasure, measureOn } from '../measures/measure-state.ts';
import { isoDate } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { ElementGroups, Measure } from '../vocabulary/scoring-inputs.ts';
import type { AlertRule, MeasureCondition } from './alert-rule.ts';

/** A measure that does something a rule asks about. */
export interface MeasureEvent {
  readonly condition: MeasureCondition;
  readonly measure: string;
  /** Day on which it came into force, or on which it or its suspension ends (the first day that is without it). */
  readonly date: string;
  readonly what: 'in_force' | 'measure_ends' | 'suspension_ends';
}

/** The register as it was known on a day. */
export interface RegisterOnDay {
  readonly measures: readonly DatedMeasure[];
  readonly day: DayNumber;
  readonly knownAt: DayNumber;
}

/** Control class of rows that restrict nothing. */
const NO_CONTROL = 'none';
/** Goods on the list of dual-use items, which may hold any element. */
const DUAL_USE = '@dual_use';

/**
 * Everything a rule asks of the register that holds on a day: two days compared tell what is new. `rule` chooses by subject and buyer;
 * `groups`: members of groups of elements and of the Union. Suppliers have no row of the register: none.
 */
export function measureEventsOn(
  rule: AlertRule,
  { measures, day, knownAt }: RegisterOnDay,
  groups: ElementGroups,
): readonly MeasureEvent[] {
  return measures.flatMap((dated): MeasureEvent[] => {
    const { measure } = dated;
    if (measure.control_class === NO_CONTROL || !rule.buyers.some((buyer) => hitsBuyer(measure, buyer, groups))) return [];
    if (!concerns(rule, measure, groups)) return [];
    const on = measureOn(dated, day, knownAt);
    if (on === null) return [];
    const event = (condition: MeasureCondition, what: MeasureEvent['what'], date: DayNumber): MeasureEvent[] => [
      { condition, measure: measure.id, what, date: isoDate(date) },
    ];
    const began =
      on.suspensionKnown && on.suspendedTo <= day ? Math.max(dated.effectiveFrom, on.suspendedTo + dated.graceDays) : dated.effectiveFrom;
    const within = rule.when.expiry_within_days;
    const isAhead = (end: DayNumber): boolean => within !== null && end > day && end - day <= within;
    return [
      ...(rule.when.measure_in_force && on.state === 'in_force' ? event('measure_in_force', 'in_force', began) : []),
      ...(on.state === 'in_force' && isAhead(on.end) ? event('expiry_ahead', 'measure_ends', on.end) : []),
      ...(on.state === 'suspended' && isAhead(on.suspendedTo) ? event('expiry_ahead', 'suspension_ends', on.suspendedTo) : []),
    ];
  });
}

function concerns({ subjects }: AlertRule, measure: Measure, groups: ElementGroups): boolean {
  if (subjects.type === 'supplier') return false;
  if (subjects.type === 'country') return subjects.ids === null || measure.origins.some((origin) => subjects.ids?.includes(origin));
  return subjects.ids === null ? measure.applies.length > 0 : subjects.ids.some((element) => names(measure, element, groups));
}

const names = ({ applies }: Measure, element: string, groups: ElementGroups): boolean =>
  applies.some(({ elements }) =>
    elements.some((name) => name === element || name === DUAL_USE || (groups[name.replace(/^@/, '')] ?? []).includes(element)),
  );

/** Tells events of two days apart: what, of which measure, on which date. */
const keyOf = ({ condition, what, measure, date }: MeasureEvent): string => `${condition}|${what}|${measure}|${date}`;

/** Events that were not there before. */
export function newEvents(before: readonly MeasureEvent[], now: readonly MeasureEvent[]): readonly MeasureEvent[] {
  const known = new Set(before.map(keyOf));
  return now.filter((event) => !known.has(keyOf(event)));
}
