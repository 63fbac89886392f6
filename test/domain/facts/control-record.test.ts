import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { controlRecord } from '#domain/facts/control-record.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Parameters } from '#domain/vocabulary/methodology.ts';
import type { ControlEventRow } from '#domain/vocabulary/reference-data.ts';
import type { ElementGroups } from '#domain/vocabulary/scoring-inputs.ts';
import { measure } from '#test/builders/element-inputs.ts';
import { anElement, aShare, referenceDataWith } from '#test/builders/reference-data.ts';

const path = new URL('../../golden/scoring-cases-2.0.0.json', import.meta.url);
const file = JSON.parse(readFileSync(path, 'utf8')) as { readonly parameters: Parameters; readonly groups: ElementGroups };
const asOf = { day: dayNumber('2026-10-01'), knownAt: dayNumber('2026-10-01'), horizonDays: 365 };

/** Indonesia makes half of the nickel ore and a quarter of the tin. */
const shares = [
  aShare('Ni', 'mine', 'IDN', 0.5),
  aShare('Ni', 'mine', 'AUS', 0.5),
  aShare('Sn', 'refining', 'IDN', 0.25),
  aShare('Sn', 'refining', 'CHN', 0.75),
];
const event = (over: Partial<ControlEventRow> = {}): ControlEventRow =>
  ({
    id: 'E',
    origin: 'IDN',
    actor_kind: 'government',
    control_class: 'origin_ban',
    targets: ['ALL'],
    elements: ['Ni'],
    stages: ['mine'],
    announced: '2019-09-02',
    effective_from: '2020-01-01',
    effective_to: null,
    outcome: 'enforced',
    withdrawn_known_from: null,
    policy_id: null,
    known_from: '2019-09-02',
    ...over,
  }) as ControlEventRow;

function recordOf(events: readonly ControlEventRow[], destination = 'JPN', announcement_lapse_days?: number) {
  const data = { ...referenceDataWith({ elements: [anElement('Ni'), anElement('Sn')], shares }), control_events: events };
  const parameters = { ...file.parameters, ...(announcement_lapse_days === undefined ? {} : { announcement_lapse_days }) };
  return controlRecord(indexReferenceData(data, { version: '2.0.0', ...file, parameters }), destination, asOf, {
    measures: [],
    reliefs: [],
  });
}

// 2019-09-02 is 2,586 days before, ten years of half-life are 3,652.5 days; two thirds of what Indonesia exports is nickel ore.
const FADED = 2 ** (-2586 / 3652.5);

test('an event counts as the part of the exports that it hit, faded with its age', () => {
  expect(recordOf([event()]).IDN?.n).toBeCloseTo((2 / 3) * FADED, 12);
  expect(recordOf([event({ targets: ['JPN'] })], 'USA').IDN?.n).toBe(0);
  expect(recordOf([event({ targets: ['EUU'] })], 'DEU').IDN?.n).toBeCloseTo((2 / 3) * FADED, 12);
  // 4,656 days since 2014 at the same half-life.
  expect(recordOf([]).IDN?.t).toBeCloseTo(((3652.5 / Math.LN2) * (1 - 2 ** (-4656 / 3652.5))) / 365.25, 12);
});

test('two of one day are one; what came to nothing, is a row of the policy table, or no act of a government is none', () => {
  expect(recordOf([event(), event({ id: 'F' })]).IDN?.n).toBeCloseTo((2 / 3) * FADED, 12);
  for (const over of [{ policy_id: 'X' }, { actor_kind: 'company' }, { control_class: null }] as const) {
    expect(recordOf([event(over)]).IDN?.n).toBe(0);
  }
  // Withdrawn, as was known later only: until then an announcement, of which 40 in 57 took effect.
  expect(recordOf([event({ outcome: 'withdrawn', withdrawn_known_from: '2027-01-01' })]).IDN?.n).toBeCloseTo(0.7 * (2 / 3) * FADED, 12);
  expect(recordOf([event({ outcome: 'withdrawn', withdrawn_known_from: '2026-09-30' })]).IDN?.n).toBe(0);
});

test('what came to nothing on a day that no source gives counts as an announcement for a year, so that the past does not know its end', () => {
  // Known since 2026-03-01, 214 days before 2026-10-01; two thirds of the exports, 0.7 for an announcement.
  const threat = event({ outcome: 'never_enforced', announced: '2026-03-01', known_from: '2026-03-01', effective_from: null });
  expect(recordOf([threat], 'JPN', 365).IDN?.n).toBeCloseTo(0.7 * (2 / 3) * 2 ** (-214 / 3652.5), 12);
  expect(recordOf([event({ ...threat, known_from: '2025-10-01' })], 'JPN', 365).IDN?.n).toBe(0);
  expect(recordOf([threat], 'JPN', 0).IDN?.n).toBe(0);
});

test('an event without a day of effect took effect when it was announced, or known', () => {
  expect(recordOf([event({ effective_from: null })]).IDN?.n).toBeCloseTo((2 / 3) * FADED, 12);
  expect(recordOf([event({ effective_from: null, announced: null })]).IDN?.n).toBeCloseTo((2 / 3) * FADED, 12);
});

test('without a group of the Union its code is one like any other', () => {
  const data = { ...referenceDataWith({ elements: [anElement('Ni')], shares }), control_events: [event({ targets: ['EUU'] })] };
  const index = indexReferenceData(data, { version: '2.0.0', parameters: file.parameters, groups: {} });
  const against = (destination: string) => controlRecord(index, destination, asOf, { measures: [], reliefs: [] }).IDN;
  expect(against('EUU')?.n).toBeGreaterThan(0);
  expect(against('DEU')?.n).toBe(0);
});

test('the rows that were counted are named, each once and none before the start of the record', () => {
  const events = [
    event({ row: 'control-event:E' }),
    event({ id: 'F', row: 'control-event:F', elements: ['Sn'], stages: ['refining'] }),
    event({ id: 'G', row: 'control-event:G', known_from: '2013-12-31' }),
    event({ id: 'H', row: 'control-event:H', outcome: 'waived' }),
  ];
  expect(recordOf(events).IDN?.rows).toEqual(['control-event:E', 'control-event:F']);
  expect(recordOf(events).AUS?.rows).toEqual([]);
});

test('an announcement counts by the chance that announcements take effect', () => {
  expect(recordOf([event({ effective_from: '2027-01-01' })]).IDN?.n).toBeCloseTo(0.7 * (2 / 3) * FADED, 12);
});

test('a measure of the policy table counts with its coverage', () => {
  const data = referenceDataWith({ elements: [anElement('Ni'), anElement('Sn')], shares });
  const index = indexReferenceData(data, { version: '2.0.0', ...file });
  const quarter = measure({
    control_class: 'origin_ban',
    origins: ['IDN'],
    targets: ['ALL'],
    applies: [{ elements: ['Sn'], stages: ['refining'], coverage: 0.25 }],
    known_from: '2026-10-01',
    effective_from: '2026-10-01',
  });
  expect(controlRecord(index, 'JPN', asOf, { measures: [quarter], reliefs: [] }).IDN?.n).toBeCloseTo(0.25 / 3, 12);
});
