/** When a source was last collected, when it last had something new, and in what condition that leaves it. */
import * as z from 'zod';
import { dayNumber } from '#domain/time/calendar.ts';
import type { SourceContract } from './source-contract.ts';

export const sourceClockSchema = z.strictObject({
  source: z.string(),
  /** Last run of the collector, RFC 3339. */
  last_run_at: z.string(),
  /** How that run ended: `ok`, or the worst verdict of its attempts. */
  last_outcome: z.enum(['ok', 'blocked', 'too_large', 'wrong_kind', 'unreachable']),
  /** Why, as a sentence; `null` when it went well. */
  last_reason: z.string().nullable(),
  /** Last run that got what it asked for, RFC 3339; `null`: none yet. */
  last_reached_at: z.string().nullable(),
  /** Last day that accepted documents speak of; `null`: none yet. */
  last_content_on: z.string().nullable(),
  /** Last run that accepted something new, RFC 3339; `null`: none yet. */
  last_new_at: z.string().nullable(),
  /** Documents that wait for a person. */
  quarantined: z.int(),
  /** Parts of the documents of the last run that no rule of the reader claimed, and lists without the documents that they used to have. */
  drift: z.array(z.string()),
});
export type SourceClock = Readonly<z.output<typeof sourceClockSchema>>;

/** Days after which a collector that did not run is missed. */
const MISSED_AFTER_DAYS = { daily: 2, monthly: 40 } as const;

/**
 * `current`: all is well. `blocked`: the publisher does not let the collector in. `dead`: nobody collects, nothing is reached, or nothing new has come for longer than the
 * content clock allows. `drifted`: the publisher writes something that the reader does not know. `failing`: the last run got no usable answer. `never_collected`: no run yet.
 */
export type SourceCondition = 'current' | 'blocked' | 'dead' | 'drifted' | 'failing' | 'never_collected';

/** Condition of a source on a day, with the reason as a sentence; the reason is `null` when all is well. `today`: YYYY-MM-DD. */
export function sourceCondition(
  contract: Pick<SourceContract, 'asked' | 'content_clock_days' | 'title'>,
  clock: SourceClock | null,
  today: string,
): { readonly condition: SourceCondition; readonly reason: string | null } {
  if (clock === null) return { condition: 'never_collected', reason: 'It has not been collected here yet.' };
  const age = (at: string): number => dayNumber(today) - dayNumber(at.slice(0, 10));
  const missed = MISSED_AFTER_DAYS[contract.asked];
  const { last_run_at: ran, last_reached_at: reached, last_content_on: content, last_outcome: outcome, last_reason: why } = clock;
  if (age(ran) > missed) return { condition: 'dead', reason: `It was last collected ${age(ran)} days ago.` };
  if (outcome === 'blocked') return { condition: 'blocked', reason: why };
  if (outcome !== 'ok' && (reached === null || age(reached) > missed)) {
    return { condition: 'dead', reason: `Nothing was reached ${reached === null ? 'so far' : `for ${age(reached)} days`}: ${why}` };
  }
  if (clock.drift.length > 0) return { condition: 'drifted', reason: clock.drift[0] ?? null };
  if (outcome !== 'ok') return { condition: 'failing', reason: why };
  if (content === null) return { condition: 'dead', reason: 'No document of it has been accepted yet.' };
  if (age(content) > contract.content_clock_days) {
    return {
      condition: 'dead',
      reason: `Its newest content is of ${content}, ${age(content)} days old; more than ${contract.content_clock_days} is not usual.`,
    };
  }
  return { condition: 'current', reason: null };
}
