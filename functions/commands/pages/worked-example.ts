/**
 * One published score as a spreadsheet: every step from shares, cover, measures and parameters to the points, for one element, buyer, day and its
 * worst stage. Numbers that a reader can not derive (shares, dates, counts, signal states) are inputs with the place they come from.
 * @throws Error when the score needs a step for which the sheet has no rows, so that it is never silently incomplete.
 */
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { signalReadings } from '#domain/signals/signal-inputs.ts';
import { governanceOf } from '#domain/supply/governance.ts';
import { lookup, type Methodology } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ElementInputs, IsoDate, Measure, SignalName, StageInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { MeasureEffectResult, ScoredElement, ScoredStage } from '#domain/vocabulary/scoring-result.ts';
import {
  between,
  constant,
  daysBetweenDates,
  daysToSurvive,
  exp,
  ln,
  max,
  min,
  minus,
  newSheet,
  outlasts,
  over,
  plus,
  power,
  rest,
  type Sheet,
  type SheetRow,
  type Term,
  times,
} from './spreadsheet.ts';

interface ScoreOfDay {
  readonly element: string;
  readonly buyer: string;
  readonly asOf: IsoDate;
}

/** The score that is taken apart. */
export const WORKED_EXAMPLE: ScoreOfDay = { element: 'Dy', buyer: 'JPN', asOf: '2026-10-01' };

const REMAINDER = 'OTH';

export interface WorkedExample {
  readonly rows: readonly SheetRow[];
  readonly inputs: ElementInputs;
  readonly result: ScoredElement;
}

/** The sheet, the inputs and the results that every part of the example reads. */
interface Context {
  readonly sheet: Sheet;
  readonly inputs: ElementInputs;
  readonly stage: StageInputs;
  readonly result: ScoredElement;
  readonly stageResult: ScoredStage;
  readonly methodology: Methodology;
}

/** Cells that later parts read. */
interface Common {
  readonly horizon: Term;
  readonly years: Term;
  readonly cover: Term;
  readonly substitution: Term;
  readonly rampAll: Term;
  readonly floor: Term;
}

/** A parameter of the methodology as an input cell: `path` from its name to the number. */
function parameter({ sheet, methodology }: Context, unit: string, name: string, ...path: readonly string[]): Term {
  let value: unknown = methodology.parameters[name as keyof Methodology['parameters']];
  for (const key of path) value = (value as Readonly<Record<string, unknown>>)[key];
  if (typeof value !== 'number') throw new Error(`parameter ${[name, ...path].join('.')} is no number`);
  return sheet.cell([name, ...path].join('.'), value, unit, `parameter of methodology ${methodology.version}`);
}

/** The key of a table with `default` that holds for a name. */
const keyOf = (table: Readonly<Record<string, unknown>>, key: string): string => (Object.hasOwn(table, key) ? key : 'default');

const spareOf = ({ floor, substitution }: Common, ramp: Term, share: Term): Term =>
  max(floor, plus(times(ramp, rest(share)), substitution));
const lossOf = (share: Term, rho: Term, spare: Term): Term => max(constant(0), minus(times(share, rho), spare));

