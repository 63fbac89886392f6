import { describe, expect, it } from 'vitest';
import { controlsOnPair } from '#domain/back-test/state-and-event/controls-on-pair.ts';
import { judgedGrid, NOT_ASKED, type OutcomeTable, UNKNOWN } from '#domain/back-test/state-and-event/judged-grid.ts';
import {
  controlDaysOf,
  controlTable,
  outlastingEventTable,
  pairHistories,
  stateTable,
} from '#domain/back-test/state-and-event/outcome-tables.ts';
import { followedUntil, readingsOnPair } from '#domain/back-test/state-and-event/readings-on-pair.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { aControlEvent, aControlOutcome, anEpisode, smallHistory, smallSettings } from '#test/builders/back-test-world.ts';
import { anElement, aPolicy, aShare } from '#test/builders/reference-data.ts';

const document = bundledMethodologies.get('2.0.0')?.document as MethodologyDocument;
/** China holds 0.9 of the dysprosium, and all of the gallium. A licence on dysprosium from 4 April 2025; cover of Japan 62 days. */
const worldOf = (over: Partial<ReferenceData> = {}) => {
  const facts = { policy: [aPolicy('CN-X')], episodes: [], ...over };
  return judgedGrid(smallHistory(facts), document, { ...smallSettings, buyers: ['JPN', 'USA'] });
};
const DY_JPN = { element: 'Dy', buyer: 'JPN' };
const spell = (id: string, over: Parameters<typeof anEpisode>[1] = {}) =>
  anEpisode(id, { severity_mean: 1, measures: ['CN-X'], known_from: '2025-07-31', ...over });

/** What a table says of a pair on the first of each quarter. */
function ofPair(table: OutcomeTable, pairNumber = 0): Readonly<Record<string, number>> {
  const grid = worldOf();
  return Object.fromEntries(grid.origins.map((day, i) => [isoDate(day), table.happened[i * grid.pairs.length + pairNumber] as number]));
}

describe('controls that hit a pair', () => {
  const controls = (over: Partial<ReferenceData>, pair = DY_JPN) =>
    controlsOnPair(worldOf(over).index, pair).map(({ id, origin, knownOn, neverTookEffect }) => [
      id,
      origin,
      isoDate(knownOn),
      neverTookEffect,
    ]);

  it('are those of the policy table by an origin with a tenth of world supply', () => {
    expect(controls({})).toEqual([['CN-X', 'CHN', '2025-04-04', false]]);
    const shares = [aShare('Dy', 'separation', 'CHN', 0.09), aShare('Dy', 'separation', 'MYS', 0.91)];
    expect(controls({ shares })).toEqual([]);
  });

  it('are none of the classes that do not count, and none against another buyer', () => {
    const mapping = (over: object) => ({ ...(aPolicy('CN-X').mapping as NonNullable<ReturnType<typeof aPolicy>['mapping']>), ...over });
    expect(controls({ policy: [aPolicy('CN-X', { mapping: mapping({ control_class: 'entity_list' }) })] })).toEqual([]);
    expect(controls({ policy: [aPolicy('CN-X', { targets: ['USA'], mapping: mapping({ targets: ['USA'] }) })] })).toEqual([]);
  });

  it('say when a control was suspended before it took effect', () => {
    const policy = [aPolicy('CN-X', { effective_from: '2025-12-01', suspended_from: '2025-11-07', suspended_to: '2026-11-10' })];
    expect(controls({ policy })[0]?.[3]).toBe(true);
  });

  it('are those of governments worldwide that are in no policy table, and came to something', () => {
    const nickel = {
      elements: [anElement('Ni')],
      shares: [aShare('Ni', 'mine', 'IDN', 0.6), aShare('Ni', 'mine', 'AUS', 0.4)],
    };
    const of = (over: Parameters<typeof aControlEvent>[1], buyer = 'JPN') =>
      controls({ ...nickel, control_events: [aControlEvent('IDN-1', over)] }, { element: 'Ni', buyer });
    expect(of({})).toEqual([['IDN-1', 'IDN', '2024-03-01', false]]);
    expect(of({ targets: ['USA'] })).toEqual([]);
    expect(of({}, 'IDN')).toEqual([]);
    expect(controls({ ...nickel }, { element: 'Ni', buyer: 'JPN' })).toEqual([]);
    for (const over of [
      { outcome: 'waived' },
      { policy_id: 'X' },
      { actor_kind: 'court' },
      { control_class: null },
      { control_class: 'watch_list' },
      { elements: ['Co'] },
      { stages: ['refining'] },
      { origin: 'PHL' },
    ] as const)
      expect(of(over)).toEqual([]);
  });

  it('stand in order of the day, and of the id on one day', () => {
    const events = [
      aControlEvent('A', {}),
      aControlEvent('D', {}),
      aControlEvent('B', {}),
      aControlEvent('C', { known_from: '2023-01-31' }),
    ].map((event) => ({
      ...event,
      origin: 'CHN',
      elements: ['Dy'],
      stages: ['separation' as const],
    }));
    expect(controls({ control_events: events }).map(([id]) => id)).toEqual(['C', 'A', 'B', 'D', 'CN-X']);
  });
});

