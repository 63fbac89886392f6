import { expect, test } from 'vitest';
import { composed, NO_CHANGES, type ScenarioChanges, statedSignals } from '#domain/scenarios/scenario.ts';

const one: ScenarioChanges = {
  measures_added: [{ control_class: 'ban', origins: ['CHN'], targets: ['ALL'], elements: ['Dy'], stages: ['refining'], coverage: 1 }],
  measures_lifted: ['A'],
  measures_unsuspended: ['B'],
  signals: { senkaku: 1, carriers: 2 },
  closures: [{ lane: 'taiwan_strait', days: 30, severity: null }],
  suppliers_lost: [{ supplier: 'lynas', countries: null }],
  cover: [{ elements: null, days: null, factor: 2, add_days: 0 }],
  shares: [{ element: 'Ga', stage: 'refining', origin: 'CHN', share: 0.5 }],
  parameters: { ramp_all: 0.2, tilt_cap: 1 },
};
const other: ScenarioChanges = {
  measures_added: [{ control_class: 'licence', origins: ['RUS'], targets: ['JPN'], elements: ['Ni'], stages: ['mine'], coverage: 0.5 }],
  measures_lifted: ['C'],
  measures_unsuspended: ['D'],
  signals: { carriers: 3 },
  closures: [{ origin: 'MMR', stages: ['mine'], processed_in: 'CHN', days: 90, severity: 1 }],
  suppliers_lost: [{ supplier: 'tdk', countries: ['JPN'] }],
  cover: [{ elements: ['Dy'], days: 30, factor: 1, add_days: 0 }],
  shares: [{ element: 'Ga', stage: 'refining', origin: 'JPN', share: 0.1 }],
  parameters: { tilt_cap: 2 },
};

test('two changes put together are both, in their order; of two values for one name the second holds', () => {
  expect(composed(one, other)).toEqual({
    measures_added: [...one.measures_added, ...other.measures_added],
    measures_lifted: ['A', 'C'],
    measures_unsuspended: ['B', 'D'],
    signals: { senkaku: 1, carriers: 3 },
    closures: [...one.closures, ...other.closures],
    suppliers_lost: [...one.suppliers_lost, ...other.suppliers_lost],
    cover: [...one.cover, ...other.cover],
    shares: [...one.shares, ...other.shares],
    parameters: { ramp_all: 0.2, tilt_cap: 2 },
  });
});

test('nothing adds nothing, before or after', () => {
  expect([composed(one, NO_CHANGES), composed(NO_CHANGES, one)]).toEqual([one, one]);
});

test('stated signals come by name, however they were sent, and one without a state is not stated', () => {
  const byName = [
    ['carriers', 2],
    ['senkaku', 1],
    ['taiwan_strait', 0],
  ];
  expect(statedSignals({ taiwan_strait: 0, carriers: 2, senkaku: 1 })).toEqual(byName);
  expect(statedSignals({ carriers: 2, senkaku: 1, taiwan_strait: 0 })).toEqual(byName);
  expect(statedSignals({ senkaku: undefined })).toEqual([]);
});
