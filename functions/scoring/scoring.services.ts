import { keptForNewestKey } from '#functions/http/cold-start.ts';
import {
  factIndexOf,
  type MakeRunScorer,
  makersIn,
  type RunScorer,
  runScorer,
} from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY, PARAMETERS } from '#functions/store/facts/bundled-methodology.ts';
import type { ArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import type { InputSnapshots, PinnedFacts } from '#functions/store/runs/input-snapshots.ts';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { runRowsIn } from '#functions/store/runs/run-rows.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { scoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { scoreHistoryIn } from '#functions/store/scores/score-history.ts';
import { scoreTablesIn } from '#functions/store/scores/score-tables.ts';
import { trackRecordIn } from '#functions/store/scores/track-record.ts';
import type { Tables } from '#functions/store/table/table.ts';
import { changeExplainer } from './run-changes.ts';
import { type PinnedScoringPorts, pinnedScoringPorts } from './scoring-ports.ts';

export type ScoringPlace = Readonly<{
  tables: Tables;
  table: string;
  snapshots: InputSnapshots;
  objects: ArchivedObjects;
  codeVersion: string;
  /** Without what only an explanation needs: for rehearsals, never for readers. */
  brief?: boolean;
}>;

export function scoringServices({
  tables,
  table,
  snapshots,
  objects,
  codeVersion,
  brief = false,
}: ScoringPlace): PinnedScoringPorts {
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
    explainChange: changeExplainer(PARAMETERS),
  });
}

/** Once per process, until another day, other inputs or another piece of a large register is asked for. */
export function scorerOfPinnedInputs(snapshots: InputSnapshots, brief: boolean): MakeRunScorer {
  const opened = keptForNewestKey<PinnedFacts>();
  const kept = keptForNewestKey<RunScorer>();
  return async (run, inputsSha256, subjects = []) => {
    const { isCut, suppliers, pieces, keyOf, facts } = await opened(inputsSha256, () =>
      snapshots.open(inputsSha256),
    );
    const some = subjects.flatMap(({ type, id }) => (type === 'supplier' ? [id] : []));
    const hasElements = isCut && subjects.some(({ type }) => type === 'element');
    return kept(`${run.run_id} ${run.as_of} ${inputsSha256} ${keyOf(some)} ${hasElements}`, async () => {
      const data = await facts(some);
      if (!isCut) return runScorer(run, { data, methodology: METHODOLOGY, brief });
      const onDay = factIndexOf(data, METHODOLOGY.document).on(run.as_of, run.known_at);
      const makers = hasElements ? { makers: await makersIn(pieces(), onDay) } : {};
      return runScorer(run, { data, methodology: METHODOLOGY, brief, cut: { suppliers, pieces, ...makers } });
    });
  };
}
