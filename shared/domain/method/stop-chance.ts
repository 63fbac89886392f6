/**
 * Assumed stops that act side by side: one cannot take what another took, and those that hold at the same
 * time are one gap.
 */

import { entryOf } from '../numbers/memoized.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { MeasureStatus, Sight } from './measure.ts';
import { NODES, type NodeFactors, nodeFactors, YEAR } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import { type Cases, NEVER, timeToSurvive } from './supply.ts';

/** A stop that is assumed to happen: of a scenario, or of one supplier's output. */
export interface StatedStop {
  readonly id: string;
  /** Days until it begins, and how long it lasts; null: beyond the horizon. */
  readonly begins: number;
  readonly lasts: number | null;
  /** Destinations that it hits; null: all. */
  readonly targets: readonly CountryCode[] | null;
  /** Stage -> origin -> part of its flow that stops, 0 ... 1. */
  readonly flows: Readonly<Partial<Record<string, Readonly<Record<CountryCode, number>>>>>;
  /** Is it a closed lane? Lanes lie one after another. */
  readonly lane?: boolean;
  /** A supplier that delivers less: what of its own sites stands still. `flows` is what others miss of it. */
  readonly supplier?: {
    readonly id: string;
    /** Where its sites stand still; null: everywhere, at all stages. */
    readonly countries: readonly CountryCode[] | null;
    readonly stages: readonly Stage[] | null;
    /** Part of their output that is lost, 0 ... 1. */
    readonly part: number;
  };
}

/** A time in which the same stops hold. */
interface StopWindow<Stop> {
  readonly id: string;
  readonly begins: number;
  /** Null: to the end of the horizon. */
  readonly lasts: number | null;
  readonly members: readonly Stop[];
}

/** The longest time for every set of stops that hold together within the horizon. */
function stopWindows<Stop extends Pick<StatedStop, 'id' | 'begins' | 'lasts'>>(
  stops: readonly Stop[],
  horizon: number,
): readonly StopWindow<Stop>[] {
  const endOf = ({ begins, lasts }: Stop): number =>
    lasts === null ? horizon : Math.min(horizon, begins + lasts);
  const windows = new Map<string, StopWindow<Stop>>();
  for (const from of stops)
    for (const to of stops) {
      const [begins, end] = [from.begins, endOf(to)];
      const members = stops.filter((stop) => stop.begins <= begins && endOf(stop) >= end);
      if (begins >= end || members.length === 0) continue;
      const key = members.map((stop) => stops.indexOf(stop)).join(' ');
      const id = [...new Set(members.map((stop) => stop.id))].sort().join('+');
      const [first, last] = [
        Math.max(...members.map((stop) => stop.begins)),
        Math.min(...members.map(endOf)),
      ];
      windows.set(key, { id, begins: first, lasts: last === horizon ? null : last - first, members });
    }
  return [...windows.values()];
}

/**
 * Those that take something, in every time in which the same ones hold, with the part that they take
 * together.
 */
export const stopsTogether = <Stop extends StatedStop>(
  stops: readonly Stop[],
  horizon: number,
  takenBy: (stops: readonly Stop[]) => number,
): readonly (StopWindow<Stop> & { readonly taken: number })[] =>
  stopWindows(
    stops.filter((stop) => takenBy([stop]) > 0),
    horizon,
  ).map((window) => ({ ...window, taken: takenBy(window.members) }));

/**
 * Part of a flow that stops take together: outputs of suppliers add up, and what one supplier or lane has
 * taken it does not take twice.
 */
export function jointPart<Stop extends Pick<StatedStop, 'lane' | 'supplier'>>(
  stops: readonly Stop[],
  partOf: (stop: Stop) => number,
): number {
  const [only] = stops;
  if (only !== undefined && stops.length === 1) return Math.min(1, partOf(only));
  const most = (of: readonly Stop[]): number => Math.max(0, ...of.map(partOf));
  const bySupplier = Map.groupBy(stops, ({ supplier }) => supplier?.id);
  const outputs = [...bySupplier].reduce((sum, [id, of]) => (id === undefined ? sum : sum + most(of)), 0);
  const lanes = most(stops.filter(({ lane }) => lane === true));
  return (
    1 -
    (bySupplier.get(undefined) ?? [])
      .filter(({ lane }) => lane !== true)
      .reduce(
        (rest, stop) => rest * (1 - Math.min(1, partOf(stop))),
        (1 - lanes) * (1 - Math.min(1, outputs)),
      )
  );
}

// Chance and days of a shortage from one stop, at every node: of a control that is there or announced, and of
// what may begin (sections 3 and 4).

/** At every node: chance of a shortage within the horizon, and expected days of it. */
export interface StopChance {
  readonly chance: Float64Array;
  readonly days: Float64Array;
}

