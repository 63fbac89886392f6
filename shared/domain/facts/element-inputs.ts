/** The inputs of an element's score from the shipped facts, by the rules "From the data tables" of section 0 of the specification. */
import { dayNumber, isoDate } from '../time/calendar.ts';
import { hasStateAndEvent, type Parameters } from '../vocabulary/methodology.ts';
import type { ImportRelianceRow, RouteRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, ElementInputs, Governance, IsoDate, SignalReadings, Stage, StageInputs } from '../vocabulary/scoring-inputs.ts';
import { firstNamed, rowNames, tradeRowNames } from './buyer-rows.ts';
import { type ControlScope, controlEvidence, controlFacts } from './control-facts.ts';
import type { ElementEvidence } from './element-evidence.ts';
import { feedShares } from './feed-shares.ts';
import { measureEvidence } from './measure-evidence.ts';
import { type NamedSupply, namedSupply } from './named-supply.ts';
import { type PlantRule, plantShares } from './plant-shares.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { coverByStage } from './stage-cover.ts';
import { registerOf } from './suppliers/supplier-register.ts';

/** Whose score, of which day, with which signals. */
export interface ElementQuestion {
  readonly element: string;
  readonly buyer: CountryCode;
  readonly as_of: IsoDate;
  readonly known_at?: IsoDate;
  readonly horizon_days?: number;
  readonly signals: SignalReadings;
}

export interface AssembledElement {
  readonly inputs: ElementInputs;
  readonly evidence: ElementEvidence;
}

/**
 * Inputs and evidence that do not change from day to day: the tables have one vintage of them, and only the age of import reliance depends
 * on the year.
 */
interface SupplyStructure {
  readonly inputs: Omit<ElementInputs, 'element' | 'buyer' | 'as_of' | 'known_at' | 'horizon_days' | 'signals' | 'measures' | 'reliefs'>;
  readonly evidence: Omit<ElementEvidence, 'measures' | 'feed_measures' | 'signals' | 'signal_origin'>;
}

interface StageAssembly {
  readonly stage: Stage;
  readonly inputs: StageInputs;
  readonly shares: Readonly<Record<CountryCode, string>>;
  readonly imports: Readonly<Record<CountryCode, string>> | null;
  readonly reliance: string | null;
  readonly routes: Readonly<Record<CountryCode, string>>;
  readonly demand: string | null;
}

/** Year of a cell such as `2025e` or `2010-2014`: the last four digits in a row. */
function yearOf({ date }: ImportRelianceRow): number {
  return Number(date.match(/\d{4}/g)?.at(-1));
}

/** Fraction of the flow that crosses the lanes: the sea part times the largest of the lanes it passes; lanes are never added. */
function laneExposure(route: RouteRow, lanes: readonly string[]): number {
  return route.sea_share * Math.max(0, ...lanes.map((lane) => route.via[lane] ?? 0));
}

const byOrigin = <Row, Value>(rows: readonly Row[], originOf: (row: Row) => CountryCode, value: (row: Row) => Value) =>
  Object.fromEntries(rows.map((row) => [originOf(row), value(row)] as const));

function routesOf(index: ReferenceIndex, buyer: CountryCode, stage: Stage, origins: readonly CountryCode[]): readonly RouteRow[] {
  return origins.map((origin) => index.route(buyer, origin, stage)).filter((row) => row !== null);
}

/** The first reliance with a value that is not from before the oldest year; an older row is no row. */
function relianceOf(
  index: ReferenceIndex,
  buyer: CountryCode,
  stage: Stage,
  names: readonly string[],
  oldest: number,
): ImportRelianceRow | null {
  return firstNamed(names, (name) => {
    const row = index.importReliance(buyer, name, stage);
    return row === null || row.import_reliance === null || yearOf(row) < oldest ? null : row;
  });
}

/** A reliance that only bounds the domestic part, for methodologies that still read rows too old to be used. */
const boundOf = (row: ImportRelianceRow | null): Pick<StageInputs, 'import_reliance_bound'> =>
  row === null ? {} : { import_reliance_bound: row.import_reliance };

/** Said by methodologies that read editions: of this stage there is only one. */
const vintageOf = (index: ReferenceIndex, element: string, stage: Stage): Pick<StageInputs, 'one_vintage'> =>
  index.methodology.parameters.facts_as_known === true && index.oneVintage(element, stage) ? { one_vintage: true } : {};

