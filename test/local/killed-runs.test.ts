import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { linkProblems, sheetProblems } from '#domain/track-record/chain.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { sha256Of } from '#functions/scoring/track-record.ts';
import { randomNumbers } from '#test/builders/random-numbers.ts';
import { BASES, KILLABLE_BUYERS, openKillableStore, scoreOfRun } from './killable-store.ts';

const KILLS = 50;
/** Kills fall into a step's beginning, middle and the step after. */
const LATEST_KILL_MS = 80;
const STEPS = ['begin', 'score', 'complete', 'publish', 'after'] as const;

/** With -9: no handler runs. */
async function killAfter(folder: string, step: string, milliseconds: number): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['test/local/killable-run.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  let said = '';
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes(step)) resolve();
    });
  });
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await gone;
}

async function expectWholeRun(ports: ScoringPorts): Promise<string | null> {
  const pointer = await ports.scores.currentRun();
  if (pointer === null) return null;
  const { run_id, as_of } = pointer;
  for (const buyer of KILLABLE_BUYERS) {
    const page = await ports.scores.rankingPage(run_id, 'element', buyer, 0);
    expect(page?.rows).toHaveLength(Object.keys(BASES).length);
    for (const [key, base] of Object.entries(BASES)) {
      const subject = { type: 'element', id: key.slice('element#'.length), buyer } as const;
      const expected = { run_id, as_of, score: scoreOfRun(base, run_id) };
      expect(await ports.scores.score(run_id, subject)).toMatchObject(expected);
      expect(await ports.scores.explanation(run_id, subject)).toMatchObject(expected);
      expect(page?.rows.find((row) => row.subject.id === subject.id)).toMatchObject(expected);
    }
    await expectPublishedHistory(ports, buyer, run_id);
  }
  expect(await ports.scores.document(run_id, 'sources')).not.toBeNull();
  return run_id;
}

async function expectWholeChain({ ledger, trackRecord }: ScoringPorts): Promise<void> {
  const head = await trackRecord.head();
  const links = await trackRecord.links({
    after: null,
    upTo: head?.run_id ?? '',
    limit: 1000,
    order: 'oldest_first',
  });
  for (const [n, link] of links.entries()) {
    expect(linkProblems(link, links[n - 1] ?? null, sha256Of)).toEqual([]);
    for (const part of link.parts)
      expect(sheetProblems(link, part, await trackRecord.sheet(link.run_id, part), sha256Of)).toEqual([]);
  }
  const seen = (await ledger.list(1000, null)).filter(
    ({ status }) => status === 'completed' || status === 'unfinished',
  );
  expect(links.map(({ run_id }) => run_id)).toEqual(seen.map(({ run_id }) => run_id).toSorted());
}

async function expectPublishedHistory(
  { ledger, scores }: ScoringPorts,
  buyer: string,
  activeRun: string,
): Promise<void> {
  const [key = '', base = 0] = Object.entries(BASES)[0] ?? [];
  for (const { run_id, score } of await scores.history(
    { type: 'element', id: key.slice('element#'.length), buyer },
    2026,
  )) {
    expect(score).toBe(scoreOfRun(base, run_id ?? ''));
    if (run_id !== activeRun)
      expect(['completed', 'unfinished']).toContain((await ledger.get(run_id ?? ''))?.status);
  }
}

describe('a local run that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-kill-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it(`leaves readers on a whole run, at ${KILLS} random points, and the next run succeeds`, async () => {
    const random = randomNumbers(20_261_001);
    const statuses = new Map<string, number>();
    const seen: (string | null)[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const step = STEPS[Math.floor(random.next().value * STEPS.length)] ?? 'score';
      await killAfter(folder, step, random.next().value * LATEST_KILL_MS);
      const { ports, close } = await openKillableStore(folder);
      seen.push(await expectWholeRun(ports));
      const [last] = await ports.ledger.list(1, null);
      const status = last?.status ?? 'none';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      await close();
    }
    console.info(`killed ${KILLS} times; the newest run was then`, Object.fromEntries(statuses));
    expect(seen.filter((run) => run !== null)).toEqual(seen.filter((run) => run !== null).toSorted());
    const { ports, dayOfNextRun, close } = await openKillableStore(folder);
    const day = await dayOfNextRun();
    const outcome = await runPipeline({ as_of: day }, ports, () => `${day}T18:30:00.000Z`);
    expect(outcome).toMatchObject({ published: true, findings: [] });
    expect(await expectWholeRun(ports)).toBe(outcome.run_id);
    const newest = await ports.ledger.list(50, null);
    expect(newest.filter((run) => run.status === 'running' || run.status === 'published')).toEqual([]);
    await expectWholeChain(ports);
    await close();
  }, 900_000); // two minutes, and many on a machine that is busy
});
