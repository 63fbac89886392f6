/**
 * Attributes the difference between two explanations of a subject to its causes, from the inputs that both
 * carry.
 */

import { type ElementInputs, elementPoints } from '../../method/element.ts';
import { newControlRate } from '../../method/hazards.ts';
import { effectiveDay, lastDay, type Measure, measureStatus, resumesOn } from '../../method/measure.ts';
import type { Parameters } from '../../method/parameters.ts';
import { crisisMultiplier, type Pressure } from '../../method/pressure.ts';
import { type SupplierInputs, scoreSupplier } from '../../method/supplier.ts';
import { canonicalJson } from '../../numbers/canonical-json.ts';
import { dayNumber, firstDayOf, isoDate, lastDayOf } from '../../time/calendar.ts';
import { byTheatre, type Theatre } from '../../vocabulary/theatres.ts';
import type { Coded } from '../../words/render.ts';
import type { ScheduledStep } from '../calendar.ts';
import type { Explanation } from '../recompute.ts';
import { type Attribution, type News, type PointsOfDrivers, scoreDifference } from './change-attribution.ts';

export type CalendarStep = Readonly<{
  kind: 'measure_began' | 'measure_ran_out' | 'suspension_ran_out';
  date: string;
}>;

export type ChangeReason = Readonly<{
  cause: string;
  /** A measure, a reading, a theatre, or the path of a field of the inputs. */
  what: string;
  step?: CalendarStep;
  /** As the calendar of the later explanation says it. */
  said?: Coded<'description'>;
  /** Pressure index; null where unknown. */
  states?: readonly [before: number | null, after: number | null];
  /** Rate a year of new controls by China, when announcements moved it. */
  rates?: readonly [before: number, after: number];
  announced?: readonly string[];
  /** That now state something else, with their dates. */
  sources?: readonly string[];
}>;

export interface ExplainedChange extends Attribution {
  readonly reasons: readonly ChangeReason[];
}

type Inputs = ElementInputs | SupplierInputs;

type Change = News &
  Readonly<{
    reason: ChangeReason | null;
    apply: (inputs: Inputs) => Inputs;
  }>;

/** Both must have a score. `isSameProgram`: one has made both, and would say the same again of the earlier day. */
export function explainChange(
  before: Explanation,
  after: Explanation,
  parameters: Parameters,
  isSameProgram = false,
): ExplainedChange {
  const [was, is] = [before.inputs as Inputs, after.inputs as Inputs];
  const shown = (explanation: Explanation) => ({
    day: explanation.as_of,
    points: publishedPoints(explanation),
  });
  if (before.methodology.sha256 !== after.methodology.sha256) {
    const other: News = { day: after.as_of, cause: 'methodology' };
    const then = publishedPoints(before);
    return { ...scoreDifference(shown(before), shown(after), [other], () => then), reasons: [] };
  }
  const changes = changesBetween(was, is, before, after, parameters);
  const aged = agedInputs(was, is.as_of, parameters);
  const attribution = scoreDifference(shown(before), shown(after), changes, (news, day) => {
    const isThen = news.length === 0 && day === before.as_of;
    if (isThen && isSameProgram) return publishedPoints(before);
    const start = isThen ? was : aged;
    return pointsOf(
      news.reduce((inputs, { apply }) => apply(inputs), start),
      parameters,
    );
  });
  const reasons = changes.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  return {
    ...attribution,
    reasons: [...new Map(reasons.map((reason) => [`${reason.cause} ${reason.what}`, reason])).values()],
  };
}

function publishedPoints({ drivers }: Explanation): PointsOfDrivers {
  return Object.fromEntries(
    (drivers as readonly Readonly<{ id: string; exact_points: number }>[]).map(({ id, exact_points }) => [
      id,
      exact_points,
    ]),
  );
}

const isSupplier = (inputs: Inputs): inputs is SupplierInputs => 'sites' in inputs;

const pointsOf = (inputs: Inputs, parameters: Parameters): PointsOfDrivers | null =>
  isSupplier(inputs)
    ? (scoreSupplier(inputs, parameters)?.points ?? null)
    : elementPoints(inputs, parameters);

