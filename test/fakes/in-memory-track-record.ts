import type { ChainHead, ChainLink } from '#domain/track-record/chain-link.ts';
import type { Judgement } from '#domain/track-record/judgement.ts';
import { WriteConflict } from '#functions/ports/run-ledger.ts';
import type { RunForecasts, SummaryMisses, TrackRecord, TrackRecordSummary } from '#functions/ports/track-record.ts';

const copy = <T>(value: T): T => structuredClone(value);
const byKey = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** The track record over maps. */
export function inMemoryTrackRecord(): TrackRecord {
  const sheets = new Map<string, string>();
  const forecasts = new Map<string, RunForecasts>();
  const links = new Map<string, ChainLink>();
  const waiting = new Map<string, string>();
  const judgements = new Map<string, Judgement>();
  const misses = new Map<string, SummaryMisses>();
  let head: ChainHead | null = null;
  let summary: TrackRecordSummary | null = null;
  const sheetName = (runId: string, { subject_type, buyer, part }: { subject_type: string; buyer: string; part: number }): string =>
    `${runId}/${subject_type}/${buyer}/${part}`;

  return {
    head: async () => copy(head),
    async links({ after, upTo, limit, order }) {
      const seen = byKey(links).filter(([runId]) => runId <= upTo);
      const ordered = order === 'oldest_first' ? seen : seen.toReversed();
      return ordered
        .filter(([runId]) => after === null || (order === 'oldest_first' ? runId > after : runId < after))
        .slice(0, limit)
        .map(([, link]) => copy(link));
    },
    link: async (runId) => copy(links.get(runId) ?? null),
    sheet: async (runId, address) => sheets.get(sheetName(runId, address)) ?? null,
    summary: async () => copy(summary),
    misses: async (outcome) => copy(misses.get(outcome) ?? null),
    async putSheets(runId, texts) {
      for (const { address, text } of texts) sheets.set(sheetName(runId, address), text);
    },
    async putForecasts(runId, made) {
      forecasts.set(runId, copy(made));
    },
    forecastsOf: async (runId) => copy(forecasts.get(runId) ?? null),
    async putLink(link) {
      const standing = links.get(link.run_id) ?? copy(link);
      links.set(link.run_id, standing);
      return copy(standing);
    },
    async putWaiting(judgedFrom, runId) {
      waiting.set(`${judgedFrom}#${runId}`, runId);
    },
    async moveHead(expected, next) {
      if (head?.sha256 === next.sha256) return;
      if (head?.sha256 !== expected?.sha256) throw new WriteConflict('the head has moved');
      head = copy(next);
    },
    waiting: async (after, day, limit) =>
      byKey(waiting)
        .filter(([position]) => position > after && position.slice(0, 10) <= day)
        .slice(0, limit)
        .map(([position, run_id]) => ({ position, run_id })),
    async putJudgement(judgement) {
      if (!judgements.has(judgement.run_id)) judgements.set(judgement.run_id, copy(judgement));
    },
    judgements: async () => byKey(judgements).map(([, judgement]) => copy(judgement)),
    async putSummary(made, ofOutcomes) {
      for (const [outcome, list] of Object.entries(ofOutcomes)) misses.set(outcome, copy(list));
      summary = copy(made);
    },
  };
}
