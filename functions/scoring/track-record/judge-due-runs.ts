import type { ChainLink } from '#domain/track-record/chain-link.ts';
import type { ForecastSheet } from '#domain/track-record/forecast-sheet.ts';
import { type Judgement, judgementOf } from '#domain/track-record/judgement.ts';
import { FORECAST_OUTCOMES, type ForecastOutcome } from '#domain/track-record/judging-rules.ts';
import type { OutcomeRecord } from '#domain/track-record/outcome-record.ts';
import { misses, outcomeScores } from '#domain/track-record/track-record.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunLedger, RunPointer } from '#functions/store/run-ledger.ts';
import type { SummaryMisses, TrackRecord } from '#functions/store/track-record.ts';
import { MISSES_KEPT, RUNS_JUDGED_AT_ONCE } from '../operational-settings.ts';
import { dateOf } from '../run-clock.ts';
import { rulesWith } from './judging-rules.ts';

export interface JudgingPorts {
  readonly ledger: Pick<RunLedger, 'get'>;
  readonly scores: Pick<PublishedScores, 'document'>;
  readonly trackRecord: TrackRecord;
}

/**
 * Judges runs whose window and lag are over, by what the run that readers see knows of outcomes, and makes the summary anew. Each run is
 * judged once: a judgement that is there stands. Nothing to judge costs two reads.
 */
export async function judgeDueRuns(pointer: RunPointer, { ledger, scores, trackRecord }: JudgingPorts): Promise<void> {
  const by = await ledger.get(pointer.run_id);
  if (by === null) return;
  const { run_id, as_of, known_at, inputs_sha256 } = by;
  // A run about a future day knows no more than the day on which it was published.
  const today = [as_of, known_at, dateOf(pointer.published_at)].sort()[0] ?? as_of;
  const summary = await trackRecord.summary();
  const due = await trackRecord.waiting(summary?.judged_to ?? '', today, RUNS_JUDGED_AT_ONCE);
  const last = due.at(-1);
  if (last === undefined) return;
  const records = (await scores.document(run_id, 'outcome-record')) as readonly OutcomeRecord[] | null;
  if (records === null) return;
  const judgedBy = { run_id, as_of, inputs_sha256 };
  for (const waiting of due) {
    const link = await requiredLink(waiting.run_id, trackRecord);
    const sheets = await judgedSheets(link, trackRecord);
    const rules = rulesWith(link.rules_sha256);
    const record = records.find(({ rules_version }) => rules_version === rules.version);
    if (record === undefined)
      throw new Error(`run ${run_id} has no record of outcomes by judging rules ${rules.version}: publish a run with the newest version`);
    await trackRecord.putJudgement(judgementOf({ link, sheets, record, rules, judgedBy }));
  }
  await summarize(run_id, last.position, trackRecord);
}

async function requiredLink(runId: string, trackRecord: Pick<TrackRecord, 'link'>): Promise<ChainLink> {
  const link = await trackRecord.link(runId);
  if (link === null) throw new Error(`run ${runId} waits to be judged and has no link`);
  return link;
}

/** Outcomes are known of elements only. */
async function judgedSheets(link: ChainLink, trackRecord: Pick<TrackRecord, 'sheet'>): Promise<readonly ForecastSheet[]> {
  const sheets: ForecastSheet[] = [];
  for (const part of link.parts.filter(({ subject_type }) => subject_type === 'element')) {
    const text = await trackRecord.sheet(link.run_id, part);
    if (text === null) throw new Error(`the sheet ${part.subject_type} ${part.buyer} ${part.part} of run ${link.run_id} is missing`);
    sheets.push(JSON.parse(text) as ForecastSheet);
  }
  return sheets;
}

async function summarize(madeBy: string, judgedTo: string, trackRecord: TrackRecord): Promise<void> {
  const judgements = await trackRecord.judgements();
  const ofOutcomes = FORECAST_OUTCOMES.map((outcome) => [outcome, { made_by: madeBy, misses: misses(judgements, outcome, MISSES_KEPT) }]);
  await trackRecord.putSummary(
    { judged_to: judgedTo, made_by: madeBy, outcomes: outcomeScores(judgements), judged: judgements.map(withoutForecasts) },
    Object.fromEntries(ofOutcomes) as Record<ForecastOutcome, SummaryMisses>,
  );
}

const withoutForecasts = ({ run_id, as_of, closes, judged_from, rules_sha256, judged_by, base_rates }: Judgement) => ({
  ...{ run_id, as_of, closes, judged_from, rules_sha256, judged_by, base_rates },
});
