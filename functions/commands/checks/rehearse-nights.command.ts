/** `npm run rehearse-nights -- --from DATE --to DATE`: what the nightly runs of these days would do, on a folder that is thrown away. */
import { parseArgs } from 'node:util';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { replayDates } from '#functions/scoring/results/replay-history.ts';
import { PUBLISHED_METHODOLOGY } from '#functions/scoring/scoring.services.ts';
import { dayOption, runCommand, UsageError } from '../arguments.ts';
import { isUnexplained, nightLine, rehearseNights } from './rehearse-nights.ts';
import { supplierChangeDays } from './supplier-change-days.ts';

const USAGE = 'npm run rehearse-nights -- --from 2025-12-02 --to 2025-12-04 [--every 1 | --supplier-changes] [--brief] [--help]';
const HELP = `${USAGE}

Runs the nights of these days one after another through the real pipeline, with a clock of their own, on a folder that is thrown away, and
prints a line for each: date, run, published or why not, number of changes, the largest moves with their main cause, unexplained changes.
Ends with 1 when a night failed or a change could not be explained.

  --from, --to         first and last day, as 2025-12-02
  --every N            a night every N days; 1 when not given
  --supplier-changes   only the days on which a supplier table says something else than the day before, after a first night on --from
  --brief              a tenth of the draws and none of what only an explanation needs: faster, the scores are the same`;

function optionsOf() {
  try {
    return parseArgs({
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        every: { type: 'string' },
        'supplier-changes': { type: 'boolean' },
        brief: { type: 'boolean' },
        help: { type: 'boolean' },
      },
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. Usage: ${USAGE}`);
  }
}

function datesOf({ from, to, every, 'supplier-changes': onlyChanges = false }: ReturnType<typeof optionsOf>): readonly string[] {
  if (from === undefined || to === undefined) throw new UsageError(`--from and --to are needed. Usage: ${USAGE}`);
  const [first, last] = [dayOption('from', from, ''), dayOption('to', to, '')];
  if (last < first) throw new UsageError(`--to ${last} is before --from ${first}. Usage: ${USAGE}`);
  const step = Number(every ?? '1');
  if (!Number.isSafeInteger(step) || step < 1) throw new UsageError(`--every ${every} is no whole number from 1. Usage: ${USAGE}`);
  if (!onlyChanges) return replayDates(first, last, step);
  if (every !== undefined) throw new UsageError(`--every and --supplier-changes exclude each other. Usage: ${USAGE}`);
  const methodology = bundledMethodologies.get(PUBLISHED_METHODOLOGY);
  if (methodology === undefined) throw new Error(`methodology ${PUBLISHED_METHODOLOGY} is not part of this code`);
  const days = supplierChangeDays(bundledReferenceData, methodologyOf(methodology.document).parameters, first, last);
  return [...new Set([first, ...days])];
}

await runCommand(async () => {
  const options = optionsOf();
  if (options.help === true) {
    console.log(HELP);
    return;
  }
  const dates = datesOf(options);
  const started = performance.now();
  let failed = 0;
  let unexplained = 0;
  await rehearseNights(dates, options.brief === true, (night) => {
    if (night.failure !== null) failed += 1;
    unexplained += night.changes.filter(isUnexplained).length;
    console.log(nightLine(night));
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${dates.length} nights, ${failed} failed, ${unexplained} unexplained changes, ${seconds} s`);
  if (failed + unexplained > 0) process.exitCode = 1;
});