function commonCells(context: Context): Common {
  const { sheet, inputs, stageResult, methodology } = context;
  sheet.heading('Horizon, cover, spare');
  const horizon = sheet.cell('H', inputs.horizon_days ?? methodology.parameters.horizon_days, 'd', 'horizon_days');
  const years = sheet.cell('H in years', over(horizon, parameter(context, 'd', 'year_days')), 'yr', '');
  const stocks = inputs.cover?.[stageResult.stage] ?? inputs.cover?.default;
  if (stocks == null) throw new Error('the sheet has no rows for a cover that is a default');
  const held = sheet.cell('cover: pipeline and stocks', stocks, 'd', 'cover.json: pipeline + commercial + usable part of national stocks');
  const least = parameter(context, 'd', 'cover_floor_days');
  const pipelineKey = keyOf(methodology.parameters.stage_pipeline_days, stageResult.stage);
  const pipeline = parameter(context, 'd', 'stage_pipeline_days', pipelineKey);
  const cover = sheet.cell('cover of the stage', plus(max(held, least), pipeline), 'd', 'max(cover, floor) + days in transit of the stage');
  if (inputs.si_sr == null) throw new Error('the sheet has no rows for an unknown substitution index');
  const index = sheet.cell('SI, substitution index', inputs.si_sr, '1', 'elements.json: si_sr');
  const weight = parameter(context, '1', 'substitution_weight');
  const substitution = sheet.cell('replaceable by other materials', times(weight, rest(index)), '1', 'weight x (1 - SI)');
  const rampAll = parameter(context, '1', 'ramp_all');
  return { horizon, years, cover, substitution, rampAll, floor: parameter(context, '1', 'spare_floor') };
}

/** Share of the buyer's supply by foreign origin, and each origin's share of the world. */
function shareCells(context: Context): ReadonlyMap<string, { readonly a: Term; readonly world: Term }> {
  const { sheet, inputs, stage, stageResult, methodology } = context;
  sheet.heading('Effective shares of the buyer');
  const { world } = stage;
  const { buyer } = inputs;
  if (!world || !stage.imports || stage.import_reliance == null || inputs.eol_rir == null || world[buyer] !== undefined) {
    throw new Error('the sheet has no rows for a stage without imports, import reliance or recycling rate, or with own output');
  }
  const worldCells = new Map(
    Object.entries(world).map(([origin, share]) => [origin, sheet.cell(`world share of ${origin}`, share, '1', 'shares.json')]),
  );
  const importCells = new Map(
    Object.entries(stage.imports).map(([origin, share]) => [
      origin,
      sheet.cell(`import share of ${origin}`, share, '1', 'buyer-imports.json'),
    ]),
  );
  const worldTotal = sheet.cell('sum of world shares', plus(...worldCells.values()), '1', 'none of it is the own output of the buyer');
  const importTotal = sheet.cell('sum of import shares', plus(...importCells.values()), '1', '');
  const reliance = sheet.cell('IR, import reliance', stage.import_reliance, '1', 'import-reliance.json');
  const secondaryWeight = parameter(context, '1', 'secondary_weight');
  const demand = parameter(context, '1', 'demand_share', keyOf(methodology.parameters.demand_share, buyer));
  const own = sheet.cell('own output over own demand', over(constant(0), demand), '1', 'world share of the buyer / demand share');
  const free = sheet.cell('not imported', between(0, rest(reliance), 1), '1', 'clamp(1 - IR, 0, 1)');
  const notCustom = max(constant(0), minus(free, own));
  const domestic = sheet.cell(
    'd, domestic',
    plus(min(free, own), times(secondaryWeight, notCustom)),
    '1',
    'own output, and a weighted rest',
  );
  const recycling = sheet.cell('EoL, recycling input rate', inputs.eol_rir, '1', 'elements.json: eol_rir');
  const secondary = sheet.cell('secondary', between(0, times(secondaryWeight, recycling), 1), '1', 'weight x EoL');
  const importWeight = parameter(context, '1', 'import_weight');
  const primary = sheet.cell('foreign part of supply', times(rest(secondary), rest(domestic)), '1', '(1 - secondary)(1 - d)');
  const zero = constant(0);
  return new Map(
    Object.keys(stageResult.shares).map((origin) => {
      const fromWorld = over(worldCells.get(origin) ?? zero, worldTotal);
      const mixed = plus(times(importWeight, over(importCells.get(origin) ?? zero, importTotal)), times(rest(importWeight), fromWorld));
      const a = sheet.cell(`a, share of ${origin}`, times(primary, mixed), '1', 'foreign part x (weight x imports + (1 - weight) x world)');
      return [origin, { a, world: fromWorld }];
    }),
  );
}

