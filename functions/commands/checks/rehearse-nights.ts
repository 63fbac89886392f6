/** Nights through the real pipeline, with a clock of their own, on a folder that is thrown away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalStore, openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { type ScoringThread, startScoringThread } from '#functions/local/start-scoring-thread.ts';
import { numberOfRun, type PublishedChange, positionOf } from '#functions/ports/score-changes.ts';

/** When the nightly run begins: 03:30 in Tokyo. */
const TIME_OF_NIGHT = 'T18:30:00.000Z';
const CHANGES_PER_READ = 500;

export interface RehearsedNight {
  readonly date: string;
  /** `null`: the run ended before it had an id, or threw. */
  readonly runId: string | null;
  /** Why the night failed, in words: it threw, the guard refused it, or what follows publication could not be done. Null: all went well. */
  readonly failure: string | null;
  /** Changes that the run has published in the feed. */
  readonly changes: readonly PublishedChange[];
  readonly seconds: number;
}

/** Runs the nights in order; `onNight` after each. `brief`: none of what only an explanation needs. A night that fails stops none of the later ones. */
export async function rehearseNights(dates: readonly string[], brief: boolean, onNight: (night: RehearsedNight) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-nights-'));
  try {
    const store = await openLocalStore(folder, undefined, brief);
    const thread = startScoringThread(store.place);
    try {
      for (const date of dates) onNight(await rehearsedNight(date, store, thread));
    } finally {
      await thread.close();
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rehearsedNight(date: string, store: LocalStore, thread: ScoringThread): Promise<RehearsedNight> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  try {
    const outcome = await runPipeline(
      {},
      store.ports,
      () => `${date}${TIME_OF_NIGHT}`,
      () => undefined,
      thread.steps,
    );
    const failure = outcome.published ? (outcome.unfinished ?? null) : `refused by the guard: ${outcome.findings.join('; ')}`;
    const changes = outcome.published ? await changesOfRun(outcome.run_id, date, store) : [];
    return { date, runId: outcome.run_id, failure, changes, seconds: seconds() };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { date, runId: null, failure, changes: [], seconds: seconds() };
  }
}

async function changesOfRun(runId: string, date: string, { ports }: LocalStore): Promise<readonly PublishedChange[]> {
  const upTo = (await ports.changes.head())?.position ?? '';
  const found: PublishedChange[] = [];
  let after = positionOf(date, numberOfRun(runId));
  for (;;) {
    const page = await ports.changes.page({ month: date.slice(0, 7) }, { after, upTo, limit: CHANGES_PER_READ });
    found.push(...page);
    if (page.length < CHANGES_PER_READ) return found;
    after = page.at(-1)?.position ?? after;
  }
}

export const isUnexplained = ({ by_cause }: PublishedChange): boolean => by_cause?.unexplained !== undefined;

/** Moves that are worth a line. */
const LARGEST = 3;
const signed = (points: number): string => `${points > 0 ? '+' : ''}${points.toFixed(2)}`;
const who = ({ subject, buyer }: PublishedChange): string => `${subject.id} for ${buyer}`;

/** The night in a line: date, run, published or why not, changes, the largest moves with their main cause, what could not be explained. */
export function nightLine({ date, runId, failure, changes, seconds }: RehearsedNight): string {
  const state = failure === null ? 'published' : `FAILED: ${failure}`;
  const moves = changes
    .filter(({ delta }) => delta !== null && delta !== 0)
    .toSorted((a, b) => Math.abs(b.delta ?? 0) - Math.abs(a.delta ?? 0))
    .slice(0, LARGEST)
    .map((change) => `${who(change)} ${signed(change.delta ?? 0)} (${mainCause(change)})`);
  const unexplained = changes.filter(isUnexplained).map(who);
  return [
    `${date} ${runId ?? 'no run'} ${state}`,
    `${changes.length} changes`,
    ...(moves.length === 0 ? [] : [`largest ${moves.join(', ')}`]),
    ...(unexplained.length === 0 ? [] : [`${unexplained.length} UNEXPLAINED: ${unexplained.join(', ')}`]),
    `${seconds.toFixed(1)} s`,
  ].join('; ');
}

function mainCause({ by_cause }: PublishedChange): string {
  const causes = Object.entries(by_cause ?? {}).toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  const [cause, points] = causes[0] ?? ['unknown', 0];
  return `${cause} ${signed(points)}`;
}
