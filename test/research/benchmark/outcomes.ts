/**
 * What happened, in three tracks: a control became known, took effect, and the flow really stopped. No number
 * of the method decides any of it.
 */
import { elementIds, type FactIndex, indexFacts } from '#domain/method/facts.ts';
import {
  controlKind,
  coversStage,
  ELEMENT_GROUPS,
  effectiveDay,
  hitsBuyer,
  isOwn,
  lastDay,
  type Measure,
} from '#domain/method/measure.ts';
import { measureFromRow } from '#domain/method/register.ts';
import type { TradeRatio } from '#domain/method/trade.ts';
import { type DayNumber, dayNumber, firstDayOf, isoDate, lastDayOf } from '#domain/time/calendar.ts';
import type { ControlEventRow, Provenance, TradeRow } from '#domain/vocabulary/reference-data.ts';
import type { ControlClass, Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { BUYERS } from './facts.ts';

/**
 * A row of docs/benchmark/outcomes.csv. Elements and buyers are separated by spaces, dates are days; `ends`
 * is empty while no end is known.
 */
export type OutcomeRow = Readonly<
  Record<
    | 'track'
    | 'event'
    | 'id'
    | 'origin'
    | 'elements'
    | 'buyers'
    | 'begins'
    | 'ends'
    | 'outcome'
    | 'known'
    | 'source'
    | 'source_url'
    | 'quality'
    | 'note',
    string
  >
>;

/**
 * An origin counts for a pair where it has this part of world supply at a stage, by the shares known on the
 * day.
 */
const MATERIAL_SHARE = 0.1;
/** Last day to which the register, the table of events and the episodes were all followed. */
const FOLLOWED = '2026-10-15';
const CAME_TO_NOTHING: readonly string[] = ['withdrawn', 'never_enforced', 'waived'];

interface Happening {
  readonly track: string;
  /** Origin and day of the control: what belongs to one decision is one event. */
  readonly event: string;
  readonly origin: string;
  readonly begins: DayNumber;
  readonly ends: DayNumber | null;
  readonly outcome: string;
  readonly known: DayNumber;
  readonly row: Provenance & { readonly id: string };
}

/** One row for every set of buyers, with the elements that share it. */
function rowsOf(happening: Happening, pairs: readonly (readonly [string, string])[]): readonly OutcomeRow[] {
  const { track, event, origin, begins, ends, outcome, known, row } = happening;
  const buyersOf = Map.groupBy(pairs, ([element]) => element);
  const sets = Map.groupBy(buyersOf, ([, of]) => of.map(([, buyer]) => buyer).join(' '));
  return [...sets].map(([buyers, of]) => ({
    track,
    event,
    id: row.id,
    origin,
    elements: of.map(([element]) => element).join(' '),
    buyers,
    begins: isoDate(begins),
    ends: ends === null ? '' : isoDate(ends),
    outcome,
    known: isoDate(known),
    source: row.source,
    source_url: row.source_url ?? '',
    quality: row.quality,
    note: row.note ?? '',
  }));
}

/**
 * Pairs of which an origin makes a material part at one of the stages that `covers` names, by what was known
 * on the day.
 */
function pairsHit(
  index: FactIndex,
  day: DayNumber,
  origins: readonly string[],
  targets: readonly string[],
  covers: (element: string, stage: Stage) => boolean,
): readonly (readonly [string, string])[] {
  const facts = index.on(isoDate(day));
  return elementIds(index.data).flatMap((element) => {
    const isMaterial = facts.stagesOf(element).some((stage) => {
      const world = facts.world(element, stage);
      const all = Object.values(world).reduce((sum, share) => sum + share, 0);
      return covers(element, stage) && origins.some((origin) => (world[origin] ?? 0) / all >= MATERIAL_SHARE);
    });
    return isMaterial
      ? BUYERS.filter(
          (buyer) => hitsBuyer(targets, buyer) && !origins.some((origin) => isOwn(buyer, origin)),
        ).map((buyer) => [element, buyer] as const)
      : [];
  });
}

const isControl = (controlClass: ControlClass | null): boolean =>
  controlClass !== null && controlClass !== 'supply_disruption' && controlKind(controlClass) !== null;

/** Last day in force of a measure; null while no end is known. */
function lastDayInForce(measure: Measure): DayNumber | null {
  const { suspended_from, stated_end } = measure;
  const last = Math.min(
    lastDay(measure),
    stated_end == null ? Number.POSITIVE_INFINITY : lastDayOf(stated_end),
    suspended_from === null ? Number.POSITIVE_INFINITY : firstDayOf(suspended_from) - 1,
  );
  return Number.isFinite(last) ? last : null;
}

/** A control becomes known, and takes effect unless it was stopped before. */
function controlRows(
  happening: Omit<Happening, 'track' | 'begins' | 'event' | 'outcome'>,
  from: DayNumber,
  pairs: readonly (readonly [string, string])[],
) {
  const { origin, known, ends } = happening;
  const track = (name: string, begins: DayNumber, until: DayNumber | null): readonly OutcomeRow[] =>
    rowsOf(
      {
        ...happening,
        track: name,
        event: `${origin} ${isoDate(begins)}`,
        begins,
        ends: until,
        outcome: 'yes',
      },
      pairs,
    );
  return [
    ...track('known', known, known),
    ...(ends !== null && ends < from ? [] : track('in_effect', from, ends)),
  ];
}

function registered(index: FactIndex): readonly OutcomeRow[] {
  const today = dayNumber(FOLLOWED);
  const reliefs = index.data.policy.filter(({ relief }) => relief !== null);
  return index.data.policy.flatMap((row) => {
    const { mapping } = row;
    if (mapping === null || !isControl(mapping.control_class)) return [];
    const known = lastDayOf(row.known_from);
    const then = index.on(isoDate(known));
    const coverage = new Map(
      elementIds(index.data).map((element) => [
        element,
        then.measures(element).find(({ id }) => id === row.id),
      ]),
    );
    const covers = (element: string, stage: Stage): boolean =>
      (coverage.get(element)?.coverage[stage] ?? 0) > 0;
    const ends = lastDayInForce(measureFromRow(row, reliefs, { day: today, known: today, read: today }));
    return mapping.origins.flatMap((origin) => {
      const pairs = pairsHit(index, known, [origin], mapping.targets, covers);
      return controlRows({ origin, ends, known, row }, effectiveDay(row), pairs);
    });
  });
}

function worldwide(index: FactIndex): readonly OutcomeRow[] {
  const counts = (row: ControlEventRow): boolean =>
    row.actor_kind === 'government' &&
    row.policy_id === null &&
    isControl(row.control_class) &&
    !CAME_TO_NOTHING.includes(row.outcome);
  return index.data.control_events.filter(counts).flatMap((row) => {
    const known = lastDayOf(row.known_from);
    const pairs = pairsHit(
      index,
      known,
      [row.origin],
      row.targets,
      (element, stage) => row.elements.includes(element) && coversStage(row.stages, stage),
    );
    const ends = row.effective_to === null ? null : lastDayOf(row.effective_to);
    return controlRows(
      { origin: row.origin, ends, known, row },
      row.effective_from === null ? known : firstDayOf(row.effective_from),
      pairs,
    );
  });
}

/**
 * What somebody saw of a flow: below what it was before, not below, or reported in a way that tells neither.
 */
interface Seen extends Happening {
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  readonly buyers: readonly string[];
}

function seenFlows(index: FactIndex): readonly Seen[] {
  const { data } = index;
  const policy = new Map(data.policy.map((row) => [row.id, row]));
  const eventOf = (origin: string, measures: readonly string[], id: string): string => {
    const days = measures.flatMap((measure) => policy.get(measure)?.known_from ?? []).map(lastDayOf);
    return days.length === 0 ? id : `${origin} ${isoDate(Math.min(...days))}`;
  };
  const symbols = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => ELEMENT_GROUPS[name] ?? [name]);
  const episodes = data.episodes.flatMap((row) =>
    row.origins.map((origin): Seen => {
      const begins = dayNumber(row.start);
      const outcome = row.binding === 'yes' || row.binding === 'partly' ? 'yes' : row.binding;
      const rest = {
        track: 'stopped',
        event: eventOf(origin, row.measures, row.id),
        origin,
        outcome,
        known: lastDayOf(row.known_from),
        row,
      };
      return {
        ...rest,
        begins,
        ends: row.end === null ? begins : dayNumber(row.end),
        elements: symbols(row.elements),
        stages: row.stages,
        buyers: row.buyers,
      };
    }),
  );
  const readings = data.control_outcomes.map((row): Seen => {
    const rest = {
      track: 'stopped',
      event: eventOf(row.origin, [row.measure], row.id),
      origin: row.origin,
      known: lastDayOf(row.known_from),
      row,
    };
    const ends = lastDayOf(row.seen_to);
    // The first month of a reading may begin before the control does.
    const control = policy.get(row.measure);
    const since = control === undefined ? Number.NEGATIVE_INFINITY : effectiveDay(control);
    const begins = row.seen_from === null ? ends : Math.max(since, firstDayOf(row.seen_from));
    return {
      ...rest,
      begins,
      ends,
      outcome: row.below ? 'yes' : 'no',
      elements: row.elements,
      stages: row.stages,
      buyers: [row.buyer],
    };
  });
  return [...episodes, ...readings, ...tradedFlows(index, eventOf)];
}

