/**
 * Differences between the inputs of two scores, as single changes that each have a cause and can be made one without the other. Only the
 * days are no change of this list: time passes first, everything else happens on the later day. Time that passes is ageing and nothing else:
 * terms that run out, acts that take effect on their day, and signals that fade or are seen again are changes of their own.
 */

import type { DateRules } from '../measures/measure-state.ts';
import { canonicalJson } from '../numbers/canonical-json.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import { firstDayOf, lastDayOf } from '../time/partial-date.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { ControlRecord, DatedInputs, IsoDate, Measure, Relief, SignalName, SignalReading } from '../vocabulary/scoring-inputs.ts';
import { agedRecord, countsMore, type RecordRules } from './aged-record.ts';
import { type DatedStep, type DatedStepCause, datedSteps, knowledgeOf, withStepHeld, withStepTaken } from './dated-steps.ts';

/** Why the inputs of a score change, beside time and methodology. `signal`: it was seen again, or what was seen fades. */
export type InputCause = 'new_event' | 'data_update' | 'data_correction' | 'coverage' | 'signal' | DatedStepCause;

/** How the method reads dates and old observations, as far as it decides what a change is; without a rule as in 1.0.0. */
export type ReadingRules = DateRules & RecordRules & Partial<Pick<Parameters, 'signal_stale_after_days'>>;

/** Names from the outermost table to the field. */
export type FieldPath = readonly [string, ...string[]];

type ChangeOfInputs =
  /** Facts may be used that became public between the two scores. */
  | { readonly kind: 'knowledge'; readonly knownAt: string }
  | { readonly kind: 'measure'; readonly id: string; readonly value: Measure | null }
  | { readonly kind: 'relief'; readonly id: string; readonly value: Relief | null }
  | { readonly kind: 'signal'; readonly id: SignalName; readonly value: SignalReading | null }
  /** A step that was held back while time passed. */
  | { readonly kind: 'step'; readonly step: DatedStep }
  | { readonly kind: 'field'; readonly path: FieldPath; readonly value: unknown };

export type InputChange = ChangeOfInputs & {
  readonly cause: InputCause;
  /** Name of the changed input for readers: an id or the path of a field. */
  readonly what: string;
  /** From which on it was known or in force; of what has no date of its own the later of the two days. */
  readonly day: IsoDate;
};

/** Whether the rows behind two values of a field are of the same vintage: then a new value is a correction, else an update. */
export type SameVintage = (path: FieldPath) => boolean;

const DATED = new Set(['as_of', 'known_at', 'measures', 'reliefs', 'signals']);
/** Fields that are tables of facts of their own, by how deep the facts lie. */
const DEPTH: Readonly<Record<string, number>> = { stages: 2, cover: 1, governance: 1, sites: 1, world_share: 1 };

const same = (left: unknown, right: unknown): boolean => canonicalJson(left ?? null) === canonicalJson(right ?? null);

/** All changes from one to the other, in a fixed order. */
export function inputChanges<Inputs extends DatedInputs>(
  before: Inputs,
  after: Inputs,
  sameVintage: SameVintage,
  rules: ReadingRules = {},
): readonly InputChange[] {
  const news: Days = { from: dayNumber(knowledgeOf(before)), to: dayNumber(knowledgeOf(after)) };
  const rowsChanged = [
    ...rows('measure', before.measures ?? [], after.measures ?? [], after, (row, old) => causeOfMeasure(row, old, news)),
    ...rows('relief', before.reliefs ?? [], after.reliefs ?? [], after, (row, old) => causeOfRow(row, old, news)),
  ];
  const steps = stepChanges(before, after, rules);
  const learned = knowledge(before, after, news, rowsChanged);
  return [
    ...learned,
    ...rowsChanged,
    ...steps,
    ...(learned.length === 0 && steps.some(({ cause }) => cause === 'lapse') ? [lapseCountsFrom(after)] : []),
    ...signalChanges(before, after, rules),
    ...fieldChanges(withAgedRecord(before, after, rules) as unknown as Fields, after as unknown as Fields, sameVintage, news, after.as_of),
  ];
}

const stepChanges = (before: DatedInputs, after: DatedInputs, rules: ReadingRules): readonly InputChange[] =>
  datedSteps(before, after, rules)
    .filter(({ came }) => came)
    .map((step) => ({ kind: 'step', step, cause: step.cause, what: step.id, day: step.date }));

/** A lapse is also a decision that the record of decisions counts from the later day on; it has no name of its own. */
const lapseCountsFrom = (after: DatedInputs): InputChange => ({
  kind: 'knowledge',
  knownAt: knowledgeOf(after),
  cause: 'lapse',
  what: '',
  day: after.as_of,
});

/**
 * Facts that became public between two days and may now be used, a change for each day: facts that were in the tables, waiting for their day, and
 * new rows. After the last of them all that the later day knows is known.
 */
