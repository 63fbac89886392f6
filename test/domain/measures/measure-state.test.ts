import { describe, expect, test } from 'vitest';
import { datedMeasures, type MeasureOnDay, measureOn } from '#domain/measures/measure-state.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Measure, Relief } from '#domain/vocabulary/scoring-inputs.ts';
import { measure, relief } from '#test/builders/element-inputs.ts';

/** The measure on a day, as known on `knownAt`. */
function on(day: string, row: Measure, reliefs: readonly Relief[] = [], knownAt = day): MeasureOnDay | null {
  const [dated] = datedMeasures([row], reliefs);
  if (dated === undefined) throw new Error('no measure');
  return measureOn(dated, dayNumber(day), dayNumber(knownAt));
}

const stateOn = (day: string, row: Measure, reliefs: readonly Relief[] = [], knownAt = day) =>
  on(day, row, reliefs, knownAt)?.state ?? null;

describe('a measure', () => {
  const announced = measure({ known_from: '2026-01-10', effective_from: '2026-03-01', effective_to: '2026-09-01' });

  test.each([
    ['2026-01-09', null],
    ['2026-01-10', 'announced'],
    ['2026-02-28', 'announced'],
    ['2026-03-01', 'in_force'],
    ['2026-08-31', 'in_force'],
    ['2026-09-01', 'ended'],
  ])('on %s is %s', (day, state) => {
    expect(stateOn(day, announced)).toBe(state);
  });

  test('is not known when the knowledge is older than it', () => {
    expect(stateOn('2026-05-01', announced, [], '2026-01-09')).toBeNull();
    expect(stateOn('2026-05-01', announced, [], '2026-01-10')).toBe('in_force');
  });

  test('is not known before its day, however late the knowledge', () => {
    expect(stateOn('2026-01-09', announced, [], '2026-12-31')).toBeNull();
  });

  test('of a month is known from the last day of the month and in force from the first', () => {
    const monthly = measure({ known_from: '2026-03' });
    expect(stateOn('2026-03-30', monthly)).toBeNull();
    expect(on('2026-03-31', monthly)?.state).toBe('in_force');
    expect(on('2026-03-31', monthly)?.dated.effectiveFrom).toBe(dayNumber('2026-03-01'));
  });

  test('with a year as its end has ended on the last day of the year', () => {
    const yearly = measure({ effective_to: '2026' });
    expect(stateOn('2026-12-30', yearly)).toBe('in_force');
    expect(stateOn('2026-12-31', yearly)).toBe('ended');
  });
});

describe('a suspension', () => {
  const suspended = measure({ effective_from: '2025-11-08', suspended_from: '2025-11-07', suspended_to: '2026-11-10' });

  test.each([
    ['2025-11-06', 'announced'],
    ['2025-11-07', 'suspended'],
    ['2025-11-08', 'suspended'],
    ['2026-11-09', 'suspended'],
    ['2026-11-10', 'in_force'],
  ])('that began before the measure took effect: on %s it is %s', (day, state) => {
    expect(stateOn(day, suspended)).toBe(state);
  });

  test('is known from the day it begins', () => {
    expect(stateOn('2026-05-01', suspended, [], '2025-11-06')).toBe('in_force');
    expect(stateOn('2026-05-01', suspended, [], '2025-11-07')).toBe('suspended');
  });

  test('leaves an announced measure announced once it has run out', () => {
    const later = measure({ effective_from: '2027-02-01', suspended_from: '2026-05-01', suspended_to: '2026-06-01' });
    expect(stateOn('2026-06-01', later)).toBe('announced');
  });

  test('without an end goes on', () => {
    expect(stateOn('2040-01-01', measure({ suspended_from: '2026-01-01' }))).toBe('suspended');
  });

  test('does not exist without a first day', () => {
    expect(stateOn('2026-05-01', measure({ suspended_to: '2027-01-01' }))).toBe('in_force');
  });

  const extension = relief({ kind: 'extends_suspension', known_from: '2026-09-23', effective_from: null, effective_to: '2027-01-10' });

  test('is extended once the extension is known', () => {
    expect(on('2026-10-01', suspended, [extension])?.suspendedTo).toBe(dayNumber('2027-01-10'));
    expect(on('2026-10-01', suspended, [extension], '2026-09-22')?.suspendedTo).toBe(dayNumber('2026-11-10'));
  });

  test('is never shortened by an extension', () => {
    const shorter = { ...extension, effective_to: '2026-10-15' };
    expect(on('2026-10-01', suspended, [shorter])?.suspendedTo).toBe(dayNumber('2026-11-10'));
  });

  test('that is not known is not extended', () => {
    const early = { ...extension, known_from: '2025-10-01' };
    expect(on('2025-11-06', suspended, [early])?.suspendedTo).toBe(dayNumber('2026-11-10'));
  });
});

