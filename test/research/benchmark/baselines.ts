/**
 * Forecasts without this method: the least that it has to beat. Each is made of what was known on its day.
 */
import { elementIds, type FactIndex, type FactsOnDay } from '#domain/method/facts.ts';
import { isOwn } from '#domain/method/measure.ts';
import { type DayNumber, dayNumber, lastDayOf } from '#domain/time/calendar.ts';
import type { GovernanceRow } from '#domain/vocabulary/reference-data.ts';
import { type Outcomes, PANELS, type Panel, verdict, WINDOW } from '../../../docs/benchmark/score.mjs';
import { BUYERS, threeDigits } from './facts.ts';

type Row = Readonly<Record<string, string | number>>;

const pairsOf = (index: FactIndex): readonly string[] =>
  elementIds(index.data).flatMap((element) => BUYERS.map((buyer) => `${element} ${buyer}`));

/**
 * A frequency before anything was resolved, and how many forecasts it is worth: a year of all pairs; of
 * states, one.
 */
const priorOf = (panel: Panel, pairs: number) =>
  panel.underControl ? { mean: 0.5, forecasts: 1 } : { mean: 0.05, forecasts: 12 * pairs };

/** Outcomes as far as they were known on a day. */
const knownBy = (
  outcomes: Outcomes,
  day: DayNumber,
  pairs: readonly string[],
): ReadonlyMap<string, ReturnType<Outcomes['of']>> =>
  new Map(pairs.map((pair) => [pair, outcomes.of(pair).filter(({ known }) => known <= day)]));

/** Part of the windows that had ended by a day in which it happened, among those of which `belongs` holds. */
function frequency(
  rows: ReturnType<typeof knownBy>,
  panel: Panel,
  day: DayNumber,
  origins: readonly DayNumber[],
  belongs: (pair: string, origin: DayNumber) => boolean = () => true,
) {
  let [happened, all] = [0, 0];
  for (const origin of origins) {
    if (origin + WINDOW > day) break;
    for (const [pair, known] of rows) {
      const found = verdict(known, panel, origin, day);
      if (found === null || !belongs(pair, origin)) continue;
      happened += found.happened;
      all += 1;
    }
  }
  return { happened, all };
}

const percent = (happened: number, all: number, prior: { mean: number; forecasts: number }): number =>
  threeDigits((100 * (happened + prior.mean * prior.forecasts)) / (all + prior.forecasts));

/** The frequency so far, one number for all pairs of a day, for every question. */
export function constants(index: FactIndex, outcomes: Outcomes, days: readonly string[]): readonly Row[] {
  const pairs = pairsOf(index);
  const origins = days.map(dayNumber);
  return days.map((as_of, number) => {
    const day = origins[number] as DayNumber;
    const known = knownBy(outcomes, day, pairs);
    const values = Object.entries(PANELS).map(([name, panel]) => {
      const { happened, all } = frequency(known, panel, day, origins);
      return [name, percent(happened, all, priorOf(panel, pairs.length))] as const;
    });
    return { as_of, ...Object.fromEntries(values) };
  });
}

/** Was the pair hit lately: a control known or in effect in the last year, or its flow last seen below? */
function lately(
  rows: ReturnType<Outcomes['of']>,
  track: Panel['track'],
  day: DayNumber,
  learnt: DayNumber,
): string {
  const of = rows.filter((row) => row.track === track && row.begins <= day && row.known <= learnt);
  if (track !== 'stopped') return of.some(({ begins }) => begins > day - WINDOW) ? 'yes' : 'no';
  const last = of
    .filter(({ outcome }) => outcome !== 'unknown')
    .toSorted((a, b) => Math.min(a.ends, day) - Math.min(b.ends, day))
    .at(-1);
  return last === undefined ? 'nothing seen' : last.ends >= day - WINDOW ? last.outcome : 'long ago';
}

/** Half-life of what was announced, years, as a reader of news might choose it. */
const HALF_LIFE = 2;

/**
 * A rate that forgets: announcements so far, each counted with the number of elements it hit, fading by half
 * in two years, over the sum of China's (or
 * the others') shares: times the share of the element a chance within the window.
 */
