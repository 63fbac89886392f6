/** Results of judging the two parts of a score apart, in their published form. Probabilities, not percent; `null` is "not defined". */
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';
import type { BootstrapInterval, ReliabilityBin } from '../published-figures.ts';

/** Skill against each forecast without a method: 1 - Brier / Brier of the benchmark on the same forecasts. 0 is no better. */
export interface SkillAgainst {
  readonly constant: BootstrapInterval;
  readonly never: BootstrapInterval;
  readonly persistence: BootstrapInterval;
  readonly concentration: BootstrapInterval;
  /** The frequency of the very forecasts that are judged: the best constant, which nobody could have known. */
  readonly hindsight: BootstrapInterval;
}

/** One forecast of one outcome, from one origin on. */
export interface PartFigure {
  readonly outcome: string;
  readonly horizon_days: number;
  /** First origin that is judged. */
  readonly since: IsoDate;
  readonly forecast: string;
  /** Version of the methodology; null for a benchmark. */
  readonly methodology: string | null;
  /** Forecasts judged, and those left out because nobody knows what happened. Windows overlap. */
  readonly forecasts: number;
  readonly unknown: number;
  readonly happened: number;
  /** Distinct days on which something began: the real size of the sample. */
  readonly events: number;
  /** Blocks that the bootstrap draws: of origins around event days, or of the forecasts of one event day each. */
  readonly blocks: number;
  /** `null` for an index that is no probability, as are the next two. */
  readonly mean_forecast: number | null;
  readonly brier: number | null;
  readonly skill: SkillAgainst | null;
  readonly auc: BootstrapInterval;
  /** AUC among pairs of one day: who is hit, not when. */
  readonly auc_within_day: BootstrapInterval;
}

/** A bin of a reliability diagram with the number of distinct event days behind what happened in it. */
export interface PartReliabilityBin extends ReliabilityBin {
  readonly events: number;
}

export interface PartReliability {
  readonly outcome: string;
  readonly horizon_days: number;
  readonly forecast: string;
  readonly methodology: string | null;
  readonly bins: readonly PartReliabilityBin[];
}

/** A goal of the method, and whether it was reached. */
export interface BackTestGoal {
  readonly goal: string;
  readonly met: boolean;
  readonly figures: string;
}

/** A methodology that was judged, with the hash of its document. */
export interface JudgedVersion {
  readonly version: string;
  readonly sha256: string;
}

export interface PartsReport {
  /** The last one has two parts, and says what counts as a control. */
  readonly methodologies: readonly JudgedVersion[];
  readonly reading: readonly string[];
  readonly goals: readonly BackTestGoal[];
  readonly figures: readonly PartFigure[];
  readonly reliability: readonly PartReliability[];
}
