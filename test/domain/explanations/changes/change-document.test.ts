import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AttributedCause,
  CHANGE_CAUSES,
  type ChangeCause,
} from '#domain/explanations/changes/change-attribution.ts';
import {
  type ChangeFound,
  type ChangeStamp,
  changeDocument,
  changesBand,
  differs,
  type ScoreChange,
} from '#domain/explanations/changes/change-document.ts';
import type { ChangeReason, ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const stamp: ChangeStamp = {
  run_id: 'r0000000008',
  as_of: '2026-10-02',
  computed_at: '2026-10-02T18:00:00.000Z',
  previous: { run_id: 'r0000000007', as_of: '2026-10-01' },
};
const titleOf = (measure: string): string => `title of ${measure}`;
const noCause = Object.fromEntries(CHANGE_CAUSES.map((cause) => [cause, 0])) as Record<ChangeCause, number>;

function explained(
  by_cause: Partial<Record<AttributedCause, number>>,
  driversBefore: Readonly<Record<string, number>>,
  driversAfter: Readonly<Record<string, number>>,
  reasons: readonly ChangeReason[] = [],
) {
  const drivers = (points: Readonly<Record<string, number>>) =>
    Object.entries(points).map(([id, of]) => ({ id, points: of }));
  const attribution: ExplainedChange = {
    delta: 0,
    by_cause: { ...noCause, ...by_cause },
    by_driver: {},
    by_cause_and_driver: Object.fromEntries(CHANGE_CAUSES.map((cause) => [cause, {}])) as Record<
      ChangeCause,
      Record<string, number>
    >,
    reasons,
  };
  return { attribution, driversBefore: drivers(driversBefore), driversAfter: drivers(driversAfter) };
}

const change = (
  before: ScoreDocument | null,
  after: ScoreDocument | null,
  why: ChangeFound['explained'] = null,
): ScoreChange => changeDocument({ before, after, explained: why }, stamp, titleOf);

const unscored = scoreDocument({ score: null });
const high = scoreDocument({ score: 71.76 });

describe('a score that moved', () => {
  const before = scoreDocument({
    score: 58.1,
    band: 'elevated',
    stage: 'metal',
    subject: { type: 'element', id: 'Dy', name: 'Dysprosium' },
  });
  const after = scoreDocument({
    score: 71.76,
    band: 'high',
    subject: { type: 'element', id: 'Dy', name: 'Dysprosium' },
  });
  const reasons = [
    { cause: 'data_update', what: 'cover.default' },
    { cause: 'new_event', what: 'P1, P2' },
    { cause: 'new_event', what: 'P1' },
    { cause: 'new_event', what: 'P3' },
  ];
  // 14.0049 - 0.3449 = 13.66; the hundredth that cutting loses goes to the larger remainder: 14.00 (0.49) -
  // 0.35 (0.51) -> -0.34.
  const moved = (): ScoreChange =>
    change(
      before,
      after,
      explained(
        { new_event: 14.0049, time_passing: -0.3449 },
        { 'measure:CHN': 40.1, 'new_control:MYS': 0.5, facility: 0.02, 'new_control:CHN': 17.48 },
        { transit: 0.5, facility: 0.02, 'new_control:CHN': 12.54, 'measure:CHN': 58.7 },
        reasons,
      ),
    );

  test('is told whole: both sides, the split by cause and by driver, the run and the one before', () => {
    const document = moved();
    expect(document).toMatchObject({
      kind: 'changed',
      subject: { type: 'element', id: 'Dy', name: 'Dysprosium' },
      buyer: 'JPN',
      score_before: 58.1,
      score_after: 71.76,
      delta: 13.66,
      band_before: 'elevated',
      band_after: 'high',
      stage_before: 'metal',
      stage_after: 'separation',
      status_after: 'scored',
      by_cause: { ...noCause, new_event: 14, time_passing: -0.34 },
      by_driver: [
        { id: 'measure:CHN', points: 18.6 },
        { id: 'new_control:CHN', points: -4.94 },
        { id: 'new_control:MYS', points: -0.5 },
        { id: 'transit', points: 0.5 },
      ],
      reasons,
      methodology: '4.0.0',
      as_of: '2026-10-02',
      previous_as_of: '2026-10-01',
      run_id: 'r0000000008',
      previous_run_id: 'r0000000007',
      computed_at: '2026-10-02T18:00:00.000Z',
      summary:
        'Dysprosium for Japan rose by 13.66 to 71.76, now high instead of elevated: new events +14.00 (title of P1; title of P2), ageing −0.34.',
    });
    expect(changesBand(document)).toBe(true);
  });

  test('has drivers that moved as much as each other in byte order, whatever order they are stored in', () => {
    const found = change(before, after, explained({}, { c: 1, d: 1 }, { b: 1, a: 1, e: 1 }));
    expect(found.by_driver).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, points: 'abe'.includes(id) ? 1 : -1 })),
    );
  });

  test('names no zero as negative', () => {
    const { by_cause } = change(before, after, explained({ new_event: 13.66, coverage: -0 }, {}, {}));
    expect(Object.is(by_cause?.coverage, 0)).toBe(true);
  });

  test('has no more than twelve reasons', () => {
    const many = Array.from({ length: 15 }, (_, n) => ({ cause: 'data_update', what: `field ${n}` }));
    expect(change(before, after, explained({ data_update: 13.66 }, {}, {}, many)).reasons).toMatchObject(
      many.slice(0, 12),
    );
  });

  test('names a cause of each kind in plain words, the largest first', () => {
    const points = {
      override: 0.64,
      time_passing: 1,
      coverage: 2,
      methodology: -3,
      data_correction: 4,
      data_update: 5,
      new_event: 4.02,
    };
    expect(change(before, after, explained(points, {}, {})).summary).toBe(
      'Dysprosium for Japan rose by 13.66 to 71.76, now high instead of elevated: newer data +5.00, new events +4.02, corrected data +4.00, ' +
        'the method −3.00, inputs that became known or unknown +2.00, ageing +1.00, a value set by hand +0.64.',
    );
  });
});

