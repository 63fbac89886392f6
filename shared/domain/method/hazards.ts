/** What may begin within the horizon, and security crises (sections 4 and 5). */
import { entryOf, memoized } from '../numbers/memoized.ts';
import { type DayNumber, dayNumber } from '../time/calendar.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { encloses, THEATRES, type Theatre, theatreRecord } from '../vocabulary/theatres.ts';
import type { CausePart, Decisions } from './causes.ts';
import { controlOf, lastsAt, type OriginControl, type Question } from './control.ts';
import { isOwn } from './measure.ts';
import {
  type Depth,
  leastOf,
  lucksOf,
  type Need,
  type NodeValues,
  type Outlasting,
  WHOLE,
  type Within,
} from './need.ts';
import { NODES, nodeFactors, nodeZeros, YEAR } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import { extreme, isFinished, NONE, releaseOf, type StopChance, stopOf, summed } from './stop-chance.ts';
import type { Leg } from './ways.ts';

export type OpenCause = Readonly<{
  id: string;
  part: CausePart;
  within: Within;
}>;

export type Surroundings = Question &
  Readonly<{
    /** Country -> political stability (WGI PV); null unknown. */
    pv: Readonly<Record<CountryCode, number | null>>;
    /** Of a new control by China, a year. */
    theta: number;
    pressure: Readonly<Record<Theatre, Readonly<{ multiplier: number }>>>;
    /** Of the world: the largest over the stages. */
    largestShare: (country: CountryCode) => number;
  }>;

type Hazard = Readonly<{
  rate: number;
  takesHold: number;
  /** Rates a day at which it ends, by kind of regime or for all; 0: for good. */
  ends: readonly Float64Array[] | number;
}>;

/** With lenient, middle and hard luck. */
const gapsOf = (
  need: Need,
  depth: Depth,
  parameters: Parameters,
  reach: Depth = depth,
): readonly NodeValues[] => lucksOf(parameters).map((luck) => need.gap(depth, luck, reach));

function outlastingOf(stock: Float64Array, gap: Float64Array, ends: Float64Array | number): Outlasting {
  const [lasts, survives] = [nodeZeros(), nodeZeros()];
  const [one, rates] = typeof ends === 'number' ? [ends, null] : [0, ends];
  for (let node = 0; node < NODES; node++) {
    const days = lastsAt(stock, gap, node);
    lasts[node] = days;
    survives[node] = Math.exp(-(rates === null ? one : (rates[node] as number)) * days);
  }
  return { lasts, least: leastOf(lasts), survives, within: new Map() };
}

/** Chance and days of a shortage by what begins for certain, on an even day of the horizon. */
function begun(
  { lasts, least, survives, within }: Outlasting,
  ends: Float64Array | number,
  horizon: number,
): StopChance {
  if (least >= horizon) return NONE;
  return entryOf(within, horizon, () => {
    const chance = nodeZeros();
    for (let node = 0; node < NODES; node++)
      chance[node] = (survives[node] as number) * Math.max(0, 1 - (lasts[node] as number) / horizon);
    return stopOf(chance, () => {
      const days = nodeZeros();
      for (let node = 0; node < NODES; node++) {
        const rest = Math.max(0, horizon - (lasts[node] as number));
        if (rest === 0) continue;
        const survived = survives[node] as number;
        const rate = typeof ends === 'number' ? ends : (ends[node] as number);
        days[node] =
          rate === 0
            ? (rest * rest) / (2 * horizon)
            : (survived * rest - (survived - Math.exp(-rate * horizon)) / rate) / (rate * horizon);
      }
      return days;
    });
  });
}

/** By what begins on an even day of the horizon. `id`: of its gaps and ends. */
function hazard(
  id: string,
  { rate, takesHold, ends }: Hazard,
  gapsOf: () => readonly NodeValues[],
  need: Need,
  parameters: Parameters,
): Within {
  if (rate <= 0) return () => NONE;
  const { gaps, outlasting, byRate } = entryOf(need.hazards, id, () => ({
    gaps: gapsOf(),
    outlasting: new Map(),
    byRate: new Map(),
  }));
  if (gaps.every((gap) => gap === null)) return () => NONE;
  const { rate: factors } = nodeFactors(parameters);
  return entryOf(byRate, rate, () =>
    memoized((horizon: number) => {
      const left = need.left(horizon);
      const kinds = gaps
        .map((gap, kind) => {
          if (gap === null) return NONE;
          const rates = typeof ends === 'number' ? ends : (ends[kind] as Float64Array);
          const make = (): Outlasting => outlastingOf(left, gap, rates);
          const found =
            left !== need.cover
              ? make()
              : gap === WHOLE
                ? entryOf(need.stock.ofWhole, rates, make)
                : entryOf(outlasting, kind, make);
          return begun(found, rates, horizon);
        })
        .filter((stop) => stop !== NONE);
      if (kinds.length === 0) return NONE;
      const mean = (figure: keyof StopChance): Float64Array => {
        const values = summed(kinds.map((stop) => stop[figure]));
        for (let node = 0; node < NODES; node++) {
          if (values[node] === 0) continue;
          const begins = takesHold * -Math.expm1((-rate * (factors[node] as number) * horizon) / YEAR);
          values[node] = (begins * (values[node] as number)) / 3;
        }
        return values;
      };
      return stopOf(mean('chance'), () => mean('days'));
    }),
  );
}