/** Months before a control that a flow is held against at least; a forecast needs more. */
const LEAST_MONTHS = 3;

/**
 * Flows by month under the controls of the register, quarter by quarter. A quarter whose interval spans the
 * line is no answer alone: such quarters in a row are read together, by their ratio. Nothing at all is below,
 * whatever went before.
 */
function tradedFlows(
  index: FactIndex,
  eventOf: (origin: string, measures: readonly string[], id: string) => string,
): readonly Seen[] {
  const today = dayNumber(FOLLOWED);
  const { parameters } = index;
  const lenient = indexFacts(index.data, index.methodology, {
    ...parameters,
    trade: { ...parameters.trade, least: LEAST_MONTHS },
  });
  const reliefs = index.data.policy.filter(({ relief }) => relief !== null);
  const ends = index.data.policy.flatMap((row) =>
    row.mapping === null
      ? []
      : (lastDayInForce(measureFromRow(row, reliefs, { day: today, known: today, read: today })) ?? []),
  );
  const ratios = [...new Set([...ends, today])]
    .sort((a, b) => a - b)
    .flatMap((day) =>
      elementIds(index.data).flatMap((element) => lenient.on(isoDate(day)).tradeRatios(element)),
    )
    .filter(
      ({ origin, buyer, clean, doubtful, ratio, months }) =>
        origin !== 'ALL' &&
        ['ALL', ...BUYERS].includes(buyer) &&
        clean &&
        !doubtful &&
        (ratio !== null || Object.values(months).every((kg) => kg === 0)),
    );
  const flows = Map.groupBy(
    // The newest day knows most of a quarter.
    new Map(
      ratios.map((one) => [`${one.element} ${one.row.slice(0, -'2025-01'.length)} ${one.from}`, one]),
    ).values(),
    ({ element, origin, buyer, stages }) => `${element} ${origin} ${buyer} ${stages}`,
  );
  const spans = ({ ratio, below }: TradeRatio): boolean => ratio !== null && below === null;
  const rows = new Map(index.data.trade.map((row) => [row.row, row]));
  return [...flows.values()].flatMap((quarters) => {
    const runs: TradeRatio[][] = [];
    for (const one of quarters.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
      const last = runs.at(-1);
      if (spans(one) && last?.[0] !== undefined && spans(last[0])) last.push(one);
      else runs.push([one]);
    }
    return runs.flatMap((run): readonly Seen[] => {
      const [first, last] = [run[0] as TradeRatio, run.at(-1) as TradeRatio];
      const row = rows.get(last.row) as TradeRow;
      const months = run.flatMap((one) => Object.values(one.months).map((kg) => kg / (one.before_kg ?? 1)));
      const mean = months.reduce((sum, part) => sum + part, 0) / months.length;
      if (row.source_url === null) return [];
      return [
        {
          track: 'stopped',
          event: eventOf(first.origin, first.measures, first.row),
          origin: first.origin,
          begins: Math.max(dayNumber(first.since), firstDayOf(first.from)),
          ends: lastDayOf(last.to),
          outcome: (first.below ?? mean < parameters.trade.line) ? 'yes' : 'no',
          known: lastDayOf(last.known_from),
          row: { ...row, id: row.row },
          elements: [first.element],
          stages: first.stages,
          buyers: [first.buyer],
        },
      ];
    });
  });
}

