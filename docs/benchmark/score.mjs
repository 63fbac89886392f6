#!/usr/bin/env node
/**
 * Scores anybody's forecasts by the outcomes beside this file, with nothing but Node:
 *
 *     node score.mjs FORECASTS.csv [--column NAME] [--panel NAME] [--from 2010-01-01] [--to 2026-12-31]
 *
 * FORECASTS.csv: one row for a day, an element and a buyer, `as_of,element,buyer,...`; every other column is a forecast of what happens in the
 * 365 days after `as_of`: a chance in percent, or an index of any scale if its name begins with `index_` (then it is read as the constant in
 * proportion to the index). Blank: no forecast. The panels of reports ask at the places of reported.csv, for the `horizon_days` named there; all
 * others for 365 days, which a row without that column is. What counts as happened: docs/benchmark.md.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export const WINDOW = 365;
const DRAWS = 1000;

/** @typedef {{ track: 'known' | 'in_effect' | 'stopped', origin?: 'CHN' | 'other', underControl?: boolean }} Panel */

/**
 * What is asked. `origin`: only events of China, or only those of other countries. `underControl`: only pairs with a control in effect on the day.
 * @type {Record<string, Panel>}
 */
export const PANELS = {
  known: { track: 'known' },
  known_china: { track: 'known', origin: 'CHN' },
  known_other: { track: 'known', origin: 'other' },
  in_effect: { track: 'in_effect' },
  stopped: { track: 'stopped' },
  stopped_china: { track: 'stopped', origin: 'CHN' },
  stopped_under_control: { track: 'stopped', underControl: true },
};