/** On feed, finished goods, or both, joined as the flows of a measure are. */
function newControl(
  origin: CountryCode,
  need: Need,
  { element, theta, largestShare }: Surroundings,
  parameters: Parameters,
): Within {
  const { new_control, depth, first, announced } = parameters;
  const isChina = origin === 'CHN';
  const rate = (isChina ? theta : new_control.rest) * largestShare(origin);
  const legs = need.legs.filter((leg) => leg.origin === origin);
  const groups = [...Map.groupBy(legs, ({ stage }) => isFinished(element, stage))];
  const sets = groups.length > 1 ? [...groups.map((group) => [group]), groups] : [groups];
  const withins = sets.map((set) =>
    set.map(([finished]) =>
      hazard(
        `new_control:${origin} ${set.map(([of]) => of)} ${finished}`,
        { rate, takesHold: first * announced, ends: releaseOf(finished, parameters) },
        () => {
          const reach = need.byLegs(origin, new Map(legs.map((leg) => [leg, 1])));
          const taken = new Map<Leg, number>(
            set.flatMap(([, of]) => of.map((leg) => [leg, isChina ? depth.licence : depth.ban] as const)),
          );
          return gapsOf(need, need.byLegs(origin, taken), parameters, reach);
        },
        need,
        parameters,
      ),
    ),
  );
  return (horizon) =>
    extreme(
      'largest',
      withins
        .map((set) => set.map((within) => within(horizon)))
        .filter((stops) => !stops.includes(NONE))
        .map((stops) => extreme('least', stops)),
    );
}

const reachOf = (theatre: Theatre, buyer: CountryCode, { reach }: Parameters) =>
  buyer === theatreRecord(theatre).by ? 0 : ((reach[theatre][buyer] ?? reach[theatre].other) as number);

const stopsOrigin = (theatre: Theatre, origin: CountryCode, buyer: CountryCode) =>
  encloses(theatre, buyer) || theatreRecord(theatre).stops.includes(origin);

/** Rate a day at which what is no control ends. */
const steady = ({ disruption }: Parameters) => 1 / disruption.days;

export function causesOf(
  need: Need,
  surroundings: Surroundings,
  parameters: Parameters,
): Readonly<{ causes: readonly OpenCause[]; controls: ReadonlyMap<CountryCode, OriginControl> }> {
  const { buyer, pv, pressure } = surroundings;
  const { depth, disruption, crisis } = parameters;
  const controls = new Map(
    need.origins.flatMap((origin) => {
      const control = controlOf(origin, need, surroundings, parameters);
      return control === null ? [] : [[origin, control] as const];
    }),
  );
  const begins = (id: string, rate: number, depthOf: () => Depth): Within =>
    hazard(
      id,
      { rate, takesHold: 1, ends: steady(parameters) },
      () => gapsOf(need, depthOf(), parameters),
      need,
      parameters,
    );
  const crises = THEATRES.flatMap((theatre): readonly OpenCause[] => {
    const reach = reachOf(theatre, buyer, parameters);
    if (reach === 0) return [];
    const id = `security:${theatre}`;
    const rate = crisis[theatre] * reach * pressure[theatre].multiplier;
    const within = begins(id, rate, () =>
      need.byAnyLeg((leg) =>
        isOwn(buyer, leg.destination) && stopsOrigin(theatre, leg.origin, buyer) ? depth.ban : 0,
      ),
    );
    return [{ id, part: 'security', within }];
  });
  const causes: readonly OpenCause[] = [
    ...[...controls].map(
      ([origin, { together }]) => ({ id: `measure:${origin}`, part: 'state', within: together }) as const,
    ),
    ...need.origins.map(
      (origin) =>
        ({
          id: `new_control:${origin}`,
          part: 'may_begin',
          within: newControl(origin, need, surroundings, parameters),
        }) as const,
    ),
    ...need.countries.map((country) => {
      const rate = disruption.rate * Math.exp(-disruption.slope * (pv[country] ?? 0));
      const id = `disruption:${country}`;
      const within = begins(id, rate, () => need.byCountry(country, depth.licence));
      return { id, part: 'may_begin', within } as const;
    }),
    ...crises,
    ...(stated(need) ?? []),
  ];
  return { causes, controls };
}

