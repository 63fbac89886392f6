import { countryIds } from '#domain/explanations/catalogue-documents.ts';
import { publishedPointsByKind } from '#domain/explanations/published-drivers.ts';
import { originOfSupplierScore } from '#domain/explanations/supplier-document.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData, type ReferenceIndex } from '#domain/facts/reference-index.ts';
import { countrySources } from '#domain/facts/suppliers/country-sources.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { memoized } from '#domain/numbers/memoized.ts';
import type { SeedOf } from '#domain/numbers/random-stream.ts';
import { worstCountrySource } from '#domain/scores/country-score.ts';
import { scoreElementHeadline } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { type CommonDraws, commonDraws, sampleElement, sampleSupplier } from '#domain/uncertainty/sampling.ts';
import { hasStateAndEvent, type Methodology } from '#domain/vocabulary/methodology.ts';
import { publishedScore, roundTo } from '#domain/vocabulary/published-numbers.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { HistoryPoint, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { SignalReadings } from '#domain/vocabulary/scoring-inputs.ts';
import type { Band, IntervalResult } from '#domain/vocabulary/scoring-result.ts';
import type { HistorySeries } from '#functions/ports/score-history.ts';

/**
 * Draws behind the interval of a replayed point. A run takes ten times as many; here there are forty thousand points, and the streams are
 * the same on every date, so that two points still differ by facts and not by noise.
 */
export const REPLAY_DRAWS = 200;

export interface ReplayInputs {
  readonly data: ReferenceData;
  readonly methodology: Methodology;
  readonly seedOf: SeedOf;
  readonly draws: number;
}

/** Dates from `from` on in steps of `everyDays`, up to and including `to`. Throws `RangeError` when `to` is before `from`. */
export function replayDates(from: string, to: string, everyDays: number): readonly string[] {
  const first = dayNumber(from);
  const last = dayNumber(to);
  if (last < first) throw new RangeError(`the replay ends on ${to}, before it begins on ${from}`);
  return Array.from({ length: Math.floor((last - first) / everyDays) + 1 }, (_, n) => isoDate(first + n * everyDays));
}

/** A subject whose past is scored. */
export interface ReplayedSubject {
  readonly type: SubjectType;
  readonly id: string;
}

/**
 * Scores a subject with today's code and data on many dates, each with what was known on it; one list of points per buyer. Throws `RangeError`
 * for a country under a methodology that does not score countries as sources.
 */
export type ReplaySubject = (subject: ReplayedSubject, dates: readonly string[], buyers: readonly string[]) => readonly HistorySeries[];

/** Elements, then countries, then suppliers: in the order in which readers look for them, and the costly ones last. */
export function subjectsToReplay(data: ReferenceData, methodology: Methodology): readonly ReplayedSubject[] {
  const listed = (type: SubjectType, ids: readonly string[]): readonly ReplayedSubject[] => ids.map((id) => ({ type, id }));
  return [
    ...listed('element', elementIds(data)),
    ...listed('country', countryIds(indexReferenceData(data, methodology))),
    ...listed(
      'supplier',
      suppliersOf(data.supplier_sites).map(({ id }) => id),
    ),
  ];
}

/** A day of a buyer to score, and what all dates and subjects share. */
interface ReplayedDay {
  readonly buyer: string;
  readonly as_of: string;
  readonly signals: SignalReadings;
}

interface Shared extends Pick<ReplayInputs, 'methodology' | 'seedOf'> {
  readonly index: ReferenceIndex;
  readonly common: CommonDraws;
}

/** Prepares what all dates and subjects share. */
export function subjectReplay({ data, methodology, seedOf, draws }: ReplayInputs): ReplaySubject {
  const shared = { index: indexReferenceData(data, methodology), methodology, seedOf, common: commonDraws(methodology, draws, seedOf) };
  const readSignals = signalReader(data, methodology.parameters);
  const signalsOn = memoized((date: string) => readSignals(date).readings);
  return ({ type, id }, dates, buyers) =>
    buyers.map((buyer) => ({
      subject: { type, id, buyer },
      points: dates.map((as_of) => scoredOn(type)(id, { buyer, as_of, signals: signalsOn(as_of) }, shared)),
    }));
}