function forgettingRate(
  index: FactIndex,
  outcomes: Outcomes,
  facts: FactsOnDay,
  buyer: string,
  china: boolean,
  shareOf: (element: string) => number,
): number {
  const elements = elementIds(index.data);
  const shares = elements.reduce((sum, element) => sum + shareOf(element), 0);
  const hits = elements.flatMap((element) => [
    ...new Set(
      outcomes
        .of(`${element} ${buyer}`)
        .filter((row) => row.track === 'known' && row.known <= facts.day && (row.origin === 'CHN') === china)
        .map(({ begins }) => begins),
    ),
  ]);
  const weight = hits.reduce((sum, day) => sum + 0.5 ** ((facts.day - day) / (365.25 * HALF_LIFE)), 0);
  return shares === 0 ? 0 : (Math.LN2 / HALF_LIFE) * (weight / shares);
}

/**
 * Shares of world supply, each at the stage where it is largest: of China, and of the largest other foreign
 * origin.
 */
function sharesOf(facts: FactsOnDay, element: string, buyer: string) {
  const largest = (belongs: (origin: string) => boolean): number =>
    Math.max(
      0,
      ...facts.stagesOf(element).map((stage) => {
        const world = facts.world(element, stage);
        const all = Object.values(world).reduce((sum, share) => sum + share, 0);
        return Math.max(
          0,
          ...Object.entries(world).map(([origin, share]) => (belongs(origin) ? share / all : 0)),
        );
      }),
    );
  return {
    china: largest((origin) => origin === 'CHN'),
    other: largest((origin) => origin !== 'CHN' && origin !== 'OTH' && !isOwn(buyer, origin)),
  };
}

/** Questions for which what was lately so is a forecast. */
const PERSISTING = ['known', 'stopped', 'stopped_under_control'] as const;

/** Percent by the rule of two values: where a control is in effect the flow stops with 70 in 100, else 10. */
const twoValues = (known: ReturnType<Outcomes['of']>, day: DayNumber): number =>
  known.some(({ track, begins, ends }) => track === 'in_effect' && begins <= day && ends >= day) ? 70 : 10;

/** Rows for every day: the rate that forgets, two values, and what was lately so, as a frequency. */
export function movingBaselines(
  index: FactIndex,
  outcomes: Outcomes,
  days: readonly string[],
  constant: readonly Row[],
): readonly Row[] {
  const pairs = pairsOf(index);
  const origins = days.map(dayNumber);
  return days.flatMap((as_of, number) => {
    const facts = index.on(as_of);
    const known = knownBy(outcomes, facts.day, pairs);
    const persistence = PERSISTING.map((name) => {
      const panel = PANELS[name] as Panel;
      const byState = new Map<string, number>();
      return (pair: string): number => {
        const state = lately(outcomes.of(pair), panel.track, facts.day, facts.day);
        if (!byState.has(state)) {
          const belongs = (other: string, origin: DayNumber): boolean =>
            lately(outcomes.of(other), panel.track, origin, origin) === state;
          const { happened, all } = frequency(known, panel, facts.day, origins.slice(0, number), belongs);
          byState.set(
            state,
            percent(happened, all, { mean: Number(constant[number]?.[name]) / 100, forecasts: 1 }),
          );
        }
        return byState.get(state) as number;
      };
    });
    const rates = new Map(
      BUYERS.map((buyer) => {
        const of = (china: boolean): number =>
          forgettingRate(
            index,
            outcomes,
            facts,
            buyer,
            china,
            (element) => sharesOf(facts, element, buyer)[china ? 'china' : 'other'],
          );
        return [buyer as string, { china: of(true), other: of(false) }];
      }),
    );
    return pairs.map((pair) => {
      const [element, buyer] = pair.split(' ') as [string, string];
      const [rate, shares] = [
        rates.get(buyer) as { china: number; other: number },
        sharesOf(facts, element, buyer),
      ];
      const chance = -100 * Math.expm1(-(rate.china * shares.china + rate.other * shares.other));
      const frequencies = PERSISTING.map((name, i) => [
        `persistence_${name}`,
        persistence[i]?.(pair) as number,
      ]);
      return {
        as_of,
        element,
        buyer,
        rate_that_forgets: threeDigits(chance),
        two_values_stopped: twoValues(known.get(pair) ?? [], facts.day),
        ...Object.fromEntries(frequencies),
      };
    });
  });
}

/** Sum of squared parts of the whole: 1/n for n equal origins, 1 for one. 0 where there is nothing. */
function concentration(shares: Readonly<Record<string, number>>): number {
  const whole = Object.values(shares).reduce((sum, share) => sum + share, 0);
  return whole === 0 ? 0 : Object.values(shares).reduce((sum, share) => sum + (share / whole) ** 2, 0);
}