describe('a step that no news is behind', () => {
  const [before, after] = [
    scoreDocument({ score: 39.46, band: 'guarded' }),
    scoreDocument({ score: 56.37, band: 'elevated' }),
  ];
  const told = (by_cause: Parameters<typeof explained>[0], reasons: readonly ChangeReason[]) =>
    change(before, after, explained(by_cause, {}, {}, reasons));
  const lapse: ChangeReason = {
    cause: 'lapse',
    what: 'P1',
    step: { kind: 'measure_ran_out', date: '2026-11-27' },
  };

  test('is a lapse, told with the measure that ran out', () => {
    const found = told({ lapse: 16.93, time_passing: -0.02 }, [lapse]);
    expect(found.by_cause).toEqual({ ...noCause, lapse: 16.93, time_passing: -0.02 });
    expect(found.summary).toContain(': title of P1 ran out, no decision seen +16.93, ageing −0.02.');
    expect(found.reasons).toMatchObject([
      { cause: 'lapse', what: 'P1', description: 'Title of P1 ran out on 2026-11-27, no decision seen.' },
    ]);
  });

  test('names two of many, and says how many more there are', () => {
    const many = ['P1', 'P2', 'P3', 'P4'].map((what) => ({ ...lapse, what }));
    expect(told({ lapse: 16.91 }, many).summary).toContain(
      'title of P1 ran out, no decision seen and title of P2 ran out, no decision seen and 2 more +16.91',
    );
  });

  test('that was announced took effect', () => {
    const step = { kind: 'measure_began', date: '2026-11-27' } as const;
    expect(
      told({ takes_effect: 16.91 }, [{ cause: 'takes_effect', what: 'P1', step }]).reasons,
    ).toMatchObject([{ description: 'Title of P1 took effect on 2026-11-27, as announced.' }]);
  });

  test('is the pressure in a theatre, with its index before and after', () => {
    const found = told({ signal: 16.91 }, [{ cause: 'signal', what: 'taiwan', states: [20, 90] }]);
    expect(found.summary).toContain(': pressure around the Taiwan Strait +16.91.');
    expect(found.reasons).toMatchObject([
      {
        cause: 'signal',
        what: 'taiwan',
        description: 'Pressure around the Taiwan Strait: index 90 instead of 20.',
      },
    ]);
  });

  test('is a pressure that is not known any more, or of a theatre that this program does not know', () => {
    const gone = told({ coverage: 16.91 }, [{ cause: 'coverage', what: 'senkaku', states: [50, null] }]);
    expect(gone.summary).toContain('inputs that became known or unknown +16.91 (Senkaku/Diaoyu islands).');
    expect(gone.reasons[0]?.description).toContain('index unknown instead of 50.');
    expect(told({ signal: 16.91 }, [{ cause: 'signal', what: 'malacca', states: [0, 1] }]).summary).toContain(
      'pressure around the malacca +16.91',
    );
  });

  test('is a revised source by its name', () => {
    const found = told({ data_update: 16.91 }, [
      { cause: 'data_update', what: 'cover.default', sources: ['IEA outlook, 2027'] },
    ]);
    expect(found.summary).toContain(': a revised source +16.91 (IEA outlook, 2027).');
    expect(found.reasons[0]?.description).toBe('A revised source: IEA outlook, 2027.');
    const corrected = told({ data_correction: 16.91 }, [
      { cause: 'data_correction', what: 'si_sr', sources: ['EU 2023, 2023'] },
    ]);
    expect(corrected.summary).toContain(': corrected data +16.91 (EU 2023, 2023).');
    expect(corrected.reasons[0]?.description).toBe('A corrected row of EU 2023, 2023.');
    const known = told({ coverage: 16.91 }, [
      { cause: 'coverage', what: 'cover.default', sources: ['a survey, 2027'] },
    ]);
    expect(known.reasons[0]?.description).toBe('By a survey, 2027.');
    expect(known.summary).toContain(': inputs that became known or unknown +16.91.');
  });

  test('without a reason of its own is told in general words', () => {
    expect(told({ lapse: 16.91 }, []).summary).toContain(': terms that ran out +16.91.');
    expect(told({ takes_effect: 16.91 }, [{ cause: 'takes_effect', what: 'x' }]).summary).toContain(
      ': what was decided before took effect +16.91.',
    );
    expect(told({ signal: 16.91 }, []).summary).toContain(': security signals +16.91.');
  });
});