/** A measure with its chance to bind. */
interface MeasureCells {
  readonly effect: MeasureEffectResult;
  readonly rho: Term;
  readonly pi: Term;
  readonly median: Term;
  readonly ramp: Term;
}

function bindingCells(context: Context, { horizon, rampAll }: Common, effects: readonly MeasureEffectResult[]): readonly MeasureCells[] {
  const { sheet, inputs, methodology } = context;
  sheet.heading('Measures: chance that each binds within the horizon');
  const floor = parameter(context, '1', 'pi_age_floor');
  const halfLife = parameter(context, 'd', 'pi_age_half_life_days');
  const lag = parameter(context, 'd', 'binding_lag_days');
  const renewal = parameter(context, '1', 'renewal_suspension');
  const rampTargeted = parameter(context, '1', 'ramp_targeted');
  const reached = (days: Term): Term => rest(exp(over(minus(constant(0), days), lag)));
  const whole = sheet.cell('reached by the whole horizon', reached(horizon), '1', '1 - exp(-H/lag)');
  const classes = new Map(
    [...new Set(effects.map(({ cls }) => cls))].map((cls) => {
      const [rho, pi, median] = ['rho', 'pi', 'median'].map((field) =>
        parameter(context, field === 'median' ? 'd' : '1', 'control_class', cls, field),
      );
      if (rho === undefined || pi === undefined || median === undefined) throw new Error(`class ${cls} is incomplete`);
      return [cls, { rho, pi, median }];
    }),
  );
  return effects.map((effect) => {
    const measure = inputs.measures?.find(({ id }) => id === effect.id);
    const controlClass = classes.get(effect.cls);
    if (measure === undefined || controlClass === undefined) throw new Error(`the sheet has no rows for the residual measure ${effect.id}`);
    const coverage = effect.rho / controlClass.rho.value;
    const rho = coverage === 1 ? controlClass.rho : times(controlClass.rho, constant(coverage));
    const pi = sheet.cell(`pi of ${effect.id}`, chanceToBind(effect, measure), '1', bindingReason(effect, measure));
    if (Math.abs(pi.value - effect.pi) > 1e-12) throw new Error(`the sheet has no rows for the dates or reliefs of ${effect.id}`);
    return { effect, rho, pi, median: controlClass.median, ramp: effect.ramp === methodology.parameters.ramp_all ? rampAll : rampTargeted };
  });

  function chanceToBind({ cls, status, start }: MeasureEffectResult, measure: Measure): Term {
    const pi = classes.get(cls)?.pi ?? constant(0);
    if (status === 'suspended') return times(pi, rest(renewal), over(reached(minus(horizon, constant(start))), whole));
    const age = daysBetweenDates(fullDate(measure.effective_from ?? measure.known_from), inputs.as_of);
    return times(pi, plus(floor, times(rest(floor), power(constant(2), over(minus(constant(0), age), halfLife)))));
  }
}

/** `2024` and `2024-07` begin on their first day. */
const fullDate = (partial: string): string => [partial, `${partial}-01`, `${partial}-01-01`].find(({ length }) => length === 10) ?? partial;

function bindingReason({ cls, status, start }: MeasureEffectResult, measure: Measure): string {
  return status === 'suspended'
    ? `${cls}, suspended: bound to begin in ${start} days unless the suspension is renewed`
    : `${cls}, in force since ${measure.effective_from ?? measure.known_from}: falls with age`;
}

/** Terms for the loss that one state of the controls causes: severity, median duration, ramp, and chance to outlast the stock. */
interface Cost {
  readonly rho: Term;
  readonly median: Term;
  readonly ramp: Term;
  readonly outlasts: Term;
}