/** Of a supplier those of all its elements, each once. */
function measuresOf(inputs: Inputs): ReadonlyMap<string, Measure> {
  const all = isSupplier(inputs)
    ? Object.values(inputs.elements).flatMap(({ measures }) => measures)
    : inputs.measures;
  return new Map(all.map((measure) => [measure.id, measure]));
}

function withMeasures(
  inputs: Inputs,
  change: (measures: readonly Measure[], element: string) => readonly Measure[],
): Inputs {
  if (!isSupplier(inputs)) return { ...inputs, measures: change(inputs.measures, inputs.element) };
  const elements = Object.entries(inputs.elements).map(
    ([symbol, element]) => [symbol, { ...element, measures: change(element.measures, symbol) }] as const,
  );
  return { ...inputs, elements: Object.fromEntries(elements) };
}

const listOf = (inputs: Inputs, element: string): readonly Measure[] =>
  isSupplier(inputs) ? (inputs.elements[element]?.measures ?? []) : inputs.measures;

/** As the later inputs have it. */
const takesOver =
  (id: string, later: Inputs) =>
  (inputs: Inputs): Inputs =>
    withMeasures(inputs, (measures, element) => {
      const others = measures.filter((measure) => measure.id !== id);
      const now = listOf(later, element).filter((measure) => measure.id === id);
      return [...others, ...now].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    });

/** Does a day lie ahead of one and not of a later one? */
const isPassed = (date: string | null | undefined, then: number, now: number) =>
  date != null && lastDayOf(date) >= then && lastDayOf(date) < now;

/** After the earlier day, and at the latest on the later one? */
const comesBetween = (day: number, was: Inputs, is: Inputs) =>
  day > dayNumber(was.as_of) && day <= dayNumber(is.as_of);

/**
 * The earlier inputs on the later day: dates that came meanwhile are held back, rates forget, observations
 * age.
 */
function agedInputs(was: Inputs, later: string, parameters: Parameters): Inputs {
  const [then, now] = [dayNumber(was.as_of), dayNumber(later)];
  const held = withMeasures(was, (measures) =>
    measures.map((measure) => {
      const starts = effectiveDay(measure);
      const ends = lastDay(measure) + 1;
      const resumes = resumesOn(measure) ?? 0;
      return {
        ...measure,
        ...(resumes > then && resumes <= now
          ? { suspended_to: isoDate(resumes - 1 + now - then), extended_to: [] }
          : {}),
        ...(starts > then && starts <= now ? { effective_from: isoDate(now + 1) } : {}),
        ...(ends > then && ends <= now ? { ended: null, ended_by_row: null } : {}),
        ...(isPassed(measure.stated_end, then, now) ? { stated_end: isoDate(now + 1) } : {}),
      };
    }),
  );
  const pressure = byTheatre((theatre) => {
    const of = was.pressure[theatre] as Pressure;
    if (of.index == null || of.age == null) return of;
    const age = of.age + now - then;
    return { ...of, age, multiplier: crisisMultiplier(of.index / 100, age, parameters.pressure) };
  });
  const { decisions } = was;
  const theta = decisions === undefined ? was.theta : newControlRate(decisions, now, parameters);
  return { ...held, as_of: later, pressure, theta } as Inputs;
}

function changesBetween(
  was: Inputs,
  is: Inputs,
  before: Explanation,
  after: Explanation,
  parameters: Parameters,
): readonly Change[] {
  const steps = stepChanges(was, is, after);
  return [
    ...measureChanges(was, is, steps),
    ...steps,
    ...rateChanges(was, is),
    ...signalChanges(was, is, parameters),
    ...fieldChanges(was, is, before, after),
  ];
}

/**
 * A known measure that reaches more or less because another came or went (dual-use goods) has the cause of
 * that.
 */
