import { alertStores } from '#functions/alerts/alert-stores.services.ts';
import { deliverDue } from '#functions/alerts/deliver-due.ts';
import { fireAlerts } from '#functions/alerts/fire-alerts.ts';
import { WEBHOOK_AGENT, webhookSender } from '#functions/alerts/webhook-sender.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { fileRunEvents } from '#functions/store/run-events.ts';
import { noObjects } from '#functions/store/run-objects.ts';
import { scoreChangesIn } from '#functions/store/score-changes.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite-store.ts';
import { alertEventsFolder } from './data-folder.ts';
import type { BackgroundWork } from './local-service.ts';
import type { LocalStore } from './local-store.ts';
import { every, oneAtATime } from './run-timers.ts';

/** Two reads while nothing is new. */
const LOOKED_EVERY_MS = 2000;

/**
 * Judges alert rules after each run and sends what is due, as two functions do on AWS. It looks at what was published and needs no word from a run, so
 * that what a killed process has left is done by the next one.
 */
export function fireAndDeliver(
  { tables, place }: Pick<LocalStore, 'tables' | 'place'>,
  access: 'open' | 'keys',
  clock: () => string,
  say: (line: string) => void,
): BackgroundWork {
  const stores = alertStores(tables, LOCAL_TABLES.signals);
  const firing = {
    ...stores,
    changes: scoreChangesIn(tables(LOCAL_TABLES.scores)),
    scores: publishedScoresIn(tables(LOCAL_TABLES.scores), noObjects),
    events: fileRunEvents(alertEventsFolder(place.folder)),
  };
  const sender = webhookSender({ access, userAgent: WEBHOOK_AGENT, clock: () => performance.now() });
  const delivering = { ...stores, send: sender.send, clock, random: Math.random };
  const stopping = new AbortController();
  let lastError = '';
  const work = every(LOOKED_EVERY_MS, oneAtATime(), stopping, async () => {
    try {
      const fired = await fireAlerts(firing, clock());
      if (fired > 0) say(`${fired} ${fired === 1 ? 'alert' : 'alerts'} fired; GET /v1/alerts lists them.`);
      await deliverDue(delivering, () => stopping.signal.aborted);
      lastError = '';
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (stopping.signal.aborted || message === lastError) return;
      lastError = message;
      say(`Alerts could not be judged or sent, and are tried again: ${message}`);
    }
  });
  return {
    async stop() {
      await work.stop();
      await sender.close();
    },
  };
}