/** Which of the measures bind is a mixture of states: the pair of a flow measure and a threshold of the user measures with the largest chance counts. */
function activeControlCells(context: Context, common: Common, origin: string, a: Term): NamedHazard {
  const { sheet, stageResult } = context;
  const measures = bindingCells(context, common, stageResult.measures[origin] ?? []);
  sheet.heading(`Active control of ${origin}: what outlasts the cover`);
  const sigma = parameter(context, 'ln d', 'control_sigma');
  const cap = parameter(context, '1', 'user_rho_cap');
  const cost = (rho: Term, median: Term, ramp: Term): Cost => {
    const loss = lossOf(a, rho, spareOf(common, ramp, a));
    return { rho, median, ramp, outlasts: outlasts(median, sigma, daysToSurvive(common.cover, loss)) };
  };
  const shown = (name: string, { outlasts: term, ...severity }: Cost): Cost => ({
    ...severity,
    outlasts: sheet.cell(`P of ${name}`, term, '1', 'P(T > cover / loss), loss = max(0, a rho - spare)'),
  });
  const flows = measures
    .filter(({ effect }) => effect.group === 'flow')
    .map((cells) => ({
      name: cells.effect.id,
      pi: cells.pi,
      cost: shown(`${cells.effect.id} alone`, cost(cells.rho, cells.median, cells.ramp)),
    }));
  const users = userGroups(measures.filter(({ effect }) => effect.group === 'user')).map(({ name, pi, rho, median, ramp }) => {
    const together = sheet.cell(`rho_u of ${name}`, min(cap, rho), '1', 'strongest end-use rule + lists, each x min(1, pi / threshold)');
    return { name, pi, cost: shown(name, cost(together, median, ramp)) };
  });
  sheet.heading(`Active control of ${origin}: chance of every pair; the largest counts`);
  const chances = [
    ...flows.map(({ name, pi, cost: flow }) => sheet.cell(`q of ${name}, no users`, times(pi, flow.outlasts), '1', 'pi x P')),
    ...users.map(({ name, pi, cost: user }) => sheet.cell(`q of ${name} alone`, times(pi, user.outlasts), '1', 'pu x P')),
    ...flows.flatMap((flow) =>
      users.map((user) => {
        const rho = rest(times(rest(flow.cost.rho), rest(user.cost.rho)));
        const joint = cost(rho, min(flow.cost.median, user.cost.median), min(flow.cost.ramp, user.cost.ramp));
        const q = plus(
          times(flow.pi, rest(user.pi), flow.cost.outlasts),
          times(rest(flow.pi), user.pi, user.cost.outlasts),
          times(flow.pi, user.pi, max(joint.outlasts, flow.cost.outlasts, user.cost.outlasts)),
        );
        return sheet.cell(`q of ${flow.name} with ${user.name}`, q, '1', 'flow alone + users alone + both, weighted');
      }),
    ),
  ];
  const q = sheet.cell(`q of ${origin}`, min(max(...chances), constant(1 - 1e-6)), '1', 'the largest, never certain');
  const id = `active_control:${origin}`;
  return { id, Lambda: sheet.cell(`Lambda of ${id}`, minus(constant(0), ln(rest(q))), '1', '-ln(1 - q)') };
}

/** The user measures seen as one, for each threshold of their chance to bind. */
function userGroups(users: readonly MeasureCells[]): readonly (Omit<Cost, 'outlasts'> & { readonly name: string; readonly pi: Term })[] {
  const thresholds = new Map(users.map(({ pi }) => [pi.value, pi]));
  return [...thresholds.values()].map((threshold) => {
    const effective = ({ rho, pi }: MeasureCells): Term => times(rho, min(constant(1), over(pi, threshold)));
    const rules = users.filter(({ effect }) => effect.cls.startsWith('end_use'));
    const lists = users.filter(({ effect }) => !effect.cls.startsWith('end_use'));
    return {
      name: `users with pi >= ${threshold.text}`,
      pi: threshold,
      rho: plus(max(constant(0), ...rules.map(effective)), ...lists.map(effective)),
      median: max(...users.map(({ median }) => median)),
      ramp: min(...users.map(({ ramp }) => ramp)),
    };
  });
}

