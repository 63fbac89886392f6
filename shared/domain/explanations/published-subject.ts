import type { ExactFigures } from '../runs/run-guard.ts';
import { signalsUsed } from '../signals/signal-tilt.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { publishedDays, publishedProbability, publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import type { Percentiles, ScoreDocument } from '../vocabulary/score-document.ts';
import type { ElementInputs, SignalReadings } from '../vocabulary/scoring-inputs.ts';
import type { IntervalResult, ScoredSupplier, TwoParts } from '../vocabulary/scoring-result.ts';
import type { PartContributions } from './published-drivers.ts';

/** Published documents of a subject. The explanation holds only what the score document does not have. */
export interface PublishedSubject {
  readonly document: ScoreDocument;
  readonly explanation: Readonly<Record<string, unknown>>;
  readonly exact: Omit<ExactFigures, 'facts'>;
  /** Hazard kind -> published points. */
  readonly drivers: Readonly<Record<string, number>>;
}

/** Unrounded scores under the other methodologies, by version, as they are published. */
export const publishedAlternatives = (alternatives: Readonly<Record<string, number | null>>): ScoreDocument['alternatives'] =>
  Object.fromEntries(Object.entries(alternatives).map(([version, score]) => [version, publishedScore(score)]));

/** The parts of a score, their percentiles, and the end use that it is for, as they are published; null where the methodology has none. */
export function publishedParts(
  parts: Partial<Pick<TwoParts, 'state' | 'new_event'>> | null,
  interval: Pick<IntervalResult, 'state' | 'new_event'> | null,
): Pick<ScoreDocument, 'state' | 'new_event' | 'state_interval' | 'new_event_interval'> {
  return {
    state: publishedScore(parts?.state ?? null),
    new_event: publishedScore(parts?.new_event ?? null),
    state_interval: publishedPercentiles(interval?.state),
    new_event_interval: publishedPercentiles(interval?.new_event),
  };
}

/** The parts of a score and the sums of their published waterfalls, as the guard of a run compares them; nothing where there are none. */
export function exactParts(
  parts: Partial<Pick<TwoParts, 'state' | 'new_event'>> | null,
  { state_contributions: ofState, event_contributions: ofEvent }: PartContributions,
): Pick<ExactFigures, 'parts'> {
  if (parts?.state === undefined || parts.new_event === undefined || ofState === null || ofEvent === null) return {};
  const part = (percent: number, waterfall: readonly { readonly points: number }[]) => ({
    percent,
    contributions_sum: waterfall.reduce((sum, { points }) => sum + points, 0),
  });
  return { parts: { state: part(parts.state, ofState), new_event: part(parts.new_event, ofEvent) } };
}

/** Chances that a buyer of a supplier runs out, and the days to be expected; null under methodologies that do not compute them. */
export function publishedStockOut(
  figures: Pick<ScoredSupplier, 'p_stockout_90' | 'p_stockout_365' | 'expected_days'>,
): Pick<ScoreDocument, 'p_stockout_90' | 'p_stockout_365' | 'expected_days'> {
  return {
    p_stockout_90: publishedProbability(figures.p_stockout_90 ?? null),
    p_stockout_365: publishedProbability(figures.p_stockout_365 ?? null),
    expected_days: publishedDays(figures.expected_days ?? null),
  };
}

const publishedPercentiles = (of: Percentiles | undefined): Percentiles | null =>
  of === undefined ? null : { p05: roundTo(of.p05, 2), p50: roundTo(of.p50, 2), p95: roundTo(of.p95, 2) };

/** End use that inputs speak of; null for a methodology that does not tell end uses apart. */
export const publishedEndUse = ({ end_use }: Pick<ElementInputs, 'end_use'>, { parameters }: Methodology): string | null =>
  end_use ?? parameters.end_use_default ?? null;

/** Newest day any of the signals was observed; `null` when none ever was. */
export function newestSignalDay(signals: SignalReadings | null | undefined, asOf: string): string | null {
  const ages = Object.values(signals ?? {}).flatMap((signal) => signal?.age_days ?? []);
  return ages.length === 0 ? null : isoDate(dayNumber(asOf) - Math.min(...ages));
}

/** Signals too old to be read as they are: the score uses their unknown state. */
export const staleSignals = (signals: SignalReadings | null | undefined, { parameters }: Methodology): readonly string[] =>
  signalsUsed(signals, parameters).stale;
