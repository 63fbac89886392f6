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
        stages: ['separation'],
        in_days: 40,
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
    expect(steps.map(({ date, what, measure: id, relief: by }) => [date, what, id, by])).toEqual([
      ['2026-11-10', 'suspension_ends', 'A', null],
      ['2026-12-01', 'relief_ends', 'B', 'G'],
      ['2026-12-24', 'ends', 'B', null],
      ['2027-03-01', 'ends', 'A', null],
    ]);
    expect(steps.map(({ difference }) => difference)).toEqual([10.13, 0, 0, 0]);
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

  test('two reliefs of a measure that end on one day are two steps', () => {
    const eases = (id: string) => relief({ id, kind: 'eases', effective_from: '2026-03-01', effective_to: '2026-12-01' });
    const steps = stepsOf({ measures: [measure()], reliefs: [eases('H'), eases('G')] });
    expect(steps.map(({ what, relief: by }) => [what, by])).toEqual([
      ['relief_ends', 'G'],
      ['relief_ends', 'H'],
    ]);
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

  test('steps of one day are told apart by measure, and share what the day does', () => {
    const steps = stepsOf({
      measures: [measure({ id: 'B', effective_from: '2026-11-10' }), measure({ effective_from: '2026-11-10' })],
    });
    expect(steps.map(({ measure: id, difference }) => [id, difference])).toEqual([
      ['A', 10.13],
      ['B', 10.13],
    ]);
  });

  test('two years ahead the score is not put into points: 731 days are, 732 are not', () => {
    const [near, far] = stepsOf({
      measures: [measure({ effective_to: '2028-10-01' }), measure({ id: 'B', effective_to: '2028-10-02' })],
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
        stages: ['separation', 'metal'],
        in_days: 40,
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
