import type { Paging } from '#functions/http/paging.ts';
import { endOfRun, type FiredAlerts, positionOfAlert } from '#functions/store/fired-alerts.ts';

/** A page of a client's alerts, in the order of runs: as far as rules were judged, so that a reader passes none that is being written. */
export async function listAlerts(alerts: FiredAlerts, client: string, limit: number, paging: Paging) {
  const mark = await alerts.mark();
  const after = typeof paging.at?.[0] === 'string' ? paging.at[0] : '';
  const upTo = mark === null ? '' : endOfRun(mark.run_id);
  const found = await alerts.page(client, { after, upTo, limit: limit + 1, order: 'oldest' });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const end = last === undefined ? after : positionOfAlert(last);
  const { next_cursor, links } = paging.links(found.length > page.length ? [end] : null);
  const behind = [upTo, after].sort().at(-1) ?? '';
  const resume = found.length > page.length ? end : behind;
  return {
    data: page,
    next_cursor,
    resume_cursor: resume === '' ? null : paging.links([resume]).next_cursor,
    judged_until: mark?.run_id ?? null,
    links,
  };
}