/**
 * Defences that a stop meets: cover in days and the most spare supply (share of need), at every node; days to
 * look ahead.
 */
export interface Buffer {
  /** Of the numbers that cover and spare were made of: those with the same key are alike. */
  readonly key: string;
  readonly cover: Float64Array;
  readonly spare: Float64Array;
  readonly horizon: number;
  /**
   * Days of the cover that lie in stock today, as the buyer states; on the rest a control in force has drawn
   * since it began.
   */
  readonly inHand: number;
}

/** Stages and elements whose goods are finished; all others are feed. */
export const isFinished = (element: string, stage: string): boolean =>
  stage === 'magnet' || (element === 'C' && stage === 'refining');

/** No shortage: of a stop that takes nothing. */
export const NONE: StopChance = { chance: new Float64Array(NODES), days: new Float64Array(NODES) };

/**
 * At least one of several stops: the largest, and the part `apart` of what independence would add to it.
 * Chances and days (as part of the
 * horizon) alike, so that days never exceed the chance. Their order moves the last digit.
 */
export function anyStop(stops: readonly StopChance[], horizon: number, apart: number): StopChance {
  const of = (figure: 'chance' | 'days', scale: number): Float64Array => {
    const most = new Float64Array(NODES);
    const none = new Float64Array(NODES).fill(1);
    for (const { [figure]: values } of stops)
      for (let node = 0; node < NODES; node++) {
        const value = values[node] as number;
        if (value > (most[node] as number)) most[node] = value;
        none[node] = (none[node] as number) * (1 - value / scale);
      }
    if (apart === 0) return most;
    return most.map(
      (largest, node) => scale * (largest / scale + apart * (1 - (none[node] as number) - largest / scale)),
    );
  };
  return { chance: of('chance', 1), days: of('days', horizon) };
}

const isNothing = (losses: Cases): boolean => losses.every((loss) => loss === 0);

/** How a control stands on the day of the score. */
export interface ControlState {
  readonly status: MeasureStatus['status'];
  /** Days until it takes effect (again); of controls in force days since they took effect. */
  readonly days: number;
  /**
   * In force: days since the flow has been controlled without a break, by it or those that it took over from.
   */
  readonly controlled: number;
  /** Are its goods finished, or feed? */
  readonly finished: boolean;
  /** Sights of the flow since it took effect, in order, as days before today. */
  readonly sights: readonly { readonly ago: number; readonly below: boolean }[];
}

/** Sights as days before a day. */
export const sightsBefore = (sights: readonly Sight[], day: number): ControlState['sights'] =>
  sights.map((sight) => ({ ago: day - sight.day, below: sight.below }));

/** How likely a control in force stops the flow today, for one kind of regime, at every node. */
export interface Binding {
  /** Chance that it stops the flow. */
  readonly chance: Float64Array;
  /** Weight of the kind after all sights; the three sum to 1. */
  readonly weight: Float64Array;
  /** Chance that a stop of today is unbroken since the start. */
  readonly unbroken: Float64Array;
  /** Days since the flow was last seen; null when it never was. */
  readonly sinceSeen: number | null;
}

/**
 * The two-state process of a control in force, for the lenient, middle and hard kind: moved by time, pulled
 * by what was seen of the trade.
 */
export function bindingOf(state: ControlState, parameters: Parameters): readonly Binding[] {
  const factors = nodeFactors(parameters);
  const kinds = [0, 1, 2].map((kind) => bindingOfKind(kind, state, factors, parameters));
  for (let node = 0; node < NODES; node++) {
    const sum = kinds.reduce((total, { weight }) => total + (weight[node] as number), 0);
    for (const { weight } of kinds) weight[node] = (weight[node] as number) / sum;
  }
  return kinds;
}

function bindingOfKind(
  kind: number,
  { days, sights, finished }: ControlState,
  factors: NodeFactors,
  { first, reading }: Parameters,
): Binding {
  const release = (finished ? factors.release.finished : factors.release.feed)[kind] as Float64Array;
  const relapse = factors.relapse[kind] as Float64Array;
  const chance = new Float64Array(NODES);
  const weight = new Float64Array(NODES);
  const unbroken = new Float64Array(NODES).fill(1);
  const sinceSeen = sights.findLast(({ below }) => !below)?.ago ?? null;
  for (let node = 0; node < NODES; node++) {
    const [mu, nu] = [release[node] as number, relapse[node] as number];
    const rest = nu / (mu + nu);
    let b = first;
    let w = 1 / 3;
    let at = days;
    let flowing: number | null = null;
    for (const { ago, below } of sights) {
      b = rest + (b - rest) * Math.exp(-(mu + nu) * (at - ago));
      at = ago;
      const odds = below ? reading.odds : 1 / reading.odds;
      const evidence = b * odds + 1 - b;
      w *= evidence;
      b = (b * odds) / evidence;
      if (!below) flowing = b;
    }
    b = rest + (b - rest) * Math.exp(-(mu + nu) * at);
    chance[node] = b;
    weight[node] = w;
    if (flowing !== null) unbroken[node] = Math.min(1, (flowing * Math.exp(-mu * (sinceSeen as number))) / b);
  }
  return { chance, weight, unbroken, sinceSeen };
}

