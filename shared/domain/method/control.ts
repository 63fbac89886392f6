/** Do the measures of an origin stop its flows, and for how long (section 3)? */
import { entryOf, memoized } from '../numbers/memoized.ts';
import { type DayNumber, lastDayOf } from '../time/calendar.ts';
import type { EndUse } from '../vocabulary/score-document.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import {
  controlKind,
  effectiveDay,
  heldUntil,
  hitsBuyer,
  isOwn,
  type Measure,
  type MeasureStatus,
  measureStatus,
  type Sight,
  sightsOf,
  type TradeReading,
} from './measure.ts';
import {
  leastOf,
  lucksOf,
  NEVER,
  type Need,
  type NodeValues,
  type Profile,
  WHOLE,
  type Within,
} from './need.ts';
import { atNodes, NODES, nodeFactors, nodeMean, nodeZeros } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import {
  either,
  extreme,
  extremeOf,
  isFinished,
  keptDecay,
  NONE,
  releaseOf,
  type StopChance,
  stopOf,
  summed,
} from './stop-chance.ts';
import type { Leg } from './ways.ts';

export type Question = Readonly<{
  element: string;
  buyer: CountryCode;
  endUse: EndUse;
  day: DayNumber;
  measures: readonly Measure[];
  readings: readonly TradeReading[];
}>;

export type CountedMeasure = Readonly<{
  measure: Measure;
  status: MeasureStatus;
  /** Largest part of a flow that it covers. */
  coverage: number;
  sights: number;
  alone: Within;
}>;

const isAbroad = ({ control_class }: Measure) => control_class === 'extraterritorial_licence';

function depthOn(
  { control_class, coverage, targets }: Measure,
  { stage, destination }: Leg,
  { buyer, endUse }: Question,
  { depth }: Parameters,
) {
  const kind = controlKind(control_class, isOwn(buyer, destination) ? endUse : 'civil');
  const covered = coverage[stage] ?? 0;
  if (kind === null || covered <= 0 || !hitsBuyer(targets, destination)) return 0;
  return depth[kind] * covered;
}

/** By kind of regime, at every node. */
type Binding = Readonly<{
  chance: Float64Array;
  /** After all sights; the three sum to 1. */
  weight: Float64Array;
  /** Chance that a stop of today is unbroken since the start, and expected age in days of one that is not. */
  unbroken: Float64Array;
  age: Float64Array;
}>;

const bindings = new WeakMap<Parameters, Map<string, readonly Binding[]>>();
const MOST_BINDINGS = 500;

/** The two-state process of a control: moved by time, pulled by what was seen of the trade. */
function bindingOf(
  isFinishedGood: boolean,
  start: DayNumber,
  sights: readonly Sight[],
  day: DayNumber,
  parameters: Parameters,
): readonly Binding[] {
  const seen = sights.filter((sight) => sight.day >= start && sight.day <= day);
  const key = `${isFinishedGood} ${day - start} ${seen.map((sight) => `${day - sight.day}${sight.below ? '-' : '+'}`)}`;
  const kept = entryOf(bindings, parameters, () => new Map<string, readonly Binding[]>());
  if (kept.size >= MOST_BINDINGS) kept.clear();
  return entryOf(kept, key, () => {
    const kinds = [0, 1, 2].map((kind) => bindingOfKind(kind, isFinishedGood, start, seen, day, parameters));
    for (let node = 0; node < NODES; node++) {
      const sum = kinds.reduce((total, { weight }) => total + (weight[node] as number), 0);
      for (const { weight } of kinds) weight[node] = (weight[node] as number) / sum;
    }
    return kinds;
  });
}

