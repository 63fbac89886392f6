/** The three security signals as readers get them: state, index, what was counted, what was to be expected, and every day before. */

import type { SignalReader, SignalsOnDay } from '../signals/signal-inputs.ts';
import { daysFrom, displayIndex } from '../signals/signal-state.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import { roundTo } from '../vocabulary/published-numbers.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import { SIGNALS, type SignalName } from '../vocabulary/scoring-inputs.ts';

const NAMES: Readonly<Record<SignalName, string>> = {
  carriers: 'Chinese aircraft carriers beyond the first island chain',
  senkaku: 'Chinese government vessels around the Senkaku/Diaoyu Islands',
  taiwan_strait: 'Chinese military activity around Taiwan',
};

/** Table of the reference data that a signal is counted from. */
const TABLES: Readonly<Record<SignalName, keyof ReferenceData>> = {
  carriers: 'carrier_deployments',
  senkaku: 'senkaku',
  taiwan_strait: 'taiwan_strait',
};

export interface SignalDocument {
  readonly theatre: SignalName;
  readonly name: string;
  readonly state: number | null;
  readonly index: number | null;
  readonly status: 'current' | 'stale' | 'unknown';
  readonly status_reason: string | null;
  readonly age_days: number | null;
  readonly data_as_of: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly tail_probabilities: Readonly<Record<string, number | null>>;
  readonly summary: string;
  readonly sources: readonly string[];
}

/** Unknown, with the reason, when `x` or the age is null. */
type SignalState = Pick<SignalsOnDay['details'][SignalName], 'x' | 'age_days' | 'unknown_because'>;

const published = (x: number | null): number | null => roundTo(x, 4);

function rawOf(theatre: SignalName, { details }: SignalsOnDay): Readonly<Record<string, unknown>> {
  switch (theatre) {
    case 'taiwan_strait':
      return {
        peak_report_date: details.taiwan_strait.peak_date,
        peak: details.taiwan_strait.detail.peak,
        today: details.taiwan_strait.detail.today,
      };
    case 'senkaku':
      return { ...details.senkaku.detail };
    case 'carriers':
      return { ...details.carriers.detail };
  }
}

function tailsOf(theatre: SignalName, { details }: SignalsOnDay): Readonly<Record<string, number | null>> {
  switch (theatre) {
    case 'taiwan_strait':
      return { ...details.taiwan_strait.p };
    case 'senkaku':
      return { ...details.senkaku.p };
    case 'carriers':
      return { carriers: details.carriers.detail.peak?.p ?? null };
  }
}

const inWords = (x: number): string =>
  x === 0
    ? 'no more than on an ordinary day'
    : `state ${x.toFixed(2)} of 4, as rare as about one day in ${Math.round(10 ** (x + 1))} by the signal's own past`;

/** `words` go into the summary. */
function statusOf(theatre: SignalName, { x, age_days, unknown_because }: SignalState, parameters: Parameters) {
  const notCalm = (reason: string | null) => `${reason}; scores take the state as unknown, not as calm`;
  if (x === null || age_days === null) return { status: 'unknown', reason: unknown_because, words: notCalm(unknown_because) } as const;
  const limit = parameters.signal_stale_after_days[theatre];
  if (age_days <= limit) return { status: 'current', reason: null, words: inWords(x) } as const;
  const reason = `the newest observation is ${age_days} days old, more than ${limit}`;
  return { status: 'stale', reason, words: notCalm(reason) } as const;
}

function signalDocument(theatre: SignalName, signals: SignalsOnDay, data: ReferenceData, parameters: Parameters): SignalDocument {
  const state = signals.details[theatre];
  const { age_days: age } = state;
  const { status, reason, words } = statusOf(theatre, state, parameters);
  // What no longer counts for a score is not shown as a state: a quiet week three months ago is no calm of today.
  const x = status === 'current' ? state.x : null;
  return {
    theatre,
    name: NAMES[theatre],
    state: published(x),
    index: roundTo(displayIndex(x), 1),
    status,
    status_reason: reason,
    age_days: age,
    data_as_of: age === null ? null : isoDate(dayNumber(signals.as_of) - age),
    raw: rawOf(theatre, signals),
    tail_probabilities: tailsOf(theatre, signals),
    summary: `${NAMES[theatre]}: ${words}.`,
    sources: data.sources.filter((source) => source.tables.includes(TABLES[theatre])).map((source) => source.id),
  };
}

/** State of the three signals on a day, in byte order of their names. */
export const signalDocuments = (signals: SignalsOnDay, data: ReferenceData, parameters: Parameters): readonly SignalDocument[] =>
  SIGNALS.map((theatre) => signalDocument(theatre, signals, data, parameters));

export interface SignalPoint {
  readonly date: string;
  readonly state: number | null;
  readonly index: number | null;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What was counted on each day that has an observation by the cut. */
function countsByDay(theatre: SignalName, data: ReferenceData, cut: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  switch (theatre) {
    case 'taiwan_strait':
      return new Map(
        data.taiwan_strait
          .filter((row) => row.report_date <= cut && row.known_from <= cut)
          .map(({ report_date, aircraft, navy_ships, official_ships, definition, flag }) => [
            report_date,
            { aircraft, navy_ships, official_ships, definition, flag },
          ]),
      );
    case 'senkaku':
      return new Map(
        data.senkaku
          .filter((row) => row.day <= cut && row.known_from <= cut)
          .map(({ day, territorial_sea_vessels, contiguous_zone_vessels }) => [day, { territorial_sea_vessels, contiguous_zone_vessels }]),
      );
    case 'carriers':
      return carrierDaysOut(data, cut);
  }
}

function carrierDaysOut(data: ReferenceData, cut: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const out = new Map<string, { carriers: string[] }>();
  for (const row of data.carrier_deployments) {
    if (row.scope !== 'pacific' || row.start_precision !== 'day' || row.end === null || row.end_precision !== 'day' || row.known_from > cut)
      continue;
    for (const day of daysFrom(row.start, row.end < cut ? row.end : cut)) {
      const entry = out.get(day) ?? { carriers: [] };
      entry.carriers.push(row.carrier);
      out.set(day, entry);
    }
  }
  return new Map([...out].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Days of a signal, oldest first, each with its state as it was known on that day. */
export function signalHistoryPoints(theatre: SignalName, read: SignalReader, data: ReferenceData, cut: string): readonly SignalPoint[] {
  return [...countsByDay(theatre, data, cut)].map(([date, raw]) => {
    const { x } = read(date).details[theatre];
    return { date, state: published(x), index: roundTo(displayIndex(x), 1), raw };
  });
}