function scoredOn(type: SubjectType): (id: string, day: ReplayedDay, shared: Shared) => HistoryPoint {
  if (type === 'element') return elementOn;
  return type === 'supplier' ? supplierOn : countryOn;
}

function elementOn(element: string, day: ReplayedDay, { index, methodology, seedOf, common }: Shared): HistoryPoint {
  const { inputs } = elementInputs(index, { element, ...day });
  const headline = scoreElementHeadline(inputs, methodology);
  if (headline.score === null) return unknownOn(day, methodology);
  const sampled = sampleElement(inputs, methodology, { seedOf, commonDraws: common, draws: common.draws.length });
  return replayedPoint(day, methodology, headline, headline.stage, sampled.interval);
}

function supplierOn(supplier: string, day: ReplayedDay, { index, methodology, seedOf, common }: Shared): HistoryPoint {
  const { inputs } = supplierInputs(index, { supplier, ...day });
  const result = scoreSupplier(inputs, methodology);
  if (result.score === null) return unknownOn(day, methodology);
  const interval = drawsSupplierOn(day.as_of)
    ? sampleSupplier(inputs, methodology, { supplierId: supplier, seedOf, commonDraws: common, draws: common.draws.length }).interval
    : null;
  return replayedPoint(day, methodology, result, originOfSupplierScore(result, inputs).stage, interval);
}

/** Weeks between two intervals of a supplier: they cost three times as much as its score, and move slowly. */
const WEEKS_PER_INTERVAL = 4;

/** Counted from the first day of all days, so that replays of different length draw on the same days. */
const drawsSupplierOn = (date: string): boolean => Math.floor(dayNumber(date) / 7) % WEEKS_PER_INTERVAL === 0;

/** A country has no interval: a run gives it none either. */
function countryOn(country: string, day: ReplayedDay, { index, methodology }: Shared): HistoryPoint {
  if (!hasStateAndEvent(methodology.parameters)) {
    throw new RangeError(
      `methodology ${methodology.version} scores no country as a source, so the past of ${country} is not replayed with it`,
    );
  }
  const worst = worstCountrySource(countrySources(index, { country, ...day }), methodology);
  return worst === null ? unknownOn(day, methodology) : replayedPoint(day, methodology, worst.result, worst.stage, null);
}

/** The figures of a score of whatever type of subject. */
interface ScoredPast {
  readonly score: number;
  readonly band: Band;
  readonly score_without_signals: number;
  readonly state?: number;
  readonly new_event?: number;
  readonly contributions: Readonly<Record<string, number>>;
}

function replayedPoint(
  { as_of }: ReplayedDay,
  { version }: Methodology,
  { score, band, score_without_signals, state, new_event, contributions }: ScoredPast,
  stage: string | null,
  interval: IntervalResult | null,
): HistoryPoint {
  return {
    as_of,
    score: publishedScore(score),
    band,
    p05: roundTo(interval?.p05 ?? null, 2),
    p50: roundTo(interval?.p50 ?? null, 2),
    p95: roundTo(interval?.p95 ?? null, 2),
    score_without_signals: publishedScore(score_without_signals),
    state: publishedScore(state ?? null),
    new_event: publishedScore(new_event ?? null),
    stage,
    drivers: driversOf(contributions, score),
    methodology: version,
    origin: 'replayed',
    run_id: null,
  };
}

/** A day without enough data for a score, which is not 0. */
const unknownOn = ({ as_of }: ReplayedDay, { version }: Methodology): HistoryPoint => ({
  as_of,
  score: null,
  band: 'unknown',
  ...{ p05: null, p50: null, p95: null, score_without_signals: null, state: null, new_event: null, stage: null },
  drivers: {},
  methodology: version,
  origin: 'replayed',
  run_id: null,
});

/** Hazard kind -> published points, rounded as in a run. */
function driversOf(contributions: Readonly<Record<string, number>>, score: number): HistoryPoint['drivers'] {
  const hazards = Object.entries(contributions).map(([id, points]) => ({ id, kind: id.split(':')[0] ?? id, points }));
  return publishedPointsByKind(hazards, score);
}
