/** Shown beside pressure: no score counts them. */

import { isKnownBy } from '../method/register.ts';
import { type DayNumber, dayNumber, isoDate, lastDayOf } from '../time/calendar.ts';
import { coveredDays } from '../time/coverage.ts';
import { countryNames } from '../vocabulary/country-names.ts';
import { picked } from '../vocabulary/picked.ts';
import type { ReferenceData, SecurityEventRow } from '../vocabulary/reference-data.ts';
import { byTheatre, type Theatre, theatreRecord } from '../vocabulary/theatres.ts';

type ShownEvent = ReturnType<typeof shown>;

/** In its waters and airspace, by its state, in the last weeks. */
export type TheatreEvents = Readonly<{
  /** Days that `count` is of, both included. */
  from: string;
  to: string;
  /** That began on days that were read; null where none was: unread is never calm. */
  count: number | null;
  /** Nobody knows what happened on them. */
  days_unread: number;
  /** However old. */
  newest: readonly ShownEvent[];
}>;

/** A day of its releases that was read without an event is a day without. */
export const EVENT_SOURCE = 'joint-staff';
const MOST_SHOWN = 3;

/** By the state of the theatre, or by nobody knows whom. */
function countsIn(theatre: Theatre, { theatre: at, actors }: SecurityEventRow) {
  const state = countryNames('en')[theatreRecord(theatre).by] as string;
  return at === theatre && (actors.length === 0 || actors.some((actor) => actor.startsWith(state)));
}

const shown = (event: SecurityEventRow) =>
  picked(
    event,
    ...(['row', 'id', 'day', 'end_day', 'kind', 'actors', 'place', 'detail', 'passage'] as const),
    ...(['source', 'source_url', 'known_from'] as const),
  );

/** As known on a day. */
export function eventsByTheatre({
  data,
  day,
  known,
  window,
}: Readonly<{
  data: ReferenceData;
  day: DayNumber;
  known: DayNumber;
  /** Days that are counted, up to the day. */
  window: number;
}>): Readonly<Record<Theatre, TheatreEvents>> {
  const covered = coveredDays(data, EVENT_SOURCE);
  const days = Array.from({ length: window }, (_, n) => day - window + 1 + n);
  const read = new Set(days.filter((at) => covered.has(at)));
  const told = data.security_events
    .filter((event) => isKnownBy(event, known) && lastDayOf(event.day) <= day)
    .toSorted((one, other) =>
      one.day === other.day ? (one.id < other.id ? -1 : 1) : one.day < other.day ? 1 : -1,
    );
  const of = (theatre: Theatre): TheatreEvents => {
    const own = told.filter((event) => countsIn(theatre, event));
    return {
      from: isoDate(day - window + 1),
      to: isoDate(day),
      count:
        read.size === 0
          ? null
          : own.filter(({ day: at, day_precision: to }) => to === 'day' && read.has(dayNumber(at))).length,
      days_unread: window - read.size,
      newest: own.slice(0, MOST_SHOWN).map(shown),
    };
  };
  return byTheatre(of);
}
