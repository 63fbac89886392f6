import type { ExactFigures } from '../runs/run-guard.ts';
import { signalsUsed } from '../signals/signal-tilt.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { publishedScore } from '../vocabulary/published-numbers.ts';
import type { ScoreDocument } from '../vocabulary/score-document.ts';
import type { SignalReadings } from '../vocabulary/scoring-inputs.ts';

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

/** Newest day any of the signals was observed; `null` when none ever was. */
export function newestSignalDay(signals: SignalReadings | null | undefined, asOf: string): string | null {
  const ages = Object.values(signals ?? {}).flatMap((signal) => signal?.age_days ?? []);
  return ages.length === 0 ? null : isoDate(dayNumber(asOf) - Math.min(...ages));
}

/** Signals too old to be read as they are: the score uses their unknown state. */
export const staleSignals = (signals: SignalReadings | null | undefined, { parameters }: Methodology): readonly string[] =>
  signalsUsed(signals, parameters).stale;
