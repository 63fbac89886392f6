import { expect, test } from 'vitest';
import { composed, NO_CHANGES, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';

const [blockade, coercion] = ['taiwan-blockade', 'senkaku-incident-coercion'].map(
  (id) =>
    SCENARIO_TEMPLATES.find((template) => template.id === id)?.changes ?? expect.fail(`${id} is a template`),
) as [ScenarioChanges, ScenarioChanges];
const one: ScenarioChanges = {
  ...blockade,
  measures_lifted: ['A'],
  pressure: { senkaku: 0, taiwan: 50 },
  parameters: { spare: 0.1, ramp: 200 },
};
const other: ScenarioChanges = { ...coercion, measures_lifted: ['B'], parameters: { ramp: 300 } };

test('two changes put together are both, in their order; of two values for one name the second holds', () => {
  expect(composed(one, other)).toEqual({
    ...NO_CHANGES,
    measures_lifted: ['A', 'B'],
    stops: [...one.stops, ...other.stops],
    pressure: { senkaku: 100, taiwan: 50 },
    parameters: { spare: 0.1, ramp: 300 },
  });
});

test('nothing adds nothing, before or after', () => {
  expect([composed(one, NO_CHANGES), composed(NO_CHANGES, one)]).toEqual([one, one]);
});
