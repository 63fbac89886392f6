import { BUYERS, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunRecord } from '#functions/store/run-ledger.ts';
import type { ScoreTables } from '#functions/store/score-tables.ts';

/** Rows of a file: some tens of megabytes in memory. */
const ROWS_PER_FILE = 20_000;

const TYPES = ['element', 'supplier', 'country'] as const;

export interface ScoreTablePorts {
  readonly scores: PublishedScores;
  readonly tables: ScoreTables;
}

/** Writes the scores of a published run as tables, as readers have them: type after type, buyer after buyer, in the order of their rankings. */
export async function writeScoreTables(run: Pick<RunRecord, 'run_id' | 'as_of'>, { scores, tables }: ScoreTablePorts): Promise<void> {
  let [part, rows]: [number, ScoreDocument[]] = [0, []];
  const flush = async (): Promise<void> => {
    await tables.put(run, part, rows);
    [part, rows] = [part + 1, []];
  };
  for (const [type, buyer] of TYPES.flatMap((type) => BUYERS.map((buyer) => [type, buyer] as const))) {
    for (let [page, pages] = [0, 1]; page < pages; page += 1) {
      const found = await scores.rankingPage(run.run_id, type, buyer, page);
      pages = found?.pages ?? 0;
      rows.push(...(found?.rows ?? []));
      if (rows.length >= ROWS_PER_FILE) await flush();
    }
  }
  if (rows.length > 0 || part === 0) await flush();
}
