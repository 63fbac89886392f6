import { posteriorMean, type StageSituation } from '#domain/hazards/hazard.ts';
import type { FeedControl } from '#domain/measures/feed-controls.ts';
import type { BindingMeasure } from '#domain/measures/measure-effects.ts';
import { type SignalStates, signalTilts } from '#domain/signals/signal-tilt.ts';
import type { EffectiveShares } from '#domain/supply/effective-shares.ts';
import { type GovernanceValues, originGovernance } from '#domain/supply/governance.ts';
import { type Buffer, stageBuffer } from '#domain/supply/loss.ts';
import { statedParameters } from '#domain/vocabulary/drawn-parameters.ts';
import type { MeasureEffectResult } from '#domain/vocabulary/scoring-result.ts';
import { goldenMethodology } from './golden-methodology.ts';

const { parameters } = goldenMethodology;

/** Shares of named origins, all of them foreign; `world` as given or the same. */
export function sharesOf(a: Readonly<Record<string, number>>, overrides: Partial<EffectiveShares> = {}): EffectiveShares {
  const origins = Object.keys(a).sort();
  const values = origins.map((origin) => a[origin] ?? 0);
  return { origins, a: values, world: values, domestic: 0, secondary: 0, ...overrides };
}

/** So many days of cover, and always the same spare supply. */
export function steadyBuffer(coverDays: number, spare: number): Buffer {
  return { coverDays, spareFloor: spare, substitution: 0, rampPart: 0, gap: 0 };
}

/** A situation in the words of a result: effects of measures as they are shown, governance without its error. */
export interface SituationInResults
  extends Omit<StageSituation, 'measures' | 'governance' | 'feedControls' | 'drawn' | 'tilts' | 'newControlCount'> {
  readonly signals: SignalStates;
  readonly governance: (origin: string) => GovernanceValues;
  readonly measures: (origin: string) => readonly MeasureEffectResult[];
  readonly feedControls: readonly (Omit<FeedControl, 'measures'> & { readonly measures: readonly MeasureEffectResult[] })[];
}

/** Measures that have these effects: each is of a control class of its own, with the numbers of the effect. */
function measuresWithEffects(rules: typeof parameters) {
  const classes: MeasureEffectResult[] = [];
  const measureOf = (effect: MeasureEffectResult): BindingMeasure => {
    if (![rules.ramp_all, rules.ramp_targeted].includes(effect.ramp)) throw new RangeError(`no measure has a ramp of ${effect.ramp}`);
    classes.push(effect);
    return {
      id: effect.id,
      cls: effect.cls,
      group: effect.group as 'flow' | 'user',
      classIndex: classes.length - 1,
      endUse: effect.cls.startsWith('end_use'),
      coverage: 1,
      binding: { ageFactor: 1, easingFactor: 1, probability: 1, lapse: null, shareInForce: 1, inForceNow: 1 },
      start: effect.start,
      status: effect.status,
      hitsAll: effect.ramp === rules.ramp_all,
      effect: { rhoFactor: 1, piFactor: 1, medianFactor: 1, ages: true },
      evidence: null,
      stock: null,
    };
  };
  const drawn = () => ({
    ...statedParameters(rules),
    classRho: Float64Array.from(classes, ({ rho }) => rho),
    classPi: Float64Array.from(classes, ({ pi }) => pi),
    classMedianDays: Float64Array.from(classes, ({ median }) => median),
    classLogMedian: Float64Array.from(classes, ({ median }) => Math.log(median)),
  });
  return { measureOf, drawn };
}

/** Separation for Japan: 62 days of cover, SI 0.9, no measures, quiet signals, neutral governance, three years of record. */
export function situation(overrides: Partial<SituationInResults> = {}): StageSituation {
  const stated: SituationInResults = {
    stage: 'separation',
    buyer: 'JPN',
    horizonDays: 365,
    parameters,
    shares: sharesOf({ CHN: 0.9, MYS: 0.1 }),
    buffer: stageBuffer(62, 0.9, 'separation', parameters),
    facilityShare: null,
    plantShares: {},
    feedControls: [],
    routes: {},
    element: 'Dy',
    controlRecord: {},
    feedWorldShares: {},
    governance: () => ({ politicalStability: 0, wgiMean: 0 }),
    imputedGovernance: new Float64Array(0),
    measures: () => [],
    newControlEvents: () => 0,
    yearsOfRecord: 3,
    signals: { carriers: 0, senkaku: 0, taiwan_strait: 0 },
    ...overrides,
  };
  const { measureOf, drawn } = measuresWithEffects(stated.parameters);
  const measures = new Map(stated.shares.origins.map((origin) => [origin, stated.measures(origin).map(measureOf)]));
  const feedControls = stated.feedControls.map((feed) => ({ ...feed, measures: feed.measures.map(measureOf) }));
  return {
    ...stated,
    drawn: drawn(),
    tilts: signalTilts(stated.buyer, stated.signals, stated.parameters),
    newControlCount: posteriorMean,
    governance: (origins) => originGovernance(origins, (origin) => ({ ...stated.governance(origin), standardError: 0 }), [], parameters),
    measures: (origin) => measures.get(origin) ?? [],
    feedControls,
  };
}
