import { signalDocumentSchema, signalsDocumentSchema } from '#contracts/run/run-documents.ts';
import { REGISTER_STALE_AFTER_DAYS } from '#domain/method/register.ts';
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';
import type { Message } from '#domain/vocabulary/score-document.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import type { Theatre } from '#domain/vocabulary/theatres.ts';
import { message } from '#domain/words/render.ts';
import type { Paging } from '#functions/http/paging.ts';
import { type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';
import { type DayRange, pageOfDays } from '../published-run/day-range.ts';

/** Null where rows speak of no day. */
export const ageOn = (asOf: string, day: string | null): number | null =>
  day !== null && isCalendarDay(day) ? dayNumber(asOf) - dayNumber(day) : null;

/** Null while it is not too old, and for sources whose rows tell their age. */
export function staleReading(
  { id, read_on }: Readonly<{ id: string; read_on: string }>,
  asOf: string,
): Message | null {
  const age = ageOn(asOf, read_on);
  if (id !== REGISTER_OF_MEASURES || age === null || age <= REGISTER_STALE_AFTER_DAYS) return null;
  return message('reason_register', { day: read_on, age, limit: REGISTER_STALE_AFTER_DAYS });
}

export async function getSignal(
  scores: PublishedScores,
  runId: string,
  signal: Theatre,
  { range, limit }: Readonly<{ range: DayRange; limit: number }>,
  at: Paging['at'],
) {
  const { history, ...state } = await runDocument(scores, runId, `signal:${signal}`, signalDocumentSchema);
  const inRange = history.filter((point) => range.from <= point.date && point.date <= range.to);
  return { state, ...pageOfDays(inRange, (point) => point.date, limit, at) };
}

export async function listSignals(scores: PublishedScores, runId: string) {
  const { signals } = await runDocument(scores, runId, 'signals', signalsDocumentSchema);
  return signals.map(withSignalLink);
}

/** One read more for each signal. */
export async function listSignalsWithDays(scores: PublishedScores, runId: string, { from, to }: DayRange) {
  const signals = await listSignals(scores, runId);
  return Promise.all(
    signals.map(async (signal) => {
      const { history } = await runDocument(scores, runId, `signal:${signal.theatre}`, signalDocumentSchema);
      return { ...signal, days: history.filter(({ date }) => from <= date && date <= to) };
    }),
  );
}

export const withSignalLink = <T extends Readonly<{ theatre: string }>>(signal: T) => ({
  ...signal,
  links: { self: `/v1/signals/${signal.theatre}` },
});
