/** The ports of scoring clients' own suppliers, on DynamoDB, with the method that ships with this code and the facts that the run has pinned. */

import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { keptForNewestKey } from '#functions/runtime/kept-for-newest-key.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { customScoresIn } from '#functions/store/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import type { InputSnapshots } from '#functions/store/input-snapshots.ts';
import { runLedgerIn } from '#functions/store/run-ledger.ts';
import type { Tables } from '#functions/store/table.ts';
import { RUN_ROW_DAYS } from '../operational-settings.ts';
import { customSupplierScores, customSupplierVersion } from '../results/custom-supplier-score.ts';
import type { MakeOwnScorer, OwnScorer, OwnScoringPorts } from './own-scoring-ports.ts';

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
