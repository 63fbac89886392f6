/** Forecasts of the method, each with what was known on its day. Chances in percent. */
import { scoreElement } from '#domain/method/element.ts';
import { elementIds, type FactIndex, type FactsOnDay } from '#domain/method/facts.ts';
import { isOwn } from '#domain/method/measure.ts';
import { type Outcomes, WINDOW } from '../../../docs/benchmark/score.mjs';
import { BUYERS, threeDigits } from './facts.ts';
import { flowChance } from './flow.ts';

/** A question: an element and a buyer on a day, and how many days ahead. */
export interface Place {
  readonly as_of: string;
  readonly element: string;
  readonly buyer: string;
  readonly horizon_days: number;
}

/** Chance that users stand, and that some cannot get what they order. */
function figuresOf(index: FactIndex, { as_of, element, buyer, horizon_days }: Place) {
  const { inputs } = index.on(as_of).element(element, { buyer });
  const score = scoreElement(inputs, index.parameters, horizon_days)?.score;
  return score === undefined ? null : { score: threeDigits(score), scarce: threeDigits(score) };
}

/** Both tiers at the places of reports, each place once. */
export function tierForecasts(index: FactIndex, places: readonly Place[]) {
  const distinct = new Map(
    places.map(({ as_of, element, buyer, horizon_days }) => {
      const place = { as_of, element, buyer, horizon_days };
      return [JSON.stringify(place), place];
    }),
  );
  return [...distinct.values()].map((place) => ({ ...place, ...(figuresOf(index, place) ?? {}) }));
}

const YEAR = 365.25;

/** Chance that China, or another country, makes a control known on the element, at its largest shares. */
function newControls({ inputs }: ReturnType<FactsOnDay['element']>, { parameters }: FactsOnDay) {
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
    -Math.expm1((-WINDOW / YEAR) * Math.max(0, ...rates.map(of)));
  return { china: chance(({ china }) => china), other: chance(({ other }) => other) };
}

/** Forecasts of controls and of stopped flows, in order of day, element and buyer. */
export function* forecasts(index: FactIndex, outcomes: Outcomes, days: readonly string[]) {
  for (const as_of of days) {
    const facts = index.on(as_of);
    for (const element of elementIds(index.data))
      for (const buyer of BUYERS) {
        const { china, other } = newControls(facts.element(element, { buyer }), facts);
        const control = 100 * (1 - (1 - china) * (1 - other));
        const known = outcomes.of(`${element} ${buyer}`).filter((row) => row.known <= facts.day);
        yield {
          ...{ as_of, element, buyer },
          control: threeDigits(control),
          control_china: threeDigits(100 * china),
          control_other: threeDigits(100 * other),
          flow: threeDigits(flowChance(known, facts.day, control, index.parameters)),
        };
      }
  }
}
