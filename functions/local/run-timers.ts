import { mailEnvironmentSchema } from '#contracts/environment/alerts-environment.ts';
import { alertStores } from '#functions/alerts/alert-stores.services.ts';
import { deliverDue } from '#functions/alerts/deliver-due.ts';
import { fireAlerts } from '#functions/alerts/fire-alerts.ts';
import { type ReachSettings, webhookReach } from '#functions/alerts/webhook-reach.ts';
import { WEBHOOK_AGENT, webhookSender } from '#functions/alerts/webhook-sender.ts';
import { readEnvironment } from '#functions/http/cold-start.ts';
import { hoursBetween } from '#functions/scoring/run-clock.ts';
import { startRunWhenDue } from '#functions/scoring/start-run.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { companyResultsIn } from '#functions/store/clients/company-results.ts';
import { noObjects } from '#functions/store/objects/run-objects.ts';
import { isHeldBack } from '#functions/store/runs/run-ledger.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { scoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';
import { type BackgroundWork, isUpToDate, scoreLocally } from './local-service.ts';
import type { LocalStore } from './local-store.ts';
import type { ProgressLine } from './progress-line.ts';

const DAY_CHECKED_EVERY_MS = 60_000;
const EXPIRED_EVERY_MS = 3_600_000;
/** Facts may have come in, or the guard has waited long enough. */
const HELD_BACK_TRIED_AFTER_HOURS = 1;
const REQUESTS_CHECKED_EVERY_MS = 2000;

export interface Turn {
  /** Unless other work is under way. It must not reject. */
  take(work: () => Promise<void>): void;
  idle(): Promise<void>;
}

export function oneAtATime(): Turn {
  let working: Promise<void> | null = null;
  return {
    take(work) {
      if (working !== null) return;
      working = work().finally(() => {
        working = null;
      });
    },
    async idle() {
      await working;
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** `stop` waits for the end. */
function every(
  milliseconds: number,
  turn: Turn,
  stopping: AbortController,
  work: () => Promise<void>,
): BackgroundWork {
  const timer = setInterval(() => turn.take(work), milliseconds);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await turn.idle();
    },
  };
}

/** `stop` waits until nothing of a run touches the store. */
export function scoreEveryDay(
  store: LocalStore,
  clock: () => string,
  progress: ProgressLine,
  say: (line: string) => void,
  turn: Turn = oneAtATime(),
): BackgroundWork {
  const stopping = new AbortController();
  const check = async (): Promise<void> => {
    if (await isUpToDate(store, clock)) return;
    const [newest] = await store.ports.ledger.list(1, null);
    if (
      newest !== undefined &&
      isHeldBack(newest) &&
      hoursBetween(newest.started_at, clock()) < HELD_BACK_TRIED_AFTER_HOURS
    )
      return;
    const { published, run_id, findings, unfinished } = await scoreLocally(
      store,
      clock,
      progress,
      stopping.signal,
    );
    if (unfinished !== undefined)
      say(`Run ${run_id} is published, but what follows failed and is tried again: ${unfinished}`);
    else
      say(
        published
          ? `New day: run ${run_id} is published.`
          : `Run ${run_id} was refused, the last good one stands: ${findings[0]}`,
      );
    await store.expire(Date.parse(clock()) / 1000);
  };
  return every(DAY_CHECKED_EVERY_MS, turn, stopping, () =>
    check().catch((error: unknown) => {
      if (stopping.signal.aborted) return;
      say(`The nightly run failed, the last good one stands: ${messageOf(error)}`);
    }),
  );
}

/** Also when no run is made. */
export function expireEveryHour(
  store: Pick<LocalStore, 'expire'>,
  clock: () => string,
  say: (line: string) => void,
  turn: Turn,
): BackgroundWork {
  return every(EXPIRED_EVERY_MS, turn, new AbortController(), async () => {
    await store
      .expire(Date.parse(clock()) / 1000)
      .catch((error: unknown) =>
        say(`Expired rows could not be deleted, and are tried again in an hour: ${messageOf(error)}`),
      );
  });
}

/** At most once a minute, after a failure later and later. */
export function rescoreOnRequest(
  store: Pick<LocalStore, 'requests'> & Readonly<{ ports: Pick<LocalStore['ports'], 'ledger'> }>,
  clock: () => string,
  say: (line: string) => void,
  turn: Turn,
  score: (because: readonly string[], stopped: AbortSignal) => ReturnType<typeof scoreLocally>,
): BackgroundWork {
  const stopping = new AbortController();
  let lastError = '';
  const start = async (because: readonly string[]): Promise<void> => {
    say(`Scoring anew: ${because.join(' ')}`);
    const { published, run_id, findings, unfinished } = await score(because, stopping.signal);
    if (unfinished !== undefined)
      say(`Run ${run_id} is published, but what follows failed and is tried again: ${unfinished}`);
    else if (published) say(`Run ${run_id} is published: what came in is in the scores.`);
    else say(`Run ${run_id} was refused, the last good one stands, and it is tried again: ${findings[0]}`);
    lastError = '';
  };
  const check = async (): Promise<void> => {
    await startRunWhenDue(clock(), {
      ledger: store.ports.ledger,
      requests: store.requests,
      makesRunsItself: true,
      start: (_, because) => start(because),
    });
  };
  return every(REQUESTS_CHECKED_EVERY_MS, turn, stopping, () =>
    check().catch((error: unknown) => {
      const message = messageOf(error);
      if (stopping.signal.aborted || message === lastError) return;
      lastError = message;
      say(`What came in could not be scored, the last good run stands, and it is tried again: ${message}`);
    }),
  );
}

const LOOKED_EVERY_MS = 2000;

/**
 * As two functions do on AWS: by what was published, so that what a killed process left is done by the next.
 */
export function fireAndDeliver(
  { tables }: LocalStore,
  reach: ReachSettings,
  clock: () => string,
  say: (line: string) => void,
): BackgroundWork {
  const stores = alertStores(tables, LOCAL_TABLES.signals);
  const firing = {
    ...stores,
    changes: scoreChangesIn(tables(LOCAL_TABLES.scores)),
    scores: publishedScoresIn(tables(LOCAL_TABLES.scores), noObjects),
    events: null,
    hasMail: false,
    companies: companiesIn(tables(LOCAL_TABLES.signals)),
    nights: companyResultsIn(tables(LOCAL_TABLES.scores)),
  };
  const sender = webhookSender({
    reach: webhookReach(reach),
    userAgent: WEBHOOK_AGENT,
    clock: () => performance.now(),
  });
  const { SMTP_URL, MAIL_FROM } = readEnvironment(mailEnvironmentSchema);
  const smtp = SMTP_URL === '' ? null : import('#functions/alerts/smtp-mail.services.ts');
  const stopping = new AbortController();
  let lastError = '';
  const work = every(LOOKED_EVERY_MS, oneAtATime(), stopping, async () => {
    try {
      const fired = await fireAlerts(firing, clock());
      if (fired > 0) say(`${fired} ${fired === 1 ? 'alert' : 'alerts'} fired; GET /v1/alerts lists them.`);
      const mailbox = (await smtp)?.smtpMail(SMTP_URL, MAIL_FROM, () => performance.now()) ?? null;
      const ports = { ...stores, send: sender.send, mail: null, mailbox, clock, random: Math.random };
      await deliverDue(ports, () => stopping.signal.aborted);
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