/** Multiplier of a rate by the signals, with each signal as used. */
function tiltCell(
  { sheet, methodology }: Context,
  states: ReadonlyMap<SignalName, Term>,
  kind: 'new_control' | 'transit',
  buyer: string,
): Term {
  const table = methodology.parameters.beta[kind];
  const key = keyOf(table, buyer);
  const weights = Object.entries(table[key] ?? {}).map(([signal, weight]) => {
    const beta = sheet.cell(`beta.${kind}.${key}.${signal}`, weight, '1', `parameter of methodology ${methodology.version}`);
    return times(beta, states.get(signal as SignalName) ?? constant(0));
  });
  const cap = sheet.cell('tilt_cap', methodology.parameters.tilt_cap, '1', `parameter of methodology ${methodology.version}`);
  return sheet.cell(`u of ${kind}`, exp(min(cap, plus(...weights))), '1', 'exp(min(cap, sum of beta x))');
}

function signalCells({ sheet, result }: Context): ReadonlyMap<SignalName, Term> {
  sheet.heading('Signals');
  return new Map(
    (Object.entries(result.signals_x) as [SignalName, number][]).map(([signal, x]) => {
      const why = result.stale.includes(signal) ? 'stale or missing: signal_unknown_x' : 'state on the day, see the page of the signals';
      return [signal, sheet.cell(`x of ${signal}`, x, '1', why)];
    }),
  );
}

interface NamedHazard {
  readonly id: string;
  readonly Lambda: Term;
}

/** Terms of a hazard that may start; `a` and the rate are those of one of `count` equal origins. */
interface Rated {
  readonly id: string;
  readonly a: Term;
  readonly rho: Term;
  readonly median: Term;
  readonly sigma: Term;
  readonly rate: Term;
  readonly tilt: Term;
}

function ratedCells({ sheet }: Context, common: Common, { id, a, rho, median, sigma, rate, tilt }: Rated): NamedHazard {
  const loss = sheet.cell(`loss of ${id}`, lossOf(a, rho, spareOf(common, common.rampAll, a)), '1', 'max(0, a rho - spare)');
  const survive = sheet.cell(
    `time to survive of ${id}`,
    daysToSurvive(common.cover, loss),
    'd',
    'cover / loss; no end when nothing is lost',
  );
  const lasts = sheet.cell(`P of ${id}`, outlasts(median, sigma, survive), '1', 'P(T > time to survive)');
  return { id, Lambda: sheet.cell(`Lambda of ${id}`, times(rate, tilt, common.years, lasts), '1', 'rate x u x H in years x P') };
}

type Shares = ReturnType<typeof shareCells>;

/** Number of equal origins that a code represents. */
function counted({ sheet, methodology }: Context, origin: string): Term {
  if (origin !== REMAINDER) return constant(1);
  return sheet.cell('origins in OTH', methodology.parameters.other_origins, '1', 'parameter other_origins: OTH stands for equal origins');
}