describe('a relief that ends', () => {
  test('makes the end firm from the day it is known', () => {
    const row = measure({ effective_to: '2027-06-01' });
    const before = on('2026-10-01', row, [relief()], '2026-02-28');
    const after = on('2026-10-01', row, [relief()]);
    expect(before).toMatchObject({ end: dayNumber('2027-06-01'), endIsFirm: false });
    expect(after).toMatchObject({ end: dayNumber('2026-12-20'), endIsFirm: true });
  });

  test('on the very day of the stated end makes that end firm', () => {
    expect(on('2026-10-01', measure({ effective_to: '2026-12-20' }), [relief()])).toMatchObject({
      end: dayNumber('2026-12-20'),
      endIsFirm: true,
    });
  });

  test('after the stated end changes nothing', () => {
    expect(on('2026-10-01', measure({ effective_to: '2026-12-01' }), [relief()])).toMatchObject({
      end: dayNumber('2026-12-01'),
      endIsFirm: false,
    });
  });

  test('later than one before it changes nothing', () => {
    const later = relief({ id: 'S', known_from: '2026-04-01', effective_from: '2027-01-20' });
    expect(on('2026-10-01', measure(), [later, relief()])).toMatchObject({ end: dayNumber('2026-12-20'), endIsFirm: true });
  });

  test('without a date of its own ends on the day it became known', () => {
    expect(stateOn('2026-03-01', measure(), [relief({ effective_from: null })])).toBe('ended');
    expect(stateOn('2026-02-28', measure(), [relief({ effective_from: null })])).toBe('in_force');
  });

  test('does not touch measures it does not name', () => {
    expect(on('2026-10-01', measure({ id: 'B' }), [relief()])?.end).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a relief that eases', () => {
  const easing = relief({ kind: 'eases', known_from: '2025-12-02', effective_from: '2026-01-01', effective_to: '2026-12-01' });

  test.each([
    ['2025-12-31', 0],
    ['2026-01-01', 1],
    ['2026-11-30', 1],
    ['2026-12-01', 0],
  ])('on %s: %i in effect', (day, count) => {
    expect(on(day, measure(), [easing])?.easings).toHaveLength(count);
  });
});

describe('the order of measures', () => {
  const ids = (...rows: readonly string[]) =>
    datedMeasures(
      rows.map((id) => measure({ id })),
      [],
    ).map((dated) => dated.measure.id);

  test('is that of their ids in bytes, however they come', () => {
    expect(ids('b', 'B', 'a', 'C')).toEqual(['B', 'C', 'a', 'b']);
  });

  test('of two rows with one id stays as it was', () => {
    const [first, second] = [measure({ id: 'A', control_class: 'ban' }), measure({ id: 'A', control_class: 'licence' })];
    expect(datedMeasures([first, second], []).map((dated) => dated.measure.control_class)).toEqual(['ban', 'licence']);
    expect(datedMeasures([second, first], []).map((dated) => dated.measure.control_class)).toEqual(['licence', 'ban']);
  });
});

describe('the order of reliefs', () => {
  const order = (...reliefs: readonly Relief[]) => datedMeasures([measure()], reliefs)[0]?.reliefs.map((dated) => dated.relief.id);

  test('is that in which they became known, then that of their ids', () => {
    const [early, late] = [relief({ id: 'Z', known_from: '2026-01-01' }), relief({ id: 'A', known_from: '2026-02-01' })];
    const [first, second] = [relief({ id: 'B', known_from: '2026-03-01' }), relief({ id: 'C', known_from: '2026-03-01' })];
    expect(order(early, late, first, second)).toEqual(['Z', 'A', 'B', 'C']);
    expect(order(second, first, late, early)).toEqual(['Z', 'A', 'B', 'C']);
  });
});

describe('a suspension whose renewal is not known, with 60 days of grace', () => {
  const [dated] = datedMeasures([measure({ suspended_from: '2026-01-01', suspended_to: '2026-06-01' })], [], {
    undecided_lapse_grace_days: 60,
  });

  test.each([
    ['2026-05-31', 'suspended', 0],
    ['2026-06-01', 'suspended', 0],
    ['2026-07-01', 'suspended', 0.5],
    ['2026-07-30', 'suspended', 59 / 60],
    ['2026-07-31', 'in_force', 1],
  ])('on %s it is %s and has lapsed by %d', (day, state, lapsed) => {
    if (dated === undefined) throw new Error('no measure');
    expect(measureOn(dated, dayNumber(day), dayNumber(day))).toMatchObject({ state, lapsed });
  });
});
