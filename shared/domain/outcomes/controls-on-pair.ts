/**
 * Numbers by which outcomes are judged. They are those of the judging rules, whatever the method that made
 * the forecast.
 */

import type { FactIndex, FactsOnDay } from '../method/facts.ts';
import { coversStage, hitsBuyer, isOwn, lastDay, type Measure, measureStatus } from '../method/measure.ts';
import { measureFromRow } from '../method/register.ts';
import { type DayNumber, firstDayOf, isoDate, lastDayOf } from '../time/calendar.ts';
import type { ControlEventRow, PolicyRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';

/** All that decides whether something happened to an element and a buyer. */
export interface OutcomeRules {
  /** Classes of control that count. */
  readonly control_classes: readonly string[];
  /** Kinds of actor of the worldwide table whose events count. */
  readonly actor_kinds: readonly string[];
  /** Outcomes of an event of the worldwide table after which it never stopped anything. */
  readonly came_to_nothing: readonly string[];
  /** An origin with less of world supply than this at a stage does not count there. */
  readonly material_share: number;
  /** Buyer (or `default`) -> median days of cover. */
  readonly cover_median_days: Readonly<Record<CountryCode, number>>;
  /** Names that tables use for several elements or countries. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /**
   * A spell belongs to a control of its origin when it ended at most so many days before the control became
   * known, or later.
   */
  readonly spell_days_before_control: number;
  /**
   * A spell belongs to a control of its origin when it began at most so many days after the control became
   * known.
   */
  readonly spell_days_after_control: number;
  /**
   * Days after the first day of a window that have to be followed, for a state to be judged by the part that
   * was.
   */
  readonly least_followed_days: number;
  /** Days after the end of a suspension without news until the measure counts as in force again. */
  readonly undecided_lapse_grace_days: number;
}

// An element and a buyer: outcomes are known of such pairs.

export interface Pair {
  readonly element: string;
  readonly buyer: CountryCode;
}

/** Elements with a market, each with every buyer, in byte order. */
export function pairsWithMarket(
  { data, stagesOf }: FactsOnDay,
  buyers: readonly CountryCode[],
): readonly Pair[] {
  const elements = data.elements.map(({ symbol }) => symbol).filter((symbol) => stagesOf(symbol).length > 0);
  return elements.sort().flatMap((element) => [...buyers].sort().map((buyer) => ({ element, buyer })));
}

// Controls that hit an element and a buyer, from the register and from the table of measures worldwide.

/** A control by an origin from which the buyer's world is supplied in earnest. */
export interface ControlOnPair {
  readonly id: string;
  readonly origin: CountryCode;
  /** Day on which it became known. */
  readonly knownOn: DayNumber;
  /**
   * Day on which it was suspended or ended before it took effect, so that nothing was ever held back by it;
   * null where it was not.
   */
  readonly annulledOn: DayNumber | null;
  /** Times in force, each day read with what was known on it. */
  readonly inForce: readonly TimeInForce[];
}

/** Days on which a control was in force without a break. */
export interface TimeInForce {
  readonly from: DayNumber;
  /** Last day; null while no end is known. */
  readonly to: DayNumber | null;
}

/**
 * Origins that are no part of the buyer and hold at least the material share at a stage for which `hitsAt`
 * holds, by the shares known on the day.
 */
function materialOrigins(
  index: FactIndex,
  { element, buyer }: Pair,
  rules: OutcomeRules,
  day: DayNumber,
  hitsAt: (origin: CountryCode, stage: Stage) => boolean,
): readonly CountryCode[] {
  const facts = index.on(isoDate(day));
  const origins = facts
    .stagesOf(element)
    .flatMap((stage) =>
      Object.entries(facts.world(element, stage)).flatMap(([country, share]) =>
        share >= rules.material_share && !isOwn(buyer, country) && hitsAt(country, stage) ? [country] : [],
      ),
    );
  return [...new Set(origins)].sort();
}

function fromPolicy(index: FactIndex, pair: Pair, rules: OutcomeRules): readonly ControlOnPair[] {
  const policy = index.data.policy.filter((row) => row.superseded_from === undefined);
  const reliefs = policy.filter(({ relief }) => relief !== null);
  return policy.flatMap((row) => {
    const { mapping } = row;
    if (
      mapping === null ||
      !rules.control_classes.includes(mapping.control_class) ||
      !hitsBuyer(mapping.targets, pair.buyer)
    )
      return [];
    const knownOn = lastDayOf(row.known_from);
    const measure = index
      .on(isoDate(knownOn))
      .measures(pair.element)
      .find(({ id }) => id === row.id);
    if (measure === undefined) return [];
    const origins = materialOrigins(
      index,
      pair,
      rules,
      knownOn,
      (origin, stage) => measure.origins.includes(origin) && (measure.coverage[stage] ?? 0) > 0,
    );
    if (origins.length === 0) return [];
    const starts = row.effective_from === null ? knownOn : firstDayOf(row.effective_from);
    const suspended = row.suspended_from === null ? Number.POSITIVE_INFINITY : firstDayOf(row.suspended_from);
    const stopped = Math.min(suspended, lastDay(measureFromRow(row, reliefs, { day: FAR, known: FAR, read: FAR })) + 1);
    const annulledOn = stopped <= starts ? stopped : null;
    const inForce = timesInForce(row, reliefs, rules.undecided_lapse_grace_days);
    return origins.map((origin) => ({ id: row.id, origin, knownOn, annulledOn, inForce }));
  });
}

/** After every date of the register. */
const FAR: DayNumber = 100_000;

function isInForce(measure: Measure, day: DayNumber, graceDays: number): boolean {
  const status = measureStatus(measure, day);
  if (status?.status === 'in_force') return true;
  return (
    status?.status === 'suspended' &&
    status.undecided_since !== null &&
    day >= status.undecided_since + graceDays
  );
}

/**
 * How a measure stands changes only on a date of its row or of the rows that end it or extend its suspension.
 */
function timesInForce(
  row: PolicyRow,
  reliefs: readonly PolicyRow[],
  graceDays: number,
): readonly TimeInForce[] {
  const naming = reliefs.filter(({ relief }) => relief?.measures.includes(row.id));
  const froms = [
    row.effective_from,
    row.suspended_from,
    ...naming.map(({ effective_from }) => effective_from),
  ];
  const tos = [
    row.effective_to,
    row.suspended_to,
    ...(row.effective_to_revisions ?? []).map(({ effective_to }) => effective_to),
    ...naming.map(({ effective_to }) => effective_to),
  ];
  const known = [row, ...naming, ...(row.effective_to_revisions ?? [])].map(({ known_from }) =>
    lastDayOf(known_from),
  );
  const ends = tos.flatMap((date) =>
    date === null ? [] : [lastDayOf(date) + 1, lastDayOf(date) + 1 + graceDays],
  );
  const days = [...known, ...froms.flatMap((date) => (date === null ? [] : [firstDayOf(date)])), ...ends];
  const times: { from: DayNumber; to: DayNumber | null }[] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const inForce = isInForce(measureFromRow(row, reliefs, { day, known: day, read: day }), day, graceDays);
    const last = times.at(-1);
    const runs = last !== undefined && last.to === null;
    if (inForce && !runs) times.push({ from: day, to: null });
    else if (!inForce && runs) last.to = day - 1;
  }
  return times;
}

