import { describe, expect, test } from 'vitest';
import { classEffect, drawnPi, drawnRho, rampAtDepth } from '#domain/measures/class-effect.ts';
import { statedParameters } from '#domain/vocabulary/drawn-parameters.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const { parameters } = stateAndEventMethodology;

describe('the ramp of other sources', () => {
  test('against a measure on every buyer falls with its depth, down to that of a deep one: half way at half of 0.5', () => {
    expect([parameters.ramp_all, parameters.ramp_targeted, parameters.ramp_full_depth]).toEqual([0.1, 0.3, 0.5]);
    expect(rampAtDepth(true, 0, 1, parameters)).toBeCloseTo(0.3, 12);
    expect(rampAtDepth(true, 0.25, 1, parameters)).toBeCloseTo(0.2, 12);
    expect(rampAtDepth(true, 0.5, 1, parameters)).toBeCloseTo(0.1, 12);
    expect(rampAtDepth(true, 0.9, 1, parameters)).toBeCloseTo(0.1, 12);
    expect(rampAtDepth(false, 0.9, 1, parameters)).toBeCloseTo(0.3, 12);
  });

  test('does not depend on the depth where a methodology names none, as in 1.1.0', () => {
    const { ramp_full_depth: _, ...without } = parameters;
    for (const depth of [0, 0.03, 0.9]) expect(rampAtDepth(true, depth, 2, without)).toBeCloseTo(0.2, 12);
  });
});

describe('a class of controls', () => {
  test('that stops nothing and never binds still does neither, for any good and end use', () => {
    const idle = { group: 'flow', rho: 0, pi: 0, median: 100 } as const;
    const effect = classEffect(idle, 'Dy', 'magnet', 'defence', parameters);
    const drawn = { ...statedParameters(parameters), classRho: new Float64Array([0]), classPi: new Float64Array([0]) };
    expect([drawnRho(0, effect, drawn), drawnPi(0, effect, drawn)]).toEqual([0, 0]);
  });

  test('has the depth of the end use and of finished goods: 0.95 for defence, 0.65 for magnets under licence', () => {
    const { end_use_broad: broad, licence } = parameters.control_class;
    if (broad === undefined || licence === undefined) throw new Error('the methodology has both classes');
    const depth = (effect: ReturnType<typeof classEffect>, rho: number) =>
      drawnRho(0, effect, { ...statedParameters(parameters), classRho: new Float64Array([rho]) });
    expect(depth(classEffect(broad, 'Dy', 'separation', 'defence', parameters), broad.rho)).toBeCloseTo(0.95, 12);
    expect(depth(classEffect(broad, 'Dy', 'separation', null, parameters), broad.rho)).toBeCloseTo(0.35, 12);
    expect(depth(classEffect(licence, 'Dy', 'magnet', null, parameters), licence.rho)).toBeCloseTo(0.65, 12);
    expect(depth(classEffect(licence, 'Dy', 'separation', null, parameters), licence.rho)).toBeCloseTo(0.75, 12);
  });
});