function bindingOfKind(
  kind: number,
  isFinishedGood: boolean,
  start: DayNumber,
  seen: readonly Sight[],
  day: DayNumber,
  parameters: Parameters,
): Binding {
  const { first, reading } = parameters;
  const release = releaseOf(isFinishedGood, parameters)[kind] as Float64Array;
  const relapse = nodeFactors(parameters).relapse[kind] as Float64Array;
  const chance = nodeZeros();
  const weight = nodeZeros();
  const unbroken = nodeZeros();
  const age = nodeZeros();
  for (let node = 0; node < NODES; node++) {
    const [mu, nu] = [release[node] as number, relapse[node] as number];
    const rest = nu / (mu + nu);
    // Chance that it stops the flow; that it has since the start; days times chance of a stop that began
    // later.
    let [b, u, aged, w, at] = [first, first, 0, 1 / 3, start];
    const move = (to: DayNumber) => {
      const days = to - at;
      const [kept, settled] = [Math.exp(-mu * days), Math.exp(-nu * days)];
      aged = kept * (aged - u * days) + (rest * (1 - kept)) / mu + ((b - rest) * kept * (1 - settled)) / nu;
      u *= kept;
      b = rest + (b - rest) * kept * settled;
      at = to;
    };
    for (const sight of seen) {
      move(sight.day);
      const odds = sight.below ? reading.odds : 1 / reading.odds;
      const evidence = b * odds + 1 - b;
      w *= evidence;
      [aged, u, b] = [(aged * odds) / evidence, (u * odds) / evidence, (b * odds) / evidence];
    }
    move(day);
    chance[node] = b;
    weight[node] = w;
    unbroken[node] = u / b;
    age[node] = b - u <= NEARLY_NONE ? 0 : aged / (b - u);
  }
  return { chance, weight, unbroken, age };
}

const NEARLY_NONE = 1e-12;

/** A kind of regime, and how many days the stock lasts under it. */
type Regime = Binding &
  Readonly<{
    /** Chance that an earlier control stopped the flow to its end; null without one. */
    carried: Float64Array | null;
    /** With what this and earlier ones have left, this one alone, one that began later, and a full stock. */
    taken: Float64Array;
    alone: Float64Array;
    again: Float64Array;
    full: Float64Array;
  }>;

type FlowState = Readonly<{
  /** Everything the chance depends on beside the measure and the need. */
  key: string;
  isFinished: boolean;
  sights: readonly Sight[];
  earlier: readonly Held[];
  legs: readonly Leg[];
}>;

type Held = Readonly<{
  measure: Measure;
  from: DayNumber;
  until: DayNumber;
  depths: ReadonlyMap<Leg, number>;
}>;

const numbers = new WeakMap<object, number>();
let numbered = 0;

const numberOf = (of: object) =>
  entryOf(numbers, of, () => {
    numbered += 1;
    return numbered;
  });

class OriginControls {
  readonly #origin: CountryCode;
  readonly #need: Need;
  readonly #question: Question;
  readonly #parameters: Parameters;
  readonly #legs: readonly Leg[];
  /** Legs on which other countries send on what they make of the origin's goods. */
  readonly #onward: readonly Leg[];
  readonly #held: readonly Held[];
  #touched: ReturnType<Need['byLegs']> | null = null;
  readonly #gaps = new Map<string, NodeValues>();
  readonly #stocks = new Map<string, Float64Array>();
  readonly #sights = new Map<Leg, readonly Sight[]>();

