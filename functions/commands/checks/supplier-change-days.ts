/** Days on which the supplier tables differ from the day before: when a run is most likely to meet a surprise. */
import type { FactIndex } from '#domain/method/facts.ts';
import { Register, suppliersOf } from '#domain/method/supplier-facts.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { shippedRegister } from '#functions/scoring/results/run-scorer.ts';

/**
 * The days from `from` to `to` on which the sites of a supplier, what feeds them, what of their output is free, or its listing differ from the
 * day before, each as scored for Japan with what was known on the day. Derived from the facts, so that new facts update the list.
 */
export function supplierChangeDays(index: FactIndex, from: string, to: string): readonly string[] {
  const rows = shippedRegister(index.data);
  const suppliers = suppliersOf(rows.sites);
  const stateOn = (day: number): string => {
    const register = new Register(index.on(isoDate(day)), rows);
    return JSON.stringify(
      suppliers.map(({ id }) => {
        const { sites, available, listed, unscored } = register.supplier(id, { buyer: 'JPN' }).inputs;
        // A plant is a little less new every day.
        return [sites.map(({ newness: _, ...site }) => site), available, listed, unscored];
      }),
    );
  };
  const days: string[] = [];
  let before = stateOn(dayNumber(from) - 1);
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
    const state = stateOn(day);
    if (state !== before) days.push(isoDate(day));
    before = state;
  }
  return days;
}
