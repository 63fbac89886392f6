import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertRule, conditionsMet, type ScoreMove } from '#domain/alerts/alert-rule.ts';
import { PUBLISHED_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { anyRule } from '#test/builders/alerts.ts';

const at = (score: number, arm = 5) => ({ score, p05: score - arm, p95: score + arm });
const move = (before: number, after: number, by_cause: ScoreMove['by_cause'] = null, arm = 5): ScoreMove => ({
  before: at(before, arm),
  after: at(after, arm),
  by_cause,
});
const met = (rule: Partial<AlertRule>, of: ScoreMove) => conditionsMet(anyRule(rule), of).met;
const when = (conditions: Partial<AlertRule['when']>) => ({
  when: { ...anyRule({}).when, band_crossing: false, ...conditions },
});

describe('a rule about scores', () => {
  it('fires on a crossing of a band, up or down, as it says', () => {
    expect(met({}, move(48, 51))).toEqual(['band_crossing']);
    expect(met({ direction: 'down' }, move(48, 51))).toEqual([]);
    expect(met({ direction: 'down' }, move(51, 49.5))).toEqual(['band_crossing']);
    expect(met({}, move(31, 49.9))).toEqual([]);
  });

  it('fires when a score reaches a level from below, by the causes that count alone, too', () => {
    const level = when({ at_or_above: 70 });
    expect(met(level, move(69.9, 70))).toEqual(['at_or_above']);
    expect(met(level, move(70, 75))).toEqual([]);
    expect(met(level, move(75, 69))).toEqual([]);
    expect(
      met({ ...level, causes: ['new_event'] }, move(68, 71, { new_event: 1, data_correction: 2 })),
    ).toEqual([]);
  });

  it('does not fire below its least points, so that a score at a limit does not ring every night', () => {
    expect(met({ min_points: 2 }, move(49.4, 50.6))).toEqual([]);
    expect(met({ min_points: 2 }, move(49.4, 51.4))).toEqual(['band_crossing']);
  });

  it('leaves out what a revised source moved', () => {
    const revised = { data_correction: 3, new_event: 0.5 };
    expect(met({ causes: ['new_event'] }, move(48, 51.5, revised))).toEqual([]);
    expect(met({ causes: ['new_event', 'data_correction'] }, move(48, 51.5, revised))).toEqual([
      'band_crossing',
    ]);
    expect(
      met(
        { ...when({ any_move: true }), causes: ['new_event'], min_points: 3 },
        move(50, 52, { new_event: 5, data_correction: -3 }),
      ),
    ).toEqual([]);
    expect(
      met(
        { ...when({ any_move: true }), causes: ['new_event'], min_points: 2 },
        move(50, 52, { new_event: 5, data_correction: -3 }),
      ),
    ).toEqual(['any_move']);
  });

  it('does not fire where the causes that count moved it the other way', () => {
    expect(
      met(
        { ...when({ any_move: true }), causes: ['new_event'] },
        move(50, 52, { new_event: -1, data_correction: 3 }),
      ),
    ).toEqual([]);
  });

  it('counts the whole move where its causes are not known', () => {
    expect(met({ causes: ['new_event'] }, move(48, 51))).toEqual(['band_crossing']);
    expect(met({ causes: ['new_event'] }, move(48, 51, { unexplained: 3 }))).toEqual([]);
  });

  it('judges scarcity by bands of its own, and whole by causes that moved the score', () => {
    const scarce = { chance: 'scarce', causes: ['new_event'] } as const;
    expect(met(scarce, move(48, 51))).toEqual([]);
    expect(met(scarce, move(78, 81, { new_event: 0.1, data_correction: 1 }))).toEqual(['band_crossing']);
    expect(met(scarce, move(78, 81, { data_correction: 1 }))).toEqual([]);
    expect(met(scarce, move(78, 81, { new_event: 0 }))).toEqual(['band_crossing']); // the score stood still
  });

  it('fires on a jump out of the interval, and by the stricter rule only beyond the uncertainty of both scores', () => {
    expect(met(when({ jump: 'outside_interval' }), move(50, 55))).toEqual([]);
    expect(met(when({ jump: 'outside_interval' }), move(50, 55.01))).toEqual(['jump']);
    expect(met(when({ jump: 'beyond_uncertainty' }), move(50, 57))).toEqual([]); // the arms make 7.07
    expect(met(when({ jump: 'beyond_uncertainty' }), move(50, 57.1))).toEqual(['jump']);
    expect(
      met(
        { ...when({ jump: 'outside_interval' }), causes: ['new_event'] },
        move(50, 57, { new_event: 4, coverage: 3 }),
      ),
    ).toEqual([]);
  });

  it('says that a jump from a score without interval could not be judged', () => {
    const unknown: ScoreMove = { before: { ...at(50), p95: null }, after: at(70), by_cause: null };
    expect(conditionsMet(anyRule(when({ jump: 'outside_interval' })), unknown)).toEqual({
      met: [],
      unjudged: ['jump'],
      counted: 20,
    });
  });

  it('never fires more often when it asks for more points, fewer causes or the stricter jump', () => {
    const points = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100);
    const asked = { any_move: true, band_crossing: true };
    fc.assert(
      fc.property(
        points,
        points,
        fc.constantFrom(...PUBLISHED_CAUSES),
        fc.integer({ min: 0, max: 10 }),
        (before, after, cause, least) => {
          const of = move(before, after, { new_event: after - before });
          const loose = met(when({ ...asked, jump: 'outside_interval' }), of);
          expect(loose).toEqual(
            expect.arrayContaining([
              ...met({ ...when({ ...asked, jump: 'outside_interval' }), min_points: least }, of),
            ]),
          );
          expect(loose).toEqual(
            expect.arrayContaining([...met(when({ ...asked, jump: 'beyond_uncertainty' }), of)]),
          );
          expect(loose).toEqual(
            expect.arrayContaining([
              ...met({ ...when({ ...asked, jump: 'outside_interval' }), causes: [cause] }, of),
            ]),
          );
        },
      ),
    );
  });
});