  constructor(origin: CountryCode, need: Need, question: Question, parameters: Parameters) {
    this.#origin = origin;
    this.#need = need;
    this.#question = question;
    this.#parameters = parameters;
    this.#legs = need.legs.filter((leg) => leg.origin === origin);
    this.#onward = need.onward(origin);
    this.#held = question.measures.flatMap((measure) => {
      const held = heldUntil(measure, question.day);
      const depths = this.#depthsOf(measure);
      return held === null || depths.size === 0 ? [] : [{ measure, ...held, depths }];
    });
  }

  get #reach(): ReturnType<Need['byLegs']> {
    this.#touched ??= this.#need.byLegs(this.#origin, new Map(this.#legs.map((leg) => [leg, 1])));
    return this.#touched;
  }

  #depthsOf(measure: Measure): ReadonlyMap<Leg, number> {
    return new Map(
      (isAbroad(measure) ? this.#onward : this.#legs).flatMap((leg) => {
        const depth = depthOn(measure, leg, this.#question, this.#parameters);
        return depth > 0 ? [[leg, depth] as const] : [];
      }),
    );
  }

  #sightsOf(leg: Leg): readonly Sight[] {
    const { readings, day } = this.#question;
    return entryOf(this.#sights, leg, () => sightsOf(readings, leg, day, this.#parameters.reading.quarter));
  }

  counted(): readonly CountedMeasure[] {
    const { measures, day } = this.#question;
    return measures.flatMap((measure) => {
      const status = measureStatus(measure, day);
      const depths = status === null ? null : this.#depthsOf(measure);
      if (status === null || depths === null || depths.size === 0) return [];
      const states = this.#statesOf(measure, status, [...depths.keys()]);
      const start = effectiveDay(measure);
      return [
        {
          measure,
          status,
          coverage: Math.max(...[...depths.keys()].map(({ stage }) => measure.coverage[stage] ?? 0)),
          sights: Math.max(
            ...states.map(({ sights }) => sights.filter((sight) => sight.day >= start).length),
          ),
          alone: entryOf(this.#need.controls, this.#keyOf(measure, states), () =>
            this.#chanceOf(measure, status, depths, states),
          ),
        },
      ];
    });
  }

  /** Everything the chance of a measure depends on beside its need. */
  #keyOf(measure: Measure, states: readonly FlowState[]): string {
    const { endUse, day, readings } = this.#question;
    const earlier = states.map((state) => state.earlier.map((held) => numberOf(held.measure)));
    return [this.#origin, numberOf(measure), endUse, day, numberOf(readings), ...earlier].join(' ');
  }

  #placesOf(legs: readonly Leg[]): string {
    return legs
      .map((leg) => {
        const place = this.#legs.indexOf(leg);
        return place < 0 ? `>${this.#onward.indexOf(leg)}` : `${place}`;
      })
      .join(' ');
  }

  #statesOf(measure: Measure, status: MeasureStatus, legs: readonly Leg[]): readonly FlowState[] {
    const { element } = this.#question;
    const start = effectiveDay(measure);
    const states = new Map<string, FlowState & Readonly<{ legs: Leg[] }>>();
    for (const leg of legs) {
      const inForce = status.status === 'in_force';
      const finished = isFinished(element, leg.stage);
      const sights = inForce && !isAbroad(measure) ? this.#sightsOf(leg) : [];
      const earlier = inForce
        ? this.#held.filter(
            ({ measure: other, from, depths }) => other !== measure && from < start && depths.has(leg),
          )
        : [];
      const key = `${finished} ${sights.map(({ day, id, below }) => `${day} ${id} ${below}`)} | ${earlier.map((one) => one.measure.id)}`;
      entryOf(states, key, () => ({
        key,
        isFinished: finished,
        sights,
        earlier,
        legs: [] as Leg[],
      })).legs.push(leg);
    }
    return [...states.values()];
  }

  /** Flows are stopped together with the least of their chances: the likeliest set counts. */
  #chanceOf(
    measure: Measure,
    status: MeasureStatus,
    depths: ReadonlyMap<Leg, number>,
    states: readonly FlowState[],
  ): Within {
    const { day } = this.#question;
    const start = effectiveDay(measure);
    const likelihood = ({ isFinished: finished, sights }: FlowState) =>
      nodeMean((bindingOf(finished, start, sights, day, this.#parameters)[1] as Binding).chance);
    const inOrder =
      states.length > MOST_TOGETHER && status.status === 'in_force'
        ? states.toSorted((a, b) => likelihood(b) - likelihood(a))
        : states;
    const sets = setsOf(inOrder).map((set): FlowSet => {
      let made: ReadonlyMap<FlowState, Within> | null = null;
      const stops = (): ReadonlyMap<FlowState, Within> => {
        made ??= this.#stopsOf(measure, status, depths, set);
        return made;
      };
      return { states: set, stops };
    });
    return memoized((horizon) => likeliest(sets, horizon));
  }

  /** What each state does where all are stopped; empty where that takes nothing. */
  #stopsOf(
    measure: Measure,
    status: MeasureStatus,
    depths: ReadonlyMap<Leg, number>,
    set: readonly FlowState[],
  ): ReadonlyMap<FlowState, Within> {
    const legs = set.flatMap((state) => state.legs);
    const depth = this.#depthOf(new Map(legs.map((leg) => [leg, depths.get(leg) as number])));
    const lucks = lucksOf(this.#parameters);
    const profiles = lucks.map((luck) => this.#need.profile(depth, luck, this.#reach));
    if (profiles.every((profile) => profile === null)) return new Map();
    const gaps = profiles.map((profile, kind) =>
      profile === null || this.#need.stated.length === 0
        ? (profile?.[0] ?? null)
        : this.#need.gap(depth, lucks[kind], this.#reach),
    );
    const make = (): readonly Within[] =>
      set.map((state) =>
        memoized(
          status.status === 'in_force'
            ? this.#inForce(measure, state, legs, profiles, gaps)
            : this.#ahead(status, state, gaps),
        ),
      );
    const shape = this.#shapeOf(measure, set, legs, profiles);
    const { controls } = this.#need.stock;
    if (controls.size >= MOST_SHAPES) controls.clear();
    const stops = shape === null ? make() : entryOf(controls, shape, make);
    return new Map(set.map((state, place) => [state, stops[place] as Within]));
  }

  /**
   * Key of a set that takes all of a need or nothing, as most suppliers' do: needs of one stock share its
   * stops. Null elsewhere.
   */
  #shapeOf(
    measure: Measure,
    set: readonly FlowState[],
    legs: readonly Leg[],
    profiles: readonly (Profile | null)[],
  ): string | null {
    const own = this.#held.filter((held) => held.measure === measure);
    const gaps = profiles.flatMap((profile, kind) => [
      ...(profile ?? [null]),
      ...[own, ...set.map(({ earlier }) => [...own, ...earlier])].flatMap((held) =>
        this.#takenSince(kind, legs, held, null).map(({ gap }) => gap),
      ),
    ]);
    if (this.#need.stated.length > 0 || gaps.some((gap) => gap !== null && gap !== WHOLE)) return null;
    const states = set.map(({ key }) => key).join();
    return `${this.#keyOf(measure, set)} ${states} ${gaps.map((gap) => (gap === null ? 0 : 1)).join('')}`;
  }

  #inForce(
    measure: Measure,
    { isFinished: finished, sights, earlier }: FlowState,
    legs: readonly Leg[],
    profiles: readonly (Profile | null)[],
    gaps: readonly NodeValues[],
  ): Within {
    const { day } = this.#question;
    const start = effectiveDay(measure);
    const states = bindingOf(finished, start, sights, day, this.#parameters);
    const before = earlier.map((held) =>
      bindingOf(finished, held.from, sights, Math.min(start, held.until), this.#parameters),
    );
    const fullOn = sights.findLast((sight) => !sight.below && sight.day < start)?.day ?? null;
    const own = this.#held.filter((held) => held.measure === measure);
    const kinds = profiles.map((profile, kind) => {
      if (profile === null) return null;
      const lasts = (stock: Float64Array): Float64Array => this.#need.lasts(stock, profile);
      const alone = lasts(this.#stockOn(kind, legs, own, null));
      const chances = before.map((of) => (of[kind] as Binding).chance);
      const binding = states[kind] as Binding;
      return this.#regime(kind, finished, {
        ...binding,
        full: lasts(this.#need.cover),
        alone,
        carried: chances.length === 0 ? null : extremeOf('largest', chances),
        taken: chances.length === 0 ? alone : lasts(this.#stockOn(kind, legs, [...own, ...earlier], fullOn)),
        again: lasts(this.#stockSince(binding.age, gaps[kind] ?? null)),
      });
    });
    const within = (horizon: number): StopChance => (horizon > 0 ? sumOf(kinds, horizon) : NONE);
    const { stated_end } = measure;
    if (stated_end == null) return within;
    // No end is believed to the day.
    const until = Math.max(0, lastDayOf(stated_end) + 1 - day);
    return (horizon) => {
      const [before, whole] = [within(Math.min(horizon, until)), within(horizon)];
      const beyond = (figure: keyof StopChance): Float64Array =>
        before[figure].map(
          (sure, node) => sure + this.#parameters.renewed * ((whole[figure][node] as number) - sure),
        );
      return { chance: beyond('chance'), days: beyond('days') };
    };
  }

  #ahead(
    { status, days }: MeasureStatus,
    { isFinished: finished }: FlowState,
    gaps: readonly NodeValues[],
  ): Within {
    const { first, announced, renewed } = this.#parameters;
    const all = (value: number): Float64Array => nodeZeros().fill(value);
    const weight = all((status === 'announced' ? announced : 1 - renewed) / 3);
    const certain = { chance: all(first), weight, unbroken: all(1), age: all(0), carried: null };
    return (horizon) => {
      const ahead = horizon - days;
      if (ahead <= 0) return NONE;
      const left = this.#need.left(horizon);
      const kinds = gaps.map((gap, kind) => {
        if (gap === null) return null;
        const full = atNodes((node) => lastsAt(left, gap, node));
        return this.#regime(kind, finished, { ...certain, full, alone: full, again: full, taken: full });
      });
      return sumOf(kinds, ahead);
    };
  }

  #regime(kind: number, finished: boolean, regime: Regime): Within {
    const release = releaseOf(finished, this.#parameters)[kind] as Float64Array;
    const relapse = nodeFactors(this.#parameters).relapse[kind] as Float64Array;
    return regimeWithin(regime, release, relapse);
  }

  /**
   * Stock of today if these measures stopped these legs while they held. `fullOn`: a day when the flow was
   * seen.
   */
  #stockOn(
    kind: number,
    legs: readonly Leg[],
    held: readonly Held[],
    fullOn: DayNumber | null,
  ): Float64Array {
    const key = `${kind} ${this.#placesOf(legs)} ${held.map(({ measure }) => measure.id).join(' ')} ${fullOn}`;
    return entryOf(this.#stocks, key, () => {
      const { drawn, own } = this.#need.stock;
      const { refill } = this.#parameters;
      const stock = drawn.slice();
      for (const { long, gap } of this.#takenSince(kind, legs, held, fullOn)) {
        for (let node = 0; node < NODES; node++) {
          const taken = gap === null ? 0 : (gap[node] as number);
          const now = (stock[node] as number) + (taken > 0 ? -taken : refill) * long;
          stock[node] = Math.min(drawn[node] as number, Math.max(0, now));
        }
      }
      for (let node = 0; node < NODES; node++) stock[node] = (stock[node] as number) + (own[node] as number);
      return stock;
    });
  }

  /** One stretch of days after another. */
  #takenSince(
    kind: number,
    legs: readonly Leg[],
    held: readonly Held[],
    fullOn: DayNumber | null,
  ): readonly Readonly<{ long: number; gap: NodeValues }>[] {
    const { day } = this.#question;
    const begin = Math.max(
      Math.min(day, ...held.map(({ from }) => from)),
      fullOn ?? Number.NEGATIVE_INFINITY,
    );
    const edges = held
      .flatMap(({ from, until }) => [from, until])
      .filter((edge) => edge > begin && edge < day);
    const days = [...new Set([begin, ...edges, day])].sort((a, b) => a - b);
    return days.slice(0, -1).map((from, at) => ({
      long: (days[at + 1] as number) - from,
      gap: this.#gapUnder(
        kind,
        legs,
        held.filter((one) => one.from <= from && from < one.until),
      ),
    }));
  }

  /** Stock of today if the flow was broken in between, and a stop of this age has drawn on it. */
  #stockSince(age: Float64Array, gap: NodeValues): Float64Array {
    const { drawn, own } = this.#need.stock;
    return atNodes((node) => {
      const taken = gap === null ? 0 : (gap[node] as number) * (age[node] as number);
      return Math.max(0, (drawn[node] as number) - taken) + (own[node] as number);
    });
  }

  #depthOf(depths: ReadonlyMap<Leg, number>): ReturnType<Need['byLegs']> {
    const [leg] = depths.keys();
    return leg !== undefined && leg.origin !== this.#origin
      ? this.#need.byOnward(this.#origin, depths)
      : this.#need.byLegs(this.#origin, depths);
  }

  /** By the deepest of the measures that hold on each leg. */
  #gapUnder(kind: number, legs: readonly Leg[], on: readonly Held[]): NodeValues {
    if (on.length === 0) return null;
    const key = `${kind} ${this.#placesOf(legs)} ${on.map(({ measure }) => measure.id).join(' ')}`;
    if (this.#gaps.has(key)) return this.#gaps.get(key) as NodeValues;
    const depths = new Map(
      legs.map((leg) => [leg, Math.max(0, ...on.map((held) => held.depths.get(leg) ?? 0))] as const),
    );
    const gap = this.#need.gap(this.#depthOf(depths), lucksOf(this.#parameters)[kind], this.#reach);
    this.#gaps.set(key, gap);
    return gap;
  }
}

