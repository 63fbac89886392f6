/** Lower limits of the bands, as the contract states them: a limit belongs to the band above it. */
const LIMITS = [
  [80, 'critical'],
  [60, 'high'],
  [40, 'elevated'],
  [20, 'guarded'],
  [0, 'low'],
] as const;

/** The band of a score where the service sent a score without one, as for stages and points of series. */
export const bandOf = (score: number | null | undefined): string =>
  score === null || score === undefined ? 'unknown' : (LIMITS.find(([from]) => score >= from)?.[1] ?? 'unknown');
