import { originCount } from '#domain/hazards/hazard.ts';
import { inferredTransitExposure } from '#domain/hazards/transit.ts';
import type { FeedControl } from '#domain/measures/feed-controls.ts';
import { prepareElement } from '#domain/scores/element-situation.ts';
import { domesticCodes, OTHER_ORIGINS } from '#domain/supply/effective-shares.ts';
import { governanceEstimate } from '#domain/supply/governance.ts';
import { coverDaysOf, statedCoverDays } from '#domain/supply/loss.ts';
import type { CommonDraws } from '#domain/uncertainty/common-draws.ts';
import { inputLayout } from '#domain/uncertainty/input-draws.ts';
import { type DrawnParameters, plantFractionsOf } from '#domain/vocabulary/drawn-parameters.ts';
import { coverSigmaOf, lookup, type Methodology } from '#domain/vocabulary/methodology.ts';
import type { CountryCode, ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';

/** Input of `sampling-numpy.py`: every value that is constant over the draws, and the draws that all subjects share. */
export function numpyInput(elements: readonly ElementInputs[], methodology: Methodology, { draws }: CommonDraws, count: number) {
  const common = draws.slice(0, count);
  const [first] = common;
  const names = Object.keys(first ?? {}) as (keyof DrawnParameters)[];
  // The bench is of methodologies whose draws are numbers and rows of numbers; what only later ones draw is of no use to it.
  const listed = (value: DrawnParameters[keyof DrawnParameters]): unknown => (value instanceof Float64Array ? [...value] : value);
  return {
    parameters: methodology.parameters,
    common: Object.fromEntries(names.map((name) => [name, common.map((draw) => listed(draw[name]))])),
    subjects: elements.flatMap((inputs) => subjectOf(inputs, methodology) ?? []),
  };
}

/** Null when no stage has world shares: then nothing is drawn. */
function subjectOf(inputs: ElementInputs, methodology: Methodology) {
  const { version, parameters: stated } = methodology;
  const layout = inputLayout(inputs, methodology);
  if (layout.stages.length === 0) return null;
  const { parameters, stages } = prepareElement(inputs, methodology);
  const odds = (chance: number): number => chance / (1 - chance);
  const [learned, prior] = [parameters.renewal_suspension, stated.renewal_suspension];
  return {
    text: `${version}|${inputs.element}|${inputs.buyer}`,
    buyer: inputs.buyer,
    horizonDays: inputs.horizon_days ?? parameters.horizon_days,
    clockYears: stages[0]?.facts.yearsOfRecord,
    ungoverned: layout.ungoverned.length,
    eolRir: layout.eolRir,
    siSr: layout.siSr,
    signals: layout.signals,
    stale: layout.stale,
    renewalOdds: learned === prior ? null : odds(learned) / odds(prior),
    stages: stages.map((_, index) => stageOf(index, inputs, methodology)),
  };
}

function stageOf(index: number, inputs: ElementInputs, methodology: Methodology) {
  const { parameters, groups } = methodology;
  const layout = inputLayout(inputs, methodology);
  const prepared = prepareElement(inputs, methodology).stages[index];
  const tables = layout.stages[index];
  if (prepared === undefined || tables === undefined) throw new RangeError(`no stage ${index} of ${inputs.element}`);
  const { facts, shares } = prepared;
  const { origins } = shares;
  const { stage, inputs: own, world, imports } = tables;
  const domestic = domesticCodes(inputs.buyer, groups);
  const ownOrigins = [...new Set([...world.origins, ...(imports?.origins ?? [])])].filter((code) => !domestic.includes(code)).sort();
  const placesOf = (codes: readonly CountryCode[]) => codes.map((code) => ownOrigins.indexOf(code));
  const plantFractions = plantFractionsOf(parameters);
  const named = origins.flatMap((origin, at) => (origin === OTHER_ORIGINS ? [] : [{ index: at, measures: facts.measures(origin) }]));
  return {
    stage,
    worldShapes: [...world.shapes],
    worldTo: placesOf(world.origins),
    importShapes: [...(imports?.shapes ?? [])],
    importTo: placesOf(imports?.origins ?? []),
    ownOrigins,
    origins,
    feed: feedOf(stage, index, inputs, methodology, ownOrigins),
    demandShare: lookup(parameters.demand_share, inputs.buyer),
    importReliance: own.import_reliance ?? null,
    domesticAtMost: Math.min(Math.max(1 - (own.import_reliance_bound ?? 0), 0), 1),
    recyclingWeight: parameters.stages_without_recycling?.includes(stage) === true ? 0 : parameters.secondary_weight,
    coverDays: coverDaysOf(inputs, stage, parameters),
    coverSigma: coverSigmaOf(statedCoverDays(inputs.cover, stage) !== null, null, parameters),
    pipelineDays: lookup(parameters.stage_pipeline_days, stage),
    counts: origins.map((origin) => originCount(origin, parameters)),
    events: origins.map((origin) => (origin === OTHER_ORIGINS ? 0 : facts.newControlEvents(origin))),
    exposures: origins.map((origin) => facts.routes[origin] ?? inferredTransitExposure(origin, facts.stage, facts.buyer, parameters)),
    plants: origins.map((origin) => facts.plantShares[origin] ?? lookup(plantFractions, origin)),
    ownPlant: facts.plantShares[inputs.buyer] ?? lookup(plantFractions, inputs.buyer),
    facilityShare: facts.facilityShare,
    governance: origins.map((origin) => governanceEstimate(inputs.governance, origin) ?? layout.ungoverned.indexOf(origin)),
    controls: named
      .filter(({ measures }) => measures.length > 0)
      .map(({ index: at, measures }) => ({ index: at, measures: measures.map(flat) })),
    feeds: facts.feedControls.map((feed) => controlledFeed(feed, origins)),
  };
}

/** A measure with its binding beside it. */
const flat = ({ binding, ...measure }: FeedControl['measures'][number]) => ({ ...measure, ...binding });

/** The exposure of a feed is linear in the shares: its coefficients are what it gives for one whole share at a time. */
function controlledFeed({ measures, pipelineDays, exposure }: FeedControl, origins: readonly CountryCode[]) {
  const exposed = exposure(origins);
  return {
    measures: measures.map(flat),
    pipelineDays,
    ofDomestic: exposed({ domestic: 1, a: origins.map(() => 0) }),
    ofOrigins: origins.map((_, index) => exposed({ domestic: 0, a: origins.map((__, other) => (other === index ? 1 : 0)) })),
  };
}

/** Domestic output on foreign feed: how the origins of the stage and those of its feed stand among all; null where the rule is not. */
function feedOf(stage: string, index: number, inputs: ElementInputs, methodology: Methodology, ownOrigins: readonly CountryCode[]) {
  const rule = methodology.parameters.domestic_feed?.find((one) => one.stage === stage && one.elements.includes(inputs.element));
  const { stages } = prepareElement(inputs, methodology);
  const source = rule === undefined ? undefined : stages.find(({ facts }) => facts.stage === rule.from);
  if (rule === undefined || source === undefined) return null;
  const origins = stages[index]?.shares.origins ?? [];
  const sourceOrigins = rule.from === stage ? ownOrigins : source.shares.origins;
  return {
    from: rule.from,
    dependency: rule.dependency,
    ownAt: origins.map((origin) => ownOrigins.indexOf(origin)),
    sourceAt: origins.map((origin) => sourceOrigins.indexOf(origin)),
  };
}
