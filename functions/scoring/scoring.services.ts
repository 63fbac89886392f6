import { parametersOf } from '#domain/method/parameters.ts';
import { keptForNewestKey } from '#functions/http/kept-values.ts';
import { type MakeRunScorer, type RunScorer, runScorer } from '#functions/scoring/results/run-scorer.ts';
import type { ArchivedObjects } from '#functions/store/archived-objects.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import type { InputSnapshots } from '#functions/store/input-snapshots.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { runLedgerIn } from '#functions/store/run-ledger.ts';
import { runRowsIn } from '#functions/store/run-rows.ts';
import { scoreChangesIn } from '#functions/store/score-changes.ts';
import { scoreHistoryIn } from '#functions/store/score-history.ts';
import { scoreTablesIn } from '#functions/store/score-tables.ts';
import type { Tables } from '#functions/store/table.ts';
import { trackRecordIn } from '#functions/store/track-record.ts';
import { changeExplainer } from './run-changes.ts';
import { type PinnedScoringPorts, pinnedScoringPorts } from './scoring-ports.ts';

export interface ScoringPlace {
  readonly tables: Tables;
  readonly table: string;
  readonly snapshots: InputSnapshots;
  /** Objects beside the table. */
  readonly objects: ArchivedObjects;
  readonly codeVersion: string;
  /** None of what only an explanation needs: for rehearsals, never for what readers see. Not brief when absent. */
  readonly brief?: boolean;
}

/** The ports of a run on DynamoDB, with the method that ships with this code; the facts are those that the run has pinned. */
export function scoringServices({ tables, table, snapshots, objects, codeVersion, brief = false }: ScoringPlace): PinnedScoringPorts {
  return pinnedScoringPorts({
    ledger: runLedgerIn(tables(table)),
    rows: runRowsIn(tables(table), objects),
    history: scoreHistoryIn(tables(table)),
    tables: scoreTablesIn(objects),
    trackRecord: trackRecordIn(tables(table)),
    scores: publishedScoresIn(tables(table), objects),
    changes: scoreChangesIn(tables(table)),
    snapshots,
    methodology: { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 },
    codeVersion,
    makeScorer: scorerOfPinnedInputs(snapshots, brief),
    explainChange: changeExplainer(parametersOf(METHODOLOGY.document)),
  });
}

/** Builds the scorer of a run once per process, as long as nobody asks for another day or other inputs: they never change. */
function scorerOfPinnedInputs(snapshots: InputSnapshots, brief: boolean): MakeRunScorer {
  const kept = keptForNewestKey<RunScorer>();
  return (run, inputsSha256) =>
    kept(`${run.run_id} ${run.as_of} ${inputsSha256}`, async () => {
      const data = await snapshots.get(inputsSha256);
      return runScorer(run, { data, methodology: METHODOLOGY, brief });
    });
}
