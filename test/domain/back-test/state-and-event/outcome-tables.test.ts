import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { judgedGrid, NOT_ASKED, type OutcomeTable, UNKNOWN } from '#domain/back-test/state-and-event/judged-grid.ts';
import {
  controlDaysOf,
  controlTable,
  outlastingEventTable,
  pairHistories,
  stateTable,
} from '#domain/back-test/state-and-event/outcome-tables.ts';
import { isoDate } from '#domain/time/calendar.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { aControlOutcome, anEpisode, smallHistory, smallSettings } from '#test/builders/back-test-world.ts';
import { aPolicy } from '#test/builders/reference-data.ts';

const rules = JUDGING_RULES[0];
const document = bundledMethodologies.get('2.0.0')?.document as MethodologyDocument;
/** China holds 0.9 of the dysprosium, and all of the gallium. A licence on dysprosium from 4 April 2025; cover of Japan 62 days. */
const worldOf = (over: Partial<ReferenceData> = {}) => {
  const facts = { policy: [aPolicy('CN-X')], episodes: [], ...over };
  return judgedGrid(smallHistory(facts), document, { ...smallSettings, buyers: ['JPN', 'USA'] }, rules);
};
const spell = (id: string, over: Parameters<typeof anEpisode>[1] = {}) =>
  anEpisode(id, { severity_mean: 1, measures: ['CN-X'], known_from: '2025-07-31', ...over });

/** What a table says of a pair on the first of each quarter. */
function ofPair(table: OutcomeTable, pairNumber = 0): Readonly<Record<string, number>> {
  const grid = worldOf();
  return Object.fromEntries(grid.origins.map((day, i) => [isoDate(day), table.happened[i * grid.pairs.length + pairNumber] as number]));
}

describe('a control that becomes known', () => {
  it('happens in the windows that hold its day and have ended, for the origin that was asked', () => {
    const grid = worldOf();
    const histories = pairHistories(grid);
    const table = ofPair(controlTable(grid, controlDaysOf(histories), 365));
    expect(table['2024-04-01']).toBe(0);
    expect([table['2024-07-01'], table['2024-10-01'], table['2025-01-01']]).toEqual([1, 1, 1]);
    expect(table['2025-04-01']).toBe(NOT_ASKED);
    expect(
      ofPair(
        controlTable(
          grid,
          controlDaysOf(histories, (origin) => origin !== 'CHN'),
          365,
        ),
      )['2025-01-01'],
    ).toBe(0);
    expect(isoDate(controlTable(grid, controlDaysOf(histories), 365).eventDay[8 * 4] as number)).toBe('2025-04-04');
  });
});

describe('a new event that outlasts the cover', () => {
  const of = (over: Partial<ReferenceData>) => {
    const grid = worldOf(over);
    return outlastingEventTable(grid, pairHistories(grid), 365);
  };
  const on = (over: Partial<ReferenceData>, pair = 0) => ofPair(of(over), pair)['2025-01-01'];

  it('happened when the spell lasted until the cover was used up, and not when it ended before', () => {
    // 62 / (1 x 0.9) is 68.9 days; the spell has 87.
    expect(on({ episodes: [spell('E')] })).toBe(1);
    expect(on({ episodes: [spell('E', { end: '2025-06-01' })] })).toBe(0);
    expect(ofPair(of({ episodes: [spell('E')] }))['2023-01-01']).toBe(0);
    expect(ofPair(of({ episodes: [spell('E')] }))['2025-04-01']).toBe(NOT_ASKED);
  });

  it('is known when the window has ended and the row could be read', () => {
    const { resolvedOn, eventDay } = of({ episodes: [spell('E', { known_from: '2026-05-31' })] });
    expect([isoDate(resolvedOn[8 * 4] as number), isoDate(eventDay[8 * 4] as number)]).toEqual(['2026-05-31', '2025-04-04']);
  });

  it('is unknown where a control began and nobody reported what trade did', () => {
    expect(on({})).toBe(UNKNOWN);
    // Gallium is under no control: nothing began.
    expect(on({}, 2)).toBe(0);
    expect(on({ episodes: [spell('E', { origins: ['MYS'], end: '2025-04-05' })] })).toBe(UNKNOWN);
    const longBefore = { start: '2024-01-01', end: '2024-02-01' };
    expect(on({ episodes: [spell('E', longBefore)] })).toBe(UNKNOWN);
  });

  it('did not happen by a control that never took effect', () => {
    const policy = [aPolicy('CN-X', { effective_from: '2025-12-01', suspended_from: '2025-11-07', suspended_to: '2026-11-10' })];
    expect(on({ policy })).toBe(0);
  });

  it('is unknown where the effect, the loss, or the end of a short spell is', () => {
    expect(on({ episodes: [spell('E', { binding: 'unknown' })] })).toBe(UNKNOWN);
    expect(on({ episodes: [spell('E', { severity_mean: null })] })).toBe(UNKNOWN);
    expect(on({ episodes: [spell('E', { end: '2025-06-01', censored: true })] })).toBe(UNKNOWN);
    expect(on({ episodes: [spell('E', { binding: 'no' })] })).toBe(0);
    expect(on({ episodes: [spell('E', { censored: true, stages: ['magnet'] })] })).toBe(0);
  });
});