function knowledge(
  before: DatedInputs,
  after: DatedInputs,
  { from, to }: Days,
  rowsChanged: readonly InputChange[],
): readonly InputChange[] {
  const [measures, reliefs] = [new Set((before.measures ?? []).map(({ id }) => id)), new Set((before.reliefs ?? []).map(({ id }) => id))];
  const waiting = [
    ...(after.measures ?? []).flatMap(({ id, known_from, suspended_from }) => {
      const ends = suspended_from == null ? [] : [firstDayOf(suspended_from)];
      return measures.has(id) ? [lastDayOf(known_from), ...ends].map((day) => ({ id, day })) : [];
    }),
    ...(after.reliefs ?? []).flatMap(({ id, known_from }) => (reliefs.has(id) ? [{ id, day: lastDayOf(known_from) }] : [])),
  ].filter(({ day }) => day > from && day <= to);
  const rowsOfDay = Map.groupBy(waiting, ({ day }) => isoDate(day));
  const dayOfNewRows = to <= from ? [] : rowsChanged.filter(({ cause }) => cause === 'new_event').map(({ day }) => day);
  const days = [...new Set([...rowsOfDay.keys(), ...dayOfNewRows])].sort();
  return days.map((day, n) => {
    const what = [...new Set(rowsOfDay.get(day)?.map(({ id }) => id))].sort().join(', ');
    return { kind: 'knowledge', knownAt: n === days.length - 1 ? isoDate(to) : day, cause: 'new_event', what, day };
  });
}

const isBetween = (day: number, from: number, to: number): boolean => day > from && day <= to;

/** Why a row is another, and since which day. */
type Origin = Pick<InputChange, 'cause'> & { readonly day?: IsoDate };

function rows<Row extends Measure | Relief>(
  kind: 'measure' | 'relief',
  before: readonly Row[],
  after: readonly Row[],
  { as_of: later }: DatedInputs,
  originOf: (row: Row, old: Row | undefined) => Origin,
): readonly InputChange[] {
  const [old, now] = [new Map(before.map((row) => [row.id, row])), new Map(after.map((row) => [row.id, row]))];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((id): readonly InputChange[] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (same(was, is)) return [];
    const change = { kind, id, value: is ?? null } as ChangeOfInputs;
    return [{ ...change, what: id, day: later, ...(is === undefined ? CORRECTED : originOf(is, was)) }];
  });
}

const CORRECTED: Origin = { cause: 'data_correction' };

const happened = (day: number, { to }: Days): Origin => ({ cause: 'new_event', day: isoDate(Math.min(day, to)) });

/** News when it became public after the earlier score; else it was there to be known, and came in late or was put right. */
function causeOfRow(row: Measure | Relief, old: Measure | Relief | undefined, news: Days): Origin {
  if (old !== undefined) return CORRECTED;
  const day = lastDayOf(row.known_from);
  return day > news.from ? happened(day, news) : { cause: 'data_update' };
}

/** A suspension is an event that is written into the row of its measure. */
function causeOfMeasure(row: Measure, old: Measure | undefined, news: Days): Origin {
  if (old === undefined || row.suspended_from == null || firstDayOf(row.suspended_from) <= news.from) return causeOfRow(row, old, news);
  const { suspended_from, suspended_to, residual_class } = row;
  return same({ ...old, suspended_from, suspended_to, residual_class }, row) ? happened(firstDayOf(suspended_from), news) : CORRECTED;
}

/** Whether what was seen counts for a score: it is known, and not older than the method takes it for. */
function isRead(id: SignalName, reading: SignalReading | null, { signal_stale_after_days: limits }: ReadingRules): boolean {
  if (reading?.x == null || reading.age_days == null) return false;
  return limits === undefined || reading.age_days <= (limits[id] ?? Number.POSITIVE_INFINITY);
}

/** Names of the signals in either of the two inputs, in byte order. */
const signalsOfEither = (before: DatedInputs, after: DatedInputs): readonly SignalName[] =>
  [...new Set([...Object.keys(before.signals ?? {}), ...Object.keys(after.signals ?? {})])].sort();

/** A reading that only grew older says the same, as long as the method reads it at all. */
function signalChanges(before: DatedInputs, after: DatedInputs, rules: ReadingRules): readonly InputChange[] {
  return signalsOfEither(before, after).flatMap((id): readonly InputChange[] => {
    const [was, is] = [before.signals?.[id] ?? null, after.signals?.[id] ?? null];
    const [wasRead, isNowRead] = [isRead(id, was, rules), isRead(id, is, rules)];
    if (wasRead !== isNowRead) return [{ kind: 'signal', id, value: is, cause: 'coverage', what: id, day: after.as_of }];
    if (!isNowRead || was?.x === is?.x) return [];
    return [{ kind: 'signal', id, value: is, cause: 'signal', what: id, day: after.as_of }];
  });
}

type Fields = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields that say what happened: a change there is news, also where there was nothing before. A company without a listing is on no list. */
const EVENTS = new Set(['listing', 'suspension_decisions']);

