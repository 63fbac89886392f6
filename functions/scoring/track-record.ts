import { createHash } from 'node:crypto';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  type ChainLink,
  headAfter,
  linkBehind,
  type PublishedRun,
  windowOf,
} from '#domain/track-record/chain.ts';
import {
  type ForecastRun,
  type ForecastSheet,
  forecastSheet,
  type PublishedForecast,
  type SheetReference,
} from '#domain/track-record/forecast-sheet.ts';
import { type Judgement, judgementOf } from '#domain/track-record/judgement.ts';
import {
  FORECAST_OUTCOMES,
  type ForecastOutcome,
  type JudgingRules,
} from '#domain/track-record/judging-rules.ts';
import type { OutcomeRecord } from '#domain/track-record/outcome-record.ts';
import { misses, outcomeScores } from '#domain/track-record/track-record.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import type { RunLedger, RunPointer, RunRecord } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import type { SummaryMisses, TrackRecord } from '#functions/store/scores/track-record.ts';
import { FORECASTS_PER_SHEET, MISSES_KEPT, RUNS_JUDGED_AT_ONCE } from './operational-settings.ts';
import { dateOf } from './run-clock.ts';

/** Written before a run is published: what readers see then is what is pinned. */
export interface ForecastWriter {
  /** Of one type and buyer; through a type by byte order of the id. */
  add(type: SubjectType, buyer: string, forecasts: readonly PublishedForecast[]): Promise<void>;
  end(): Promise<void>;
}

export function forecastWriter(
  run: RunRecord,
  horizonDays: number,
  trackRecord: Pick<TrackRecord, 'putSheets' | 'putForecasts'>,
): ForecastWriter {
  const { run_id, as_of, known_at, methodology } = run;
  const identity: ForecastRun = { run_id, as_of, known_at, horizon_days: horizonDays, methodology };
  const open = new Map<
    string,
    { readonly type: SubjectType; readonly buyer: string; part: number; forecasts: PublishedForecast[] }
  >();
  const parts: SheetReference[] = [];

  async function write(
    { type, buyer, part }: { type: SubjectType; buyer: string; part: number },
    forecasts: readonly PublishedForecast[],
  ) {
    const sheet = forecastSheet(identity, { subject_type: type, buyer, part }, forecasts);
    const text = canonicalJson(sheet);
    const address = { subject_type: type, buyer, part };
    await trackRecord.putSheets(run_id, [{ address, text }]);
    parts.push({ ...address, forecasts: sheet.forecasts.length, sha256: sha256Of(text) });
  }

  return {
    async add(type, buyer, forecasts) {
      const key = `${type}#${buyer}`;
      const sheet = open.get(key) ?? { type, buyer, part: 0, forecasts: [] };
      open.set(key, sheet);
      sheet.forecasts.push(...forecasts);
      while (sheet.forecasts.length > FORECASTS_PER_SHEET) {
        await write(sheet, sheet.forecasts.splice(0, FORECASTS_PER_SHEET));
        sheet.part += 1;
      }
    },
    async end() {
      for (const sheet of open.values()) if (sheet.forecasts.length > 0) await write(sheet, sheet.forecasts);
      const ordered = parts.toSorted(byAddress);
      await trackRecord.putForecasts(run_id, {
        horizon_days: horizonDays,
        rules_sha256: rulesOfToday().sha256,
        parts: ordered,
      });
    },
  };
}

const byAddress = (a: SheetReference, b: SheetReference) => {
  const [one, other] = [a, b].map(({ subject_type, buyer }) => `${subject_type}#${buyer}`) as [
    string,
    string,
  ];
  return one === other ? a.part - b.part : one < other ? -1 : 1;
};

type PinningPorts = Readonly<{
  ledger: Pick<RunLedger, 'get'>;
  trackRecord: TrackRecord;
}>;

/**
 * Appends published runs that the chain lacks, oldest first, up to the one that readers see. A link follows
 * from what was written before publication and the link before, so any writer makes the same one.
 */
export async function appendPublishedRuns(
  pointer: RunPointer,
  { ledger, trackRecord }: PinningPorts,
): Promise<void> {
  let head = await trackRecord.head();
  for (const run of await unpinnedRuns(pointer, head?.run_id ?? '', ledger, trackRecord)) {
    const made = linkBehind(head, run, sha256Of);
    const link = await trackRecord.putLink(made);
    if (link.sha256 !== made.sha256) {
      throw new Error(
        `the link of run ${run.run_id} that is stored is not the one that follows from the run and the chain before it`,
      );
    }
    const rules = rulesByHash(link.rules_sha256);
    const next = headAfter(head, link, rules);
    if (next.counts) await trackRecord.putWaiting(windowOf(link, rules).judged_from, link.run_id);
    await trackRecord.moveHead(head, next.head);
    head = next.head;
  }
}

/**
 * Oldest first, by walking back from the pointer. The walk ends at a run whose code noted no predecessor;
 * runs without forecasts are passed over.
 */
