/** Evidence: the rows of the reference data from which an element's inputs were assembled, and those among them that a hazard rests on. */
import { type HazardId, readHazardId } from '../vocabulary/hazard-id.ts';
import type { CountryCode, SignalName, Stage } from '../vocabulary/scoring-inputs.ts';
import type { ControlEvidence } from './control-facts.ts';
import type { MeasureEvidence } from './measure-evidence.ts';

type ByStage<T> = { readonly [stage in Stage]?: T };
type ByOrigin = Readonly<Record<CountryCode, string>>;

/** Every value is an evidence id (`row` of the reference data). */
export interface ElementEvidence {
  readonly element: string | null;
  readonly shares: ByStage<ByOrigin>;
  readonly imports: ByStage<ByOrigin>;
  readonly import_reliance: ByStage<string>;
  /** `default`, and `magnet` where that stage has its own. */
  readonly cover: Readonly<Record<string, readonly string[]>>;
  readonly demand: ByStage<string>;
  readonly routes: ByStage<ByOrigin>;
  readonly governance: ByOrigin;
  /** Known on the day and aimed at the buyer, the ended ones among them. */
  readonly measures: readonly MeasureEvidence[];
  /** Measures on ore as they hit countries whose plants process foreign ore; only with a methodology that follows the ore. */
  readonly feed_measures: Readonly<Record<CountryCode, readonly MeasureEvidence[]>>;
  readonly signals: Readonly<Record<SignalName, readonly string[]>>;
  /** Rows behind the record of new controls and what trade did; only of methodologies that count them, like the two that follow. */
  readonly controls?: ControlEvidence;
  /** Links that name shares of the buyer's supply. */
  readonly named_links?: ByStage<Readonly<Record<CountryCode, readonly string[]>>>;
  /** The stage whose origins reach a stage through plants at home. */
  readonly fed_from?: ByStage<Stage>;
  /** The origin whose new controls the signals tilt. */
  readonly signal_origin: CountryCode;
}

const present = (...rows: readonly (string | null | undefined)[]): readonly string[] => rows.filter((row) => row != null);

/** Evidence for every loss at a stage: how much is imported, and how long stocks and substitutes last. */
function bufferRows(stage: Stage, evidence: ElementEvidence): readonly string[] {
  return [
    ...present(evidence.import_reliance[stage]),
    ...(evidence.cover[stage] ?? evidence.cover.default ?? []),
    ...present(evidence.element),
  ];
}

/** Rows of the share of an origin: in the world, in the imports, what links name, and the same of the stage that feeds plants at home. */
function shareRows(origin: CountryCode, stage: Stage, evidence: ElementEvidence): readonly string[] {
  const { shares, imports, named_links: links, fed_from: fed } = evidence;
  const source = fed?.[stage];
  return [
    ...present(shares[stage]?.[origin], imports[stage]?.[origin]),
    ...(links?.[stage]?.[origin] ?? []),
    ...(source === undefined ? [] : shareRows(origin, source, evidence)),
  ];
}

type IsMeant = (measure: MeasureEvidence) => boolean;

const reaching = (origin: CountryCode, stage: Stage, measures: readonly MeasureEvidence[], isMeant: IsMeant): readonly MeasureEvidence[] =>
  measures.filter((measure) => measure.origins.includes(origin) && measure.stages.includes(stage) && isMeant(measure));

function measureRows(origin: CountryCode, stage: Stage, measures: readonly MeasureEvidence[], isMeant: IsMeant): readonly string[] {
  return reaching(origin, stage, measures, isMeant).flatMap(({ row, reliefs }) => [
    row,
    ...reliefs.filter(({ stages }) => stages.includes(stage)).map((relief) => relief.row),
  ]);
}

const stands = ({ state }: MeasureEvidence): boolean => state !== 'ended';

/** Controls of each origin with its share; of ore, those that hit the plants it feeds, its share at the mine and the share of the plants. */
function controlRows({ origins, feed }: HazardId, stage: Stage, evidence: ElementEvidence): readonly string[] {
  const [measuresAt, measures] = feed === null ? [stage, evidence.measures] : [feed.stage, evidence.feed_measures[feed.processor] ?? []];
  return [
    ...origins.flatMap((origin) => measureRows(origin, measuresAt, measures, stands)),
    ...origins.flatMap((origin) =>
      reaching(origin, measuresAt, measures, stands).flatMap(({ id }) => evidence.controls?.outcomes[id] ?? []),
    ),
    ...flowRows({ origins, feed }, stage, evidence),
  ];
}

/** Shares of the origins at the stage; of ore, at the stage of the ore, with the share of the plants that take it. */
function flowRows({ origins, feed }: Pick<HazardId, 'origins' | 'feed'>, stage: Stage, evidence: ElementEvidence): readonly string[] {
  return [
    ...origins.flatMap((origin) => shareRows(origin, feed?.stage ?? stage, evidence)),
    ...(feed === null ? [] : shareRows(feed.processor, stage, evidence)),
  ];
}

const signalEvidence = ({ signals }: ElementEvidence): readonly string[] => Object.values(signals).flat();

/** Rows that are special to the hazard, before those that every hazard of the stage rests on. */
function customRows(hazard: HazardId, stage: Stage, evidence: ElementEvidence): readonly string[] {
  const [origin = ''] = hazard.origins;
  const governance = present(evidence.governance[origin]);
  const shares = flowRows(hazard, stage, evidence);
  switch (hazard.kind) {
    case 'active_control':
    case 'scheduled_control':
      return controlRows(hazard, stage, evidence);
    case 'new_control': {
      const signals = origin === evidence.signal_origin ? signalEvidence(evidence) : [];
      const counted = measureRows(origin, stage, evidence.measures, (measure) => measure.counted);
      if (evidence.controls === undefined) return [...counted, ...shares, ...governance, ...signals];
      // The record of an origin is that of all it exports; its own measures on the element stand first.
      return [...counted, ...(evidence.controls.record[origin] ?? []), ...shares, ...signals];
    }
    case 'origin_instability':
      return [...shares, ...governance];
    case 'transit':
      return [...Object.values(evidence.routes[stage] ?? {}), ...Object.values(evidence.shares[stage] ?? {}), ...signalEvidence(evidence)];
    default:
      return Object.values(evidence.shares[stage] ?? {});
  }
}

/** Evidence ids behind a hazard at a stage, each once, the most telling first. */
export function driverEvidence(hazardId: string, stage: Stage, evidence: ElementEvidence): readonly string[] {
  return [...new Set([...customRows(readHazardId(hazardId), stage, evidence), ...bufferRows(stage, evidence)])];
}
