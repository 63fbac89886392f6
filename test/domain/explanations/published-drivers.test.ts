import { expect, test } from 'vitest';
import { type DriverHazard, publishedDrivers, publishedPointsByKind } from '#domain/explanations/published-drivers.ts';
import { englishWith } from '#domain/words/english-language.ts';
import { message } from '#domain/words/message.ts';
import { readerNames } from '#test/builders/reader-names.ts';

const hazard = (id: string, points: number, over: Partial<DriverHazard> = {}): DriverHazard => ({
  id,
  kind: id.split(':')[0] as string,
  a: 0.123456,
  Lambda: points / 50,
  Lambda_base: points / 100,
  Lambda_signals: {},
  points,
  ...over,
});
const said = {
  labelOf: ({ id }: { readonly id: string }) => message('label_other', { kind: `label of ${id}` }),
  summaryOf: ({ id }: { readonly id: string }) => message('label_other', { kind: `about ${id}` }),
  language: englishWith(readerNames),
};
const rows = ({ id }: { readonly id: string }): readonly string[] => [`row of ${id}`];

/** Points of the worked example (section 13): 58.704490 + 12.780201 + 0.256796 + 0.021449 = 71.762936. */
const worked = [
  hazard('active_control:CHN', 58.70449, { Lambda: 1.034432, Lambda_base: 1.034432, Lambda_measures: { A: 0.5, B: 0.534432 } }),
  hazard('facility', 0, { Lambda: 0, Lambda_base: 0 }),
  hazard('new_control:CHN', 12.780201, { Lambda: 0.2252, Lambda_base: 0.1126, Lambda_signals: { senkaku: 0.1126, carriers: 0 } }),
  hazard('origin_instability:CHN', 0.256796),
  hazard('transit', 0.021449),
];

test('drivers are in order of their points, which sum to the published score', () => {
  const { drivers } = publishedDrivers(worked, 71.762936, said, rows);
  // Cut to hundredths they are 58.70 + 12.78 + 0.25 + 0.02 = 71.75; the missing one goes to the largest remainder, 0.6796 of instability.
  expect(drivers.map(({ id, points }) => [id, points])).toEqual([
    ['active_control:CHN', 58.7],
    ['new_control:CHN', 12.78],
    ['origin_instability:CHN', 0.26],
    ['transit', 0.02],
    ['facility', 0],
  ]);
  expect(drivers[2]).toEqual({
    id: 'origin_instability:CHN',
    kind: 'origin_instability',
    points: 0.26,
    label: 'Label of origin_instability:CHN',
    label_code: 'label_other',
    label_params: { kind: 'label of origin_instability:CHN' },
    summary: 'About origin_instability:CHN',
    summary_code: 'label_other',
    summary_params: { kind: 'about origin_instability:CHN' },
    share_hit: 0.1235,
    part: null,
    evidence: ['row of origin_instability:CHN'],
  });
});

test('the small document names the three largest, and none without points', () => {
  const top = (id: string, points: number) => ({
    ...{ id, kind: id.split(':')[0], points, summary: `About ${id}` },
    ...{ label: `Label of ${id}`, label_code: 'label_other', label_params: { kind: `label of ${id}` } },
  });
  expect(publishedDrivers(worked, 71.762936, said, rows).top).toEqual([
    top('active_control:CHN', 58.7),
    top('new_control:CHN', 12.78),
    top('origin_instability:CHN', 0.26),
  ]);
  const one = publishedDrivers([hazard('facility', 0), hazard('transit', 2)], 2, said, rows);
  expect(one.top.map(({ id }) => id)).toEqual(['transit']);
});

test('drivers of the same points are in byte order', () => {
  const ids = (...hazards: readonly string[]): readonly string[] =>
    publishedDrivers(
      hazards.map((id) => hazard(id, 5)),
      15,
      said,
      rows,
    ).drivers.map(({ id }) => id);
  expect(ids('b', 'a', 'c')).toEqual(['a', 'b', 'c']);
  expect(ids('c', 'b', 'a')).toEqual(['a', 'b', 'c']);
});

test('a contribution is split over base, signals and measures in the proportion of their hazards, unrounded', () => {
  const { contributions } = publishedDrivers(worked, 71.762936, said, rows);
  const [active, facility, newControl] = contributions;
  expect(contributions.map(({ id }) => id)).toEqual(worked.map(({ id }) => id));
  expect(active).toMatchObject({ points: 58.70449, Lambda: 1.034432, points_signals: {} });
  expect(active?.points_base).toBeCloseTo(58.70449, 9);
  expect(active?.points_measures.A).toBeCloseTo((58.70449 * 0.5) / 1.034432, 9);
  expect((active?.points_measures.A ?? 0) + (active?.points_measures.B ?? 0)).toBeCloseTo(58.70449, 9);
  // Half of the new control is base, half is raised by the Senkaku signal.
  expect(newControl?.points_base).toBeCloseTo(6.3901005, 9);
  expect(newControl?.points_signals.senkaku).toBeCloseTo(6.3901005, 9);
  expect(newControl?.points_signals.carriers).toBe(0);
  expect(newControl?.points_measures).toEqual({});
  expect(facility).toEqual({ id: 'facility', points: 0, Lambda: 0, points_base: 0, points_signals: {}, points_measures: {} });
});

test('points by kind are sums of hundredths, kinds in byte order', () => {
  const byKind = (...points: readonly (readonly [string, number])[]) =>
    publishedDrivers(
      points.map(([id, of]) => hazard(id, of)),
      points.reduce((sum, [, of]) => sum + of, 0),
      said,
      rows,
    ).byKind;
  // 0.1 + 0.2 is 0.30000000000000004 in doubles.
  const kinds = byKind(['transit', 1], ['new_control:CHN', 0.1], ['new_control:MYS', 0.2], ['facility', 3]);
  expect(Object.entries(kinds)).toEqual([
    ['facility', 3],
    ['new_control', 0.3],
    ['transit', 1],
  ]);
  expect(Object.keys(byKind(['a', 3], ['b', 2], ['c', 1]))).toEqual(['a', 'b', 'c']);
});

test('a label that is too long for a chart is cut', () => {
  const [driver] = publishedDrivers([hazard('facility:A-PLANT-WITH-A-VERY-LONG-NAME-INDEED', 1)], 1, said, rows).drivers;
  expect(driver?.label).toBe('Label of facility:A-PLANT-WITH-A-VERY-L…');
  expect(driver?.label).toHaveLength(40);
});

test('points of hazards by kind need no words: they are those that drivers have', () => {
  expect(publishedPointsByKind(worked, 71.762936)).toEqual(publishedDrivers(worked, 71.762936, said, rows).byKind);
  expect(publishedPointsByKind(worked, 71.762936)).toEqual({
    active_control: 58.7,
    facility: 0,
    new_control: 12.78,
    origin_instability: 0.26,
    transit: 0.02,
  });
});

test('a score of nothing has no drivers', () => {
  expect(publishedDrivers([], 0, said, rows)).toEqual({ drivers: [], top: [], contributions: [], byKind: {} });
});