/** The inputs with their record of new controls on the later day: what is only forgotten is time that passes. */
function withAgedRecord<Inputs extends DatedInputs>(before: Inputs, after: Inputs, rules: ReadingRules): Inputs {
  const [was, is] = [before, after].map((inputs) => (inputs as RecordOfInputs).control_record);
  if (was == null) return before;
  const days = { from: knowledgeOf(before), to: knowledgeOf(after) };
  return { ...before, control_record: agedRecord(was, is, days, rules) };
}

interface RecordOfInputs {
  readonly control_record?: ControlRecord | null;
}

/** Cause of a change in a field. */
function causeOfField(path: FieldPath, was: unknown, is: unknown, sameVintage: SameVintage): InputCause {
  if (EVENTS.has(path[0])) return 'new_event';
  if ((was == null) !== (is == null)) return 'coverage';
  if (path[0] === 'control_record' && countsMore(was as ControlRecord, is as ControlRecord)) return 'new_event';
  return sameVintage(path) ? 'data_correction' : 'data_update';
}

/**
 * The rows of a list, those that became public between the two days as if they had been public before: what a change does is seen when it is made alone,
 * without the knowledge that came with other ones.
 */
function readWithout({ from, to }: Days, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((row: { readonly known_from?: string } | null) =>
    row?.known_from !== undefined && isBetween(lastDayOf(row.known_from), from, to) ? { ...row, known_from: isoDate(from) } : row,
  );
}

/** Numbers of days up to which facts are known. */
interface Days {
  readonly from: number;
  readonly to: number;
}

function fieldChanges(before: Fields, after: Fields, sameVintage: SameVintage, news: Days, day: IsoDate): readonly InputChange[] {
  const found: InputChange[] = [];
  const visit = (was: unknown, is: unknown, path: FieldPath, depth: number): void => {
    if (same(was, is)) return;
    if (depth > 0 && (isTable(was) || isTable(is))) {
      const [left, right] = [isTable(was) ? was : {}, isTable(is) ? is : {}];
      for (const name of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()) {
        visit(left[name], right[name], [...path, name], depth - 1);
      }
      return;
    }
    found.push({
      kind: 'field',
      path,
      value: readWithout(news, is ?? null),
      cause: causeOfField(path, was, is, sameVintage),
      what: path.join('.'),
      day,
    });
  };
  for (const name of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    if (!DATED.has(name)) visit(before[name], after[name], [name], DEPTH[name] ?? 0);
  }
  return found;
}

/** The earlier inputs on the later day: nothing new is known, no date has come that was set before, and no signal says another thing. */
export function inputsOnLaterDay<Inputs extends DatedInputs>(before: Inputs, after: Inputs, rules: ReadingRules = {}): Inputs {
  const changed = new Set<string>(signalChanges(before, after, rules).map(({ what }) => what));
  const signals = Object.fromEntries(
    signalsOfEither(before, after).map((id) => [id, (changed.has(id) ? before : after).signals?.[id] ?? null]),
  );
  const held = datedSteps(before, after, rules).reduce<Inputs>(withStepHeld, withAgedRecord(before, after, rules));
  return { ...held, as_of: after.as_of, known_at: knowledgeOf(before), signals };
}

/** The inputs with some of the changes made. */
export function withChanges<Inputs extends DatedInputs>(inputs: Inputs, changes: readonly InputChange[]): Inputs {
  let changed: Inputs = inputs;
  for (const change of changes) changed = withChange(changed, change);
  return changed;
}

function withChange<Inputs extends DatedInputs>(inputs: Inputs, change: InputChange): Inputs {
  switch (change.kind) {
    case 'knowledge':
      return { ...inputs, known_at: change.knownAt };
    case 'measure':
      return { ...inputs, measures: withRow(inputs.measures ?? [], change.id, change.value) };
    case 'relief':
      return { ...inputs, reliefs: withRow(inputs.reliefs ?? [], change.id, change.value) };
    case 'step':
      return withStepTaken(inputs, change.step);
    case 'signal':
      return { ...inputs, signals: { ...inputs.signals, [change.id]: change.value } };
    case 'field':
      return withField(inputs as unknown as Fields, change.path, change.value) as unknown as Inputs;
  }
}

function withRow<Row extends { readonly id: string }>(table: readonly Row[], id: string, value: Row | null): readonly Row[] {
  const others = table.filter((row) => row.id !== id);
  return value === null ? others : [...others, value];
}

/**
 * The table with the field set. A row or field that the later inputs do not have is taken out, not set to `null`: who reads a table row by
 * row (the sites of a supplier) takes every entry for a row.
 */
function withField(table: Fields, [name, next, ...rest]: FieldPath, value: unknown): Fields {
  if (next !== undefined) {
    const inner = table[name];
    return { ...table, [name]: withField(isTable(inner) ? inner : {}, [next, ...rest], value) };
  }
  if (value !== null) return { ...table, [name]: value };
  return Object.fromEntries(Object.entries(table).filter(([other]) => other !== name));
}
