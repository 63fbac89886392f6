import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { MethodologyReference } from '#domain/vocabulary/score-document.ts';
import type { InputSnapshots } from '#functions/store/runs/input-snapshots.ts';
import type { RunLedger } from '#functions/store/runs/run-ledger.ts';
import type { RunRows } from '#functions/store/runs/run-rows.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import type { ScoreChanges } from '#functions/store/scores/score-changes.ts';
import type { ScoreHistory } from '#functions/store/scores/score-history.ts';
import type { ScoreTables } from '#functions/store/scores/score-tables.ts';
import type { TrackRecord } from '#functions/store/scores/track-record.ts';
import type { AfterRunPorts } from './after-run.ts';
import type { BeginRunPorts, SettlePorts } from './begin-run.ts';
import type { CompleteRunPorts } from './complete-run.ts';
import type { CustomScoringPorts } from './custom-scoring.ts';
import {
  ABANDONED_AFTER_HOURS,
  GUARD_BOUNDS,
  RANKING_ROWS_PER_PAGE,
  RENEWED_BEFORE_DAYS,
  RUN_ROW_DAYS,
  SUBJECTS_PER_BATCH,
  SUBJECTS_PLACED_IN_MEMORY,
  SUPERSEDED_SAME_DAY_DAYS,
} from './operational-settings.ts';
import type { RankBatchPorts } from './rank-batch.ts';
import type { MakeRunScorer } from './results/run-scorer.ts';
import type { ExplainChange } from './run-changes.ts';
import type { ScoreBatchPorts } from './score-batch.ts';

export type PinnedScoringParts = Readonly<{
  ledger: RunLedger;
  rows: RunRows;
  history: ScoreHistory;
  changes: ScoreChanges;
  trackRecord: TrackRecord;
  tables: ScoreTables;
  explainChange: ExplainChange;
  scores: PublishedScores;
  snapshots: InputSnapshots;
  methodology: MethodologyReference;
  codeVersion: string;
  makeScorer: MakeRunScorer;
}>;

export type ScoringParts = PinnedScoringParts &
  Readonly<{
    events: AfterRunPorts['events'];
    newestFacts: (knownAt: string) => Promise<ReferenceData>;
  }>;

export type ScoringPorts = BeginRunPorts &
  SettlePorts &
  AfterRunPorts &
  ScoreBatchPorts &
  CompleteRunPorts &
  RankBatchPorts &
  Readonly<{
    /** Absent where nobody can store any. */
    customScoring?: CustomScoringPorts;
  }>;
export type PinnedScoringPorts = ReturnType<typeof pinnedScoringPorts>;

export const scoringPorts = (parts: ScoringParts): ScoringPorts => ({
  ...parts,
  ...pinnedScoringPorts(parts),
});

export const pinnedScoringPorts = (parts: PinnedScoringParts) => ({
  ...parts,
  guardBounds: GUARD_BOUNDS,
  rankingRowsPerPage: RANKING_ROWS_PER_PAGE,
  subjectsPerBatch: SUBJECTS_PER_BATCH,
  subjectsPlacedInMemory: SUBJECTS_PLACED_IN_MEMORY,
  runRowDays: RUN_ROW_DAYS,
  renewedBeforeDays: RENEWED_BEFORE_DAYS,
  supersededSameDayDays: SUPERSEDED_SAME_DAY_DAYS,
  abandonedAfterHours: ABANDONED_AFTER_HOURS,
});
