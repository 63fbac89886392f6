import { describe, expect, it } from 'vitest';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { type CompanyNight, figureMoves, type WatchedResults } from '#domain/alerts/company-figures.ts';
import { anyRule } from '#test/builders/alerts.ts';

const chances = (score: number, causes: Readonly<Record<string, number>> = {}) => ({
  within: [30, 90, 365].map((days, n) => ({ days, score: score + n, scarce: 90 })),
  causes: Object.entries(causes).map(([id, points]) => ({ id, points })),
});
const line = (
  key: string,
  score: number,
  loss: number | null = null,
  causes: Readonly<Record<string, number>> = {},
) => ({
  line: key,
  name: key.split(':')[1] as string,
  expected_loss: loss,
  ...chances(score, causes),
});
const night = (
  lines: WatchedResults['lines'],
  any: WatchedResults['any'] = null,
  made_from = 'v1',
): CompanyNight => ({
  made_from,
  results: { any, lines },
});
const rule = (
  changed: Partial<AlertRule>,
  when: Partial<AlertRule['when']> = { at_or_above: 50 },
): AlertRule =>
  anyRule({
    subjects: { type: 'company', ids: null },
    figure: 'line_90',
    ...changed,
    when: { ...anyRule({}).when, band_crossing: false, ...when },
  });
const told = (of: AlertRule, before: CompanyNight | null, after: CompanyNight) =>
  figureMoves(of, before, after).map(({ conditions, line: at, before: was, after: is }) => [
    at?.key ?? null,
    was,
    is,
    ...conditions,
  ]);

const LOW = night([line('element:Dy:separation', 48), line('element:Ga', 30)]);
const HIGH = night([line('element:Dy:separation', 49), line('element:Ga', 50)]);

describe('a rule on the chance that a line runs short', () => {
  it('rings when the level is reached, on that night and on no other until the figure has fallen', () => {
    expect(told(rule({}), LOW, HIGH)).toEqual([
      ['element:Ga', 31, 51, 'at_or_above'],
      ['element:Dy:separation', 49, 50, 'at_or_above'],
    ]);
    expect(told(rule({}), HIGH, HIGH)).toEqual([]);
    expect(told(rule({}), HIGH, LOW)).toEqual([]);
  });

  it('reads the figure of the days that it names', () => {
    expect(told(rule({ figure: 'line_30' }), LOW, HIGH)).toEqual([['element:Ga', 30, 50, 'at_or_above']]);
    expect(told(rule({ figure: 'line_365' }), LOW, HIGH)).toEqual([['element:Ga', 32, 52, 'at_or_above']]); // Dy was at 50 before
  });

  it('takes lines by their key or its beginning, and no other that begins alike', () => {
    const named = (...materials: readonly string[]) =>
      told(rule({ materials }), LOW, HIGH).map(([key]) => key);
    expect(named('element:Dy')).toEqual(['element:Dy:separation']);
    expect(named('element:Dy:separation', 'element:Ga')).toEqual(['element:Ga', 'element:Dy:separation']);
    expect(named('element:D', 'element:Dy:metal')).toEqual([]);
  });

  it('rings at a level that nobody knew of before, and never for a figure that is not known', () => {
    expect(told(rule({}), null, HIGH)).toEqual([
      ['element:Ga', null, 51, 'at_or_above'],
      ['element:Dy:separation', null, 50, 'at_or_above'],
    ]);
    expect(told(rule({}), LOW, night([{ ...line('element:Ga', 0), within: [] }]))).toEqual([]);
  });

  it('tells of a move from some points on, up or down, but of none from another version or method', () => {
    const moved = rule({ min_points: 20 }, { any_move: true });
    expect(told(moved, LOW, HIGH)).toEqual([['element:Ga', 31, 51, 'any_move']]);
    expect(told(moved, HIGH, LOW)).toEqual([['element:Ga', 51, 31, 'any_move']]);
    expect(told({ ...moved, direction: 'down' }, LOW, HIGH)).toEqual([]);
    expect(told(moved, LOW, { ...HIGH, made_from: 'v2' })).toEqual([]);
    expect(told(moved, null, HIGH)).toEqual([]);
    expect(told(rule({}), LOW, { ...HIGH, made_from: 'v2' })).toHaveLength(2);
  });

  it('reads scarcity where it is asked, of which no causes are told', () => {
    const before = night([
      {
        ...line('element:Ga', 1),
        within: [{ days: 90, score: 1, scarce: 49 }],
        causes: [{ id: 'measure:CHN', points: 1 }],
      },
    ]);
    const after = night([line('element:Ga', 1, null, { 'measure:CHN': 2 })]);
    const asked = rule({ chance: 'scarce' });
    expect(told(asked, before, after)).toEqual([['element:Ga', 49, 90, 'at_or_above']]);
    expect(figureMoves(asked, before, after)[0]?.causes).toEqual([]);
  });

  it('names the causes that make most of the difference', () => {
    const before = night([
      line('element:Ga', 30, null, { 'disruption:CHN': 20, 'measure:CHN': 5, 'closure:a': 5 }),
    ]);
    const after = night([
      line('element:Ga', 50, null, { 'disruption:CHN': 20, 'measure:CHN': 12, 'security:taiwan': 18 }),
    ]);
    const [move] = figureMoves(rule({}), before, after);
    expect(move?.causes).toEqual([
      { id: 'security:taiwan', before: 0, after: 18 },
      { id: 'measure:CHN', before: 5, after: 12 },
      { id: 'closure:a', before: 5, after: 0 },
      { id: 'disruption:CHN', before: 20, after: 20 },
    ]);
  });
});

describe('a rule on all lines together', () => {
  const any = (score: number, mean: number): WatchedResults['any'] => ({
    ...chances(score, { 'measure:CHN': score }),
    loss: { mean, causes: [{ id: 'measure:CHN', money: mean }] },
  });
  const [before, after] = [
    night([line('element:Ga', 1, 400)], any(60, 1e6)),
    night([line('element:Ga', 1, 700)], any(70, 2.5e6)),
  ];

  it('rings once for the company', () => {
    expect(told(rule({ figure: 'any_30' }, { at_or_above: 65 }), before, after)).toEqual([
      [null, 60, 70, 'at_or_above'],
    ]);
    expect(told(rule({ figure: 'any_30' }, { at_or_above: 65 }), night([]), night([]))).toEqual([]);
  });

  it('watches the loss of the whole company, or of lines that it names', () => {
    const loss = rule({ figure: 'expected_loss' }, { at_or_above: 2e6 });
    const [move] = figureMoves(loss, before, after);
    expect([move?.line, move?.before, move?.after, move?.causes]).toEqual([
      null,
      1e6,
      2.5e6,
      [{ id: 'measure:CHN', before: 1e6, after: 2.5e6 }],
    ]);
    expect(
      told(
        rule({ figure: 'expected_loss', materials: ['element'], min_points: 300 }, { any_move: true }),
        before,
        after,
      ),
    ).toEqual([['element:Ga', 400, 700, 'any_move']]);
    expect(told(loss, before, night([], { ...chances(70), loss: null }))).toEqual([]);
  });
});
