import { describe, expect, it } from 'vitest';
import { isNightLost, nightToMakeUp } from '#functions/scoring/start-run.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';

const run = (status: RunRecord['status'], started_at: string, finished_at: string | null = null) =>
  ({ status, started_at, finished_at }) as unknown as RunRecord;
const yesterday = run('completed', '2026-10-01T18:30:10.000Z', '2026-10-01T18:36:00.000Z');
const failed = run('failed', '2026-10-02T18:30:10.000Z', '2026-10-02T18:59:00.000Z');

/** 03:30 in Tokyo on the third of October is 18:30 UTC on the second. */
const at = (time: string) => `2026-10-02T${time}:00.000Z`;

describe('a night that published nothing', () => {
  it('is started again an hour later, and once more after two, each time under one name', () => {
    expect(nightToMakeUp(at('19:30'), [failed, yesterday])).toBe('night-2026-10-02-1');
    expect(nightToMakeUp(at('19:59'), [failed, yesterday])).toBe('night-2026-10-02-1');
    expect(nightToMakeUp(at('20:31'), [failed, yesterday])).toBe('night-2026-10-02-2');
  });

  it('is started again when it never began', () => {
    expect(nightToMakeUp(at('19:30'), [yesterday])).toBe('night-2026-10-02-1');
  });

  it.each([
    ['within the first hour', at('19:29'), [failed, yesterday]],
    ['when there are people to look', at('21:30'), [failed, yesterday]],
    ['in the evening before the next one', '2026-10-03T18:29:00.000Z', [failed, yesterday]],
    ['when a run stands', at('19:40'), [run('published', at('18:30'), at('18:36')), yesterday]],
    [
      'when what follows the publication was given up',
      at('19:40'),
      [run('unfinished', at('18:30'), at('18:36'))],
    ],
    [
      'when a run that follows facts stands',
      at('19:40'),
      [run('completed', at('19:02'), at('19:08')), failed],
    ],
    ['while a run is at work', at('19:40'), [run('running', at('19:05')), failed]],
    ['of a service that was never started', at('19:40'), []],
  ])('is left %s', (_, now, runs) => {
    expect(nightToMakeUp(now, runs)).toBeNull();
  });

  it('is made up when its run hung and was ended', () => {
    expect(nightToMakeUp(at('19:45'), [run('running', at('18:30')), yesterday])).toBe('night-2026-10-02-1');
  });
});

describe('a night is lost', () => {
  it.each([
    ['when all three tries failed', at('21:30'), [failed, failed, failed, yesterday], true],
    ['when nothing of it was ever begun', at('21:30'), [yesterday], true],
    [
      'when what follows its publication failed',
      at('21:30'),
      [run('published', at('18:30'), at('18:36'))],
      true,
    ],
    ['not before its third try is over', at('21:29'), [failed, failed, yesterday], false],
    ['not while a run is at work', at('21:40'), [run('running', at('21:10')), failed], false],
    ['not when a try made it good', at('21:30'), [run('completed', at('19:30'), at('19:36')), failed], false],
    ['not where nobody ever began a run', at('21:30'), [], false],
  ])('%s', (_, now, runs, is) => {
    expect(isNightLost(now, runs)).toBe(is);
  });
});
