/** Evidence: the rows of the reference data from which an element's inputs were assembled, and those among them that a hazard rests on. */
import { type HazardId, readHazardId } from '../vocabulary/hazard-id.ts';
import type { CountryCode, SignalName, Stage } from '../vocabulary/scoring-inputs.ts';
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

const shareRows = (origin: CountryCode, stage: Stage, { shares, imports }: ElementEvidence): readonly string[] =>
  present(shares[stage]?.[origin], imports[stage]?.[origin]);

function measureRows(
  origin: CountryCode,
  stage: Stage,
  measures: readonly MeasureEvidence[],
  isMeant: (measure: MeasureEvidence) => boolean,
): readonly string[] {
  const reaching = measures.filter((measure) => measure.origins.includes(origin) && measure.stages.includes(stage) && isMeant(measure));
  return reaching.flatMap(({ row, reliefs }) => [
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
    ...origins.flatMap((origin) => shareRows(origin, measuresAt, evidence)),
    ...(feed === null ? [] : shareRows(feed.processor, stage, evidence)),
  ];
}

const signalEvidence = ({ signals }: ElementEvidence): readonly string[] => Object.values(signals).flat();

/** Rows that are special to the hazard, before those that every hazard of the stage rests on. */
function customRows(hazard: HazardId, stage: Stage, evidence: ElementEvidence): readonly string[] {
  const [origin = ''] = hazard.origins;
  const governance = present(evidence.governance[origin]);
  const shares = shareRows(origin, stage, evidence);
  switch (hazard.kind) {
    case 'active_control':
      return controlRows(hazard, stage, evidence);
    case 'new_control': {
      const signals = origin === evidence.signal_origin ? signalEvidence(evidence) : [];
      return [...measureRows(origin, stage, evidence.measures, ({ counted }) => counted), ...shares, ...governance, ...signals];
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