function measureChanges(was: Inputs, is: Inputs, steps: readonly Change[]): readonly Change[] {
  const [old, now] = [measuresOf(was), measuresOf(is)];
  const heard = new Set(idsOf(was));
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  const restsOnOthers = (id: string) => {
    const [before, after] = [old.get(id), now.get(id)];
    if (before === undefined || after === undefined) return before === undefined && heard.has(id);
    return canonicalJson({ ...before, coverage: null }) === canonicalJson({ ...after, coverage: null });
  };
  const all = ids.flatMap((id): readonly Change[] => {
    const [before, after] = [old.get(id), now.get(id)];
    if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
    const told = (cause: Change['cause'], day: number): readonly Change[] => [
      {
        cause,
        day: isoDate(Math.min(day, dayNumber(is.as_of))),
        reason: { cause, what: id },
        apply: takesOver(id, is),
      },
    ];
    if (after === undefined) return told('data_correction', dayNumber(is.as_of));
    if (before === undefined) {
      const known = lastDayOf(after.known_from);
      // One of the earlier run's day, of which that run had not heard, is new as well.
      const isNew = comesBetween(known, was, is) || known === dayNumber(was.as_of);
      return told(isNew ? 'new_event' : 'data_update', known);
    }
    const suspended = after.suspended_from === null ? null : firstDayOf(after.suspended_from);
    if (suspended !== null && before.suspended_from === null && comesBetween(suspended, was, is))
      return told('new_event', suspended);
    const extended = after.extended_to.length > before.extended_to.length;
    const decided =
      extended ||
      after.ended !== before.ended ||
      (after.ended_by_row ?? null) !== (before.ended_by_row ?? null);
    return told(decided ? 'new_event' : 'data_correction', dayNumber(is.as_of));
  });
  const follows = (change: Change) => restsOnOthers(change.reason?.what ?? '');
  const first = [...all.filter((change) => !follows(change)), ...steps][0];
  return all.map((change) =>
    first !== undefined && follows(change)
      ? { ...change, cause: first.cause, day: is.as_of, reason: null }
      : change,
  );
}

/** Dates that were in the calendar and have come. */
function stepChanges(was: Inputs, is: Inputs, after: Explanation): readonly Change[] {
  const [today, later] = [dayNumber(is.as_of), measuresOf(is)];
  const calendar = (after.scheduled_steps ?? []) as readonly ScheduledStep[];
  const saidOf = (id: string, kind: CalendarStep['kind']): Pick<ChangeReason, 'said'> => {
    const found = calendar.find(
      ({ measures, what }) => kind === 'suspension_ran_out' && what === 'undecided' && measures.includes(id),
    );
    if (found === undefined) return {};
    const { description, description_code, description_params } = found;
    return { said: { description, description_code, description_params } };
  };
  return [...measuresOf(was).values()].flatMap((measure): readonly Change[] => {
    const step = (cause: 'takes_effect' | 'lapse', kind: CalendarStep['kind'], day: number): Change => ({
      cause,
      day: isoDate(day),
      reason: { cause, what: measure.id, step: { kind, date: isoDate(day) }, ...saidOf(measure.id, kind) },
      apply: (inputs) =>
        withMeasures(inputs, (measures, element) => {
          const original = listOf(was, element).find(({ id }) => id === measure.id);
          if (original === undefined) return measures;
          const { effective_from, ended, ended_by_row = null, suspended_to, extended_to } = original;
          const dates = {
            measure_began: { effective_from },
            measure_ran_out: { ended, ended_by_row },
            suspension_ran_out: { suspended_to, extended_to },
          }[kind];
          return measures.map((one) => (one.id === measure.id ? { ...one, ...dates } : one));
        }),
    });
    const [starts, ends] = [effectiveDay(measure), lastDay(measure) + 1];
    const now = later.get(measure.id);
    const status = now === undefined ? null : measureStatus(now, today);
    const undecided = status?.status === 'suspended' ? (status.undecided_since ?? 0) : 0;
    return [
      ...(comesBetween(undecided, was, is) ? [step('lapse', 'suspension_ran_out', undecided)] : []),
      ...(comesBetween(starts, was, is) ? [step('takes_effect', 'measure_began', starts)] : []),
      ...(comesBetween(ends, was, is) ? [step('lapse', 'measure_ran_out', ends)] : []),
    ];
  });
}