/** What nobody thought of hits all of the need at once. */
export const unforeseen = (need: Need, parameters: Parameters): OpenCause => ({
  id: 'unforeseen',
  part: 'may_begin',
  within: hazard(
    'unforeseen',
    { rate: parameters.unforeseen, takesHold: 1, ends: steady(parameters) },
    () =>
      gapsOf(
        need,
        need.ofPlants(() => parameters.depth.licence, true),
        parameters,
      ),
    need,
    parameters,
  ),
});

/** Plants that fail for good: new ones at their start, any by closure. `newness`: their mean. */
export function failure(
  id: string,
  newness: number,
  depth: Depth,
  need: Need,
  parameters: Parameters,
): OpenCause {
  const { supplier, disruption } = parameters;
  const rate = supplier.ramp_up * newness + disruption.rate * (1 - newness);
  const cause = `${newness > 0 ? 'ramp_up' : 'closure'}${id}`;
  return {
    id: cause,
    part: 'may_begin',
    within: hazard(
      cause,
      { rate, takesHold: 1, ends: 0 },
      () => {
        const gap = need.gap(depth);
        return [gap, gap, gap];
      },
      need,
      parameters,
    ),
  };
}

/** A supplier on China's control list loses all feed that leaves China, for good. */
export function listing(
  id: string,
  isOfSupplier: (supplier: string | null) => boolean,
  need: Need,
  { depth, first }: Parameters,
): OpenCause {
  const taken = need.byAnyLeg(({ origin }) => (origin === 'CHN' ? depth.ban : 0));
  const gap = need.gap({
    goods: new Float64Array(need.plants.length),
    feeds: taken.feeds.map((feed, at) => (isOfSupplier(need.plants[at]?.supplier ?? null) ? feed : null)),
  });
  const within = (horizon: number): StopChance => {
    if (gap === null) return NONE;
    const left = need.left(horizon);
    const days = gap.map((_, node) => first * Math.max(0, horizon - lastsAt(left, gap, node)));
    return { chance: days.map((short) => (short > 0 ? first : 0)), days };
  };
  return { id: `listing${id}`, part: 'state', within };
}

/** Assumed stops are certain: what remains open is whether the stock outlasts them. */
function stated(need: Need): readonly OpenCause[] | null {
  const names = [...new Set(need.stated.map(({ id }) => id))].sort();
  if (names.length === 0) return null;
  const gaps = need.windows.map(({ stop }) => (stop === null ? null : need.gap(stop)));
  const within = (horizon: number): StopChance => {
    const empty = need.lasts(need.cover, gaps);
    const days = nodeZeros();
    for (const [at, { from, to }] of need.windows.entries())
      for (let node = 0; node < NODES; node++)
        if ((gaps[at]?.[node] ?? 0) > 0)
          days[node] =
            (days[node] as number) +
            Math.max(0, Math.min(to, horizon) - Math.max(from, empty[node] as number));
    return days.every((short) => short === 0)
      ? NONE
      : { chance: days.map((short) => Number(short > 0)), days };
  };
  return [{ id: `stop:${names.join('+')}`, part: 'state', within }];
}

export const RECORD_START = dayNumber('2005-01-01');

/**
 * Rate a year of a new control by China on what it makes alone; days after the last reading count as
 * unread, not calm.
 */
export function newControlRate(
  { days, read_to }: Decisions,
  asOf: DayNumber,
  { new_control }: Parameters,
): number {
  const { prior, part, half_life } = new_control;
  const day = Math.min(asOf, dayNumber(read_to));
  const counted = days
    .map((decision) => dayNumber(decision.day))
    .filter((then) => then <= day)
    .reduce((sum, then) => sum + 2 ** (-(day - then) / YEAR / half_life), 0);
  const years = (day - RECORD_START) / YEAR;
  return (part * (prior + counted)) / (1 + ((1 - 2 ** (-years / half_life)) * half_life) / Math.LN2);
}
