import type { FiredAlert } from '#contracts/api/alerts/alerts.ts';
import { endOfRun, type FiredAlerts } from '#functions/store/fired-alerts.ts';
import { atomFeed, type FeedEntry, type FeedPlace } from '../changes/atom-feed.ts';

const MOST_ALERTS = 100;
/** Time of the feed while no run was judged: Atom has no word for never. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** The newest alerts of a client as Atom, newest first. */
export async function alertsFeed(alerts: FiredAlerts, client: string, place: FeedPlace): Promise<string> {
  const mark = await alerts.mark();
  const range = { after: '', upTo: mark === null ? '' : endOfRun(mark.run_id), limit: MOST_ALERTS, order: 'newest' } as const;
  const found = await alerts.page(client, range);
  const head = {
    ...place,
    title: 'Chokepoint: alerts of your rules',
    alternate: '/v1/alerts',
    updated: mark?.at ?? NEVER,
    run: mark?.run_id ?? 'none',
  };
  return atomFeed(head, found.map(entryOf));
}

const entryOf = ({ id, rule, conditions, summary, fired_at, links }: FiredAlert): FeedEntry => ({
  id: `urn:chokepoint:alert:${id}`,
  title: `${rule.name}: ${summary}`,
  link: links.about,
  updated: fired_at,
  category: conditions[0] ?? 'alert',
  summary,
});
