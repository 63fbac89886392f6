/** Pressure in the theatres as readers get it. */
import type { FactsOnDay } from '../method/facts.ts';
import type { Pressure } from '../method/pressure.ts';
import { SIGNALS } from '../signals/registry.ts';
import { eventsByTheatre, type TheatreEvents } from '../signals/security-events.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import { roundTo } from '../vocabulary/published-numbers.ts';
import type { Message } from '../vocabulary/score-document.ts';
import { THEATRES, type Theatre, theatreRecord } from '../vocabulary/theatres.ts';
import { coded, ENGLISH_SENTENCES, inSentence, message, NOTHING } from '../words/render.ts';

export type SignalDocument = Readonly<{
  theatre: Theatre;
  name: string;
  /** Percentile in the theatre's own three years, 0 ... 100; null unknown. */
  index: number | null;
  /** On the rate of a crisis, 1 with no pressure to tell. */
  multiplier: number;
  status: 'current' | 'stale' | 'unknown';
  status_reason: string | null;
  status_reason_code: Message['code'] | null;
  status_reason_params: Message['params'] | null;
  age_days: number | null;
  /** The effect of older counts fades by half every so many days. */
  stale_after_days: number;
  data_as_of: string | null;
  series: Readonly<Record<string, number | null>>;
  summary: string;
  summary_code: Message['code'];
  summary_params: Message['params'];
  security_events: TheatreEvents;
  sources: readonly string[];
}>;

function statusOf(
  { index, age }: Pressure,
  window: number,
): Readonly<{ status: SignalDocument['status']; reason: Message | null }> {
  if (index === null || age === null) return { status: 'unknown', reason: message('pressure_few') };
  return age <= window
    ? { status: 'current', reason: null }
    : { status: 'stale', reason: message('pressure_old', { age, window }) };
}

function summaryOf(theatre: Theatre, { index, multiplier }: Pressure, reason: Message | null): Message {
  const name = message(`theatre_${theatre}`);
  if (index === null) return message('pressure_unknown', { theatre: name, reason: reason ?? NOTHING });
  const stale = reason === null ? NOTHING : message('pressure_stale', { reason });
  return message('pressure', { theatre: name, index: Math.round(index), multiplier, stale });
}

/** In the window of the pressure. */
export const eventsOn = ({ data, day, known, parameters }: FactsOnDay) =>
  eventsByTheatre({ data, day, known, window: parameters.pressure.window });

export function signalDocuments(facts: FactsOnDay): readonly SignalDocument[] {
  const { pressure, data, parameters } = facts;
  const events = eventsOn(facts);
  return THEATRES.map((theatre) => {
    const of = pressure[theatre];
    const { status, reason } = statusOf(of, parameters.pressure.window);
    const summary = summaryOf(theatre, of, reason);
    const tables: readonly string[] = SIGNALS.filter(({ theatres }) => theatres.includes(theatre)).map(
      ({ table }) => table,
    );
    return {
      theatre,
      name: theatreRecord(theatre).en,
      index: roundTo(of.index, 1),
      multiplier: roundTo(of.multiplier, 4),
      status,
      status_reason: reason === null ? null : inSentence(reason, ENGLISH_SENTENCES),
      status_reason_code: reason?.code ?? null,
      status_reason_params: reason?.params ?? null,
      age_days: of.age,
      stale_after_days: parameters.pressure.window,
      data_as_of: of.day === null ? null : isoDate(of.day),
      series: Object.fromEntries(
        theatreRecord(theatre).series.map((name) => [name, roundTo(of.series[name] ?? null, 1)]),
      ),
      ...coded('summary', summary, ENGLISH_SENTENCES),
      security_events: events[theatre],
      sources: data.sources
        .filter((source) => source.tables.some((table) => tables.includes(table)))
        .map(({ id }) => id),
    };
  });
}

export type SignalPoint = Readonly<{
  date: string;
  /** Of that day as it is known today. */
  index: number | null;
  raw: Readonly<Record<string, number | null>>;
}>;

/** Since the first count, oldest first. */
export function signalHistoryPoints(
  theatre: Theatre,
  { observations, day }: FactsOnDay,
): readonly SignalPoint[] {
  const names = theatreRecord(theatre).series;
  const days = new Set(names.flatMap((name) => [...observations.series[name].keys()]));
  return [...days]
    .filter((at) => at <= day && at >= FIRST_DAY)
    .sort((a, b) => a - b)
    .map((at) => ({
      date: isoDate(at),
      index: roundTo(observations.indexOn(theatre, at), 1),
      raw: Object.fromEntries(names.map((name) => [name, observations.series[name].get(at) ?? null])),
    }));
}

/** Before this only one of the series was counted. */
const FIRST_DAY = dayNumber('2020-09-01');