/** Chance and days of a shortage by a control; `binding` of one in force, null of one ahead. */
export function controlChance(
  state: ControlState,
  binding: readonly Binding[] | null,
  losses: Cases,
  buffer: Buffer,
  parameters: Parameters,
): StopChance {
  const horizon = binding === null ? buffer.horizon - state.days : buffer.horizon;
  if (horizon <= 0 || isNothing(losses)) return NONE;
  const inForce =
    binding !== null ? 1 : state.status === 'announced' ? parameters.announced : 1 - parameters.renewed;
  const sum: StopChance = { chance: new Float64Array(NODES), days: new Float64Array(NODES) };
  losses.forEach((loss, kind) => {
    if (loss > 0)
      addKind(sum, { kind, loss, state, binding: binding?.[kind], horizon, inForce, buffer, parameters });
  });
  return sum;
}

interface KindOfControl {
  readonly kind: number;
  readonly loss: number;
  readonly state: ControlState;
  readonly binding: Binding | undefined;
  readonly horizon: number;
  readonly inForce: number;
  readonly buffer: Buffer;
  readonly parameters: Parameters;
}

/** Chance that a stop of today goes on unbroken for so many days; none beyond the horizon. */
const goesOn = (release: number, days: number, horizon: number): number =>
  days === 0 ? 1 : days <= horizon ? Math.exp(-release * days) : 0;

/** One kind of regime, added to the sum over the three. */
function addKind(
  sum: StopChance,
  { kind, loss, state, binding, horizon, inForce, buffer, parameters }: KindOfControl,
): void {
  const { ramp, first } = parameters;
  const factors = nodeFactors(parameters);
  const release = (state.finished ? factors.release.finished : factors.release.feed)[kind] as Float64Array;
  const relapse = factors.relapse[kind] as Float64Array;
  const grown = Math.min(1, state.controlled / ramp);
  const toTheEnd = binding === undefined ? null : keptDecay(release, horizon);
  let cover = Number.NaN;
  let spare = Number.NaN;
  let [unbroken, sinceSeen, again] = [NEVER, NEVER, NEVER];
  for (let node = 0; node < NODES; node++) {
    const mu = release[node] as number;
    const nu = relapse[node] as number;
    if (buffer.cover[node] !== cover || buffer.spare[node] !== spare) {
      cover = buffer.cover[node] as number;
      spare = buffer.spare[node] as number;
      const lasts = timeToSurvive(loss, cover, spare, ramp);
      unbroken = sinceSeen = again = lasts;
      if (binding !== undefined) {
        const added = spare * grown;
        const { inHand } = buffer;
        const held =
          (inHand === 0 ? lasts : timeToSurvive(loss, cover - inHand, spare, ramp)) - state.controlled;
        const fresh = loss > added ? cover / (loss - added) : NEVER;
        unbroken = loss > added ? Math.max(0, held) + inHand / (loss - added) : held > 0 ? held : NEVER;
        sinceSeen =
          binding.sinceSeen === null
            ? unbroken
            : loss > added
              ? Math.max(unbroken, fresh - binding.sinceSeen)
              : NEVER;
        again = Math.max(fresh, unbroken);
      }
    }
    const b = binding === undefined ? first : (binding.chance[node] as number);
    const rho = binding === undefined ? 1 : (binding.unbroken[node] as number);
    const weight = inForce * (binding === undefined ? 1 / 3 : (binding.weight[node] as number));
    const sinceStart = goesOn(mu, unbroken, horizon);
    const sinceFlow = rho === 1 ? 0 : goesOn(mu, sinceSeen, horizon);
    const left = Math.max(0, horizon - again);
    const relapsed = left === 0 ? 0 : (1 - b) * (1 - Math.exp(-nu * Math.exp(-mu * again) * left));
    const p = b * (rho * sinceStart + (1 - rho) * sinceFlow) + relapsed;
    if (p === 0) continue;
    const atEnd = toTheEnd === null ? Math.exp(-mu * horizon) : (toTheEnd[node] as number);
    const days =
      (b * (rho * Math.max(0, sinceStart - atEnd) + (1 - rho) * Math.max(0, sinceFlow - atEnd))) / mu +
      (relapsed * left) / 2;
    sum.chance[node] = (sum.chance[node] as number) + weight * p;
    sum.days[node] = (sum.days[node] as number) + weight * Math.min(days, horizon * p);
  }
}