function newControlCells(context: Context, common: Common, shares: Shares, tilt: Term): readonly NamedHazard[] {
  const { sheet, inputs, stageResult, methodology } = context;
  sheet.heading('New controls');
  const [pi, rho, median, sigma] = [
    parameter(context, '1', 'new_control_effect', 'pi'),
    parameter(context, '1', 'new_control_effect', 'rho'),
    parameter(context, 'd', 'new_control_effect', 'median'),
    parameter(context, 'ln d', 'new_control_effect', 'sigma'),
  ];
  const alpha = parameter(context, '1', 'new_control_prior', 'alpha');
  const beta = parameter(context, 'yr', 'new_control_prior', 'beta');
  const low = parameter(context, '1', 'new_control_tier', 'low');
  const high = parameter(context, '1', 'new_control_tier', 'high');
  const least = parameter(context, '1', 'new_control_tier', 'floor');
  const reference = parameter(context, '1', 'new_control_gov_ref');
  const days = daysBetweenDates(methodology.parameters.new_control_clock_start, inputs.as_of);
  const record = sheet.cell(
    't, years of record',
    over(days, constant(methodology.parameters.year_days)),
    'yr',
    'from new_control_clock_start',
  );
  return [...shares].map(([origin, { a, world }]) => {
    const id = `new_control:${origin}`;
    const hazard = stageResult.hazards.find((one) => one.id === id);
    const soFar = hazard !== undefined && 'events' in hazard ? (hazard.events ?? 0) : 0;
    const count = counted(context, origin);
    const { wgiMean } = governanceOf(inputs.governance, origin, methodology.parameters);
    const wgi = sheet.cell(`WGI mean of ${origin}`, wgiMean, '1', origin === REMAINDER ? 'unknown: pv_missing' : 'governance.json');
    const events = sheet.cell(`n, controls of ${origin} so far`, soFar, '1', 'days on which policy.json has one that counts');
    const tier = max(least, min(constant(1), over(minus(over(world, count), low), minus(high, low))));
    const governance = over(between(0, over(minus(constant(2.5), wgi), constant(5)), 1), reference);
    const shape = plus(times(alpha, tier, governance), events);
    const rate = sheet.cell(
      `rate of ${id}`,
      over(times(count, pi, shape), plus(beta, record)),
      '1/yr',
      'pi (alpha tier gov + n)/(beta + t)',
    );
    const tilted = origin === methodology.parameters.signal_origin ? tilt : constant(1);
    return ratedCells(context, common, { id, a: over(a, count), rho, median, sigma, rate, tilt: tilted });
  });
}

function instabilityCells(context: Context, common: Common, shares: Shares): readonly NamedHazard[] {
  const { sheet, inputs, methodology } = context;
  sheet.heading('Instability of origins');
  const rate0 = parameter(context, '1/yr', 'instability', 'rate0');
  const gamma = parameter(context, '1', 'instability', 'gamma');
  const least = parameter(context, '1/yr', 'instability', 'min');
  const most = parameter(context, '1/yr', 'instability', 'max');
  const rho = parameter(context, '1', 'instability', 'rho');
  const median = parameter(context, 'd', 'instability', 'median');
  const sigma = parameter(context, 'ln d', 'instability', 'sigma');
  return [...shares].map(([origin, { a }]) => {
    const id = `origin_instability:${origin}`;
    const count = counted(context, origin);
    const { politicalStability } = governanceOf(inputs.governance, origin, methodology.parameters);
    const where = origin === REMAINDER ? 'unknown: pv_missing' : 'governance.json';
    const stability = sheet.cell(`political stability of ${origin}`, politicalStability, '1', where);
    const one = max(least, min(most, times(rate0, exp(times(minus(constant(0), gamma), stability)))));
    const rate = sheet.cell(`rate of ${id}`, times(count, one), '1/yr', 'clamp(rate0 exp(-gamma PV), min, max)');
    return ratedCells(context, common, { id, a: over(a, count), rho, median, sigma, rate, tilt: constant(1) });
  });
}

function transitCells(context: Context, common: Common, shares: Shares, tilt: Term): NamedHazard {
  const { sheet, inputs, stage, stageResult, methodology } = context;
  const { parameters } = methodology;
  sheet.heading('Sea lanes');
  const exposed = [...shares].map(([origin, { a }]) => {
    const known = stage.routes?.[origin];
    const region = parameters.transit_region[origin] ?? parameters.transit_region.default ?? '';
    const through = parameters.transit_through[inputs.buyer] ?? parameters.transit_through.default;
    const inferred = times(constant(lookup(parameters.sea_fraction, stageResult.stage)), constant(lookup(through, region)));
    const where = known === undefined ? `sea_fraction x transit_through for region ${region}` : 'routes.json';
    return times(a, sheet.cell(`part of ${origin} through the lanes`, known ?? inferred, '1', where));
  });
  return ratedCells(context, common, {
    id: 'transit',
    a: sheet.cell('a of transit', plus(...exposed), '1', 'sum of share x part through the lanes'),
    rho: parameter(context, '1', 'transit_rho', keyOf(parameters.transit_rho, inputs.buyer)),
    median: parameter(context, 'd', 'transit_duration', 'median'),
    sigma: parameter(context, 'ln d', 'transit_duration', 'sigma'),
    rate: parameter(context, '1/yr', 'transit_rate'),
    tilt,
  });
}

