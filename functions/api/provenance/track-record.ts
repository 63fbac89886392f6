import { hash } from 'node:crypto';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ChainHead, ChainLink } from '#domain/track-record/chain.ts';
import type { SheetAddress } from '#domain/track-record/forecast-sheet.ts';
import type { ForecastOutcome } from '#domain/track-record/judging-rules.ts';
import { outcomeScores } from '#domain/track-record/track-record.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { type Page, type PagePosition, pageOf, textAt } from '#functions/http/paging.ts';
import type { LinkRange, ReadTrackRecord, TrackRecordSummary } from '#functions/store/scores/track-record.ts';

const REPLAYED = {
  origin: 'replayed',
  note: 'Scores of past days that today’s code computes from facts known then are judged in the back-test (docs/benchmark.md). They were not published at the time, so they are not in this record.',
} as const;

const rules = JUDGING_RULES.map((document) => ({
  version: document.version,
  sha256: hash('sha256', canonicalJson(document)),
  document,
}));

/** `madeBy`: for cursors; null before the first. */
export async function trackRecordParts(trackRecord: ReadTrackRecord) {
  const [head, summary] = await Promise.all([trackRecord.head(), trackRecord.summary()]);
  return {
    madeBy: summary?.made_by ?? null,
    body: {
      origin: 'published' as const,
      summary: sentenceOf(head, summary),
      pinned: head && pinnedOf(head),
      first_window: head?.first_window ?? null,
      outcomes: summary?.outcomes ?? outcomeScores([]),
      judged: summary?.judged ?? [],
      not_judged: (JUDGING_RULES.at(-1) ?? JUDGING_RULES[0]).not_judged,
      rules,
      replayed: REPLAYED,
    },
  };
}

export async function missesPage(
  trackRecord: ReadTrackRecord,
  outcome: ForecastOutcome,
  limit: number,
  at: PagePosition | null,
) {
  const begin = typeof at?.[0] === 'number' ? at[0] : 0;
  const misses = (await trackRecord.misses(outcome))?.misses ?? [];
  const end = begin + limit;
  return { rows: misses.slice(begin, end), at: end < misses.length ? [end] : null };
}

function pinnedOf({ sequence, run_id, sha256, forecasts, first }: ChainHead) {
  return { runs: sequence, forecasts, first, head: { sequence, run_id, sha256 } };
}

function sentenceOf(head: ChainHead | null, summary: TrackRecordSummary | null) {
  if (head === null)
    return 'No run has been pinned yet: the record begins with the next run that is published.';
  const runs = head.sequence === 1 ? '1 published run is' : `${head.sequence} published runs are`;
  const pinned = `${runs} pinned since ${head.first.as_of}, with ${head.forecasts} forecasts.`;
  if (summary !== null)
    return `${pinned} ${summary.judged.length === 1 ? '1 run has' : `${summary.judged.length} runs have`} been judged.`;
  if (head.first_window === null)
    return `${pinned} None of them was published for its own day, so none will be judged.`;
  const { closes, judged_from } = head.first_window;
  return `${pinned} Nothing has been judged: the first window closes on ${closes} and is judged from ${judged_from} on.`;
}

/** `name`: run, type, buyer and part with colons between. Throws `not_found`. */
export async function trackRecordSheet(trackRecord: ReadTrackRecord, name: string): Promise<string> {
  const [runId = '', subject_type, buyer = '', part] = name.split(':');
  const address: SheetAddress = {
    subject_type: subject_type as SheetAddress['subject_type'],
    buyer,
    part: Number(part),
  };
  const [head, link, text] = await Promise.all([
    trackRecord.head(),
    trackRecord.link(runId),
    trackRecord.sheet(runId, address),
  ]);
  if (head === null || link === null || runId > head.run_id) {
    const detail = `The chain has no run ${runId}: it was not published, or before runs were pinned. GET /v1/track-record/links lists those that it has.`;
    throw new ExpectedError('not_found', detail, [{ parameter: 'sheet', code: 'unknown_id', detail }]);
  }
  if (text !== null) return text;
  const parts = link.parts.map((one) => `${one.subject_type}:${one.buyer}:${one.part}`);
  const detail = `There is no sheet ${name}. Run ${runId} has ${parts.join(', ')}.`;
  throw new ExpectedError('not_found', detail, [{ parameter: 'sheet', code: 'unknown_id', detail }]);
}

export async function listTrackRecordLinks(
  trackRecord: ReadTrackRecord,
  { order, limit }: Pick<LinkRange, 'order' | 'limit'>,
  at: PagePosition | null,
): Promise<Page<ChainLink>> {
  const head = await trackRecord.head();
  if (head === null) return { rows: [], at: null };
  const links = await trackRecord.links({ after: textAt(at), upTo: head.run_id, limit: limit + 1, order });
  return pageOf(links, limit, ({ run_id }) => run_id);
}
