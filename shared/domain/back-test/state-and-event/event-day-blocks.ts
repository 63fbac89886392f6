/**
 * Blocks of forecast origins for a bootstrap that draws events, not forecasts: one event hits many pairs, and every origin whose window holds it tells
 * of it again.
 */
import type { DayNumber } from '../../time/partial-date.ts';

/**
 * Block number of each origin, counted from the last one backwards. Origins before an event day belong to its block as far as the horizon reaches back,
 * with whatever other event days lie in between; origins whose window holds no event day are grouped by stretches as long as the horizon.
 * Origins in order, each once.
 */
export function eventDayBlocks(origins: readonly DayNumber[], eventDays: readonly DayNumber[], horizonDays: number): readonly number[] {
  const events = [...eventDays].sort((a, b) => a - b);
  const nextEvent = (origin: DayNumber) => events.find((day) => day > origin && day <= origin + horizonDays);
  const blocks: number[] = new Array(origins.length).fill(0);
  let number = -1;
  let reachesBackTo = Number.POSITIVE_INFINITY;
  let quiet = false;
  for (let at = origins.length - 1; at >= 0; at--) {
    const origin = origins[at] as DayNumber;
    const event = nextEvent(origin);
    if (origin < reachesBackTo || (quiet && event !== undefined)) {
      number += 1;
      quiet = event === undefined;
      reachesBackTo = event === undefined ? origin - horizonDays + 1 : event - horizonDays;
    }
    blocks[at] = number;
  }
  return blocks;
}
