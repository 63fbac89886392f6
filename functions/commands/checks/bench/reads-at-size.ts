/** Times of the reads that a large register could make slow, over HTTP on the store of a measured night. */
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import type { LocalStore } from '#functions/local/local-store.ts';
import type { MeasuredRead } from '../../pages/cost/measured-night.ts';
import { type Asked, answeredJson, timeOf } from './loopback.ts';

const TIMES = 15;
/** Beyond the first page, where what is before it could cost. */
const PAGES_ON = 5;

/** Each read several times after the first, which loads what it needs: the first time, and the median of the others. */
export async function readsAtSize(store: LocalStore, name: string): Promise<readonly MeasuredRead[]> {
  serveStore(store, 'open');
  const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
  try {
    const ranking = '/v1/scores?subject_type=supplier&buyer=JPN&limit=100';
    const lookup = { path: '/v1/lookups', method: 'POST', body: JSON.stringify({ buyer: 'JPN', items: [{ name }] }) };
    const reads: readonly (readonly [string, Asked])[] = [
      ['a page of the ranking of suppliers', { path: ranking }],
      ['a page further on', { path: await pageAfter(front.url, ranking, PAGES_ON) }],
      ['the ranking in a band', { path: `${ranking}&band=elevated` }],
      ['a page of the list of suppliers', { path: '/v1/suppliers?limit=100' }],
      ['a supplier found by its name', lookup],
      ['a page of the changes', { path: '/v1/changes?limit=100' }],
      ['the score of a supplier', { path: '/v1/suppliers/lynas/score?buyer=JPN' }],
      ['its explanation', { path: '/v1/suppliers/lynas/explanation?buyer=JPN' }],
    ];
    const found: MeasuredRead[] = [];
    for (const [what, asked] of reads) {
      const first = await timeOf(front.url, asked);
      const times: number[] = [];
      for (let n = 0; n < TIMES; n += 1) times.push(await timeOf(front.url, asked));
      found.push({ what, first_ms: tenths(first), median_ms: tenths(times.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? first) });
    }
    return found;
  } finally {
    await front.close();
  }
}

const tenths = (ms: number): number => Math.round(10 * ms) / 10;

/** Path of the page that comes so many pages after the first; of the last one, where there are fewer. */
async function pageAfter(url: string, path: string, pages: number): Promise<string> {
  let found = path;
  for (let n = 0; n < pages; n += 1) {
    const { next_cursor: cursor } = (await answeredJson(url, { path: found })) as { readonly next_cursor?: string | null };
    if (cursor == null) break;
    found = `${path}&cursor=${encodeURIComponent(cursor)}`;
  }
  return found;
}
