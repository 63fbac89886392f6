/** Forecasts of the method on the first of each month, each with what was known on that day. */
import { scoreElement } from '#domain/method/element.ts';
import { elementIds, type FactIndex, type FactsOnDay } from '#domain/method/facts.ts';
import { isOwn } from '#domain/method/measure.ts';
import { nodeMean, unionOf } from '#domain/method/nodes.ts';

/** A forecast of a day for an element and a buyer; chances in percent, null where nothing is scored. */
export interface ForecastRow {
  readonly as_of: string;
  readonly element: string;
  readonly buyer: string;
  readonly horizon_days: number;
  /** Chance of a shortage, and its parts, which add up to it. */
  readonly score: number | null;
  readonly state: number | null;
  readonly may_begin: number | null;
  readonly security: number | null;
  /** Chance of a shortage by what may begin alone, whatever is in force. */
  readonly event: number | null;
  /**
   * Chance that China, or another country, makes a new control known on the element, at the stage where it is
   * largest.
   */
  readonly control_china: number;
  readonly control_other: number;
}

const YEAR = 365.25;

function newControls(
  { inputs }: ReturnType<FactsOnDay['element']>,
  { parameters }: FactsOnDay,
  horizon: number,
) {
  const rates = Object.values(inputs.stages).map(({ world }) => {
    const all = Object.values(world).reduce((sum, share) => sum + share, 0);
    const foreign = Object.entries(world).filter(
      ([origin]) => origin !== 'OTH' && !isOwn(inputs.buyer, origin),
    );
    const part = (china: boolean): number =>
      foreign.reduce((sum, [origin, share]) => sum + ((origin === 'CHN') === china ? share / all : 0), 0);
    return { china: inputs.theta * part(true), other: parameters.new_control.rest * part(false) };
  });
  const chance = (of: (rate: (typeof rates)[number]) => number): number =>
    -100 * Math.expm1((-horizon / YEAR) * Math.max(0, ...rates.map(of)));
  return { control_china: chance(({ china }) => china), control_other: chance(({ other }) => other) };
}

/** Forecasts in order of day, element, buyer and horizon. */
export function* forecasts(
  index: FactIndex,
  {
    days,
    buyers,
    horizons,
  }: {
    readonly days: readonly string[];
    readonly buyers: readonly string[];
    readonly horizons: readonly number[];
  },
): Generator<ForecastRow> {
  for (const as_of of days) {
    const facts = index.on(as_of);
    for (const element of elementIds(index.data))
      for (const buyer of buyers)
        for (const horizon_days of horizons) {
          const assembled = facts.element(element, { buyer });
          const found = scoreElement(assembled.inputs, index.parameters, horizon_days);
          const begins =
            found?.causes.filter(({ part }) => part === 'may_begin').map(({ chance }) => chance) ?? [];
          yield {
            ...{ as_of, element, buyer, horizon_days },
            score: found?.score ?? null,
            state: found?.state ?? null,
            may_begin: found?.may_begin ?? null,
            security: found?.security ?? null,
            event: found === null ? null : 100 * nodeMean(unionOf(begins)),
            ...newControls(assembled, facts, horizon_days),
          };
        }
  }
}