describe('the state of what is in force', () => {
  const of = (over: Partial<ReferenceData>, what: 'controls' | 'controls_and_disruptions' = 'controls', horizon = 365) => {
    const grid = worldOf(over);
    return stateTable(grid, pairHistories(grid), horizon, what);
  };
  const long = { start: '2025-05-01', end: '2025-12-01', known_from: '2025-12-31' };

  it('is asked only where something is in force', () => {
    const table = ofPair(of({ episodes: [spell('E', long)] }));
    expect([table['2025-04-01'], table['2025-07-01']]).toEqual([NOT_ASKED, 1]);
    expect(ofPair(of({ episodes: [spell('E', long)] }), 2)['2025-07-01']).toBe(NOT_ASKED);
  });

  it('is asked of a disruption that runs, where these are asked for', () => {
    const episodes = [spell('E', { ...long, measures: [], start: '2025-03-01' })];
    expect(ofPair(of({ policy: [], episodes }))['2025-04-01']).toBe(NOT_ASKED);
    expect(ofPair(of({ policy: [], episodes }, 'controls_and_disruptions'))['2025-04-01']).toBe(1);
    expect(ofPair(of({ policy: [], episodes }, 'controls_and_disruptions'))['2026-01-01']).toBe(NOT_ASKED);
  });

  it('is unknown where nobody looked for 90 days, though it is known before', () => {
    const table = ofPair(of({ episodes: [spell('E', long)] }));
    expect([table['2025-07-01'], table['2025-10-01'], table['2026-01-01']]).toEqual([1, UNKNOWN, UNKNOWN]);
    expect(ofPair(of({}))['2025-07-01']).toBe(UNKNOWN);
    expect(ofPair(of({ episodes: [spell('E', long)] }, 'controls', 30))['2025-10-01']).toBe(1);
  });

  it('is not short after a spell that ended, as long as somebody looked', () => {
    const looks = [aControlOutcome('O', { below: false, seen_to: '2025-12-31' })];
    const episodes = [spell('E', { end: '2025-06-25' })];
    expect(ofPair(of({ episodes, control_outcomes: looks }))['2025-07-01']).toBe(0);
  });

  it('counts a second spell under the control, and not one of another cause', () => {
    const second = (measures: readonly string[]) =>
      spell('F', { start: '2025-08-01', end: '2025-12-15', known_from: '2025-12-31', measures });
    const episodes = (measures: readonly string[]) => [spell('E', { end: '2025-06-25' }), second(measures)];
    expect(ofPair(of({ episodes: episodes(['CN-X']) }))['2025-07-01']).toBe(1);
    expect(ofPair(of({ episodes: episodes([]) }))['2025-07-01']).toBe(0);
  });

  it('is not short where the spell ends before the cover is used up, and unknown without a loss', () => {
    const late = { start: '2025-10-01', end: '2025-11-20', known_from: '2025-12-31' };
    expect(ofPair(of({ episodes: [spell('E', late)] }))['2025-07-01']).toBe(0);
    expect(ofPair(of({ episodes: [spell('E', { ...long, severity_mean: null })] }))['2025-07-01']).toBe(UNKNOWN);
    const unknown = spell('U', { start: '2025-08-01', end: '2025-09-01', binding: 'unknown' });
    expect(ofPair(of({ episodes: [spell('E', { ...late, end: '2025-10-02' }), unknown] }))['2025-07-01']).toBe(UNKNOWN);
  });

  it('is known when the window or the looking has ended, and the rows could be read', () => {
    const { resolvedOn } = of({ episodes: [spell('E', long)] });
    expect(isoDate(resolvedOn[10 * 4] as number)).toBe('2025-12-31');
  });
});
