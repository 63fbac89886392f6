import type { ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import type { RankingPage, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { MakeOrderedTexts, OrderedTexts } from '#functions/ports/ordered-texts.ts';
import type { RunRecord } from '#functions/ports/run-ledger.ts';
import type { BatchResult, RankedSubjectRow, RunRows } from '#functions/ports/run-rows.ts';
import type { TrackRecord } from '#functions/store/track-record.ts';
import { forecastWriter } from '../track-record/pin-forecasts.ts';
import type { RankedGroup, RankedGroups } from './ranked-groups.ts';
import { ofSubjects } from './subjects-in-turn.ts';

export interface WriteScoresPorts {
  readonly rows: RunRows;
  readonly trackRecord: Pick<TrackRecord, 'putSheets' | 'putForecasts'>;
  readonly makeOrderedTexts: MakeOrderedTexts;
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
  ports: WriteScoresPorts,
): Promise<void> {
  const { rows, trackRecord } = ports;
  const ranked = new Map((await groups.ranked(run.run_id, plan, rows)).map((group) => [listOf(group), group]));
  const forecasts = forecastWriter(run, horizonDays, trackRecord);
  const ordered = ports.makeOrderedTexts();
  try {
    for await (const results of rows.results(run.run_id)) {
      const subjects = rankedSubjects(results, ranked);
      await rows.putScores(run.run_id, subjects, expiresAt);
      for (const document of subjects.flatMap(({ documents }) => documents)) {
        const { type, id } = document.subject;
        const list = listOf({ type, buyer: document.buyer });
        ordered.put(list, ranked.get(list)?.places.get(id) ?? 0, JSON.stringify(document));
        await forecasts.add(type, document.buyer, [document]);
      }
    }
    await forecasts.end();
    for (const group of ranked.values()) await writeRanking(run.run_id, group, ordered, expiresAt, ports);
  } finally {
    ordered.close();
  }
}

const listOf = ({ type, buyer }: Pick<RankedGroup, 'type' | 'buyer'>): string => `${type}#${buyer}`;

/** Results of whole subjects as rows, in their order. */
function rankedSubjects(results: readonly BatchResult[], ranked: ReadonlyMap<string, RankedGroup>): readonly RankedSubjectRow[] {
  return ofSubjects(results).map((ofSubject) => ({
    documents: ofSubject.map(({ document }) => ({
      ...document,
      rank: ranked.get(listOf({ type: document.subject.type, buyer: document.buyer }))?.ranks.get(document.subject.id) ?? null,
    })),
    explained: ofSubject.map(({ explained }) => explained),
  }));
}

/** Pages that are written at once. */
const PAGES_AT_ONCE = 25;

async function writeRanking(
  runId: string,
  { type, buyer, ids }: RankedGroup,
  ordered: OrderedTexts,
  expiresAt: number,
  { rows, rankingRowsPerPage }: WriteScoresPorts,
): Promise<void> {
  const pages = Math.max(1, Math.ceil(ids.length / rankingRowsPerPage));
  const page = (number: number, documents: readonly ScoreDocument[]): RankingPage => ({
    run_id: runId,
    subject_type: type,
    buyer,
    page: number,
    pages,
    rows: documents,
  });
  let [written, waiting, documents]: [number, RankingPage[], ScoreDocument[]] = [0, [], []];
  for (const text of ordered.inOrder(listOf({ type, buyer }))) {
    documents.push(JSON.parse(text) as ScoreDocument);
    if (documents.length < rankingRowsPerPage) continue;
    waiting.push(page(written + waiting.length, documents));
    documents = [];
    if (waiting.length < PAGES_AT_ONCE) continue;
    await rows.putRankingPages(waiting, expiresAt);
    written += waiting.length;
    waiting = [];
  }
  if (documents.length > 0) waiting.push(page(written + waiting.length, documents));
  await rows.putRankingPages(waiting, expiresAt);
}
