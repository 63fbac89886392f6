import { expect, test } from 'vitest';
import { dependentOf, type Lane, partThrough, wayOf } from '#dashboard/words/sea-ways.ts';

const lane = (id: string, place: Lane['place'], share: number, origin = 'CHN'): Lane => ({
  id,
  label: id,
  place,
  routes: [{ origin, stage: 'metal', share }],
  dependence: [],
});
const [suez, malacca, strait] = [lane('suez', [32.3, 30.6], 0.5), lane('malacca', [100.5, 3.2], 0.9), lane('taiwan', [119.4, 24.4], 0.8)];

test('a flow goes through the lanes that enough of it passes, in the order in which a ship comes to them', () => {
  const way = (lanes: readonly Lane[], from: Lane['place']) => wayOf(lanes, 'CHN', 'metal', from).map(({ id }) => id);
  expect(way([suez, malacca, strait], [105, 35])).toEqual(['taiwan', 'malacca', 'suez']);
  expect(way([strait, lane('panama', [-79.7, 9.1], 0.2)], [105, 35])).toEqual(['taiwan']);
  expect(wayOf([strait], 'CHN', 'mine', [105, 35])).toEqual([]);
});

test('what is not said of a way is unknown, and dependents come with the largest part first', () => {
  expect([partThrough(strait, 'CHN', 'metal'), partThrough(strait, 'AUS', 'metal')]).toEqual([0.8, null]);
  const row = (buyer: string, element: string, share: number | null) => ({ buyer, element, stage: 'metal', share, unknown_share: 0 });
  const dependence = [row('JPN', 'Ga', null), row('USA', 'Dy', 1), row('JPN', 'Dy', 0.3), row('JPN', 'Tb', 0.7)];
  expect(dependentOf({ ...strait, dependence }, 'JPN').map(({ element }) => element)).toEqual(['Tb', 'Dy', 'Ga']);
});
