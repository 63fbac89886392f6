/** Right-censored lognormal durations by maximum likelihood, from the episodes that had begun by a day. */

import { normalCdf } from '../numbers/statistics.ts';
import { dayNumber } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { EpisodeRow } from '../vocabulary/reference-data.ts';

export interface ObservedDuration {
  readonly days: number;
  /** The end was not seen: the duration is longer. */
  readonly censored: boolean;
}

export interface DurationFit {
  readonly median: number;
  readonly sigma: number;
  readonly n: number;
  readonly censored: number;
}

/** Fewer ended episodes give no spread. */
const LEAST_ENDED = 3;
const MAX_STEPS = 20_000;
const TOLERANCE = 1e-10;

/** Density over upper tail of the standard normal, the mean excess of a censored value. */
function inverseMills(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / normalCdf(-z);
}

/**
 * Maximum likelihood of a lognormal with right-censored values, by expectation-maximisation (Dempster, Laird and Rubin 1977).
 * `null` with fewer than three values that ended, or when they are all the same.
 */
export function fitLognormal(durations: readonly ObservedDuration[]): DurationFit | null {
  const n = durations.length;
  const censored = durations.filter((duration) => duration.censored).length;
  const logs = durations.map(({ days }) => Math.log(days));
  if (n - censored < LEAST_ENDED) return null;
  let mu = logs.reduce((sum, value) => sum + value, 0) / n;
  let sigma = Math.sqrt(logs.reduce((sum, value) => sum + (value - mu) ** 2, 0) / n);
  if (!(sigma > 0)) return null;
  for (let step = 0; step < MAX_STEPS; step++) {
    let [first, second] = [0, 0];
    for (const [i, log] of logs.entries()) {
      const excess = durations[i]?.censored ? inverseMills((log - mu) / sigma) : null;
      first += excess === null ? log : mu + sigma * excess;
      second += excess === null ? log * log : mu * mu + sigma * sigma + sigma * excess * (log + mu);
    }
    const nextMu = first / n;
    const nextSigma = Math.sqrt(Math.max(0, second / n - nextMu * nextMu));
    const change = Math.abs(nextMu - mu) + Math.abs(nextSigma - sigma);
    [mu, sigma] = [nextMu, nextSigma];
    if (change < TOLERANCE) break;
  }
  return { median: Math.exp(mu), sigma, n, censored };
}

/**
 * The durations of these hazard types as they stood on a day. An end counts once it is past and the row could be known; until then the
 * episode is taken to go on.
 */
export function durationsKnown(
  episodes: readonly EpisodeRow[],
  hazardTypes: readonly string[],
  day: DayNumber,
): readonly ObservedDuration[] {
  return episodes.flatMap((episode) => {
    const { duration_days: days, start, end } = episode;
    if (!episode.in_fit || !hazardTypes.includes(episode.hazard_type) || days === null || end === null) return [];
    const sinceStart = day - dayNumber(start);
    if (sinceStart <= 0) return [];
    const seen = dayNumber(end) <= day && dayNumber(episode.known_from) <= day;
    return [seen ? { days, censored: episode.censored === true } : { days: sinceStart, censored: true }];
  });
}
