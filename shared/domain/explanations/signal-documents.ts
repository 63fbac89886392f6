/** The security signals as readers get them: state, index, what was counted, what was to be expected, and every day before. */

import { SIGNALS, signalNamed, signalsOf } from '../signals/registry.ts';
import type { RawFigures, Signal, SignalRegistry, SignalState } from '../signals/signal.ts';
import type { SignalReader, SignalsOnDay } from '../signals/signal-inputs.ts';
import { displayIndex } from '../signals/signal-state.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import { roundTo } from '../vocabulary/published-numbers.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import type { SignalName } from '../vocabulary/scoring-inputs.ts';

export interface SignalDocument {
  /** Name of the signal: the field is called so in the contract. */
  readonly theatre: SignalName;
  readonly name: string;
  readonly state: number | null;
  readonly index: number | null;
  readonly status: 'current' | 'stale' | 'unknown';
  readonly status_reason: string | null;
  readonly age_days: number | null;
  /** An older observation leaves the state unknown. */
  readonly stale_after_days: number;
  readonly data_as_of: string | null;
  readonly raw: RawFigures;
  readonly tail_probabilities: Readonly<Record<string, number | null>>;
  readonly summary: string;
  readonly sources: readonly string[];
}

const published = (x: number | null): number | null => roundTo(x, 4);

const inWords = (x: number): string =>
  x === 0
    ? 'no more than on an ordinary day'
    : `state ${x.toFixed(2)} of 4, as rare as about one day in ${Math.round(10 ** (x + 1))} by the signal's own past`;

/** `words` go into the summary. */
function statusOf(signal: SignalName, { x, age_days, unknown_because }: SignalState, parameters: Parameters) {
  const notCalm = (reason: string | null) => `${reason}; scores take the state as unknown, not as calm`;
  if (x === null || age_days === null) return { status: 'unknown', reason: unknown_because, words: notCalm(unknown_because) } as const;
  const limit = parameters.signal_stale_after_days[signal] as number;
  if (age_days <= limit) return { status: 'current', reason: null, words: inWords(x) } as const;
  const reason = `the newest observation is ${age_days} days old, more than ${limit}`;
  return { status: 'stale', reason, words: notCalm(reason) } as const;
}

function signalDocument(
  signal: Signal,
  state: SignalState,
  { as_of }: Pick<SignalsOnDay, 'as_of'>,
  data: ReferenceData,
  parameters: Parameters,
): SignalDocument {
  const { age_days: age } = state;
  const { status, reason, words } = statusOf(signal.name, state, parameters);
  // What no longer counts for a score is not shown as a state: a quiet week three months ago is no calm of today.
  const x = status === 'current' ? state.x : null;
  return {
    theatre: signal.name,
    name: signal.title,
    state: published(x),
    index: roundTo(displayIndex(x), 1),
    status,
    status_reason: reason,
    age_days: age,
    stale_after_days: parameters.signal_stale_after_days[signal.name] as number,
    data_as_of: age === null ? null : isoDate(dayNumber(as_of) - age),
    raw: signal.raw(state),
    tail_probabilities: signal.tailProbabilities(state),
    summary: `${signal.title}: ${words}.`,
    sources: data.sources.filter((source) => source.tables.includes(signal.table)).map((source) => source.id),
  };
}

/** State of each signal of the methodology on a day, in byte order of their names. */
export function signalDocuments<Registry extends SignalRegistry = typeof SIGNALS>(
  signals: SignalsOnDay<Registry>,
  data: ReferenceData,
  parameters: Parameters,
  registry: Registry = SIGNALS as unknown as Registry,
): readonly SignalDocument[] {
  return signalsOf(parameters, registry).map((signal) => signalDocument(signal, stateOf(signals, signal.name), signals, data, parameters));
}

const stateOf = <Registry extends SignalRegistry>({ details }: SignalsOnDay<Registry>, signal: SignalName): SignalState =>
  (details as Readonly<Record<SignalName, SignalState>>)[signal] as SignalState;

export interface SignalPoint {
  readonly date: string;
  readonly state: number | null;
  readonly index: number | null;
  readonly raw: RawFigures;
}

/** Days of a signal, oldest first, each with its state as it was known on that day. */
export function signalHistoryPoints<Registry extends SignalRegistry = typeof SIGNALS>(
  name: SignalName,
  read: SignalReader<Registry>,
  data: ReferenceData,
  cut: string,
  registry: Registry = SIGNALS as unknown as Registry,
): readonly SignalPoint[] {
  const signal = signalNamed(name, registry);
  return [...signal.countsByDay(data, cut)].map(([date, raw]) => {
    const { x } = stateOf(read(date), name);
    return { date, state: published(x), index: roundTo(displayIndex(x), 1), raw };
  });
}
