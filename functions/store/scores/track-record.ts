import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import {
  chainHeadKey,
  forecastPartsKey,
  forecastSheetKey,
  JUDGED_PARTITION,
  judgementKey,
  LINKS_PARTITION,
  linkKey,
  missesKey,
  type TableKey,
  trackRecordSummaryKey,
  WAITING_PARTITION,
  waitingPosition,
} from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  type ChainHead,
  type ChainLink,
  chainHeadSchema,
  chainLinkSchema,
} from '#domain/track-record/chain.ts';
import type { SheetAddress, SheetReference } from '#domain/track-record/forecast-sheet.ts';
import type { JudgedRun, Judgement } from '#domain/track-record/judgement.ts';
import { FORECAST_OUTCOMES, type ForecastOutcome } from '#domain/track-record/judging-rules.ts';
import type { ForecastMiss, OutcomeScores } from '#domain/track-record/track-record.ts';
import { gunzipJson, gzipJson, gzipText } from '../table/compression.ts';
import { jsonText, readItem, readItemOrNull } from '../table/stored-item.ts';
import { type Item, requireWritten, type Table } from '../table/table.ts';

export type RunForecasts = Readonly<{
  horizon_days: number;
  rules_sha256: string;
  parts: readonly SheetReference[];
}>;

export type SheetText = Readonly<{
  address: SheetAddress;
  text: string;
}>;

export type WaitingRun = Readonly<{
  /** Grows with the first day of judging, then with the run. */
  position: string;
  run_id: string;
}>;

export type TrackRecordSummary = Readonly<{
  judged_to: string;
  made_by: string;
  outcomes: readonly OutcomeScores[];
  judged: readonly JudgedRun[];
}>;

export type SummaryMisses = Readonly<{
  made_by: string;
  misses: readonly ForecastMiss[];
}>;

/** `after` is exclusive; a link behind `upTo`, the head, is not published yet. */
export type LinkRange = Readonly<{
  after: string | null;
  upTo: string;
  limit: number;
  order: 'oldest_first' | 'newest_first';
}>;

const END_OF_DAY = '#~';

const linkItem = z.object({ link: jsonText(chainLinkSchema) });
const headItem = z.object({ head: jsonText(chainHeadSchema) });

const linkOf = (item: Item): ChainLink => readItem(linkItem, item).link;

export type ReadTrackRecord = ReturnType<typeof readTrackRecordIn>;

export function readTrackRecordIn(table: Table, eventual = true) {
  async function unpacked<T>(key: TableKey): Promise<T | null> {
    const item = await table.get(key, { eventual: true });
    return item === undefined ? null : (gunzipJson(item.body as Uint8Array) as T);
  }

  return {
    async head(): Promise<ChainHead | null> {
      return readItemOrNull(headItem, await table.get(chainHeadKey, { eventual }))?.head ?? null;
    },
    async links({ after, upTo, limit, order }: LinkRange): Promise<readonly ChainLink[]> {
      const bounds =
        order === 'oldest_first'
          ? { after: after ?? '', to: upTo }
          : after === null
            ? { to: upTo }
            : { before: after };
      const range = {
        pk: LINKS_PARTITION,
        ...bounds,
        limit,
        descending: order === 'newest_first',
        eventual: true,
      };
      return (await table.range(range)).map(linkOf);
    },
    /** Counts only when its run is not after the head. */
    async link(runId: string): Promise<ChainLink | null> {
      return readItemOrNull(linkItem, await table.get(linkKey(runId), { eventual: true }))?.link ?? null;
    },
    async sheet(runId: string, address: SheetAddress): Promise<string | null> {
      const item = await table.get(forecastSheetKey(runId, address), { eventual: true });
      return item === undefined ? null : gunzipSync(item.body as Uint8Array).toString('utf8');
    },
    summary: (): Promise<TrackRecordSummary | null> => unpacked<TrackRecordSummary>(trackRecordSummaryKey),
    misses: (outcome: ForecastOutcome): Promise<SummaryMisses | null> =>
      unpacked<SummaryMisses>(missesKey(outcome)),
  };
}

/** What is pinned or judged is written once, the first write stands, and nothing ever expires. */
export type TrackRecord = ReturnType<typeof trackRecordIn>;

/** One item at a time: the right to write many at once would be one to delete. */
export function trackRecordIn(table: Table) {
  return {
    ...readTrackRecordIn(table, false),

    async putSheets(runId: string, sheets: readonly SheetText[]): Promise<void> {
      for (const { address, text } of sheets)
        await table.put({ ...forecastSheetKey(runId, address), enc: 'gzip', body: gzipText(text) });
    },

    async putForecasts(runId: string, forecasts: RunForecasts): Promise<void> {
      await table.put({ ...forecastPartsKey(runId), forecasts: canonicalJson(forecasts) });
    },

    /** `null`: the run was made by code that pins nothing. */
    async forecastsOf(runId: string): Promise<RunForecasts | null> {
      const item = await table.get(forecastPartsKey(runId));
      return item === undefined ? null : (JSON.parse(item.forecasts as string) as RunForecasts);
    },

    async putLink(link: ChainLink): Promise<ChainLink> {
      const item = { ...linkKey(link.run_id), link: canonicalJson(link) };
      return linkOf((await table.put(item, 'absent')) ? item : ((await table.get(item)) ?? item));
    },

    async putWaiting(judgedFrom: string, runId: string): Promise<void> {
      await table.put({ pk: WAITING_PARTITION, sk: waitingPosition(judgedFrom, runId), run_id: runId });
    },

    moveHead: (expected: ChainHead | null, next: ChainHead): Promise<void> =>
      requireWritten(table, {
        written: table.put(
          { ...chainHeadKey, head: canonicalJson(next), link_sha256: next.sha256 },
          expected === null ? 'absent' : { equal: { link_sha256: expected.sha256 } },
        ),
        key: chainHeadKey,
        isWritten: ({ link_sha256 }) => link_sha256 === next.sha256,
        conflict: `the chain no longer ends at ${expected?.run_id ?? 'nothing'}`,
      }),

    async waiting(after: string, day: string, limit: number): Promise<readonly WaitingRun[]> {
      const items = await table.range({ pk: WAITING_PARTITION, after, to: `${day}${END_OF_DAY}`, limit });
      return items.map((item) => ({ position: item.sk, run_id: item.run_id as string }));
    },

    async putJudgement(judgement: Judgement): Promise<void> {
      await table.put({ ...judgementKey(judgement.run_id), body: gzipJson(judgement) }, 'absent');
    },

    judgements: async (): Promise<readonly Judgement[]> =>
      (await table.range({ pk: JUDGED_PARTITION })).map(
        (item) => gunzipJson(item.body as Uint8Array) as Judgement,
      ),

    async putSummary(
      summary: TrackRecordSummary,
      misses: Readonly<Record<ForecastOutcome, SummaryMisses>>,
    ): Promise<void> {
      for (const outcome of FORECAST_OUTCOMES)
        await table.put({ ...missesKey(outcome), enc: 'gzip', body: gzipJson(misses[outcome]) });
      await table.put({ ...trackRecordSummaryKey, enc: 'gzip', body: gzipJson(summary) });
    },
  };
}
