import { scoresTable } from '#functions/local/command-tables.ts';
import { RollBackRefused, type RolledBack, rollBack, runsToShow } from '#functions/scoring/roll-back.ts';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { runRowsIn } from '#functions/store/runs/run-rows.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { scoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { trackRecordIn } from '#functions/store/scores/track-record.ts';
import { type CommandSpecification, DATA_DIR_OPTION, runCommand } from './command-line.ts';

const runIdFault = (value: string): string | null =>
  /^r[0-9]{10}$/.test(value) ? null : 'is no id of a run: write it as r0000000012, as /v1/runs has it.';
const sentenceFault = (value: string): string | null =>
  value.trim() !== '' && value.length <= 200 ? null : 'cannot be shown: write 1 to 200 characters.';

const COMMAND = {
  name: 'npm run rollback',
  does: `Shows readers an earlier published run again, within seconds: one conditional write moves the pointer that they follow.
The run is looked at first: a run that failed, or whose rows are gone, is refused.
Without --to it changes nothing and lists the runs that readers can be shown. A later run undoes it in the same way.`,
  options: {
    to: {
      value: 'RUN',
      says: 'the run that readers are to see, for example r0000000012',
      refuses: runIdFault,
    },
    reason: {
      value: 'TEXT',
      says: 'why; it stands in /v1/status and in the record of the run that is taken back',
      default: 'by hand',
      refuses: sentenceFault,
    },
    'data-dir': DATA_DIR_OPTION,
  },
  environment: {
    SCORES_TABLE_NAME: 'the table of a deployment, instead of the one in the data folder',
    SNAPSHOTS_BUCKET_NAME: 'beside it, the bucket: what runs have found lies there',
  },
  examples: [
    'npm run rollback',
    'npm run rollback -- --to r0000000012 --reason "wrong vintage of the shares"',
  ],
} as const satisfies CommandSpecification;

function tell({ run, from_run_id, at_work }: RolledBack) {
  const { run_id, as_of, rows_expire_at } = run;
  if (from_run_id === run_id)
    console.log(`Readers have run ${run_id} of ${as_of} already: nothing was changed.`);
  else
    console.log(
      `Readers have run ${run_id} of ${as_of} within five seconds, instead of ${from_run_id}. /v1/status says so.`,
    );
  if (rows_expire_at !== null)
    console.log(`Its rows are kept until ${rows_expire_at}: a new run has to be published before.`);
  if (at_work !== null)
    console.log(
      `Run ${at_work} is at work and will be published over it: stop its execution if that is not wanted.`,
    );
  console.log(
    'It holds until the next run: that of 03:30 Tokyo time, or one within minutes of new facts. Mend what was wrong before, or let no run begin (docs/operating.md#no-run-may-begin).',
  );
  console.log(
    'The feed of changes stands as it is: the next run tells its changes against the newest run that was told, so that the feed ends in what readers see.',
  );
}

await runCommand(
  COMMAND,
  async ({ options: { to, reason, 'data-dir': folder } }) => {
    const environment = { ...process.env, DATA_DIR: folder };
    const place = await scoresTable(environment);
    const { table, objects } = place;
    const now = new Date().toISOString();
    try {
      const ledger = runLedgerIn(table);
      if (to === undefined) {
        const current = (await ledger.pointer())?.run_id;
        const runs = await runsToShow(now, { ledger });
        if (runs.length === 0) console.log('No run was published.');
        for (const { run_id, as_of, status, rows_expire_at, failure } of runs) {
          const kept = rows_expire_at === null ? 'kept' : `kept until ${rows_expire_at}`;
          console.log(
            [run_id, as_of, status, kept, run_id === current ? 'readers have it' : (failure ?? '')]
              .join('  ')
              .trimEnd(),
          );
        }
      } else {
        const ports = {
          ledger,
          rows: runRowsIn(table, objects),
          scores: publishedScoresIn(table, objects),
          changes: scoreChangesIn(table),
          trackRecord: trackRecordIn(table),
        };
        const done = await rollBack(to, reason, now, ports);
        tell(done);
      }
      console.error(`(${place.where})`);
    } finally {
      await place.close();
    }
  },
  [RollBackRefused],
);
