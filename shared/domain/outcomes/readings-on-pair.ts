/**
 * Readings of trade under controls and disruptions, for one element and buyer: how long supply was below what
 * it had been, and how long anybody looked.
 * Where nobody looked, nothing is known.
 */
import type { FactIndex } from '../method/facts.ts';
import { type DayNumber, dayNumber, isoDate, lastDayOf } from '../time/calendar.ts';
import type { ControlOutcomeRow, EpisodeRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { OutcomeRules, Pair } from './controls-on-pair.ts';

/** A stretch of time in which supply was seen below, or seen not to be. */
export interface PairReading {
  readonly id: string;
  /** A spell from its first day to its last, or one look at how things stood. */
  readonly kind: 'spell' | 'look';
  readonly measures: readonly string[];
  /** Empty for a look. */
  readonly origins: readonly CountryCode[];
  readonly from: DayNumber;
  /** Last day seen. */
  readonly to: DayNumber;
  /** It was still so when it was last seen. */
  readonly open: boolean;
  /** null: a row says that it is not known. */
  readonly below: boolean | null;
  /**
   * Day on which the loss has used up the cover, if it lasts that long; `Infinity` when it never does, null
   * where the loss is not known.
   */
  readonly outlastsOn: DayNumber | null;
  /** Day on which the row could be read. */
  readonly knownOn: DayNumber;
}

const EVERYBODY = 'ALL';

/**
 * Does the row name the element, itself or by a group? Limits of routes name all elements at once and are no
 * reading of one.
 */
function namesElement(
  { elements }: Pick<EpisodeRow, 'elements'>,
  element: string,
  { groups }: OutcomeRules,
): boolean {
  return elements.some((word) => word === element || (groups[word] ?? []).includes(element));
}

/**
 * Largest part of world supply of the element that the origins of the episode held at its stages when it
 * began.
 */
function shareHit({ origins, stages, start }: EpisodeRow, element: string, index: FactIndex): number {
  const known = index.on(isoDate(dayNumber(start)));
  const shareAt = (stage: Stage) =>
    Object.entries(known.world(element, stage)).reduce(
      (sum, [country, share]) => sum + (origins.includes(country) ? share : 0),
      0,
    );
  return Math.max(
    0,
    ...known
      .stagesOf(element)
      .filter((stage) => stages.includes(stage))
      .map(shareAt),
  );
}

/**
 * Day on which cover is used up: median cover / (measured loss of the flow x share of world supply) after the
 * first day.
 */
function dayOfOutlasting(
  episode: EpisodeRow,
  { element, buyer }: Pair,
  index: FactIndex,
  rules: OutcomeRules,
): DayNumber | null {
  const loss = episode.severity_mean ?? episode.severity_trough;
  if (loss === null) return null;
  const lost = loss * shareHit(episode, element, index);
  return lost > 0
    ? dayNumber(episode.start) +
        (rules.cover_median_days[buyer] ?? rules.cover_median_days.default ?? 0) / lost
    : Number.POSITIVE_INFINITY;
}

const BELOW: Readonly<Record<string, boolean>> = { yes: true, partly: true, no: false };

/** An episode of which no end was read is one that was seen to begin, and no longer. */
function episodeReading(episode: EpisodeRow, pair: Pair, index: FactIndex, rules: OutcomeRules): PairReading {
  return {
    id: episode.id,
    kind: 'spell',
    measures: episode.measures,
    origins: episode.origins,
    from: dayNumber(episode.start),
    to: dayNumber(episode.end ?? episode.start),
    open: episode.censored !== false,
    below: BELOW[episode.binding] ?? null,
    outlastsOn: dayOfOutlasting(episode, pair, index, rules),
    knownOn: lastDayOf(episode.known_from),
  };
}

/**
 * A look at the flow that says how it stood in its last months; how long it had stood so, it does not say.
 */
function outcomeReading({ id, measure, seen_to, below, known_from }: ControlOutcomeRow): PairReading {
  const seen = dayNumber(seen_to);
  const knownOn = lastDayOf(known_from);
  return {
    id,
    kind: 'look',
    measures: [measure],
    origins: [],
    from: seen,
    to: seen,
    open: true,
    below,
    outlastsOn: null,
    knownOn,
  };
}

/** A reading as its row has it, before rows of the whole flow give way to those of the buyer. */
export interface ReadingRow {
  readonly reading: PairReading;
  /** The row names the buyer; else the whole flow. */
  readonly ofBuyer: boolean;
}

/** Rows of all readings that name the element, and the buyer or the whole flow. */
export function readingRowsOnPair(index: FactIndex, pair: Pair, rules: OutcomeRules): readonly ReadingRow[] {
  const { element, buyer } = pair;
  const { episodes, control_outcomes } = index.data;
  const reaches = (buyers: readonly string[]) => buyers.includes(buyer) || buyers.includes(EVERYBODY);
  const ofEpisodes = episodes
    .filter((episode) => reaches(episode.buyers) && namesElement(episode, element, rules))
    .map(
      (episode): ReadingRow => ({
        reading: episodeReading(episode, pair, index, rules),
        ofBuyer: episode.buyers.includes(buyer),
      }),
    );
  const ofOutcomes = control_outcomes
    .filter((row) => reaches([row.buyer]) && row.elements.includes(element))
    .map((row): ReadingRow => ({ reading: outcomeReading(row), ofBuyer: row.buyer === buyer }));
  return [...ofEpisodes, ...ofOutcomes];
}

/**
 * Rows of the whole flow give way to rows of the buyer: under the same measure wholly, under another from the
 * day on which the buyer is seen to lose nothing.
 */
function withoutReplaced(found: readonly ReadingRow[]): readonly PairReading[] {
  const own = found.filter(({ ofBuyer }) => ofBuyer).map(({ reading }) => reading);
  const customMeasures = new Set(own.flatMap(({ measures }) => measures));
  const lossless = own.filter(({ below }) => below === false);
  return found.flatMap(({ reading, ofBuyer }) => {
    if (ofBuyer) return [reading];
    if (reading.measures.some((measure) => customMeasures.has(measure))) return [];
    const cut = Math.min(
      ...lossless.filter(({ from }) => from > reading.from).map(({ from }) => from),
      Number.POSITIVE_INFINITY,
    );
    return cut < reading.to ? [{ ...reading, to: cut, open: false }] : [reading];
  });
}

/** Readings of a pair in order of their first day, from its rows. */
export function readingsOf(rows: readonly ReadingRow[]): readonly PairReading[] {
  return withoutReplaced(rows).toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
}

/** Last day on which anybody looked; null where nobody did. What a row does not know is no look. */
export function followedUntil(readings: readonly PairReading[]): DayNumber | null {
  const seen = readings.filter(({ below }) => below !== null).map(({ to }) => to);
  return seen.length === 0 ? null : Math.max(...seen);
}