/** @param {string} text Rows of a CSV by the names of its first line. @returns {Record<string, string>[]} */
export function readCsv(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const cells = (line) =>
    line.includes('"')
      ? [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
      : line.split(',');
  const names = cells(lines[0].trim());
  return lines.slice(1).map((line) => Object.fromEntries(cells(line.replace(/\r$/, '')).map((cell, i) => [names[i], cell])));
}

/** @param {string} date Days since 1970. */
export const dayNumber = (date) => Date.parse(`${date}T00:00:00Z`) / 864e5;

/**
 * @typedef {{ track: string, event: string, origin: string, begins: number, ends: number, outcome: string, known: number }} Outcome
 * @typedef {{ followed: number, of: (pair: string) => readonly Outcome[] }} Outcomes
 */

/** @param {readonly Record<string, string>[]} rows Rows of outcomes.csv. @returns {Outcomes} */
export function outcomesOf(rows) {
  const byPair = new Map();
  let followed = 0;
  for (const row of rows) {
    if (row.outcome === 'followed') followed = dayNumber(row.ends);
    for (const element of row.elements.split(' '))
      for (const buyer of row.buyers.split(' ')) {
        const pair = `${element} ${buyer}`;
        const ends = row.ends === '' ? Number.POSITIVE_INFINITY : dayNumber(row.ends);
        const { track, event, origin, outcome } = row;
        byPair.set(pair, [
          ...(byPair.get(pair) ?? []),
          { track, event, origin, begins: dayNumber(row.begins), ends, outcome, known: dayNumber(row.known) },
        ]);
      }
  }
  return { followed, of: (pair) => byPair.get(pair) ?? [] };
}

/** Days of the window that somebody must have followed a flow under control for its outcome to count. */
const LEAST_FOLLOWED = 90;
/** Days of the window on which a flow must be below for a stop: what buyers hold in stock lasts about as long. */
export const LEAST_STOPPED = 60;

/** Days from `from` to `to` that lie in one of the times. @param {readonly Outcome[]} times @param {number} from @param {number} to */
function daysCovered(times, from, to) {
  let [days, next] = [0, from];
  for (const { begins, ends } of [...times].sort((a, b) => a.begins - b.begins)) {
    const [first, last] = [Math.max(begins, next), Math.min(ends, to)];
    days += Math.max(0, last - first + 1);
    next = Math.max(next, last + 1);
  }
  return days;
}

/**
 * Did it happen in the window after `day`? null: nobody knows, or it is not asked.
 * @param {readonly Outcome[]} rows Outcomes of the pair. @param {Panel} panel @param {number} day @param {number} followed Last day of the record.
 * @returns {{ happened: 0 | 1, events: string[] } | null}
 */
export function verdict(rows, { track, origin, underControl = false }, day, followed) {
  const end = day + WINDOW;
  const meant = rows.filter((row) => origin === undefined || (row.origin === 'CHN') === (origin === 'CHN'));
  if (underControl && !meant.some((row) => row.track === 'in_effect' && row.begins <= day && row.ends >= day)) return null;
  const asked = meant.filter((row) => row.track === track);
  if (track !== 'stopped') {
    if (end > followed) return null;
    const events = asked.filter(({ begins }) => begins > day && begins <= end).map(({ event }) => event);
    return { happened: events.length > 0 ? 1 : 0, events };
  }
  const seen = asked.filter(({ outcome, begins }) => outcome !== 'unknown' && begins <= end);
  const controlled = meant.some((row) => row.track === 'in_effect' && row.begins <= end && row.ends > day);
  const lastSeen = Math.max(...seen.map(({ ends }) => ends));
  if (controlled ? lastSeen < day + LEAST_FOLLOWED : end > followed) return null;
  const below = seen.filter(({ outcome, ends }) => outcome === 'yes' && ends > day);
  const happened = daysCovered(below, day + 1, end) >= LEAST_STOPPED;
  // Below when it was last seen, but not for long: nobody knows how it went on.
  if (controlled && !happened && below.some(({ ends }) => ends === lastSeen && ends < end)) return null;
  return { happened: happened ? 1 : 0, events: happened ? below.map(({ event }) => event) : [] };
}

/**
 * A forecast of one pair on one day, with what happened and what the baselines said; chances from 0 to 1.
 * @typedef {{ day: number, pair: string, said: number, happened: 0 | 1, baselines: Record<string, number>, events: string[] }} Judged
 */

/**
 * Forecasts and baselines by name. A row of a baseline holds until the pair's next one.
 * @typedef {{ name: string, at: (day: number, pair: string) => number | null, isIndex: boolean }} Forecast
 */

/** @param {readonly Record<string, string>[]} rows @param {string} name @param {boolean} [holds] Does a row hold until the next? @returns {Forecast & { days: number[], pairs: string[] }} */
export function forecastOf(rows, name, holds = false) {
  const byPair = new Map();
  const days = new Set();
  for (const row of rows) {
    const text = row[name];
    if (text === undefined || text.trim() === '' || (row.horizon_days ?? '365') !== '365') continue;
    const value = Number(text);
    if (!Number.isFinite(value)) throw new RangeError(`${name} of ${row.as_of} ${row.element} ${row.buyer} is no number: ${text}`);
    const pair = row.element === undefined ? '' : `${row.element} ${row.buyer}`;
    const series = byPair.get(pair) ?? [];
    byPair.set(pair, series);
    series.push([dayNumber(row.as_of), value]);
    days.add(dayNumber(row.as_of));
  }
  for (const series of byPair.values()) series.sort((a, b) => a[0] - b[0]);
  const at = (day, pair) => {
    const found = (byPair.get(pair) ?? byPair.get('') ?? []).findLast(([from]) => from <= day);
    return found === undefined || (!holds && found[0] !== day) ? null : found[1];
  };
  return { name, at, isIndex: name.startsWith('index_'), days: [...days].sort((a, b) => a - b), pairs: [...byPair.keys()] };
}

/**
 * Forecasts held against outcomes, with every baseline at the same places.
 * @param {Outcomes} outcomes @param {Panel} panel @param {ReturnType<typeof forecastOf>} forecast @param {Forecast} constant Frequency so far, percent.
 * @param {readonly Forecast[]} baselines @param {{ from: number, to: number }} span First and last day. @returns {Judged[]}
 */
export function judged(outcomes, panel, forecast, constant, baselines, { from, to }) {
  return forecast.days
    .filter((day) => day >= from && day <= to)
    .flatMap((day) => {
      const rate = constant.at(day, '');
      if (rate === null) return [];
      const asked = forecast.pairs.flatMap((pair) => {
        const said = forecast.at(day, pair);
        const found = said === null ? null : verdict(outcomes.of(pair), panel, day, outcomes.followed);
        return said === null || found === null ? [] : [{ pair, said, ...found }];
      });
      const chances = (one) => {
        const values = asked.map(({ pair }) => one.at(day, pair));
        const mean = values.reduce((sum, value) => sum + (value ?? 0), 0) ?? 0;
        return values.map((value) => {
          if (!one.isIndex || mean === 0) return (value ?? rate) / 100;
          return Math.min(1, (((value ?? 0) / mean) * values.length * rate) / 100);
        });
      };
      const said = chances(forecast);
      const others = [['constant', asked.map(() => rate / 100)], ...baselines.map((one) => [one.name, chances(one)])];
      return asked.map((one, i) => ({
        ...one,
        day,
        said: said[i],
        baselines: Object.fromEntries(others.map(([name, values]) => [name, values[i]])),
      }));
    });
}

/** Brier score. @param {readonly number[]} said @param {readonly number[]} happened */
export const brier = (said, happened) => said.reduce((sum, p, i) => sum + (p - happened[i]) ** 2, 0) / said.length;

/**
 * Pairs of one that happened and one that did not, and how many are in the right order (ties count half).
 * @param {readonly number[]} said @param {readonly number[]} happened
 */
export function comparisons(said, happened) {
  const yes = said.filter((_, i) => happened[i] === 1);
  const no = said.filter((_, i) => happened[i] !== 1);
  let wins = 0;
  for (const a of yes) for (const b of no) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return { wins, all: yes.length * no.length };
}

/** Area under the curve; NaN when one kind of outcome is missing. @param {readonly number[]} said @param {readonly number[]} happened */
export function auc(said, happened) {
  const { wins, all } = comparisons(said, happened);
  return wins / all;
}

/** Uniform numbers from a fixed seed (mulberry32). */
function uniform() {
  let state = 20261129;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Elements that one event reached at one time are no two pieces of evidence: they are one group, and so are those that share an event through others.
 * @param {readonly Judged[]} rows @returns {string[]} Group of every row.
 */
function groupsOf(rows) {
  const parent = new Map();
  /** @param {string} one @returns {string} */
  const root = (one) => {
    const up = parent.get(one);
    return up === undefined || up === one ? one : root(up);
  };
  for (const { pair, events } of rows) {
    const element = root(pair.split(' ')[0]);
    for (const event of events) parent.set(root(event), element);
  }
  return rows.map(({ pair }) => root(pair.split(' ')[0]));
}

/**
 * How often each block is drawn. By days: circular blocks as long as the window; by groups of elements where most of the record is a few years old.
 * @param {readonly Judged[]} rows @param {boolean} byGroup @returns {{ blocks: number, blockOf: number[], draw: () => number[] }}
 */
function resampling(rows, byGroup) {
  const labels = byGroup ? groupsOf(rows) : rows.map(({ day }) => day);
  const places = new Map([...new Set(labels)].map((label, place) => [label, place]));
  const blocks = places.size;
  const days = [...places.keys()];
  const length = byGroup ? 1 : Math.max(1, days.filter((day) => day < days[0] + WINDOW).length);
  const next = uniform();
  const draw = () => {
    const weights = new Array(blocks).fill(0);
    for (let drawn = 0; drawn < blocks; ) {
      const start = Math.floor(next() * blocks);
      for (let step = 0; step < length && drawn < blocks; step++, drawn++) weights[(start + step) % blocks] += 1;
    }
    return weights;
  };
  return { blocks, blockOf: labels.map((label) => places.get(label)), draw };
}

/**
 * @typedef {{ value: number, low: number, high: number }} Interval With its 2.5 and 97.5 % points.
 * @typedef {{ n: number, happened: number, events: number, groups: number, said: number, brier: number, auc: Interval,
 *   against: Record<string, { said: number, brier: number, auc: Interval, overConstant: Interval, skill: Interval, aucDifference: Interval }> }} Figures
 *   `against`: what a baseline said, how good it is itself (`overConstant`: its skill against the constant), and how much better the forecast is.
 */

/**
 * All figures of a forecast. Skill against a baseline is 1 - Brier / Brier of the baseline. AUC compares pairs of the same day only: who is hit.
 * Intervals: the same blocks are drawn for the forecast and the baseline.
 * @param {readonly Judged[]} rows @param {boolean} [byGroup] @returns {Figures | null} null when nothing was judged.
 */
export function figures(rows, byGroup = false) {
  const [first] = rows;
  if (first === undefined) return null;
  const names = Object.keys(first.baselines);
  const { blocks, blockOf, draw } = resampling(rows, byGroup);
  const chancesOf = (name) => rows.map(({ said, baselines }) => (name === null ? said : baselines[name]));
  const sameDay = new Map();
  rows.forEach(({ day }, i) => sameDay.set(String(day), [...(sameDay.get(String(day)) ?? []), i]));
  const measure = (name) => {
    const chances = chancesOf(name);
    const squares = new Float64Array(blocks);
    rows.forEach(({ happened }, i) => {
      squares[blockOf[i]] += (chances[i] - happened) ** 2;
    });
    /** Wins and comparisons between blocks: `yes x blocks + no`. @type {Map<number, { wins: number, all: number }>} */
    const between = new Map();
    for (const places of sameDay.values()) {
      const yes = places.filter((i) => rows[i]?.happened === 1);
      const no = places.filter((i) => rows[i]?.happened !== 1);
      for (const a of yes)
        for (const b of no) {
          const key = blockOf[a] * blocks + blockOf[b];
          const sum = between.get(key) ?? { wins: 0, all: 0 };
          between.set(key, sum);
          sum.wins += chances[a] > chances[b] ? 1 : chances[a] === chances[b] ? 0.5 : 0;
          sum.all += 1;
        }
    }
    return {
      brierSum: (weights) => weights.reduce((sum, weight, block) => sum + weight * squares[block], 0),
      auc: (weights) => {
        let [wins, all] = [0, 0];
        for (const [key, sum] of between) {
          const [a, b] = [weights[Math.floor(key / blocks)], weights[key % blocks]];
          const weight = byGroup ? a * b : a;
          wins += weight * sum.wins;
          all += weight * sum.all;
        }
        return wins / all;
      },
    };
  };
  const own = measure(null);
  const others = names.map((name) => [name, measure(name)]);
  const constant = measure('constant');
  const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const once = new Array(blocks).fill(1);
  const draws = Array.from({ length: DRAWS }, draw);
  const interval = (of) => {
    const drawn = draws
      .map(of)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const at = (part) => drawn[Math.round(part * (drawn.length - 1))] ?? Number.NaN;
    return { value: of(once), low: at(0.025), high: at(0.975) };
  };
  return {
    n: rows.length,
    happened: rows.filter(({ happened }) => happened === 1).length,
    events: new Set(rows.flatMap(({ events }) => events)).size,
    groups: new Set(groupsOf(rows)).size,
    said: meanOf(chancesOf(null)),
    brier: own.brierSum(once) / rows.length,
    auc: interval(own.auc),
    against: Object.fromEntries(
      others.map(([name, other]) => [
        name,
        {
          said: meanOf(chancesOf(name)),
          brier: other.brierSum(once) / rows.length,
          auc: interval(other.auc),
          overConstant: interval((weights) => 1 - other.brierSum(weights) / constant.brierSum(weights)),
          skill: interval((weights) => 1 - own.brierSum(weights) / other.brierSum(weights)),
          aucDifference: interval((weights) => own.auc(weights) - other.auc(weights)),
        },
      ]),
    ),
  };
}

/** Panels of what buyers reported: the outcome of a place, and whether it looks a year ahead or to the end of its quarter. */
export const REPORTED = {
  stop: { outcome: 'stop', year: true },
  stop_quarter: { outcome: 'stop', year: false },
  scarce: { outcome: 'scarce', year: true },
  scarce_quarter: { outcome: 'scarce', year: false },
};

/**
 * A place at which buyers reported. `weight`: those of an event, which is a control and a group of goods, sum to 1. `baselines`: what simple rules
 * say, each learnt from the events of the other controls alone.
 * @typedef {{ event: string, happened: 0 | 1, weight: number, said: number, baselines: Record<string, { said: number, rank: number }> }} Place
 *   `rank`: what it orders places by, as numbers that are learnt without a control do not compare with those learnt without another.
 */

/** Sum of values by weights over the sum of weights. @param {readonly number[]} values @param {readonly number[]} weights */
const weightedMean = (values, weights) =>
  values.reduce((sum, value, i) => sum + weights[i] * value, 0) / weights.reduce((sum, weight) => sum + weight, 0);

/**
 * @param {readonly Record<string, string>[]} reported Rows of reported.csv. @param {keyof typeof REPORTED} panel
 * @param {(row: Record<string, string>) => number | null} forecast Chance from 0 to 1; places without one are left out.
 * @param {Record<string, (row: Record<string, string>) => number | null>} [others] Further forecasts to be held against it.
 * @returns {Place[]}
 */
export function placesOf(reported, panel, forecast, others = {}) {
  const { outcome, year } = REPORTED[panel];
  const rows = reported.filter((row) => (row.horizon_days === String(WINDOW)) === year && forecast(row) !== null);
  const sizes = new Map();
  for (const { event } of rows) sizes.set(event, (sizes.get(event) ?? 0) + 1);
  const weightOf = ({ event }) => 1 / sizes.get(event);
  /** Frequency among the events of other controls; where only some are meant, one event more stands at the frequency of all. */
  const learnt = ({ control }, isMeant = null) => {
    const known = rows.filter((row) => row.control !== control);
    const sum = (of, value) => of.reduce((total, row) => total + weightOf(row) * value(row), 0);
    const constant = sum(known, (row) => Number(row[outcome])) / sum(known, () => 1);
    if (isMeant === null) return constant;
    const meant = known.filter(isMeant);
    return (sum(meant, (row) => Number(row[outcome])) + constant) / (sum(meant, () => 1) + 1);
  };
  const alike = (row, column) => learnt(row, (other) => other[column] === row[column]);
  const states = ['no', 'unknown', 'partly', 'yes'];
  const meanShare = weightedMean(rows.map(({ share }) => Number(share)), rows.map(weightOf));
  return rows.map((row) => ({
    event: row.event,
    happened: row[outcome] === '1' ? 1 : 0,
    weight: weightOf(row),
    said: forecast(row),
    baselines: {
      constant: { said: learnt(row), rank: 0 },
      two_values: { said: row.heavy === '1' ? 0.7 : 0.2, rank: Number(row.heavy) },
      two_values_learnt: { said: alike(row, 'heavy'), rank: Number(row.heavy) },
      persistence: { said: alike(row, 'before'), rank: states.indexOf(row.before) },
      share: { said: Math.min(1, (learnt(row) * Number(row.share)) / meanShare), rank: Number(row.share) },
      ...Object.fromEntries(
        Object.entries(others).flatMap(([name, other]) => (other(row) === null ? [] : [[name, { said: other(row), rank: other(row) }]])),
      ),
    },
  }));
}

/** Limits of the reliability table. */
const BINS = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Figures of places, weighted by event; intervals hold nine of ten drawings of events.
 * @param {readonly Place[]} places
 * @returns {{ places: number, events: number, happened: number, forecasts: Record<string, { said: number, brier: Interval, auc: Interval, worse: Interval }>,
 *   reliability: { events: number, said: number, happened: number }[] }} `worse`: Brier score of a baseline less that of the forecast, `said`.
 */
export function reportedFigures(places) {
  const events = [...new Set(places.map(({ event }) => event))];
  const eventOf = places.map(({ event }) => events.indexOf(event));
  const next = uniform();
  const draws = Array.from({ length: DRAWS }, () => {
    const weights = new Array(events.length).fill(0);
    for (let drawn = 0; drawn < events.length; drawn++) weights[Math.floor(next() * events.length)] += 1;
    return weights;
  });
  const once = new Array(events.length).fill(1);
  const byPlace = (weights) => places.map(({ weight }, i) => weight * weights[eventOf[i]]);
  const interval = (of) => {
    const drawn = draws.map((weights) => of(byPlace(weights))).filter(Number.isFinite).sort((a, b) => a - b);
    const at = (part) => drawn[Math.round(part * (drawn.length - 1))] ?? Number.NaN;
    return { value: of(byPlace(once)), low: at(0.05), high: at(0.95) };
  };
  const squares = (said) => places.map(({ happened }, i) => (said[i] - happened) ** 2);
  const rank = (said) => (weights) => {
    let [wins, all] = [0, 0];
    places.forEach((yes, i) => {
      if (yes.happened === 1 && weights[i] > 0)
        places.forEach((no, j) => {
          if (no.happened === 1) return;
          wins += weights[i] * weights[j] * (said[i] > said[j] ? 1 : said[i] === said[j] ? 0.5 : 0);
          all += weights[i] * weights[j];
        });
    });
    return wins / all;
  };
  const own = places.map(({ said }) => said);
  const names = Object.keys(places[0]?.baselines ?? {}).filter((name) => places.every(({ baselines }) => name in baselines));
  const forecasts = [
    ['said', own, own],
    ...names.map((name) => {
      const of = places.map(({ baselines }) => baselines[name]);
      return [name, of.map(({ said }) => said), of.map(({ rank }) => rank)];
    }),
  ];
  const weights = byPlace(once);
  return {
    places: places.length,
    events: events.length,
    happened: weightedMean(places.map(({ happened }) => happened), weights),
    forecasts: Object.fromEntries(
      forecasts.map(([name, said, ranks]) => [
        name,
        {
          said: weightedMean(said, weights),
          brier: interval((drawn) => weightedMean(squares(said), drawn)),
          auc: interval(rank(ranks)),
          worse: interval((drawn) => weightedMean(squares(said), drawn) - weightedMean(squares(own), drawn)),
        },
      ]),
    ),
    reliability: BINS.slice(1).flatMap((to, bin) => {
      const inside = places.map(({ said }) => (said >= BINS[bin] && (said < to || to === 1) ? 1 : 0));
      const of = weights.map((weight, i) => weight * inside[i]);
      const sum = of.reduce((total, weight) => total + weight, 0);
      if (sum === 0) return [];
      return [{ events: sum, said: weightedMean(own, of), happened: weightedMean(places.map(({ happened }) => happened), of) }];
    }),
  };
}

/** Chance of a column at the place of a row, from 0 to 1; null without one. Rows that name a control count for it. @param {readonly Record<string, string>[]} rows @param {string} name */
export function chancesAt(rows, name) {
  const named = rows[0]?.control !== undefined;
  const key = ({ as_of, element, buyer, horizon_days = String(WINDOW), control }) =>
    `${as_of} ${element} ${buyer} ${horizon_days} ${named ? control : ''}`;
  const chances = new Map(rows.filter((row) => (row[name] ?? '').trim() !== '').map((row) => [key(row), Number(row[name]) / 100]));
  return (row) => chances.get(key(row)) ?? null;
}

/**
 * The published outcomes and baselines, and forecasts held against them.
 * @param {(name: string) => string} [read] Text of a file beside this one.
 */
export function benchmark(read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')) {
  const outcomes = outcomesOf(readCsv(read('outcomes.csv')));
  const constants = readCsv(read('baselines/constant.csv'));
  const baselines = ['baselines/moving.csv', 'baselines/indices.csv'].flatMap((file) => {
    const rows = readCsv(read(file));
    return forecastNames(rows).map((name) => forecastOf(rows, name, true));
  });
  return {
    outcomes,
    /** @param {keyof typeof REPORTED} panelName @param {(row: Record<string, string>) => number | null} forecast */
    places: (panelName, forecast) =>
      placesOf(readCsv(read('reported.csv')), panelName, forecast, { '3.2.0': chancesAt(readCsv(read('forecasts/reported-3.2.0.csv')), 'score') }),
    /**
     * @param {string} panelName @param {ReturnType<typeof forecastOf>} forecast @param {{ from: number, to: number }} span
     * @param {readonly Forecast[]} [others] More forecasts to be held against it.
     */
    judged(panelName, forecast, span, others = []) {
      // A chance of something else only ranks here.
      const fits = (name) =>
        [`persistence_${panelName}`, `two_values_${panelName}`].includes(name) ||
        (name === 'rate_that_forgets' && ['known', 'in_effect'].includes(panelName));
      const fitting = baselines.map((one) => ({ ...one, isIndex: !fits(one.name) }));
      return judged(outcomes, PANELS[panelName], forecast, forecastOf(constants, panelName, true), [...others, ...fitting], span);
    },
  };
}

/** Columns that hold forecasts. @param {readonly Record<string, string>[]} rows */
const forecastNames = (rows) =>
  Object.keys(rows[0] ?? {}).filter((name) => !['control', 'as_of', 'element', 'buyer', 'horizon_days', 'methodology'].includes(name));

/** @param {Interval} interval @param {number} [digits] */
export const inWords = ({ value, low, high }, digits = 3) => `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;

function print(name, panel, places) {
  if (places.length === 0) return;
  const { events, happened, forecasts, reliability } = reportedFigures(places);
  console.log(`\n${name} as a forecast of ${panel}: ${places.length} places, ${events} events, happened ${happened.toFixed(3)}; 90 % by event`);
  for (const [other, { said, brier: score, auc: ranks, worse }] of Object.entries(forecasts))
    console.log(
      `  ${(other === 'said' ? name : other).padEnd(18)} said ${said.toFixed(3)}, Brier ${inWords(score, 4)}, AUC ${inWords(ranks, 2)}, worse by ${inWords(worse)}`,
    );
  console.log(`  ${reliability.map((bin) => `${bin.said.toFixed(2)} -> ${bin.happened.toFixed(2)} (${bin.events.toFixed(1)})`).join(', ')}`);
}

function main([file, ...options]) {
  const option = (name) => (options.includes(`--${name}`) ? options[options.indexOf(`--${name}`) + 1] : undefined);
  if (file === undefined || file.startsWith('-')) {
    console.error('node score.mjs FORECASTS.csv [--column NAME] [--panel NAME] [--from DAY] [--to DAY]');
    process.exit(2);
  }
  const rows = readCsv(readFileSync(file, 'utf8'));
  const published = benchmark();
  const [column, panelName, from, to] = ['column', 'panel', 'from', 'to'].map(option);
  const span = { from: from === undefined ? 0 : dayNumber(from), to: to === undefined ? Number.POSITIVE_INFINITY : dayNumber(to) };
  const asked = panelName === undefined ? [...Object.keys(REPORTED), ...Object.keys(PANELS)] : [panelName];
  for (const panel of asked.filter((one) => one in REPORTED))
    for (const name of column === undefined ? forecastNames(rows) : [column]) print(name, panel, published.places(panel, chancesAt(rows, name)));
  for (const panel of asked.filter((one) => one in PANELS))
    for (const name of column === undefined ? forecastNames(rows) : [column]) {
      const found = figures(published.judged(panel, forecastOf(rows, name), span), PANELS[panel]?.underControl === true);
      if (found === null) continue;
      const { n, happened, events, groups, said, brier: own, auc: rank, against } = found;
      console.log(
        `\n${name} as a forecast of ${panel}: ${n} forecasts, ${happened} happened, ${events} independent events, ${groups} groups of elements`,
      );
      console.log(
        `  said ${said.toFixed(3)}, happened ${(happened / n).toFixed(3)}, Brier ${own.toFixed(4)}, AUC within a day ${inWords(rank)}`,
      );
      for (const [other, { brier: its, auc: ranks, skill, aucDifference }] of Object.entries(against))
        console.log(
          `  against ${other.padEnd(33)} Brier ${its.toFixed(4)}, skill ${inWords(skill)}; AUC ${ranks.value.toFixed(3)}, difference ${inWords(aucDifference)}`,
        );
    }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
