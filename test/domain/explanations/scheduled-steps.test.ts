import { describe, expect, test } from 'vitest';
import { scheduledSteps, supplierSteps } from '#domain/explanations/scheduled-steps.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure, relief } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { readerNames } from '#test/builders/reader-names.ts';
import { aLicence, aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

/** A score that is 50 until a day and 60.126 from it on. */
const risesOn = (day: string) => (inputs: { readonly as_of: string }) => (inputs.as_of < day ? 50 : 60.126);
const stepsOf = (inputs: Partial<ElementInputs>, scoreOn: (inputs: ElementInputs) => number | null = risesOn('2026-11-10')) =>
  scheduledSteps(elementInputs(inputs), goldenMethodology, readerNames, scoreOn);

describe('steps ahead for an element', () => {
  test('a measure that takes effect moves the score from the day before to the day', () => {
    expect(stepsOf({ measures: [measure({ effective_from: '2026-11-10' })] })).toEqual([
      {
        date: '2026-11-10',
        what: 'takes_effect',
        measure: 'A',
        relief: null,
        title: 'Licence on seven rare earths',
        label: 'Takes effect: A',
        label_code: 'step_takes_effect',
        label_params: { measure: { code: 'label_measure_by_id', params: { id: 'A' } } },
        stages: ['separation'],
        in_days: 40,
        settles_on: null,
        score_settled: null,
        measures: [
          {
            what: 'takes_effect',
            measure: 'A',
            relief: null,
            title: 'Licence on seven rare earths',
            label: 'Takes effect: A',
            label_code: 'step_takes_effect',
            label_params: { measure: { code: 'label_measure_by_id', params: { id: 'A' } } },
            stages: ['separation'],
            difference: 10.13,
          },
        ],
        // 60.126 - 50, and the band that begins at 60
        score_day_before: 50,
        score_on_day: 60.13,
        difference: 10.13,
        band_on_day: 'high',
      },
    ]);
  });

  test('the end of a suspension, of a measure and of a relief are steps, in the order of their days', () => {
    const steps = stepsOf({
      measures: [
        measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10', effective_to: '2027-03-01' }),
        measure({ id: 'B', effective_to: '2026-12-24' }),
      ],
      reliefs: [relief({ id: 'G', kind: 'eases', measures: ['B'], effective_from: '2026-03-01', effective_to: '2026-12-01' })],
    });
    // The last day of a term belongs to it: the step is on the day after.
    expect(steps.map(({ date, what, measure: id, relief: by }) => [date, what, id, by])).toEqual([
      ['2026-11-11', 'suspension_ends', 'A', null],
      ['2026-12-02', 'relief_ends', 'B', 'G'],
      ['2026-12-25', 'ends', 'B', null],
      ['2027-03-02', 'ends', 'A', null],
    ]);
    expect(steps.map(({ difference }) => difference)).toEqual([10.13, 0, 0, 0]);
  });

  test('a term is over on the same day of the calendar, whenever the methodology has it to be over', () => {
    const measures = [measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' })];
    const inclusive = { ...goldenMethodology, parameters: { ...goldenMethodology.parameters, end_dates_inclusive: true } };
    const asked: string[] = [];
    const scoreOn = (methodology: typeof goldenMethodology) => {
      asked.length = 0;
      const steps = scheduledSteps(elementInputs({ measures }), methodology, readerNames, ({ as_of }) => {
        asked.push(as_of);
        return 50;
      });
      return [steps.map(({ date, in_days }) => [date, in_days]), ...asked];
    };
    expect(scoreOn(goldenMethodology)).toEqual([[['2026-11-11', 41]], '2026-11-09', '2026-11-10']);
    expect(scoreOn(inclusive)).toEqual([[['2026-11-11', 41]], '2026-11-10', '2026-11-11']);
  });

  test('an end that an act has fixed is the first day without the measure', () => {
    const [step] = stepsOf({ measures: [measure()], reliefs: [relief({ effective_from: '2026-12-20' })] });
    expect(step).toMatchObject({ date: '2026-12-20', what: 'ends' });
  });

  test('a suspension that counts by degrees once it has run out says by when it counts whole, and what the score is then', () => {
    const measures = [measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' })];
    const parameters = { ...goldenMethodology.parameters, end_dates_inclusive: true, undecided_lapse_grace_days: 60 };
    const [step] = scheduledSteps(elementInputs({ measures }), { ...goldenMethodology, parameters }, readerNames, risesOn('2027-01-10'));
    expect(step).toMatchObject({ date: '2026-11-11', difference: 0, settles_on: '2027-01-10', score_settled: 60.13 });
  });

  test('what is left of a suspended measure has no steps of its own', () => {
    const suspended = measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10', residual_class: 'end_use_defence' });
    expect(stepsOf({ measures: [suspended] }).map(({ what, measure: id }) => [what, id])).toEqual([['suspension_ends', 'A']]);
  });

  test('what is past, open-ended or not known yet is no step', () => {
    expect(stepsOf({ measures: [measure({ effective_from: '2025-04-04' })] })).toEqual([]);
    expect(stepsOf({ measures: [measure({ effective_from: '2026-10-01' })] })).toEqual([]);
    expect(stepsOf({ measures: [measure({ known_from: '2026-10-02', effective_from: '2026-11-10' })] })).toEqual([]);
    expect(stepsOf({})).toEqual([]);
  });

  test('a suspension that has not begun is not known, and so neither is its end', () => {
    const later = measure({ suspended_from: '2026-10-02', suspended_to: '2027-10-02' });
    expect(stepsOf({ measures: [later] })).toEqual([]);
    expect(stepsOf({ measures: [{ ...later, suspended_from: '2026-10-01' }] })).toMatchObject([{ what: 'suspension_ends' }]);
  });

  test('two reliefs of a measure that end on one day are one step with both', () => {
    const eases = (id: string) => relief({ id, kind: 'eases', effective_from: '2026-03-01', effective_to: '2026-12-01' });
    const [step, ...others] = stepsOf({ measures: [measure()], reliefs: [eases('H'), eases('G')] });
    expect(step?.measures.map(({ what, relief: by }) => [what, by])).toEqual([
      ['relief_ends', 'G'],
      ['relief_ends', 'H'],
    ]);
    expect(others).toEqual([]);
  });

  test('a day of knowledge before the day of the score leaves out what came later', () => {
    const measures = [measure({ known_from: '2026-09-15', effective_from: '2026-11-10' })];
    expect(stepsOf({ measures, known_at: '2026-09-14' })).toEqual([]);
    expect(stepsOf({ measures, known_at: '2026-09-15' })).toHaveLength(1);
  });

  test('a measure of two origins on two stages is one step, with each stage once', () => {
    const world = { CHN: 0.6, RUS: 0.4 };
    const applies = [{ elements: ['Dy'], stages: ['refining', 'magnet'] }];
    const [step, ...others] = stepsOf({
      stages: { magnet: { world }, separation: { world }, mine: { world } },
      measures: [measure({ origins: ['RUS', 'CHN'], applies, effective_from: '2026-11-10' })],
    });
    expect(step?.stages).toEqual(['separation', 'magnet']);
    expect(others).toEqual([]);
  });

  test('a date is one step with all its measures: what it moves is said once, and which measure moves it', () => {
    const suspended = (id: string) => measure({ id, suspended_from: '2025-11-10', suspended_to: '2026-11-10' });
    /** Ten points while B is out of its suspension; A and C move nothing. */
    const onlyB = ({ as_of, measures }: ElementInputs) => {
      const b = measures?.find(({ id }) => id === 'B');
      return (b?.suspended_to ?? '') <= as_of ? 60 : 50;
    };
    const [step, ...others] = stepsOf({ measures: ['A', 'B', 'C'].map(suspended) }, onlyB);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ date: '2026-11-11', measure: 'B', difference: 10, score_day_before: 50, score_on_day: 60 });
    expect(step?.measures.map(({ measure: id, difference }) => [id, difference])).toEqual([
      ['B', 10],
      ['A', 0],
      ['C', 0],
    ]);
  });

  test('what each of a day does is told apart by what the calendar says of it', () => {
    const measures = [
      measure({ id: 'N', effective_from: '2026-11-10' }),
      measure({ id: 'E', effective_to: '2026-11-09' }),
      measure({ id: 'L' }),
      measure({ id: 'S', suspended_from: '2025-11-10', suspended_to: '2026-11-09' }),
      measure({ id: 'R' }),
    ];
    const reliefs = [
      relief({ id: 'repeal', kind: 'ends', measures: ['R'], effective_from: '2026-11-10' }),
      relief({ id: 'G', kind: 'eases', measures: ['L'], effective_from: '2026-03-01', effective_to: '2026-11-09' }),
    ];
    /** Each date that still lies ahead of its day takes its own number away. */
    const scoreOn = ({ as_of, measures: rows, reliefs: acts }: ElementInputs): number => {
      const open = (id: string, field: 'effective_from' | 'effective_to' | 'suspended_to'): boolean =>
        ([...(rows ?? []), ...(acts ?? [])] as readonly { readonly id: string }[]).some(
          (row) => row.id === id && String((row as unknown as Readonly<Record<string, unknown>>)[field]) > as_of,
        );
      const parts = [
        open('N', 'effective_from') ? 1 : 0,
        open('E', 'effective_to') ? 2 : 0,
        open('G', 'effective_to') ? 4 : 0,
        open('S', 'suspended_to') ? 8 : 0,
        open('repeal', 'effective_from') ? 16 : 0,
      ];
      return 50 - parts.reduce((sum, part) => sum + part, 0);
    };
    const [step] = stepsOf({ measures, reliefs }, scoreOn);
    expect(step).toMatchObject({ date: '2026-11-10', difference: 31 });
    expect(step?.measures.map(({ what, measure: id, difference }) => [what, id, difference])).toEqual([
      ['ends', 'R', 16],
      ['suspension_ends', 'S', 8],
      ['relief_ends', 'L', 4],
      ['ends', 'E', 2],
      ['takes_effect', 'N', 1],
    ]);
  });

  test('a measure of which no score can be made without its step has no part', () => {
    const measures = ['A', 'B'].map((id) => measure({ id, effective_from: '2026-11-10' }));
    const scoreOn = ({ as_of, measures: rows }: ElementInputs): number | null =>
      rows?.some(({ effective_from }) => effective_from === '2026-11-11') === true ? null : as_of < '2026-11-10' ? 50 : 60;
    expect(stepsOf({ measures }, scoreOn)[0]?.measures.map(({ difference }) => difference)).toEqual([null, null]);
  });

  test('two years ahead the score is not put into points: 731 days are, 732 are not', () => {
    const [near, far] = stepsOf({
      measures: [measure({ effective_to: '2028-09-30' }), measure({ id: 'B', effective_to: '2028-10-01' })],
    });
    expect(near).toMatchObject({ in_days: 731, score_day_before: 60.13, score_on_day: 60.13, difference: 0, band_on_day: 'high' });
    expect(far).toMatchObject({ in_days: 732, score_day_before: null, score_on_day: null, difference: null, band_on_day: null });
  });

  test('a day without a score has no difference and no band', () => {
    const measures = [measure({ effective_from: '2026-11-10' })];
    expect(stepsOf({ measures }, (inputs) => (inputs.as_of < '2026-11-10' ? 50 : null))).toMatchObject([
      { score_day_before: 50, score_on_day: null, difference: null, band_on_day: null },
    ]);
    expect(stepsOf({ measures }, (inputs) => (inputs.as_of < '2026-11-10' ? null : 50))).toMatchObject([
      { score_day_before: null, score_on_day: 50, difference: null, band_on_day: 'elevated' },
    ]);
  });

  test('each day is scored once, with what is known today', () => {
    const asked: (string | null | undefined)[][] = [];
    const scoreOn = ({ as_of, known_at }: ElementInputs) => {
      asked.push([as_of, known_at]);
      return null;
    };
    const measures = ['A', 'B'].map((id) => measure({ id, effective_from: '2026-11-10' }));
    stepsOf({ measures }, scoreOn);
    expect(asked).toEqual([
      ['2026-11-09', '2026-10-01'],
      ['2026-11-10', '2026-10-01'],
    ]);
    asked.length = 0;
    stepsOf({ measures: measures.slice(1), known_at: '2026-09-20' }, scoreOn);
    expect(asked.map(([, knownAt]) => knownAt)).toEqual(['2026-09-20', '2026-09-20']);
  });
});

describe('steps ahead for a supplier', () => {
  const sites = {
    P: aSite({ weight: 1, stage: 'magnet', feeds: [{ site: 'C' }, { site: 'D' }] }),
    C: aSite({ country: 'CHN' }),
    D: aSite({ country: 'CHN', stage: 'metal' }),
  };
  const supplierStepsOf = (change: Partial<SupplierInputs>, scoreOn = risesOn('2026-11-10')) =>
    supplierSteps(someSupplier({ sites, ...change }), goldenMethodology, readerNames, scoreOn);

  test('are those of the countries of its sites, at the stages it has there', () => {
    expect(supplierStepsOf({ measures: [aLicence({ effective_from: '2026-11-10' })] })).toEqual([
      {
        date: '2026-11-10',
        what: 'takes_effect',
        measure: 'A',
        relief: null,
        title: 'Licence on seven rare earths',
        label: 'Takes effect: A',
        label_code: 'step_takes_effect',
        label_params: { measure: { code: 'label_measure_by_id', params: { id: 'A' } } },
        stages: ['separation', 'metal'],
        in_days: 40,
        settles_on: null,
        score_settled: null,
        measures: [
          {
            what: 'takes_effect',
            measure: 'A',
            relief: null,
            title: 'Licence on seven rare earths',
            label: 'Takes effect: A',
            label_code: 'step_takes_effect',
            label_params: { measure: { code: 'label_measure_by_id', params: { id: 'A' } } },
            stages: ['separation', 'metal'],
            difference: 10.13,
          },
        ],
        score_day_before: 50,
        score_on_day: 60.13,
        difference: 10.13,
        band_on_day: 'high',
      },
    ]);
    expect(supplierStepsOf({ measures: [aLicence({ origins: ['RUS'], effective_from: '2026-11-10' })] })).toEqual([]);
  });

  test('are left out where they do not move its score, or where it is not known', () => {
    const measures = [aLicence({ effective_from: '2026-12-10' }), aLicence({ id: 'B', effective_to: '2028-12-01' })];
    expect(supplierStepsOf({ measures })).toEqual([]);
    expect(supplierStepsOf({ measures: [aLicence({ effective_from: '2026-11-10' })], known_at: '2025-01-01' })).toEqual([]);
  });
});
