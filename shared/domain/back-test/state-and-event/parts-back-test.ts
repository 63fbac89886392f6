/** State and new event of the methodologies, judged apart, each by its own outcome and against forecasts without a method. */
import type { SeedOf } from '../../numbers/random-stream.ts';
import type { InForce, PairHistory } from '../../outcomes/judge-pair.ts';
import type { OutcomeRules } from '../../outcomes/outcome-rules.ts';
import { dayNumber } from '../../time/calendar.ts';
import type { MethodologyDocument } from '../../vocabulary/methodology.ts';
import type { ReferenceData } from '../../vocabulary/reference-data.ts';
import type { CountryCode, IsoDate } from '../../vocabulary/scoring-inputs.ts';
import type { BackTestSettings } from '../settings.ts';
import {
  type Concentration,
  concentrationForecasts,
  constantForecasts,
  type FrequencyPrior,
  inProportion,
  persistentForecasts,
  recentForecasts,
} from './benchmarks.ts';
import { type ForecastParts, forecastParts } from './forecast-parts.ts';
import { type JudgedGrid, judgedGrid, type OutcomeTable } from './judged-grid.ts';
import { controlDaysOf, controlTable, outlastingEventTable, pairHistories, stateTable } from './outcome-tables.ts';
import { type Benchmarks, judgedPart, partFigure, partReliability } from './part-skill.ts';
import { goalsOf, partsReadingOf } from './parts-reading.ts';
import type { PartFigure, PartReliability, PartsReport } from './parts-report.ts';

/** Outcomes of what begins, and of what is in force. */
export const EVENT_OUTCOMES = ['new_control', 'new_control_by_china', 'new_control_elsewhere', 'outlasting_new_event'] as const;
export const STATE_OUTCOMES = ['state_of_controls', 'state_of_controls_and_disruptions'] as const;
export type PartOutcomeName = (typeof EVENT_OUTCOMES)[number] | (typeof STATE_OUTCOMES)[number];

/** A part of a score that forecasts an outcome. */
type PartName = keyof ForecastParts;

interface JudgedOutcome {
  readonly name: PartOutcomeName;
  readonly table: OutcomeTable;
  readonly benchmarks: Benchmarks;
  /** Parts of the scores that are held against it, the one that is meant for it first. */
  readonly parts: readonly [PartName, ...PartName[]];
  /** Does every judged forecast belong to an event? */
  readonly byEvent: boolean;
}

interface NamedParts {
  readonly version: string;
  readonly parts: ForecastParts;
}

/** Methodologies to be judged, the one with two parts last. */
export interface PartsInputs {
  readonly data: ReferenceData;
  readonly methodologies: readonly { readonly document: MethodologyDocument; readonly sha256: string }[];
  readonly settings: BackTestSettings;
  /** Numbers by which outcomes are judged, those of the track record. */
  readonly rules: OutcomeRules;
  readonly seedOf: SeedOf;
}

/** Before anything is resolved: one year of all pairs in which one in twenty is hit; it was chosen knowing the record, in favour of the benchmark. */
const EVENT_PRIOR_MEAN = 0.05;
const ORIGINS_A_YEAR = 12;
/** Before anything is resolved: even odds, worth one forecast. */
const STATE_PRIOR: FrequencyPrior = { mean: 0.5, forecasts: 1 };

function judgedOutcomes(grid: JudgedGrid, histories: readonly PairHistory[], { largest }: Concentration): readonly JudgedOutcome[] {
  const { parameters } = grid.index.methodology;
  const horizon = parameters.horizon_days;
  const prior = { mean: EVENT_PRIOR_MEAN, forecasts: ORIGINS_A_YEAR * grid.pairs.length };
  const benchmarksOf = (table: OutcomeTable, own: FrequencyPrior, persistence: (constant: Float64Array) => Float64Array): Benchmarks => {
    const constant = constantForecasts(grid, table, own);
    return {
      constant,
      never: new Float64Array(constant.length),
      persistence: persistence(constant),
      concentration: inProportion(grid, constant, largest),
    };
  };
  const controls = (name: PartOutcomeName, parts: JudgedOutcome['parts'], of?: (origin: CountryCode) => boolean): JudgedOutcome => {
    const days = controlDaysOf(histories, of);
    const table = controlTable(grid, days, horizon);
    return { name, table, benchmarks: benchmarksOf(table, prior, () => recentForecasts(grid, days, horizon)), parts, byEvent: false };
  };
  const outlasting = outlastingEventTable(grid, histories, horizon);
  const state = (name: PartOutcomeName, what: InForce): JudgedOutcome => {
    const table = stateTable(grid, histories, horizon, what);
    const benchmarks = benchmarksOf(table, STATE_PRIOR, (constant) => persistentForecasts(grid, histories, constant));
    return { name, table, benchmarks, parts: ['state', 'score'], byEvent: true };
  };
  const isSignalOrigin = (origin: CountryCode) => origin === parameters.signal_origin;
  return [
    controls('new_control', ['new_event', 'new_control_rate', 'score']),
    controls('new_control_by_china', ['new_control_rate_of_china'], isSignalOrigin),
    controls('new_control_elsewhere', ['new_control_rate_elsewhere'], (origin) => !isSignalOrigin(origin)),
    {
      name: 'outlasting_new_event',
      table: outlasting,
      benchmarks: benchmarksOf(outlasting, prior, () => recentForecasts(grid, controlDaysOf(histories), horizon)),
      parts: ['new_event', 'score'],
      byEvent: false,
    },
    state('state_of_controls', 'controls'),
    state('state_of_controls_and_disruptions', 'controls_and_disruptions'),
  ];
}