/** A stop that is certain and lasts so many days: what remains open is whether the cover outlasts it. */
export function certainStop(
  loss: number,
  lasts: number,
  { cover, spare }: Buffer,
  { ramp }: Parameters,
): StopChance {
  const days = cover.map((stock, node) =>
    Math.max(0, lasts - timeToSurvive(loss, stock, spare[node] as number, ramp)),
  );
  return { chance: days.map((short) => (short > 0 ? 1 : 0)), days };
}

/** Something that may begin. */
export interface Hazard {
  /** A year. */
  readonly rate: number;
  /** Chance that it takes hold once it began. */
  readonly takesHold: number;
  /**
   * Rate a day at which it ends, 0 for good; of a new control that of release, of feed or of finished goods.
   */
  readonly ends: number | 'feed' | 'finished';
}

const decays = new WeakMap<Float64Array, Map<number, Float64Array>>();

/** Chance at every node that a stop which ends at these rates goes on for so many days. */
const keptDecay = (rates: Float64Array, days: number): Float64Array =>
  entryOf(
    entryOf(decays, rates, () => new Map<number, Float64Array>()),
    days,
    () => rates.map((rate) => Math.exp(-rate * days)),
  );

const keptStops = new WeakMap<Parameters, Map<string, StopChance>>();
/** A stop takes 8 KB. */
const MOST_KEPT = 1000;

/** Stops hang on few numbers, so buyers, elements, what-ifs and worlds share them. */
export function keptStop(
  key: string,
  losses: Cases,
  { key: ofBuffer, horizon, inHand }: Buffer,
  parameters: Parameters,
  make: () => StopChance,
): StopChance {
  const stops = entryOf(keptStops, parameters, () => new Map<string, StopChance>());
  if (stops.size >= MOST_KEPT) stops.clear();
  return entryOf(stops, `${key} ${losses.join(' ')} ${ofBuffer} ${horizon} ${inHand}`, make);
}

/** Farther than rounding from what is compared. */
const AT_LEAST = 1 + 1e-9;

/** Chance and days of a shortage by what may begin, on an even day of the horizon. */
export const hazardChance = (
  hazard: Hazard,
  losses: Cases,
  buffer: Buffer,
  parameters: Parameters,
): StopChance =>
  hazard.rate === 0 || isNothing(losses)
    ? NONE
    : keptStop(`${hazard.rate} ${hazard.takesHold} ${hazard.ends}`, losses, buffer, parameters, () =>
        hazardAtNodes(hazard, losses, buffer, parameters),
      );

function hazardAtNodes(
  { rate, takesHold, ends }: Hazard,
  losses: Cases,
  { cover, spare, horizon }: Buffer,
  parameters: Parameters,
): StopChance {
  const factors = nodeFactors(parameters);
  const chance = new Float64Array(NODES);
  const days = new Float64Array(NODES);
  let isNever = true;
  for (let kind = 0; kind < 3; kind++) {
    const loss = losses[kind] as number;
    const ofKind = typeof ends === 'number' ? null : (factors.release[ends][kind] as Float64Array);
    const toTheEnd = ofKind === null ? Math.exp(-(ends as number) * horizon) : null;
    const survivesAll = ofKind === null ? null : keptDecay(ofKind, horizon);
    // A supplier's stock is the same at every node, and so is most of what follows from it.
    let stock = Number.NaN;
    let added = Number.NaN;
    let m = Number.NaN;
    let lasts = NEVER;
    let p = 0;
    let d = 0;
    for (let node = 0; node < NODES; node++) {
      const at = ofKind === null ? (ends as number) : (ofKind[node] as number);
      if (cover[node] !== stock || spare[node] !== added) {
        stock = cover[node] as number;
        added = spare[node] as number;
        m = Number.NaN;
        // Spare only adds to how long a stock lasts.
        lasts =
          stock > loss * horizon * AT_LEAST ? NEVER : timeToSurvive(loss, stock, added, parameters.ramp);
      }
      if (lasts >= horizon) continue;
      isNever = false;
      if (at !== m) {
        m = at;
        const left = horizon - lasts;
        const survives = Math.exp(-m * lasts);
        p = survives * (1 - lasts / horizon);
        const end = survivesAll === null ? (toTheEnd as number) : (survivesAll[node] as number);
        d =
          m === 0 ? (left * left) / (2 * horizon) : (survives * left - (survives - end) / m) / (m * horizon);
      }
      chance[node] = (chance[node] as number) + p;
      days[node] = (days[node] as number) + d;
    }
  }
  if (isNever) return NONE;
  for (let node = 0; node < NODES; node++) {
    if (chance[node] === 0) continue;
    const begins = takesHold * -Math.expm1((-rate * (factors.rate[node] as number) * horizon) / YEAR);
    chance[node] = (begins * (chance[node] as number)) / 3;
    days[node] = (begins * (days[node] as number)) / 3;
  }
  return { chance, days };
}
