import { isIP } from 'node:net';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { computeWith } from '#functions/http/api-handler.ts';
import { readEnvironment } from '#functions/http/cold-start.ts';
import { collectNightly } from '#functions/local/collect-nightly.ts';
import { startComputing } from '#functions/local/computing.ts';
import { serveStore, wrongSettings } from '#functions/local/handler-environment.ts';
import { type HttpFront, startHttpFront } from '#functions/local/http-front.ts';
import { fillHistory, hasNewestFacts, isUpToDate, scoreLocally } from '#functions/local/local-service.ts';
import { type LocalStore, openLocalStore } from '#functions/local/local-store.ts';
import { type BuiltPage, builtPage, NO_PAGE } from '#functions/local/page-files.ts';
import { progressLine } from '#functions/local/progress-line.ts';
import {
  expireEveryHour,
  fireAndDeliver,
  oneAtATime,
  rescoreOnRequest,
  scoreEveryDay,
} from '#functions/local/run-timers.ts';
import {
  CommandFailure,
  type CommandSpecification,
  choiceFault,
  DATA_DIR_OPTION,
  PORT_OPTION,
  runCommand,
  today,
} from './command-line.ts';
import { scoreTable } from './score-table.ts';

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
const TOP = 10;
const BACKGROUND_SETTINGS = ['on', 'off'];
const LONGEST_GOODBYE_MS = 5000;

const COMMAND = {
  name: 'npm start',
  does: `Scores everything on this machine and serves it over HTTP. The first start scores for about half a minute before it serves;
later starts take seconds. Ctrl-C ends it; what was scored stays in the data folder.`,
  options: {
    port: { ...PORT_OPTION, says: 'where to serve; 0 takes any free port' },
    host: {
      value: 'HOST',
      says: 'address to serve on; 0.0.0.0 is every one of this machine',
      environment: 'HOST',
      default: '127.0.0.1',
    },
    'data-dir': DATA_DIR_OPTION,
    access: {
      value: 'open|keys',
      environment: 'ACCESS',
      refuses: choiceFault(['open', 'keys']),
      says: 'open to everybody who reaches it, or only with an API key; open on an address that only this machine reaches',
    },
  },
  environment: {
    COLLECT:
      'off asks no publisher; on, as when not set, collects in the background once a day where there is a network',
    HISTORY:
      'off leaves the scores of the past two years away; on, as when not set, works out those that are missing in the background, which keeps one core busy for minutes',
    COLLECT_CONTACT: 'address or mail of whoever runs this collector, told to publishers',
    CENSUS_API_KEY: 'key of the Census Bureau, for the trade of the United States',
    DATA_GO_KR_KEY: 'decoded key of data.go.kr, for the trade of Korea',
    CORS_ALLOWED_ORIGINS:
      'pages that may read answers in a browser, as https://risk.example,http://localhost:5173; when not set those of this machine (http://localhost:*, http://127.0.0.1:*) while access is open on an address that only this machine reaches, else none',
    MEASURE_REVIEW:
      'second_person: a public measure counts when another client than entered it has accepted it; one_person: at once, as when not set where access is open',
    WEBHOOK_PRIVATE_HOSTS:
      'hosts and networks of yours that webhooks may lead to though they are none of the internet, as hooks.plant.example,10.20.0.0/16; with http:// before one also without TLS. None when not set',
    SMTP_URL:
      'mail server for alerts, as smtps://user:password@mail.example.com; with MAIL_FROM, the sender, and MAIL_DOMAINS, where mail may go, as example.com,example.jp',
    RATE_LIMIT_PER_MINUTE:
      'requests of one client or address a minute; when not set 600, and 600000 where access is open and only this machine reaches the service',
    ALLOWED_HOSTS:
      'names by which an open service may be asked, beside localhost and addresses, as scores.example,scores',
    TRUSTED_PROXIES:
      'proxies of yours between callers and the service: the caller is who the outermost of them saw, counted from the right of X-Forwarded-For; 0 when not set',
    LOG_LEVEL: 'debug, info, warn or error; error when not set',
    AWS_ENDPOINT_URL_DYNAMODB: 'address of a DynamoDB to use, instead of the one in the data folder',
  },
  examples: ['npm start', 'npm start -- --port 8090 --data-dir /var/lib/chokepoint'],
} as const satisfies CommandSpecification;

const clock = () => new Date().toISOString();
const say = (line: string) => console.log(line);

const NO_HOST: readonly unknown[] = ['EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL', 'ENOTFOUND'];

/** Without it browsers get what programs get. */
async function pageForBrowsers(): Promise<BuiltPage> {
  try {
    return await builtPage();
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    say(
      `The page for browsers could not be built (${reason}): npm ci installs what it is built with. The API is served all the same.`,
    );
    return NO_PAGE;
  }
}

async function listen(port: number, host: string): Promise<HttpFront> {
  try {
    const trustedProxies = Number(process.env.TRUSTED_PROXIES ?? 0);
    return await startHttpFront({ port, host, trustedProxies, page: await pageForBrowsers() });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CommandFailure(`Port ${port} is taken by another process: set PORT to a free one.`);
    if (code === 'EACCES')
      throw new CommandFailure(`Port ${port} may not be opened by this user: set PORT to one above 1023.`);
    if (NO_HOST.includes(code))
      throw new CommandFailure(
        `HOST=${host} is no address of this machine (${code}): set it to 127.0.0.1, or to 0.0.0.0 for all of them.`,
      );
    throw error;
  }
}