/** First origins from which figures are made: all of the record, and the campaign of controls since 2023. */
const SINCE = (settings: BackTestSettings): readonly IsoDate[] => [settings.first_origin, settings.campaign_start];

function figuresOf(
  outcome: JudgedOutcome,
  since: IsoDate,
  grid: JudgedGrid,
  named: readonly NamedParts[],
  concentration: Concentration,
  { seedOf, settings }: PartsInputs,
): readonly PartFigure[] {
  const { horizon_days } = grid.index.methodology.parameters;
  const part = judgedPart(grid, outcome.table, dayNumber(since), horizon_days, outcome.byEvent);
  if (part.places.length === 0) return [];
  const seed = seedOf(`back-test|parts|${outcome.name}|${since}`);
  const figure = (forecast: string, methodology: string | null, isProbability: boolean, values: Float64Array) =>
    partFigure(
      { outcome: outcome.name, horizon_days, since, forecast, methodology, isProbability, seed, draws: settings.bootstrap_draws },
      part,
      values,
      outcome.benchmarks,
    );
  return [
    ...named.toReversed().flatMap(({ version, parts }) => outcome.parts.map((name) => figure(name, version, true, parts[name]))),
    ...Object.entries(outcome.benchmarks).map(([name, values]) => figure(name, null, true, values)),
    figure('share_of_largest_origin', null, false, concentration.largest),
    figure('share_of_china', null, false, concentration.ofSignalOrigin),
    figure('hhi', null, false, concentration.herfindahl),
  ];
}

function reliabilityOf(outcome: JudgedOutcome, grid: JudgedGrid, named: readonly NamedParts[]): readonly PartReliability[] {
  const { horizon_days } = grid.index.methodology.parameters;
  const part = judgedPart(grid, outcome.table, Number.NEGATIVE_INFINITY, horizon_days, outcome.byEvent);
  const [own] = outcome.parts;
  const shown = [
    ...named.slice(-1).map(({ version, parts }) => ({ forecast: own, methodology: version, values: parts[own] })),
    ...named.slice(0, 1).map(({ version, parts }) => ({ forecast: 'score', methodology: version, values: parts.score })),
    { forecast: 'constant', methodology: null, values: outcome.benchmarks.constant },
  ];
  return shown.map(({ values, ...about }) => ({ outcome: outcome.name, horizon_days, ...about, bins: partReliability(part, values) }));
}

/** Same inputs, same report. Throws `RangeError` without a methodology that has two parts. */
export function partsBackTest(inputs: PartsInputs): PartsReport {
  const { data, methodologies, settings, rules } = inputs;
  const judging = methodologies.at(-1)?.document;
  if (judging?.parameters.new_control_record === undefined)
    throw new RangeError('the last of the methodologies must have a state and an event');
  const grid = judgedGrid(data, judging, settings, rules);
  const horizon = grid.index.methodology.parameters.horizon_days;
  const named = methodologies.map(({ document }) => ({ version: document.version, parts: forecastParts(grid, document, horizon) }));
  const concentration = concentrationForecasts(grid);
  const outcomes = judgedOutcomes(grid, pairHistories(grid), concentration);
  const figures = outcomes.flatMap((outcome) =>
    SINCE(settings).flatMap((since) => figuresOf(outcome, since, grid, named, concentration, inputs)),
  );
  return {
    methodologies: methodologies.map(({ document, sha256 }) => ({ version: document.version, sha256 })),
    reading: partsReadingOf(
      figures,
      settings,
      named.map(({ version }) => version),
    ),
    goals: goalsOf(figures, settings, judging.version),
    figures,
    reliability: outcomes.flatMap((outcome) => reliabilityOf(outcome, grid, named)),
  };
}