/** Ways in which a stop began, with the stock left and their part of today's stops. */
const startsOf = ({ unbroken, carried, alone, again, taken }: Regime, release: Float64Array) =>
  (carried === null ? [alone, again] : [alone, again, taken]).map((lasts, way) => {
    const part = nodeZeros();
    for (let node = 0; node < NODES; node++) {
      const rho = unbroken[node] as number;
      const beta = carried === null ? 0 : (carried[node] as number);
      part[node] = way === 2 ? beta : (1 - beta) * (way === 0 ? rho : 1 - rho);
    }
    return { lasts, run: runFor(lasts, release), part };
  });

/** Chance that a stop goes on for so many days. */
function runFor(lasts: Float64Array, release: Float64Array): Float64Array {
  const run = nodeZeros();
  for (let node = 0; node < NODES; node++)
    run[node] = Math.exp(-(release[node] as number) * (lasts[node] as number));
  return run;
}

function regimeWithin(regime: Regime, release: Float64Array, relapse: Float64Array): Within {
  const { chance, weight, full } = regime;
  const starts = startsOf(regime, release);
  const runs = runFor(full, release);
  const soonest = Math.min(...[full, ...starts.map(({ lasts }) => lasts)].map(leastOf));
  return (horizon) => {
    if (soonest > horizon) return NONE;
    const [stops, relapses] = [nodeZeros(), nodeZeros()];
    for (const { lasts, run, part } of starts)
      for (let node = 0; node < NODES; node++)
        if ((lasts[node] as number) <= horizon)
          stops[node] = (stops[node] as number) + (part[node] as number) * (run[node] as number);
    const sum = nodeZeros();
    for (let node = 0; node < NODES; node++) {
      const b = chance[node] as number;
      const left = horizon - (full[node] as number);
      if (left > 0)
        relapses[node] = (1 - b) * (1 - Math.exp(-(relapse[node] as number) * (runs[node] as number) * left));
      sum[node] = (weight[node] as number) * (b * (stops[node] as number) + (relapses[node] as number));
    }
    return stopOf(sum, () => {
      const [rests, toTheEnd] = [nodeZeros(), keptDecay(release, horizon)];
      for (const { lasts, run, part } of starts)
        for (let node = 0; node < NODES; node++)
          if ((lasts[node] as number) <= horizon)
            rests[node] =
              (rests[node] as number) +
              (part[node] as number) * Math.max(0, (run[node] as number) - (toTheEnd[node] as number));
      for (let node = 0; node < NODES; node++) {
        const again = ((relapses[node] as number) * Math.max(0, horizon - (full[node] as number))) / 2;
        const days = ((chance[node] as number) * (rests[node] as number)) / (release[node] as number) + again;
        rests[node] = Math.min(horizon * (sum[node] as number), (weight[node] as number) * days);
      }
      return rests;
    });
  };
}

