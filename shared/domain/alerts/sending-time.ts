/** When messages are sent, by the clock of a time zone. */
export interface SendingSchedule {
  /** Hour from which on they are sent, 0 to 23. */
  readonly from: number;
  /** Hour before which, 1 to 24. */
  readonly to: number;
  /** IANA: `Asia/Tokyo`. */
  readonly time_zone: string;
  /** `day`, `week`: together, each day or each Monday at `from`. */
  readonly digest: 'none' | 'day' | 'week';
}

/** All zones are whole quarters of an hour apart. */
const QUARTER_MS = 900_000;

/** The first instant from `begin` on at which a message is sent (both milliseconds since 1970). */
export function sendingTime(begin: number, { from, to, time_zone, digest }: SendingSchedule): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  const isTime = (at: number): boolean => {
    const told = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const hour = Number(told.hour);
    if (digest === 'none') return from <= hour && hour < to;
    return hour === from && told.minute === '00' && (digest === 'day' || told.weekday === 'Mon');
  };
  if (digest === 'none' && isTime(begin)) return begin;
  let at = Math.ceil(begin / QUARTER_MS) * QUARTER_MS;
  while (!isTime(at)) at += QUARTER_MS;
  return at;
}
