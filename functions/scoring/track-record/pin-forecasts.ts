import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { headAfter, linkBehind, type PublishedRun, windowOf } from '#domain/track-record/chain-link.ts';
import { type ForecastRun, forecastSheet, type SheetReference } from '#domain/track-record/forecast-sheet.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { RunLedger, RunPointer, RunRecord } from '#functions/store/run-ledger.ts';
import type { TrackRecord } from '#functions/store/track-record.ts';
import { FORECASTS_PER_SHEET } from '../operational-settings.ts';
import { rulesOfToday, rulesWith, sha256Of } from './judging-rules.ts';

/** Writes the forecasts of a run before it is published: what readers see then can not differ from what is pinned. */
export interface ForecastWriter {
  /** Takes the documents of some subjects of one type for one buyer. Whoever calls goes through a type by byte order of the id. */
  add(type: SubjectType, buyer: string, documents: readonly ScoreDocument[]): Promise<void>;
  /** Writes what is left, and after it what names all sheets. */
  end(): Promise<void>;
}

/** A writer that keeps no more than a sheet of each type and buyer in memory. */
export function forecastWriter(
  run: RunRecord,
  horizonDays: number,
  trackRecord: Pick<TrackRecord, 'putSheets' | 'putForecasts'>,
): ForecastWriter {
  const { run_id, as_of, known_at, methodology } = run;
  const identity: ForecastRun = { run_id, as_of, known_at, horizon_days: horizonDays, methodology };
  const open = new Map<string, { readonly type: SubjectType; readonly buyer: string; part: number; documents: ScoreDocument[] }>();
  const parts: SheetReference[] = [];

  async function write({ type, buyer, part }: { type: SubjectType; buyer: string; part: number }, documents: readonly ScoreDocument[]) {
    const sheet = forecastSheet(identity, { subject_type: type, buyer, part }, documents);
    const text = canonicalJson(sheet);
    const address = { subject_type: type, buyer, part };
    await trackRecord.putSheets(run_id, [{ address, text }]);
    parts.push({ ...address, forecasts: sheet.forecasts.length, sha256: sha256Of(text) });
  }

  return {
    async add(type, buyer, documents) {
      const key = `${type}#${buyer}`;
      const sheet = open.get(key) ?? { type, buyer, part: 0, documents: [] };
      open.set(key, sheet);
      sheet.documents.push(...documents);
      while (sheet.documents.length > FORECASTS_PER_SHEET) {
        await write(sheet, sheet.documents.splice(0, FORECASTS_PER_SHEET));
        sheet.part += 1;
      }
    },
    async end() {
      for (const sheet of open.values()) if (sheet.documents.length > 0) await write(sheet, sheet.documents);
      const ordered = parts.toSorted(byAddress);
      await trackRecord.putForecasts(run_id, { horizon_days: horizonDays, rules_sha256: rulesOfToday().sha256, parts: ordered });
    },
  };
}

const byAddress = (a: SheetReference, b: SheetReference): number => {
  const [one, other] = [a, b].map(({ subject_type, buyer }) => `${subject_type}#${buyer}`) as [string, string];
  return one === other ? a.part - b.part : one < other ? -1 : 1;
};

interface PinningPorts {
  readonly ledger: Pick<RunLedger, 'get'>;
  readonly trackRecord: TrackRecord;
}

/**
 * Appends every published run that the chain does not have yet, oldest first, up to the one that readers see: also those whose work after
 * publication was given up. A link is a function of what was written before publication and of the link before, so any writer, at any time,
 * makes the same one; the first that is stored stands.
 */
export async function appendPublishedRuns(pointer: RunPointer, { ledger, trackRecord }: PinningPorts): Promise<void> {
  let head = await trackRecord.head();
  for (const run of await unpinnedRuns(pointer, head?.run_id ?? '', ledger, trackRecord)) {
    const made = linkBehind(head, run, sha256Of);
    const link = await trackRecord.putLink(made);
    if (link.sha256 !== made.sha256) {
      throw new Error(`the link of run ${run.run_id} that is stored is not the one that follows from the run and the chain before it`);
    }
    const rules = rulesWith(link.rules_sha256);
    const next = headAfter(head, link, rules);
    if (next.counts) await trackRecord.putWaiting(windowOf(link, rules).judged_from, link.run_id);
    await trackRecord.moveHead(head, next.head);
    head = next.head;
  }
}

/**
 * Published runs after `pinned`, oldest first, by walking back from the pointer. The walk ends at a run that was superseded by code that
 * noted no predecessor; runs that were made by such code have no forecasts to pin and are passed over.
 */
async function unpinnedRuns(
  { run_id, published_at, previous_run_id }: RunPointer,
  pinned: string,
  ledger: Pick<RunLedger, 'get'>,
  trackRecord: Pick<TrackRecord, 'forecastsOf'>,
): Promise<readonly PublishedRun[]> {
  const runs: PublishedRun[] = [];
  let at: { run_id: string; published_at: string; previous_run_id: string | null } | null = { run_id, published_at, previous_run_id };
  while (at !== null && at.run_id > pinned) {
    const [run, forecasts] = await Promise.all([ledger.get(at.run_id), trackRecord.forecastsOf(at.run_id)]);
    if (run !== null && forecasts !== null) {
      const { as_of, known_at, inputs_sha256, methodology } = run;
      runs.push({ run_id: at.run_id, as_of, known_at, published_at: at.published_at, inputs_sha256, methodology, ...forecasts });
    }
    at = at.previous_run_id === null ? null : await superseded(at.previous_run_id, ledger);
  }
  return runs.toReversed();
}

/** A run that was published and superseded; `null` when its record does not say when it was published. */
async function superseded(runId: string, ledger: Pick<RunLedger, 'get'>) {
  const run = await ledger.get(runId);
  if (run?.published_at === undefined) return null;
  return { run_id: runId, published_at: run.published_at, previous_run_id: run.previous_run_id ?? null };
}