describe('the summary', () => {
  const named = (over: Parameters<typeof scoreDocument>[0]) =>
    scoreDocument({ subject: { type: 'element', id: 'Dy', name: 'Dysprosium' }, ...over });

  test('of a fall inside a band says by how much and what is left', () => {
    expect(
      change(named({ score: 71.76 }), named({ score: 70 }), explained({ time_passing: -1.76 }, {}, {}))
        .summary,
    ).toBe('Dysprosium for Japan fell by 1.76 to 70.00: ageing −1.76.');
  });

  test('of a stage that changed with the score as it was says that it stays', () => {
    const moved = change(named({ stage: 'metal' }), named({}), explained({}, {}, {}));
    expect(moved).toMatchObject({ delta: 0, kind: 'changed', by_driver: [] });
    expect(moved.summary).toBe('Dysprosium for Japan stays at 71.76.');
  });

  test('without an explanation has no causes', () => {
    const moved = change(named({ score: 70 }), named({ score: 71.76 }));
    expect(moved).toMatchObject({
      delta: 1.76,
      by_cause: null,
      by_driver: [],
      reasons: [],
      summary: 'Dysprosium for Japan rose by 1.76 to 71.76.',
    });
  });

  test('whose reasons could not be worked out stands whole under that word, and still tells its drivers', () => {
    const drivers = {
      driversBefore: [{ id: 'facility', points: 1 }],
      driversAfter: [{ id: 'facility', points: 2.76 }],
    };
    const moved = change(named({ score: 70 }), named({ score: 71.76 }), { attribution: null, ...drivers });
    expect(moved).toMatchObject({ delta: 1.76, by_driver: [{ id: 'facility', points: 1.76 }], reasons: [] });
    expect(moved.by_cause).toEqual({ ...noCause, unexplained: 1.76 });
    expect(moved.summary).toBe(
      'Dysprosium for Japan rose by 1.76 to 71.76: reasons that could not be worked out +1.76.',
    );
  });

  test('of a subject that is new, gone, scored again or not any more says so', () => {
    const nothing = { delta: null, by_cause: null, by_driver: [], reasons: [] };
    expect(change(null, named({ score: 71.5 }))).toMatchObject({
      ...nothing,
      kind: 'appeared',
      score_before: null,
      score_after: 71.5,
      band_before: null,
      band_after: 'critical',
      stage_before: null,
      summary: 'Dysprosium for Japan is new: 71.50, critical.',
    });
    expect(change(null, named({ score: null })).summary).toBe('Dysprosium for Japan is new: no score.');
    expect(change(named({ score: 71.5 }), null)).toMatchObject({
      ...nothing,

      kind: 'removed',
      score_before: 71.5,
      score_after: null,
      band_after: null,
      stage_after: null,
      status_after: null,
      methodology: null,
      summary: 'Dysprosium for Japan is no longer scored; its last score was 71.5.',
    });
    expect(change(named({ score: null }), null).summary).toBe(
      'Dysprosium for Japan is no longer scored; its last score was unknown.',
    );
    expect(change(named({ score: null }), named({ score: 71.5 }))).toMatchObject({
      ...nothing,
      kind: 'scored',
      band_before: 'unknown',
      summary: 'Dysprosium for Japan has a score again: 71.50, critical.',
    });
    expect(change(named({ score: 71.5 }), named({ score: null }))).toMatchObject({
      ...nothing,
      kind: 'unscored',
      status_after: 'insufficient_data',
      summary: 'Dysprosium for Japan has no score any more; the last was 71.50.',
    });
  });
});

