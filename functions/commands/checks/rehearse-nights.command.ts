/** `npm run rehearse-nights`: what the nightly runs of these days would do, on a folder that is thrown away. */
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { replayDates } from '#functions/scoring/results/replay-history.ts';
import { factIndexOf } from '#functions/scoring/results/run-scorer.ts';
import {
  type CommandLine,
  type CommandSpecification,
  runCommand,
  UsageError,
  unlessDay,
  unlessWholeNumber,
  usageOf,
} from '../arguments.ts';
import { isUnexplained, nightLine, rehearseNights } from './rehearse-nights.ts';
import { supplierChangeDays } from './supplier-change-days.ts';

const unlessWholeNumbers = (value: string): string | null =>
  value.split(',').some((number) => unlessWholeNumber(1)(number) !== null) ? 'is no list of whole numbers from 1 on, as 1,7,40.' : null;

const COMMAND = {
  name: 'npm run rehearse-nights',
  does: `Runs the nights of these days one after another through the real pipeline, with a clock of their own, on a folder that is thrown away,
and prints a line for each: date, run, published or why not, number of changes, the largest moves with their main cause, unexplained changes.
Ends with 1 when a night failed or a change could not be explained.`,
  options: {
    from: { value: 'DATE', says: 'first day', required: true, refuses: unlessDay },
    to: { value: 'DATE', says: 'last day; needed without --gaps', refuses: unlessDay },
    every: { value: 'N', says: 'a night every N days; 1 when not given', refuses: unlessWholeNumber(1) },
    gaps: {
      value: 'N,N...',
      says: 'in place of --to: a night on --from, and one so many days after each, as after a pause',
      refuses: unlessWholeNumbers,
    },
    'supplier-changes': {
      says: 'only the days on which a supplier table says something else than the day before, after a first night on --from',
    },
    brief: { says: 'none of what only an explanation needs: faster, the scores are the same' },
  },
  examples: [
    'npm run rehearse-nights -- --from 2025-12-02 --to 2025-12-04',
    'npm run rehearse-nights -- --from 2025-10-01 --to 2027-06-30 --supplier-changes --brief',
    'npm run rehearse-nights -- --from 2026-11-27 --gaps 1,7,40,94,400 --brief',
  ],
} as const satisfies CommandSpecification;

/** A first day, and one so many days after each. */
function datesAfter(from: string, gaps: readonly number[]): readonly string[] {
  const days = [dayNumber(from)];
  for (const gap of gaps) days.push((days.at(-1) as number) + gap);
  return days.map(isoDate);
}

type Options = CommandLine<typeof COMMAND.options>['options'];

function datesOf({ from, to, every, gaps, 'supplier-changes': onlyChanges }: Options): readonly string[] {
  if (gaps !== undefined) {
    if (to !== undefined || every !== undefined || onlyChanges)
      throw new UsageError(`--gaps goes without --to, --every and --supplier-changes. Usage: ${usageOf(COMMAND)}`);
    return datesAfter(from, gaps.split(',').map(Number));
  }
  if (to === undefined) throw new UsageError(`--to or --gaps is missing. Usage: ${usageOf(COMMAND)}`);
  if (to < from) throw new UsageError(`--to ${to} is before --from ${from}. Usage: ${usageOf(COMMAND)}`);
  if (!onlyChanges) return replayDates(from, to, Number(every ?? '1'));
  if (every !== undefined) throw new UsageError(`--every and --supplier-changes exclude each other. Usage: ${usageOf(COMMAND)}`);
  const days = supplierChangeDays(factIndexOf(bundledReferenceData, METHODOLOGY.document), from, to);
  return [...new Set([from, ...days])];
}

await runCommand(COMMAND, async ({ options }) => {
  const dates = datesOf(options);
  const started = performance.now();
  let failed = 0;
  let unexplained = 0;
  await rehearseNights(dates, options.brief, (night) => {
    if (night.failure !== null) failed += 1;
    unexplained += night.changes.filter(isUnexplained).length;
    console.log(nightLine(night));
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${dates.length} nights, ${failed} failed, ${unexplained} unexplained changes, ${seconds} s`);
  if (failed + unexplained > 0) process.exitCode = 1;
});