const sumOf = (kinds: readonly (Within | null)[], horizon: number): StopChance => {
  const stops = kinds.flatMap((within) => within?.(horizon) ?? []).filter((stop) => stop !== NONE);
  if (stops.length === 0) return NONE;
  return stopOf(summed(stops.map(({ chance }) => chance)), () => summed(stops.map(({ days }) => days)));
};

export const lastsAt = (stock: Float64Array, gap: Float64Array, node: number): number => {
  const of = gap[node] as number;
  return of > 0 ? Math.min(NEVER, (stock[node] as number) / of) : NEVER;
};

type FlowSet = Readonly<{
  states: readonly FlowState[];
  stops: () => ReadonlyMap<FlowState, Within>;
}>;

/** Every set of a few states; of many, each with all likelier ones. Larger sets first. */
function setsOf(states: readonly FlowState[]): readonly (readonly FlowState[])[] {
  if (states.length > MOST_TOGETHER) return states.map((_, place) => states.slice(0, states.length - place));
  return Array.from({ length: 2 ** states.length - 1 }, (_, at) =>
    states.filter((_state, place) => ((at + 1) >> place) % 2 === 1),
  ).sort((a, b) => b.length - a.length);
}

/**
 * Largest of the sets, each the least of its states. A state does no more in a smaller set, so most are
 * skipped.
 */
