import type { ChainLink } from '#domain/track-record/chain.ts';
import type { Page, PagePosition } from '#functions/http/paging.ts';
import type { LinkRange, ReadTrackRecord } from '#functions/store/track-record.ts';

/** A page of links: the head, and one query up to it. Links are answered as they were hashed, with nothing added. */
export async function listTrackRecordLinks(
  trackRecord: ReadTrackRecord,
  { order, limit }: Pick<LinkRange, 'order' | 'limit'>,
  at: PagePosition | null,
): Promise<Page<ChainLink>> {
  const head = await trackRecord.head();
  if (head === null) return { rows: [], at: null };
  const after = typeof at?.[0] === 'string' ? at[0] : null;
  const links = await trackRecord.links({ after, upTo: head.run_id, limit: limit + 1, order });
  const rows = links.slice(0, limit);
  const last = rows.at(-1);
  return { rows, at: links.length > limit && last !== undefined ? [last.run_id] : null };
}