function assembleStage(index: ReferenceIndex, element: string, buyer: CountryCode, stage: Stage, year: number): StageAssembly {
  const { parameters, groups } = index.methodology;
  const names = tradeRowNames(rowNames(element, groups), element, parameters.group_row_members);
  const shares = index.shares(element, stage);
  const imports = firstNamed(names, (name) => {
    const rows = index.imports(buyer, name, stage);
    return rows.length === 0 ? null : rows;
  });
  const reliance = relianceOf(index, buyer, stage, names, year - parameters.import_reliance_max_age_years);
  const oldReliance =
    reliance === null && parameters.old_reliance_caps_domestic === true ? relianceOf(index, buyer, stage, names, 0) : null;
  const origins = [...new Set([...shares.map((row) => row.country), ...(imports ?? []).map((row) => row.origin)])].sort();
  const routes = routesOf(index, buyer, stage, origins);
  const demand = index.demand(buyer, element, stage);
  return {
    stage,
    inputs: {
      world: byOrigin(
        shares,
        (row) => row.country,
        (row) => row.share,
      ),
      concentration: shares[0]?.concentration ?? null,
      imports:
        imports === null
          ? null
          : byOrigin(
              imports,
              (row) => row.origin,
              (row) => row.share,
            ),
      import_reliance: reliance?.import_reliance ?? null,
      ...boundOf(oldReliance),
      facility_share: null,
      routes: byOrigin(
        routes,
        (row) => row.origin,
        (row) => laneExposure(row, parameters.transit_lanes),
      ),
      annual_tonnes: demand?.tonnes_per_year ?? null,
      ...feedShares(index, element, stage),
      ...vintageOf(index, element, stage),
    },
    shares: byOrigin(
      shares,
      (row) => row.country,
      (row) => row.row,
    ),
    imports:
      imports === null
        ? null
        : byOrigin(
            imports,
            (row) => row.origin,
            (row) => row.row,
          ),
    reliance: (reliance ?? oldReliance)?.row ?? null,
    routes: byOrigin(
      routes,
      (row) => row.origin,
      (row) => row.row,
    ),
    demand: demand?.row ?? null,
  };
}

/** Governance of every origin of any stage, the buyer's own and its members' included: what is known draws no noise. */
function governanceOf(index: ReferenceIndex, stages: readonly StageAssembly[]) {
  const origins = [...new Set(stages.flatMap(({ shares, imports }) => [...Object.keys(shares), ...Object.keys(imports ?? {})]))];
  const rows = origins
    .sort()
    .map((origin) => index.governance(origin))
    .filter((row) => row !== null);
  const values = byOrigin(
    rows,
    (row) => row.country,
    (row): Governance => ({
      pv: row.political_stability,
      pv_se: row.political_stability_se,
      wgi_mean: row.wgi_mean,
    }),
  );
  return {
    values,
    rows: byOrigin(
      rows,
      (row) => row.country,
      (row) => row.row,
    ),
  };
}

const pick = <T>(stages: readonly StageAssembly[], of: (stage: StageAssembly) => T | null): { readonly [stage in Stage]?: T } =>
  Object.fromEntries(stages.flatMap((stage) => (of(stage) === null ? [] : [[stage.stage, of(stage)]])));

function supplyStructure(index: ReferenceIndex, element: string, buyer: CountryCode, year: number): SupplyStructure {
  const row = index.element(element);
  const stages = index.stagesOf(element).map((stage) => assembleStage(index, element, buyer, stage, year));
  const governance = governanceOf(index, stages);
  const cover = coverByStage(
    index,
    element,
    buyer,
    stages.map(({ stage }) => stage),
  );
  return {
    inputs: {
      eol_rir: row?.eol_rir ?? null,
      si_sr: row?.si_sr ?? null,
      stages: pick(stages, ({ inputs }) => inputs),
      cover: cover.days,
      ...(Object.keys(cover.sigmas).length === 0 ? {} : { cover_sigma: cover.sigmas }),
      governance: governance.values,
    },
    evidence: {
      element: row?.row ?? null,
      shares: pick(stages, ({ shares }) => shares),
      imports: pick(stages, ({ imports }) => imports),
      import_reliance: pick(stages, ({ reliance }) => reliance),
      cover: cover.rows,
      demand: pick(stages, ({ demand }) => demand),
      routes: pick(stages, ({ routes }) => routes),
      governance: governance.rows,
    },
  };
}

/** Stages with the largest plants that run on the day. */
function withPlants(
  index: ReferenceIndex,
  stages: ElementInputs['stages'],
  { element, buyer, as_of, known_at = as_of }: ElementQuestion,
  rule: PlantRule,
): ElementInputs['stages'] {
  return Object.fromEntries(
    Object.entries(stages).map(([stage, inputs]) => [
      stage,
      { ...inputs, plant_shares: plantShares(index, rule, element, buyer, stage as Stage, as_of, known_at) },
    ]),
  );
}