function likeliest(sets: readonly FlowSet[], horizon: number): StopChance {
  const figure = (of: keyof StopChance): Float64Array | null => {
    let best: Float64Array | null = null;
    const looked: ReadonlyMap<FlowState, Within>[] = [];
    const valuesOf = (stops: ReadonlyMap<FlowState, Within>, states: readonly FlowState[]) =>
      extremeOf(
        'least',
        states.map((state) => (stops.get(state) as Within)(horizon)[of]),
      );
    for (const { states, stops } of sets) {
      const larger = looked.findLast((known) => states.every((state) => known.has(state)));
      if (larger !== undefined && best !== null && !isAbove(valuesOf(larger, states), best)) continue;
      const found = stops();
      if (found.size === 0) continue;
      looked.push(found);
      const values = valuesOf(found, states);
      best = best === null ? values : extremeOf('largest', [best, values]);
    }
    return best;
  };
  const chance = figure('chance');
  return chance === null ? NONE : stopOf(chance, () => figure('days') as Float64Array);
}

function isAbove(values: Float64Array, others: Float64Array) {
  for (let node = 0; node < NODES; node++)
    if ((values[node] as number) > (others[node] as number)) return true;
  return false;
}

const MOST_SHAPES = 100;

/** Flows of which every set is tried. */
const MOST_TOGETHER = 5;

