import { scoreBatchEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { keptForNewestKey } from '#functions/runtime/kept-for-newest-key.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { customScoresIn, type OwnPlans } from '#functions/store/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { tablesForRuns } from '#functions/store/dynamodb-table.ts';
import { type InputSnapshots, inputSnapshotsIn } from '#functions/store/input-snapshots.ts';
import { ownPlanObjects } from '#functions/store/own-plan-objects.ts';
import { runLedgerIn } from '#functions/store/run-ledger.ts';
import { s3ForRuns } from '#functions/store/s3-objects.ts';
import type { Tables } from '#functions/store/table.ts';
import { RUN_ROW_DAYS } from '../operational-settings.ts';
import { customSupplierScores, customSupplierVersion } from '../results/custom-supplier-score.ts';
import type { MakeOwnScorer, OwnScorer, OwnScoringPorts } from './custom-scoring.ts';

/** The ports of scoring clients' own suppliers, on DynamoDB, with the method that ships with this code and the facts that the run has pinned. */

export interface OwnScoringPlace {
  readonly tables: Tables;
  readonly scoresTable: string;
  readonly signalsTable: string;
  readonly snapshots: InputSnapshots;
  readonly codeVersion: string;
  /** As long as the rows of superseded runs when not given. */
  readonly ownScoreDays?: number;
}

export function ownScoringServices(place: OwnScoringPlace): OwnScoringPorts {
  const { tables, scoresTable, signalsTable, snapshots, codeVersion, ownScoreDays = RUN_ROW_DAYS } = place;
  return {
    ledger: runLedgerIn(tables(scoresTable)),
    suppliers: customSuppliersIn(tables(signalsTable)),
    own: customScoresIn(tables(scoresTable)),
    makeOwnScorer: ownScorerOfPinnedInputs(snapshots),
    codeVersion,
    buyers: BUYERS,
    ownScoreDays,
  };
}

/** Builds the scorer of a run once per process: its inputs never change. */
function ownScorerOfPinnedInputs(snapshots: InputSnapshots): MakeOwnScorer {
  const kept = keptForNewestKey<OwnScorer>();
  return (run, inputsSha256) =>
    kept(run.run_id, async () => {
      const data = await snapshots.get(inputsSha256);
      const scorer = customSupplierScores(run, { data, methodology: METHODOLOGY });
      const shipped = new Set(data.supplier_sites.map(({ supplier }) => supplier));
      return { score: (stored, buyer) => scorer.ownScore(customSupplierVersion(stored), buyer), ships: (id) => shipped.has(id) };
    });
}

/** The ports of the steps for own suppliers on AWS. */

/** The ports, and the plan that goes from step to step as objects. */
export const ownStepServices: () => OwnScoringPorts & { readonly plans: OwnPlans } = oncePerColdStart(() => {
  const environment = readEnvironment(scoreBatchEnvironmentSchema);
  const objects = s3ForRuns(environment.SNAPSHOTS_BUCKET_NAME);
  return {
    ...ownScoringServices({
      tables: tablesForRuns(),
      scoresTable: environment.SCORES_TABLE_NAME,
      signalsTable: environment.SIGNALS_TABLE_NAME,
      snapshots: inputSnapshotsIn(objects),
      codeVersion: environment.CODE_VERSION,
    }),
    plans: ownPlanObjects(objects),
  };
});
