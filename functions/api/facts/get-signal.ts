import { signalDocumentSchema, signalsDocumentSchema } from '#contracts/run/run-documents.ts';
import type { Theatre } from '#domain/method/parameters.ts';
import type { Paging } from '#functions/http/paging.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { type DayRange, pageOfDays } from '../published-run/day-range.ts';
import { runDocument } from '../published-run/run-documents.ts';

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

export const withSignalLink = <T extends { readonly theatre: string }>(signal: T) => ({
  ...signal,
  links: { self: `/v1/signals/${signal.theatre}` },
});
