import { setTimeout as sleep } from 'node:timers/promises';
import { scoresTable } from '#functions/local/command-tables.ts';
import { scoreLocally } from '#functions/local/local-service.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { progressLine } from '#functions/local/progress-line.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { type RunLedger, type RunRecord, runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import {
  numberOfRun,
  type PublishedChange,
  positionOf,
  type ReadScoreChanges,
  scoreChangesIn,
} from '#functions/store/scores/score-changes.ts';
import { isDataFolderTaken } from '#functions/store/sqlite/data-folder.ts';
import { CommandFailure, type CommandSpecification, DATA_DIR_OPTION, runCommand } from './command-line.ts';

const LOOK_EVERY_MS = 500;
/** A service looks every two seconds, a deployment every minute. */
const BEGINS_WITHIN_MS = 90_000;
const MOST_CHANGES_READ = 5000;
const MOST_CHANGES_TOLD = 20;

const COMMAND = {
  name: 'npm run rescore',
  does: `Scores everything anew at once, with what came in until now, and prints what changed.
While a service runs on the data it is asked to do it, and this waits until it is done; otherwise this scores itself.`,
  options: {
    reason: {
      value: 'TEXT',
      says: 'why; it stands in /v1/status and in the record of the run',
      default: 'asked for by hand',
    },
    'data-dir': DATA_DIR_OPTION,
  },
  environment: {
    SCORES_TABLE_NAME:
      'the table of a deployment, whose runs are then asked for, instead of the one in the data folder',
  },
  examples: ['npm run rescore', 'npm run rescore -- --reason "new measure of 26 November"'],
} as const satisfies CommandSpecification;

const clock = () => new Date().toISOString();

async function askService(reason: string, environment: Parameters<typeof scoresTable>[0]) {
  const place = await scoresTable(environment);
  try {
    const requests = rescoreRequestsIn(place.table);
    const ledger = runLedgerIn(place.table);
    const at = clock();
    await requests.add(reason, { reason, evidence: [], at, answered_by_runs_from: at, at_once: true });
    console.log(`Asked for a run (${place.where}).`);
    const run = await endOfRun(at, ledger, requests);
    await tellChanges(run, scoreChangesIn(place.table));
  } finally {
    await place.close();
  }
}

const HAS_ENDED: readonly RunRecord['status'][] = ['completed', 'unfinished', 'failed', 'overtaken'];

async function endOfRun(
  at: string,
  ledger: RunLedger,
  requests: Pick<RescoreRequests, 'lastAttempt'>,
): Promise<RunRecord> {
  const until = Date.now() + BEGINS_WITHIN_MS;
  for (;;) {
    const runs = await ledger.list(20, null);
    const run = runs.findLast(({ started_at }) => started_at >= at);
    if (run !== undefined && HAS_ENDED.includes(run.status)) {
      if (run.status !== 'failed') return run;
      throw new CommandFailure(
        `Run ${run.run_id} failed, and readers keep the run before: ${run.failure}. It is tried again.`,
      );
    }
    const isAnotherAtWork = runs[0]?.status === 'running';
    if (run === undefined && !isAnotherAtWork && Date.now() > until) {
      const attempt = await requests.lastAttempt();
      throw new CommandFailure(
        attempt !== null && attempt.at >= at
          ? 'A run was tried and could not begin: the log of the service says why. It is tried again, and /v1/status says when.'
          : 'No run began: what has the data open makes no runs. Stop it and ask again; the request is kept.',
      );
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function scoreHere(reason: string, folder: string) {
  const store = await openLocalStore(folder);
  try {
    const outcome = await scoreLocally(store, clock, progressLine(process.stdout), undefined, [reason]);
    if (!outcome.published)
      throw new CommandFailure(
        `The scores were refused by their guard, the last ones stand: ${outcome.findings[0]}`,
      );
    const run = await store.ports.ledger.get(outcome.run_id);
    if (run !== null) await tellChanges(run, store.ports.changes);
  } finally {
    await store.close();
  }
}

async function tellChanges({ run_id, as_of, started_at }: RunRecord, feed: ReadScoreChanges) {
  const head = await feed.head();
  const range = { after: positionOf(started_at.slice(0, 10), numberOfRun(run_id)), limit: MOST_CHANGES_READ };
  const page =
    head === null
      ? []
      : await feed.page({ month: started_at.slice(0, 7) }, { ...head, ...range, upTo: head.position });
  const changes = page.filter((change) => change.run_id === run_id);
  console.log(`Run ${run_id} of ${as_of} is published: ${changes.length} scores changed.`);
  const largest = changes
    .toSorted((left, right) => movedBy(right) - movedBy(left))
    .slice(0, MOST_CHANGES_TOLD);
  for (const { summary } of largest) console.log(`  ${summary}`);
  if (changes.length > largest.length)
    console.log(`  ... and ${changes.length - largest.length} more: /v1/changes has all of them.`);
}

/** A score that came or went moved most. */
const movedBy = ({ delta }: PublishedChange) => Math.abs(delta ?? Number.POSITIVE_INFINITY);

await runCommand(COMMAND, async ({ options: { reason, 'data-dir': folder } }) => {
  const environment = { ...process.env, DATA_DIR: folder };
  if ((process.env.SCORES_TABLE_NAME ?? '') !== '' || isDataFolderTaken(folder))
    await askService(reason, environment);
  else await scoreHere(reason, folder);
});
