/**
 * Controls and disruptions as they are known, by element and buyer: all that outcomes are judged by. A run writes it from its pinned facts,
 * so that judging needs neither facts nor method. The rules are those of `shared/contracts/track-record`.
 */
import { pairsWithMarket } from '../back-test/outcomes.ts';
import type { ReferenceIndex } from '../facts/reference-index.ts';
import { coverageOf } from '../measures/measure-applicability.ts';
import { type DatedMeasure, datedMeasures, measureOn } from '../measures/measure-state.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import { type DayNumber, lastDayOf } from '../time/partial-date.ts';
import { lookup } from '../vocabulary/methodology.ts';
import type { EpisodeRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, IsoDate } from '../vocabulary/scoring-inputs.ts';

/** A control that counts and hits the pair at a stage where its origin is material. */
export interface RecordedControl {
  readonly id: string;
  readonly known_from: IsoDate;
  /** Times in force, as was known on their days; `to` is the last day, null while no end is known. */
  readonly in_force: readonly { readonly from: IsoDate; readonly to: IsoDate | null }[];
  /** Trade that was seen under it: whether it was below 80 % of the flow before. */
  readonly seen: readonly { readonly seen_to: IsoDate; readonly below: boolean; readonly known_from: IsoDate }[];
}

/** An episode that names the pair. */
export interface RecordedDisruption {
  readonly id: string;
  readonly known_from: IsoDate;
  readonly start: IsoDate;
  /** Last day that is known of it; null: none yet. */
  readonly last_day: IsoDate | null;
  /** It may have gone on after `last_day`. */
  readonly is_open: boolean;
  readonly binding: EpisodeRow['binding'];
  /** Part of the world's supply that it takes away, 0 ... 1: loss of the flow x world share of its origins. Null: depth unknown. */
  readonly loss: number | null;
  /** Controls behind it. */
  readonly controls: readonly string[];
}

export interface PairRecord {
  readonly element: string;
  readonly buyer: CountryCode;
  /** Median days of cover of the buyer. */
  readonly cover_days: number;
  readonly controls: readonly RecordedControl[];
  readonly disruptions: readonly RecordedDisruption[];
}

export interface OutcomeRecord {
  /** Source id -> day on which it was last read. */
  readonly read_on: Readonly<Record<string, IsoDate>>;
  readonly pairs: readonly PairRecord[];
}

interface RecordedPair {
  readonly element: string;
  readonly buyer: CountryCode;
}

const EVERY_BUYER = 'ALL';

/** Outcomes of all elements with a market, each with every buyer, from facts of any vintage. */
export function outcomeRecord(index: ReferenceIndex, buyers: readonly CountryCode[]): OutcomeRecord {
  return {
    read_on: Object.fromEntries(index.data.sources.map(({ id, read_on }) => [id, read_on])),
    pairs: pairsWithMarket(index, buyers).map((pair) => ({
      ...pair,
      cover_days: lookup(index.methodology.parameters.cover_median_days, pair.buyer),
      controls: controlsOf(pair, index),
      disruptions: index.data.episodes
        .filter((episode) => isAbout(episode, pair, index))
        .map((episode) => disruption(episode, pair, index)),
    })),
  };
}

function controlsOf({ element, buyer }: RecordedPair, index: ReferenceIndex): readonly RecordedControl[] {
  const { parameters, groups } = index.methodology;
  const { measures, reliefs } = index.measuresConcerning(element);
  const all = datedMeasures(measures, reliefs, parameters);
  const isMaterial = ({ measure, knownFrom }: DatedMeasure): boolean =>
    index.stagesOf(element).some((stage) =>
      index.shares(element, stage).some(({ country: origin, share }) => {
        if (share < parameters.new_control_tier.low || origin === buyer) return false;
        return coverageOf(measure, { element, stage, buyer, origin }, all, knownFrom, knownFrom, groups) > 0;
      }),
    );
  return all
    .filter((dated) => parameters.new_control_count_classes.includes(dated.measure.control_class) && isMaterial(dated))
    .map((dated) => ({
      id: dated.measure.id,
      known_from: isoDate(dated.knownFrom),
      in_force: timesInForce(dated),
      seen: seenUnder(dated.measure.id, { element, buyer }, index),
    }));
}

/** Times in which the measure was in force, each day read with what was known on it: the state changes only on a date of a row. */
function timesInForce(dated: DatedMeasure): RecordedControl['in_force'] {
  const { knownFrom, effectiveFrom, effectiveTo, endRevisions, suspendedFrom, suspendedTo, graceDays, reliefs } = dated;
  const days = [
    ...[knownFrom, effectiveFrom, effectiveTo, suspendedFrom, suspendedTo, suspendedTo + graceDays],
    ...(endRevisions ?? []).flatMap((revision) => [revision.knownFrom, revision.end]),
    ...reliefs.flatMap((relief) => [relief.knownFrom, relief.effectiveFrom, relief.effectiveTo, relief.effectiveTo + graceDays]),
  ];
  const times: { from: DayNumber; to: DayNumber | null }[] = [];
  for (const day of [...new Set(days)].filter(Number.isFinite).sort((a, b) => a - b)) {
    const isInForce = measureOn(dated, day, day)?.state === 'in_force';
    const last = times.at(-1);
    const runs = last !== undefined && last.to === null;
    if (isInForce && !runs) times.push({ from: day, to: null });
    else if (!isInForce && runs) last.to = day - 1;
  }
  return times.map(({ from, to }) => ({ from: isoDate(from), to: to === null ? null : isoDate(to) }));
}

/** Rows of the buyer where there are any, else of the whole flow. */
function seenUnder(measure: string, { element, buyer }: RecordedPair, { data }: ReferenceIndex): RecordedControl['seen'] {
  const rows = (data.control_outcomes ?? []).filter((row) => row.measure === measure && row.elements.includes(element));
  const own = rows.filter((row) => row.buyer === buyer);
  return (own.length > 0 ? own : rows.filter((row) => row.buyer === EVERY_BUYER)).map(({ seen_to, below, known_from }) => ({
    seen_to: isoDate(lastDayOf(seen_to)),
    below,
    known_from: isoDate(lastDayOf(known_from)),
  }));
}

function isAbout({ elements, buyers }: EpisodeRow, { element, buyer }: RecordedPair, { methodology }: ReferenceIndex): boolean {
  const namesElement = elements.some((word) => word === element || (methodology.groups[word] ?? []).includes(element));
  return namesElement && (buyers.includes(EVERY_BUYER) || buyers.includes(buyer));
}

function disruption(episode: EpisodeRow, { element }: RecordedPair, index: ReferenceIndex): RecordedDisruption {
  const { id, known_from, start, end, duration_days, censored, binding, severity_mean, severity_trough, measures } = episode;
  const depth = severity_mean ?? severity_trough;
  const lastDay = end ?? (duration_days === null ? null : isoDate(dayNumber(start) + duration_days));
  const shares = index
    .stagesOf(element)
    .filter((stage) => episode.stages.includes(stage))
    .map((stage) =>
      index.shares(element, stage).reduce((sum, { country, share }) => sum + (episode.origins.includes(country) ? share : 0), 0),
    );
  return {
    id,
    known_from: isoDate(lastDayOf(known_from)),
    start,
    last_day: lastDay,
    is_open: lastDay === null || censored !== false,
    binding,
    loss: depth === null ? null : depth * Math.max(0, ...shares),
    controls: measures,
  };
}
