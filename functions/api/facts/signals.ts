import { signalDocumentSchema, signalsDocumentSchema } from '#contracts/run/run-documents.ts';
import { REGISTER_OF_MEASURES, REGISTER_STALE_AFTER_DAYS } from '#domain/method/register.ts';
import { SIGNALS, type Signal } from '#domain/signals/registry.ts';
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';
import type { Message } from '#domain/vocabulary/score-document.ts';
import type { Theatre } from '#domain/vocabulary/theatres.ts';
import { message } from '#domain/words/render.ts';
import type { Paging } from '#functions/http/paging.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { type DayRange, pageOfDays } from '../published-run/day-range.ts';
import { runDocument } from '../published-run/run-documents.ts';

/** Days from a day to another; `null` where rows speak of no day. */
export const ageOn = (asOf: string, day: string | null): number | null =>
  day !== null && isCalendarDay(day) ? dayNumber(asOf) - dayNumber(day) : null;

/**
 * Why a reading is too old on a day; `null` while it is not, and for sources whose rows tell their age
 * themselves.
 */
export function staleReading(
  { id, read_on }: { readonly id: string; readonly read_on: string },
  asOf: string,
): Message | null {
  const age = ageOn(asOf, read_on);
  if (id !== REGISTER_OF_MEASURES || age === null || age <= REGISTER_STALE_AFTER_DAYS) return null;
  return message('reason_register', { day: read_on, age, limit: REGISTER_STALE_AFTER_DAYS });
}

/** Days after which what was read of a source is too old, of sources that are no signal and no yearly table. */
export const READING_LIMITS = {
  [REGISTER_OF_MEASURES]: REGISTER_STALE_AFTER_DAYS,
  'supplier-register': 90,
  'china-lists': 90,
  'buyer-statistics-and-press': 90,
  'control-outcomes': 90,
  'trade-by-month': 90,
  'security-events': 60,
  'control-events': 60,
  'pla-exercises': 60,
} as const;
const YEARLY_LIMIT = 400;

interface ReadSource {
  readonly id: string;
  readonly tables: readonly string[];
}

/** The signal that a source counts, if it does. */
export const signalOf = ({ tables }: Pick<ReadSource, 'tables'>): Signal | undefined =>
  SIGNALS.find(({ table }) => tables.includes(table));
export const hasOwnLimit = (id: string): id is keyof typeof READING_LIMITS =>
  Object.hasOwn(READING_LIMITS, id);

/** Days after which what was read of a source is too old to be relied on. */
export const readingLimit = (source: ReadSource): number =>
  signalOf(source)?.read_within_days ?? (hasOwnLimit(source.id) ? READING_LIMITS[source.id] : YEARLY_LIMIT);

/** State of a signal and its days in a range, oldest first: one read. */
export async function getSignal(
  scores: PublishedScores,
  runId: string,
  signal: Theatre,
  { range, limit }: { readonly range: DayRange; readonly limit: number },
  at: Paging['at'],
) {
  const { history, ...state } = await runDocument(scores, runId, `signal:${signal}`, signalDocumentSchema);
  const inRange = history.filter((point) => range.from <= point.date && point.date <= range.to);
  return { state, ...pageOfDays(inRange, (point) => point.date, limit, at) };
}

/** The signals on the day of the run: one read. */
export async function listSignals(scores: PublishedScores, runId: string) {
  const { signals } = await runDocument(scores, runId, 'signals', signalsDocumentSchema);
  return signals.map(withSignalLink);
}

/** The same with the counts of the days of a range: one read more for each signal. */
export async function listSignalsWithDays(scores: PublishedScores, runId: string, { from, to }: DayRange) {
  const signals = await listSignals(scores, runId);
  return Promise.all(
    signals.map(async (signal) => {
      const { history } = await runDocument(scores, runId, `signal:${signal.theatre}`, signalDocumentSchema);
      return { ...signal, days: history.filter(({ date }) => from <= date && date <= to) };
    }),
  );
}

export const withSignalLink = <T extends { readonly theatre: string }>(signal: T) => ({
  ...signal,
  links: { self: `/v1/signals/${signal.theatre}` },
});