/** What is left of a time when others are taken out of it. */
function without(
  from: DayNumber,
  to: DayNumber,
  others: readonly (readonly [DayNumber, DayNumber])[],
): readonly (readonly [DayNumber, DayNumber])[] {
  return others.reduce<readonly (readonly [DayNumber, DayNumber])[]>(
    (left, [first, last]) =>
      left.flatMap(([a, b]) => {
        if (last < a || first > b) return [[a, b] as const];
        return [
          ...(a < first ? [[a, first - 1] as const] : []),
          ...(b > last ? [[last + 1, b] as const] : []),
        ];
      }),
    [[from, to]],
  );
}

/**
 * Flows that stopped, or did not: what was known of the buyer by then goes before what is known of the whole
 * flow.
 */
function flows(index: FactIndex): readonly OutcomeRow[] {
  const seen = seenFlows(index);
  const ofBuyer = seen.filter(({ buyers }) => !buyers.includes('ALL'));
  return seen.flatMap((flow) => {
    const { begins, elements, stages, buyers, origin } = flow;
    const ends = flow.ends ?? begins;
    const pairs = pairsHit(
      index,
      begins,
      [origin],
      buyers,
      (element, stage) => elements.includes(element) && coversStage(stages, stage),
    );
    const parts = pairs.flatMap((pair) => {
      const known = buyers.includes('ALL')
        ? ofBuyer.filter(
            (other) =>
              other.known <= flow.known &&
              other.origin === origin &&
              other.elements.includes(pair[0]) &&
              hitsBuyer(other.buyers, pair[1]),
          )
        : [];
      return without(
        begins,
        ends,
        known.map((other) => [other.begins, other.ends ?? other.begins]),
      ).map((part) => [part.join(' '), part, pair] as const);
    });
    return [...Map.groupBy(parts, ([key]) => key).values()].flatMap((of) => {
      const [, [from, to]] = of[0] as (typeof of)[number];
      return rowsOf(
        { ...flow, begins: from, ends: to },
        of.map(([, , pair]) => pair),
      );
    });
  });
}

const FOLLOWED_ROW: OutcomeRow = {
  track: 'all',
  event: '',
  id: 'FOLLOWED',
  origin: '',
  elements: '',
  buyers: '',
  begins: '',
  ends: FOLLOWED,
  outcome: 'followed',
  known: FOLLOWED,
  source: 'read days of the tables in shared/reference/sources.json',
  source_url: '',
  quality: 'A',
  note: 'last day to which the record of events was followed; windows that end later are not judged',
};

/** All outcomes, by track, day and row. */
export function outcomeRows(index: FactIndex): readonly OutcomeRow[] {
  const rows = [...registered(index), ...worldwide(index), ...flows(index)];
  const key = ({ track, begins, id, elements, ends }: OutcomeRow): string =>
    `${track} ${begins} ${id} ${elements} ${ends}`;
  return [FOLLOWED_ROW, ...rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))];
}
