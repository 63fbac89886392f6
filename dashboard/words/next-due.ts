/** When a publisher is expected to report next. */

const DAY_MS = 86_400_000;

/** The day on which a publisher that reports every day was due next after its newest; `null` where its rhythm names no day. */
export const nextDue = (newest: string | null, cadence: string | undefined): string | null =>
  newest === null || cadence === undefined || !cadence.startsWith('daily')
    ? null
    : new Date(Date.parse(newest) + DAY_MS).toISOString().slice(0, 10);
