import { describe, expect, it } from 'vitest';
import { measureEvidence, policyEvidence } from '#domain/facts/measure-evidence.ts';
import { canReach, knownBy, measuresConcerning, measuresFrom, policyRows, publicDays } from '#domain/facts/policy-measures.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { AmendmentParameters } from '#domain/vocabulary/methodology.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aMapping, aPolicy, referenceDataWith } from '#test/builders/reference-data.ts';

const { groups } = goldenMethodology;
const relief = (id: string, kind: 'ends' | 'eases' | 'extends_suspension', measures: readonly string[], over: Partial<PolicyRow> = {}) =>
  aPolicy(id, { mapping: null, relief: { kind, measures }, ...over });

describe('the rows of the policy table, as a methodology reads them', () => {
  const easing = relief('R', 'eases', ['Z', 'A']);
  const other = relief('Q', 'ends', ['A']);
  const policy = [aPolicy('A'), aPolicy('B'), easing, other];
  const replaced = aPolicy('A', { title: 'in two parts', linked: ['R'] });
  const second = aPolicy('A-1', { linked: ['B', 'R'] });
  const policy_supplement = [replaced, second, aPolicy('unused', { linked: ['R', 'Q'] })];

  it('are the table alone where it uses no supplementary row', () => {
    expect(policyRows({ policy, policy_supplement })).toBe(policy);
    expect(policyRows({ policy, policy_supplement }, {})).toBe(policy);
    expect(policyRows({ policy, policy_supplement }, { supplementary_policy_rows: ['of no row'] })).toBe(policy);
    expect(policyRows({ policy }, { supplementary_policy_rows: ['A'] })).toBe(policy);
  });

  it('have supplementary ones in addition or in place of the row with their id, and reliefs that these name work on them too', () => {
    const found = policyRows({ policy, policy_supplement }, { supplementary_policy_rows: ['A-1', 'A'] });
    expect(found).toEqual([aPolicy('B'), { ...easing, relief: { kind: 'eases', measures: ['A', 'A-1', 'Z'] } }, other, replaced, second]);
  });

  it('are measures and reliefs in byte order of their ids, with the dates of their rows', () => {
    const dates = { known_from: '2025-01', effective_from: '2025-02', effective_to: '2028' };
    const suspension = { suspended_from: '2025-11-10', suspended_to: '2026-11-10' };
    const { measures, reliefs } = measuresFrom({
      policy: [
        other,
        aPolicy('b', { ...dates, ...suspension }),
        relief('P', 'eases', ['b'], { ...dates, stages: ['magnet'] }),
        aPolicy('B'),
      ],
    });
    expect(measures.map(({ id }) => id)).toEqual(['B', 'b']);
    expect(measures[1]).toEqual({
      id: 'b',
      control_class: 'licence',
      origins: ['CHN'],
      targets: ['ALL'],
      residual_class: null,
      ...dates,
      ...suspension,
      applies: [{ elements: ['Dy'], stages: ['refining'], coverage: 1 }],
    });
    expect(reliefs).toEqual([
      { id: 'P', kind: 'eases', measures: ['b'], stages: ['magnet'], ...dates },
      {
        id: 'Q',
        kind: 'ends',
        measures: ['A'],
        stages: ['separation'],
        known_from: '2025-04-04',
        effective_from: '2025-04-04',
        effective_to: null,
      },
    ]);
  });
});

describe('what was public by a day', () => {
  it('are measures and reliefs known by then, and of a suspension nothing before it has begun', () => {
    const all = measuresFrom({
      policy: [
        aPolicy('A', { known_from: '2026-10-01' }),
        aPolicy('B', { known_from: '2026-10-02' }),
        aPolicy('C', { known_from: '2026-10' }),
        ...['2026-10-01', '2026-10-02'].map((suspended_from) => aPolicy(suspended_from, { suspended_from, suspended_to: '2027' })),
        relief('R', 'ends', ['A'], { known_from: '2026-10-01' }),
        relief('S', 'ends', ['A'], { known_from: '2026-10-02' }),
      ],
    });
    const { measures, reliefs } = knownBy(all, dayNumber('2026-10-01'));
    expect(measures.map(({ id, suspended_from, suspended_to }) => [id, suspended_from, suspended_to])).toEqual([
      ['2026-10-01', '2026-10-01', '2027'],
      ['2026-10-02', null, null],
      ['A', null, null],
    ]);
    expect(reliefs.map(({ id }) => id)).toEqual(['R']);
  });
});