async function publishFirstScores(store: LocalStore, url: string, isEnding: () => boolean) {
  const isFirst = (await store.ports.ledger.pointer()) === null;
  const scoreIfNew = async () => {
    if ((await isUpToDate(store, clock)) && (await hasNewestFacts(store))) return null;
    say(
      isFirst
        ? `The first scores take some seconds, on a busy machine a minute; until then ${url} answers 503, and ${url}/v1/health?probe=ready says when.`
        : `The scores of today take some seconds; until then ${url} serves the last ones.`,
    );
    return scoreLocally(store, clock, progressLine(process.stdout));
  };
  const outcome = await scoreIfNew().catch((error: unknown) => {
    if (isFirst || isEnding()) throw error;
    say(
      `The scores of today failed, the last ones stand, and they are tried again: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  });
  if (outcome === null) return;
  const { published, findings, unfinished } = outcome;
  if (unfinished !== undefined)
    say(`The scores are published, but what follows failed and is tried again: ${unfinished}`);
  if (published) return;
  const last = await store.ports.ledger.pointer();
  if (last === null)
    throw new CommandFailure(
      `The scores were refused by their guard, and there are no older ones: ${findings.join('; ')}`,
    );
  say(`The new scores were refused by their guard, those of ${last.as_of} stand: ${findings[0]}`);
}

async function showScores(store: LocalStore, url: string) {
  const pointer = await store.ports.ledger.pointer();
  if (pointer === null) throw new Error('a run was published, and there is no pointer to it');
  const page = await store.ports.scores.rankingPage(pointer.run_id, 'element', 'JPN', 0);
  say(`\nHighest risk for Japan on ${pointer.as_of}, 0 to 100 (run ${pointer.run_id}):\n`);
  say(scoreTable((page?.rows ?? []).slice(0, TOP)));
  say(`\nServing on ${url} (open it in a browser)\n`);
  const key = process.env.ACCESS === 'open' ? '' : ' -H "Authorization: Bearer $KEY"';
  say(`  curl '${url}/v1/scores?buyer=JPN&limit=10'${key}`);
  say(`  curl '${url}/v1/elements/Dy/explanation?buyer=JPN'${key}`);
  say(`  curl '${url}/v1/elements/Dy/history?buyer=JPN&interval=week'${key}\n`);
}

function printAccess(host: string) {
  say(
    process.env.ACCESS === 'open'
      ? `Access is open: everybody who reaches ${host} may read and write. ACCESS=keys closes it.`
      : 'Access needs an API key: npm run keys -- create --client NAME --scopes scores:read',
  );
}

/**
 * Nothing new is begun, what is in flight is answered, the store is closed. Returns whether that has begun.
 */
function endOnSignal(stop: () => Promise<void>): () => boolean {
  let ending = false;
  const end = () => {
    if (ending) process.exit(0); // the second Ctrl-C means it
    ending = true;
    setTimeout(() => process.exit(0), LONGEST_GOODBYE_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.on('SIGINT', end);
  // Also when that program is killed.
  process.once('disconnect', end);
  process.channel?.unref();
  return () => ending;
}

await runCommand(COMMAND, async ({ options: { port, host, 'data-dir': folder, access } }) => {
  const { COLLECT, HISTORY } = process.env;
  const background = { COLLECT: COLLECT || 'on', HISTORY: HISTORY || 'on' };
  const wrongBackground = Object.entries(background).flatMap(([name, value]) => {
    const wrongValue = choiceFault(BACKGROUND_SETTINGS)(value);
    return wrongValue === null ? [] : [`${name}=${value} ${wrongValue}`];
  });
  const wrong = [...wrongSettings(), ...wrongBackground];
  if (wrong.length > 0) throw new CommandFailure(wrong.join('\n'));
  const store = await openLocalStore(folder);
  if (access !== undefined) process.env.ACCESS = access;
  serveStore(store, isLoopback(host) ? 'open' : 'keys');
  const closing: (() => Promise<void>)[] = [() => store.close()];
  const stop = async () => {
    for (const close of closing.toReversed()) await close();
  };
  const isEnding = endOnSignal(stop);
  try {
    const computing = startComputing(store.place);
    computeWith(computing.compute);
    closing.push(computing.close);
    const front = await listen(Number(port), host);
    closing.push(() => front.close());
    await publishFirstScores(store, front.url, isEnding);
    await showScores(store, front.url);
    printAccess(host);
    const [turn, progress] = [oneAtATime(), progressLine(process.stdout)];
    const { WEBHOOK_PRIVATE_HOSTS: privateHosts } = readEnvironment(apiEnvironmentSchema);
    const reach = {
      access: process.env.ACCESS === 'open' && isLoopback(host) ? ('open' as const) : ('keys' as const),
      privateHosts,
    };
    closing.push(fireAndDeliver(store, reach, clock, say).stop);
    const daily = scoreEveryDay(store, clock, progress, say, turn);
    const prompt = rescoreOnRequest(store, clock, say, turn, async (because, stopped) => {
      const outcome = await scoreLocally(store, clock, progress, stopped, because);
      await store.expire(Date.parse(clock()) / 1000);
      return outcome;
    });
    closing.push(expireEveryHour(store, clock, say, turn).stop, daily.stop, prompt.stop);
    if (background.HISTORY === 'on') closing.push(fillHistory(store, today(), say).stop);
    if (background.COLLECT === 'on') closing.push(collectNightly(store.place, say).stop);
  } catch (error) {
    if (isEnding()) return;
    await stop();
    throw error;
  }
});