/** Decisions that raise the rate of new controls, and how far they were read. */
function rateChanges(was: Inputs, is: Inputs): readonly Change[] {
  const [old, now] = [was.decisions, is.decisions];
  if (canonicalJson(old ?? null) === canonicalJson(now ?? null)) return [];
  const heard = new Set(idsOf(was));
  const announced = idsOf(is).filter((id) => !heard.has(id));
  const newest = now?.days.findLast(({ measures }) => measures.some((id) => !heard.has(id)))?.day ?? is.as_of;
  const isNew = announced.length > 0 && newest >= was.as_of && newest <= is.as_of;
  const isRead = announced.length > 0 || old?.read_to !== now?.read_to;
  const cause = isNew ? 'new_event' : isRead ? 'data_update' : 'data_correction';
  const apply = (inputs: Inputs): Inputs => ({
    ...inputs,
    theta: is.theta,
    ...(now === undefined ? {} : { decisions: now }),
  });
  const rates = [was.theta, is.theta] as const;
  const reason = { cause, what: 'theta', rates, announced };
  return [{ cause, day: isNew ? newest : is.as_of, reason: announced.length > 0 ? reason : null, apply }];
}

const idsOf = ({ decisions }: Inputs): readonly string[] =>
  decisions?.days.flatMap(({ measures }) => measures) ?? [];

function signalChanges(was: Inputs, is: Inputs, parameters: Parameters): readonly Change[] {
  const aged = agedInputs(was, is.as_of, parameters).pressure as Readonly<Record<Theatre, Pressure>>;
  return (Object.entries(is.pressure) as [Theatre, Pressure][]).flatMap(
    ([theatre, now]): readonly Change[] => {
      const [then, old] = [aged[theatre], (was.pressure as Readonly<Record<Theatre, Pressure>>)[theatre]];
      if (Math.abs((then?.multiplier ?? 1) - now.multiplier) < 1e-12 && then?.index === now.index) return [];
      const known = old?.index != null && now.index !== null;
      const cause = known ? 'signal' : 'coverage';
      const day = now.day != null && comesBetween(now.day, was, is) ? isoDate(now.day) : is.as_of;
      const apply = (inputs: Inputs): Inputs => ({
        ...inputs,
        pressure: { ...inputs.pressure, [theatre]: now },
      });
      return [
        { cause, day, reason: { cause, what: theatre, states: [old?.index ?? null, now.index] }, apply },
      ];
    },
  );
}

/** Members of inputs that are told above. */
const OTHERWISE_TOLD = new Set([
  'as_of',
  'measures',
  'theta',
  'decisions',
  'pressure',
  'elements',
  'readings',
  'buyer',
  'element',
  'supplier',
]);

type Cited = Readonly<{
  row: string;
  date: string;
  source?: string;
}>;

const citedBy = ({ evidence }: Explanation): readonly Cited[] =>
  Array.isArray(evidence) ? (evidence as readonly Cited[]) : [];

/** Kinds of rows behind a member of the inputs. */
const ROWS_BEHIND: Readonly<Record<string, readonly string[]>> = {
  stages: ['share:', 'import:', 'reliance:'],
  cover: ['cover:'],
  eol: ['element:'],
  si: ['element:'],
  pv: ['governance:'],
  demand_share: ['demand-share:'],
  readings: ['control-outcome:', 'trade:', 'observation:trade:'],
  elements: ['share:'],
};

function sourcesRevised(path: string, before: Explanation, after: Explanation): readonly string[] {
  const prefixes = ROWS_BEHIND[path.split('.')[0] as string] ?? ['supplier-'];
  const known = new Set(citedBy(before).map((row) => canonicalJson(row)));
  const revised = citedBy(after).filter(
    (row) => prefixes.some((prefix) => row.row.startsWith(prefix)) && !known.has(canonicalJson(row)),
  );
  return [
    ...new Set(revised.flatMap(({ source, date }) => (source === undefined ? [] : [`${source}, ${date}`]))),
  ].sort();
}