describe('a measure', () => {
  it('can reach the elements that it names, those of a group, and by dual-use goods every one', () => {
    const reaches = (...elements: readonly string[]) => canReach({ elements, stages: ['mine'] }, 'Dy', groups);
    expect(reaches('Ga', 'Dy')).toBe(true);
    expect(reaches('Ga', '@HREE')).toBe(true);
    expect(reaches('@dual_use', 'Ga')).toBe(true);
    for (const none of [[], ['Ga'], ['HREE'], ['@LREE'], ['@of no group']]) expect(reaches(...none)).toBe(false);
  });

  it('concerns an element by any of its parts, and a relief by any of the measures that it names', () => {
    const parts = { ...aMapping('licence', 'Ga'), applies: [...aMapping('licence', 'Ga').applies, ...aMapping('ban', 'Dy').applies] };
    const all = measuresFrom({
      policy: [
        aPolicy('A', { mapping: parts }),
        aPolicy('B', { mapping: aMapping('ban', 'Ga') }),
        relief('R', 'ends', ['B', 'A']),
        relief('S', 'ends', ['B']),
      ],
    });
    const found = measuresConcerning(all, 'Dy', groups);
    expect([found.measures.map(({ id }) => id), found.reliefs.map(({ id }) => id)]).toEqual([['A'], ['R']]);
  });
});

describe('an end that was put off, and a measure that takes over', () => {
  const revisions = [
    { known_from: '2025-02-24', effective_to: '2025-06-21' },
    { known_from: '2025-06-21', effective_to: '2025-09-20' },
    { known_from: '2025-09-21', effective_to: '2025-10-15' },
  ];
  const policy = [
    aPolicy('BAN', { known_from: '2025-02-24', effective_to: '2025-10-15', effective_to_revisions: revisions }),
    aPolicy('QUOTA', { known_from: '2025-09-21', succeeds: 'BAN' }),
  ];
  const known = (day: string, rules: AmendmentParameters = { facts_as_known: true }) =>
    knownBy(measuresFrom({ policy }, rules), dayNumber(day)).measures;

  it.each([
    ['2025-02-24', '2025-06-21', 1],
    ['2025-06-20', '2025-06-21', 1],
    ['2025-06-21', '2025-09-20', 2],
    ['2025-09-20', '2025-09-20', 2],
    ['2025-09-21', '2025-10-15', 3],
    ['2026-10-01', '2025-10-15', 3],
  ])('ends, as known on %s, on %s', (day, end, count) => {
    expect(known(day)[0]).toMatchObject({ effective_to: end, effective_to_revisions: revisions.slice(0, count) });
  });

  it('has no end before the first is known', () => {
    const late = [aPolicy('BAN', { known_from: '2025-02-20', effective_to: '2025-10-15', effective_to_revisions: revisions })];
    const [ban] = knownBy(measuresFrom({ policy: late }, { facts_as_known: true }), dayNumber('2025-02-21')).measures;
    expect(ban).toMatchObject({ effective_to: null, effective_to_revisions: [] });
  });

  it('is told to what follows it', () => {
    expect(known('2025-09-21').map(({ id, succeeds }) => [id, succeeds])).toEqual([
      ['BAN', undefined],
      ['QUOTA', 'BAN'],
    ]);
  });

  it('is not seen by methodologies that do not ask for it', () => {
    for (const rules of [{}, { facts_as_known: false }]) {
      const measures = known('2025-03-01', rules);
      expect(measures.map(({ effective_to }) => effective_to)).toEqual(['2025-10-15']);
      for (const measure of known('2026-01-01', rules)) expect(Object.keys(measure)).not.toContain('succeeds');
      for (const measure of measures) expect(Object.keys(measure)).not.toContain('effective_to_revisions');
    }
  });

  it('becomes public on the day of each revision', () => {
    expect(publicDays(measuresFrom({ policy }, { facts_as_known: true }))).toEqual(
      expect.arrayContaining(['2025-02-24', '2025-06-21', '2025-09-21'].map(dayNumber)),
    );
  });
});

