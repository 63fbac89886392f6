/**
 * Nights through the real pipeline, one after another, with a clock of their own, on a folder that is thrown
 * away.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactIndex } from '#domain/method/facts.ts';
import { Register, suppliersOf } from '#domain/method/supplier-facts.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import {
  type CommandSpecification,
  dayFault,
  runCommand,
  UsageError,
} from '#functions/commands/command-line.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { startScoringThread } from '#functions/local/start-scoring-thread.ts';
import { factIndexOf, shippedRegister } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { numberOfRun, type PublishedChange, positionOf } from '#functions/store/scores/score-changes.ts';

const COMMAND = {
  name: 'node test/research/rehearse-nights.command.ts',
  does: `Runs a night on each of these days and prints a line for it: run, number of changes, the largest moves, changes without a cause. Exit code 1 when
a night failed or a change could not be explained.`,
  options: {
    from: { value: 'DATE', says: 'first day', required: true, refuses: dayFault },
    to: { value: 'DATE', says: 'last day', refuses: dayFault },
    gaps: { value: 'N,N...', says: 'in place of --to: a night on --from, and one so many days after each' },
    'supplier-changes': {
      says: 'only --from, and the days on which a supplier table says something else than the day before',
    },
    brief: { says: 'none of what only an explanation needs: faster, the scores are the same' },
  },
  examples: ['node test/research/rehearse-nights.command.ts --from 2026-11-27 --gaps 1,7,40,94,400 --brief'],
} as const satisfies CommandSpecification;

const daysBetween = (from: string, to: string): readonly string[] =>
  Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, n) => isoDate(dayNumber(from) + n));

/**
 * Days on which sites, feed, free output or listing of a supplier differ from the day before, as scored for
 * Japan with what was known then.
 */
function supplierChangeDays(index: FactIndex, from: string, to: string): readonly string[] {
  const rows = shippedRegister(index.data);
  const stateOn = (day: string): string => {
    const register = new Register(index.on(day), rows);
    return JSON.stringify(
      suppliersOf(rows.sites).map(({ id }) => {
        const { sites, available, listed, unscored } = register.supplier(id, { buyer: 'JPN' }).inputs;
        // A plant is a little less new every day.
        return [sites.map(({ newness: _, ...site }) => site), available, listed, unscored];
      }),
    );
  };
  const states = daysBetween(isoDate(dayNumber(from) - 1), to).map((day) => [day, stateOn(day)] as const);
  return states.flatMap(([day, state], n) => (n > 0 && state !== states[n - 1]?.[1] ? [day] : []));
}

const signed = (points: number): string => `${points > 0 ? '+' : ''}${points.toFixed(2)}`;
const nameOf = ({ subject, buyer }: PublishedChange): string => `${subject.id} for ${buyer}`;

await runCommand(COMMAND, async ({ options: { from, to, gaps, brief, 'supplier-changes': onlyChanges } }) => {
  if ((to === undefined) === (gaps === undefined)) throw new UsageError('Give --to or --gaps.');
  const dates = [from];
  for (const gap of gaps?.split(',') ?? [])
    dates.push(isoDate(dayNumber(dates.at(-1) as string) + Number(gap)));
  if (to !== undefined && !onlyChanges) dates.push(...daysBetween(from, to).slice(1));
  if (to !== undefined && onlyChanges)
    dates.push(...supplierChangeDays(factIndexOf(bundledReferenceData, METHODOLOGY.document), from, to));
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-nights-'));
  const store = await openLocalStore(folder, brief);
  const thread = startScoringThread(store.place);
  let [failed, unexplained] = [0, 0];
  try {
    for (const date of new Set(dates)) {
      // The nightly run begins at 03:30 in Tokyo.
      const outcome = await runPipeline(
        {},
        store.ports,
        () => `${date}T18:30:00.000Z`,
        () => undefined,
        thread.steps,
      ).catch((error) => ({
        published: false as const,
        run_id: 'no run',
        findings: [String(error.stack ?? error)],
      }));
      const fault = outcome.published ? outcome.unfinished : outcome.findings.join('; ');
      if (fault !== undefined) failed += 1;
      const after = positionOf(date, numberOfRun(outcome.run_id));
      const head = await store.ports.changes.head();
      const upTo = head?.position ?? '';
      const changes = outcome.published
        ? await store.ports.changes.page({ month: date.slice(0, 7) }, { ...head, after, upTo, limit: 10_000 })
        : [];
      const strange = changes.filter(({ by_cause }) => by_cause?.unexplained !== undefined);
      unexplained += strange.length;
      const largest = changes
        .toSorted((one, other) => Math.abs(other.delta ?? 0) - Math.abs(one.delta ?? 0))
        .slice(0, 3);
      const moves = largest.map((change) => `${nameOf(change)} ${signed(change.delta ?? 0)}`).join(', ');
      console.log(
        `${date} ${outcome.run_id} ${fault === undefined ? 'published' : `FAILED: ${fault}`}; ${changes.length} changes; largest ${moves || 'none'}${strange.map((change) => `; UNEXPLAINED: ${nameOf(change)}`).join('')}`,
      );
    }
  } finally {
    await thread.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${new Set(dates).size} nights, ${failed} failed, ${unexplained} unexplained changes`);
  if (failed + unexplained > 0) process.exitCode = 1;
});