function fieldChanges(was: Inputs, is: Inputs, before: Explanation, after: Explanation): readonly Change[] {
  const told = (what: string, old: unknown, now: unknown, apply: Change['apply'], day = is.as_of): Change => {
    const sources = sourcesRevised(what, before, after);
    const cause =
      old == null || now == null ? 'coverage' : sources.length > 0 ? 'data_update' : 'data_correction';
    return { cause, day, reason: { cause, what, ...(sources.length === 0 ? {} : { sources }) }, apply };
  };
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => !OTHERWISE_TOLD.has(name))
    .sort();
  const plain = names.flatMap((name): readonly Change[] => {
    const [old, now] = [was, is].map((inputs): unknown => Reflect.get(inputs, name));
    if (canonicalJson(old ?? null) === canonicalJson(now ?? null)) return [];
    return [told(name, old, now, (inputs) => ({ ...inputs, [name]: now }) as Inputs)];
  });
  return [...plain, ...readingChanges(was, is, told), ...elementChanges(was, is, told)];
}

type Told = (what: string, old: unknown, now: unknown, apply: Change['apply'], day?: string) => Change;

const readingsOf = (inputs: Inputs) =>
  isSupplier(inputs) ? Object.values(inputs.elements).flatMap(({ readings }) => readings) : inputs.readings;

/** A row is known since its day. */
function readingChanges(was: Inputs, is: Inputs, told: Told): readonly Change[] {
  const byId = (inputs: Inputs) => new Map(readingsOf(inputs).map((reading) => [reading.id, reading]));
  const [old, now] = [byId(was), byId(is)];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((id): readonly Change[] => {
    const [before, after] = [old.get(id), now.get(id)];
    if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
    const pick = (readings: ReturnType<typeof readingsOf>, later: ReturnType<typeof readingsOf>) =>
      [
        ...readings.filter((reading) => reading.id !== id),
        ...later.filter((reading) => reading.id === id),
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const apply = (inputs: Inputs): Inputs => {
      if (!isSupplier(inputs)) return { ...inputs, readings: pick(inputs.readings, readingsOf(is)) };
      const elements = Object.entries(inputs.elements).map(([symbol, element]) => {
        const later = (is as SupplierInputs).elements[symbol]?.readings ?? [];
        return [symbol, { ...element, readings: pick(element.readings, later) }] as const;
      });
      return { ...inputs, elements: Object.fromEntries(elements) };
    };
    const known = after === undefined ? null : lastDayOf(after.known_from);
    const day = known !== null && comesBetween(known, was, is) ? isoDate(known) : is.as_of;
    const { reason, ...change } = told(`readings.${id}`, '', '', apply, day);
    return [{ ...change, cause: 'data_update', reason: reason && { ...reason, cause: 'data_update' } }];
  });
}

/** But for their measures and readings. */
function elementChanges(was: Inputs, is: Inputs, told: Told): readonly Change[] {
  if (!isSupplier(was) || !isSupplier(is)) return [];
  const plain = (inputs: SupplierInputs) =>
    Object.fromEntries(
      Object.entries(inputs.elements).map(([symbol, { measures: _m, readings: _r, ...rest }]) => [
        symbol,
        rest,
      ]),
    );
  if (canonicalJson(plain(was)) === canonicalJson(plain(is))) return [];
  const apply = (inputs: Inputs): Inputs => {
    const present = (inputs as SupplierInputs).elements;
    const elements = Object.entries(is.elements).map(
      ([symbol, element]) => [symbol, { ...element, ...pickLists(present[symbol]) }] as const,
    );
    return { ...(inputs as SupplierInputs), elements: Object.fromEntries(elements) };
  };
  return [told('elements', '', '', apply)];
}

const pickLists = (element: SupplierInputs['elements'][string] | undefined) =>
  element === undefined ? {} : { measures: element.measures, readings: element.readings };
