/** `npm start`: scores on this machine, served over HTTP. PORT (8080), HOST (127.0.0.1), DATA_DIR (.data) and ACCESS (open, keys) are honoured. */
import { DataFolderUnusable } from '#functions/local/data-folder.ts';
import { setHandlerEnvironment } from '#functions/local/handler-environment.ts';
import { type HttpFront, startHttpFront } from '#functions/local/http-front.ts';
import { fillHistory, isUpToDate, scoreEveryDay, scoreLocally } from '#functions/local/local-service.ts';
import { type LocalStore, openLocalStore } from '#functions/local/local-store.ts';
import { progressLine } from '#functions/local/progress-line.ts';
import { runCommand, today, UsageError } from './arguments.ts';
import { scoreTable } from './score-table.ts';

const HOST = process.env.HOST ?? '127.0.0.1';
/** Only this machine reaches these. */
const isLoopback = /^(127[.]|::1$|localhost$)/.test(HOST);
const TOP = 10;
/** Requests in flight may finish; after this the process ends all the same. */
const LONGEST_GOODBYE_MS = 5000;

const clock = (): string => new Date().toISOString();
const say = (line: string): void => console.log(line);

function portFrom(text: string | undefined): number {
  const port = Number(text ?? '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`PORT=${text} is no port: set it to a whole number from 0 to 65535.`);
  return port;
}

async function listen(port: number): Promise<HttpFront> {
  try {
    return await startHttpFront({ port, host: HOST });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new UsageError(`Port ${port} is taken by another process: set PORT to a free one.`);
    if (code === 'EACCES') throw new UsageError(`Port ${port} may not be opened by this user: set PORT to one above 1023.`);
    throw error;
  }
}

async function publishFirstScores(store: LocalStore): Promise<void> {
  if (await isUpToDate(store, clock)) return;
  const { published, findings, unfinished } = await scoreLocally(store, clock, progressLine(process.stdout));
  if (unfinished !== undefined) say(`The scores are published, but what follows failed and is tried again: ${unfinished}`);
  if (published) return;
  const last = await store.ports.ledger.pointer();
  if (last === null) throw new UsageError(`The scores were refused by their guard, and there are no older ones: ${findings.join('; ')}`);
  say(`The new scores were refused by their guard, those of ${last.as_of} stand: ${findings[0]}`);
}

async function showScores(store: LocalStore, url: string): Promise<void> {
  const pointer = await store.ports.ledger.pointer();
  if (pointer === null) throw new Error('a run was published, and there is no pointer to it');
  const page = await store.ports.scores.rankingPage(pointer.run_id, 'element', 'JPN', 0);
  say(`\nHighest risk for Japan on ${pointer.as_of}, 0 to 100 (run ${pointer.run_id}):\n`);
  say(scoreTable((page?.rows ?? []).slice(0, TOP)));
  say(`\nServing on ${url}\n`);
  const key = process.env.ACCESS === 'open' ? '' : ' -H "Authorization: Bearer $KEY"';
  say(`  curl '${url}/v1/scores?buyer=JPN&limit=10'${key}`);
  say(`  curl '${url}/v1/elements/Dy/explanation?buyer=JPN'${key}`);
  say(`  curl '${url}/v1/elements/Dy/history?buyer=JPN&interval=week'${key}\n`);
}

function sayWhoIsLetIn(): void {
  say(
    process.env.ACCESS === 'open'
      ? `Access is open: everybody who reaches ${HOST} may read and write. ACCESS=keys closes it.`
      : 'Access needs an API key: npm run keys -- create --client NAME --scopes scores:read',
  );
}

/**
 * Ends cleanly on Ctrl-C and SIGTERM: nothing new is begun, what is in flight is answered, the store is closed. Answers whether the end
 * has begun: what fails from then on fails because of it.
 */
function endOnSignal(stop: () => Promise<void>): () => boolean {
  let ending = false;
  const end = (): void => {
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
  // Started by a program with a channel to it (a test, the fuzz run): it ends with that program, also when that one is killed.
  process.once('disconnect', end);
  process.channel?.unref();
  return () => ending;
}

await runCommand(async () => {
  const port = portFrom(process.env.PORT);
  const store = await openLocalStore(process.env.DATA_DIR ?? '.data', process.env.AWS_ENDPOINT_URL_DYNAMODB);
  setHandlerEnvironment(store.place, isLoopback ? 'open' : 'keys');
  const closing: (() => Promise<void>)[] = [() => store.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
  };
  const isEnding = endOnSignal(stop);
  try {
    const front = await listen(port);
    closing.push(() => front.close());
    await publishFirstScores(store);
    await showScores(store, front.url);
    sayWhoIsLetIn();
    const daily = scoreEveryDay(store, clock, progressLine(process.stdout), say);
    closing.push(daily.stop, fillHistory(store, today(), say).stop);
  } catch (error) {
    if (isEnding()) return;
    await stop();
    throw error;
  }
}, [DataFolderUnusable]);
