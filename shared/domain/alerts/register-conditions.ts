/** Which measures of the register a rule tells of: those that come into force, and those with an end ahead. */
import { hitsBuyer, mayReach } from '../method/measure.ts';
import { type RegisteredMeasure, stepDate } from '../method/register.ts';
import { isoDate } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { AlertRule, MeasureCondition } from './alert-rule.ts';

/** A measure that does something a rule asks about. */
export interface MeasureEvent {
  readonly condition: MeasureCondition;
  readonly measure: string;
  /** Day on which it came into force, on which it or its suspension ends (the first day that is without it), or since which nobody has decided. */
  readonly date: string;
  readonly what: 'in_force' | 'measure_ends' | 'suspension_ends' | 'suspension_undecided';
}

/** The register as it was known on a day. */
export interface RegisterOnDay {
  readonly measures: readonly RegisteredMeasure<AlertedRow>[];
  readonly day: DayNumber;
}

/** Members of a row that rules ask about. */
type AlertedRow = RegisteredMeasure['row'] & {
  readonly mapping: { readonly applies: readonly { readonly elements: readonly string[] }[]; readonly control_class: string } | null;
};

/**
 * Everything a rule asks of the register that holds on a day: two days compared tell what is new. `rule` chooses by subject and buyer. Suppliers have
 * no row of the register: none.
 */
export function measureEventsOn(rule: AlertRule, { measures, day }: RegisterOnDay): readonly MeasureEvent[] {
  return measures.flatMap((registered): MeasureEvent[] => {
    const { measure, state, began, next } = registered;
    if (registered.row.mapping === null || !rule.buyers.some((buyer) => hitsBuyer(measure.targets, buyer))) return [];
    if (!concerns(rule, registered)) return [];
    const event = (condition: MeasureCondition, what: MeasureEvent['what'], date: string): MeasureEvent[] => [
      { condition, measure: measure.id, what, date },
    ];
    const within = rule.when.expiry_within_days;
    const isAhead = next !== null && within !== null && next.day > day && next.day - day <= within;
    return [
      ...(rule.when.measure_in_force && state === 'in_force' ? event('measure_in_force', 'in_force', isoDate(began)) : []),
      ...(next?.what === 'ends' && state === 'in_force' && isAhead ? event('expiry_ahead', 'measure_ends', stepDate(next)) : []),
      ...(next?.what === 'suspension_ends' && isAhead ? event('expiry_ahead', 'suspension_ends', stepDate(next)) : []),
      ...(next?.what === 'undecided' && within !== null ? event('expiry_ahead', 'suspension_undecided', stepDate(next)) : []),
    ];
  });
}

function concerns({ subjects }: AlertRule, { row, measure }: RegisteredMeasure<AlertedRow>): boolean {
  if (subjects.type === 'supplier') return false;
  if (subjects.type === 'country') return subjects.ids === null || measure.origins.some((origin) => subjects.ids?.includes(origin));
  const applies = row.mapping?.applies ?? [];
  return subjects.ids === null ? applies.length > 0 : subjects.ids.some((id) => applies.some(({ elements }) => mayReach(elements, id)));
}

/** Tells events of two days apart: what, of which measure, on which date. */
const keyOf = ({ condition, what, measure, date }: MeasureEvent): string => `${condition}|${what}|${measure}|${date}`;

/** Events that were not there before. */
export function newEvents(before: readonly MeasureEvent[], now: readonly MeasureEvent[]): readonly MeasureEvent[] {
  const known = new Set(before.map(keyOf));
  return now.filter((event) => !known.has(keyOf(event)));
}