function fromEvents(index: FactIndex, pair: Pair, rules: OutcomeRules): readonly ControlOnPair[] {
  const counts = (event: ControlEventRow): boolean =>
    rules.actor_kinds.includes(event.actor_kind) &&
    event.policy_id === null &&
    event.control_class !== null &&
    rules.control_classes.includes(event.control_class) &&
    !rules.came_to_nothing.includes(event.outcome) &&
    event.elements.includes(pair.element) &&
    hitsBuyer(event.targets, pair.buyer);
  return index.data.control_events.filter(counts).flatMap((event) => {
    const knownOn = lastDayOf(event.known_from);
    const isAt = (origin: CountryCode, stage: Stage): boolean =>
      origin === event.origin && coversStage(event.stages, stage);
    const origins = materialOrigins(index, pair, rules, knownOn, isAt);
    return origins.map((origin) => ({ id: event.id, origin, knownOn, annulledOn: null, inForce: [] }));
  });
}

/**
 * Controls of the classes that count, in order of the day on which they became known. Those of the table of
 * measures worldwide count from then;
 * whether they are in force is not followed there, so they never are. Announcements that came to nothing are
 * left out.
 */
export function controlsOnPair(index: FactIndex, pair: Pair, rules: OutcomeRules): readonly ControlOnPair[] {
  return [...fromPolicy(index, pair, rules), ...fromEvents(index, pair, rules)].sort(
    (a, b) => a.knownOn - b.knownOn || (a.id < b.id ? -1 : 1),
  );
}

/** Was the control in force on the day, as known then? */
export function isInForceOn({ inForce }: Pick<ControlOnPair, 'inForce'>, day: DayNumber): boolean {
  return inForce.some(({ from, to }) => from <= day && (to === null || to >= day));
}
