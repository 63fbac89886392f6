/** Outcomes by which forecasts are judged: the days on which something began that hits an element and a buyer. */
import { measuresFrom } from '../facts/policy-measures.ts';
import type { ReferenceIndex } from '../facts/reference-index.ts';
import { coverageOf } from '../measures/measure-applicability.ts';
import { type DatedMeasure, datedMeasures } from '../measures/measure-state.ts';
import type { Pair } from '../outcomes/pairs.ts';
import { dayNumber } from '../time/calendar.ts';
import { type DayNumber, lastDayOf } from '../time/partial-date.ts';
import { lookup, type Methodology } from '../vocabulary/methodology.ts';
import type { EpisodeRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, ElementGroups, Stage } from '../vocabulary/scoring-inputs.ts';

/** Days in order, each once, for every pair at its place. */
export type OutcomeDays = readonly (readonly DayNumber[])[];

const EVERY_BUYER = 'ALL';
const PART_OF_A_WIDER_ROW = 'licence_by_buyer';

const inOrder = (days: Iterable<DayNumber>): readonly DayNumber[] => [...new Set(days)].sort((a, b) => a - b);

/** Does a measure, on the day it became known, hit the pair at a stage where its origin holds at least `leastShare` of world supply? */
function hits(
  dated: DatedMeasure,
  all: readonly DatedMeasure[],
  { element, buyer }: Pair,
  leastShare: number,
  index: ReferenceIndex,
): boolean {
  const { measure, knownFrom } = dated;
  return index.stagesOf(element).some((stage) =>
    index.shares(element, stage).some(({ country: origin, share }) => {
      if (share < leastShare || origin === buyer || !measure.origins.includes(origin)) return false;
      return coverageOf(measure, { element, stage, buyer, origin }, all, knownFrom, knownFrom, index.methodology.groups) > 0;
    }),
  );
}

/**
 * Days on which a control that counts (`new_control_count_classes`) became known and hits the pair, at a stage where its origin is
 * material: it has at least the share at which the tier of the method begins (`new_control_tier.low`). `byOrigin`: of this origin only.
 */
export function controlDays(
  pairs: readonly Pair[],
  index: ReferenceIndex,
  since: DayNumber,
  until: DayNumber,
  byOrigin: CountryCode | null = null,
): OutcomeDays {
  const { new_control_count_classes: classes, new_control_tier: tier } = index.methodology.parameters;
  return pairs.map((pair) => {
    const { measures, reliefs } = index.measuresConcerning(pair.element);
    const all = datedMeasures(measures, reliefs);
    const counted = all.filter(
      ({ measure, knownFrom }) =>
        knownFrom >= since &&
        knownFrom <= until &&
        classes.includes(measure.control_class) &&
        (byOrigin === null || measure.origins.includes(byOrigin)),
    );
    return inOrder(counted.filter((dated) => hits(dated, all, pair, tier.low, index)).map(({ knownFrom }) => knownFrom));
  });
}

/** Did the flow fall in earnest, and is this not a part of a wider row that is there already? */
function isDisruption(episode: EpisodeRow): boolean {
  const repeats = episode.hazard_type === PART_OF_A_WIDER_ROW && !episode.in_fit;
  return (episode.binding === 'yes' || episode.binding === 'partly') && !repeats;
}

/** Does the episode name the element, itself or by a group? Limits of a route name none. */
function namesElement(episode: EpisodeRow, element: string, groups: ElementGroups): boolean {
  return episode.elements.some((word) => word === element || (groups[word] ?? []).includes(element));
}

/** First days of the episodes that are counted and hit the pair. */
function episodeDays(
  pairs: readonly Pair[],
  episodes: readonly EpisodeRow[],
  { groups }: Pick<Methodology, 'groups'>,
  [since, until]: readonly [DayNumber, DayNumber],
  counts: (episode: EpisodeRow, pair: Pair) => boolean,
): OutcomeDays {
  const inTime = episodes
    .map((episode) => ({ episode, start: dayNumber(episode.start) }))
    .filter(({ start }) => start >= since && start <= until);
  return pairs.map((pair) => {
    const here = inTime.filter(
      ({ episode }) =>
        (episode.buyers.includes(EVERY_BUYER) || episode.buyers.includes(pair.buyer)) &&
        namesElement(episode, pair.element, groups) &&
        counts(episode, pair),
    );
    return inOrder(here.map(({ start }) => start));
  });
}

/** First days of the disruptions in the episodes table that hit the pair. */
export function disruptionDays(
  pairs: readonly Pair[],
  episodes: readonly EpisodeRow[],
  methodology: Pick<Methodology, 'groups'>,
  since: DayNumber,
  until: DayNumber,
): OutcomeDays {
  return episodeDays(pairs, episodes, methodology, [since, until], isDisruption);
}

/**
 * Did the episode last longer than the buyer's stocks? Time to survive = median cover of the buyer / (measured loss of the flow x world
 * share of the origins at the stages of the episode). `false` where depth or length are unknown.
 */
function outlastsCover(episode: EpisodeRow, { element, buyer }: Pair, index: ReferenceIndex): boolean {
  const severity = episode.severity_mean ?? episode.severity_trough;
  if (severity === null || episode.duration_days === null) return false;
  const shareAt = (stage: Stage): number =>
    index.shares(element, stage).reduce((sum, { country, share }) => sum + (episode.origins.includes(country) ? share : 0), 0);
  const share = Math.max(
    0,
    ...index
      .stagesOf(element)
      .filter((stage) => episode.stages.includes(stage))
      .map(shareAt),
  );
  return episode.duration_days * severity * share > lookup(index.methodology.parameters.cover_median_days, buyer);
}

/** First days of the disruptions that outlasted the cover of the buyer: the nearest there is to what the score is the chance of. */
export function outlastingDays(pairs: readonly Pair[], index: ReferenceIndex, since: DayNumber, until: DayNumber): OutcomeDays {
  const counts = (episode: EpisodeRow, pair: Pair) => isDisruption(episode) && outlastsCover(episode, pair, index);
  return episodeDays(pairs, index.data.episodes, index.methodology, [since, until], counts);
}

/**
 * Days on which a measure of the origin became known that restricts, whichever element it names: the classes that count and those of
 * lists and know-how, which the method does not count for a single element.
 */
export function announcementDays(index: ReferenceIndex, origin: CountryCode, since: DayNumber, until: DayNumber): readonly DayNumber[] {
  const classes = [...index.methodology.parameters.new_control_count_classes, 'entity_list', 'technology_ban'];
  const measures = measuresFrom(index.data).measures.filter(
    ({ origins, control_class }) => origins.includes(origin) && classes.includes(control_class),
  );
  return inOrder(measures.map(({ known_from }) => lastDayOf(known_from)).filter((day) => day >= since && day <= until));
}

/** Is there a day after `origin` and not later than `origin + horizon`? */
export function happensWithin(days: readonly DayNumber[], origin: DayNumber, horizonDays: number): boolean {
  return days.some((day) => day > origin && day <= origin + horizonDays);
}

/** How many days are not after `origin`: what was known of the outcomes then. */
export function countUntil(days: readonly DayNumber[], origin: DayNumber): number {
  return days.filter((day) => day <= origin).length;
}
