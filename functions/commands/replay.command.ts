import { replayLocally } from '#functions/local/local-service.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { replayDates } from '#functions/scoring/results/replay-history.ts';
import {
  type CommandSpecification,
  choiceFault,
  DATA_DIR_OPTION,
  dayFault,
  runCommand,
  today,
  UsageError,
} from './command-line.ts';

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };

const COMMAND = {
  name: 'npm run replay',
  does: `Scores past dates with what was known then, and fills the history of every element, country and supplier for all buyers with them.
The service must not be running on the same data: stop it first.`,
  options: {
    from: { value: 'DATE', says: 'first date', required: true, refuses: dayFault },
    to: { value: 'DATE', says: 'last date; today when not given', refuses: dayFault },
    interval: {
      value: 'INTERVAL',
      says: 'day or week',
      default: 'week',
      refuses: choiceFault(Object.keys(DAYS)),
    },
    'data-dir': DATA_DIR_OPTION,
  },
  environment: {
    AWS_ENDPOINT_URL_DYNAMODB: 'address of a DynamoDB to write to, instead of the one in the data folder',
  },
  examples: ['npm run replay -- --from 2023-01-01 --interval week'],
} as const satisfies CommandSpecification;

function dates(from: string, to: string, everyDays: number): readonly string[] {
  try {
    return replayDates(from, to, everyDays);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${error.message}.`) : error;
  }
}

await runCommand(COMMAND, async ({ options }) => {
  const days = dates(options.from, options.to ?? today(), DAYS[options.interval] ?? 7);
  const store = await openLocalStore(options['data-dir']);
  const started = performance.now();
  console.log(`Replaying ${days.length} dates from ${days[0]} to ${days.at(-1)}.`);
  try {
    const onProgress = (done: number, all: number) =>
      console.log(
        `  ${Math.floor((100 * done) / all)} %, ${((performance.now() - started) / 1000).toFixed(0)} s`,
      );
    await replayLocally({
      place: store.place,
      dates: days,
      again: true,
      onProgress,
    }).finished;
  } finally {
    await store.close();
  }
  console.log('The history is in the store; see /v1/elements/Dy/history?interval=week.');
});
