import { dayNumber, isoDate } from '../calendar.ts';
import type { Methodology } from '../methodology.ts';
import type { ExactFigures } from '../run-guard.ts';
import type { ScoreDocument } from '../score-document.ts';
import { SIGNALS, type SignalReadings } from '../scoring-inputs.ts';
import { signalsUsed } from '../signal-tilt.ts';

/** What a subject publishes. The explanation is only what the small document does not say already. */
export interface PublishedSubject {
  readonly document: ScoreDocument;
  readonly explanation: Readonly<Record<string, unknown>>;
  readonly exact: Omit<ExactFigures, 'facts'>;
  /** Hazard kind -> published points. */
  readonly drivers: Readonly<Record<string, number>>;
}

/** Newest day any of the three signals was observed; `null` when none ever was. */
export function newestSignalDay(signals: SignalReadings | null | undefined, asOf: string): string | null {
  const ages = SIGNALS.flatMap((name) => signals?.[name]?.age_days ?? []);
  return ages.length === 0 ? null : isoDate(dayNumber(asOf) - Math.min(...ages));
}

/** Signals too old to be read as they are: the score uses their unknown state. */
export const staleSignals = (signals: SignalReadings | null | undefined, { parameters }: Methodology): readonly string[] =>
  signalsUsed(signals, parameters).stale;