describe('readings of trade', () => {
  const readings = (episodes: ReferenceData['episodes'], control_outcomes?: ReferenceData['control_outcomes'], buyer = 'JPN') =>
    readingsOnPair(worldOf({ episodes, ...(control_outcomes === undefined ? {} : { control_outcomes }) }).index, { element: 'Dy', buyer });

  it('use up the cover after 62 days / (loss x share of the origin)', () => {
    const [reading] = readings([spell('E', { severity_mean: 0.8 })]);
    expect(reading?.outlastsOn).toBeCloseTo(dayNumber('2025-04-04') + 62 / (0.8 * 0.9), 9);
    expect(readings([spell('E', { severity_mean: null, severity_trough: 0.5 })])[0]?.outlastsOn).toBeCloseTo(
      dayNumber('2025-04-04') + 62 / (0.5 * 0.9),
      9,
    );
  });

  it('never use it up where the origins have no share, and nobody knows without a loss', () => {
    expect(readings([spell('E', { origins: ['PHL'] })])[0]?.outlastsOn).toBe(Number.POSITIVE_INFINITY);
    expect(readings([spell('E', { severity_mean: null })])[0]?.outlastsOn).toBeNull();
    expect(readings([spell('E', { stages: ['magnet'] })])[0]?.outlastsOn).toBe(Number.POSITIVE_INFINITY);
  });

  it('are below, not below, or unknown, and of a group also of its members', () => {
    const below = (binding: 'yes' | 'partly' | 'no' | 'unknown') => readings([spell('E', { binding })])[0]?.below;
    expect([below('yes'), below('partly'), below('no'), below('unknown')]).toEqual([true, true, false, null]);
    expect(readings([spell('E', { elements: ['REE'] })])).toHaveLength(1);
    expect(readings([spell('E', { elements: ['ALL'] })])).toEqual([]);
    expect(readings([spell('E', { buyers: ['USA'] })])).toEqual([]);
  });

  it('of a spell without an end were seen on its first day only', () => {
    const [reading] = readings([spell('E', { end: null, censored: null })]);
    expect([reading?.from === reading?.to, reading?.open]).toEqual([true, true]);
  });

  it('of the whole flow give way to those of the buyer under the same measure', () => {
    const ids = (found: ReturnType<typeof readings>) => found.map(({ id }) => id);
    const own = spell('OWN', { buyers: ['JPN'], start: '2025-05-01' });
    expect(ids(readings([spell('ALL'), own]))).toEqual(['OWN']);
    expect(ids(readings([spell('ALL'), own], undefined, 'USA'))).toEqual(['ALL']);
    expect(ids(readings([spell('ALL'), { ...own, measures: ['OTHER'] }]))).toEqual(['ALL', 'OWN']);
    expect(ids(readings([spell('ALL')], [aControlOutcome('O', { buyer: 'JPN' })]))).toEqual(['O']);
    expect(ids(readings([spell('ALL')], [aControlOutcome('O', { elements: ['Ga'] })]))).toEqual(['ALL']);
  });

  it('of the whole flow end for a buyer on the day on which it is seen to lose nothing', () => {
    const lossless = spell('OWN', { buyers: ['JPN'], start: '2025-05-01', binding: 'no', measures: ['OTHER'] });
    const [whole] = readings([spell('ALL'), lossless]);
    expect([whole?.id, isoDate(whole?.to ?? 0), whole?.open]).toEqual(['ALL', '2025-05-01', false]);
    const [kept] = readings([spell('ALL'), { ...lossless, start: '2025-08-01', end: '2025-09-01' }]);
    expect(isoDate(kept?.to ?? 0)).toBe('2025-06-30');
  });

  it('stand in order of their first day and id, and were followed to the last of them that knows something', () => {
    const found = readings(
      [spell('A'), spell('D'), spell('B'), spell('Z', { start: '2026-01-01', end: '2026-02-01', binding: 'unknown', measures: [] })],
      [aControlOutcome('O')],
    );
    expect(found.map(({ id }) => id)).toEqual(['A', 'B', 'D', 'O', 'Z']);
    expect(isoDate(followedUntil(found) ?? 0)).toBe('2025-10-01');
    expect(followedUntil([])).toBeNull();
  });
});

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
