const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/** RFC 3339, read by the handler: use cases have no clock. */
export type Instant = string;

export const epochSecondsAfter = (instant: Instant, days: number): number =>
  Math.floor((Date.parse(instant) + days * MS_PER_DAY) / 1000);
export const epochSecondsOf = (instant: Instant): number => epochSecondsAfter(instant, 0);
export const instantOf = (epochSeconds: number): Instant => new Date(epochSeconds * 1000).toISOString();
export const hoursBetween = (earlier: Instant, later: Instant): number =>
  (Date.parse(later) - Date.parse(earlier)) / MS_PER_HOUR;
export const daysBetween = (earlier: string, later: string): number =>
  Math.round((Date.parse(later) - Date.parse(earlier)) / MS_PER_DAY);
/** Calendar date in UTC. */
export const dateOf = (instant: Instant): string => instant.slice(0, 10);