function facilityCells(context: Context, common: Common, shares: Shares): NamedHazard {
  const { sheet, stage, stageResult } = context;
  if (stage.facility_share != null || stageResult.domestic > 0) throw new Error('the sheet has no rows for a known plant or own output');
  sheet.heading('The largest plant');
  const largest = max(...[...shares.values()].map(({ a }) => a));
  const fraction = parameter(context, '1', 'facility', 'plant_fraction');
  return ratedCells(context, common, {
    id: 'facility',
    a: sheet.cell('a of facility', times(fraction, largest), '1', 'plant_fraction x largest share'),
    rho: parameter(context, '1', 'facility', 'rho'),
    median: parameter(context, 'd', 'facility', 'median'),
    sigma: parameter(context, 'ln d', 'facility', 'sigma'),
    rate: parameter(context, '1/yr', 'facility', 'rate'),
    tilt: constant(1),
  });
}

function scoreCells({ sheet }: Context, hazards: readonly NamedHazard[]): void {
  sheet.heading('Score');
  const sum = sheet.cell('Lambda', plus(...hazards.map(({ Lambda }) => Lambda)), '1', 'hazards add');
  const score = sheet.cell('score', times(constant(100), rest(exp(minus(constant(0), sum)))), 'points', '100 (1 - exp(-Lambda))');
  for (const { id, Lambda } of hazards.filter(({ Lambda }) => Lambda.value > 0)) {
    sheet.cell(`points of ${id}`, over(times(score, Lambda), sum), 'points', 'score x Lambda of the hazard / Lambda');
  }
}

/** The sheet of a score, with the inputs and the result it is of. Pure. */
export function workedExample(data: ReferenceData, methodology: Methodology, { element, buyer, asOf } = WORKED_EXAMPLE): WorkedExample {
  const signals = signalReadings(data, methodology.parameters, asOf).readings;
  const { inputs } = elementInputs(indexReferenceData(data, methodology), { element, buyer, as_of: asOf, signals });
  const result = scoreElement(inputs, methodology);
  if (result.score === null) throw new Error('a sheet needs a score');
  const stageResult = result.stages.find((one): one is ScoredStage => one.stage === result.stage && one.score !== null);
  const stage = inputs.stages[result.stage];
  if (stageResult === undefined || stage == null) throw new Error('the stage of the score is missing');
  const context: Context = { sheet: newSheet(), inputs, stage, result, stageResult, methodology };
  context.sheet.heading(`${element} for ${buyer}, ${asOf}, stage ${result.stage}, methodology ${methodology.version}`);
  const common = commonCells(context);
  const shares = shareCells(context);
  const states = signalCells(context);
  const newControlTilt = tiltCell(context, states, 'new_control', buyer);
  const transitTilt = tiltCell(context, states, 'transit', buyer);
  const controlled = [...shares].filter(([origin]) => stageResult.hazards.some(({ id }) => id === `active_control:${origin}`));
  scoreCells(context, [
    ...controlled.map(([origin, { a }]) => activeControlCells(context, common, origin, a)),
    ...newControlCells(context, common, shares, newControlTilt),
    ...instabilityCells(context, common, shares),
    transitCells(context, common, shares, transitTilt),
    facilityCells(context, common, shares),
  ]);
  return { rows: context.sheet.rows, inputs, result };
}
