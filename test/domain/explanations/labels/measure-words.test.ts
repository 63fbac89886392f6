import { describe, expect, test } from 'vitest';
import {
  measureLabel,
  noWeightBecause,
  rowStepDescription,
  type WordedMeasure,
} from '#domain/explanations/labels.ts';

const measure = (over: Partial<WordedMeasure> = {}): WordedMeasure => ({
  actor: 'China MOFCOM/GAC',
  measure_type: 'licence',
  instrument_no: 'MOFCOM/GAC 2025 No. 18',
  announced: '2025-04-04',
  direction: 'restricts',
  mapping: { control_class: 'licence' },
  relief: null,
  ...over,
});

describe('the label of a measure', () => {
  test.each([
    [{}, 'China: export licences, No. 18/2025'],
    [
      { actor: 'Japan JOGMEC/Sojitz', measure_type: 'investment', instrument_no: null, announced: '2011-03' },
      'Japan: investment, 2011',
    ],
    [{ actor: 'United States', measure_type: 'other', instrument_no: 'EO 14272' }, 'The US: policy, 2025'],
    [
      { actor: 'United States / China', measure_type: 'suspension', instrument_no: null },
      'The US / China: suspension, 2025',
    ],
    [
      { actor: 'Kachin Independence Army (Myanmar)', measure_type: 'supply_disruption', instrument_no: null },
      'Kachin Independence Army: supply disrup…',
    ],
  ] as const)('of %j is "%s"', (over, label) => {
    expect(measureLabel(measure(over)).label).toBe(label);
  });

  test('has code and parameters for other languages', () => {
    expect(measureLabel(measure())).toMatchObject({
      label_code: 'label_measure',
      label_params: {
        who: { code: 'measure_by', params: { country: 'CHN' } },
        which: { params: { number: '18', year: '2025' } },
      },
    });
  });
});

test('what happens to a measure is a sentence, whether it has a number or not', () => {
  const quota = {
    actor: 'DR Congo',
    measure_type: 'quota',
    instrument_no: null,
    announced: '2025-09-20',
  } as const;
  const said = (over: Partial<WordedMeasure>) =>
    rowStepDescription('ends', measure(over), '2028-01-01', null).description;
  expect([said(quota), said({})]).toEqual([
    'DR Congo quota of 2025 ends on 31 Dec 2027.',
    'China No. 18/2025 ends on 31 Dec 2027.',
  ]);
});

describe('a measure without weight says why', () => {
  const because = (over: Partial<WordedMeasure>, state = 'in_force') =>
    noWeightBecause(measure(over), state, (id) => id === 'BAN');
  const uncounted = { mapping: null } as const;

  test.each([
    [{}, null],
    [{ visibility: 'own' }, 'custom'],
    [{ mapping: { control_class: 'none' } }, 'no_direct_effect'],
    [{ ...uncounted, relief: { kind: 'ends' } }, null],
    [{ ...uncounted, direction: 'relieves', linked: ['BAN'] }, 'supplementary'],
    [{ ...uncounted, direction: 'mitigates' }, 'supports_supply'],
    [
      {
        ...uncounted,
        status: 'reported, not officially confirmed; MOFCOM says civilian trade is unaffected',
      },
      'not_confirmed',
    ],
    [{ ...uncounted, direction: 'relieves', source_quality: 'weak' }, 'not_confirmed'],
    [{ ...uncounted, linked: ['BAN'] }, 'supplementary'],
    [{ ...uncounted, direction: 'relieves', linked: ['OTHER'] }, 'supplementary'],
    [{ ...uncounted, direction: 'relieves' }, 'no_direct_effect'],
    [{ ...uncounted, linked: ['OTHER'], status: null }, 'no_direct_effect'],
  ] as const)('%j: %s', (over, reason) => {
    expect(because(over)).toBe(reason);
  });

  test('one that is over has ended; one that is suspended may come back', () => {
    expect([because({}, 'ended'), because({}, 'suspended')]).toEqual(['ended', null]);
  });
});
