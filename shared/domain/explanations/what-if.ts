/**
 * Scores that would result if one thing were different. Every entry is computed from the inputs of the score and nothing else, so whoever
 * has the explanation can compute it again. A change may raise a score: show its sign.
 */

import { type MeasureScope, mayMatter } from '../measures/measure-applicability.ts';
import { type DateRules, datedMeasures, type MeasureOnDay, measureOn } from '../measures/measure-state.ts';
import { bandOf } from '../scores/bands.ts';
import { supplierScoreByStock } from '../scores/supplier-score.ts';
import { coverDaysOf, defaultCoverDays } from '../supply/loss.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import { type Methodology, type Parameters, signalNames } from '../vocabulary/methodology.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import { type DatedInputs, type ElementInputs, type Relief, STAGES, type SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { Band } from '../vocabulary/scoring-result.ts';

export type WhatIfKind =
  | 'cap65'
  | 'even'
  | 'stock_doubled'
  | 'signals_at_rest'
  | 'measure_lifted'
  | 'all_measures_lifted'
  | 'suspension_lapses'
  | 'stock_for_lower_band';

export interface WhatIf {
  /** The kind, and the measure it is about after a colon. */
  readonly id: string;
  readonly kind: WhatIfKind;
  readonly measure: string | null;
  /** `stock_for_lower_band`: days of stock on top of what there is; else null. */
  readonly extra_stock_days: number | null;
  /** The score it would be, two decimals. */
  readonly score: number;
  /** That score minus the present one; negative is safer. */
  readonly difference: number;
  readonly band: Band;
  /** Unrounded. */
  readonly exact_score: number;
}

/** How one type of subject is scored and how its stock is changed. */
export interface WhatIfSubject<Inputs extends DatedInputs> {
  readonly inputs: Inputs;
  /** The present score, unrounded. */
  readonly score: number;
  readonly scoreOf: (inputs: Inputs) => number | null;
  /** The score with other days of stock: the change is applied to the days at every place where stock is held. */
  readonly scoreWithStock: (change: (days: number) => number) => number | null;
  /** Where the score looks for measures: one that can not matter there is not tried. Null when all are to be tried. */
  readonly scopes: readonly MeasureScope[] | null;
  /** Scores after changes that are no change of inputs. */
  readonly given: readonly (readonly [kind: 'cap65' | 'even', score: number])[];
}

/** Twice the stock: a goal that ministries and firms set themselves. A constant of this list, not of the method. */
const STOCK_FACTOR = 2;
/** No stock of strategic goods reaches further. A constant of this list. */
const MOST_EXTRA_DAYS = 730;
/** Least change of a published score that counts, in points. */
const MATTERS = 0.005;

/** Known measures that have not ended, in byte order of their ids. */
export function standingMeasures(inputs: DatedInputs, rules: DateRules): readonly MeasureOnDay[] {
  const day = dayNumber(inputs.as_of);
  const knownAt = dayNumber(inputs.known_at ?? inputs.as_of);
  return datedMeasures(inputs.measures, inputs.reliefs, rules)
    .map((dated) => measureOn(dated, day, knownAt))
    .filter((measure) => measure !== null && measure.state !== 'ended')
    .map((measure) => measure as MeasureOnDay);
}

/** The measures end today, for good. They were imposed all the same, so they still count as announcements. */
export function withMeasuresLifted<Inputs extends DatedInputs>(inputs: Inputs, ids: readonly string[]): Inputs {
  const knownOn = isoDate(Math.min(dayNumber(inputs.as_of), dayNumber(inputs.known_at ?? inputs.as_of)));
  const lifting: Relief = {
    id: 'lifted',
    kind: 'ends',
    measures: ids,
    stages: [...STAGES],
    known_from: knownOn,
    effective_from: inputs.as_of,
  };
  return { ...inputs, reliefs: [...(inputs.reliefs ?? []), lifting] };
}

/** The suspension of the measure is over today, and that is decided: from today on it binds like a new measure, however terms are read. */
export function withSuspensionLapsed<Inputs extends DatedInputs>(inputs: Inputs, id: string): Inputs {
  const over = { effective_from: inputs.as_of, suspended_from: null, suspended_to: null } as const;
  return {
    ...inputs,
    measures: (inputs.measures ?? []).map((measure) => (measure.id === id ? { ...measure, ...over } : measure)),
    reliefs: (inputs.reliefs ?? []).map((relief) =>
      relief.kind === 'extends_suspension' && relief.measures.includes(id)
        ? { ...relief, measures: relief.measures.filter((other) => other !== id) }
        : relief,
    ),
  };
}

/** All signals of the methodology on an ordinary day, seen today. */
const withSignalsAtRest = <Inputs extends DatedInputs>(inputs: Inputs, parameters: Parameters): Inputs => ({
  ...inputs,
  signals: Object.fromEntries(signalNames(parameters).map((name) => [name, { x: 0, age_days: 0 }])),
});

/** Days of stock of an element at every stage, those that are not known at the median of the buyer. */
export function elementWithStock(inputs: ElementInputs, { parameters }: Methodology, change: (days: number) => number): ElementInputs {
  return { ...inputs, cover: Object.fromEntries(STAGES.map((stage) => [stage, change(coverDaysOf(inputs, stage, parameters))])) };
}

/** Scores of a supplier after a change of the buyer's stock, by the change of its days. */
export function supplierScoreWithStock(
  inputs: SupplierInputs,
  methodology: Methodology,
): (change: (days: number) => number) => number | null {
  const scoreAt = supplierScoreByStock(inputs, methodology);
  const days = inputs.cover_days ?? defaultCoverDays(inputs.buyer, methodology.parameters);
  return (change) => scoreAt?.(change(days)) ?? null;
}

/** All what-ifs of a score. Those of single measures are listed only where they move the published score. */
export function whatIfs<Inputs extends DatedInputs>(
  subject: WhatIfSubject<Inputs>,
  { parameters, groups }: Methodology,
): readonly WhatIf[] {
  const { inputs, score, scoreOf, scoreWithStock, given, scopes } = subject;
  const entry = (kind: WhatIfKind, exact: number, about: { readonly measure?: string; readonly extra?: number } = {}): WhatIf => ({
    id: about.measure === undefined ? kind : `${kind}:${about.measure}`,
    kind,
    measure: about.measure ?? null,
    extra_stock_days: about.extra ?? null,
    score: publishedScore(exact),
    difference: roundTo(exact - score, 2),
    band: bandOf(exact, parameters.bands),
    exact_score: exact,
  });
  const scored = (kind: WhatIfKind, exact: number | null, measure?: string): readonly WhatIf[] =>
    exact === null ? [] : [entry(kind, exact, measure === undefined ? {} : { measure })];
  const changed = (kind: WhatIfKind, changedInputs: Inputs, measure?: string): readonly WhatIf[] =>
    scored(kind, scoreOf(changedInputs), measure);
  const matters = ({ exact_score }: WhatIf): boolean => Math.abs(exact_score - score) >= MATTERS;
  const standing = standingMeasures(inputs, parameters);
  const ids = standing.map(({ dated }) => dated.measure.id);
  const measures = inputs.measures ?? [];
  const tried = standing.filter(({ dated: { measure } }) => scopes === null || mayMatter(measure, scopes, measures, groups));
  const lifted = tried
    .flatMap(({ dated: { measure } }) => changed('measure_lifted', withMeasuresLifted(inputs, [measure.id]), measure.id))
    .filter(matters);
  const lapsing = tried
    .filter(({ state }) => state === 'suspended')
    .flatMap(({ dated: { measure } }) => changed('suspension_lapses', withSuspensionLapsed(inputs, measure.id), measure.id))
    .filter(matters);
  const extra = stockForLowerBand(subject, parameters.bands);
  return [
    ...given.map(([kind, exact]) => entry(kind, exact)),
    ...scored(
      'stock_doubled',
      scoreWithStock((days) => STOCK_FACTOR * days),
    ),
    ...changed('signals_at_rest', withSignalsAtRest(inputs, parameters)),
    ...lifted,
    ...(lifted.length > 1 ? changed('all_measures_lifted', withMeasuresLifted(inputs, ids)) : []),
    ...lapsing,
    ...(extra === null ? [] : [entry('stock_for_lower_band', extra.score, { extra: extra.days })]),
  ];
}

/** The least whole days of stock on top that bring the score into a lower band; more stock never raises a score, so halving finds it. */
function stockForLowerBand<Inputs extends DatedInputs>(
  { score, scoreWithStock }: WhatIfSubject<Inputs>,
  bands: readonly number[],
): { readonly days: number; readonly score: number } | null {
  const bound = bands.filter((one) => one <= score).at(-1);
  if (bound === undefined || bound <= 0) return null;
  const scoreWith = (extraDays: number): number => scoreWithStock((days) => days + extraDays) ?? score;
  let [tooFew, enough] = [0, MOST_EXTRA_DAYS];
  if (scoreWith(enough) >= bound) return null;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (scoreWith(middle) < bound) enough = middle;
    else tooFew = middle;
  }
  return { days: enough, score: scoreWith(enough) };
}

/** The entry that leads into another band with the smallest move; `null` when none does. */
export function closestBandChange(entries: readonly WhatIf[], band: Band): WhatIf | null {
  const leading = entries.filter((entry) => entry.band !== band);
  return leading.toSorted((a, b) => Math.abs(a.difference) - Math.abs(b.difference) || (a.id < b.id ? -1 : 1))[0] ?? null;
}
