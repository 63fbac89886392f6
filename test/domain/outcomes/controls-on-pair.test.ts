import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { controlsOnPair, isInForceOn } from '#domain/outcomes/controls-on-pair.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { aControlEvent, smallHistory } from '#test/builders/recorded-history.ts';
import { anElement, aPolicy, aShare } from '#test/builders/reference-data.ts';

const rules = JUDGING_RULES[0];
/**
 * China holds 0.9 of the dysprosium, and all of the gallium. A licence on dysprosium from 4 April 2025; cover
 * of Japan 62 days.
 */
const indexOf = (over: Partial<ReferenceData> = {}) =>
  indexFacts(smallHistory({ policy: [aPolicy('CN-X')], episodes: [], ...over }), METHODOLOGY.document);
const DY_JPN = { element: 'Dy', buyer: 'JPN' };

describe('controls that hit a pair', () => {
  const controls = (over: Partial<ReferenceData>, pair = DY_JPN) =>
    controlsOnPair(indexOf(over), pair, rules).map(({ id, origin, knownOn, annulledOn }) => [
      id,
      origin,
      isoDate(knownOn),
      annulledOn === null ? null : isoDate(annulledOn),
    ]);

  it('are those of the policy table by an origin with a tenth of world supply', () => {
    expect(controls({})).toEqual([['CN-X', 'CHN', '2025-04-04', null]]);
    const shares = [aShare('Dy', 'separation', 'CHN', 0.09), aShare('Dy', 'separation', 'MYS', 0.91)];
    expect(controls({ shares })).toEqual([]);
  });

  it('are none of the classes that do not count, and none against another buyer', () => {
    const mapping = (over: object) => ({
      ...(aPolicy('CN-X').mapping as NonNullable<ReturnType<typeof aPolicy>['mapping']>),
      ...over,
    });
    expect(
      controls({ policy: [aPolicy('CN-X', { mapping: mapping({ control_class: 'entity_list' }) })] }),
    ).toEqual([]);
    expect(
      controls({ policy: [aPolicy('CN-X', { targets: ['USA'], mapping: mapping({ targets: ['USA'] }) })] }),
    ).toEqual([]);
  });

  it('say when a control was suspended before it took effect', () => {
    const policy = [
      aPolicy('CN-X', {
        effective_from: '2025-12-01',
        suspended_from: '2025-11-07',
        suspended_to: '2026-11-10',
      }),
    ];
    expect(controls({ policy })[0]?.[3]).toBe('2025-11-07');
  });

  it('are in force from day to day with what was known on each: a suspension cuts, an end or a relief closes', () => {
    const times = (policy: ReferenceData['policy']) =>
      controlsOnPair(indexOf({ policy }), DY_JPN, rules)[0]?.inForce.map(({ from, to }) => [
        isoDate(from),
        to === null ? null : isoDate(to),
      ]);
    expect(times([aPolicy('A')])).toEqual([['2025-04-04', null]]);
    expect(times([aPolicy('A', { effective_from: '2025-05-01' })])).toEqual([['2025-05-01', null]]);
    expect(times([aPolicy('A', { effective_to: '2025-12-31' })])).toEqual([['2025-04-04', '2025-12-31']]);
    // The suspension ends with 10 November 2026; 60 days without a decision begin on the 11th and end with 9
    // January 2027.
    expect(times([aPolicy('A', { suspended_from: '2025-11-10', suspended_to: '2026-11-10' })])).toEqual([
      ['2025-04-04', '2025-11-09'],
      ['2027-01-10', null],
    ]);
    const revised = aPolicy('A', {
      effective_to: '2025-10-15',
      effective_to_revisions: [{ known_from: '2025-06-21', effective_to: '2025-10-15' }],
    });
    const ending = aPolicy('R', {
      ...{ mapping: null, known_from: '2025-09-01', effective_from: '2025-09-10' },
      relief: { kind: 'ends', measures: ['A'] } as never,
    });
    expect(times([revised, ending])).toEqual([['2025-04-04', '2025-09-09']]);
    const [control] = controlsOnPair(indexOf({ policy: [revised, ending] }), DY_JPN, rules);
    const on = (day: string) => control !== undefined && isInForceOn(control, dayNumber(day));
    expect(['2025-04-03', '2025-04-04', '2025-09-09', '2025-09-10'].map(on)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('are those of governments worldwide that are in no policy table, and came to something', () => {
    const nickel = {
      elements: [anElement('Ni')],
      shares: [aShare('Ni', 'mine', 'IDN', 0.6), aShare('Ni', 'mine', 'AUS', 0.4)],
    };
    const of = (over: Parameters<typeof aControlEvent>[1], buyer = 'JPN') =>
      controls({ ...nickel, control_events: [aControlEvent('IDN-1', over)] }, { element: 'Ni', buyer });
    expect(of({})).toEqual([['IDN-1', 'IDN', '2024-03-01', null]]);
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

  it('take shares as they were known when the control became known, not as they are', () => {
    const edition = (published: string, china: number) =>
      [aShare('Dy', 'separation', 'CHN', china), aShare('Dy', 'separation', 'MYS', 1 - china)].map((row) => ({
        ...row,
        ...{ row: `${row.row}:${published}`, edition: published.slice(0, 4), published },
      }));
    const [before, after] = ['2025-01-31', '2026-01-31'];
    expect(
      controls({ shares: [...edition(before, 0.9), ...edition(after, 0.05)] }).map(([id]) => id),
    ).toEqual(['CN-X']);
    expect(controls({ shares: [...edition(before, 0.05), ...edition(after, 0.9)] })).toEqual([]);
    // Before the first edition the oldest counts.
    expect(controls({ shares: [...edition('2025-06-30', 0.9), ...edition(after, 0.05)] })).toHaveLength(1);
  });

  it('count a measure of both tables once, and none by a member of the buyer', () => {
    const ofTable = {
      ...aControlEvent('CN-EVENT', { policy_id: 'CN-X' }),
      origin: 'CHN',
      elements: ['Dy'],
      stages: ['separation' as const],
    };
    expect(controls({ control_events: [ofTable] }).map(([id]) => id)).toEqual(['CN-X']);
    const union = { shares: [aShare('Ni', 'mine', 'FIN', 0.6)], elements: [anElement('Ni')] };
    const finnish = [aControlEvent('FI-1', { origin: 'FIN' })];
    const ofUnion = (buyer: string) =>
      controls({ ...union, control_events: finnish }, { element: 'Ni', buyer });
    expect([ofUnion('EUU'), ofUnion('JPN').length]).toEqual([[], 1]);
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
