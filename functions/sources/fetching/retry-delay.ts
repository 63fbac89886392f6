/** How long to wait before asking again. */

const FIRST_BACKOFF_MS = 2_000;
const LONGEST_BACKOFF_MS = 60_000;
/** Who asks for a longer pause than this gets it: until the next night. */
const LONGEST_WAIT_MS = 120_000;

/**
 * Milliseconds to wait before the next attempt, or `null` for not today. The publisher's own wish comes first (`Retry-After`, RFC 9110
 * section 10.2.3: seconds or a date); without one it is full jitter: anything from 0 to a bound that doubles with every attempt. `failures`:
 * attempts that failed so far, from 1. `now`: epoch milliseconds. `random`: from 0 to below 1.
 */
export function retryDelayMs(failures: number, retryAfter: string | null, now: number, random: number): number | null {
  const wished = retryAfter === null ? null : wishedMs(retryAfter, now);
  if (wished !== null) return wished > LONGEST_WAIT_MS ? null : wished;
  return Math.floor(random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1)));
}

function wishedMs(retryAfter: string, now: number): number | null {
  const text = retryAfter.trim();
  if (/^[0-9]+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
