/** The hazards of a score as readers get them: points that sum to the published score, a sentence, and the numbers behind both. */

import type { Message } from '../vocabulary/message.ts';
import { publishedPoints, roundTo } from '../vocabulary/published-numbers.ts';
import type { Driver } from '../vocabulary/score-document.ts';
import type { HazardPart, TwoParts } from '../vocabulary/scoring-result.ts';
import { type Language, rendered } from '../words/render.ts';
import { labelled } from './labels/measure-condition.ts';

/** The published fields of a hazard, which element and supplier hazards share. */
export interface DriverHazard {
  readonly id: string;
  readonly kind: string;
  readonly a: number;
  readonly Lambda: number;
  readonly Lambda_base: number;
  readonly Lambda_signals: Readonly<Record<string, number>>;
  readonly Lambda_measures?: Readonly<Record<string, number>>;
  readonly points: number;
  /** Only of methodologies with two parts. */
  readonly part?: HazardPart;
}

export interface DriverInDepth extends Driver {
  /** The summary for other languages: code and parameters of the catalogue of words. */
  readonly summary_code: Message['code'];
  readonly summary_params: Message['params'];
  /** Part of the buyer's supply (or of the supplier's deliveries) that it hits. */
  readonly share_hit: number;
  /** Part of the score that it belongs to; null for methodologies that have no parts. */
  readonly part: HazardPart | null;
  /** Rows of the reference data it rests on. */
  readonly evidence: readonly string[];
}

/** Unrounded; parts of a hazard sum to it. */
export interface Contribution {
  readonly id: string;
  readonly points: number;
  readonly Lambda: number;
  readonly points_base: number;
  readonly points_signals: Readonly<Record<string, number>>;
  readonly points_measures: Readonly<Record<string, number>>;
}

/** How the points of the drivers of an element or a supplier belong to its score, in the words of the explanation. */
export const SCORE_IDENTITY =
  'score = 100 * (1 - exp(-sum of Lambda)); points of a hazard = score * Lambda / sum of Lambda; points sum to score';

/** Equations of a score with two parts, beside that of the whole. */
const PARTS_IDENTITY =
  'state and new_event: the same of the hazards of part state and of part event, each with points that sum to it; score = 100 * (1 - (1 - state/100) * (1 - new_event/100))';

/** The equation that holds for a score, with or without two parts. */
export const identityOf = (whole: string, parts: object | null): string => (parts === null ? whole : `${whole}. ${PARTS_IDENTITY}`);

/** How many drivers the small document names. */
const TOP_DRIVERS = 3;

export interface PublishedDrivers {
  readonly drivers: readonly DriverInDepth[];
  readonly top: readonly Driver[];
  readonly contributions: readonly Contribution[];
  /** Hazard kind -> published points. */
  readonly byKind: Readonly<Record<string, number>>;
}

/** How a reader is told of hazards: a label of a few words, a sentence, and the language of both. */
export interface DriverWords<H> {
  readonly labelOf: (hazard: H) => Message;
  readonly summaryOf: (hazard: H) => Message;
  readonly language: Language;
}

type Points = Pick<DriverHazard, 'id' | 'kind' | 'points'>;

const publishedPointsOf = (hazards: readonly Points[], score: number): Readonly<Record<string, number>> =>
  publishedPoints(Object.fromEntries(hazards.map((hazard) => [hazard.id, hazard.points])), score);

/** Hazard kind -> published points, rounded as those of drivers are. */
export function publishedPointsByKind(hazards: readonly Points[], score: number): PublishedDrivers['byKind'] {
  const points = publishedPointsOf(hazards, score);
  return pointsByKind(hazards.map(({ id, kind }) => ({ kind, points: points[id] as number })));
}

/** Drivers by points, largest first. Throws never: a score of 0 has drivers of 0. */
export function publishedDrivers<H extends DriverHazard>(
  hazards: readonly H[],
  score: number,
  { labelOf, summaryOf, language }: DriverWords<H>,
  evidenceOf: (hazard: H) => readonly string[],
): PublishedDrivers {
  const points = publishedPointsOf(hazards, score);
  const drivers = hazards
    .map((hazard) => ({
      id: hazard.id,
      kind: hazard.kind,
      points: points[hazard.id] as number,
      ...labelled(labelOf(hazard), language),
      ...summarized(summaryOf(hazard), language),
      share_hit: roundTo(hazard.a, 4),
      part: hazard.part ?? null,
      evidence: evidenceOf(hazard),
    }))
    .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
  const top = drivers.filter((driver) => driver.points > 0).slice(0, TOP_DRIVERS);
  return {
    drivers,
    top: top.map(({ id, kind, points: ofDriver, label, label_code, label_params, summary }) => ({
      ...{ id, kind, points: ofDriver, label, label_code, label_params, summary },
    })),
    contributions: hazards.map(contributionOf),
    byKind: pointsByKind(drivers),
  };
}

const summarized = (summary: Message, language: Language): Pick<DriverInDepth, 'summary' | 'summary_code' | 'summary_params'> => ({
  summary: rendered(summary, language),
  summary_code: summary.code,
  summary_params: summary.params,
});

/** The waterfalls of the two parts, unrounded: each sums to its part. Null for methodologies that have no parts, and without a score. */
export interface PartContributions {
  readonly state_contributions: readonly Contribution[] | null;
  readonly event_contributions: readonly Contribution[] | null;
}

export function partContributions(hazards: readonly DriverHazard[], parts: Partial<TwoParts> | null): PartContributions {
  const { state_contributions: ofState, event_contributions: ofEvent } = parts ?? {};
  const waterfall = (part: HazardPart, points: Readonly<Record<string, number>>): readonly Contribution[] =>
    hazards.filter((hazard) => hazard.part === part).map((hazard) => contributionOf({ ...hazard, points: points[hazard.id] as number }));
  return {
    state_contributions: ofState === undefined ? null : waterfall('state', ofState),
    event_contributions: ofEvent === undefined ? null : waterfall('event', ofEvent),
  };
}

/** Points split in the proportion of the cumulative hazards, which is exact: score times Lambda over the sum of all. */
function contributionOf(hazard: DriverHazard): Contribution {
  const pointsPer = hazard.Lambda > 0 ? hazard.points / hazard.Lambda : 0;
  const scaled = (parts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
    Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, part * pointsPer]));
  return {
    id: hazard.id,
    points: hazard.points,
    Lambda: hazard.Lambda,
    points_base: hazard.Lambda_base * pointsPer,
    points_signals: scaled(hazard.Lambda_signals),
    points_measures: scaled(hazard.Lambda_measures ?? {}),
  };
}

/** Sums of hundredths, so that no binary remainder shows. */
function pointsByKind(drivers: readonly Pick<Driver, 'kind' | 'points'>[]): Readonly<Record<string, number>> {
  const hundredths = new Map<string, number>();
  for (const { kind, points } of drivers) hundredths.set(kind, (hundredths.get(kind) ?? 0) + Math.round(points * 100));
  return Object.fromEntries([...hundredths].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, sum]) => [kind, sum / 100]));
}