async function unpinnedRuns(
  { run_id, published_at, previous_run_id }: RunPointer,
  pinned: string,
  ledger: Pick<RunLedger, 'get'>,
  trackRecord: Pick<TrackRecord, 'forecastsOf'>,
): Promise<readonly PublishedRun[]> {
  const runs: PublishedRun[] = [];
  let at: { run_id: string; published_at: string; previous_run_id: string | null } | null = {
    run_id,
    published_at,
    previous_run_id,
  };
  while (at !== null && at.run_id > pinned) {
    const [run, forecasts] = await Promise.all([ledger.get(at.run_id), trackRecord.forecastsOf(at.run_id)]);
    if (run !== null && forecasts !== null) {
      const { as_of, known_at, inputs_sha256, methodology } = run;
      runs.push({
        run_id: at.run_id,
        as_of,
        known_at,
        published_at: at.published_at,
        inputs_sha256,
        methodology,
        ...forecasts,
      });
    }
    at = at.previous_run_id === null ? null : await superseded(at.previous_run_id, ledger);
  }
  return runs.toReversed();
}

async function superseded(runId: string, ledger: Pick<RunLedger, 'get'>) {
  const run = await ledger.get(runId);
  if (run?.published_at === undefined) return null;
  return { run_id: runId, published_at: run.published_at, previous_run_id: run.previous_run_id ?? null };
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

type PinnedRules = Readonly<{
  rules: JudgingRules;
  sha256: string;
}>;

const pinned = (rules: JudgingRules): PinnedRules => ({ rules, sha256: sha256Of(canonicalJson(rules)) });

export const rulesOfToday = (): PinnedRules => pinned(JUDGING_RULES.at(-1) ?? JUDGING_RULES[0]);

/** Throws for rules that this code does not have: it is older than the code of the run. */
function rulesByHash(sha256: string): JudgingRules {
  const found = JUDGING_RULES.map(pinned).find((one) => one.sha256 === sha256);
  if (found === undefined)
    throw new Error(
      `judging rules with sha256 ${sha256} are not part of this code: deploy the newest version`,
    );
  return found.rules;
}

export type JudgingPorts = Readonly<{
  ledger: Pick<RunLedger, 'get'>;
  scores: Pick<PublishedScores, 'document'>;
  trackRecord: TrackRecord;
}>;

/**
 * Judges runs whose window and lag are over, each once, by the outcomes that the run of the pointer knows,
 * and makes the summary anew. Nothing to judge costs two reads.
 */
async function judgeDueRuns(pointer: RunPointer, { ledger, scores, trackRecord }: JudgingPorts) {
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
    const rules = rulesByHash(link.rules_sha256);
    const record = records.find(({ rules_version }) => rules_version === rules.version);
    if (record === undefined)
      throw new Error(
        `run ${run_id} has no record of outcomes by judging rules ${rules.version}: publish a run with the newest version`,
      );
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
async function judgedSheets(
  link: ChainLink,
  trackRecord: Pick<TrackRecord, 'sheet'>,
): Promise<readonly ForecastSheet[]> {
  const sheets: ForecastSheet[] = [];
  for (const part of link.parts.filter(({ subject_type }) => subject_type === 'element')) {
    const text = await trackRecord.sheet(link.run_id, part);
    if (text === null)
      throw new Error(
        `the sheet ${part.subject_type} ${part.buyer} ${part.part} of run ${link.run_id} is missing`,
      );
    sheets.push(JSON.parse(text) as ForecastSheet);
  }
  return sheets;
}

async function summarize(madeBy: string, judgedTo: string, trackRecord: TrackRecord) {
  const judgements = await trackRecord.judgements();
  const ofOutcomes = FORECAST_OUTCOMES.map((outcome) => [
    outcome,
    { made_by: madeBy, misses: misses(judgements, outcome, MISSES_KEPT) },
  ]);
  await trackRecord.putSummary(
    {
      judged_to: judgedTo,
      made_by: madeBy,
      outcomes: outcomeScores(judgements),
      judged: judgements.map(withoutForecasts),
    },
    Object.fromEntries(ofOutcomes) as Record<ForecastOutcome, SummaryMisses>,
  );
}

const withoutForecasts = ({
  run_id,
  as_of,
  closes,
  judged_from,
  rules_sha256,
  judged_by,
  base_rates,
}: Judgement) => ({
  run_id,
  as_of,
  closes,
  judged_from,
  rules_sha256,
  judged_by,
  base_rates,
});

/**
 * Pins what was published and judges what is due. An error of pinning is thrown; one of judging is logged,
 * and the next night tries again.
 */
export async function keepTrackRecord(pointer: RunPointer, ports: JudgingPorts): Promise<void> {
  await appendPublishedRuns(pointer, ports);
  try {
    await judgeDueRuns(pointer, ports);
  } catch (error) {
    logger().error('runs whose windows have closed could not be judged; the next run tries again', {
      run_id: pointer.run_id,
      who: 'readers of /v1/track-record see the outcomes later',
      what_to_do: 'mend what the error names; forecasts and chain are not touched by it',
      error,
    });
  }
}
