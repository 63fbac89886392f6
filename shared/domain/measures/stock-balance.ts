/**
 * Cover as a state: buyers buy ahead between the notice of a control and its start, the control draws on what they have while it binds, and
 * time brings both back to normal. Drawn days are those of `stock-draw`, over all measures of the regime.
 */
import { valueAt } from '../numbers/parallel-arrays.ts';
import { type Buffer, lossOf, spareOf } from '../supply/loss.ts';
import { controlClassesOf, type DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { ControlClass, Methodology } from '../vocabulary/methodology.ts';
import { type ClassEffect, classEffect, drawnMedianDays, drawnPi, drawnRho, rampAtDepth } from './class-effect.ts';
import { coverageOf, hitsBuyer, type MeasureScope, targetsEveryBuyer } from './measure-applicability.ts';
import { type AsOf, type DatedMeasure, measureOn } from './measure-state.ts';
import { measuresOfOrigin, memoryOf } from './measures-of-origin.ts';
import { regimeOf } from './regime.ts';
import { leftOfPeriod, periodsOf } from './stock-draw.ts';

/** Effect of a measure on the stock of the buyer by D. */
export interface StockBalance {
  /** Days of cover that it has added (positive) or drawn (negative), for a share of the buyer and what makes good its loss. */
  readonly days: (a: number, buffer: Buffer, drawn: DrawnParameters) => number;
  /** Whether it can have added any: without notice nobody bought ahead. */
  readonly mayAdd: boolean;
}

/** One measure of a regime with the periods in which it drew. */
interface DrawingMeasure {
  readonly classIndex: number;
  readonly effect: ClassEffect;
  readonly hitsAll: boolean;
  readonly periods: readonly { readonly from: number; readonly to: number; readonly weight: number; readonly coverage: number }[];
}

/** Facts from which the stock balances of a subject are worked out. */
export interface StockFacts {
  readonly asOf: AsOf;
  readonly measures: readonly DatedMeasure[];
  readonly methodology: Methodology;
  readonly endUse: string | null;
}

/**
 * The balance of a measure in a scope. `coverage` is the part of the flow that the notice spoke of, `controlClass` that under which it binds
 * today; null for a methodology that does not know stocks.
 */
export function stockBalance(
  dated: DatedMeasure,
  controlClass: string,
  coverage: number,
  scope: MeasureScope,
  facts: StockFacts,
): StockBalance | null {
  const { asOf, measures, methodology } = facts;
  const { parameters } = methodology;
  const { stock } = parameters;
  if (stock === undefined) return null;
  const regime = regimeOf(dated, measures);
  const drawing = regime.flatMap((one) => drawingMeasure(one, scope, facts) ?? []);
  const first = valueAt(regime, regime.length - 1);
  const notice = Math.min(Math.max(Math.min(first.effectiveFrom, asOf.day) - first.knownFrom, 0), stock.notice_days_max);
  const isFlow = dated.measure.control_class !== 'none' && parameters.control_class[controlClass]?.group === 'flow';
  const noticed = isFlow ? notice * coverage : 0;
  const sinceStart = Math.max(0, asOf.day - first.effectiveFrom);
  const days: StockBalance['days'] = (a, buffer, drawn) => {
    const halfLife = stock.refill_half_life_days * drawn.refillFactor;
    let taken = 0;
    for (const { classIndex, effect, hitsAll, periods } of drawing) {
      const [rho, pi] = [drawnRho(classIndex, effect, drawn), drawnPi(classIndex, effect, drawn)];
      for (const { from, to, weight, coverage: covered } of periods) {
        const depth = rho * covered;
        const loss = lossOf(a, depth, spareOf(buffer, a, rampAtDepth(hitsAll, depth, drawn.spareFactor, parameters)));
        if (loss <= 0) continue;
        taken += weight * loss * pi * leftOfPeriod(from, to, asOf.day, drawnMedianDays(classIndex, effect, drawn), halfLife);
      }
    }
    const added = noticed === 0 ? 0 : stock.days_per_notice_day * drawn.noticeFactor * noticed * a * 2 ** (-sinceStart / halfLife);
    return added - taken;
  };
  return { days, mayAdd: noticed > 0 };
}

function drawingMeasure(dated: DatedMeasure, scope: MeasureScope, facts: StockFacts): DrawingMeasure | null {
  const { asOf, measures, methodology, endUse } = facts;
  const { parameters, groups } = methodology;
  const { measure } = dated;
  const controlClass = parameters.control_class[measure.control_class];
  const onDay = measureOn(dated, asOf.day, asOf.knownAt);
  if (onDay === null || controlClass === undefined || controlClass.group === 'none') return null;
  return {
    classIndex: controlClassesOf(parameters).indexOf(measure.control_class),
    effect: classEffect(controlClass, scope.element, scope.stage, endUse, parameters),
    hitsAll: targetsEveryBuyer(measure),
    periods: periodsOf(onDay, asOf.day).map((period) => ({
      ...period,
      coverage: coverageOf(measure, scope, measures, period.from, asOf.knownAt, groups),
    })),
  };
}

/** Balances of all known measures of an origin that were in force by D, ended and suspended ones too: what they drew, the stage has not. */
export function stockDraws(asked: MeasureScope, facts: StockFacts): readonly StockBalance[] {
  const { element, stage, buyer, origin } = asked;
  const { asOf, methodology, endUse } = facts;
  const measures = measuresOfOrigin(origin, facts.measures);
  return memoryOf(
    measures,
    asOf,
    methodology,
    NO_OUTCOMES,
  )(`stock|${element}|${stage}|${buyer}|${origin}|${endUse}`, () => drawsOn(asked, { ...facts, measures }));
}

const NO_OUTCOMES: readonly object[] = [];

function drawsOn(asked: MeasureScope, facts: StockFacts): readonly StockBalance[] {
  const scope = { ...asked, unionHitsMembers: true };
  const { asOf, measures, methodology } = facts;
  const { control_class: classes } = methodology.parameters;
  return measures.flatMap((dated): StockBalance[] => {
    const { measure } = dated;
    if (!measure.origins.includes(scope.origin) || !hitsBuyer(measure, scope.buyer, methodology.groups, true)) return [];
    const onDay = measureOn(dated, asOf.day, asOf.knownAt);
    if (onDay === null || isNone(classes[measure.control_class])) return [];
    const coverages = periodsOf(onDay, asOf.day).map(({ from }) =>
      coverageOf(measure, scope, measures, from, asOf.knownAt, methodology.groups),
    );
    const coverage = Math.max(0, ...coverages);
    const balance = coverage > 0 ? stockBalance(dated, measure.control_class, coverage, scope, facts) : null;
    return balance === null ? [] : [balance];
  });
}

function isNone(controlClass: ControlClass | undefined): boolean {
  return controlClass === undefined || controlClass.group === 'none';
}
