import type { ChainHead, ChainLink } from '#domain/track-record/chain-link.ts';
import type { SheetAddress, SheetReference } from '#domain/track-record/forecast-sheet.ts';
import type { Judgement } from '#domain/track-record/judgement.ts';
import type { ForecastOutcome } from '#domain/track-record/judging-rules.ts';
import type { ForecastMiss, OutcomeScores } from '#domain/track-record/track-record.ts';

/** The sheets of a run as they were made at its fan-in, to be named by its link. */
export interface RunForecasts {
  readonly horizon_days: number;
  readonly rules_sha256: string;
  readonly parts: readonly SheetReference[];
}

/** A sheet with the canonical JSON that is pinned. */
export interface SheetText {
  readonly address: SheetAddress;
  readonly text: string;
}

/** A run that counts, and where it stands among those that wait for their day of judging. */
export interface WaitingRun {
  /** Grows with the first day of judging, then with the run. */
  readonly position: string;
  readonly run_id: string;
}

/** Scores over all judged runs. */
export interface TrackRecordSummary {
  /** Position of the last run that was judged. */
  readonly judged_to: string;
  /** Run whose after-work made the summary; it stands for the summary in cursors. */
  readonly made_by: string;
  readonly outcomes: readonly OutcomeScores[];
  readonly judged: readonly Pick<Judgement, 'run_id' | 'as_of' | 'closes' | 'judged_from' | 'rules_sha256' | 'judged_by' | 'base_rates'>[];
}

/** Misses of one outcome, the largest first, and the summary that they belong to. */
export interface SummaryMisses {
  readonly made_by: string;
  readonly misses: readonly ForecastMiss[];
}

/** A range of links: `after` is exclusive, and `upTo` is the run of the head, because a link behind the head is not published yet. */
export interface LinkRange {
  readonly after: string | null;
  readonly upTo: string;
  readonly limit: number;
  readonly order: 'oldest_first' | 'newest_first';
}

/** The read side. */
export interface ReadTrackRecord {
  /** `null`: no run has been pinned yet. The write side reads it strongly consistent. */
  head(): Promise<ChainHead | null>;
  /** Links up to `upTo`. */
  links(range: LinkRange): Promise<readonly ChainLink[]>;
  /** The link of a run; it counts only when its run is not after that of the head. */
  link(runId: string): Promise<ChainLink | null>;
  /** Canonical JSON of a sheet, exactly as it was pinned. */
  sheet(runId: string, address: SheetAddress): Promise<string | null>;
  /** `null`: nothing has been judged. */
  summary(): Promise<TrackRecordSummary | null>;
  misses(outcome: ForecastOutcome): Promise<SummaryMisses | null>;
}

/** The write side. Nothing here ever expires. */
export interface TrackRecord extends ReadTrackRecord {
  /** Stores sheets of a run. Writing them again writes the same bytes. */
  putSheets(runId: string, sheets: readonly SheetText[]): Promise<void>;
  /** Stores what names the sheets of a run, after all of them. */
  putForecasts(runId: string, forecasts: RunForecasts): Promise<void>;
  /** `null`: the run was made by code that pins nothing. */
  forecastsOf(runId: string): Promise<RunForecasts | null>;
  /** Stores the link unless there is one of this run, and returns the one that stands. */
  putLink(link: ChainLink): Promise<ChainLink>;
  /** Notes that a run is to be judged from a day on. Noting it again changes nothing. */
  putWaiting(judgedFrom: string, runId: string): Promise<void>;
  /** Moves the head from `expected` to `next`; fails with `WriteConflict` when another writer got there first. Moving it again to where it is changes nothing. */
  moveHead(expected: ChainHead | null, next: ChainHead): Promise<void>;
  /** Runs that may be judged by a day, in order; `after` is exclusive, '' is before all. */
  waiting(after: string, day: string, limit: number): Promise<readonly WaitingRun[]>;
  /** Stores the judgement unless there is one of this run: a judgement is never rewritten. */
  putJudgement(judgement: Judgement): Promise<void>;
  /** All judgements, in the order of their runs. */
  judgements(): Promise<readonly Judgement[]>;
  /** Replaces the summary, after the misses that belong to it. */
  putSummary(summary: TrackRecordSummary, misses: Readonly<Record<ForecastOutcome, SummaryMisses>>): Promise<void>;
}
