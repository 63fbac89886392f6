import { scoreBatchEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { keptForNewestKey, oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { companyResultsIn } from '#functions/store/clients/company-results.ts';
import {
  type CustomPlans,
  customPlanObjects,
  customScoresIn,
} from '#functions/store/clients/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import type { ReadObjects } from '#functions/store/objects/run-objects.ts';
import { s3ForRuns } from '#functions/store/objects/s3-objects.ts';
import {
  type InputSnapshots,
  inputSnapshotsIn,
  type PinnedFacts,
} from '#functions/store/runs/input-snapshots.ts';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import type { Tables } from '#functions/store/table/table.ts';
import type { CustomScorer, CustomScoringPorts, MakeCustomScorer } from './custom-scoring.ts';
import { RUN_ROW_DAYS } from './operational-settings.ts';
import { customSupplierScores } from './results/custom-supplier-score.ts';

export type CustomScoringPlace = Readonly<{
  tables: Tables;
  scoresTable: string;
  signalsTable: string;
  snapshots: InputSnapshots;
  objects: ReadObjects;
  codeVersion: string;
  customScoreDays?: number;
}>;

export function customScoringServices(place: CustomScoringPlace): CustomScoringPorts {
  const { tables, scoresTable, signalsTable, snapshots, codeVersion, customScoreDays = RUN_ROW_DAYS } = place;
  return {
    ledger: runLedgerIn(tables(scoresTable)),
    suppliers: customSuppliersIn(tables(signalsTable)),
    scores: customScoresIn(tables(scoresTable)),
    makeCustomScorer: customScorerOfPinnedInputs(snapshots),
    companies: companiesIn(tables(signalsTable)),
    companyResults: companyResultsIn(tables(scoresTable)),
    written: publishedScoresIn(tables(scoresTable), place.objects),
    codeVersion,
    buyers: BUYERS,
    customScoreDays,
  };
}

/** Once per process, of a large register for the pieces that are asked for. */
function customScorerOfPinnedInputs(snapshots: InputSnapshots): MakeCustomScorer {
  const opened = keptForNewestKey<PinnedFacts>();
  const kept = keptForNewestKey<CustomScorer>();
  return async (run, inputsSha256, places = []) => {
    const { isCut, suppliers, pieces, keyOf, facts } = await opened(inputsSha256, () =>
      snapshots.open(inputsSha256),
    );
    return kept(`${run.run_id} ${keyOf(places)}`, async () => {
      const inputs = { data: await facts(places), methodology: METHODOLOGY };
      const scorer = customSupplierScores(run, isCut ? { ...inputs, cut: { suppliers, pieces } } : inputs);
      const shipped = new Set(suppliers);
      return { score: scorer.customScore, inputs: scorer.inputs, ships: (id) => shipped.has(id) };
    });
  };
}

export const customStepServices: () => CustomScoringPorts & Readonly<{ plans: CustomPlans }> =
  oncePerColdStart(() => {
    const environment = readEnvironment(scoreBatchEnvironmentSchema);
    const objects = s3ForRuns(environment.SNAPSHOTS_BUCKET_NAME);
    return {
      ...customScoringServices({
        tables: tablesForRuns(),
        scoresTable: environment.SCORES_TABLE_NAME,
        signalsTable: environment.SIGNALS_TABLE_NAME,
        snapshots: inputSnapshotsIn(objects),
        objects,
        codeVersion: environment.CODE_VERSION,
      }),
      plans: customPlanObjects(objects),
    };
  });
