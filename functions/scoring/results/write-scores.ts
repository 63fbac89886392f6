import type { ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunRecord } from '#functions/store/run-ledger.ts';
import { type BatchResult, ofSubjects, type PageOfIds, type RankedScore, type RunRows } from '#functions/store/run-rows.ts';
import { type ScoreTables, type TabledScore, withPoints } from '#functions/store/score-tables.ts';
import type { TrackRecord } from '#functions/store/track-record.ts';
import { forecastWriter } from '../track-record.ts';
import type { RankedGroup, RankedGroups } from './ranked-groups.ts';

export interface WriteScoresPorts {
  readonly rows: RunRows;
  readonly trackRecord: Pick<TrackRecord, 'putSheets' | 'putForecasts'>;
  readonly rankingRowsPerPage: number;
}

interface WrittenRun {
  readonly horizonDays: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** Writes the scores of a run with their ranks, its forecasts, and its ranking pages. */
export async function writeScores(
  run: RunRecord,
  plan: readonly ScoreBatchRequest[],
  groups: RankedGroups,
  { horizonDays, expiresAt }: WrittenRun,
  { rows, trackRecord, rankingRowsPerPage }: WriteScoresPorts,
): Promise<void> {
  const ranked = new Map((await groups.ranked(run.run_id, plan, rows)).map((group) => [listOf(group), group]));
  const forecasts = forecastWriter(run, horizonDays, trackRecord);
  for await (const results of rows.results(run.run_id)) {
    const scores = results.map((result) => rankedScore(result, ranked));
    await rows.putScores(run.run_id, scores, expiresAt);
    for (const { document } of scores) await forecasts.add(document.subject.type, document.buyer, [document]);
  }
  await forecasts.end();
  for (const group of ranked.values()) await rows.putRankingPages(pagesOf(run.run_id, group, rankingRowsPerPage), expiresAt);
}

const listOf = ({ type, buyer }: Pick<RankedGroup, 'type' | 'buyer'>): string => `${type}#${buyer}`;

function rankedScore({ document, explained }: BatchResult, ranked: ReadonlyMap<string, RankedGroup>): RankedScore {
  const { type, id } = document.subject;
  return { document: { ...document, rank: ranked.get(listOf({ type, buyer: document.buyer }))?.ranks.get(id) ?? null }, explained };
}

/** Pages of a ranking: at least one, also where nothing was scored. */
export function pagesOf(run_id: string, { type, buyer, ids }: Omit<RankedGroup, 'ranks'>, rowsPerPage: number): readonly PageOfIds[] {
  const pages = Math.max(1, Math.ceil(ids.length / rowsPerPage));
  return Array.from({ length: pages }, (_, page) => ({
    run_id,
    subject_type: type,
    buyer,
    page,
    pages,
    ids: ids.slice(page * rowsPerPage, (page + 1) * rowsPerPage),
  }));
}

/** Rows of a file: some tens of megabytes in memory. */
const ROWS_PER_FILE = 20_000;

export interface ScoreTablePorts {
  readonly rows: RunRows;
  readonly scores: PublishedScores;
  readonly tables: ScoreTables;
}

/** Writes the scores of a published run as tables, as readers have them: by type and id in the order of the plan. */
export async function writeScoreTables(run: Pick<RunRecord, 'run_id' | 'as_of'>, ports: ScoreTablePorts): Promise<void> {
  let [part, rows]: [number, TabledScore[]] = [0, []];
  const flush = async (): Promise<void> => {
    await ports.tables.put(run, part, rows);
    [part, rows] = [part + 1, []];
  };
  for await (const results of ports.rows.results(run.run_id)) {
    const subjects = ofSubjects(results).map(([{ document }]) => document.subject);
    rows.push(...withPoints(await ports.scores.scoresOf(run.run_id, subjects), results));
    if (rows.length >= ROWS_PER_FILE) await flush();
  }
  if (rows.length > 0 || part === 0) await flush();
}