export type OriginControl = Readonly<{
  measures: readonly CountedMeasure[];
  together: Within;
}>;

/**
 * Measures on one origin are one cause: the likeliest pair counts, as independent where the other binds
 * other legs or is ahead and deeper; else the larger, as one government holds both.
 */
export function controlOf(
  origin: CountryCode,
  need: Need,
  question: Question,
  parameters: Parameters,
): OriginControl | null {
  const of = question.measures.filter(({ origins }) => origins.includes(origin));
  if (of.length === 0) return null;
  const measures = new OriginControls(origin, need, { ...question, measures: of }, parameters).counted();
  if (measures.length === 0) return null;
  const classes = (inForce: boolean) => {
    const of = measures
      .filter(({ status }) => (status.status === 'in_force') === inForce)
      .map((one) => {
        const kind = controlKind(one.measure.control_class, question.endUse);
        return { ...one, deep: kind === null ? 0 : parameters.depth[kind], abroad: isAbroad(one.measure) };
      });
    return [...Map.groupBy(of, ({ deep, abroad }) => `${deep} ${abroad}`).values()];
  };
  const [now, ahead] = [classes(true), classes(false)];
  const most = (some: readonly CountedMeasure[], horizon: number): StopChance =>
    extreme(
      'largest',
      some.map(({ alone }) => alone(horizon)).filter((stop) => stop !== NONE),
    );
  const joins = (horizon: number): readonly StopChance[] => {
    const joined = (groups: typeof now): readonly Joined[] =>
      groups.map((of) => ({
        stop: most(of, horizon),
        deep: of[0]?.deep ?? 0,
        abroad: of[0]?.abroad ?? false,
      }));
    const [held, coming] = [joined(now), joined(ahead)];
    return [
      ...[...held, ...coming].map(({ stop }) => stop),
      ...held.flatMap((one) =>
        [...held.filter(({ abroad }) => abroad), ...coming].flatMap((other) =>
          other.abroad !== one.abroad || (coming.includes(other) && other.deep > one.deep)
            ? [either(one.stop, other.stop, horizon)]
            : [],
        ),
      ),
    ];
  };
  return {
    measures,
    together: memoized((horizon) =>
      extreme(
        'largest',
        joins(horizon).filter((stop) => stop !== NONE),
      ),
    ),
  };
}

type Joined = Readonly<{
  stop: StopChance;
  deep: number;
  abroad: boolean;
}>;