/**
 * A Worldwide Governance Indicators estimate (-2.5 to 2.5, high is good) as a weight from 0 to 1, 1 worst.
 */
const badness = (estimate: number): number => Math.min(1, Math.max(0, (2.5 - estimate) / 5));

/**
 * Supply risk of the EU criticality methodology of 2017: concentrations of the world and of one's own
 * sourcing by import reliance, less what is recycled.
 */
export const euSupplyRisk = (
  world: number,
  own: number,
  reliance: number,
  recycled: number,
  substitution: number,
): number => (world * (reliance / 2) + own * (1 - reliance / 2)) * (1 - recycled) * substitution;

/**
 * GeoPolRisk (Koyamparambath et al.): concentration of the world's production times the instability of
 * imports, diluted by domestic output.
 */
export const geoPolRisk = (
  hhi: number,
  unstableImports: number,
  imports: number,
  domestic: number,
): number => (imports + domestic === 0 ? 0 : (hhi * unstableImports) / (imports + domestic));

/**
 * Indices of published methods by their formulas on the same facts, the largest over the stages. Trade
 * parameters are 1.
 */
function indicesOf(
  facts: FactsOnDay,
  element: string,
  buyer: string,
  wgi: ReadonlyMap<string, GovernanceRow>,
) {
  const { inputs } = facts.element(element, { buyer });
  const stages = Object.values(inputs.stages).map(({ world, imports, import_reliance }) => {
    const all = Object.values(world).reduce((sum, share) => sum + share, 0);
    const produced = Object.entries(world).map(([origin, share]) => [origin, share / all] as const);
    const bought =
      imports == null ? produced.filter(([origin]) => !isOwn(buyer, origin)) : Object.entries(imports);
    const total = bought.reduce((sum, [, share]) => sum + share, 0);
    const sourced = bought.map(([origin, share]) => [origin, total === 0 ? 0 : share / total] as const);
    const made = produced.reduce((sum, [origin, share]) => sum + (isOwn(buyer, origin) ? share : 0), 0);
    const reliance = import_reliance ?? 1 - Math.min(1, made / inputs.demand_share);
    const unstable = (origin: string): number => badness(wgi.get(origin)?.political_stability ?? 0);
    // Of the unnamed rest, which is many small origins, no governance is known. Shares stay parts of the
    // whole.
    const weighted = (shares: typeof produced): number =>
      shares.reduce(
        (sum, [origin, share]) =>
          sum + (origin === 'OTH' ? 0 : share ** 2 * 10 * badness(wgi.get(origin)?.wgi_mean ?? 0)),
        0,
      );
    const unstableImports =
      reliance * sourced.reduce((sum, [origin, share]) => sum + share * unstable(origin), 0);
    return {
      geopolrisk: geoPolRisk(concentration(world), unstableImports, reliance, 1 - reliance),
      eu: euSupplyRisk(weighted(produced), weighted(sourced), reliance, inputs.eol ?? 0, inputs.si ?? 1),
    };
  });
  return {
    index_geopolrisk: Math.max(0, ...stages.map(({ geopolrisk }) => geopolrisk)),
    index_eu: Math.max(0, ...stages.map(({ eu }) => eu)),
  };
}

/** Governance as it was published by a day. */
function governanceOn(index: FactIndex, day: DayNumber): ReadonlyMap<string, GovernanceRow> {
  const editions = [...Map.groupBy(index.data.governance, ({ published }) => published ?? '')].sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  const chosen =
    editions.findLast(([published]) => published === '' || lastDayOf(published) <= day) ?? editions[0];
  return new Map((chosen?.[1] ?? []).map((row) => [row.country, row]));
}

/** Rows of the indices where they differ from the day before: a row holds until the next one of its pair. */
export function indexBaselines(index: FactIndex, days: readonly string[]): readonly Row[] {
  const last = new Map<string, string>();
  return days.flatMap((as_of) => {
    const facts = index.on(as_of);
    const wgi = governanceOn(index, facts.day);
    return pairsOf(index).flatMap((pair) => {
      const [element, buyer] = pair.split(' ') as [string, string];
      const shares = sharesOf(facts, element, buyer);
      const values = {
        index_share_china: shares.china,
        index_share_other: shares.other,
        ...indicesOf(facts, element, buyer, wgi),
      };
      const row = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, threeDigits(value)]),
      );
      if (last.get(pair) === JSON.stringify(row)) return [];
      last.set(pair, JSON.stringify(row));
      return [{ as_of, element, buyer, ...row }];
    });
  });
}
