#!/usr/bin/env node
/**
 * Scores anybody's forecasts by the outcomes beside this file, with nothing but Node:
 *
 *     node score.mjs FORECASTS.csv [--column NAME] [--panel NAME] [--from 2010-01-01] [--to 2026-12-31]
 *
 * FORECASTS.csv: one row for a day, an element and a buyer, `as_of,element,buyer,...`; every other column is a forecast of what happens in the
 * 365 days after `as_of`: a chance in percent, or an index of any scale if its name begins with `index_` (then it is read as the constant in
 * proportion to the index). Blank: no forecast. With a column `horizon_days` only rows of 365 count. What counts as happened: docs/benchmark.md.
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
  in_effect_china: { track: 'in_effect', origin: 'CHN' },
  in_effect_other: { track: 'in_effect', origin: 'other' },
  stopped: { track: 'stopped' },
  stopped_china: { track: 'stopped', origin: 'CHN' },
  stopped_other: { track: 'stopped', origin: 'other' },
  stopped_under_control: { track: 'stopped', underControl: true },
  stopped_under_control_china: { track: 'stopped', underControl: true, origin: 'CHN' },
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
const LEAST_STOPPED = 60;

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
    /**
     * @param {string} panelName @param {ReturnType<typeof forecastOf>} forecast @param {{ from: number, to: number }} span
     * @param {readonly Forecast[]} [others] More forecasts to be held against it.
     */
    judged(panelName, forecast, span, others = []) {
      // A chance of something else only ranks here.
      const fits = (name) =>
        name === `persistence_${panelName}` || (name === 'rate_that_forgets' && ['known', 'in_effect'].includes(panelName));
      const fitting = baselines.map((one) => ({ ...one, isIndex: !fits(one.name) }));
      return judged(outcomes, PANELS[panelName], forecast, forecastOf(constants, panelName, true), [...others, ...fitting], span);
    },
  };
}

/** Columns that hold forecasts. @param {readonly Record<string, string>[]} rows */
const forecastNames = (rows) =>
  Object.keys(rows[0] ?? {}).filter((name) => !['as_of', 'element', 'buyer', 'horizon_days', 'methodology'].includes(name));

/** @param {Interval} interval @param {number} [digits] */
export const inWords = ({ value, low, high }, digits = 3) => `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;

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
  for (const panel of panelName === undefined ? Object.keys(PANELS) : [panelName])
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