test('a subject without a score before and after has no difference', () => {
  expect(change(unscored, scoreDocument({ score: null, status_reason: 'another' }))).toMatchObject({
    summary: 'Dy for Japan stays without a score.',
    kind: 'changed',
    delta: null,
    by_cause: null,
  });
});

test('a change of nothing into nothing is no change', () => {
  expect(() => change(null, null)).toThrow(new RangeError('a change has a document before or after it'));
});

test('a reader sees another score, band, status or stage, and nothing else', () => {
  expect(differs(high, scoreDocument({ coverage: 0.1, run_id: 'other', p_90: 0.9 }))).toBe(false);
  expect(differs(high, scoreDocument({ score: 71.77 }))).toBe(true);
  expect(differs(high, scoreDocument({ band: 'elevated' }))).toBe(true);
  expect(differs(high, scoreDocument({ status: 'insufficient_data' }))).toBe(true);
  expect(differs(high, scoreDocument({ stage: 'metal' }))).toBe(true);
});

test('a subject goes into another band only from one', () => {
  expect(changesBand({ kind: 'changed', band_before: 'high', band_after: 'high' })).toBe(false);
  expect(changesBand({ kind: 'changed', band_before: 'high', band_after: 'low' })).toBe(true);
  expect(changesBand({ kind: 'removed', band_before: 'high', band_after: null })).toBe(true);
  expect(changesBand({ kind: 'appeared', band_before: null, band_after: 'high' })).toBe(false);
});

test('in hundredths, causes and drivers of any two scores sum to the difference between them', () => {
  const hundredths = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + Math.round(value * 100), 0);
  const parts = fc.array(fc.integer({ min: 0, max: 2400 }), { minLength: 3, maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, fc.double({ min: -5, max: 5, noNaN: true }), (was, is, event) => {
      const drivers = (values: readonly number[]) =>
        Object.fromEntries(values.map((value, n) => [`driver ${n}`, value / 100]));
      const [before, after] = [was, is].map(
        (values) => values.reduce((sum, value) => sum + value, 0) / 100,
      ) as [number, number];
      const why = explained(
        { new_event: event, data_update: after - before - event },
        drivers(was),
        drivers(is),
      );
      const found = change(scoreDocument({ score: before }), scoreDocument({ score: after }), why);
      const difference = Math.round(after * 100) - Math.round(before * 100);
      expect(Math.round((found.delta ?? Number.NaN) * 100) + 0).toBe(difference + 0);
      expect(hundredths(Object.values(found.by_cause ?? {})) + 0).toBe(difference + 0);
      expect(hundredths(found.by_driver.map(({ points }) => points)) + 0).toBe(difference + 0);
    }),
    { numRuns: 40 },
  );
});

describe('observations that came in since the run before', () => {
  const reasons = [
    { cause: 'signal', what: 'taiwan', states: [1, 2] as const },
    { cause: 'signal', what: 'senkaku', states: [1, 2] as const },
    { cause: 'data_update', what: 'cover.default' },
  ];
  const why = explained({ signal: 1 }, { a: 1 }, { a: 2 }, reasons);
  const moved = { before: scoreDocument({ score: 70 }), after: scoreDocument({ score: 71 }), explained: why };
  const evidenceOf = (arrived: ChangeStamp['arrived']) =>
    changeDocument(moved, arrived === undefined ? stamp : { ...stamp, arrived }, titleOf).reasons.map(
      ({ evidence }) => evidence,
    );

  test('are named by the theatres that their signal tells of, and by no other reason', () => {
    const [carrier, flight] = [
      'observation:carriers:2026-11-26:1',
      'observation:taiwan_strait:2026-11-26:1',
    ] as const;
    expect(evidenceOf({ taiwan_strait: [flight], carriers: [carrier] })).toEqual([
      [carrier, flight],
      [carrier],
      undefined,
    ]);
  });

  test('are the newest twelve where many came in', () => {
    const rows = Array.from(
      { length: 20 },
      (_, n) => `observation:taiwan_strait:2026-11-${String(n + 1).padStart(2, '0')}:1`,
    );
    expect(evidenceOf({ taiwan_strait: rows })[0]).toEqual(rows.slice(8));
  });

  test('are not named where nobody looked for them', () => {
    expect(evidenceOf(undefined)).toEqual([undefined, undefined, undefined]);
  });
});
