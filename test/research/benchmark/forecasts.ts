/** Forecasts of the method, each with what was known on its day. Chances in percent. */
import { scoreElement } from '#domain/method/element.ts';
import { elementIds, type FactIndex, type FactsOnDay } from '#domain/method/facts.ts';
import { isOwn } from '#domain/method/measure.ts';
import type { Parameters } from '#domain/method/parameters.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import {
  chancesAt,
  type Outcomes,
  type Place,
  placesOf,
  REPORTED,
  readCsv,
  WINDOW,
} from '../../../docs/benchmark/score.mjs';
import { BUYERS, csv, threeDigits } from './facts.ts';
import { flowChance } from './flow.ts';
import type { ReportedRow } from './reports.ts';

/** A question: an element and a buyer on a day, and how many days ahead. */
export interface Question {
  readonly as_of: string;
  readonly element: string;
  readonly buyer: string;
  readonly horizon_days: number;
}

/** Both tiers within the horizon, today, and that of standstills within the quarter. */
function figuresOf(
  index: FactIndex,
  parameters: Parameters,
  { as_of, element, buyer, horizon_days }: Question,
) {
  const { inputs } = index.on(as_of).element(element, { buyer });
  const found = scoreElement(inputs, parametersWithin(parameters, horizon_days));
  if (found === null) return null;
  const { score, scarce, now, scarce_now, p_90 } = found;
  return Object.fromEntries(
    Object.entries({ score, scarce, now, scarce_now, p_90 }).map(([name, of]) => [name, threeDigits(of)]),
  );
}

const within = new WeakMap<Parameters, Map<number, Parameters>>();

/** One object for a horizon, as the method keeps what it works out by it. */
function parametersWithin(parameters: Parameters, horizon: number): Parameters {
  const byHorizon = entryOf(within, parameters, () => new Map<number, Parameters>());
  return entryOf(byHorizon, horizon, () => ({ ...parameters, horizon }));
}

/** Both tiers at the places of reports, each place once. */
export function tierForecasts(
  index: FactIndex,
  places: readonly Question[],
  parameters: Parameters = index.parameters,
): readonly Readonly<Record<string, string | number>>[] {
  const distinct = new Map(
    places.map(({ as_of, element, buyer, horizon_days }) => {
      const place = { as_of, element, buyer, horizon_days };
      return [JSON.stringify(place), place];
    }),
  );
  return [...distinct.values()].map((place) => ({ ...place, ...figuresOf(index, parameters, place) }));
}

/** What is tried of the numbers that were chosen with the outcomes in sight: their middle, and both sides. */
const TRIED = { give_up: [0.3, 0.45, 0.6], licence: [0.5, 0.65, 0.8] };

/**
 * Both tiers with each control's numbers chosen by the reports of the other controls alone: what the method
 * is worth without that control in sight.
 */
export function refitted(index: FactIndex, reported: readonly ReportedRow[]) {
  const { parameters } = index;
  const rows = readCsv(csv(reported));
  const trials = TRIED.give_up.flatMap((give_up) =>
    TRIED.licence.map((licence) => {
      const numbers = { ...parameters, give_up, depth: { ...parameters.depth, licence } };
      const said = readCsv(csv(tierForecasts(index, reported, numbers)));
      return { score: chancesAt(said, 'score'), scarce: chancesAt(said, 'scarce') };
    }),
  );
  const loss = (trial: (typeof trials)[number], control: string): number =>
    (Object.keys(REPORTED) as (keyof typeof REPORTED)[]).reduce((sum, panel) => {
      const chance = trial[REPORTED[panel].outcome === 'stop' ? 'score' : 'scarce'];
      const places = placesOf(
        rows.filter((row) => row.control !== control),
        panel,
        chance,
      );
      const square = ({ weight, said, happened }: Place): number => weight * (said - happened) ** 2;
      return sum + places.reduce((total, place) => total + square(place), 0);
    }, 0);
  const best = new Map(
    [...new Set(rows.map(({ control }) => control as string))].map((control) => {
      const losses = trials.map((trial) => loss(trial, control));
      return [control, trials[losses.indexOf(Math.min(...losses))]];
    }),
  );
  return rows.map((row) => {
    const { control, as_of, element, buyer, horizon_days } = row as Record<string, string>;
    const trial = best.get(control as string);
    const percent = (of: number | null | undefined): number => threeDigits(100 * (of ?? 0));
    const chances = { score: percent(trial?.score(row)), scarce: percent(trial?.scarce(row)) };
    return { control, as_of, element, buyer, horizon_days, ...chances } as Record<string, string | number>;
  });
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
          as_of,
          element,
          buyer,
          control: threeDigits(control),
          control_china: threeDigits(100 * china),
          control_other: threeDigits(100 * other),
          flow: threeDigits(flowChance(known, facts.day, control, index.parameters)),
        };
      }
  }
}