/**
 * The inputs of one score and the rows they came from. Facts that are not there are null: the scorer imputes them and lowers coverage.
 * Measures and signals are cut at `known_at` by the scorer. Structure (shares, imports, cover ...) is today's for every date, but for
 * methodologies with `facts_as_known`, which take the editions of shares, governance and reliance published by `known_at`.
 * Throws `RangeError` when a date is no calendar day.
 */
export function elementInputs(allEditions: ReferenceIndex, question: ElementQuestion): AssembledElement {
  const { element, buyer, as_of, known_at = as_of, signals } = question;
  const [day, knownAt] = [dayNumber(as_of), dayNumber(known_at)];
  const index = allEditions.asKnown(knownAt);
  const { methodology, remembered } = index;
  const year = Number(as_of.slice(0, 4));
  const structure = remembered(`structure|${element}|${buyer}|${year}`, () => supplyStructure(index, element, buyer, year));
  const horizon_days = question.horizon_days ?? methodology.parameters.horizon_days;
  const policy = index.measuresKnown(element, knownAt);
  const measuresOn = (hit: CountryCode) =>
    remembered(`measures|${element}|${hit}`, () => measureEvidence(index, element, hit))(day, knownAt);
  const processors = Object.values(structure.inputs.stages).flatMap((inputs) => Object.keys(inputs?.feeds ?? {}));
  const evidence = {
    ...structure.evidence,
    measures: measuresOn(buyer),
    feed_measures: Object.fromEntries(processors.map((processor) => [processor, measuresOn(processor)])),
    signals: index.signalRows(isoDate(Math.min(day, knownAt))),
    signal_origin: methodology.parameters.signal_origin,
  };
  const learned = methodology.parameters.renewal_prior === undefined ? {} : { suspension_decisions: index.suspensionDecisions(knownAt) };
  const rule = methodology.parameters.plants_from_register;
  const plants = rule === undefined ? structure.inputs.stages : withPlants(index, structure.inputs.stages, question, rule);
  const named = namedByStage(index, plants, question);
  const stages = withNamedSupply(plants, named);
  const inputs = { element, buyer, as_of, known_at, horizon_days, ...structure.inputs, stages, signals, ...policy, ...learned };
  if (!hasStateAndEvent(methodology.parameters)) return { inputs, evidence };
  const scope = controlScope(stages, question);
  return {
    inputs: { ...inputs, ...controlFacts(index, scope, as_of, knownAt) },
    evidence: {
      ...evidence,
      controls: controlEvidence(index, scope, as_of, knownAt),
      named_links: Object.fromEntries(named.map(([stage, { rows }]) => [stage, rows])),
      fed_from: fedFrom(element, methodology.parameters),
    },
  };
}

/** Shares that links into the plants of the buyer's country name, by stage; none with methodologies that do not count them. */
function namedByStage(
  index: ReferenceIndex,
  stages: ElementInputs['stages'],
  { element, buyer, as_of, known_at = as_of }: ElementQuestion,
): readonly (readonly [stage: string, NamedSupply])[] {
  const { named_share: rule } = index.methodology.parameters;
  if (rule === undefined) return [];
  const register = registerOf(index, as_of, known_at);
  return Object.keys(stages).flatMap((stage) => {
    const named = namedSupply(element, stage as Stage, buyer, register, rule.other);
    return named === null ? [] : [[stage, named] as const];
  });
}

function withNamedSupply(stages: ElementInputs['stages'], named: ReturnType<typeof namedByStage>): ElementInputs['stages'] {
  return {
    ...stages,
    ...Object.fromEntries(named.map(([stage, { shares }]) => [stage, { ...stages[stage as Stage], named_supply: shares }])),
  };
}

/** Stage -> the other stage whose origins reach it through plants at home. */
function fedFrom(element: string, { domestic_feed: rules = [] }: Parameters): NonNullable<ElementEvidence['fed_from']> {
  const own = rules.filter(({ elements, stage, from }) => elements.includes(element) && from !== stage);
  return Object.fromEntries(own.map(({ stage, from }) => [stage, from]));
}

/** Controls count against the buyer and whoever processes its feed, of every origin of any table. */
function controlScope(stages: ElementInputs['stages'], { element, buyer }: ElementQuestion): ControlScope {
  const tables = Object.values(stages).flatMap((stage) => [stage?.world, stage?.imports, ...Object.values(stage?.feeds ?? {})]);
  const origins = tables.flatMap((table) => Object.keys(table ?? {}));
  const processors = Object.values(stages).flatMap((stage) => Object.keys(stage?.feeds ?? {}));
  return { elements: [element], origins, destinations: [buyer, ...processors] };
}
