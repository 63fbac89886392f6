/**
 * Steps that no news is needed for: a term that runs out, an act that takes effect on the day that was set for it. Between two scores each of
 * them can be held back, so that what it moved is told apart from what only grew older.
 */

import {
  type DatedMeasure,
  type DatedRelief,
  type DateRules,
  datedMeasures,
  type MeasureOnDay,
  measureOn,
} from '../measures/measure-state.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { DatedInputs, IsoDate } from '../vocabulary/scoring-inputs.ts';

/** Kind of what happened on the date; the wording for readers depends on it. */
export type DatedStepKind = 'suspension_ran_out' | 'measure_ran_out' | 'easing_ran_out' | 'measure_began' | 'easing_began' | 'repeal_began';

/** `lapse`: a term ran out and no decision on it was seen; `takes_effect`: what was decided before began. */
export type DatedStepCause = 'lapse' | 'takes_effect';

type StepField = 'effective_from' | 'effective_to' | 'suspended_to';

export interface DatedStep {
  readonly kind: DatedStepKind;
  readonly cause: DatedStepCause;
  readonly table: 'measures' | 'reliefs';
  readonly id: string;
  readonly field: StepField;
  /** The date as it stands in the tables: a last day of a term, a first day of effect. */
  readonly date: IsoDate;
  /** A date in its place with which the step has not gone further by the later day than it had on the earlier one. */
  readonly held: IsoDate;
  /** False: the later inputs tell of a decision, and the step did not come. */
  readonly came: boolean;
}

/** The earlier of D and K. */
export const knowledgeOf = ({ as_of, known_at }: DatedInputs): IsoDate => (known_at != null && known_at < as_of ? known_at : as_of);

interface Span {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Days between the last day of a term as it is written and the first day without it. */
  readonly afterEnd: number;
}

/** Steps between the days of two scores that were known at the first, each once, in byte order of table, id and field. */
export function datedSteps(before: DatedInputs, after: DatedInputs, rules: DateRules = {}): readonly DatedStep[] {
  const span = { from: dayNumber(before.as_of), to: dayNumber(after.as_of), afterEnd: rules.end_dates_inclusive === true ? 1 : 0 };
  if (span.to <= span.from) return [];
  const [known, knownLater] = [dayNumber(knowledgeOf(before)), dayNumber(knowledgeOf(after))];
  const later = new Map(
    datedMeasures(after.measures, after.reliefs, rules).map((dated) => [dated.measure.id, measureOn(dated, span.to, knownLater)]),
  );
  const steps = new Map<string, DatedStep>();
  for (const dated of datedMeasures(before.measures, before.reliefs, rules)) {
    const was = measureOn(dated, span.from, known);
    if (was === null || was.state === 'ended') continue;
    const is = later.get(dated.measure.id) ?? null;
    const found = [
      ...ofSuspension(was, is, span),
      ...ofMeasure(dated, was, is, span),
      ...dated.reliefs.flatMap((relief) => ofRelief(relief, is, known, span)),
    ];
    for (const step of found) {
      const key = `${step.table}|${step.id}|${step.field}`;
      steps.set(key, { ...step, came: step.came || steps.get(key)?.came === true });
    }
  }
  return [...steps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step);
}

const passed = (day: DayNumber, { from, to }: Span): boolean => day > from && day <= to;
/** The last day of a term that ends so far that `firstDayWithout` is the first day without it. */
const termUpTo = (firstDayWithout: DayNumber, { afterEnd }: Span): IsoDate => isoDate(firstDayWithout - afterEnd);

/** From the end of the term to the end of the grace days, while nobody has been seen to decide. */
function ofSuspension(was: MeasureOnDay, is: MeasureOnDay | null, span: Span): readonly DatedStep[] {
  const { dated, suspendedTo, lapsed } = was;
  if (was.state !== 'suspended' || suspendedTo > span.to) return [];
  const heldTo = span.from < suspendedTo ? span.to + 1 : suspendedTo + (span.to - span.from);
  const came = is?.suspensionKnown === true && is.state !== 'ended' && is.lapsed > lapsed;
  return [
    {
      kind: 'suspension_ran_out',
      cause: 'lapse',
      table: 'measures',
      id: dated.measure.id,
      field: 'suspended_to',
      date: termUpTo(suspendedTo, span),
      held: termUpTo(heldTo, span),
      came,
    },
  ];
}

function ofMeasure({ measure, effectiveFrom, effectiveTo }: DatedMeasure, was: MeasureOnDay, is: MeasureOnDay | null, span: Span) {
  const steps: DatedStep[] = [];
  const own = { table: 'measures', id: measure.id } as const;
  if (was.state === 'announced' && passed(effectiveFrom, span)) {
    const came = is !== null && is.state !== 'announced';
    const dates = { date: isoDate(effectiveFrom), held: isoDate(span.to + 1) };
    steps.push({ kind: 'measure_began', cause: 'takes_effect', ...own, field: 'effective_from', ...dates, came });
  }
  if (passed(effectiveTo, span)) {
    const dates = { date: termUpTo(effectiveTo, span), held: termUpTo(span.to + 1, span) };
    steps.push({ kind: 'measure_ran_out', cause: 'lapse', ...own, field: 'effective_to', ...dates, came: is?.state === 'ended' });
  }
  return steps;
}

function ofRelief({ relief, knownFrom, effectiveFrom, effectiveTo }: DatedRelief, is: MeasureOnDay | null, known: DayNumber, span: Span) {
  if (knownFrom > known || relief.kind === 'extends_suspension') return [];
  const steps: DatedStep[] = [];
  const own = { table: 'reliefs', id: relief.id } as const;
  const eases = is?.easings.some((easing) => easing.relief.id === relief.id) === true;
  if (passed(effectiveFrom, span)) {
    const began =
      relief.kind === 'ends'
        ? ({ kind: 'repeal_began', came: is?.state === 'ended' } as const)
        : ({ kind: 'easing_began', came: eases } as const);
    const dates = { date: isoDate(effectiveFrom), held: isoDate(span.to + 1) };
    steps.push({ ...began, cause: 'takes_effect', ...own, field: 'effective_from', ...dates });
  }
  if (relief.kind === 'eases' && effectiveFrom <= span.from && passed(effectiveTo, span)) {
    const dates = { date: termUpTo(effectiveTo, span), held: termUpTo(span.to + 1, span) };
    steps.push({ kind: 'easing_ran_out', cause: 'lapse', ...own, field: 'effective_to', ...dates, came: is !== null && !eases });
  }
  return steps;
}

/** The inputs as if the step had gone no further than on the earlier day. */
export const withStepHeld = <Inputs extends DatedInputs>(inputs: Inputs, step: DatedStep): Inputs =>
  withDate(inputs, step, step.held, () => true);

/** The inputs with a step that was held back. A row that has another date by now was changed by other news and is left as it is. */
export const withStepTaken = <Inputs extends DatedInputs>(inputs: Inputs, step: DatedStep): Inputs =>
  withDate(inputs, step, step.date, (present) => present === step.held);

function withDate<Inputs extends DatedInputs>(
  inputs: Inputs,
  { table, id, field }: DatedStep,
  date: IsoDate,
  isMeant: (present: unknown) => boolean,
): Inputs {
  const rows = (inputs[table] ?? []) as unknown as readonly { readonly id: string; readonly [field: string]: unknown }[];
  return { ...inputs, [table]: rows.map((row) => (row.id === id && isMeant(row[field]) ? { ...row, [field]: date } : row)) };
}
