/** `npm run replay -- --from 2023-01-01 [--to DATE] [--interval week] [--data-dir .data]`: fills the history of all elements and buyers. */
import { availableParallelism } from 'node:os';
import { DataFolderUnusable } from '#functions/local/data-folder.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { replayLocally } from '#functions/local/replay-locally.ts';
import { REPLAY_DRAWS, replayDates } from '#functions/scoring/results/replay-history.ts';
import { choiceOption, dayOption, runCommand, textOptions, today, UsageError } from './arguments.ts';

const USAGE = 'npm run replay -- --from 2023-01-01 [--to 2026-10-01] [--interval week] [--data-dir .data]';
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };
/** The thread of the store needs a part of a core itself. */
const MOST_THREADS = 4;

function dates(from: string, to: string, everyDays: number): readonly string[] {
  try {
    return replayDates(from, to, everyDays);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${error.message}.`) : error;
  }
}

await runCommand(async () => {
  const options = textOptions(['from', 'to', 'interval', 'data-dir'], USAGE);
  if (options.from === undefined) throw new UsageError(`--from is missing. Usage: ${USAGE}`);
  const interval = choiceOption('interval', options.interval, Object.keys(DAYS)) ?? 'week';
  const days = dates(dayOption('from', options.from, ''), dayOption('to', options.to, today()), DAYS[interval] ?? 7);
  const store = await openLocalStore(options['data-dir'] ?? process.env.DATA_DIR ?? '.data', process.env.AWS_ENDPOINT_URL_DYNAMODB);
  const started = performance.now();
  console.log(`Replaying ${days.length} dates from ${days[0]} to ${days.at(-1)}; intervals from ${REPLAY_DRAWS} draws (a run takes more).`);
  try {
    const onProgress = (done: number, all: number): void => {
      if (done % 5 === 0 || done === all)
        console.log(`  ${done} of ${all} elements, ${((performance.now() - started) / 1000).toFixed(0)} s`);
    };
    await replayLocally({
      place: store.place,
      dates: days,
      threads: Math.min(MOST_THREADS, availableParallelism()),
      again: true,
      onProgress,
    }).finished;
  } finally {
    await store.close();
  }
  console.log('The history is in the store; see /v1/elements/Dy/history?interval=week.');
}, [DataFolderUnusable]);