describe('the rows behind the measures of an element for a buyer', () => {
  const evidence = (policy: readonly PolicyRow[], day = '2026-10-01', knownAt = day) =>
    measureEvidence(indexReferenceData(referenceDataWith({ policy }), goldenMethodology), 'Dy', 'JPN')(dayNumber(day), dayNumber(knownAt));

  it('are of those known on the day that hit the buyer, with their states and where they can reach', () => {
    const parts = [
      { elements: ['Dy'], stages: ['refining'] },
      { elements: ['Ga'], stages: ['mine'] },
      { elements: ['@dual_use'], stages: ['magnet'] },
    ];
    const policy = [
      aPolicy('A', { mapping: { ...aMapping('licence'), applies: parts }, effective_to: '2026-12-31' }),
      aPolicy('B', { mapping: { ...aMapping('licence', 'Dy'), targets: ['USA'] } }),
      aPolicy('C', { known_from: '2026-10-02' }),
      aPolicy('D', { known_from: '2025-05-01', effective_to: '2026-01-01' }),
      aPolicy('E', { known_from: '2026-10-01', effective_from: '2026-12-01' }),
    ];
    const common = { origins: ['CHN'], counted: true, reliefs: [] };
    expect(evidence(policy)).toEqual([
      { id: 'A', row: 'policy:A', state: 'in_force', stages: ['separation', 'refining', 'magnet'], ...common },
      { id: 'D', row: 'policy:D', state: 'ended', stages: ['separation', 'refining'], ...common },
      { id: 'E', row: 'policy:E', state: 'announced', stages: ['separation', 'refining'], ...common },
    ]);
    expect(evidence(policy, '2026-10-02').map(({ id }) => id)).toEqual(['A', 'C', 'D', 'E']);
    expect(evidence(policy, '2026-10-02', '2026-09-30').map(({ id }) => id)).toEqual(['A', 'D']);
  });

  it('count for the rate of new controls from 2023 on, and by their class', () => {
    const known = (known_from: string, control_class = 'licence') =>
      evidence([aPolicy('A', { known_from, mapping: aMapping(control_class, 'Dy') })])[0]?.counted;
    expect(known('2023-01-01')).toBe(true);
    expect(known('2022-12-31')).toBe(false);
    expect(known('2025-04-04', 'watch_list')).toBe(false);
    expect(known('2022-12-31', 'watch_list')).toBe(false);
  });

  it('have the reliefs known on the day: an easing at its stages, an end or an extension at all', () => {
    const policy = [
      aPolicy('A'),
      relief('R1', 'eases', ['A'], { known_from: '2026-03-01', stages: ['refining', 'magnet'] }),
      relief('R2', 'ends', ['A'], { known_from: '2026-04-01', stages: ['magnet'], effective_from: '2027-01-01' }),
      relief('R3', 'extends_suspension', ['A'], { known_from: '2026-10-01', stages: ['magnet'] }),
    ];
    const reliefs = (day: string, knownAt?: string) => evidence(policy, day, knownAt)[0]?.reliefs;
    const all = ['mine', 'separation', 'refining', 'metal', 'magnet'];
    const [easing, end, extension] = [
      { row: 'policy:R1', stages: ['separation', 'refining', 'magnet'] },
      { row: 'policy:R2', stages: all },
      { row: 'policy:R3', stages: all },
    ];
    expect(reliefs('2026-10-01')).toEqual([easing, end, extension]);
    expect(reliefs('2026-09-30')).toEqual([easing, end]);
    expect(reliefs('2026-10-01', '2026-03-31')).toEqual([easing]);
  });

  it('are rows of the table, or it is our own bad data', () => {
    const index = indexReferenceData(referenceDataWith({ policy: [aPolicy('A')] }), goldenMethodology);
    expect(policyEvidence(index, 'A')).toBe('policy:A');
    expect(() => policyEvidence(index, 'X')).toThrow('no row of the policy table is "X"');
  });
});
